"""Leave one event of the demo project half done, as a person would who was called away from the desk.

usage: python tools/begin_demo.py PROJECT PERSON

Takes back one object of the first event (a word of its place's name, read as a road) and notes what is still to do.
Prints the path of the event at the desk.
"""

import sys
from pathlib import Path

from tawthiq.review.begun import Begun, keep
from tawthiq.review.decisions import Change, effective, find_row
from tawthiq.review.priority import judge
from tawthiq.store.desk_rows import catch_up
from tawthiq.store.engine import reading
from tawthiq.store.project import open_project

REPORT, N = "demo-01", 0
NOTE = "بقي: مسعفان بين القتلى"


def main(root: Path, person: str) -> None:
    """Keep the work."""
    with open_project(root) as project:
        catch_up(project, judge)
        with reading(project.engine) as connection:
            row = find_row(connection, REPORT, N)
        event = effective(dict(row._mapping))
        places = [place["name"] for place in event["places"]]
        kept = [n for n, thing in enumerate(event["objects"]) if not any(thing["name"] in name for name in places)]
        words = [[start, end, rule, kept.index(n)] for start, end, rule, n in event["evidence"]["objects"] if n in kept]
        change = Change({"objects": [event["objects"][n] for n in kept]}, {"objects": words})
        keep(project, person, REPORT, N, Begun(row.row_version, change, NOTE, ""))
    print(f"/desk/{REPORT}/{N}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2])
