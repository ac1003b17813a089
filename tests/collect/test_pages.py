"""Saved pages of 35 makes: texts, headlines, authors and days come out clean.

Each page stands beside what is expected of it (`pages/NAME.html`, `pages/NAME.json`). Markup is that of the systems'
public themes; the texts are our own. A headline of "-" means that such pages have none.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tawthiq.collect.drafting import draft_of
from tawthiq.collect.items import RawItem
from tawthiq.collect.outlets import load_outlets
from tawthiq.model.drafts import Draft

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"), key=lambda path: path.stem)
# Floors of each page, in words of the text; they are lowered only with a reason in the commit.
PRECISION_FLOOR = 0.95
RECALL_FLOOR = 0.98
# How many of all pages must come out exactly, character for character.
EXACT_FLOOR = 33


def _draft(path: Path) -> Draft:
    found = draft_of(RawItem("html", "", path.read_bytes(), str(path), {}), load_outlets())
    assert isinstance(found, Draft), found
    return found


def _expected(path: Path) -> dict[str, str | None]:
    told: dict[str, str | None] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return told


def _words(text: str | None) -> "Counter[str]":
    return Counter(re.findall(r"\w+", text or ""))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_comes_out_clean(path: Path) -> None:
    draft, told = _draft(path), _expected(path)
    found, wanted = _words(draft.text), _words(told["text"])
    common = (found & wanted).total()
    assert common / found.total() >= PRECISION_FLOOR, draft.text
    assert common / wanted.total() >= RECALL_FLOOR, draft.text
    assert draft.title == (None if told["title"] == "-" else told["title"])
    assert draft.author == told["author"]
    assert (draft.publication.day if draft.publication else None) == told["published"]


def test_most_pages_come_out_to_the_letter() -> None:
    exact = [path.stem for path in PAGES if _draft(path).text == _expected(path)["text"]]
    assert len(exact) >= EXACT_FLOOR, sorted({path.stem for path in PAGES} - set(exact))


def test_there_are_thirty_pages_and_more() -> None:
    assert len(PAGES) >= 30


def test_known_systems_are_told_apart() -> None:
    systems = {path.stem: _draft(path).extra.get("system") for path in PAGES}
    general = {name for name, system in systems.items() if system is None}
    assert general == {"frontpage-cp1256", "iso-8859-6", "mislabelled-latin1", "nextjs", "wayback"}


@pytest.mark.parametrize(
    ("name", "zone", "basis"),
    [
        ("wordpress-jannah", "+03:00", "json-ld datePublished"),
        ("wix", "+00:00", "meta article:published_time"),
        ("drupal-10", "+02:00", "time element"),
        ("joomla-15", None, "joomla-1.5 page"),
        ("wayback", None, "dated line"),
    ],
)
def test_time_has_its_zone_and_basis(name: str, zone: str | None, basis: str) -> None:
    (path,) = (path for path in PAGES if path.stem == name)
    publication = _draft(path).publication
    assert publication is not None
    assert (publication.zone, publication.basis) == (zone, basis)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("singlefile", "https://aden-gate.example/2021/12/taiz/"),
        ("wayback", "http://anbar-voice.example/news/1998"),
        ("facebook-desktop", "https://www.facebook.com/sirte.local/posts/1122334455"),
    ],
)
def test_address_is_read_from_what_the_saving_program_wrote(name: str, address: str) -> None:
    (path,) = (path for path in PAGES if path.stem == name)
    assert _draft(path).url == address


def test_archived_page_keeps_the_time_of_its_capture() -> None:
    (path,) = (path for path in PAGES if path.stem == "wayback")
    assert _draft(path).extra["archived_at"] == "20140903110211"


def test_pages_of_unknown_systems_come_out_nearly_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the table of systems all go to the general extractor: 0.955 in the mean when this was written."""
    monkeypatch.setattr("tawthiq.collect.page.find_body", lambda _tree: None)
    scores = []
    for path in PAGES:
        draft = draft_of(RawItem("html", "", path.read_bytes(), str(path), {}), load_outlets())
        found, wanted = _words(draft.text if isinstance(draft, Draft) else ""), _words(_expected(path)["text"])
        scores.append(2 * (found & wanted).total() / (found.total() + wanted.total()))
    assert sum(scores) / len(scores) >= 0.94
