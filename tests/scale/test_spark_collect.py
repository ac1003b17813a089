"""`tawthiq collect --engine spark`: the reports, versions and ids that a project takes from the same files.

Two WARCs of a made-up site, in one of which a page is met again and another has changed, records with ids of which one
is given twice, a file that is broken and one that says nothing.
"""

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from cli_runs import tawthiq
from pyspark.sql import SparkSession
from sqlalchemy import select

from tawthiq.store.engine import reading
from tawthiq.store.project import open_project
from tawthiq.store.schema import reports
from tawthiq.store.schema import sightings as seen

SENTENCES = (
    "قصفت قوات النظام بالمدفعية الأحياء السكنية في مدينة دوما صباح اليوم، ما أدى إلى مقتل ثلاثة مدنيين.",
    "أعلن الدفاع المدني إصابة خمسة أشخاص جراء انفجار سيارة مفخخة قرب سوق في مدينة اعزاز شمالي حلب.",
    "اعتقلت دورية مسلحة شابين من بلدة نوى في ريف درعا الغربي واقتادتهما إلى جهة مجهولة مساء أمس.",
)
FACTS = ("id", "version", "page_key", "text", "title", "url", "source", "outlet", "published", "locator", "raw_sha256")


def _page(n: int, more: str = "") -> bytes:
    told = f"{SENTENCES[n % 3]} {more}"
    return (
        f"<html><head><title>خبر رقم {n}</title><meta property='article:published_time' content='2020-01-0{n + 1}'>"
        f"</head><body><article><h1>خبر رقم {n}</h1><p>{told}</p><p>{SENTENCES[(n + 1) % 3]}</p></article></body>"
    ).encode()


def _warc(path: Path, pages: Iterable[tuple[str, bytes]]) -> None:
    with path.open("wb") as file:
        for number, (address, body) in enumerate(pages):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:{path.name}-{number}>\r\n"
                f"WARC-Target-URI: {address}\r\nWARC-Date: 2020-02-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "crawl"
    folder.mkdir()
    site = "https://news.example"
    _warc(folder / "a.warc.gz", [(f"{site}/{n}", _page(n)) for n in range(6)])
    _warc(folder / "b.warc.gz", [(f"{site}/1", _page(1)), (f"{site}/2", _page(2, "وارتفع عدد القتلى."))])
    rows = [{"id": name, "source": name[:1], "text": f"{SENTENCES[0]} {name} {n}"} for n, name in enumerate("xyx")]
    (folder / "c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "cut.warc.gz").write_bytes((folder / "a.warc.gz").read_bytes()[:400])
    (folder / "empty.html").touch()
    return folder


def _project(monkeypatch: pytest.MonkeyPatch, root: Path, sources: Path) -> tuple[str, list[dict[str, Any]], list[Any]]:
    tawthiq(monkeypatch, "init", root)
    told = tawthiq(monkeypatch, "collect", "--project", root, sources, "--jobs", "1").text
    with open_project(root) as project, reading(project.engine) as connection:
        rows = [dict(row._mapping) for row in connection.execute(select(reports).order_by(reports.c.no))]
        again = connection.execute(select(seen.c.locator, seen.c.raw_sha256).order_by(seen.c.no)).all()
    return told, [{name: row[name] for name in FACTS} for row in rows], [tuple(row) for row in again]


def _table(root: Path, name: str) -> list[dict[str, Any]]:
    return [row for part in sorted((root / name).glob("*.parquet")) for row in pq.read_table(part).to_pylist()]


def test_spark_collects_what_a_project_collects(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sources: Path, spark: SparkSession
) -> None:
    told, kept, again = _project(monkeypatch, tmp_path / "project", sources)
    output = tmp_path / "collected"

    ran = tawthiq(monkeypatch, "collect", sources, "--engine", "spark", "--output", output)
    twice = tawthiq(monkeypatch, "collect", sources, "--engine", "spark", "--output", output)

    assert ran.status == 1
    assert (ran.out, ran.err) == (twice.out, twice.err)
    assert [{name: row[name] for name in FACTS} for row in _table(output, "collected")] == kept
    assert [(row["locator"], row["raw_sha256"]) for row in _table(output, "sightings")] == again
    assert ran.text == "8 new reports (0 without text), 2 new versions, 1 seen again, 2 failed; 5 sources\n"
    assert re.sub(r"\d of them copies, ", "", told.partition(";")[0]) == ran.text.partition(";")[0]
    assert {row["stage"] for row in _table(output, "failures")} == {"read"}
    assert not (output / "_drafts").exists()


def test_what_was_collected_is_coded_with_its_ids(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sources: Path, spark: SparkSession
) -> None:
    collected, coded = tmp_path / "collected", tmp_path / "coded"
    tawthiq(monkeypatch, "collect", sources, "--engine", "spark", "--output", collected)

    ran = tawthiq(monkeypatch, "code", collected, "--engine", "spark", "--output", coded)
    lines = tawthiq(monkeypatch, "load", coded, "--to", "-").rows

    assert ran.status == 0
    assert [row["id"] for row in lines] == [row["id"] for row in _table(collected, "collected")]
    assert sum(len(row["events"]) for row in lines) >= 6
    again = tawthiq(monkeypatch, "code", coded, "--engine", "spark", "--output", tmp_path / "recoded")
    assert tawthiq(monkeypatch, "load", tmp_path / "recoded", "--to", "-").rows == lines
    assert again.status == 0


def test_what_spark_cannot_collect_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def told(*args: str | Path) -> str:
        return tawthiq(monkeypatch, "collect", *args, "--engine", "spark").err

    assert "does not fetch https://x.example" in told("https://x.example", "--output", tmp_path / "o")
    assert "collects files into a folder of Parquet" in told(tmp_path)
