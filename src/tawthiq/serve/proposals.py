"""Proposals: a row for the project's own tables, what it would change, and how an editor's yes writes it.

Accepted rows stand in the folder resources/ of the project, in files of the package's names (docs/resources.md), so
that `code` and `link` in the project read with them from their next run on. A place goes into gazetteer/own.csv, from
which gazetteer/own.gazetteer is made.
"""

import csv
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, insert, select, update

from tawthiq.errors import ConflictError, NotFoundError, ResourceError, UsageError
from tawthiq.model.records import Report
from tawthiq.model.wire import event_to_json
from tawthiq.pipeline import Coder
from tawthiq.places.importing import COLUMNS, import_gazetteer
from tawthiq.resources import Resources
from tawthiq.review.agreement import differing
from tawthiq.serve.desk import Desk
from tawthiq.serve.wire.second import Preview, PreviewChange, ProposalIn, ProposalOut
from tawthiq.store.clock import now_utc
from tawthiq.store.desk_schema import proposals
from tawthiq.store.engine import reading, writing
from tawthiq.store.ledger import read_reports
from tawthiq.store.project import OWN_TABLES
from tawthiq.store.schema import reports
from tawthiq.store.search import find_reports

__all__ = ["add_proposal", "decide_proposal", "list_proposals", "preview"]

_GAZETTEER: Final = "gazetteer"
_PLACES_FILE: Final = "gazetteer/own.csv"
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_MOST_TRIED: Final = 40
"""Reports coded again for a preview: two seconds' work; the count of all that hold the words is exact."""


def add_proposal(desk: Desk, asked: ProposalIn, person: str) -> ProposalOut:
    """Keep a proposal, after checking that its table would take the row.

    Raises:
        UsageError: The table has no such column, or would refuse the row.
    """
    row = _checked(desk, asked.table, asked.row)
    with writing(desk.project.engine) as connection:
        no = 1 + int(connection.execute(select(func.coalesce(func.max(proposals.c.no), 0))).scalar_one())
        made = {
            "no": no, "target": asked.table, "row": json.dumps(row, ensure_ascii=False), "report": asked.report,
            "n": asked.n, "person": person, "at": now_utc(), "note": asked.note, "state": "open",
        }  # fmt: skip
        connection.execute(insert(proposals), [made])
    return _find(desk, no)


def list_proposals(desk: Desk, state: str | None = None) -> list[ProposalOut]:
    """List proposals, the newest first."""
    query = select(proposals).order_by(proposals.c.no.desc())
    if state is not None:
        query = query.where(proposals.c.state == state)
    with reading(desk.project.engine) as connection:
        return [_out(row) for row in connection.execute(query.limit(1000))]


def _out(row: Any) -> ProposalOut:
    told = {name: row._mapping[name] for name in row._mapping if name not in ("target", "row")}
    return ProposalOut.model_validate(told | {"table": row.target, "row": json.loads(row.row)})


def _find(desk: Desk, no: int) -> ProposalOut:
    with reading(desk.project.engine) as connection:
        row = connection.execute(select(proposals).where(proposals.c.no == no)).first()
    if row is None:
        raise NotFoundError(f"no proposal {no}")
    return _out(row)


def _columns(desk: Desk, table: str) -> list[str]:
    if table == _GAZETTEER:
        return list(COLUMNS)
    rows = Resources().table(table)
    return list(rows[0].cells)


def _checked(desk: Desk, table: str, row: Mapping[str, str]) -> dict[str, str]:
    columns = _columns(desk, table)
    unknown = [name for name in row if name not in columns]
    if unknown:
        raise UsageError(f"{table} has no column {unknown[0]!r}", remedy=f"columns are {', '.join(columns)}")
    cells = {name: " ".join(row.get(name, "").split()) for name in columns}
    first = cells["name_ar"] if table == _GAZETTEER else cells[columns[0]]
    if not first or first.startswith(("-", "#")):
        raise UsageError(f"{first!r} is no first cell for {table}", remedy="a proposal adds a row")
    with tempfile.TemporaryDirectory() as folder:
        _write(desk, Path(folder), table, cells)
    return cells


def _write(desk: Desk, folder: Path, table: str, cells: Mapping[str, str]) -> str:
    """Add a row to the tables of a folder, and see that they load; the path of the file below the folder.

    Raises:
        UsageError: The table refuses the row.
    """
    name = _PLACES_FILE if table == _GAZETTEER else table
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    columns = _columns(desk, table)
    held = file.read_text(encoding="utf-8") if file.is_file() else None
    fresh = file.with_name(f".{os.getpid()}.{file.name}")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as out:
            out.write(held if held is not None else "")
            writer = csv.writer(out, delimiter="," if table == _GAZETTEER else "\t", lineterminator="\n")
            if held is None:
                writer.writerow(columns)
            writer.writerow([cells.get(column, "") for column in columns])
        _try(fresh, table)
        os.replace(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)
    if table == _GAZETTEER:
        import_gazetteer(file, file.with_suffix(".gazetteer"), form="csv", name="own")
    return name


def _try(file: Path, table: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if table == _GAZETTEER:
            done = import_gazetteer(file, Path(folder) / "try.gazetteer", form="csv", name="own")
            if done.left_out:
                raise UsageError(f"the gazetteer refuses the place: {next(iter(done.left_out))}")
            return
        copy = Path(folder) / table
        copy.parent.mkdir(parents=True)
        shutil.copy(file, copy)
        try:
            Coder((Path(folder),)).code(Report(id="try", text="."))
        except ResourceError as error:
            raise UsageError(error.what, table, error.remedy) from error


def decide_proposal(desk: Desk, no: int, person: str, *, accept: bool, verdict: str | None) -> ProposalOut:
    """Accept a proposal, which writes its row, or refuse it.

    Raises:
        NotFoundError: There is no such proposal.
        ConflictError: It was decided already.
    """
    found = _find(desk, no)
    if found.state != "open":
        raise ConflictError(f"{found.decided_by} decided this already", remedy="load it again")
    file = None
    if accept:
        file = f"{OWN_TABLES}/{_write(desk, desk.project.root / OWN_TABLES, found.table, found.row)}"
    values = {"state": "accepted" if accept else "refused", "decided_by": person, "decided_at": now_utc()}
    with writing(desk.project.engine) as connection:
        change = update(proposals).where(proposals.c.no == no).values(**values, verdict=verdict, file=file)
        connection.execute(change)
    return _find(desk, no)


def preview(desk: Desk, no: int) -> Preview:
    """Say which coded reports a proposal would change, by coding again those that hold its words.

    Raises:
        NotFoundError: There is no such proposal.
    """
    found = _find(desk, no)
    words = _words(found.row)
    held: dict[int, str] = {}
    for word in words:
        held |= find_reports(desk.project, f'"{word}"')
    newest = sorted(held, reverse=True)[:_MOST_TRIED]
    with tempfile.TemporaryDirectory() as folder:
        _write(desk, Path(folder), found.table, found.row)
        coder = Coder((*desk.project.own_tables, Path(folder)))
        changes = [change for one in newest if (change := _changed(desk, coder, held[one])) is not None]
    return Preview(words=words, reports=len(held), tried=len(newest), changes=changes)


def _words(row: Mapping[str, str]) -> list[str]:
    """The Arabic words of a row by which reports that it touches are found."""
    cells = (part.strip().replace('"', " ") for cell in row.values() for part in cell.split("|"))
    return list(dict.fromkeys(cell for cell in cells if _ARABIC.search(cell)))


def _changed(desk: Desk, coder: Coder, report_id: str) -> PreviewChange | None:
    (line,) = read_reports(desk.project, [report_id])
    with reading(desk.project.engine) as connection:
        title = connection.execute(select(reports.c.title).where(reports.c.id == report_id)).scalar()
    report = Report(id=report_id, text=line["text"], source=line["source"], published=line["published"], title=title)
    # Both are coded here: what stands in the project may be of another version of the program.
    before = _events(desk.coder(), report)
    after = _events(coder, report)
    fields = _differences(before, after)
    if not fields:
        return None
    return PreviewChange(report=report_id, title=title, before=len(before), after=len(after), changed=fields)


def _events(coder: Coder, report: Report) -> list[dict[str, Any]]:
    return [event_to_json(event, report.text) for event in coder.code(report).events]


def _differences(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[str]:
    by_words = {_start(event): event for event in before}
    found: list[str] = []
    if {_start(event) for event in after} != set(by_words):
        found.append("event")
    pairs: Iterable[tuple[Any, Any]] = ((by_words.get(_start(event)), event) for event in after)
    found += [name for one, other in pairs if one is not None for name in differing(one, other)]
    return list(dict.fromkeys(found))


def _start(event: Mapping[str, Any]) -> tuple[int, int]:
    start, end = event["spans"][0]
    return start, end
