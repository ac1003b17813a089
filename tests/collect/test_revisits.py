"""WARC revisit records: read from the visit that they refer to, in the same file or in one collected before."""

import base64
import gzip
import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from readings import drafts, failures, read
from sqlalchemy import select

from tawthiq.archive import collect
from tawthiq.store.bag import export_evidence
from tawthiq.store.engine import reading
from tawthiq.store.failures import read_failures
from tawthiq.store.project import Project
from tawthiq.store.schema import captures, reports, sightings
from tawthiq.store.verify import verify_project
from tawthiq.visits import VISITS_FILE

TEXT = "قصفت قوات النظام بالمدفعية الأحياء السكنية في المدينة صباح اليوم، ما أدى إلى مقتل ثلاثة مدنيين."
PAGE = f"<html><head><title>خبر</title></head><body><article><p>{TEXT}</p></article></body></html>".encode()
FIRST = "https://news.example/1"
DAYS = ("2020-01-05T10:00:00Z", "2020-02-05T10:00:00Z")


@dataclass(frozen=True)
class Visit:
    """What a record says of itself, to be referred to."""

    id: str
    address: str
    date: str
    digest: str


class Crawl:
    """Writes a WARC (ISO 28500:2017) as crawlers do."""

    def __init__(self, *, packed: bool = True) -> None:
        self._packed = packed
        self._records: list[bytes] = []

    def response(self, address: str, body: bytes = PAGE, *, media: str = "text/html") -> Visit:
        digest = "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
        visit = Visit(f"<urn:uuid:{uuid4()}>", address, DAYS[0], digest)
        self._write("response", visit, {}, _head(media) + body)
        return visit

    def revisit(self, address: str, before: Visit, *, media: str | None = "text/html", **told: str | None) -> None:
        """Refer to an earlier record; a header that is given as None is left out."""
        visit = Visit(f"<urn:uuid:{uuid4()}>", address, DAYS[1], before.digest)
        headers: dict[str, str | None] = {
            "Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            "Refers-To-Target-URI": before.address,
            "Refers-To-Date": before.date,
            "Payload-Digest": before.digest,
        }
        headers.update((name.replace("_", "-"), value) for name, value in told.items())
        self._write("revisit", visit, headers, _head(media) if media else b"")

    def _write(self, kind: str, visit: Visit, more: Mapping[str, str | None], block: bytes) -> None:
        told: dict[str, str | None] = {
            "Type": kind,
            "Record-ID": visit.id,
            "Target-URI": visit.address,
            "Date": visit.date,
            "Payload-Digest": visit.digest,
        }
        told.update(more)
        lines = [f"WARC-{name}: {value}" for name, value in told.items() if value is not None]
        lines += ["Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}"]
        record = "\r\n".join(["WARC/1.1", *lines, "", ""]).encode() + block + b"\r\n\r\n"
        self._records.append(gzip.compress(record) if self._packed else record)

    def bytes(self) -> bytes:
        return b"".join(self._records)


def _head(media: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media}; charset=utf-8\r\n\r\n".encode()


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_revisit_in_the_same_file_is_read_from_what_it_refers_to(packed: bool) -> None:
    crawl = Crawl(packed=packed)
    before = crawl.response(FIRST)
    crawl.response("https://news.example/other", PAGE.replace(TEXT.encode(), b"<b>x</b>" * 30))
    crawl.revisit("https://news.example/2", before)
    crawl.response("https://news.example/last")
    found = drafts(read(crawl.bytes(), "crawl.warc.gz"))
    assert [draft.url for draft in found][-2:] == ["https://news.example/2", "https://news.example/last"]
    one, other = found[0], next(draft for draft in found if draft.url == "https://news.example/2")
    assert (other.text, other.raw_sha256) == (one.text, one.raw_sha256)
    assert other.locator != one.locator
    assert other.extra["fetched_at"] == DAYS[1]
    assert other.extra["revisit_of"] == {"locator": one.locator}


@pytest.mark.parametrize(
    "left",
    [
        {"Payload_Digest": None},
        {"Refers_To_Target_URI": None, "Refers_To_Date": None},
        {"Refers_To_Target_URI": f"<{FIRST}>", "Payload_Digest": None},
    ],
    ids=["by address and date", "by digest alone", "address in angle brackets"],
)
def test_revisit_is_found_by_what_its_crawler_writes(left: dict[str, str | None]) -> None:
    crawl = Crawl()
    crawl.revisit("https://news.example/2", crawl.response(FIRST), **left)
    assert [draft.url for draft in drafts(read(crawl.bytes(), "crawl.warc.gz"))] == [FIRST, "https://news.example/2"]


def test_revisit_by_record_id_is_found() -> None:
    crawl = Crawl()
    before = crawl.response(FIRST)
    crawl.revisit("https://news.example/2", before, Payload_Digest=None, Refers_To_Target_URI=None, Refers_To=before.id)
    assert len(drafts(read(crawl.bytes(), "crawl.warc.gz"))) == 2


def test_revisit_of_a_picture_is_passed_over() -> None:
    crawl = Crawl()
    before = crawl.response("https://news.example/a.jpg", b"\xff\xd8", media="image/jpeg")
    crawl.revisit("https://news.example/a.jpg", before, media="image/jpeg")
    crawl.revisit("https://news.example/a.jpg", before, media=None)
    assert read(crawl.bytes(), "crawl.warc.gz") == []


def test_revisit_of_what_is_nowhere_is_a_failure_that_says_so() -> None:
    elsewhere, crawl = Crawl(), Crawl()
    crawl.revisit(FIRST, elsewhere.response(FIRST))
    (failure,) = failures(read(crawl.bytes(), "crawl.warc.gz"))
    assert "in no file collected before" in failure.error
    assert failure.locator.startswith("record:")


def test_revisit_with_another_digest_than_what_it_refers_to_is_a_failure() -> None:
    crawl = Crawl()
    crawl.revisit("https://news.example/2", crawl.response(FIRST), Payload_Digest="sha1:AAAA")
    found = read(crawl.bytes(), "crawl.warc.gz")
    assert [draft.url for draft in drafts(found)] == [FIRST]
    assert "another than it says" in failures(found)[0].error


def _two_crawls(folder: Path) -> tuple[Path, Path]:
    """A crawl, and a later one that refers to it: once for the same page, once for another address."""
    one, two = Crawl(), Crawl()
    before = one.response(FIRST)
    two.revisit(FIRST, before)
    two.revisit("https://news.example/copy", before)
    paths = folder / "one.warc.gz", folder / "two.warc.gz"
    for path, crawl in zip(paths, (one, two), strict=True):
        path.write_bytes(crawl.bytes())
    return paths


def _urls(project: Project) -> list[str | None]:
    with reading(project.engine) as connection:
        return list(connection.execute(select(reports.c.url).order_by(reports.c.no)).scalars())


@pytest.mark.parametrize("at_once", [True, False], ids=["in one run", "in two runs"])
def test_revisit_of_an_earlier_file_is_the_page_seen_again(archive: Project, tmp_path: Path, at_once: bool) -> None:
    one, two = _two_crawls(tmp_path)
    for sources in [[one, two]] if at_once else [[one], [two]]:
        outcome = collect(archive, [str(path) for path in sources])
    assert (outcome.taken.again, outcome.taken.failed) == (1, 0)
    assert _urls(archive) == [FIRST, "https://news.example/copy"]
    with reading(archive.engine) as connection:
        assert len(connection.execute(select(sightings)).all()) == 1
        hashes = list(connection.execute(select(captures.c.object_sha256).order_by(captures.c.no)).scalars())
        copy = connection.execute(select(reports).order_by(reports.c.no.desc())).first()
    assert copy is not None
    assert (copy.object_sha256, json.loads(copy.extra)["revisit_of"]["object"]) == (hashes[1], hashes[0])
    assert verify_project(archive).faults == ()


def test_bag_of_a_revisit_holds_both_files(sqlite_archive: Project, tmp_path: Path) -> None:
    collect(sqlite_archive, [str(path) for path in _two_crawls(tmp_path)])
    with reading(sqlite_archive.engine) as connection:
        last = connection.execute(select(reports.c.id).order_by(reports.c.no.desc())).scalar()
    bagged = export_evidence(sqlite_archive, tmp_path / "bag", [str(last)])
    assert (bagged.reports, bagged.objects) == (1, 2)


@pytest.mark.parametrize("left", ["missing", "damaged"])
def test_index_of_visits_is_made_anew(sqlite_archive: Project, tmp_path: Path, left: str) -> None:
    one, two = _two_crawls(tmp_path)
    collect(sqlite_archive, [str(one)])
    for path in sqlite_archive.root.glob(f"{VISITS_FILE}*"):
        path.unlink()
    if left == "damaged":
        (sqlite_archive.root / VISITS_FILE).write_bytes(b"this is no database at all, " * 200)
    assert collect(sqlite_archive, [str(two)]).taken.failed == 0


def test_revisit_is_found_inside_a_wacz(sqlite_archive: Project, tmp_path: Path) -> None:
    one, two = _two_crawls(tmp_path)
    with zipfile.ZipFile(tmp_path / "one.wacz", "w") as packed:
        packed.write(one, "archive/one.warc.gz")
        packed.writestr("datapackage.json", json.dumps({"resources": []}))
    collect(sqlite_archive, [str(tmp_path / "one.wacz")])
    assert collect(sqlite_archive, [str(two)]).taken.failed == 0
    assert _urls(sqlite_archive)[-1] == "https://news.example/copy"


def test_crawl_collected_again_after_the_one_it_refers_to(sqlite_archive: Project, tmp_path: Path) -> None:
    """The remedy that the failure names works."""
    one, two = _two_crawls(tmp_path)
    assert collect(sqlite_archive, [str(two)]).taken.failed == 2
    assert "collect the WARC of the earlier visit" in next(read_failures(sqlite_archive)).failure.remedy
    renamed = two.rename(tmp_path / "again.warc.gz")
    outcome = collect(sqlite_archive, [str(one), str(renamed)])
    assert (outcome.taken.new, outcome.taken.failed) == (2, 0)
