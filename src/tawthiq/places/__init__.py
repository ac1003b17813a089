"""From a place as a report names it to a point with a stated precision."""

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
