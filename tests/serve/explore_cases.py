"""What the pages' tests share: reports with many kinds of events, a project served, a person in a real browser."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from desk_cases import PASSWORD, told
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Playwright, Route

from tawthiq.resources.loader import PACKAGE_ROOT
from tawthiq.store.project import open_project

if TYPE_CHECKING:
    from tawthiq.serve.desk import Desk

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts" / "explore"
PAGES = PACKAGE_ROOT.parent / "serve" / "pages"
AXE = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
needs_pages = pytest.mark.skipif(
    not (PAGES / "index.html").is_file() or not AXE.is_file(), reason="not run: the pages are not built (make pages)"
)
# WebGL without a graphics card (reference: stack.md, browser tests).
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
DAY = "2016-10-04"
# One strike told by three papers with different tolls, and a report whose every part tries to be markup; own words.
EXPLORED = [
    told("north", "صحيفة الشمال (مثال)", DAY,
     "شن الطيران الحربي الروسي اليوم الثلاثاء غارات على حي طريق الباب في مدينة حلب ما أدى إلى مقتل ثمانية مدنيين وإصابة"
     " 15 آخرين، وفق الدفاع المدني."),
    told("south", "إذاعة الجنوب (مثال)", DAY,
     "قُتل عشرة مدنيين وأصيب 20 بجروح اليوم الثلاثاء في غارات للطيران الحربي الروسي على حي طريق الباب بمدينة حلب، بحسب"
     " المرصد السوري."),
    told("markup", "<img src=x onerror=alert(1)>", DAY,
     "قصفت قوات النظام بالمدفعية اليوم الثلاثاء بلدة سقبا في ريف دمشق ما أدى إلى مقتل 3 مدنيين، بحسب"
     " <script>alert(2)</script> الدفاع المدني."),
]  # fmt: skip


@contextmanager
def served(root: Path, *, is_public: bool = False) -> Iterator[tuple[str, "Desk"]]:
    """Serve a project on a free port, with one account of each role; gives its address and its services."""
    import uvicorn
    from argon2 import PasswordHasher

    from tawthiq.serve.accounts import ROLES, Accounts
    from tawthiq.serve.app import make_app
    from tawthiq.serve.desk import Desk

    with open_project(root) as project:
        accounts = Accounts(project, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        for role in ROLES:
            accounts.set_password(accounts.add(role, role, "ar", "tester"), PASSWORD)
        desk = Desk(project, accounts, is_public)
        desk.catch_up()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(make_app(desk), host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{port}", desk
        finally:
            server.should_exit = True
            thread.join(10)


def launch(playwright: Playwright) -> Browser:
    """Start Debian's browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "these tests need a browser: apt-get install chromium"
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


class Visitor:
    """A person in a browser of their own, who notes what goes wrong and what is asked of other machines."""

    def __init__(self, browser: Browser, address: str, language: str = "en", **look: Any) -> None:
        look.setdefault("viewport", {"width": 1360, "height": 900})
        self.address = address
        self.language = language
        self.context: BrowserContext = browser.new_context(locale=language, accept_downloads=True, **look)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.wrong: list[str] = []
        self.elsewhere: list[str] = []
        self.page.route("**/*", self._own_only)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("dialog", self._asked)

    def _asked(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _own_only(self, route: Route) -> None:
        if route.request.url.startswith((self.address, "blob:", "data:")):
            route.continue_()
        else:
            self.elsewhere.append(route.request.url)
            route.abort()

    def sign_in(self, role: str) -> "Visitor":
        """Sign in by the pages' API; what the first visit notes, that nobody is signed in, is no fault."""
        answer = self.context.request.post(f"{self.address}/api/v1/session", data={"name": role, "password": PASSWORD})
        assert answer.ok, answer.text()
        return self

    def open(self, path: str) -> Page:
        """Open an address and wait until its page stands there."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("#main h1")
        self.page.wait_for_load_state("networkidle")
        return self.page

    def map_drawn(self) -> int:
        """Wait until the map stands still; how many marks it shows."""
        marks = self.page.locator("[data-marks]").first
        self.until(lambda: int(marks.get_attribute("data-marks") or 0) > 0)
        return int(marks.get_attribute("data-marks") or 0)

    def until(self, holds: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something holds. The browser's own way makes scripts of text, which the pages' policy forbids."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"still not so after {seconds} seconds: {self.page.url}"
            self.page.wait_for_timeout(50)

    def keep(self, name: str) -> None:
        """Keep a picture of the page."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}-{self.language}.png", full_page=True)

    def faults(self) -> list[str]:
        """What axe calls serious or critical on this page, with the parts concerned."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        return [
            f"{one['id']}: {node['html'][:160]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    def counted(self) -> int:
        """How many events the page says that there are, once it says so: an answer may come after the page stands."""
        self.until(lambda: self.count() > 0)
        return self.count()

    def count(self) -> int:
        """How many events the page says that there are; 0 also while it does not say."""
        told = self.page.locator("main [role=status]").first.inner_text()
        return int("".join(sign for sign in told.split("·")[0] if sign.isdigit()) or 0)
