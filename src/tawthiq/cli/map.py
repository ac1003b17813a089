"""`tawthiq map`: coded events as one HTML page with an offline map."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Any

import typer

__all__ = ["map_command"]


def map_command(
    events: Annotated[str, typer.Argument(help="Coded reports as JSON Lines; - for standard input.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write; standard output if left out.")] = None,
    title: Annotated[str | None, typer.Option(help="Heading of the page; the file's name if left out.")] = None,
    lang: Annotated[str, typer.Option(help="Language that the page opens in: en or ar.")] = "en",
    own: Annotated[list[Path] | None, typer.Option(help="Gazetteer file of your own; may be given again.")] = None,
) -> None:
    """Write one HTML file with the events on a map that works offline.

    The file holds everything: events, base map, fonts and program; it loads nothing from anywhere. Places that were
    coded without coordinates are resolved here, all of a report together. Boundaries are de facto.

    Example: tawthiq map coded.jsonl --out map.html
    """
    from importlib.metadata import version

    from tawthiq.cli.labels import label
    from tawthiq.cli.output import open_output, to_bytes
    from tawthiq.errors import UsageError
    from tawthiq.export.map_page import PageLook, map_page
    from tawthiq.model.codebook import FAMILY, TYPES
    from tawthiq.resources.loader import PACKAGE_ROOT

    if lang not in ("en", "ar"):
        raise UsageError(f"no language {lang}", "--lang", "use en or ar")
    labels = {
        tongue: {
            "type": {name: label("type", name, tongue) for name in FAMILY},
            "family": {name: label("family", name, tongue) for name in TYPES},
        }
        for tongue in ("en", "ar")
    }
    heading = title or (Path(events).stem if events != "-" else "tawthiq")
    look = PageLook(heading, lang, labels, version("tawthiq"))
    page = map_page(_reports(events, tuple(own or ())), PACKAGE_ROOT / "map", look)
    with open_output(out) as target:
        target.write(to_bytes(page))


def _reports(events: str, own: tuple[Path, ...]) -> Iterator[dict[str, Any]]:
    import json

    from tawthiq.errors import InputError
    from tawthiq.model.codebook import FAMILY

    with _opened(events) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                report = json.loads(line)
                strange = {event["type"] for event in report.get("events") or ()} - set(FAMILY)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError("no coded report", f"{events}:{number}", "give the output of tawthiq code") from error
            if strange:
                raise InputError(f"unknown types {', '.join(sorted(strange))}", f"{events}:{number}", "code it again")
            yield _resolved(report, own)


def _opened(events: str) -> IO[str]:
    from tawthiq.errors import InputError

    if events == "-":
        return typer.get_text_stream("stdin", encoding="utf-8")
    try:
        return Path(events).open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", events, "check path and rights") from error


def _resolved(report: dict[str, Any], own: tuple[Path, ...]) -> dict[str, Any]:
    """Resolve the report's places, unless they come with their resolution."""
    events = report.get("events") or []
    places = [place for event in events for place in event.get("places") or ()]
    if not places or any("lat" in place for place in places):
        return report
    from tawthiq.places import Resolver, resolve_events

    for event, found in zip(events, resolve_events(events, resolver=Resolver.load(own)), strict=True):
        for place, resolution in zip(event.get("places") or (), found, strict=True):
            place |= resolution.as_record()
    return report
