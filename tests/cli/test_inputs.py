"""Every kind of input, good and bad: what is coded, what is said, and how the run ends."""

import gzip
import json
import os
from pathlib import Path

import pytest
from cli_runs import STRIKE, line, tawthiq

from tawthiq.cli.inputs import Piece, Sources

GOOD = (line("good-1"), line("good-2"))


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        pytest.param("r.txt", os.urandom(64) + bytes(3000), "r.txt: binary data", id="binary-zeros"),
        pytest.param("r.png", b"\x89PNG\r\n\x1a\n" + b"abc" * 50, "r.png: binary data", id="binary-picture"),
        pytest.param("r.pdf", b"%PDF-1.7\n" + b"abc" * 50, "r.pdf: binary data", id="binary-pdf"),
        pytest.param("r.gz", gzip.compress(STRIKE.encode()), "r.gz: binary data", id="binary-compressed"),
        pytest.param(
            "r.txt",
            STRIKE.encode() + b"\n\xff\xfe\xfa" + STRIKE.encode(),
            "r.txt:2: neither UTF-8",
            id="undecodable-text",
        ),
        pytest.param("r.txt", STRIKE.encode("utf-16")[:-1], "r.txt: broken UTF-16", id="utf-16-cut-short"),
        pytest.param("r.json", b'[{"id": "a", "text": "b"}]', "r.json: a JSON document", id="json-list"),
        pytest.param("r.json", b'{\n  "id": "a"\n}', "r.json: a JSON document", id="json-pretty"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, body: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "z.jsonl").write_text("\n".join(GOOD), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    ran = tawthiq(monkeypatch, "code", name, "z.jsonl")

    assert ran.status == 1
    assert [row["id"] for row in ran.rows] == ["good-1", "good-2"]
    assert ran.err.splitlines()[0].startswith(said)
    assert ran.err.splitlines()[0].endswith(")"), "the remedy stands at the end"
    assert "1 failed" in ran.err


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        pytest.param('{"id": "x", "text": "cut', "broken JSON at column 21", id="broken-json"),
        pytest.param('{"id": "x", "text": "a"} tail', "broken JSON at column 26", id="more-after-the-record"),
        pytest.param('{"text": "a"}', "a report needs a string `id`", id="no-id"),
        pytest.param('{"id": "", "text": "a"}', "the `id` is empty", id="empty-id"),
        pytest.param('{"id": 7, "text": "a"}', "a report needs a string `id`", id="number-as-id"),
        pytest.param('{"id": "x"}', "a report needs a string `text`", id="no-text"),
        pytest.param('{"id": "x", "text": null}', "a report needs a string `text`", id="null-text"),
        pytest.param('{"id": "x", "text": ["a"]}', "a report needs a string `text`", id="list-as-text"),
        pytest.param('{"id": "x", "text": "a", "published": 2024}', "`published` is neither", id="number-as-date"),
        pytest.param('["x", "a"]', "not a JSON object", id="list"),
        pytest.param("null", "not a JSON object", id="null"),
        pytest.param("[" * 100_000, "JSON that cannot be read", id="too-deep"),
        pytest.param('{"id": "x", "text": "' + "a" * 3000 + '"}', "a line of more than 2,000 bytes", id="too-long"),
    ],
)
def test_a_bad_line_seven_is_named_and_the_others_are_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str, said: str
) -> None:
    limit = 2_000 if "more than" in said else 1_000_000
    lines = [line(f"r{n}") for n in range(1, 7)] + [bad, line("r8")]
    (tmp_path / "r.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    ran = tawthiq(monkeypatch, "code", "r.jsonl", "--max-line", str(limit))

    assert ran.status == 1
    assert [row["id"] for row in ran.rows] == ["r1", "r2", "r3", "r4", "r5", "r6", "r8"]
    assert all(row["events"] for row in ran.rows)
    assert ran.err.startswith(f"r.jsonl:7: {said}")
    assert "Traceback" not in ran.err


def test_an_undecodable_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = line("x").encode()[:-5] + b'\xff\xfe"}'
    (tmp_path / "r.jsonl").write_bytes(GOOD[0].encode() + b"\n" + broken + b"\n" + GOOD[1].encode())
    monkeypatch.chdir(tmp_path)

    ran = tawthiq(monkeypatch, "code", "r.jsonl")

    assert ran.status == 1
    assert ran.err.startswith("r.jsonl:2: neither UTF-8")
    assert len(ran.rows) == 2


def test_a_missing_file_is_named_and_the_others_are_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.jsonl").write_text(GOOD[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    ran = tawthiq(monkeypatch, "code", "nothing.txt", "r.jsonl")

    assert ran.status == 1
    assert ran.err.startswith("nothing.txt: cannot be read: No such file")
    assert len(ran.rows) == 1


@pytest.mark.parametrize(
    ("name", "body", "counted"),
    [
        pytest.param("r.txt", b"", "no text: 1 report", id="empty-file"),
        pytest.param("r.jsonl", line("r", " \n").encode(), "no text: 1 report", id="blank-text"),
        pytest.param("r.txt", b"Five people were killed.", "not Arabic: 1 report", id="english"),
        pytest.param(
            "r.jsonl", line("r", extra=1, tags=[]).encode(), "unknown fields in 1 report: extra 1, tags 1", id="fields"
        ),
        pytest.param("r.jsonl", line("r", published="last week").encode(), "publication day not read: 1", id="bad-day"),
        pytest.param("r.txt", f"\x07{STRIKE}\x00".encode(), "kept in 1 report: control 2", id="control"),
        pytest.param("r.txt", f"\u202e{STRIKE}\u2069\u200f".encode(), "kept in 1 report: bidi 3", id="bidi"),
        pytest.param("r.txt", f"{STRIKE}\u200b\u200d".encode(), "kept in 1 report: zero-width 2", id="zero-width"),
        pytest.param("r.jsonl", b'{"id": "r", "text": "\\ud83d"}', "lone surrogate 1", id="lone-surrogate"),
        pytest.param("r.txt", STRIKE.encode("cp1256"), "old encodings: cp1256 1", id="windows-1256"),
        pytest.param("r.txt", STRIKE.encode("iso8859-6"), "old encodings: iso8859-6 1", id="iso-8859-6"),
        pytest.param("r.jsonl", line("r").encode("cp1256"), "old encodings: cp1256 1", id="windows-1256-line"),
        pytest.param("r.jsonl", line("r").encode("utf-16"), "old encodings: utf-16 1", id="utf-16-lines"),
        pytest.param("r.txt", STRIKE.encode("utf-16-be"), "old encodings: utf-16-be 1", id="utf-16-no-mark"),
    ],
)
def test_odd_input_is_accepted_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, body: bytes, counted: str
) -> None:
    (tmp_path / name).write_bytes(body)

    ran = tawthiq(monkeypatch, "code", tmp_path / name)

    assert ran.status == 0
    assert len(ran.rows) == 1
    assert counted in ran.err
    assert bool(ran.rows[0]["events"]) == (STRIKE.encode() in body or "encodings" in counted)


def test_a_repeated_id_is_warned_of_and_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.jsonl").write_text(f"{GOOD[0]}\n{GOOD[0]}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    ran = tawthiq(monkeypatch, "code", "r.jsonl")

    assert ran.status == 0
    assert ran.rows[0] == ran.rows[1]
    assert ran.err.startswith("r.jsonl:2: warning: an earlier report has the id 'good-1' too")


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "sub/a.txt", ".hidden.txt", ".git/c.txt", "a.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(STRIKE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    ran = tawthiq(monkeypatch, "code", "in")

    assert [row["id"] for row in ran.rows] == ["in/a.txt", "in/b.txt", "in/sub/a.txt"]


@pytest.mark.parametrize(
    ("stdin", "ids"),
    [
        pytest.param("\n".join(GOOD).encode(), ["good-1", "good-2"], id="json-lines"),
        pytest.param(STRIKE.encode(), ["stdin"], id="text"),
        pytest.param(b"", ["stdin"], id="nothing"),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(
    monkeypatch: pytest.MonkeyPatch, stdin: bytes, ids: list[str]
) -> None:
    ran = tawthiq(monkeypatch, "code", "-", stdin=stdin)

    assert ran.status == 0
    assert [row["id"] for row in ran.rows] == ids


def test_offsets_count_from_behind_the_byte_order_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.txt").write_bytes(b"\xef\xbb\xbf" + STRIKE.encode())

    row = tawthiq(monkeypatch, "code", tmp_path / "r.txt").rows[0]

    start, end = row["events"][0]["spans"][0]
    assert STRIKE[start:end] == row["events"][0]["quotes"][0]


def test_line_ends_are_kept_as_they_came(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_bytes(b"a\r\nb\rc\n")

    pieces = list(Sources([str(tmp_path / "r.txt")], 100).pieces())

    assert [piece.body for piece in pieces if isinstance(piece, Piece)] == [b"a\r\nb\rc\n"]


def test_lone_surrogates_come_back_from_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = STRIKE.replace("قصف", "\ud83d قصف")
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "r\udc00", "text": text}), encoding="utf-8")

    row = tawthiq(monkeypatch, "code", tmp_path / "r.jsonl").rows[0]

    start, end = row["events"][0]["spans"][0]
    assert row["id"] == "r\udc00"
    assert "\ud83d" in row["events"][0]["quotes"][0] == text[start:end]


def test_halves_of_a_pair_are_joined_so_that_offsets_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As old Java programs write it: each half of U+1F534 as three bytes of its own.
    body = f"{STRIKE} X {STRIKE}".encode().replace(b"X", b"\xed\xa0\xbd\xed\xb4\xb4")
    (tmp_path / "r.txt").write_bytes(body)

    row = tawthiq(monkeypatch, "code", tmp_path / "r.txt").rows[0]

    joined = f"{STRIKE} \U0001f534 {STRIKE}"
    for event in row["events"]:
        assert [joined[start:end] for start, end in event["spans"]] == event["quotes"]
