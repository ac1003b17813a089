"""Write a generated page of docs/, or say whether it is up to date."""

import argparse
import sys
from pathlib import Path

__all__ = ["write_page"]

DOCS = Path(__file__).parents[1] / "docs"


def write_page(name: str, text: str, about: str | None, source: str) -> None:
    """Write a page, or with --check on the command line compare it only.

    Args:
        name: Of the file in docs/.
        text: What it is to hold.
        about: The tool's own description, for --help.
        source: What the page is made from, as the message about an old page says it ("its tables say").
    """
    options = argparse.ArgumentParser(description=about)
    options.add_argument("--check", action="store_true", help="write nothing; exit status 1 if the page is old")
    page = DOCS / name
    if not options.parse_args().check:
        page.write_text(text, encoding="utf-8")
    elif not page.is_file() or page.read_text(encoding="utf-8") != text:
        sys.exit(f"docs/{name} is not what {source}: run make docs")
