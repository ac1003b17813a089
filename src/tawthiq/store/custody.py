"""The chain of custody: an append-only log in which every entry carries the hash of the one before it.

An entry's hash is the SHA-256 of this JSON array in UTF-8, written without spaces and without escapes for
letters: [seq, at, actor, tool, action, subject, origin, sha256, detail, previous]. The first entry's `previous` is
64 zeros. Whoever holds one hash, written down anywhere, can prove that nothing before it was changed since.

Source of the requirement: Berkeley Protocol (HR/PUB/20/2), points 8, 9 and 11 of docs/evidence.md.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tawthiq.store.bulk import insert_rows
from tawthiq.store.schema import custody

__all__ = ["GENESIS", "Chain", "Entry", "canonical_json", "entry_hash", "read_entries", "sha256_text"]

GENESIS = "0" * 64


def canonical_json(value: object) -> str:
    """Write JSON in the one form that is hashed: sorted keys, no spaces, letters unescaped."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_text(text: str) -> str:
    """Hash the UTF-8 bytes of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log.

    Attributes:
        seq: 1, 2, 3 … without gaps.
        at: UTC time.
        actor: Who, as "user@host" or as the project's settings say.
        tool: Program and version.
        action: "init", "store", "read", "seen-again", "unchanged", "fail", "code", "decide", "export" or "migrate".
        subject: What it was done to: an object's hash, a report id, a version of the coder.
        origin: Where it came from: a path or an address; "" where that makes no sense.
        sha256: Hash of the subject's content.
        detail: Canonical JSON with what else belongs to it.
        previous: Hash of the entry before.
        hash: Hash of this entry.
    """

    seq: int
    at: str
    actor: str
    tool: str
    action: str
    subject: str
    origin: str
    sha256: str
    detail: str
    previous: str
    hash: str


def entry_hash(fields: Sequence[object]) -> str:
    """Hash the ten fields of an entry, `seq` to `previous`, as the module says."""
    return sha256_text(json.dumps(list(fields), ensure_ascii=False, separators=(",", ":")))


class Chain:
    """Appends to the log inside one write transaction.

    The head is read once; entries are gathered and written together by `flush`, because 500 single inserts take
    longer than everything else that a batch writes.
    """

    def __init__(self, connection: Connection, actor: str, tool: str, at: str) -> None:
        self._connection = connection
        self._fixed = (at, actor, tool)
        newest = connection.execute(
            select(custody.c.seq, custody.c.hash).order_by(custody.c.seq.desc()).limit(1)
        ).first()
        self.seq: int = newest.seq if newest else 0
        self.head: str = newest.hash if newest else GENESIS
        self._waiting: list[dict[str, Any]] = []

    def append(self, action: str, subject: str, origin: str, sha256: str, detail: object = None) -> int:
        """Add an entry.

        Args:
            action: One of those that `Entry` lists.
            subject: What it was done to.
            origin: Where that came from.
            sha256: Hash of the content, or "".
            detail: JSON value.

        Returns:
            The entry's number.
        """
        self.seq += 1
        told = canonical_json({} if detail is None else detail)
        fields = (self.seq, *self._fixed, action, subject, origin, sha256, told, self.head)
        self.head = entry_hash(fields)
        self._waiting.append(dict(zip(custody.c.keys(), (*fields, self.head), strict=True)))
        return self.seq

    def flush(self) -> None:
        """Write the gathered entries; call once before the transaction ends."""
        if self._waiting:
            insert_rows(self._connection, custody, self._waiting)
            self._waiting = []


def read_entries(connection: Connection) -> Iterator[Entry]:
    """Read the log in order, a thousand rows at a time.

    Args:
        connection: Any connection.

    Yields:
        Entries as they are stored, unchecked.
    """
    rows: Iterable[Any] = connection.execution_options(yield_per=1000).execute(select(custody).order_by(custody.c.seq))
    for row in rows:
        yield Entry(*row)
