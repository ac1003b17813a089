"""GeoJSON (RFC 7946): one feature an event and place, with what the resolution says of the point.

A place that is unresolved, and an event that names no place, is a feature with a null geometry, so that a reader who
counts features loses nothing.
"""

from typing import Any, Final

from tawthiq.model.codebook import FAMILY
from tawthiq.model.records import Event, Place, Report
from tawthiq.model.wire import event_to_json

__all__ = ["features"]

_OF_EVENT: Final = (
    "date", "date_start", "date_end", "date_basis", "time_precision", "date_prec", "actor1", "actor2", "killed",
    "injured", "detained", "weapons", "objects", "attribution", "territory", "confidence", "quotes",
)  # fmt: skip
_POINT: Final = ("lat", "lon")


def features(report: Report) -> list[dict[str, Any]]:
    """Write the features of a coded report.

    Args:
        report: A coded report.

    Returns:
        Feature objects in order of events and their places; empty for a report without events.
    """
    return [
        _feature(report, number, event, index, place)
        for number, event in enumerate(report.events, 1)
        for index, place in enumerate(event.places or (None,), 1)
    ]


def _feature(report: Report, number: int, event: Event, index: int, place: Place | None) -> dict[str, Any]:
    told = event_to_json(event, report.text)
    properties: dict[str, Any] = {
        "report": report.id, "source": report.source, "url": report.url, "published": report.published,
        "event": number, "place_number": index if place else None, "type": event.type, "family": FAMILY[event.type],
        "scope": event.scope, "place": place.name if place else None, "within": place.within if place else None,
    }  # fmt: skip
    if place:
        properties |= {key: value for key, value in place.resolution.items() if key not in _POINT}
    properties |= {key: told[key] for key in _OF_EVENT if key in told}
    return {
        "type": "Feature",
        "id": f"{report.id}/{number}/{index}",
        "geometry": _geometry(place),
        "properties": {key: value for key, value in properties.items() if value is not None},
    }


def _geometry(place: Place | None) -> dict[str, Any] | None:
    lat, lon = (place.resolution.get(key) if place else None for key in _POINT)
    return None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
