"""Arabic reports of conflict into event records that point at their words.

>>> import tawthiq
>>> report = tawthiq.code("قصفت طائرات حربية بلدة كفرنبل اليوم", published="2019-05-04")
>>> report.events[0].date
'2019-05-04'

What stands in `__all__` is the public interface; it is loaded when it is first used, so that importing this package
costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tawthiq.errors import InputError, ResourceError, TawthiqError
    from tawthiq.model.records import ActorName, Count, Event, Evidence, Place, Report, Thing
    from tawthiq.model.wire import report_from_json, report_to_json
    from tawthiq.pipeline import Coder, code

__all__ = [
    "ActorName",
    "Coder",
    "Count",
    "Event",
    "Evidence",
    "InputError",
    "Place",
    "Report",
    "ResourceError",
    "TawthiqError",
    "Thing",
    "code",
    "report_from_json",
    "report_to_json",
]

_HOMES: Final = {
    "tawthiq.errors": ("InputError", "ResourceError", "TawthiqError"),
    "tawthiq.model.records": ("ActorName", "Count", "Event", "Evidence", "Place", "Report", "Thing"),
    "tawthiq.model.wire": ("report_from_json", "report_to_json"),
    "tawthiq.pipeline": ("Coder", "code"),
}
_HOME: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOME[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
