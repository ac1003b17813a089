"""Outlets: every file keeps to its fields, and reports are matched to them by address and name."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tawthiq.collect.outlets import load_outlets
from tawthiq.errors import ResourceError
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

FOLDER = PACKAGE_ROOT / "outlets"
ALL = sorted(load_outlets().all.values(), key=lambda outlet: outlet.id)


def test_there_are_outlets_of_every_country_of_the_reports() -> None:
    assert len(ALL) >= 25
    assert {outlet.country for outlet in ALL} >= {"SY", "IQ", "YE", "PS", "LB", "LY", "SD"}


@pytest.mark.parametrize("outlet", ALL, ids=lambda outlet: outlet.id)
def test_outlet_is_plausible(outlet: object) -> None:
    from tawthiq.collect.outlets import Outlet

    assert isinstance(outlet, Outlet)
    ZoneInfo(outlet.time_zone)
    assert len(outlet.country) == 2
    assert outlet.domains
    assert outlet.floor_words < outlet.ceiling_words
    text = (FOLDER / f"{outlet.id}.yml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "Source of the facts" in text


def test_sides_are_actors_that_the_program_knows() -> None:
    tables = sorted(PACKAGE_ROOT.glob("**/actors.tsv"))
    assert tables
    known = {row["id"] for path in tables for row in read_table(path)}
    assert {outlet.side for outlet in ALL if outlet.side} <= known


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.enabbaladi.net/archives/1", "enab-baladi"),
        ("http://english.enabbaladi.net/", "enab-baladi"),
        ("https://t.me/enabbaladi/12", "enab-baladi"),
        ("https://t.me/s/EnabBaladi", "enab-baladi"),
        ("https://www.facebook.com/enabbaladi/posts/1", "enab-baladi"),
        ("https://arabic.rt.com/world/1", "rt-arabic"),
        ("https://rt.com/world/1", None),
        ("https://notenabbaladi.net/1", None),
        ("https://t.me/other/1", None),
        ("mailto:x@sana.sy", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_outlet_of_an_address(address: str | None, outlet: str | None) -> None:
    found = load_outlets().by_address(address)
    assert (found.id if found else None) == outlet


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("عنب بلدى", "enab-baladi"),
        ("Enab Baladi", "enab-baladi"),
        ("sana", "sana"),
        ("sana.sy", "sana"),
        ("مجهول", None),
        ("", None),
    ],
)
def test_outlet_of_a_name(name: str, outlet: str | None) -> None:
    found = load_outlets().by_name(name)
    assert (found.id if found else None) == outlet


OWN = """id: mine
name: {ar: "لي", en: "Mine"}
aliases: []
country: SY
side: null
domains: [mine.example]
telegram: []
facebook: []
time_zone: Asia/Damascus
words: {floor: 1, ceiling: 9}
boilerplate: []
"""


def test_user_adds_an_outlet(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(OWN, encoding="utf-8")
    outlets = load_outlets(tmp_path)
    found = outlets.by_address("https://mine.example/1")
    assert found is not None
    assert found.name_ar == "لي"
    assert "sana" in outlets.all


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("country: SY\n", ""), "country"),
        (("country: SY\n", "country: SY\ncolour: red\n"), "colour"),
        (("id: mine", "id: other"), "not the file's name"),
        (("domains: [mine.example]", "domains: [sana.sy]"), "claimed by"),
        (("boilerplate: []", "boilerplate: [{line: '(', gloss: x}]"), "regular expression"),
        (("words: {floor: 1, ceiling: 9}", "words: 9"), "wrong form"),
        (("id: mine", "id: [mine"), "cannot be read"),
    ],
    ids=["missing", "unknown", "id", "claimed", "pattern", "form", "yaml"],
)
def test_broken_outlet_is_named(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    (tmp_path / "mine.yml").write_text(OWN.replace(*change), encoding="utf-8")
    with pytest.raises(ResourceError, match=told):
        load_outlets(tmp_path)
