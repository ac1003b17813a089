"""The table of profiles: a name, how events become a sheet, how a sheet becomes a file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tawthiq.errors import UsageError
from tawthiq.export import acled, airwars, files, flat, hapi, hxl, plover, ucdp
from tawthiq.export.books import Book, LeftOut, Sheet
from tawthiq.model.ledger import LedgerEvent

__all__ = ["PROFILES", "Exported", "Profile", "export", "left_out_report"]

_Make = Callable[[Iterable[LedgerEvent], Book], Sheet]


@dataclass(frozen=True, slots=True)
class Profile:
    """A form of export.

    Attributes:
        suffix: Of its files.
        make: Events to a sheet.
        write: A sheet to bytes, with the ISO day of the release.
    """

    suffix: str
    make: _Make
    write: Callable[[Sheet, str], bytes]


def _csv(sheet: Sheet, _released: str) -> bytes:
    return files.to_csv(sheet)


PROFILES: Final[Mapping[str, Profile]] = {
    "acled": Profile(".csv", acled.acled_sheet, _csv),
    "ucdp": Profile(".csv", ucdp.ucdp_sheet, _csv),
    "plover": Profile(".jsonl", plover.plover_sheet, lambda sheet, _: files.to_jsonl(sheet)),
    "csv": Profile(".csv", flat.flat_sheet, _csv),
    "xlsx": Profile(".xlsx", flat.flat_sheet, lambda sheet, day: files.to_xlsx(sheet, "events", day)),
    "parquet": Profile(".parquet", flat.flat_sheet, lambda sheet, _: files.to_parquet(sheet, flat.TYPES)),
    "geoparquet": Profile(".parquet", flat.flat_sheet, lambda sheet, _: files.to_geoparquet(sheet, flat.TYPES)),
    "geojson": Profile(".geojson", flat.flat_sheet, lambda sheet, _: files.to_geojson(sheet)),
    "hxl": Profile(".csv", hxl.hxl_sheet, lambda sheet, _: files.to_csv(sheet, above=list(hxl.TAGS.values()))),
    "hapi": Profile(".csv", hapi.hapi_sheet, _csv),
    "airwars": Profile(".csv", airwars.airwars_sheet, _csv),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file's bytes, and what is not in it.

    Attributes:
        body: The file.
        rows: How many rows or records it has.
        left_out: Events that it does not hold.
    """

    body: bytes
    rows: int
    left_out: tuple[LeftOut, ...]


def export(name: str, events: Iterable[LedgerEvent], book: Book) -> Exported:
    """Export events.

    Args:
        name: A key of `PROFILES`.
        events: Of the ledger, in the order in which they are to stand.
        book: Actors, countries and the day of the release.

    Returns:
        The file; the same events and book give the same bytes.

    Raises:
        UsageError: There is no such profile.
    """
    profile = PROFILES.get(name)
    if profile is None:
        raise UsageError(f"no export profile {name!r}", remedy=f"profiles are {', '.join(PROFILES)}")
    sheet = profile.make(events, book)
    return Exported(profile.write(sheet, book.released), len(sheet.rows), tuple(sheet.left_out))


def left_out_report(left_out: Iterable[LeftOut]) -> bytes:
    """Write what was left out as a table of two columns, sorted by reason, then id."""
    lines = sorted(left_out, key=lambda one: (one.reason, one.event_id))
    return "".join(["event_id\treason\n", *(f"{one.event_id}\t{one.reason}\n" for one in lines)]).encode()
