"""Where archived answers stand in the WARCs of a project, for revisit records of later files.

A file of its own beside the database (`DIR/visits.db`), because it is no evidence and nothing is lost with it: WARCs
that it does not know are read through once, when the first revisit asks for more than it has.
"""

import hashlib
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Self

from tawthiq.collect.items import Answers, Budget, Context, Limits, Place
from tawthiq.collect.reading import read_file
from tawthiq.store.captures import archived_objects
from tawthiq.store.project import Project

__all__ = ["VISITS_FILE", "Visits"]

VISITS_FILE = "visits.db"
_MEMBER = "member:"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS warcs (no INTEGER PRIMARY KEY, object TEXT NOT NULL, locator TEXT NOT NULL,
    UNIQUE (object, locator));
CREATE TABLE IF NOT EXISTS read_objects (object TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (name INTEGER PRIMARY KEY, warc INTEGER NOT NULL, at INTEGER NOT NULL);
"""


class Visits:
    """The index of one project; use it as a context manager."""

    def __init__(self, project: Project, limits: Limits) -> None:
        """Open nothing yet: most runs meet no WARC.

        Args:
            project: An open project.
            limits: What a WARC that is read again may cost.
        """
        self._project = project
        self._limits = limits
        self._is_caught_up = False
        self._open: tuple[tuple[str, str], IO[bytes]] | None = None
        self._opened_rows: sqlite3.Connection | None = None

    @property
    def _rows(self) -> sqlite3.Connection:
        if self._opened_rows is None:
            self._opened_rows = _open_rows(self._project.root / VISITS_FILE)
        return self._opened_rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()
        if self._opened_rows is not None:
            self._opened_rows.close()

    def of(self, object_sha256: str) -> Answers:
        """Give what a reader of one object notes its answers with and asks for those of others."""
        return _OfObject(self, object_sha256)

    def note(self, object_sha256: str, warc: str, places: Mapping[str, int]) -> None:
        """Remember the answers of one WARC; see `Answers.note`. A full disk or a lock costs the memory, not the run."""
        with suppress(sqlite3.OperationalError), self._rows:
            self._rows.execute("INSERT OR IGNORE INTO warcs (object, locator) VALUES (?, ?)", (object_sha256, warc))
            (no,) = self._rows.execute(
                "SELECT no FROM warcs WHERE object = ? AND locator = ?", (object_sha256, warc)
            ).fetchone()
            # The first visit is kept: a later one of the same payload may itself be gone from a shortened collection.
            self._rows.executemany(
                "INSERT OR IGNORE INTO answers VALUES (?, ?, ?)",
                ((_key(name), no, at) for name, at in places.items()),
            )
            self._rows.execute("INSERT OR IGNORE INTO read_objects VALUES (?)", (object_sha256,))

    def find(self, names: Sequence[str]) -> Place | None:
        """Look for an answer; see `Answers.find`."""
        place = self._place(names)
        if place is None and not self._is_caught_up:
            self._catch_up()
            place = self._place(names)
        return place

    def _place(self, names: Sequence[str]) -> Place | None:
        for name in names:
            row = self._rows.execute(
                "SELECT object, locator, at FROM answers JOIN warcs ON warcs.no = warc WHERE name = ?", (_key(name),)
            ).fetchone()
            file = self._warc(row[0], row[1]) if row else None
            if file is not None:
                return Place(file, row[2], row[0], f"{row[1]}!record:{row[2]}" if row[1] else f"record:{row[2]}")
        return None

    def _warc(self, object_sha256: str, locator: str) -> IO[bytes] | None:
        """Open a WARC, or a member of a WACZ; None where it is gone."""
        if self._open is not None and self._open[0] == (object_sha256, locator):
            return self._open[1]
        self._let_go()
        try:
            file = _opened(self._project.objects.path(object_sha256), locator)
        except (OSError, KeyError, zipfile.BadZipFile):
            return None
        self._open = (object_sha256, locator), file
        return file

    def _let_go(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _catch_up(self) -> None:
        """Read through the WARCs that were collected without being noted here."""
        self._is_caught_up = True
        known = {row[0] for row in self._rows.execute("SELECT object FROM read_objects")}
        for sha256, source in archived_objects(self._project):
            if sha256 not in known:
                # Not `find`: a revisit in there repeats what another of these files holds.
                self._read_through(sha256, source)

    def _read_through(self, sha256: str, source: str) -> None:
        context = Context(source, Path(source).name, limits=self._limits, budget=Budget(self._limits.unpacked_bytes))
        noting = replace(context, answers=_OfObject(self, sha256, finds=False))
        for _ in read_file(self._project.objects.path(sha256), noting):
            pass
        with suppress(sqlite3.OperationalError), self._rows:
            self._rows.execute("INSERT OR IGNORE INTO read_objects VALUES (?)", (sha256,))


class _OfObject:
    """`Answers` for the reader of one object."""

    def __init__(self, visits: Visits, object_sha256: str, *, finds: bool = True) -> None:
        self._visits = visits
        self._object = object_sha256
        self._finds = finds

    def note(self, warc: str, places: Mapping[str, int]) -> None:
        self._visits.note(self._object, warc, places)

    def find(self, names: Sequence[str]) -> Place | None:
        return self._visits.find(names) if self._finds else None


def _open_rows(path: Path) -> sqlite3.Connection:
    """Open the index; anew where it is damaged, in memory for this run where the folder takes nothing."""
    try:
        return _prepared(path)
    except sqlite3.DatabaseError as err:
        if not isinstance(err, sqlite3.OperationalError):
            for left in path.parent.glob(f"{path.name}*"):
                left.unlink()
            with suppress(sqlite3.DatabaseError):
                return _prepared(path)
    return _prepared(":memory:")


def _prepared(path: Path | str) -> sqlite3.Connection:
    rows = sqlite3.connect(path, timeout=30.0)
    try:
        # What a stop loses here is read through again.
        rows.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; {_SCHEMA}")
    except sqlite3.DatabaseError:
        rows.close()
        raise
    return rows


def _opened(path: Path, locator: str) -> IO[bytes]:
    if not locator.startswith(_MEMBER):
        return path.open("rb")
    spooled = tempfile.TemporaryFile()  # noqa: SIM115  (the caller keeps it open)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(locator.removeprefix(_MEMBER)) as member:
            copyfileobj(member, spooled)
    except BaseException:
        spooled.close()
        raise
    return spooled


def _key(name: str) -> int:
    """63 bits of a name: a hundred million of them meet by chance once in two thousand archives."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) >> 1
