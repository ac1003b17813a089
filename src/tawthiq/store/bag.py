"""Write evidence as a bag (BagIt 1.0, RFC 8493) that a third party can check without this program.

- `data/objects/SHA256`: the raw bytes;
- `data/reports.jsonl`, `codings.jsonl`, `captures.jsonl`, `failures.jsonl`: what was read out of them and made of it;
- `data/custody.jsonl`: the chain of custody. Where only some reports are exported, entries on others are withheld:
  their place and hashes stay, so that the chain can still be followed to its head, their content does not;
- `verify.py`: checks all of it with Python's standard library; `sha256sum -c manifest-sha256.txt` checks the files.

The bag is built beside its target and renamed when it is whole.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, select

from tawthiq.errors import ProjectError, UsageError
from tawthiq.store import bag_checker
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain, read_entries
from tawthiq.store.engine import reading, writing
from tawthiq.store.objects import hash_file
from tawthiq.store.project import Project
from tawthiq.store.schema import captures, codings, events, failures, objects, reports, sightings

__all__ = ["Bagged", "export_evidence"]

_README = """\
This is a bag of evidence (BagIt 1.0, RFC 8493), written by {tool} at {at}.

To check it, run one of these in this folder:
    sha256sum -c manifest-sha256.txt      every file is as it was written
    python3 verify.py                     that, the chain of custody, and the text of every report

The head of the chain of custody was {head}
when this bag was written. Compare it with what you were told by another way.

data/objects/SHA256      raw bytes as they were collected, named by their hash
data/captures.jsonl      when, by whom and from where each was taken in
data/reports.jsonl       the texts that were read out of them; `locator` says where in the object each one stands
data/codings.jsonl       what each version of the program read in them
data/custody.jsonl       what was done, in order; the hash of each entry covers the one before it:
                         SHA-256 of the JSON array [seq, at, actor, tool, action, subject, origin, sha256, detail,
                         previous] in UTF-8, without spaces between its parts and without escapes for letters.
                         Entries marked "withheld" are on reports that are not in this bag.
data/failures.jsonl      what could not be read, and why
"""


@dataclass(frozen=True, slots=True)
class Bagged:
    """What was written.

    Attributes:
        folder: The bag.
        objects: Files of evidence in it.
        reports: Reports in it.
        manifest_sha256: Hash of its manifest; the custody log keeps it.
        head: Head of the chain of custody that the bag holds.
    """

    folder: Path
    objects: int
    reports: int
    manifest_sha256: str
    head: str


def export_evidence(project: Project, target: Path, report_ids: Sequence[str] | None = None) -> Bagged:
    """Write a bag.

    Args:
        project: An open project.
        target: Its folder; must not exist.
        report_ids: Only these reports and what belongs to them; None for the whole project.

    Returns:
        What was written; the custody log has an entry for it.

    Raises:
        UsageError: The target exists, or a report is unknown.
        IntegrityError: An object is missing or does not match its hash: what is damaged is not passed on.
        ProjectError: The target cannot be written.
    """
    if target.exists():
        raise UsageError("there is something already", str(target), "name a folder that does not exist")
    building = target.with_name(f".{target.name}.building")
    try:
        shutil.rmtree(building, ignore_errors=True)
        (building / "data" / "objects").mkdir(parents=True)
        bagged = _build(project, building, report_ids)
        building.rename(target)
    except OSError as err:
        raise ProjectError(f"the bag cannot be written: {err.strerror}", str(target), "check space and mode") from err
    finally:
        shutil.rmtree(building, ignore_errors=True)
    with writing(project.engine) as connection:
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        detail = {"reports": bagged.reports, "objects": bagged.objects, "whole": report_ids is None}
        chain.append("export", bagged.manifest_sha256, str(target.resolve()), bagged.manifest_sha256, detail)
        chain.flush()
    project.write_head(chain.seq, chain.head)
    return Bagged(target, bagged.objects, bagged.reports, bagged.manifest_sha256, bagged.head)


def _build(project: Project, folder: Path, report_ids: Sequence[str] | None) -> Bagged:
    data = folder / "data"
    with reading(project.engine) as connection:
        chosen = _chosen(connection, report_ids)
        only = None if report_ids is None else [row.no for row in chosen]
        count = _write(data / "reports.jsonl", _reports(connection, only))
        _write(data / "codings.jsonl", _codings(connection, only))
        numbers = None if only is None else sorted({row.capture_no for row in chosen})
        _write(data / "captures.jsonl", _rows(connection, _of(select(captures), captures.c.no, numbers), captures.c.no))
        _write(
            data / "sightings.jsonl",
            _rows(connection, _of(select(sightings), sightings.c.report_no, only), sightings.c.no),
        )
        _write(
            data / "failures.jsonl",
            _rows(connection, _of(select(failures), failures.c.capture_no, numbers), failures.c.no),
        )
        wanted = _objects_of(connection, chosen) if only is not None else _all_objects(connection)
        head = _write_custody(connection, data / "custody.jsonl", only, {row.id for row in chosen} | set(wanted))
    for sha256 in wanted:
        project.objects.check(sha256)
        project.objects.copy_to(sha256, data / "objects")
    manifest = _seal(project, folder, head)
    return Bagged(folder, len(wanted), count, manifest, head)


def _chosen(connection: Connection, report_ids: Sequence[str] | None) -> list[Any]:
    """Number, id, capture and object of the reports asked for; empty for all."""
    if report_ids is None:
        return []
    query = select(reports.c.no, reports.c.id, reports.c.capture_no, reports.c.object_sha256, reports.c.extra)
    rows = connection.execute(query.where(reports.c.id.in_(report_ids)).order_by(reports.c.no)).all()
    missing = sorted(set(report_ids) - {row.id for row in rows})
    if missing:
        raise UsageError(f"no report {missing[0]!r}", remedy="ids are those that `tawthiq search` shows")
    return list(rows)


def _objects_of(connection: Connection, chosen: Sequence[Any]) -> list[str]:
    """Objects that hold the bytes of reports: of a WARC's revisit also the one that it refers to."""
    wanted = {row.object_sha256 for row in chosen}
    revisited = (json.loads(row.extra).get("revisit_of") for row in chosen)
    # Asked of the table: `extra` holds what sources say, too.
    named = {str(told.get("object")) for told in revisited if isinstance(told, dict)}
    known = connection.execute(select(objects.c.sha256).where(objects.c.sha256.in_(sorted(named)))).scalars()
    return sorted(wanted | set(known))


def _all_objects(connection: Connection) -> list[str]:
    return sorted(set(connection.execute(select(captures.c.object_sha256)).scalars()) - {None})


def _of(query: Select[Any], column: Any, numbers: Sequence[int] | None) -> Select[Any]:
    return query if numbers is None else query.where(column.in_(numbers))


def _rows(connection: Connection, query: Select[Any], order: Any) -> Iterator[dict[str, Any]]:
    for row in connection.execution_options(yield_per=1000).execute(query.order_by(order)):
        yield _opened(row._asdict())


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    """Turn columns that hold JSON into JSON."""
    return {
        key: json.loads(value) if key in {"detail", "extra", "foreign_lines"} else value for key, value in row.items()
    }


def _reports(connection: Connection, only: Sequence[int] | None) -> Iterator[dict[str, Any]]:
    yield from _rows(connection, _of(select(reports), reports.c.no, only), reports.c.no)


def _codings(connection: Connection, only: Sequence[int] | None) -> Iterator[dict[str, Any]]:
    query = select(codings, reports.c.id.label("report_id")).join(reports, reports.c.no == codings.c.report_no)
    for row in connection.execute(_of(query, codings.c.report_no, only).order_by(codings.c.no)).all():
        told = select(events.c.body).where(events.c.coding_no == row.no).order_by(events.c.n)
        bodies = [json.loads(body) for body in connection.execute(told).scalars()]
        yield row._asdict() | {"events": bodies}


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _write_custody(connection: Connection, path: Path, only: Sequence[int] | None, subjects: set[str]) -> str:
    """Write the log; where only some reports go out, entries on other subjects keep no more than their hashes."""
    head = ""

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal head
        for entry in read_entries(connection):
            head = entry.hash
            about_all = entry.action in {"init", "migrate"}
            if only is None or about_all or entry.subject in subjects:
                yield asdict(entry)
            else:
                yield {"seq": entry.seq, "previous": entry.previous, "hash": entry.hash, "withheld": True}

    _write(path, rows())
    return head


def _seal(project: Project, folder: Path, head: str) -> str:
    at = now_utc()
    (folder / "verify.py").write_text(Path(bag_checker.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "README.txt").write_text(_README.format(tool=tool_name(), at=at, head=head), encoding="utf-8")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    payload = sorted(path for path in (folder / "data").rglob("*") if path.is_file())
    hashes = [(hash_file(path), path.relative_to(folder).as_posix()) for path in payload]
    size = sum(length for (_, length), _ in hashes)
    info = {
        "Source-Organization": project.settings.name,
        "Bagging-Date": at[:10],
        "Bag-Software-Agent": tool_name(),
        "Payload-Oxum": f"{size}.{len(hashes)}",
        "External-Identifier": f"custody-head {head}",
    }
    text = "".join(f"{name}: {value}\n" for name, value in info.items())
    (folder / "bag-info.txt").write_text(text, encoding="utf-8")
    manifest = "".join(f"{digest}  {name}\n" for (digest, _), name in hashes)
    (folder / "manifest-sha256.txt").write_text(manifest, encoding="utf-8")
    tags = ("README.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "verify.py")
    lines = "".join(f"{hash_file(folder / name)[0]}  {name}\n" for name in tags)
    (folder / "tagmanifest-sha256.txt").write_text(lines, encoding="utf-8")
    return hash_file(folder / "manifest-sha256.txt")[0]
