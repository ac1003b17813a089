"""Records to and from the codebook's JSON (section 5).

Empty lists and unknown scalars are left out on writing; on reading, fields that the codebook does not define are
ignored by name and reported by `unknown_fields`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tawthiq.errors import InputError
from tawthiq.model.records import ActorName, Count, Event, Evidence, Place, Report, Thing

__all__ = ["event_from_json", "event_to_json", "report_from_json", "report_to_json", "unknown_fields"]

_REPORT_FIELDS = frozenset({"id", "text", "source", "url", "published", "title", "events", "version"})
_SCALARS = ("date", "confidence", "date_start", "date_end", "date_basis", "time_precision", "date_prec")


def _actors_to_json(actors: Sequence[ActorName]) -> list[dict[str, Any]]:
    return [{"name": a.name, "id": a.id} for a in actors]


def _count_to_json(count: Count) -> dict[str, Any]:
    row: dict[str, Any] = {"group": count.group, "min": count.min, "max": count.max, "text": count.text}
    if count.who is not None:
        row["who"] = count.who
    if count.part:
        row["part"] = True
    return row


def event_to_json(event: Event, text: str) -> dict[str, Any]:
    """Write an event in the codebook's form, with spans and evidence.

    Args:
        event: The event.
        text: The text of its report, for the quotes.

    Returns:
        A dict ready for `json.dumps`, in the codebook's order of fields.
    """
    row: dict[str, Any] = {"type": event.type, "scope": event.scope}
    row["quotes"] = [text[start:end] for start, end in event.spans]
    row["places"] = [{"name": p.name, "within": p.within, **p.resolution} for p in event.places]
    row["actor1"] = _actors_to_json(event.actor1)
    row["actor2"] = _actors_to_json(event.actor2)
    for harm in ("killed", "injured", "detained"):
        row[harm] = [_count_to_json(c) for c in getattr(event, harm)]
    row["weapons"] = [{"name": t.name, "class": t.cls} for t in event.weapons]
    row["objects"] = [{"name": t.name, "class": t.cls} for t in event.objects]
    row["attribution"] = list(event.attribution)
    row["territory"] = dict(event.territory)
    row = {key: value for key, value in row.items() if value not in ([], {})}
    row |= {key: value for key in _SCALARS if (value := getattr(event, key)) is not None}
    row["spans"] = [list(span) for span in event.spans]
    row["evidence"] = {
        slot: [[e.start, e.end, e.rule, e.item] for e in words] for slot, words in event.evidence.items()
    }
    return row


def report_to_json(report: Report, *, with_text: bool = False) -> dict[str, Any]:
    """Write a coded report as one line of output: `{"id", "events", "version"}`.

    Args:
        report: A coded report.
        with_text: Whether to repeat the report's own fields, as gold files do.

    Returns:
        A dict ready for `json.dumps`.
    """
    row: dict[str, Any] = {"id": report.id}
    if with_text:
        row |= {"source": report.source, "url": report.url, "published": report.published}
        row |= {"title": report.title, "text": report.text}
    row["events"] = [event_to_json(event, report.text) for event in report.events]
    if report.version is not None:
        row["version"] = report.version
    return row


def unknown_fields(row: Mapping[str, Any]) -> list[str]:
    """Name the fields of a report line that the codebook does not define, in order."""
    return [key for key in row if key not in _REPORT_FIELDS]


def report_from_json(row: Mapping[str, Any], where: str = "") -> Report:
    """Read a report from one line of the codebook's JSON.

    Args:
        row: The parsed line; `events` may be missing.
        where: File and line, for messages.

    Returns:
        The report; its events are read where the line has them.

    Raises:
        InputError: `id` or `text` is missing or no string, or another field has the wrong type.
    """
    for key in ("id", "text"):
        if not isinstance(row.get(key), str):
            raise InputError(f"a report needs a string `{key}`", where, "see codebook section 5")
    for key in ("source", "url", "published", "title", "version"):
        if not isinstance(row.get(key), str | None):
            raise InputError(f"`{key}` is neither text nor null", where, "see codebook section 5")
    events = row.get("events") or []
    if not isinstance(events, list) or not all(isinstance(e, dict) for e in events):
        raise InputError("`events` is no list of records", where, "see codebook section 5")
    return Report(
        id=row["id"],
        text=row["text"],
        source=row.get("source"),
        url=row.get("url"),
        published=row.get("published"),
        title=row.get("title"),
        events=tuple(event_from_json(e, row["text"]) for e in events),
        version=row.get("version"),
    )


def _spans(row: Mapping[str, Any], text: str) -> tuple[tuple[int, int], ...]:
    if row.get("spans"):
        return tuple((int(a), int(b)) for a, b in row["spans"])
    found = ((text.find(quote), len(quote)) for quote in row.get("quotes") or [])
    return tuple((start, start + length) for start, length in found if start >= 0)


def _counts(rows: Sequence[Mapping[str, Any]] | None) -> tuple[Count, ...]:
    return tuple(
        Count(c["group"], c["min"], c.get("max"), c.get("text", ""), c.get("who"), bool(c.get("part")))
        for c in rows or ()
    )


def _places(rows: Sequence[Mapping[str, Any]] | None) -> tuple[Place, ...]:
    return tuple(
        Place(p["name"], p.get("within"), {k: v for k, v in p.items() if k not in ("name", "within")})
        for p in rows or ()
    )


def _actors(rows: Sequence[Mapping[str, Any]] | None) -> tuple[ActorName, ...]:
    return tuple(ActorName(a["name"], a.get("id")) for a in rows or ())


def _things(rows: Sequence[Mapping[str, Any]] | None) -> tuple[Thing, ...]:
    return tuple(Thing(t.get("name", ""), t["class"]) for t in rows or ())


def _evidence(rows: Mapping[str, Sequence[Sequence[Any]]] | None) -> dict[str, tuple[Evidence, ...]]:
    return {
        slot: tuple(Evidence(int(s), int(e), str(rule), int(n)) for s, e, rule, n in words)
        for slot, words in (rows or {}).items()
    }


def event_from_json(row: Mapping[str, Any], text: str) -> Event:
    """Read an event from the codebook's form.

    Args:
        row: One item of `events`.
        text: The text of its report; quotes without spans are looked up in it.

    Returns:
        The event; quotes that are not in the text are dropped, as the scorer does.
    """
    scalars = {key: row.get(key) for key in _SCALARS}
    return Event(
        type=row["type"],
        scope=row.get("scope", "incident"),
        spans=_spans(row, text),
        places=_places(row.get("places")),
        actor1=_actors(row.get("actor1")),
        actor2=_actors(row.get("actor2")),
        killed=_counts(row.get("killed")),
        injured=_counts(row.get("injured")),
        detained=_counts(row.get("detained")),
        weapons=_things(row.get("weapons")),
        objects=_things(row.get("objects")),
        attribution=tuple(row.get("attribution") or ()),
        territory=dict(row.get("territory") or {}),
        evidence=_evidence(row.get("evidence")),
        date=scalars["date"],
        confidence=scalars["confidence"],
        date_start=scalars["date_start"],
        date_end=scalars["date_end"],
        date_basis=scalars["date_basis"],
        time_precision=scalars["time_precision"],
        date_prec=scalars["date_prec"],
    )
