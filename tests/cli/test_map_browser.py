"""The map page in a real browser with no network: it opens, shows its events, groups, filters and tells them.

Needs Debian's chromium and playwright; a picture of each page is kept under artefacts/.
"""

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tawthiq.cli.map import map_command

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
CENTRES = ((36.2, 37.1), (35.3, 40.1), (33.5, 36.4), (31.5, 34.45), (13.6, 44.0), (36.34, 43.1), (15.6, 32.5))
TYPES = ("armed-clash", "air-drone-strike", "shelling", "attack", "peaceful-protest", "mob-violence", "arrests")


def coded(number: int, rng: random.Random, **place: Any) -> dict[str, Any]:
    """One coded report with one event, its point near one of the centres unless it is given."""
    lat, lon = rng.choice(CENTRES)
    point = {"lat": round(lat + rng.gauss(0, 0.4), 4), "lon": round(lon + rng.gauss(0, 0.5), 4), "geo_precision": 1}
    event = {
        "type": rng.choice(TYPES), "scope": "incident", "date": f"2016-{rng.randint(1, 12):02d}-11",
        "quotes": ["أصابت القذائف أطراف البلدة"],
        "places": [{"name": f"بلدة {number}", "radius_km": 2.0, **point, **place}],
        "killed": [{"group": "civilians", "min": number % 7, "max": number % 7, "text": "عدد"}],
    }  # fmt: skip
    return {"id": f"r{number}", "source": "<b>outlet</b>", "events": [event]}


def page_of(folder: Path, reports: list[dict[str, Any]], lang: str = "en") -> Path:
    source, out = folder / "coded.jsonl", folder / f"map-{lang}.html"
    source.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")
    map_command(str(source), out, "Test", lang, None)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "these tests need a browser: apt-get install chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    yield opened
    context.close()


def show(page: Page, path: Path) -> list[str]:
    """Open a page; returns what it asked for beside itself, and what went wrong."""
    seen: list[str] = []
    page.on("request", lambda r: seen.append(r.url) if not r.url.startswith(("data:", path.as_uri())) else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready=yes]")
    return seen


def test_the_page_opens_offline_with_its_events(page: Page, tmp_path: Path) -> None:
    rng = random.Random(11)
    path = page_of(tmp_path, [coded(n, rng) for n in range(60)])
    assert show(page, path) == []
    assert page.text_content("#counts") == "60 of 60 events, 60 on the map"
    assert int(page.get_attribute("body", "data-drawn") or 0) > 1
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "map-en.png")
    inks = page.evaluate(
        "() => new Set(document.getElementById('map').getContext('2d').getImageData(0, 0, 900, 700).data).size"
    )
    assert inks > 40  # land, sea, borders, names and marks, no empty canvas


def test_filters_narrow_the_events_and_reset_brings_them_back(page: Page, tmp_path: Path) -> None:
    rng = random.Random(12)
    show(page, page_of(tmp_path, [coded(n, rng) for n in range(40)]))
    page.fill("#search", "بلدة 7")
    assert page.text_content("#counts") == "1 of 40 events, 1 on the map"
    page.click("#reset")
    before = page.text_content("#counts")
    page.click("[data-family=explosions]")
    assert page.text_content("#counts") != before
    page.click("[data-family=explosions]")
    page.fill("#from", "2016-06-01")
    page.dispatch_event("#from", "change")
    assert page.text_content("#counts") != before
    page.click("#reset")
    assert page.text_content("#counts") == before


def test_a_click_on_a_mark_tells_the_event_as_text(page: Page, tmp_path: Path) -> None:
    rng = random.Random(13)
    show(page, page_of(tmp_path, [coded(1, rng, lat=36.2, lon=37.1)]))
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    detail = page.text_content("#detail") or ""
    assert "بلدة 1" in detail
    assert "<b>outlet</b>" in detail  # shown as text, not taken as markup
    page.keyboard.press("Escape")
    assert page.is_hidden("#detail")


def test_the_page_speaks_both_languages(page: Page, tmp_path: Path) -> None:
    rng = random.Random(14)
    assert show(page, page_of(tmp_path, [coded(n, rng) for n in range(30)], "ar")) == []
    assert page.get_attribute("html", "dir") == "rtl"
    assert "الحدود" in (page.text_content("#boundaries") or "")
    page.screenshot(path=ARTEFACTS / "map-ar.png")
    page.click("#language")
    assert page.get_attribute("html", "dir") == "ltr"
    assert "de facto" in (page.text_content("#boundaries") or "")


def test_unresolved_places_are_counted_not_dropped(page: Page, tmp_path: Path) -> None:
    rng = random.Random(15)
    reports = [coded(1, rng), coded(2, rng, lat=None, lon=None, reason="no row")]
    show(page, page_of(tmp_path, reports))
    assert page.text_content("#unresolved") == "Unresolved: 1"
    page.click("#unresolved")
    page.click("#list button")
    assert "no row" in (page.text_content("#detail") or "")


@pytest.mark.slow
def test_twenty_thousand_events_stay_usable(page: Page, tmp_path: Path) -> None:
    rng = random.Random(16)
    show(page, page_of(tmp_path, [coded(n, rng) for n in range(20_000)]))
    assert page.text_content("#counts") == "20,000 of 20,000 events, 20,000 on the map"
    assert int(page.get_attribute("body", "data-drawn") or 0) < 400  # marks, not events
    page.screenshot(path=ARTEFACTS / "map-20000.png")
    frame_ms = page.evaluate("""async () => {
        const map = document.getElementById("map"), start = performance.now();
        for (let i = 0; i < 12; i++) {
            const turn = {deltaY: i % 2 ? -200 : 220, clientX: 500, clientY: 400, cancelable: true};
            map.dispatchEvent(new WheelEvent("wheel", turn));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
        return (performance.now() - start) / 12;
    }""")
    assert frame_ms < 400  # 40 ms on a quiet machine without a graphics card; checks run beside others
