"""The tables of a dataset, column by column: name, type, and what it says (docs/dataset.md is written from this).

The typed columns are for counting and filtering. What is exact, down to the byte, is `body`: the record as a line of
JSON would hold it. Text that UTF-8 cannot hold (halves of surrogate pairs from broken exports) stands in typed columns
as U+FFFD, one for one, so that offsets stay true; `exact` then holds the report as it was.
"""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa  # type: ignore[import-untyped]

from tawthiq.export.flat import TYPES

__all__ = ["CODED", "COLLECTED", "DRAFTS", "EVENTS", "INDEXES", "LEDGER", "REPORTS", "SIGNS", "TOLD"]

# 64 bits: a hostile text can tell of any number of dead, and no row may fail for it.
_INT, _TEXT, _FLOAT, _BOOL = pa.int64(), pa.string(), pa.float64(), pa.bool_()


def _schema(*columns: tuple[str, pa.DataType, str]) -> pa.Schema:
    return pa.schema([pa.field(name, kind, metadata={"told": told}) for name, kind, told in columns])


def _list_of(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct(list(fields.items())))


_ACTORS = _list_of(name=_TEXT, id=_TEXT)
_COUNTS = _list_of(group=_TEXT, min=_INT, max=_INT, text=_TEXT, who=_TEXT, part=_BOOL)
_THINGS = _list_of(**{"name": _TEXT, "class": _TEXT})
_PLACES = _list_of(
    name=_TEXT,
    within=_TEXT,
    gazetteer_id=_TEXT,
    name_en=_TEXT,
    country=_TEXT,
    lat=_FLOAT,
    lon=_FLOAT,
    geo_precision=_INT,
    where_prec=_INT,
    radius_km=_FLOAT,
    place_confidence=_FLOAT,
    place_basis=_TEXT,
    pcode=_TEXT,
)

REPORTS: Final = _schema(
    ("partition", _INT, "Number of the partition; with `row` it tells the place in the order of the input"),
    ("row", _INT, "Place inside the partition, from 0"),
    ("place", _TEXT, "File and line that it was read from"),
    ("id", _TEXT, "Id of the report; null where nothing could be read"),
    ("status", _TEXT, "coded, empty (no event) or failed"),
    ("error", _TEXT, "Why it failed, and what to do"),
    ("source", _TEXT, "The outlet"),
    ("url", _TEXT, "Where it was published"),
    ("published", _TEXT, "Day of publication, as the input gives it"),
    ("title", _TEXT, "Headline"),
    ("text", _TEXT, "The text as it came; all offsets count its code points"),
    ("version", _TEXT, "Program and digest of its tables"),
    ("events", _INT, "How many events it has"),
    ("exact", _TEXT, "The report as JSON where its text has no UTF-8; else null"),
)

EVENTS: Final = _schema(
    ("partition", _INT, "Partition of its report"),
    ("row", _INT, "Row of its report"),
    ("n", _INT, "Place among the report's events, from 0"),
    ("report", _TEXT, "Id of the report"),
    ("published", _TEXT, "Day of publication of the report"),
    ("source", _TEXT, "Outlet of the report"),
    ("type", _TEXT, "Sub-event type of ACLED"),
    ("family", _TEXT, "Its event type"),
    ("scope", _TEXT, "incident or aggregate"),
    ("date", _TEXT, "ISO day that the text gives"),
    ("date_start", _TEXT, "First day of the stretch of time"),
    ("date_end", _TEXT, "Last day of it"),
    ("date_basis", _TEXT, "said, inherited or published"),
    ("time_precision", _INT, "ACLED's, 1 to 3"),
    ("date_prec", _INT, "UCDP's, 1 to 5"),
    ("places", _PLACES, "As named, with what their resolution says"),
    ("actor1", _ACTORS, "Who did it"),
    ("actor2", _ACTORS, "Whom it was done to"),
    ("killed", _COUNTS, "As told, totals before parts; `max` is null where it is open"),
    ("injured", _COUNTS, "As `killed`"),
    ("detained", _COUNTS, "As `killed`"),
    ("weapons", _THINGS, "With their classes"),
    ("objects", _THINGS, "Things hit, with their classes"),
    ("attribution", pa.list_(_TEXT), "Who says so, as named in the text"),
    ("quotes", pa.list_(_TEXT), "The words that carry the event, the main ones first"),
    ("spans", pa.list_(pa.list_(_INT)), "Their offsets in the report's text"),
    ("confidence", _FLOAT, "0 to 1, for checking the doubtful first"),
    ("body", _TEXT, "The whole record in the codebook's JSON, with the evidence of each value"),
)

CODED: Final[Mapping[str, pa.Schema]] = {"reports": REPORTS, "events": EVENTS}
"""Tables that coding writes."""

_PLACED = (
    ("partition", _INT, "Number of the partition; with `row` it tells the place in the order of the sources"),
    ("row", _INT, "Place inside the partition, from 0"),
    ("source_file", _TEXT, "File that it was read from"),
    ("object_sha256", _TEXT, "Hash of that file, the evidence"),
    ("locator", _TEXT, "Where inside it the bytes stand, as the archive writes it"),
)
_DRAFT = (
    ("raw_sha256", _TEXT, "Hash of those bytes"),
    ("page_key", _TEXT, "The same for all versions of one page or post"),
    ("title", _TEXT, "Headline"),
    ("author", _TEXT, "As written"),
    ("outlet", _TEXT, "Id of the outlet"),
    ("source", _TEXT, "Its name"),
    ("url", _TEXT, "Address as met"),
    ("canonical_url", _TEXT, "Address in one form"),
    ("published", _TEXT, "ISO day of publication, in the outlet's zone"),
    ("published_at", _TEXT, "ISO time of it"),
    ("published_zone", _TEXT, "Zone as given or assumed"),
    ("published_basis", _TEXT, "Where it was read"),
    ("language", _TEXT, "Of most of the text"),
    ("foreign_lines", _TEXT, "Stretches that are not Arabic, as JSON"),
    ("extra", _TEXT, "What else the source tells, as JSON"),
    ("text", _TEXT, "The text"),
    ("text_sha256", _TEXT, "Its hash"),
)
_SIGHTINGS = _schema(
    *_PLACED,
    ("page_key", _TEXT, "Of the page that was met again with the same words"),
    ("raw_sha256", _TEXT, "Hash of its bytes"),
)
_FAILURES = _schema(
    *_PLACED,
    ("stage", _TEXT, "read or extract"),
    ("error", _TEXT, "What was wrong"),
    ("remedy", _TEXT, "What can be done"),
)

DRAFTS: Final[Mapping[str, pa.Schema]] = {
    "drafts": _schema(*_PLACED, ("wanted", _TEXT, "Id that it gets if that is free"), *_DRAFT),
    "failures": _FAILURES,
}
"""Tables that stand in `_drafts` while files are read."""

COLLECTED: Final[Mapping[str, pa.Schema]] = {
    "collected": _schema(
        *_PLACED,
        ("id", _TEXT, "Id of the report"),
        ("version", _INT, "1 for the first text of a page, 2 for the next"),
        *_DRAFT,
    ),
    "sightings": _SIGHTINGS,
    "failures": _FAILURES,
}
"""Tables that collecting writes."""

_FLAT: Final = {"text": _TEXT, "int": _INT, "float": _FLOAT, "bool": _BOOL}
_NAMED: Final = {"event_id": "Id of the event", "version": "Of the ledger"}
LEDGER: Final[Mapping[str, pa.Schema]] = {
    "ledger": _schema(
        ("first", _INT, "Number of the record that founded the event; events stand in its order"),
        *((name, _FLAT[kind], _NAMED.get(name, "As in the flat exports")) for name, kind in TYPES.items()),
        ("records", pa.list_(_TEXT), "Keys REPORT#N of its records"),
        ("body", _TEXT, "The whole event of the ledger as JSON, with claims, sources and quotes"),
    ),
    "linked": _schema(
        ("record", _TEXT, "Key REPORT#N of a record"),
        ("report", _TEXT, "Id of its report"),
        ("n", _INT, "Place among the report's events, from 0"),
        ("event_id", _TEXT, "The event that it is a record of"),
    ),
}
"""Tables that linking writes."""

SIGNS: Final = pa.schema(
    [("number", pa.int64()), ("exact", pa.binary()), ("signature", pa.binary()), ("bands", pa.list_(pa.int64()))]
)
"""What copies of a report are known by, while linking."""

TOLD: Final[Mapping[str, Mapping[str, pa.Schema]]] = {"collected": COLLECTED, "coded": CODED, "ledger": LEDGER}
"""Kind of dataset to its tables."""

_BY_CONTENT: Final = "jsonb_path_ops"
_PLACE_INDEX: Final = ((True, "btree", "dataset, partition, row"),)
INDEXES: Final[Mapping[str, tuple[tuple[bool, str, str], ...]]] = {
    "collected": (
        *_PLACE_INDEX,
        (False, "btree", "id"),
        (False, "btree", "page_key, version"),
        (False, "btree", "outlet, published"),
    ),
    "sightings": (*_PLACE_INDEX, (False, "btree", "page_key")),
    "failures": _PLACE_INDEX,
    "ledger": (
        (True, "btree", "dataset, event_id"),
        (False, "btree", "type, date_start"),
        (False, "btree", "country, date_start"),
        (False, "btree", "date_start"),
        (False, "gin", "records jsonb_ops"),
    ),
    "linked": ((True, "btree", "dataset, record"), (False, "btree", "event_id")),
    "reports": (
        *_PLACE_INDEX,
        (False, "btree", "id"),
        (False, "btree", "published"),
    ),
    "events": (
        (True, "btree", "dataset, partition, row, n"),
        (False, "btree", "report"),
        (False, "btree", "type, date_start"),
        (False, "btree", "date_start"),
        (False, "gin", f"places {_BY_CONTENT}"),
        (False, "gin", f"actor1 {_BY_CONTENT}"),
        (False, "gin", f"actor2 {_BY_CONTENT}"),
    ),
}
"""Table to its indexes in PostgreSQL: whether no two rows may be equal in it, its method, its columns."""
