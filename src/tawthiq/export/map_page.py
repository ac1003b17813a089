"""One self-contained HTML page with the events on an offline map: nothing is fetched, ever.

The page's parts (style, scripts, base map, fonts) stand in the resources folder `map`; this module puts them and the
events together. Everything of the events goes in as JSON whose "<" is escaped, and is shown as text only.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, Final

from tawthiq.errors import ResourceError
from tawthiq.model.codebook import FAMILY

__all__ = ["PageLook", "map_page"]

_SCRIPTS: Final = ("words.js", "base.js", "marks.js", "panel.js", "main.js")
_TYPES: Final = tuple(FAMILY)
_TYPE_NUMBER: Final = {name: number for number, name in enumerate(_TYPES)}


@dataclass(frozen=True, slots=True)
class PageLook:
    """How the page presents itself.

    Attributes:
        title: Heading of the panel and name of the window.
        language: "en" or "ar", the language that it opens in.
        labels: For each language, names of types and families: {"en": {"type": {…}, "family": {…}}, "ar": …}.
        version: Version of the program.
    """

    title: str
    language: str
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    version: str


def map_page(reports: Iterable[Mapping[str, Any]], assets: Path, look: PageLook) -> str:
    """Make the page.

    Args:
        reports: Coded reports in the codebook's JSON form, places with their resolution.
        assets: Folder with the parts of the page.
        look: Title, language and labels.

    Returns:
        The HTML text.

    Raises:
        ResourceError: If a part of the page is missing.
    """
    data = {
        "title": look.title,
        "language": look.language,
        "labels": look.labels,
        "types": _TYPES,
        "families": [FAMILY[name] for name in _TYPES],
        "events": [_event(report, event) for report in reports for event in report.get("events") or ()],
    }
    return Template(_read(assets, "page.html")).substitute(
        LANG=look.language,
        VERSION=_attribute(look.version),
        TITLE=_attribute(look.title),
        ARABIC_FONT=_base64(assets / "arabic.woff2"),
        LATIN_FONT=_base64(assets / "latin.woff2"),
        STYLE=_read(assets, "page.css"),
        SCRIPT="\n".join(_read(assets, name) for name in _SCRIPTS),
        BASE=_read(assets, "basemap.json"),
        DATA=_json(data),
    )


def _read(assets: Path, name: str) -> str:
    try:
        return (assets / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"the map page lacks a part: {error.strerror}", name, "install again") from error


def _base64(path: Path) -> str:
    try:
        return base64.b64encode(path.read_bytes()).decode()
    except OSError as error:
        raise ResourceError(f"the map page lacks a part: {error.strerror}", path.name, "install again") from error


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode("utf-8", "backslashreplace").decode()


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _event(report: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, Any]:
    """Write an event as short as the page reads it (main.js, `readEvent`)."""
    return {
        "y": _TYPE_NUMBER[event["type"]],
        "d": event.get("date") or event.get("date_start"),
        "p": [_place(place) for place in event.get("places") or ()],
        "a": [actor["name"] for actor in event.get("actor1") or ()],
        "b": [actor["name"] for actor in event.get("actor2") or ()],
        "k": _sum(event.get("killed")),
        "i": _sum(event.get("injured")),
        "t": _sum(event.get("detained")),
        "w": [thing["name"] for thing in event.get("weapons") or ()],
        "s": list(event.get("attribution") or ()),
        "q": list(event.get("quotes") or ()),
        "r": report.get("id"),
        "o": report.get("source"),
    }


def _place(place: Mapping[str, Any]) -> list[Any]:
    chain = place.get("hierarchy") or {}
    return [
        place.get("lat"), place.get("lon"), place["name"], place.get("geo_precision"), place.get("radius_km"),
        place.get("place_basis"), place.get("place_confidence"), chain.get("ar", []), chain.get("en", []),
        place.get("reason"),
    ]  # fmt: skip


def _sum(counts: Sequence[Mapping[str, Any]] | None) -> list[int | bool | None]:
    """Least, most (None for no upper bound), and whether anything is told; parts of a total are left out."""
    totals = [c for c in counts or () if not c.get("part")]
    most = [c.get("max") for c in totals]
    return [
        sum(c["min"] for c in totals),
        None if None in most else sum(m for m in most if m is not None),
        bool(totals),
    ]
