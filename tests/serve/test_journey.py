"""A new coder's first hour in a real browser, by keyboard only, in both languages; pictures stay under artefacts/.

Needs Debian's chromium, playwright and the built pages (`make pages`, Node 20).
"""

import json
from collections.abc import Iterator

import pytest
from desk_cases import PASSWORD
from explore_cases import PAGES, needs_pages
from journey_cases import Coder
from playwright.sync_api import Browser

pytestmark = needs_pages
FIRST_SCRIPT_BYTES = 400_000


@pytest.fixture(params=["ar", "en"])
def coder(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Coder]:
    person = Coder(browser, address, request.param)
    yield person
    person.context.close()


@pytest.fixture
def person(browser: Browser, address: str) -> Iterator[Coder]:
    """Somebody who has seen the tour, in Arabic."""
    made = Coder(browser, address, "ar")
    made.context.add_init_script("localStorage.setItem('tawthiq.tour', 'seen')")
    yield made
    made.context.close()


def test_a_first_hour_by_keyboard_only(coder: Coder) -> None:
    coder.enter("reviewer", PASSWORD)
    coder.keep("queue")
    faults = coder.faults()
    coder.reach(coder.page.locator("a.start"))
    coder.press("Enter")
    coder.end_tour()
    coder.at_desk()
    coder.keep("desk")
    faults += coder.faults()

    check_ten(coder)
    faults += correct_a_place(coder)
    reject_and_think_again(coder)
    faults += add_what_was_missed(coder)
    join_two(coder)

    coder.leave()
    coder.keep("sign-in")
    assert faults + coder.faults() == []
    assert coder.elsewhere == []
    assert [said for said in coder.wrong if "401" not in said] == []  # the first visit asks who is signed in: nobody


def check_ten(coder: Coder) -> None:
    for _ in range(10):
        coder.at_desk()
        before = coder.page.url
        coder.press("a")
        coder.moves_on(before)
    coder.until(lambda: coder.asks("/queue?state=accepted")["total"] == 10)


def correct_a_place(coder: Coder) -> list[str]:
    report, n = coder.with_candidates()
    coder.at_desk(f"{report}/{n}")
    coder.press("p")
    coder.reach(coder.page.locator(".candidate").first)
    chosen = coder.page.locator(".candidate bdi").first.inner_text()
    coder.press("Enter")
    coder.page.wait_for_selector(".frame .maplibregl-marker")
    coder.keep("place")
    faults = coder.faults()
    coder.reach(coder.page.locator(".editor button.main"))
    coder.press("Enter", "a")
    coder.until(lambda: coder.state(report, n) == "corrected")
    place = coder.asks(f"/records/{report}/{n}")["person"]["places"][0]
    assert chosen in place["label"].values()
    assert place["basis"] == "person"
    return faults


def reject_and_think_again(coder: Coder) -> None:
    coder.at_desk("demo-03/5")
    coder.press("r")
    coder.until(lambda: coder.state("demo-03", 5) == "rejected")
    coder.press("u")
    coder.until(lambda: coder.state("demo-03", 5) == "open")
    coder.at_desk("demo-03/5")
    coder.press("x")
    coder.until(lambda: coder.state("demo-03", 5) == "not_event")


def add_what_was_missed(coder: Coder) -> list[str]:
    coder.at_desk("demo-03/0")
    coder.mark("عثر", "ناري")
    coder.press("n")
    coder.page.wait_for_selector(".form h2#event-title ~ .row button.main:enabled")
    coder.until(lambda: bool(coder.page.evaluate("document.activeElement?.id === 'field-type'")))
    coder.keep("missed")
    faults = coder.faults()
    coder.press("a")
    coder.until(lambda: any(one["origin"] == "person" for one in coder.asks("/reports/demo-03")["events"]))
    return faults


def join_two(coder: Coder) -> None:
    coder.at_desk("late/0")
    coder.page.wait_for_selector(".card.chosen")
    coder.keep("same")
    with coder.page.expect_response(lambda answer: answer.url.endswith("/links")) as linked:
        coder.press("m")
    assert linked.value.status == 201
    coder.page.wait_for_selector(".toast button")
    with coder.page.expect_response(lambda answer: "/links/" in answer.url) as withdrawn:
        coder.press("u")
    assert withdrawn.value.status == 204
    coder.page.wait_for_selector(".card.chosen")


def test_a_split_is_taken_back_as_one(person: Coder) -> None:
    def states() -> set[tuple[str, str]]:
        return {(one["origin"], one["state"]) for one in person.asks("/reports/demo-01")["events"]}

    person.sign_in("coder")
    person.at_desk("demo-01/0")
    before = states()
    person.mark("القنابل", "مدرسة")
    person.press("s")
    person.page.wait_for_selector(".form h2#event-title ~ .row button.main:enabled")
    person.press("a")
    person.page.wait_for_selector(".toast button")
    assert {("person", "missed"), ("machine", "corrected")} <= states()
    person.press("u")
    person.until(lambda: states() == before | {("person", "rejected")})


def test_words_are_read_again_and_shown_before_they_are_kept(person: Coder) -> None:
    person.sign_in("coder")
    person.at_desk("demo-01/0")
    person.mark("سبعة", "مدنيين")
    person.press("5")

    person.page.wait_for_selector(".reading-box li")
    assert "7" in person.page.inner_text(".reading-box li")
    assert "7" not in person.page.inner_text("[aria-labelledby=name-injured] .values")
    person.press("Enter")
    person.until(lambda: "7" in person.page.inner_text("[aria-labelledby=name-injured] .values"))
    assert person.page.locator("[aria-labelledby=name-injured] .tag").count() == 1


def test_a_slower_colleague_sees_both_readings(person: Coder, browser: Browser, address: str) -> None:
    person.sign_in("coder")
    person.at_desk("demo-01/1")
    other = Coder(browser, address, "en").sign_in("reviewer")
    token = other.asks("/session")["csrf"]
    record = f"{address}/api/v1/records/demo-01/1"
    version = other.asks("/records/demo-01/1")["row_version"]
    decided = other.context.request.post(
        f"{record}/decisions", data={"kind": "reject", "row_version": version}, headers={"X-CSRF-Token": token}
    )
    assert decided.ok
    person.press("a")

    person.page.wait_for_selector("dialog table")
    assert "reviewer" in person.page.inner_text("dialog thead")
    person.keep("conflict")
    assert person.faults() == []
    person.reach(person.page.locator("dialog .row button.main"))
    person.press("Enter")
    person.page.locator("dialog").wait_for(state="detached")
    assert person.state("demo-01", 1) == "rejected"
    other.context.close()


def test_begun_work_survives_leaving_and_is_offered_after_a_colleague(
    coder: Coder, browser: Browser, address: str
) -> None:
    coder.context.add_init_script("localStorage.setItem('tawthiq.tour', 'seen')")
    coder.sign_in("coder")
    coder.at_desk("demo-01/0")
    coder.reach(coder.page.locator("#field-injured"))
    coder.press(".")
    injured = "[aria-labelledby=name-injured] .values"
    coder.page.wait_for_selector(".begun")
    coder.press("j")  # later: kept on leaving, before the hands rest
    coder.until(lambda: [work["fields"] for work in coder.asks("/reports/demo-01")["begun"]] == [["injured"]])
    coder.open("/queue?place=طريق الباب")
    coder.page.wait_for_selector("tbody .tag")
    coder.keep("begun-queue")

    elsewhere = Coder(browser, address, coder.language)
    elsewhere.context.add_init_script("localStorage.setItem('tawthiq.tour', 'seen')")
    elsewhere.sign_in("coder")
    elsewhere.at_desk("demo-01/0")
    assert elsewhere.page.locator(f"{injured} .tag").count() == 1
    elsewhere.keep("begun")
    assert elsewhere.faults() == []
    elsewhere.context.close()

    other = Coder(browser, address, "en").sign_in("reviewer")
    decided = other.context.request.post(
        f"{address}/api/v1/records/demo-01/0/decisions",
        data={"kind": "accept", "row_version": 1}, headers={"X-CSRF-Token": other.asks("/session")["csrf"]},
    )  # fmt: skip
    assert decided.ok
    other.context.close()

    coder.page.goto(f"{address}/desk/demo-01/0")
    coder.page.wait_for_selector("dialog table")
    coder.keep("begun-meanwhile")
    assert coder.faults() == []
    coder.press("Escape")
    coder.page.locator("dialog").wait_for(state="detached")
    assert len(coder.asks("/reports/demo-01")["begun"]) == 1
    coder.page.reload()
    coder.reach(coder.page.locator("dialog .row button").nth(2))
    coder.press("Enter")
    coder.until(lambda: coder.state("demo-01", 0) == "corrected")
    assert coder.asks("/reports/demo-01")["begun"] == []
    assert coder.asks("/records/demo-01/0")["person"]["injured"] == []


def test_pages_of_the_team_have_no_serious_fault(person: Coder) -> None:
    person.sign_in("admin")
    faults = {}
    for path in ("/reports?q=حلب", "/report/demo-01", "/settings", "/settings/people", "/settings/audit"):
        person.open(path)
        person.keep(path.split("?")[0].strip("/").replace("/", "-"))
        faults[path] = person.faults()

    assert {path: found for path, found in faults.items() if found} == {}
    assert person.wrong == []


def test_an_invited_person_chooses_a_password_and_enters(person: Coder) -> None:
    person.sign_in("admin")
    page = person.open("/settings/people")
    person.reach(page.locator("form input").last)
    page.keyboard.type("رامي")
    person.press("Enter")
    page.wait_for_selector("code")
    link = page.inner_text("code")
    person.context.clear_cookies()

    page.goto(link)
    page.wait_for_selector("#new-password")
    person.keep("invitation")
    assert person.faults() == []
    page.fill("#new-password", "a sentence of my own")
    person.press("Enter")
    page.wait_for_selector(".note.good")
    assert "#" not in page.url
    person.enter("رامي", "a sentence of my own")
    assert person.asks("/session")["person"]["role"] == "coder"


def test_a_phone_reads_a_report(browser: Browser, address: str) -> None:
    reader = Coder(browser, address, "ar", viewport={"width": 390, "height": 844}, has_touch=True)
    reader.sign_in("coder")
    page = reader.open("/report/demo-03")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.keep("phone")
    page.get_by_role("button", name="القائمة").tap()
    assert page.locator("#rail").is_visible()
    assert reader.faults() == []
    reader.context.close()


def test_the_first_page_is_light() -> None:
    manifest = json.loads((PAGES / ".vite" / "manifest.json").read_text(encoding="utf-8"))

    def scripts(name: str) -> set[str]:
        row = manifest[name]
        return {row["file"]}.union(*(scripts(one) for one in row.get("imports", ())))

    first = scripts("index.html") | scripts("src/queue/QueuePage.svelte")
    assert sum((PAGES / name).stat().st_size for name in first) < FIRST_SCRIPT_BYTES
