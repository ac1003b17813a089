"""Fixtures of the pages' tests in a real browser, a plugin that tests/conftest.py names.

They need Debian's chromium, playwright and the built pages (`make pages`, Node 20).
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # loaded where they are used: every run of the tests loads this plugin
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One a module: playwright's loop must have ended before tests without a browser start loops of their own."""
    from explore_cases import launch
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project to check, made once."""
    from desk_cases import make_project
    from journey_cases import CHECKED

    root = tmp_path_factory.mktemp("checked") / "project"
    make_project(root, "مشروع المراجعة", CHECKED)
    return root


@pytest.fixture
def address(checked: Path, tmp_path: Path) -> Iterator[str]:
    """Where a copy of that project is served."""
    from explore_cases import served

    shutil.copytree(checked, tmp_path / "project")
    with served(tmp_path / "project") as (told, _):
        yield told
