"""GeoJSON features of coded reports."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from tawthiq.export.geojson import features
from tawthiq.model.records import ActorName, Count, Event, Place, Report

TEXT = "قصفت المدفعية بلدة الهدهد"


def report(*places: Place) -> Report:
    event = Event(
        "shelling",
        "incident",
        spans=((0, len(TEXT)),),
        places=places,
        actor1=(ActorName("المدفعية", None),),
        killed=(Count("civilians", 2, 2, "قتيلان"),),
    )
    return Report(id="r1", text=TEXT, source="وكالة", events=(event,))


def point(lat: float | None, lon: float | None) -> Mapping[str, object]:
    return {"lat": lat, "lon": lon, "geo_precision": 1, "radius_km": 2.0}


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_a_placed_event_is_a_point_with_longitude_first(lat: float, lon: float) -> None:
    (feature,) = features(report(Place("الهدهد", None, point(lat, lon))))
    assert feature["geometry"] == {"type": "Point", "coordinates": [lon, lat]}
    assert feature["properties"]["geo_precision"] == 1
    assert "lat" not in feature["properties"]


def test_an_unresolved_place_and_a_missing_one_have_null_geometry() -> None:
    (unresolved,) = features(report(Place("الهدهد", None, point(None, None))))
    (nowhere,) = features(report())
    assert unresolved["geometry"] is None
    assert nowhere["geometry"] is None
    assert unresolved["properties"]["place"] == "الهدهد"


def test_an_event_with_two_places_is_two_features_with_ids_of_their_own() -> None:
    found = features(report(Place("أ", None, point(1, 2)), Place("ب", "أ", point(3, 4))))
    assert [f["id"] for f in found] == ["r1/1/1", "r1/1/2"]
    assert found[1]["properties"]["within"] == "أ"


def test_properties_tell_the_event() -> None:
    (feature,) = features(report(Place("الهدهد", None, point(1, 2))))
    told = feature["properties"]
    assert (told["type"], told["family"], told["report"]) == ("shelling", "explosions", "r1")
    assert told["quotes"] == [TEXT]
    assert told["killed"][0]["min"] == 2


def test_a_report_without_events_has_no_feature() -> None:
    assert features(Report(id="r", text="")) == []
