"""One record of an event as linking compares it: numbers and lists of numbers, each with a meaning of its own.

A record is made of one coded event and its report, once; what it holds does not depend on other reports, so that it
can be kept and new ones compared with old ones (docs/linking.md, "Features").
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from tawthiq.arabic.fold import fold, fold_key
from tawthiq.arabic.words import cut
from tawthiq.linking.blocks import block_keys
from tawthiq.linking.codes import ascii_key, name_code, weighted_code
from tawthiq.linking.copies import bands, signature
from tawthiq.linking.dating import Dating, dates_of_text, dating_of
from tawthiq.linking.posting import PageNumbers, Posting, posting_of
from tawthiq.linking.wording import Wording, WordWeights, stem, window, without_comments
from tawthiq.model.codebook import FAMILY
from tawthiq.resources import Resources

__all__ = ["COLUMNS", "Record", "RecordMaker", "packed", "record_numbers"]

_NOBODY = frozenset(("civilians", "protesters", "unknown-armed-group"))
_SAID_NOTHING = frozenset(("other",))
# Places known worse than this are areas: distances between their points say nothing.
_PRECISE_KM = 12.0
# Many codes each, of 64 bits: kept as bare numbers, since as Python's own they are five times as large, and a million
# records would not find room on a laptop (docs/linking.md, "Size").
_PACKED = ("words", "phrases", "text", "bands", "blocks")


@dataclass(frozen=True, slots=True)
class Record:
    """An event of a report.

    Attributes:
        key: "REPORT#N", N the event's number in its report, from 0; never reused for another event.
        report: Number of the report among those of a run; records of one report are never compared.
        order: Its number among the report's events; what a report is about stands first, background later.
        scope: 0 incident, 1 aggregate; the two never meet.
        type: Sub-event type; "" where no event was read in the report and its text as a whole stands for one.
        family: Its family, or "".
        day: Ordinal of the day, or None.
        slack: Days before `day` that are as likely.
        year_day: 1 to 366, where no year is known.
        weekday: 0 to 6, where nothing else is.
        basis: How the day is known (dating.py); for people, not compared.
        sure: 1 where the day is near a posting that is known to the day, else 0.
        lats: Degrees north of its places that are known to 12 km or better.
        lons: Degrees east, as `lats`.
        places: Weighted codes of the names of its places.
        areas: Weighted codes of the names that its places lie within.
        killed_low: Least number killed; None where nothing is told.
        killed_high: Greatest; None where it is open or nothing is told.
        injured_low: As killed.
        injured_high: As killed.
        doers: Codes of the actors that did it, those that are known.
        parties: Codes of the known actors of both sides.
        weapons: Codes of weapon classes.
        objects: Codes of classes of things hit.
        names: Codes of names of persons.
        words: Weighted codes of rare words of what tells the event.
        phrases: Codes of rare pairs of neighbouring words there.
        place_words: Weighted codes of the words of its places' names.
        text: Weighted codes of rare words of the whole report.
        bands: Keys of the report's text under which near copies meet (copies.py).
        blocks: Keys under which it meets the records that it is compared with.

    The lists of codes from `words` to `blocks` but for `place_words` are arrays of numbers, the others tuples.
    """

    key: str
    report: int
    order: int
    scope: int
    type: str
    family: str
    day: int | None
    slack: int
    year_day: int | None
    weekday: int | None
    basis: str
    sure: int
    lats: tuple[float, ...]
    lons: tuple[float, ...]
    places: tuple[int, ...]
    areas: tuple[int, ...]
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    doers: tuple[int, ...]
    parties: tuple[int, ...]
    weapons: tuple[int, ...]
    objects: tuple[int, ...]
    names: tuple[int, ...]
    words: Sequence[int]
    phrases: Sequence[int]
    place_words: tuple[int, ...]
    text: Sequence[int]
    bands: Sequence[int]
    blocks: Sequence[int]

    @property
    def is_mention(self) -> bool:
        """Whether it stands for a whole report in which no event was read."""
        return not self.type

    def as_row(self) -> dict[str, Any]:
        """Its fields by name, in order, lists of codes as plain lists: what JSON and tables of columns take."""
        return {name: _plain(getattr(self, name)) for name in COLUMNS}

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> "Record":
        """Make a record of what `as_row` gave.

        Args:
            row: May hold other keys as well, which are passed over.

        Raises:
            KeyError: A field is missing.
        """
        return cls(**{name: _kept(name, row[name]) for name in COLUMNS})


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | array) else value


def _kept(name: str, value: Any) -> Any:
    if name in _PACKED:
        return packed(value)
    return tuple(value) if isinstance(value, list) else value


def packed(codes: Iterable[int]) -> "array[int]":
    """Codes as bare numbers of 64 bits, in the order given."""
    return array("q", codes)


COLUMNS = tuple(field.name for field in fields(Record))
"""Names of a record's fields, in order."""


@dataclass(frozen=True)
class RecordMaker:
    """Makes records.

    Attributes:
        resources: The package's tables and the user's.
    """

    resources: Resources

    @cached_property
    def _weights(self) -> WordWeights:
        return WordWeights(self.resources)

    @cached_property
    def _pages(self) -> PageNumbers:
        return PageNumbers.load(self.resources)

    def records(self, report: Mapping[str, Any], events: Sequence[Mapping[str, Any]], number: int) -> Iterator[Record]:
        """Make the records of a report.

        Args:
            report: `id`, `text`, and `url`, `published`, `numbers` of its events where they are known.
            events: Its events in the codebook's form.
            number: The report's number among those of the run.

        Yields:
            One record for each event, in order; for a report without events one of what its text as a whole tells, with
            neither type nor harm, under the key that a first event would have.
        """
        text = str(report.get("text") or "")
        words = cut(fold(text).text)
        posting = self.posting(report)
        dates = dates_of_text(words)
        copies = packed(bands(signature(words.forms)))
        whole = packed(self._weights.read_whole(f"{report.get('title') or ''}\n{text}"))
        numbers = record_numbers(report, events)
        for n, (key, event) in enumerate(zip(numbers, events or [_mention(text)], strict=True)):
            wording = self._weights.read(window(text, event.get("spans") or ()))
            dating = dating_of(event, dates, posting, first=n == 0)
            shared = _Shared(str(report["id"]), number, copies, whole)
            yield _record(shared, (key, n), event, dating, self._named(event), wording)

    def _named(self, event: Mapping[str, Any]) -> "_Named":
        places = event.get("places") or []
        names = self._name_codes(str(p.get("name") or "") for p in places)
        words = {code for p in places for code in self._weights.read_place(str(p.get("name") or ""))}
        return _Named(names, self._name_codes(area for p in places for area in _areas(p)), tuple(sorted(words)))

    def _name_codes(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({code for name in names if (code := self._name_code(name))}))

    def _name_code(self, name: str) -> int:
        key = ascii_key(name)
        words = fold_key(name).split()
        return weighted_code(f"place {key}", max(self._weights.weigh(stem(w)) for w in words)) if key else 0

    def posting(self, report: Mapping[str, Any]) -> Posting:
        """When a report was posted (see posting.py)."""
        return posting_of(str(report.get("text") or ""), report.get("url"), report.get("published"), self._pages)


@dataclass(frozen=True, slots=True)
class _Named:
    """Weighted codes of the names of an event's places, of what they lie within, and of the names' words."""

    places: tuple[int, ...]
    areas: tuple[int, ...]
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the records of one report share."""

    report_id: str
    report: int
    copies: "array[int]"
    text: "array[int]"


def record_numbers(report: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Numbers of a report's records, for their keys; one of the whole text where no event was read.

    They rise, not always by one: events that people added stand far behind those that were read.
    """
    return report.get("numbers") or range(len(events) or 1)


def _mention(text: str) -> dict[str, Any]:
    """A whole text in the place of an event."""
    return {"type": "", "spans": [[0, len(without_comments(text))]]}


def _record(  # noqa: PLR0913, PLR0917
    shared: "_Shared", at: tuple[int, int], event: Mapping[str, Any], dating: Dating, named: "_Named", wording: Wording
) -> Record:
    points = [p for p in event.get("places") or [] if _is_precise(p)]
    killed, injured = _toll(event.get("killed")), _toll(event.get("injured"))
    doers = _ids(event.get("actor1"))
    scope = int(event.get("scope") == "aggregate")
    made = Record(
        key=f"{shared.report_id}#{at[0]}",
        report=shared.report,
        order=at[1],
        scope=scope,
        type=str(event["type"]),
        family=FAMILY.get(event["type"], ""),
        day=dating.day,
        slack=dating.slack,
        year_day=dating.year_day,
        weekday=dating.weekday,
        basis=dating.basis,
        sure=int(dating.sure),
        lats=tuple(float(p["lat"]) for p in points),
        lons=tuple(float(p["lon"]) for p in points),
        places=named.places,
        areas=named.areas,
        killed_low=killed[0],
        killed_high=killed[1],
        injured_low=injured[0],
        injured_high=injured[1],
        doers=doers,
        parties=tuple(sorted({*doers, *_ids(event.get("actor2"))})),
        weapons=_codes("weapon", (str(w.get("class")) for w in event.get("weapons") or [])),
        objects=_codes("object", (str(o.get("class")) for o in event.get("objects") or [])),
        names=wording.names,
        words=packed(wording.words),
        phrases=packed(wording.phrases),
        place_words=named.words,
        text=shared.text,
        bands=shared.copies,
        blocks=packed(()),
    )
    return replace(made, blocks=packed(sorted(set(block_keys(made, wording.rarest)))))


def _is_precise(place: Mapping[str, Any]) -> bool:
    if place.get("lat") is None or place.get("lon") is None:
        return False
    radius = place.get("radius_km")
    return float(radius) <= _PRECISE_KM if radius is not None else (place.get("where_prec") or 1) <= 2


def _areas(place: Mapping[str, Any]) -> Iterator[str]:
    if place.get("within"):
        yield str(place["within"])
    hierarchy = place.get("hierarchy")
    if isinstance(hierarchy, Mapping):
        yield from [str(name) for name in hierarchy.get("ar", [])][1:-1]


def _codes(kind: str, keys: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({name_code(kind, key) for key in keys if key and key not in _SAID_NOTHING}))


def _ids(actors: Sequence[Mapping[str, Any]] | None) -> tuple[int, ...]:
    found = {str(a["id"]) for a in actors or () if a.get("id") and a["id"] not in _NOBODY}
    return tuple(sorted(name_code("actor", one) for one in found))


def _toll(counts: Sequence[Mapping[str, Any]] | None) -> tuple[int | None, int | None]:
    """Sum of the counts that are no parts of others."""
    whole = [c for c in counts or () if not c.get("part")]
    if not whole:
        return None, None
    highs = [c.get("max") for c in whole]
    return sum(int(c["min"]) for c in whole), None if None in highs else sum(int(h) for h in highs if h is not None)
