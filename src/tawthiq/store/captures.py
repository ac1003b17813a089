"""Open and close captures: each time a source is taken in, with the object that holds its bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from tawthiq.model.drafts import Failure
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain, canonical_json
from tawthiq.store.engine import reading, writing
from tawthiq.store.failures import FailureRow, insert_failures
from tawthiq.store.objects import Stored
from tawthiq.store.project import Project
from tawthiq.store.schema import captures, objects

__all__ = [
    "Capture",
    "Opening",
    "Validators",
    "archived_objects",
    "fail_capture",
    "is_captured",
    "is_known_file",
    "note_unchanged",
    "open_capture",
    "validators",
]


@dataclass(frozen=True, slots=True)
class Capture:
    """A source that is being read.

    Attributes:
        no: Its number.
        object_sha256: The object that holds its bytes.
        source: Path or address.
        items_done: How many of its items are committed; reading goes on after that many.
        finished: Whether the same bytes from the same source were read to their end before.
    """

    no: int
    object_sha256: str
    source: str
    items_done: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the last answer, for conditional requests."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A source whose bytes are in the evidence store.

    Attributes:
        source: Path or address.
        kind: "file" or "http".
        stored: From the object store.
        detail: What else belongs to the capture: file time, HTTP status, redirects.
        validators: ETag and Last-Modified of the answer, if any.
    """

    source: str
    kind: str
    stored: Stored
    detail: Mapping[str, Any] = field(default_factory=dict)
    validators: Validators | None = None


def open_capture(project: Project, opening: Opening) -> Capture:
    """Note that a source's bytes are in the evidence store, before anything is read out of them.

    Args:
        project: An open project.
        opening: What was taken in.

    Returns:
        A new capture, the unfinished one of a stopped run, or the finished one of an earlier run: then the bytes
        are known, the custody log says that they were met again, and there is nothing to read.
    """
    with writing(project.engine) as connection:
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        capture = _known(connection, opening)
        if capture is None:
            capture = _insert(connection, project, chain, opening)
        elif capture.finished:
            chain.append(
                "seen-again", capture.object_sha256, capture.source, capture.object_sha256, {"capture": capture.no}
            )
        chain.flush()
    project.write_head(chain.seq, chain.head)
    return capture


def _known(connection: Connection, opening: Opening) -> Capture | None:
    source, sha256 = opening.source, opening.stored.sha256
    row = connection.execute(
        select(captures)
        .where(captures.c.object_sha256 == sha256, captures.c.source == source)
        .where(captures.c.status.in_(("open", "done")))
        .order_by(captures.c.no.desc())
    ).first()
    if row is None:
        return None
    return Capture(row.no, sha256, source, row.items_done, row.status == "done")


def _insert(connection: Connection, project: Project, chain: Chain, new: Opening) -> Capture:
    at = now_utc()
    sha256 = new.stored.sha256
    if not connection.execute(select(objects.c.size).where(objects.c.sha256 == sha256)).first():
        connection.execute(insert(objects), [{"sha256": sha256, "size": new.stored.size, "stored_at": at}])
    no = 1 + connection.execute(select(func.coalesce(func.max(captures.c.no), 0))).scalar_one()
    connection.execute(
        insert(captures),
        [
            {
                "no": no,
                "object_sha256": sha256,
                "source": new.source,
                "kind": new.kind,
                "collected_at": at,
                "collector": project.settings.collector,
                "tool": tool_name(),
                "status": "open",
                "items_done": 0,
                "etag": new.validators.etag if new.validators else None,
                "last_modified": new.validators.last_modified if new.validators else None,
                "detail": canonical_json(dict(new.detail)),
            }
        ],
    )
    chain.append("store", sha256, new.source, sha256, {"capture": no, "size": new.stored.size, **new.detail})
    return Capture(no, sha256, new.source, 0, finished=False)


def fail_capture(project: Project, failure: Failure, capture_no: int | None = None) -> None:
    """Note that a source could not be taken in, or not to its end, as a failure row and in the custody log.

    Args:
        project: An open project.
        failure: What failed.
        capture_no: The capture, where it was opened; it ends as failed.
    """
    with writing(project.engine) as connection:
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        detail = {"stage": failure.stage, "locator": failure.locator, "error": failure.error}
        chain.append("fail", failure.source, failure.source, "", detail)
        insert_failures(connection, [FailureRow(now_utc(), failure, capture_no)])
        if capture_no is not None:
            connection.execute(update(captures).where(captures.c.no == capture_no).values(status="failed"))
        chain.flush()
    project.write_head(chain.seq, chain.head)


def note_unchanged(project: Project, source: str, detail: dict[str, Any]) -> None:
    """Note in the custody log that a server said that nothing changed since the last capture.

    Args:
        project: An open project.
        source: The address.
        detail: What was asked and answered.
    """
    with writing(project.engine) as connection:
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        chain.append("unchanged", source, source, "", detail)
        chain.flush()
    project.write_head(chain.seq, chain.head)


def validators(project: Project, source: str) -> Validators | None:
    """Look up what a server said of its last answer, if that was read to its end.

    Args:
        project: An open project.
        source: The address.

    Returns:
        ETag and Last-Modified, or None where there is neither.
    """
    with reading(project.engine) as connection:
        row = connection.execute(
            select(captures.c.etag, captures.c.last_modified)
            .where(captures.c.source == source, captures.c.status == "done")
            .order_by(captures.c.no.desc())
        ).first()
    return Validators(row.etag, row.last_modified) if row and (row.etag or row.last_modified) else None


def is_captured(project: Project, source: str) -> bool:
    """Tell whether a source was ever read to its end."""
    query = select(captures.c.no).where(captures.c.source == source, captures.c.status == "done").limit(1)
    with reading(project.engine) as connection:
        return connection.execute(query).first() is not None


def is_known_file(project: Project, source: str, modified: str, size: int) -> bool:
    """Tell whether a file of this time and size was read to its end, without looking at its bytes.

    Args:
        project: An open project.
        source: Its path, resolved.
        modified: When it was last changed, as its capture notes it.
        size: In bytes.

    Returns:
        Whether the newest capture of this path says so.
    """
    query = (
        select(captures.c.detail, objects.c.size)
        .join(objects, objects.c.sha256 == captures.c.object_sha256)
        .where(captures.c.source == source, captures.c.status == "done")
        .order_by(captures.c.no.desc())
        .limit(1)
    )
    with reading(project.engine) as connection:
        row = connection.execute(query).first()
    return row is not None and row.size == size and json.loads(row.detail).get("modified") == modified


def archived_objects(project: Project) -> list[tuple[str, str]]:
    """List what is held of web archives, by the names of their files and for pages that were fetched.

    Args:
        project: An open project.

    Returns:
        Hash of each object and a source of it, oldest first.
    """
    query = (
        select(captures.c.object_sha256, captures.c.source, captures.c.kind)
        .where(captures.c.status == "done", captures.c.object_sha256.is_not(None))
        .order_by(captures.c.no)
    )
    found: dict[str, str] = {}
    with reading(project.engine) as connection:
        for row in connection.execute(query):
            if row.kind == "http" or row.source.lower().endswith(_WEB_ARCHIVES):
                name = row.source if row.kind == "file" else f"{row.source}.warc.gz"
                found.setdefault(row.object_sha256, name)
    return list(found.items())


_WEB_ARCHIVES = (".warc", ".warc.gz", ".wacz")
