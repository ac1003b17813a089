import json

import pytest

from tawthiq.errors import InputError
from tawthiq.model import ActorName, Count, Event, Evidence, Place, Report, Thing
from tawthiq.model.wire import event_from_json, event_to_json, report_from_json, report_to_json, unknown_fields

TEXT = "قصفت المدفعية بلدة سرمين وأصابت طفلين"
EVENT = Event(
    type="shelling",
    scope="incident",
    spans=((0, 24),),
    places=(Place("سرمين", "إدلب", {"lat": 35.9}),),
    actor1=(ActorName("المدفعية", None),),
    injured=(Count("children", 2, 2, "طفلين"),),
    weapons=(Thing("المدفعية", "artillery"),),
    date="2020-03-03",
    evidence={"places": (Evidence(19, 24, "place.kind"),)},
    confidence=0.8,
)


def test_event_to_json_leaves_out_what_the_text_does_not_tell() -> None:
    row = event_to_json(EVENT, TEXT)
    assert row["quotes"] == [TEXT[0:24]]
    assert not {"killed", "actor2", "territory", "date_start"} & set(row)


def test_event_survives_writing_and_reading() -> None:
    row = json.loads(json.dumps(event_to_json(EVENT, TEXT)))
    assert event_from_json(row, TEXT) == EVENT


def test_report_survives_writing_and_reading() -> None:
    report = Report(id="r1", text=TEXT, source="s", published="2020-03-04", events=(EVENT,), version="1+a")
    assert report_from_json(report_to_json(report, with_text=True)) == report


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"text": "x"}, id="no-id"),
        pytest.param({"id": "a"}, id="no-text"),
        pytest.param({"id": 3, "text": "x"}, id="id-is-a-number"),
        pytest.param({"id": "a", "text": "x", "published": 3}, id="published-is-a-number"),
        pytest.param({"id": "a", "text": "x", "events": "none"}, id="events-are-no-list"),
    ],
)
def test_report_from_json_says_what_is_wrong(row: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"f\.jsonl:7"):
        report_from_json(row, "f.jsonl:7")


def test_unknown_fields_are_named_in_order() -> None:
    assert unknown_fields({"id": "a", "likes": 3, "text": "x", "shares": 1}) == ["likes", "shares"]
