"""The ledger: one event with all that its reports say of it. These shapes are its JSON form as well.

Values that no report gives are None or empty lists (design.md, promise 1); what was derived names its rule.
"""

from typing import Any, TypedDict

__all__ = ["Change", "Claim", "LedgerEvent", "Range", "SourceFamily"]


class Range(TypedDict):
    """A reconciled number: `low` <= `best` <= `high`; `best` and `high` are None where no source bounds them."""

    low: int
    best: int | None
    high: int | None


class Claim(TypedDict):
    """A number as one report tells it.

    `harm` is killed, injured or detained; `group` one of the codebook's; `part` says that it is a part of another one;
    `speakers` are those whom the report names for the event; `source_family` is the number of its `SourceFamily`.
    """

    report: str
    source: str | None
    published: str | None
    source_family: int
    speakers: list[str]
    harm: str
    group: str
    who: str | None
    min: int
    max: int | None
    part: bool
    text: str


class SourceFamily(TypedDict):
    """Reports that count as one source, because they copy each other or quote one speaker.

    `reason` is "one report", "same outlet", "copies" or "quotes NAME"; `official` tells that a party to the conflict or
    a state body speaks.
    """

    number: int
    reports: list[str]
    outlets: list[str]
    speakers: list[str]
    reason: str
    official: bool
    first_published: str | None


class Change(TypedDict):
    """One entry of the change log of an event; `action` is made, joined, merged, split, recoded or left."""

    version: int
    action: str
    detail: str


class LedgerEvent(TypedDict):
    """One event of the ledger.

    `places`, `actor1`, `actor2`, `weapons` and `objects` are those of the codebook, united over the records, each with
    `reports`: how many name it. `killed`, `injured` and `detained` map a group, or "all", to its range. `disputed` is
    true where reports name doers of different sides, all of which stay in `actor1`. `records` are "REPORT#N" keys;
    `mentions` are reports that speak of the event by its names and words, while no event was read in them.
    """

    id: str
    version: int
    type: str
    family: str
    scope: str
    date: str | None
    date_start: str | None
    date_end: str | None
    date_basis: str | None
    date_prec: int | None
    time_precision: int | None
    places: list[dict[str, Any]]
    actor1: list[dict[str, Any]]
    actor2: list[dict[str, Any]]
    disputed: bool
    weapons: list[dict[str, Any]]
    objects: list[dict[str, Any]]
    territory: dict[str, str]
    killed: dict[str, Range]
    injured: dict[str, Range]
    detained: dict[str, Range]
    rule: str
    claims: list[Claim]
    sources: list[SourceFamily]
    attribution: list[str]
    quotes: list[dict[str, str]]
    grade: str
    grade_reason: str
    records: list[str]
    mentions: list[str]
    changes: list[Change]
