"""Second coding, adjudication, agreement and proposals in a real browser: two people blind to each other, a third."""

import pytest
from explore_cases import needs_pages
from journey_cases import Coder
from playwright.sync_api import Browser

pytestmark = needs_pages


def person(browser: Browser, address: str, role: str, language: str) -> Coder:
    made = Coder(browser, address, language)
    made.context.add_init_script("localStorage.setItem('tawthiq.tour', 'seen')")
    made.sign_in(role)
    return made


@pytest.mark.parametrize("language", ["ar", "en"])
def test_two_codings_that_differ_are_settled_by_a_third(browser: Browser, address: str, language: str) -> None:
    first = person(browser, address, "editor", language)
    first.at_desk("late/0")
    first.press("a")
    first.until(lambda: first.state("late", 0) == "accepted")

    page = first.open("/second")
    first.reach(page.locator("main form input").first)
    page.keyboard.type("late")
    first.press("Tab", "Tab")
    page.keyboard.type("coder")
    first.press("Enter")
    page.wait_for_selector("main tbody tr")
    first.keep("assignments")
    faults = {"assignments": first.faults()}

    second = person(browser, address, "coder", language)
    page = second.open("/second")
    second.reach(page.locator("tbody a.button"))
    second.press("Enter")
    page.wait_for_selector(".form .field")
    assert page.locator(".form .values .soft").count() == 12  # blind: nothing that anybody read
    second.reach(page.locator(".form .row button").last)
    second.press("Enter")
    second.until(lambda: page.locator(".form .values .soft.small").count() > 0)
    second.reach(page.locator("#field-date"))
    second.press(".")
    second.keep("blind")
    faults["blind"] = second.faults()
    second.reach(page.locator(".form .row button.main").last)
    second.press("Enter")
    second.until(lambda: page.url.endswith("/second"))

    third = person(browser, address, "reviewer", language)
    page = third.open("/second")
    third.reach(page.locator("a[href^='/settle/']").first)
    third.press("Enter")
    page.wait_for_selector("tr.differs")
    third.keep("settle")
    faults["settle"] = third.faults()
    third.reach(page.locator("main .stack > .row button").first)
    third.press("Enter")
    third.until(lambda: page.url.endswith("/second"))
    assert third.asks("/adjudications?state=settled")[0]["settled_by"] == "reviewer"

    page = third.open("/agreement")
    assert page.locator("tbody tr").count() > 5
    third.keep("agreement")
    faults["agreement"] = third.faults()
    assert {where: found for where, found in faults.items() if found} == {}
    for one in (first, second, third):
        assert one.wrong == []
        one.context.close()


def test_an_editor_sees_what_a_proposal_would_change(browser: Browser, address: str) -> None:
    editor = person(browser, address, "editor", "ar")
    page = editor.open("/proposals")
    row = "alias = لواء المثال\nid = syrian-opposition\ntheatre = SY\nambiguous = no\narticle = any\ncountry_name = no"
    page.locator("#row").fill(row)
    editor.reach(page.locator("form.card button.main"))
    editor.press("Enter")
    page.wait_for_selector("section.card dl")
    accept = page.locator("section.card button.main")
    assert accept.is_disabled()  # nobody accepts what they have not seen the effect of

    editor.reach(page.locator("section.card button").first)
    editor.press("Enter")
    editor.until(lambda: accept.is_enabled())
    editor.keep("proposal")
    assert editor.faults() == []
    editor.reach(accept)
    editor.press("Enter")
    page.wait_for_selector("section.card .tag")
    assert editor.asks("/proposals?state=accepted")[0]["row"]["alias"] == "لواء المثال"
    assert editor.wrong == []
    editor.context.close()
