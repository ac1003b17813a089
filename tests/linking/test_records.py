"""Records that linking compares."""

import json
import sys
from array import array
from typing import Any

import pytest

from simulate_reports import reports
from tawthiq.linking.records import COLUMNS, Record, RecordMaker
from tawthiq.resources import Resources


@pytest.fixture(scope="module")
def maker() -> RecordMaker:
    return RecordMaker(Resources())


def made(maker: RecordMaker, text: str, events: list[dict[str, Any]], **report: Any) -> list[Record]:
    return list(maker.records({"id": "r", "text": text, **report}, events, 0))


def test_records_of_a_report_without_events_are_one_mention(maker: RecordMaker) -> None:
    (mention,) = made(maker, "رحم الله شهداء بلدة كفرزيتون وعلى رأسهم عبدالسلام القرنوب", [])
    assert mention.is_mention
    assert (mention.key, mention.type, mention.killed_low) == ("r#0", "", None)
    assert mention.text and mention.blocks


def test_record_of_a_place_meets_the_mention_that_names_it(maker: RecordMaker) -> None:
    event = {"type": "shelling", "places": [{"name": "كفرزيتون"}], "spans": [[0, 30]]}
    (told,) = made(maker, "قصف مدفعي استهدف بلدة كفرزيتون ظهرا", [event], published="2024-05-01")
    (mention,) = made(maker, "رحم الله شهداء كفرزيتون", [], published="2024-05-01")
    assert set(told.place_words) & set(mention.text)
    assert set(told.blocks) & set(mention.blocks)


def test_record_day_is_not_taken_from_an_earlier_linking(maker: RecordMaker) -> None:
    event = {"type": "shelling", "date_start": "2020-01-01", "date_end": "2020-01-02", "date_basis": "linked"}
    (told,) = made(maker, "قصف مدفعي", [event])
    assert told.day is None


@pytest.mark.parametrize(
    ("published", "sure"),
    [pytest.param("2024-05-01", 1, id="posting known"), pytest.param(None, 0, id="posting not known")],
)
def test_record_day_is_sure_beside_a_known_posting(maker: RecordMaker, published: str | None, sure: int) -> None:
    event = {"type": "shelling", "date": "2024-04-30"}
    (told,) = made(maker, "قصف مدفعي", [event], published=published)
    assert told.sure == sure


def test_record_words_leave_out_what_readers_wrote_under_a_post(maker: RecordMaker) -> None:
    (told,) = made(maker, "قصف على كفرزيتونAll reactions:55قرنبوطات", [])
    (other,) = made(maker, "قرنبوطات", [])
    assert not set(told.text) & set(other.text)


def test_record_is_the_same_when_it_was_kept_as_json(maker: RecordMaker) -> None:
    event = {"type": "shelling", "places": [{"name": "كفرزيتون", "lat": 35.5, "lon": 36.5}], "spans": [[0, 30]]}
    (told,) = made(maker, "قصف مدفعي استهدف بلدة كفرزيتون ظهرا وقتل محمد القرنوب", [event], published="2024-05-01")
    assert Record.of_row(json.loads(json.dumps(told.as_row()))) == told
    assert tuple(told.as_row()) == COLUMNS


def test_record_of_a_row_without_a_field_is_refused(maker: RecordMaker) -> None:
    (told,) = made(maker, "قصف مدفعي", [])
    row = told.as_row()
    del row["blocks"]
    with pytest.raises(KeyError, match="blocks"):
        Record.of_row(row)


def test_record_takes_less_than_three_thousand_bytes(maker: RecordMaker) -> None:
    """The records of a million events must find room on a laptop (docs/linking.md)."""
    line = next(iter(reports(1)))
    (told,) = maker.records(line, line["events"], 0)
    sizes = [sys.getsizeof(value) for value in (getattr(told, name) for name in COLUMNS) if isinstance(value, array)]
    assert 0 < sum(sizes) < 3000
    assert all(len(getattr(told, name)) < 8 for name in COLUMNS if isinstance(getattr(told, name), tuple))
