"""List the numbers of pages by which the day of further pages of the same sites is told (linking/posting.py).

usage: python tools/build_page_numbers.py INCIDENTS.jsonl

INCIDENTS: reports with `url` and the day of the incident they tell, as shared/linking/dev.jsonl has them. Writes
resources/linking/page_numbers.tsv: of each site whose numbers grow with the days, one number in a fortnight.
Prints for each site the error of each page when it is left out.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tawthiq.linking.posting import page_number

TABLE = Path(__file__).parent.parent / "src/tawthiq/resources/linking/page_numbers.tsv"
_LEAST_PAGES = 5
_APART_DAYS = 14
# A page this far off the line between its neighbours tells of an old incident; a site with a larger median is left out.
_OUTLIER_DAYS = 10.0
_MOST_ERROR = 3.0
_OTHERS = ("facebook.com", "x.com", "twitter.com", "t.me", "youtube.com")


def errors(pages: Sequence[tuple[int, int]]) -> list[float]:
    """Days between each inner page's day and the line between its neighbours."""
    found = []
    for (a, da), (n, day), (b, db) in zip(pages, pages[1:], pages[2:], strict=False):
        found.append(abs(da + (db - da) * (n - a) / (b - a) - day))
    return found


def anchors(pages: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pages in growing order of number and day, outliers left out, a fortnight apart."""
    off = [0.0, *errors(pages), 0.0]
    kept: list[tuple[int, int]] = []
    for page, error in zip(pages, off, strict=True):
        if error <= _OUTLIER_DAYS and (not kept or page[1] - kept[-1][1] >= _APART_DAYS):
            kept.append(page)
    return kept


def main(paths: Sequence[str]) -> int:
    """Write the table."""
    sites: dict[str, dict[int, int]] = {}
    for line in Path(paths[0]).read_text("utf-8").splitlines():
        report = json.loads(line)
        host, number = page_number(report.get("url") or "")
        if number and host not in _OTHERS:
            day = min(date.fromisoformat(i["date"]) for i in report["incidents"]).toordinal()
            sites.setdefault(host, {})[number] = day
    lines = ["# Numbers of pages and the days they were made on (tools/build_page_numbers.py): a site numbers its",
             "# pages as it makes them, so that a page between two of these was made between their days.",
             "# Source: public addresses of pages and the days of the incidents that they report (airwars.org).",
             "# Columns:", "# host: without www. number: as in the address. day: ISO.",
             "host\tnumber\tday"]  # fmt: skip
    for host, found in sorted(sites.items()):
        pages = sorted(found.items())
        off = sorted(errors(pages))
        if len(pages) < _LEAST_PAGES or off[len(off) // 2] > _MOST_ERROR:
            continue
        chosen = anchors(pages)
        print(
            f"{host}: {len(pages)} pages, median error {off[len(off) // 2]:.1f} days, 80% {off[len(off) * 4 // 5]:.1f}"
        )
        lines += [f"{host}\t{number}\t{date.fromordinal(day).isoformat()}" for number, day in chosen]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
