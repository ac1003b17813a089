"""What profiles need to know beside the ledger: actors and countries. The caller reads them from the resources."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tawthiq.model.ledger import LedgerEvent

__all__ = ["ActorFact", "Book", "Country", "LeftOut", "Sheet", "country_of", "day_of", "fitting", "main_place"]


@dataclass(frozen=True, slots=True)
class ActorFact:
    """An actor of actors.tsv: English name, two-letter country or "", and kind."""

    name: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country of countries.tsv."""

    code: str
    code3: str
    iso: int
    gwno: int
    name: str
    acled_region: str
    ucdp_region: str


@dataclass(frozen=True, slots=True)
class Book:
    """The facts.

    Attributes:
        actors: By id.
        countries: By two-letter code.
        released: ISO day of the ledger's version: what exports write as their date, so that they can be made again.
    """

    actors: Mapping[str, ActorFact] = field(default_factory=dict)
    countries: Mapping[str, Country] = field(default_factory=dict)
    released: str = "1970-01-01"

    @classmethod
    def of_rows(
        cls, actors: Iterable[Mapping[str, str]], countries: Iterable[Mapping[str, str]], released: str
    ) -> "Book":
        """Make a book of table rows.

        Args:
            actors: Cells of actors/actors.tsv.
            countries: Cells of export/countries.tsv.
            released: ISO day.
        """
        return cls(
            {a["id"]: ActorFact(a["name_en"], a["country"], a["kind"]) for a in actors},
            {
                c["code"]: Country(
                    c["code"], c["code3"], int(c["iso"]), int(c["gwno"]), c["name"], c["acled_region"], c["ucdp_region"]
                )
                for c in countries
            },
            released,
        )

    def actor_name(self, actor: Mapping[str, Any]) -> str:
        """English name of a listed actor, else the name as written."""
        known = self.actors.get(actor.get("id") or "")
        return known.name if known else str(actor["name"])

    def kind(self, actor: Mapping[str, Any]) -> str:
        """Kind of a listed actor; "" for others."""
        known = self.actors.get(actor.get("id") or "")
        return known.kind if known else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that a profile does not hold, or holds changed, with the reason."""

    event_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a profile's form.

    Attributes:
        columns: Names, in order.
        rows: One mapping a row, with every column.
        left_out: Events that are not in it.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    left_out: list[LeftOut]


def fitting(
    events: Iterable[LedgerEvent], unfit: Callable[[LedgerEvent], str]
) -> tuple[list[LedgerEvent], list[LeftOut]]:
    """Part the events that a profile can hold from those that it cannot.

    Args:
        events: Of the ledger.
        unfit: Why the profile cannot hold an event; "" where it can.

    Returns:
        The events that fit, and the others with the reason, both in the order given.
    """
    kept: list[LedgerEvent] = []
    left: list[LeftOut] = []
    for event in events:
        if reason := unfit(event):
            left.append(LeftOut(event["id"], reason))
        else:
            kept.append(event)
    return kept, left


def main_place(event: LedgerEvent) -> dict[str, Any] | None:
    """The place that stands for an event: the first with a point, else the first; None where none is named."""
    placed = [place for place in event["places"] if place.get("lat") is not None]
    return next(iter(placed or event["places"]), None)


def country_of(event: LedgerEvent, book: Book) -> Country | None:
    """The country of an event's main place, where it is known."""
    place = main_place(event)
    return book.countries.get(str(place.get("country") or "")) if place else None


def day_of(event: LedgerEvent) -> str | None:
    """The last day on which an event may have been, ISO; None where no day is known."""
    return event["date"] or event["date_end"] or event["date_start"]
