"""The pages to explore in a real browser: three faces of one filter, dossier, charts, territory, export.

Needs Debian's chromium, playwright and the built pages (`make pages`, Node 20); pictures stay under artefacts/explore.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from desk_cases import make_project
from explore_cases import EXPLORED, Visitor, needs_pages, served
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTComponent, LTContainer, LTImage, LTTextContainer
from playwright.sync_api import Browser

from tawthiq.model.ledger import LedgerEvent
from tawthiq.serve.desk import Desk
from tawthiq.store.audit import read_audit
from tawthiq.store.ledger import newest_version, read_events

pytestmark = needs_pages
LANGUAGES = ("ar", "en")


@pytest.fixture(scope="module")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Desk]]:
    root = tmp_path_factory.mktemp("explore") / "project"
    make_project(root, "مشروع التجربة", EXPLORED)
    with served(root, is_public=True) as told:
        yield told


@pytest.fixture(params=LANGUAGES)
def reader(request: pytest.FixtureRequest, browser: Browser, explored: tuple[str, Desk]) -> Iterator[Visitor]:
    visitor = Visitor(browser, explored[0], request.param).sign_in("reader")
    yield visitor
    visitor.context.close()


@pytest.fixture
def coder(browser: Browser, explored: tuple[str, Desk]) -> Iterator[Visitor]:
    visitor = Visitor(browser, explored[0]).sign_in("coder")
    yield visitor
    visitor.context.close()


def query(visitor: Visitor) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visitor.page.url).query)


def test_explore_shows_map_timeline_and_table_and_asks_nothing_of_others(reader: Visitor) -> None:
    page = reader.open("/explore")

    assert reader.map_drawn() > 5
    assert page.locator(".time svg rect").count() > 20
    assert page.locator("tbody tr").count() == 50
    assert "de facto" in page.content() or "الأمر الواقع" in page.content()
    reader.keep("explore")
    assert reader.faults() == []
    assert reader.elsewhere == []
    assert reader.wrong == []


def test_one_filter_narrows_all_faces_and_the_way_back_widens_them(coder: Visitor) -> None:
    page = coder.open("/explore")
    coder.map_drawn()
    whole = coder.counted()

    page.get_by_role("button", name="battles").click()
    coder.until(lambda: 0 < coder.count() < whole)

    assert query(coder)["family"] == ["battles"]
    assert page.locator("tbody tr").count() == min(50, coder.count())
    assert page.get_by_label("Conditions that are set").get_by_role("button").count() == 2
    page.go_back()
    coder.until(lambda: coder.count() == whole)
    assert "family" not in query(coder)


def test_a_link_opens_the_same_view(coder: Visitor, browser: Browser) -> None:
    coder.open("/explore?family=explosions&sort=-killed&columns=date*killed*grade&at=37.200,36.200,8.00")
    coder.map_drawn()
    heads = coder.page.locator("thead th").all_inner_texts()
    killed = [text for text in coder.page.locator("tbody tr td:nth-child(2)").all_inner_texts() if text]

    other = Visitor(browser, coder.address).sign_in("reader")
    other.open(coder.page.url.removeprefix(coder.address))
    other.map_drawn()

    assert len(heads) == 3
    assert coder.page.locator("th[aria-sort=descending]").inner_text().startswith("Killed")
    assert killed == sorted(killed, key=lambda text: -int(text.rstrip("+").split("–")[0]))
    assert other.page.locator("thead th").all_inner_texts() == heads
    assert query(other)["at"] == query(coder)["at"]
    other.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_timeline_is_brushed_by_keys_with_the_direction_of_reading(
    browser: Browser, explored: tuple[str, Desk], language: str
) -> None:
    visitor = Visitor(browser, explored[0], language).sign_in("reader")
    page = visitor.open("/explore")
    whole = visitor.counted()
    handle = page.get_by_role("slider").first
    handle.focus()

    for _ in range(20):
        page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
    visitor.until(lambda: 0 < visitor.count() < whole)

    assert query(visitor)["from"] >= ["2015-12-01"]
    assert page.locator(".time .chosen").count() == 1
    visitor.keep("brushed")
    visitor.context.close()


def test_timeline_is_brushed_by_dragging(coder: Visitor) -> None:
    page = coder.open("/explore")
    box = page.locator(".time svg").bounding_box()
    assert box is not None

    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30, steps=5)
    page.mouse.up()
    coder.until(lambda: {"from", "to"} <= set(query(coder)))

    asked = query(coder)
    assert asked["from"] < asked["to"]


def test_unresolved_places_stand_beside_the_map_with_their_number(coder: Visitor) -> None:
    page = coder.open("/explore")
    coder.map_drawn()

    told = page.locator("aside summary").first.inner_text()

    assert int(told.split()[0]) == page.locator("aside details").first.locator("article").count() > 0


def test_a_mark_is_chosen_from_the_keyboard(coder: Visitor) -> None:
    coder.open("/explore?at=37.199,36.209,13.00")
    coder.map_drawn()

    coder.page.locator(".map canvas").first.focus()
    coder.page.keyboard.press("Enter")

    coder.page.wait_for_selector("aside section article")
    assert "Bab Road" in coder.page.locator("aside section").inner_text()


def test_dossier_tells_range_claims_and_sources(reader: Visitor, explored: tuple[str, Desk]) -> None:
    event = strike(explored[1])

    page = reader.open(f"/events/{event}")
    reader.map_drawn()

    heading = page.locator("h1").inner_text()
    other = page.locator(".translated").inner_text()
    assert ("مقتل" in heading) == (reader.language == "ar")
    assert ("مقتل" in other) == (reader.language == "en")
    assert page.locator("figure").first.locator("svg").count() == 4  # the range, and one row a family
    assert "7–10" in page.locator("figure strong").first.inner_text()
    assert page.locator("article article").count() == 3
    reader.keep("dossier")
    assert reader.faults() == []
    assert reader.wrong == []


def test_names_are_masked_until_a_coder_gives_a_reason(
    browser: Browser, coder: Visitor, explored: tuple[str, Desk]
) -> None:
    address, desk = explored
    event = strike(desk)
    reader = Visitor(browser, address).sign_in("reader")

    reader.open(f"/events/{event}")
    assert reader.page.get_by_role("button", name="Show the names").count() == 0
    assert reader.page.locator("blockquote").count() == 0
    reader.context.close()
    page = coder.open(f"/events/{event}")
    page.get_by_label("Why you need to see them").fill("checking the toll")
    page.get_by_role("button", name="Show the names").click()
    page.wait_for_selector("blockquote")

    assert page.locator("blockquote").count() >= 3
    entry = read_audit(desk.project, action="open-names")[0]
    assert (entry.person, entry.subject) == ("coder", event)


def test_dossier_prints_whole_without_the_frame(reader: Visitor, explored: tuple[str, Desk], tmp_path: Path) -> None:
    page = reader.open(f"/events/{strike(explored[1])}")
    reader.map_drawn()

    page.emulate_media(media="print")
    page.pdf(path=tmp_path / "dossier.pdf", format="A4", prefer_css_page_size=True)

    assert not page.locator("nav#rail").is_visible()
    assert not page.get_by_role("button", name="JSON").is_visible()
    # In Arabic, what hangs out of the page to the right would push all of it off the paper.
    for part in (LTImage, LTTextContainer):
        boxes = [box for sheet in extract_pages(tmp_path / "dossier.pdf") for box in boxes_of(sheet, part)]
        assert boxes
        assert min(left for left, _ in boxes) >= 20
        assert 450 < max(right for _, right in boxes) <= 576


def boxes_of(thing: LTComponent, part: type[LTComponent]) -> Iterator[tuple[float, float]]:
    """Left and right edges of the parts of a printed sheet, in points."""
    if isinstance(thing, part):
        yield thing.x0, thing.x1
    elif isinstance(thing, LTContainer):
        for inner in thing:
            yield from boxes_of(inner, part)


def test_words_of_reports_never_become_markup(coder: Visitor, explored: tuple[str, Desk]) -> None:
    _, desk = explored
    event = next(e["id"] for e in events(desk) if any(r.startswith("markup") for r in e["records"]))

    page = coder.open(f"/events/{event}")
    page.get_by_label("Why you need to see them").fill("looking")
    page.get_by_role("button", name="Show the names").click()
    page.wait_for_selector("blockquote")

    assert page.locator("img, main script").count() == 0
    assert coder.wrong == []


def test_charts_are_kept_as_svg_and_csv(reader: Visitor) -> None:
    page = reader.open("/harm?family=explosions")
    page.wait_for_selector("section.card svg")

    with page.expect_download() as svg:
        page.get_by_role("button", name="SVG").first.click()
    with page.expect_download() as table:
        page.get_by_role("button", name="CSV").first.click()

    drawing = svg.value.path().read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table.value.path().read_text(encoding="utf-8-sig"))))
    assert drawing.startswith("<?xml")
    assert "<rect" in drawing
    assert "var(--" not in drawing
    assert {row["key"] for row in rows} >= {"russia", "israel"}
    assert all(int(row["killed_low"]) <= int(row["killed_best"]) for row in rows)
    reader.keep("harm")
    assert reader.faults() == []
    assert reader.wrong == []


def test_a_bar_leads_to_the_events_it_counts(coder: Visitor) -> None:
    page = coder.open("/harm?count=events")
    bar = page.locator("section.card").first.locator("svg a").first
    number = int((bar.get_attribute("aria-label") or "").rpartition(":")[2])

    bar.click()
    page.wait_for_selector("tbody tr")
    page.wait_for_load_state("networkidle")

    assert "perpetrator" in query(coder)
    assert coder.count() == number


def test_export_holds_exactly_what_is_filtered(coder: Visitor) -> None:
    page = coder.open("/explore?family=battles*civilians&to=2020-01-01")
    total = coder.counted()

    page.get_by_text("Export these").click()
    href = page.get_by_role("link", name="GeoJSON").get_attribute("href") or ""
    made = json.loads(coder.context.request.get(coder.address + href).text())

    kinds = {feature["properties"]["family"] for feature in made["features"]}
    assert kinds == {"battles", "civilians"}
    assert len(made["features"]) == total > 5


def test_territory_goes_through_time_with_the_events_behind_it(reader: Visitor) -> None:
    page = reader.open("/territory")
    reader.map_drawn()
    last = page.locator("section li").count()

    page.locator("input[type=range]").focus()
    page.keyboard.press("Home")
    reader.until(lambda: "day" in query(reader))

    assert page.locator("section li").count() < last
    assert (page.locator("section li a").first.get_attribute("href") or "").startswith("/events/ev-")
    reader.keep("territory")
    assert reader.faults() == []
    assert reader.wrong == []


@pytest.mark.parametrize("path", ["/events", "/places", "/actors", "/actors/russia", "/places/sa:70"])
def test_pages_of_lists_places_and_actors_open(reader: Visitor, path: str) -> None:
    page = reader.open(path)
    page.wait_for_selector("article, figure svg")

    reader.keep(path.strip("/").replace("/", "-").replace(":", "-"))
    assert reader.faults() == []
    assert reader.wrong == []


@pytest.mark.parametrize(
    "path", ["/explore", "/explore?face=table", "/explore?face=time", "/harm", "/territory", "/events"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_pages_without_sideways_scrolling(
    browser: Browser, explored: tuple[str, Desk], path: str, language: str
) -> None:
    visitor = Visitor(browser, explored[0], language, viewport={"width": 390, "height": 820}).sign_in("reader")

    page = visitor.open(path)
    if page.locator(".map canvas").is_visible():
        visitor.map_drawn()

    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    visitor.keep("phone-" + path.strip("/").replace("?face=", "-"))
    visitor.context.close()
    assert wide <= 0


def test_releases_are_listed_with_files_for_publication(reader: Visitor) -> None:
    page = reader.open("/releases")
    page.wait_for_selector("tbody tr")

    href = page.locator("section.card").first.get_by_role("link", name="GeoJSON").get_attribute("href") or ""
    made = json.loads(reader.context.request.get(reader.address + href).text())

    assert page.locator("tbody tr").count() == 1
    assert page.locator("a[href*='redact=false']").count() == 0
    assert made["features"]
    reader.keep("releases")
    assert reader.faults() == []
    assert reader.wrong == []


def test_an_editor_makes_the_next_version(browser: Browser, explored: tuple[str, Desk]) -> None:
    visitor = Visitor(browser, explored[0]).sign_in("editor")
    page = visitor.open("/releases")

    page.get_by_role("button", name="Make the next version").click()
    page.wait_for_selector(".note.good")

    assert page.locator(".note.good").inner_text().startswith("Version")
    visitor.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_see_released_data_and_nothing_else(
    browser: Browser, explored: tuple[str, Desk], language: str
) -> None:
    visitor = Visitor(browser, explored[0], language)
    page = visitor.open("/explore")
    assert page.locator("#account").is_visible()

    page.locator("main a[href='/public']").click()
    page.wait_for_selector("main article")
    whole = page.locator("main article").count()
    page.get_by_role("button", name="معارك" if language == "ar" else "battles").click()
    visitor.until(lambda: 0 < page.locator("main article").count() < whole)

    assert page.locator("main article a").count() == 0
    visitor.keep("public")
    assert visitor.faults() == []
    assert visitor.elsewhere == []
    visitor.context.close()


def test_dark_pages_have_enough_contrast(browser: Browser, explored: tuple[str, Desk]) -> None:
    visitor = Visitor(browser, explored[0], color_scheme="dark").sign_in("reader")

    visitor.open("/explore")
    visitor.map_drawn()
    visitor.keep("explore-dark")
    found = visitor.faults()
    visitor.context.close()

    assert found == []


def events(desk: Desk) -> list[LedgerEvent]:
    return list(read_events(desk.project, newest_version(desk.project).no))


def strike(desk: Desk) -> str:
    """The strike that three papers tell."""
    return next(e["id"] for e in events(desk) if {"demo-01#0", "north#0"} <= set(e["records"]))
