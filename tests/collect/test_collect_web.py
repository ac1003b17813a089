"""From the web into a project: pages, feeds, crawls by a real crawler, a watched folder."""

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from web import Page, Site, endless, serve

from archive_cases import make_report, write_reports
from tawthiq.acquiring import Collected, CollectOptions
from tawthiq.archive import collect
from tawthiq.collect.fetching import FetchLimits
from tawthiq.store.engine import reading
from tawthiq.store.failures import read_failures
from tawthiq.store.project import Project
from tawthiq.store.schema import captures, custody, reports
from tawthiq.store.verify import verify_project
from tawthiq.watching import watch

PAGES = Path(__file__).parent / "pages"
NAMES = ("wordpress-jannah", "drupal-10", "frontpage-cp1256", "joomla-3")
LOCAL = CollectOptions(fetch=FetchLimits(delay_seconds=0.0, allows_private=True, silence_seconds=5.0))


def _expected(name: str) -> str:
    return str(json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))["text"])


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {
        f"/{name}": Page((PAGES / f"{name}.html").read_bytes(), headers={"Content-Type": "text/html"}) for name in NAMES
    }
    links = "".join(f'<a href="/{name}">{name}</a> ' for name in NAMES)
    with serve({"/": Page(f"<html><body>{links}</body></html>".encode()), **pages}) as running:
        yield running


def _texts(project: Project) -> list[str]:
    with reading(project.engine) as connection:
        return list(connection.execute(select(reports.c.text).order_by(reports.c.no)).scalars())


def _crawl(site: Site, folder: Path, name: str = "crawl", *told: str) -> Path:
    """Crawl the site with wget, which writes WARC as heritage libraries use it."""
    if shutil.which("wget") is None:
        subprocess.run(["apt-get", "install", "-y", "-q", "wget"], check=False, capture_output=True, timeout=300)
    assert shutil.which("wget"), "the tests need wget: install the package `wget`"
    command = [
        "wget",
        "-q",
        "-r",
        "-l1",
        "--warc-file",
        str(folder / name),
        *told,
        "-P",
        str(folder / "out"),
        site.url("/"),
    ]
    subprocess.run(command, check=False, timeout=60, cwd=folder)  # it ends with 8 because robots.txt is missing
    return folder / f"{name}.warc.gz"


def test_crawl_by_wget_is_read_whole(site: Site, archive: Project, tmp_path: Path) -> None:
    collect(archive, [str(_crawl(site, tmp_path))])
    assert sorted(_texts(archive)) == sorted(_expected(name) for name in NAMES)
    with reading(archive.engine) as connection:
        row = connection.execute(select(reports.c.url, reports.c.locator, reports.c.extra).limit(1)).one()
    assert row.url.startswith(site.url("/"))
    assert row.locator.startswith("record:")
    assert "fetched_at" in json.loads(row.extra)


def test_second_crawl_by_wget_refers_to_the_first(site: Site, sqlite_archive: Project, tmp_path: Path) -> None:
    """Asked to, wget writes what it met before as revisits without bytes."""
    first = _crawl(site, tmp_path, "first", "--warc-cdx")
    second = _crawl(site, tmp_path, "second", f"--warc-dedup={tmp_path / 'first.cdx'}")
    assert b"WARC-Type: revisit" in gzip.decompress(second.read_bytes())
    taken = [collect(sqlite_archive, [str(path)]).taken for path in (first, second)]
    # One fails both times: the page of links has no text of its own.
    assert [(one.new, one.again, one.failed) for one in taken] == [(4, 0, 1), (0, 4, 1)]


def test_unpacked_and_wacz_forms_of_the_crawl_read_the_same(
    site: Site, sqlite_archive: Project, tmp_path: Path
) -> None:
    crawl = _crawl(site, tmp_path)
    plain = tmp_path / "crawl.warc"
    plain.write_bytes(gzip.decompress(crawl.read_bytes()))
    wacz = tmp_path / "crawl.wacz"
    wacz.write_bytes(_wacz(crawl.read_bytes()))
    outcomes = [collect(sqlite_archive, [str(path)]) for path in (crawl, plain, wacz)]
    assert [outcome.taken.new for outcome in outcomes] == [4, 0, 0]
    assert [outcome.taken.again for outcome in outcomes] == [0, 4, 4]


def _wacz(warc: bytes, stated: str | None = None) -> bytes:
    digest = stated or hashlib.sha256(warc).hexdigest()
    resource = {
        "name": "crawl.warc.gz",
        "path": "archive/crawl.warc.gz",
        "hash": f"sha256:{digest}",
        "bytes": len(warc),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("archive/crawl.warc.gz", warc)
        packed.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "x", "text": "ليس تقريرا"}\n')
        packed.writestr(
            "datapackage.json",
            json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": [resource]}),
        )
    return held.getvalue()


def test_wacz_with_another_hash_is_read_and_named(site: Site, sqlite_archive: Project, tmp_path: Path) -> None:
    wacz = tmp_path / "crawl.wacz"
    wacz.write_bytes(_wacz(_crawl(site, tmp_path).read_bytes(), "0" * 64))
    outcome = collect(sqlite_archive, [str(wacz)])
    assert outcome.taken.new == 4
    assert any("datapackage.json gives" in failure.error for failure in outcome.failures)


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
@pytest.mark.parametrize("share", [0.55, 0.7, 0.85])
def test_crawl_cut_in_the_middle_gives_its_whole_records_and_a_failure(
    site: Site, sqlite_archive: Project, tmp_path: Path, packed: bool, share: float
) -> None:
    whole = _crawl(site, tmp_path).read_bytes()
    whole = whole if packed else gzip.decompress(whole)
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole[: int(len(whole) * share)])
    collect(sqlite_archive, [str(cut), str(write_reports(tmp_path / "rest.jsonl", [1]))])
    texts = _texts(sqlite_archive)
    assert texts[-1] == make_report(1)["text"]
    assert 1 <= len(texts) - 1 < 4
    assert set(texts[:-1]) <= {_expected(name) for name in NAMES}
    assert any("cut" in row.failure.error for row in read_failures(sqlite_archive, "read"))


def test_page_fetched_keeps_its_exchange_as_evidence(site: Site, archive: Project) -> None:
    outcome = collect(archive, [site.url("/joomla-3")], LOCAL)
    assert outcome.taken.new == 1
    assert _texts(archive) == [_expected("joomla-3")]
    with reading(archive.engine) as connection:
        row = connection.execute(select(captures)).one()
    assert (row.kind, row.source) == ("http", site.url("/joomla-3"))
    assert json.loads(row.detail)["status"] == 200
    assert b"joomla" in gzip.decompress(archive.objects.path(row.object_sha256).read_bytes())
    assert verify_project(archive).faults == ()


def test_unchanged_page_costs_one_custody_entry(site: Site, sqlite_archive: Project) -> None:
    body = (PAGES / "joomla-3.html").read_bytes()
    site.pages["/joomla-3"] = Page(body, headers={"Content-Type": "text/html", "ETag": '"7"'})
    for _ in range(2):
        outcome = collect(sqlite_archive, [site.url("/joomla-3")], LOCAL)
    assert (outcome.taken.new, outcome.unchanged) == (0, 1)
    with reading(sqlite_archive.engine) as connection:
        actions = connection.execute(select(custody.c.action).order_by(custody.c.seq)).scalars().all()
    assert actions == ["init", "store", "read", "unchanged"]


def test_changed_page_is_a_new_version(site: Site, sqlite_archive: Project) -> None:
    collect(sqlite_archive, [site.url("/joomla-3")], LOCAL)
    changed = (PAGES / "joomla-3.html").read_text(encoding="utf-8").replace("سبعة مدنيين", "تسعة مدنيين")
    site.pages["/joomla-3"] = Page(changed.encode(), headers={"Content-Type": "text/html"})
    outcome = collect(sqlite_archive, [site.url("/joomla-3")], LOCAL)
    assert (outcome.taken.new, outcome.taken.versions) == (0, 1)


def _feed(site: Site, names: tuple[str, ...]) -> bytes:
    items = "".join(
        f"<item><title>{name}</title><link>{site.url('/' + name)}</link>"
        f"<description>ملخص الخبر عن {name}</description></item>"
        for name in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>أخبار</title>{items}</channel></rss>'.encode()


def test_feed_leads_to_its_pages_where_asked(site: Site, sqlite_archive: Project) -> None:
    site.pages["/feed"] = Page(_feed(site, NAMES[:2]), headers={"Content-Type": "application/rss+xml"})
    following = CollectOptions(fetch=LOCAL.fetch, follows=True)
    outcome = collect(sqlite_archive, [site.url("/feed")], following)
    assert outcome.taken.new == 4  # two summaries and two pages
    with reading(sqlite_archive.engine) as connection:
        rows = connection.execute(select(reports.c.page_key, reports.c.family_no)).all()
    assert len({row.family_no for row in rows}) == 2  # a summary and its page are one source
    site.pages["/feed"] = Page(_feed(site, NAMES[:3]), headers={"Content-Type": "application/rss+xml"})
    again = collect(sqlite_archive, [site.url("/feed")], following)
    assert (again.taken.new, again.taken.versions, again.taken.again) == (2, 0, 2)
    assert site.paths().count("/" + NAMES[0]) == 1


def test_feed_that_never_ends_is_a_failure_and_the_rest_is_done(site: Site, archive: Project) -> None:
    site.pages["/endless"] = Page(endless(b"<item><title>x</title></item>" * 500), headers={"Content-Type": "text/xml"})
    limits = FetchLimits(delay_seconds=0.0, allows_private=True, max_bytes=400_000)
    outcome = collect(archive, [site.url("/endless"), site.url("/joomla-3")], CollectOptions(fetch=limits))
    assert (outcome.taken.new, outcome.taken.failed) == (1, 1)
    (row,) = read_failures(archive, "fetch")
    assert row.failure.source == site.url("/endless")
    assert "longer than 400,000 bytes" in row.failure.error
    assert verify_project(archive).faults == ()


def test_own_net_is_refused_unless_allowed(site: Site, sqlite_archive: Project) -> None:
    outcome = collect(sqlite_archive, [site.url("/joomla-3")])
    assert "not public" in outcome.failures[0].error
    assert site.asked == []


def test_packed_bomb_from_a_server_is_a_failure(site: Site, sqlite_archive: Project) -> None:
    bomb = gzip.compress(bytes(80 << 20), 9)
    site.pages["/bomb"] = Page(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    outcome = collect(sqlite_archive, [site.url("/bomb"), site.url("/joomla-3")], LOCAL)
    assert (outcome.taken.new, outcome.taken.failed) == (1, 1)
    assert "longer than" in outcome.failures[0].error


def test_watched_folder_is_collected_as_it_fills(sqlite_archive: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_reports(folder / "a.jsonl", range(3))
    looks: list[Collected | None] = []

    def goes_on(outcome: Collected | None) -> bool:
        looks.append(outcome)
        if len(looks) == 2:
            write_reports(folder / "b.jsonl", range(3, 5))
        if len(looks) == 3:  # still growing: not to be read yet
            write_reports(folder / "b.jsonl", range(3, 8))
        return len(looks) < 6

    watch(sqlite_archive, folder, CollectOptions(), every_seconds=0.01, goes_on=goes_on)
    assert [outcome.taken.new if outcome else None for outcome in looks] == [None, 3, None, None, 5, None]
    watch(
        sqlite_archive,
        folder,
        CollectOptions(),
        every_seconds=0.01,
        goes_on=lambda outcome: outcome is None and len(looks) < 6,
    )
    assert len(_texts(sqlite_archive)) == 8
