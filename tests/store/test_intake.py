"""What becomes of items: new, again, new version, copy, failure; and of a run that is stopped."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from archive_cases import make_report, write_reports
from tawthiq.archive import CollectOptions, collect
from tawthiq.store.engine import reading, writing
from tawthiq.store.intake import write_batch
from tawthiq.store.project import Project, create_project
from tawthiq.store.schema import captures, custody, failures, reports, signatures
from tawthiq.store.verify import verify_project


def _lines(path: Path, *records: object) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return str(path)


def _rows(project: Project, *names: str) -> list[tuple[object, ...]]:
    with reading(project.engine) as connection:
        found = connection.execute(select(*(reports.c[name] for name in names)).order_by(reports.c.no))
        return [tuple(row) for row in found]


def test_reports_are_kept_with_their_facts(archive: Project, tmp_path: Path) -> None:
    outcome = collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(5)))])
    assert (outcome.taken.new, outcome.taken.failed) == (5, 0)
    told = make_report(3)
    row = _rows(archive, "id", "text", "title", "source", "url", "published", "language", "locator")[3]
    assert row == ("r3", told["text"], told["title"], told["source"], told["url"], told["published"], "ar", "line:4")
    assert verify_project(archive).faults == ()


def test_same_file_again_takes_nothing_twice(archive: Project, tmp_path: Path) -> None:
    path = str(write_reports(tmp_path / "a.jsonl", range(5)))
    collect(archive, [path])
    outcome = collect(archive, [path])
    assert (outcome.taken.new, outcome.unchanged) == (0, 1)
    with reading(archive.engine) as connection:
        actions = connection.execute(select(custody.c.action).order_by(custody.c.seq)).scalars().all()
    assert actions == ["init", "store", *["read"] * 5, "seen-again"]


def test_same_reports_in_another_file_are_seen_again(archive: Project, tmp_path: Path) -> None:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(5)))])
    outcome = collect(archive, [str(write_reports(tmp_path / "b.jsonl", range(3, 7)))])
    assert (outcome.taken.new, outcome.taken.again) == (2, 2)
    assert len(_rows(archive, "id")) == 7


def test_changed_page_is_a_new_version_in_the_same_family(archive: Project, tmp_path: Path) -> None:
    first = make_report(1)
    second = first | {"text": first["text"] + "\nوعاد الهدوء إلى المدينة مساء."}
    collect(archive, [_lines(tmp_path / "a.jsonl", first)])
    outcome = collect(archive, [_lines(tmp_path / "b.jsonl", second)])
    assert (outcome.taken.new, outcome.taken.versions) == (0, 1)
    assert _rows(archive, "id", "version", "replaced_by", "family_no") == [("r1", 1, 2, 1), ("r1@2", 2, None, 1)]


def test_page_that_changes_back_has_three_versions(archive: Project, tmp_path: Path) -> None:
    one, two = make_report(1), make_report(1) | {"text": make_report(2)["text"]}
    collect(archive, [_lines(tmp_path / f"{n}.jsonl", record) for n, record in enumerate((one, two, one | {"x": 1}))])
    assert [row[0] for row in _rows(archive, "version")] == [1, 2, 3]


def test_same_id_of_other_pages_gets_a_name_of_its_own(archive: Project, tmp_path: Path) -> None:
    one, two = make_report(1) | {"id": "7"}, make_report(2) | {"id": "7"}
    collect(archive, [_lines(tmp_path / "a.jsonl", one, two)])
    ids = [str(row[0]) for row in _rows(archive, "id")]
    assert ids[0] == "7"
    assert ids[1].startswith("7~")


def test_copies_are_one_family_and_count_as_copies(archive: Project, tmp_path: Path) -> None:
    agency = make_report(1)
    copied = agency | {"id": "c1", "url": "https://other.example/1"}
    edited = agency | {
        "id": "c2",
        "url": "https://third.example/1",
        "text": "خاص: " + agency["text"].replace("مدنيين", "أشخاص"),
    }
    other = make_report(2)
    outcome = collect(archive, [_lines(tmp_path / "a.jsonl", agency, other, copied, edited)])
    assert (outcome.taken.new, outcome.taken.copies) == (4, 2)
    assert [row[0] for row in _rows(archive, "family_no")] == [1, 2, 1, 1]


def test_late_link_merges_two_families(archive: Project, tmp_path: Path) -> None:
    """B is a copy of A and of C, which alone are too far apart; coming last, it joins them."""
    words = [f"كلمة{n}" for n in range(60)]
    a = {"id": "a", "text": " ".join(words[:40]), "published": "2020-01-01"}
    c = {"id": "c", "text": " ".join(words[12:52]), "published": "2020-01-01"}
    b = {"id": "b", "text": " ".join(words[6:46]), "published": "2020-01-02"}
    collect(archive, [_lines(tmp_path / "1.jsonl", a, c)])
    assert [row[0] for row in _rows(archive, "family_no")] == [1, 2]
    collect(archive, [_lines(tmp_path / "2.jsonl", b)])
    assert [row[0] for row in _rows(archive, "family_no")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("days", "families"),
    [(("2020-01-01", "2020-01-03"), 1), (("2020-01-01", "2020-02-01"), 2), (("2020-01-01", None), 1)],
    ids=["near", "far", "unknown"],
)
def test_short_equal_posts_are_copies_only_if_near_in_time(
    archive: Project, tmp_path: Path, days: tuple[str | None, str | None], families: int
) -> None:
    posts = [{"id": str(n), "text": "غارة على أطراف المدينة", "published": day} for n, day in enumerate(days)]
    collect(archive, [_lines(tmp_path / "a.jsonl", *posts)])
    assert len({row[0] for row in _rows(archive, "family_no")}) == families


def test_each_broken_record_is_a_row_and_the_rest_is_done(archive: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = [json.dumps(make_report(n), ensure_ascii=False) for n in range(2)]
    path.write_text("\n".join([good[0], '{"id": 1, "text": ', "[1]", '{"id": "x"}', good[1]]), encoding="utf-8")
    outcome = collect(archive, [str(path), str(tmp_path / "none.txt")])
    assert (outcome.taken.new, outcome.taken.failed) == (2, 4)
    with reading(archive.engine) as connection:
        query = select(failures.c.stage, failures.c.locator, failures.c.error).order_by(failures.c.no)
        rows = connection.execute(query).all()
    assert [(row.stage, row.locator) for row in rows] == [
        ("store", ""), ("read", "line:2"), ("read", "line:3"), ("read", "line:4"),
    ]  # fmt: skip
    assert "broken JSON" in rows[1].error


def test_stopped_run_goes_on_where_it_was(archive: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(write_reports(tmp_path / "a.jsonl", range(200)))
    monkeypatch.setattr("tawthiq.archive._BATCH", 50)
    calls = iter(range(100))

    def stops(*args: object) -> object:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return write_batch(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("tawthiq.archive.write_batch", stops)
    with pytest.raises(KeyboardInterrupt):
        collect(archive, [path])
    assert len(_rows(archive, "id")) == 100
    monkeypatch.setattr("tawthiq.archive.write_batch", write_batch)
    outcome = collect(archive, [path])
    assert outcome.taken.new == 100
    assert sorted(str(row[0]) for row in _rows(archive, "id")) == sorted(f"r{n}" for n in range(200))
    assert verify_project(archive).faults == ()


def test_workers_give_the_same_archive_as_one_process(tmp_path: Path) -> None:
    path = str(write_reports(tmp_path / "a.jsonl", range(300)))
    tables = []
    for jobs in (1, 2):
        with create_project(tmp_path / f"p{jobs}") as project:
            collect(project, [path], CollectOptions(jobs=jobs))
            tables.append(_rows(project, "no", "id", "text_sha256", "family_no", "published_at", "page_key"))
    assert tables[0] == tables[1]
    assert len(tables[0]) == 300


def test_nul_and_lone_surrogates_are_kept_as_marks(archive: Project, tmp_path: Path) -> None:
    collect(
        archive,
        [
            _lines(
                tmp_path / "a.jsonl", {"id": "1", "text": "قصف\x00 ثم \ud800 هدوء", "title": "\udcff", "by": "\ud800"}
            )
        ],
    )
    assert _rows(archive, "text", "title") == [("قصف\ufffd ثم \ufffd هدوء", "\ufffd")]


def test_empty_text_is_a_report_without_words(archive: Project, tmp_path: Path) -> None:
    outcome = collect(archive, [_lines(tmp_path / "a.jsonl", {"id": "1", "text": ""}, {"id": "2", "text": ""})])
    assert (outcome.taken.new, outcome.taken.empty, outcome.taken.copies) == (2, 2, 0)
    with reading(archive.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM report_search")).scalar() == 2


def test_capture_says_where_and_when_it_came_from(archive: Project, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", range(2))
    collect(archive, [str(path)])
    with reading(archive.engine) as connection:
        row = connection.execute(select(captures)).one()
    assert (row.source, row.kind, row.collector, row.status) == (str(path.resolve()), "file", "tester", "done")
    assert row.items_done == 2


def test_signatures_of_another_method_are_made_anew(archive: Project, tmp_path: Path) -> None:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(5)))])
    with writing(archive.engine) as connection:
        connection.execute(update(signatures).values(signature=b"of an older library"))
        connection.execute(text("DELETE FROM bands"))
        connection.execute(text("UPDATE meta SET value = 'older' WHERE key = 'copies'"))
    copy = make_report(2) | {"id": "copy", "url": "https://c.example/2", "text": "خاص: " + make_report(2)["text"]}
    outcome = collect(archive, [_lines(tmp_path / "b.jsonl", copy)])
    assert outcome.taken.copies == 1
