"""What must hold for any text at all: nothing raised, every value points at its words, the same bytes twice."""

import json
import re
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tawthiq
from tawthiq.export.jsonl import report_line
from tawthiq.model.codebook import FAMILY, GROUPS, HARMS, OBJECT_CLASSES, SCOPES, WEAPON_CLASSES
from tawthiq.model.records import Event, Report

RESOURCES = Path(tawthiq.__file__).parent / "resources"
DEMO = RESOURCES / "demo" / "reports.jsonl"
LISTS = ("places", "actor1", "actor2", *HARMS, "weapons", "objects", "attribution")


@cache
def _coder() -> tawthiq.Coder:
    return tawthiq.Coder()


@cache
def _demo_words() -> list[str]:
    rows = map(json.loads, DEMO.read_text(encoding="utf-8").splitlines())
    return sorted({word for row in rows for word in row["text"].split()})


@cache
def _table_phrases() -> list[str]:
    """Arabic cells of the tables that rules look words up in, and the ends of clauses that break off after them."""
    tables = [path for folder in ("lexicon", "actors") for path in sorted((RESOURCES / folder).glob("*.tsv"))]
    cells = (cell for path in tables for cell in re.split(r"[\t\n|]", path.read_text(encoding="utf-8")))
    return sorted({cell.strip("=") for cell in cells if re.fullmatch(r"[=\u0620-\u064a ]{1,40}", cell)})


ODD = "\u200b\u200f\u202e\u2066\u2069\ufeff\u0640\u064e\x00\x07\x1b\x85\u2028\ud800\udfff\U0001f534\ufdfa\ufefb"
LETTERS = "".join(chr(code) for code in range(0x620, 0x656)) + "٠٥9 \n\t،؛؟.:-–«»\"'()[]#_/%"
# Words of reports in any order reach every rule; letters and odd signs between them reach what no rule expects.
WORDS = st.builds(_demo_words).flatmap(st.sampled_from)
TEXTS = st.lists(WORDS | st.text(st.sampled_from(LETTERS + ODD) | st.characters(), max_size=12), max_size=60).map(
    " ".join
)
# Reports are cut off by feeds and screens: a rule that reads on from a word must bear that nothing follows.
PHRASES = st.builds(_table_phrases).flatmap(st.sampled_from)
FRAGMENTS = st.lists(PHRASES | WORDS, min_size=1, max_size=6).map(" ".join)
DAYS = st.none() | st.dates().map(str) | st.text(max_size=12)

anything = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _check(event: Event, text: str) -> None:
    assert event.type in FAMILY
    assert event.scope in SCOPES
    assert event.spans
    assert all(0 <= start < end <= len(text) for start, end in event.spans)
    assert event.confidence is None or 0 <= event.confidence <= 1
    for slot, words in event.evidence.items():
        assert all(0 <= word.start < word.end <= len(text) and word.rule for word in words)
        assert all(0 <= word.item < max(1, len(getattr(event, slot, ()))) for word in words if slot in LISTS)
    for harm in HARMS:
        for count in getattr(event, harm):
            assert count.group in GROUPS
            assert 0 <= count.min <= (count.min if count.max is None else count.max)
    assert {weapon.cls for weapon in event.weapons} <= WEAPON_CLASSES
    assert {thing.cls for thing in event.objects} <= OBJECT_CLASSES


@given(TEXTS, DAYS)
@anything
def test_coding_never_raises_and_every_span_lies_in_the_text(text: str, published: str | None) -> None:
    coded = _coder().code(Report("r", text, published=published))

    assert coded.text == text
    for event in coded.events:
        _check(event, text)
    starts = [event.spans[0] for event in coded.events]
    assert starts == sorted(starts), "events stand in the order of their main quote"


@given(FRAGMENTS)
@settings(anything, max_examples=600)
def test_coding_never_raises_where_a_text_breaks_off(text: str) -> None:
    for event in _coder().code(Report("r", text)).events:
        _check(event, text)


@given(TEXTS)
@anything
def test_written_quotes_are_the_words_at_their_offsets(text: str) -> None:
    row = json.loads(report_line(_coder().code(Report("r", text))))

    for event in row["events"]:
        assert event["quotes"] == [text[start:end] for start, end in event["spans"]]


@given(TEXTS, DAYS)
@anything
def test_coding_twice_gives_the_same_bytes(text: str, published: str | None) -> None:
    report = Report("r", text, published=published)

    assert report_line(_coder().code(report)) == report_line(_coder().code(report))


@given(st.text(max_size=400))
@anything
def test_any_text_of_any_script_is_coded(text: str) -> None:
    assert _coder().code(Report("r", text)).id == "r"


def test_every_listed_value_of_the_demo_reports_has_its_words() -> None:
    for row in map(json.loads, DEMO.read_text(encoding="utf-8").splitlines()):
        report = tawthiq.report_from_json(row)
        for event in _coder().code(report).events:
            for slot in LISTS:
                items = {word.item for word in event.evidence.get(slot, ())}
                missing = [value for n, value in enumerate(getattr(event, slot)) if n not in items]
                assert not missing, f"{report.id}: {slot} without words: {missing}"
            assert event.evidence.get("type"), f"{report.id}: type without words"
            assert event.date is None or event.evidence.get("date"), f"{report.id}: date without words"
