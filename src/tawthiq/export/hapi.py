"""Monthly counts in the shape of HDX HAPI's conflict table (hapi.humdata.org; no HXL row).

Rules: ACLED's rows, counted by month, second-level area and one of three kinds; an event of two kinds counts in
both, as
there. Areas are those of the gazetteer; codes are its p-codes where the place has one.
"""

import calendar
from collections.abc import Iterable
from typing import Any, Final

from tawthiq.export.acled import acled_sheet
from tawthiq.export.books import Book, Sheet
from tawthiq.model.ledger import LedgerEvent

__all__ = ["COLUMNS", "hapi_sheet"]

COLUMNS: Final = tuple(
    "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,"
    "admin2_name,admin_level,event_type,events,fatalities,reference_period_start,reference_period_end,dataset_hdx_id,"
    "resource_hdx_id,warning,error".split(",")
)
_Key = tuple[str, str, str, str, str]


def hapi_sheet(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Count events by month.

    Args:
        events: Of the ledger.
        book: Actors and countries.

    Returns:
        Rows sorted by country, area, kind and month.
    """
    base = acled_sheet(events, book)
    codes = {country.name: country.code3 for country in book.countries.values()}
    counts: dict[_Key, list[int]] = {}
    for row in base.rows:
        for kind in _kinds(row):
            place = codes.get(row["country"], ""), row["admin1"], row["admin2"]
            tally = counts.setdefault((*place, kind, str(row["event_date"])[:7]), [0, 0])
            tally[0] += 1
            tally[1] += row["fatalities"]
    return Sheet(COLUMNS, [_row(key, tally) for key, tally in sorted(counts.items())], base.left_out)


def _kinds(row: dict[str, Any]) -> list[str]:
    kinds = []
    if "Political violence" in row["disorder_type"]:
        kinds.append("political_violence")
    if row["civilian_targeting"]:
        kinds.append("civilian_targeting")
    if "Demonstrations" in row["disorder_type"]:
        kinds.append("demonstration")
    return kinds


def _row(key: _Key, tally: list[int]) -> dict[str, Any]:
    country, admin1, admin2, kind, month = key
    year, number = int(month[:4]), int(month[5:])
    row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    return row | {
        "location_code": country,
        "provider_admin1_name": admin1,
        "provider_admin2_name": admin2,
        "admin1_name": admin1,
        "admin2_name": admin2,
        "admin_level": 2 if admin2 else 1 if admin1 else 0,
        "event_type": kind,
        "events": tally[0],
        "fatalities": tally[1],
        "reference_period_start": f"{month}-01",
        "reference_period_end": f"{month}-{calendar.monthrange(year, number)[1]:02d}",
    }
