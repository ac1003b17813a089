"""Places of one report, resolved together."""

from typing import Any

from tawthiq.places.context import theatre
from tawthiq.places.report import NamedPlace, resolve_events, resolve_report
from tawthiq.places.resolver import Resolver


def event(*places: str, actor: str | None = None) -> dict[str, Any]:
    sides = [{"name": "س", "id": actor}] if actor else []
    return {"type": "shelling", "places": [{"name": p, "within": None} for p in places], "actor1": sides}


def test_a_homonym_follows_the_sure_places_of_its_event(small: Resolver) -> None:
    ((first, second),) = resolve_events([event("حي الورد", "قصر زيتون")], resolver=small)
    assert (first.id, second.id) == ("ward", "zaytun-north")
    assert second.confidence > small.resolve("قصر زيتون").confidence


def test_a_homonym_follows_the_theatre_of_the_actors(small: Resolver) -> None:
    ((found,),) = resolve_events([event("قصر زيتون", actor="houthis")], resolver=small)
    assert found.country == "YE"


def test_places_told_outside_the_events_count(small: Resolver) -> None:
    ((found,),) = resolve_events([event("قصر زيتون")], background=["تل الضبع"], resolver=small)
    assert found.country == "SY"


def test_the_result_has_one_resolution_a_place_in_order(small: Resolver) -> None:
    events = [event(), event("تل الضبع", "كفر نجلا"), event("حي الورد")]
    found = resolve_events(events, resolver=small)
    assert [[r.id for r in of_event] for of_event in found] == [[], ["dabe", "najla"], ["ward"]]


def test_a_report_without_places_is_no_error(small: Resolver) -> None:
    assert resolve_report([], resolver=small) == []


def test_the_same_place_told_twice_is_the_same(small: Resolver) -> None:
    one, two = resolve_report([NamedPlace(0, "قصر زيتون"), NamedPlace(1, "قصر زيتون")], resolver=small)
    assert one == two


def test_theatre_shares_sum_to_one() -> None:
    shares = theatre(["houthis", "saudi-coalition", "no-such-actor"])
    assert sum(shares.values()) == 1
    assert max(shares, key=lambda c: shares[c]) == "YE"
    assert theatre(["no-such-actor"]) == {}
