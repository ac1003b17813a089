"""HXL: hashtags under the header of a table (hxlstandard.org; the tags that OCHA's scrapers give ACLED's columns)."""

from collections.abc import Iterable
from typing import Final

from tawthiq.export.acled import acled_sheet
from tawthiq.export.books import Book, Sheet
from tawthiq.model.ledger import LedgerEvent

__all__ = ["TAGS", "hxl_sheet"]

TAGS: Final = {
    "event_id_cnty": "#event+code",
    "event_date": "#date+occurred",
    "year": "#date+year",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "actor1": "#group+name+first",
    "assoc_actor_1": "#group+name+first+assoc",
    "actor2": "#group+name+second",
    "assoc_actor_2": "#group+name+second+assoc",
    "region": "#region+name",
    "country": "#country+name",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "admin3": "#adm3+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "source": "#meta+source",
    "notes": "#description",
    "fatalities": "#affected+killed",
    "injured": "#affected+injured",
}
"""Column to hashtag."""


def hxl_sheet(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Write ACLED's rows with an `injured` column of our own, for a second header row of `TAGS`.

    Args:
        events: Of the ledger.
        book: Actors and countries.

    Returns:
        The columns of `TAGS`, in its order. Injured are those of the event, in the row of its first place only.
    """
    kept = list(events)
    base = acled_sheet(kept, book)
    injured = {event["id"]: event["injured"]["all"]["best"] for event in kept if "all" in event["injured"]}
    counted: set[str] = set()
    rows = []
    for row in base.rows:
        mark = str(row["event_id_cnty"])
        event_id = mark if mark in injured else mark.rpartition("-")[0]
        number = injured.get(event_id) if event_id not in counted else None
        counted.add(event_id)
        rows.append({column: number if column == "injured" else row[column] for column in TAGS})
    return Sheet(tuple(TAGS), rows, base.left_out)
