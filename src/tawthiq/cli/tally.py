"""What a run of coding came to, counted, for the lines at its end."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tawthiq.cli.records import CHARACTERS, Notes

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """Counts of one run; every input is one of coded, empty and failed.

    Attributes:
        coded: Reports with events.
        empty: Reports without.
        failed: Inputs that could not be read or coded.
        events: In all.
        same_id: Reports whose id an earlier one has.
    """

    coded: int = 0
    empty: int = 0
    failed: int = 0
    events: int = 0
    same_id: int = 0
    _texts: Counter[str] = field(default_factory=Counter)
    _unknown: Counter[str] = field(default_factory=Counter)
    _encodings: Counter[str] = field(default_factory=Counter)
    _characters: Counter[str] = field(default_factory=Counter)
    _reports_with: Counter[str] = field(default_factory=Counter)
    _ids: set[int] = field(default_factory=set)

    def has_seen(self, report_id: str) -> bool:
        """Count a report whose id an earlier one has; ids are kept as hashes, 60 MB for a million."""
        seen = (key := hash(report_id)) in self._ids
        self.same_id += seen
        self._ids.add(key)
        return seen

    def add(self, notes: Notes, events: int) -> None:
        """Count a report that was coded.

        Args:
            notes: Of its reading.
            events: How many it has.
        """
        self.coded += events > 0
        self.empty += events == 0
        self.events += events
        self._texts["no text"] += notes.is_blank
        self._texts["not Arabic"] += notes.is_foreign
        self._texts["publication day not read"] += notes.unread_date
        self._unknown.update(notes.unknown)
        self._reports_with["unknown"] += bool(notes.unknown)
        if notes.encoding:
            self._encodings[notes.encoding] += 1
        self._characters.update(notes.characters)
        self._reports_with["characters"] += bool(notes.characters)

    def as_counts(self) -> dict[str, Any]:
        """Give the counts as JSON values, for `add_counts`; ids that were seen are not among them."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        return plain | {name: dict(getattr(self, f"_{name}")) for name in _COUNTERS}

    def add_counts(self, counts: Mapping[str, Any]) -> None:
        """Add the counts of a part of the run.

        Args:
            counts: Of `as_counts`.
        """
        for name in _PLAIN:
            setattr(self, name, getattr(self, name) + counts[name])
        for name in _COUNTERS:
            getattr(self, f"_{name}").update(counts[name])

    def lines(self) -> Iterator[str]:
        """Write the counts.

        Yields:
            The first line always, the others where there is something to count.
        """
        total = self.coded + self.empty + self.failed
        yield (
            f"{_number(total, 'report')}: {self.coded} coded ({_number(self.events, 'event')}),"
            f" {self.empty} empty (no event), {self.failed} failed"
        )
        yield from (f"{name}: {_number(n, 'report')}" for name, n in self._texts.items() if n)
        if self.same_id:
            yield f"id of an earlier report: {_number(self.same_id, 'report')}"
        if self._unknown:
            yield f"unknown fields in {_number(self._reports_with['unknown'], 'report')}: {_listed(self._unknown)}"
        if self._encodings:
            yield f"decoded from old encodings: {_listed(self._encodings)}"
        if self._characters:
            found = Counter({kind: self._characters[kind] for kind in CHARACTERS if self._characters[kind]})
            kept = _number(self._reports_with["characters"], "report")
            yield f"characters that cannot be seen, kept in {kept}: {_listed(found)}"


_PLAIN = ("coded", "empty", "failed", "events", "same_id")
_COUNTERS = ("texts", "unknown", "encodings", "characters", "reports_with")
_MOST_LISTED = 8


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _listed(counts: Counter[str]) -> str:
    names = [f"{name} {count:,}" for name, count in list(counts.items())[:_MOST_LISTED]]
    more = len(counts) - _MOST_LISTED
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")
