"""From a place as a report names it to a point with a stated precision.

The names below are loaded when they are asked for: the coder needs the names of places alone, and starts the faster.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tawthiq.places.names import PlaceName, PlaceNames
    from tawthiq.places.report import NamedPlace, resolve_events, resolve_report
    from tawthiq.places.resolution import Candidate, Resolution
    from tawthiq.places.resolver import Resolver

__all__ = [
    "Candidate",
    "NamedPlace",
    "PlaceName",
    "PlaceNames",
    "Resolution",
    "Resolver",
    "resolve_events",
    "resolve_report",
]

_HOMES = {
    "Candidate": "resolution",
    "NamedPlace": "report",
    "PlaceName": "names",
    "PlaceNames": "names",
    "Resolution": "resolution",
    "Resolver": "resolver",
    "resolve_events": "report",
    "resolve_report": "report",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
