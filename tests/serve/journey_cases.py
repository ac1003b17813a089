"""What the journeys through the desk share: reports to link by hand, and people who use keys only."""

from typing import Any

from desk_cases import told
from explore_cases import ROOT, Visitor
from playwright.sync_api import Locator

__all__ = ["CHECKED", "Coder"]

# Two papers on one town three days apart: near enough to be asked about, too far apart to be joined without a person.
CHECKED = [
    told("early", "صحيفة الضفة (مثال)", "2016-10-01",
     "قصفت قوات النظام بالمدفعية اليوم السبت بلدة سقبا في ريف دمشق ما أدى إلى مقتل 5 مدنيين، بحسب الدفاع المدني."),
    told("late", "إذاعة السهل (مثال)", "2016-10-04",
     "قُتل سبعة مدنيين اليوم الثلاثاء في قصف صاروخي لقوات النظام على بلدة سقبا في ريف دمشق، وفق ناشطين."),
]  # fmt: skip
ARTEFACTS = ROOT / "artefacts" / "desk"


class Coder(Visitor):
    """A person at the desk who touches no mouse."""

    def keep(self, name: str) -> None:
        """Keep a picture of what is in sight."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}-{self.language}.png")

    def sign_in(self, role: str) -> "Coder":
        """Sign in by the pages' API."""
        super().sign_in(role)
        return self

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, target: Locator, most: int = 80) -> None:
        """Go to a control by Tab alone."""
        target.wait_for()
        for _ in range(most):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{target} is not reached by Tab")

    def enter(self, name: str, password: str) -> None:
        """Sign in on the first page."""
        self.page.goto(self.address)
        self.reach(self.page.locator("#account"))
        self.page.keyboard.type(name)
        self.press("Tab")
        self.page.keyboard.type(password)
        self.press("Enter")
        self.page.wait_for_selector("#rail")

    def leave(self) -> None:
        """Sign out by the menu under one's name."""
        self.reach(self.page.locator("header summary"))
        self.press("Enter")
        self.reach(self.page.locator("header details button").last)
        self.press("Enter")
        self.page.wait_for_selector("#account")

    def at_desk(self, path: str = "") -> None:
        """Open an event, or wait for the one that comes, until its form has the focus."""
        if path:
            self.page.goto(f"{self.address}/desk/{path}")
        self.page.wait_for_selector(".form .field")
        self.until(lambda: bool(self.page.evaluate("document.activeElement?.classList.contains('name')")))

    def moves_on(self, before: str) -> None:
        """Wait until another event stands at the desk."""
        self.until(lambda: self.page.url != before)

    def end_tour(self) -> None:
        """Go through the tour of the keys to its end."""
        self.page.wait_for_selector("dialog")
        self.keep("tour")
        while self.page.locator("dialog").count():
            self.press("Enter")
            self.page.wait_for_timeout(60)

    def mark(self, first: str, last: str) -> None:
        """Select words of the report by the word cursor, from one that begins a stretch to one that ends it."""
        self.press("w")
        self._until_selected(first, "ArrowLeft")
        self._until_selected(last, "Shift+ArrowLeft")

    def _until_selected(self, end: str, key: str, most: int = 250) -> None:
        for _ in range(most):
            if str(self.page.evaluate("getSelection().toString()")).endswith(end):
                return
            self.press(key)
        raise AssertionError(f"{end!r} is not reached by {key}")

    def asks(self, path: str) -> Any:
        """What the server answers this person."""
        answer = self.context.request.get(f"{self.address}/api/v1{path}")
        assert answer.ok, answer.text()
        return answer.json()

    def state(self, report: str, n: int) -> str:
        """Where an event stands."""
        return str(self.asks(f"/records/{report}/{n}")["state"])

    def with_candidates(self) -> tuple[str, int]:
        """An open event whose place has others of its name."""
        for item in self.asks("/queue?limit=200")["items"]:
            record = self.asks(f"/records/{item['report']}/{item['n']}")
            if any(place["candidates"] for place in record["machine"]["places"][:1]):
                return item["report"], item["n"]
        raise AssertionError("no place has candidates")
