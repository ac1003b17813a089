"""Take sources in: their bytes into the evidence store, a capture opened, their items cut into chunks.

Files are copied; addresses are fetched and written down as WARC, which is then read like any other file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Self

from tawthiq.collect.fetching import Fetcher, FetchLimits
from tawthiq.collect.items import Budget, Context, Found, Limits, RawItem
from tawthiq.collect.reading import read_file
from tawthiq.errors import InputError, ProjectError, TawthiqError
from tawthiq.model.drafts import Failure
from tawthiq.preparing import Chunk
from tawthiq.store.captures import (
    Capture,
    Opening,
    Validators,
    fail_capture,
    is_captured,
    note_unchanged,
    open_capture,
    validators,
)
from tawthiq.store.failures import record_failures
from tawthiq.store.intake import Taken
from tawthiq.store.project import Project
from tawthiq.visits import Visits

__all__ = ["Acquirer", "CollectOptions", "Collected", "file_time", "is_address"]

# Items of one task: 50 pages take a worker a second, 50 records 0.1 s; smaller tasks spend their time being sent.
_CHUNK = 50
# Bytes of one task: a chunk of long pages is cut short, so that memory stays flat.
_CHUNK_BYTES = 8 << 20
_REMEMBERED_FAILURES = 1000


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """How to collect.

    Attributes:
        jobs: Worker processes; 1 works in this one.
        columns: For CSV and JSON records: our field to theirs.
        limits: What one source may cost to read.
        fetch: What one address may cost to fetch.
        follows: Whether the pages that a feed's summaries lead to are fetched too.
        on_batch: Called after each commit with the count so far.
    """

    jobs: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    fetch: FetchLimits = field(default_factory=FetchLimits)
    follows: bool = False
    on_batch: Callable[["Collected"], None] = lambda _: None


@dataclass(slots=True)
class Collected:
    """What a run of collecting came to.

    Attributes:
        sources: Taken in.
        unchanged: Sources whose bytes were read to their end before.
        taken: What became of the items.
        failures: Those of this run, the first thousand.
        kept: Whether every failure has a row (false: no space even for that).
    """

    sources: int = 0
    unchanged: int = 0
    taken: Taken = field(default_factory=Taken)
    failures: list[Failure] = field(default_factory=list)
    kept: bool = True

    def fail(self, failure: Failure) -> None:
        """Count a failure of a whole source."""
        self.taken.failed += 1
        self.note(failure)

    def note(self, failure: Failure) -> None:
        """Remember a failure, one of the first thousand."""
        if len(self.failures) < _REMEMBERED_FAILURES:
            self.failures.append(failure)


def is_address(source: str) -> bool:
    """Tell whether a source is an address rather than a file."""
    return "://" in source


class Acquirer:
    """Turns sources into chunks of raw items, noting on the way what fails and what is known already."""

    def __init__(self, project: Project, options: CollectOptions, outcome: Collected) -> None:
        """Take nothing in yet.

        Args:
            project: An open project.
            options: How.
            outcome: Where sources and failures are counted.
        """
        self._project = project
        self._options = options
        self._outcome = outcome
        self._opened: set[int] = set()  # in this run: one named twice may not be written to its end yet
        self._fetcher: Fetcher | None = None
        self._links: dict[str, None] = {}
        self._visits = Visits(project, options.limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._visits.__exit__()
        if self._fetcher is not None:
            self._fetcher.close()

    def chunks(self, sources: Iterable[str]) -> Iterator[Chunk]:
        """Take sources in one after the other.

        Args:
            sources: Files, folders and addresses.

        Yields:
            Chunks of their items; the last of each capture is marked.
        """
        for source in _files(sources):
            yield from self._chunks_from(source)
        # Only pages that feeds lead to: what those pages lead to is not asked for.
        links = [link for link in self._links if not is_captured(self._project, link)]
        self._links.clear()
        for link in links:
            yield from self._chunks_from(link)

    def _chunks_from(self, source: str) -> Iterator[Chunk]:
        self._outcome.sources += 1
        try:
            capture = self._fetch(source) if is_address(source) else self._copy(source)
        except TawthiqError as err:
            stage = "fetch" if is_address(source) else "store"
            self._fail(Failure(stage, source, "", err.what, err.remedy))
            return
        if capture is None or capture.finished or capture.no in self._opened:
            self._outcome.unchanged += 1
            return
        self._opened.add(capture.no)
        yield from self._chunks_of(capture)

    def _copy(self, source: str) -> Capture:
        path = Path(source)
        if path.exists() and not path.is_file():
            raise InputError("no regular file", source, "give a file, a folder or an address")
        stored = self._project.objects.put(path)
        detail = {"modified": file_time(path)}
        return open_capture(self._project, Opening(str(path.resolve()), "file", stored, detail))

    def _fetch(self, address: str) -> Capture | None:
        """Fetch an address; None where its server says that nothing changed."""
        if self._fetcher is None:
            self._fetcher = Fetcher(self._options.fetch)
        known = validators(self._project, address) or Validators(None, None)
        fetched = self._fetcher.fetch(address, etag=known.etag, last_modified=known.last_modified)
        if fetched.warc is None:
            note_unchanged(self._project, address, fetched.detail)
            return None
        stored = self._project.objects.put(BytesIO(fetched.warc))
        told = Validators(fetched.etag, fetched.last_modified)
        return open_capture(self._project, Opening(address, "http", stored, fetched.detail, told))

    def _fail(self, failure: Failure) -> None:
        self._outcome.fail(failure)
        try:
            fail_capture(self._project, failure)
        except ProjectError:
            self._outcome.kept &= record_failures(self._project, [failure])

    def _chunks_of(self, capture: Capture) -> Iterator[Chunk]:
        options = self._options
        name = "capture.warc.gz" if is_address(capture.source) else Path(capture.source).name
        budget = Budget(options.limits.unpacked_bytes)
        answers = self._visits.of(capture.object_sha256)
        context = Context(
            capture.source, name, limits=options.limits, columns=options.columns, budget=budget, answers=answers
        )
        path = self._project.objects.path(capture.object_sha256)
        numbered = enumerate(read_file(path, context), 1)
        waiting: list[tuple[int, Found]] = []
        size = 0
        for ordinal, found in islice(numbered, capture.items_done, None):
            waiting.append((ordinal, found))
            self._note_link(found)
            size += len(found.body) if isinstance(found, RawItem) else 0
            if len(waiting) >= _CHUNK or size >= _CHUNK_BYTES:
                yield Chunk(capture, tuple(waiting))
                waiting, size = [], 0
        yield Chunk(capture, tuple(waiting), last=True)

    def _note_link(self, found: Found) -> None:
        if self._options.follows and isinstance(found, RawItem) and found.given.get("is_summary"):
            link = str(found.given.get("url") or "")
            if is_address(link):
                self._links[link] = None


def file_time(path: Path) -> str:
    """When a file was last changed, as captures note it."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()


def _files(sources: Iterable[str]) -> Iterator[str]:
    """Files as they are, addresses too, folders as the files below them in order; hidden ones are left out."""
    for source in sources:
        path = Path(source)
        if is_address(source) or not path.is_dir():
            yield source
            continue
        for below in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in below.relative_to(path).parts)
            if below.is_file() and not hidden:
                yield str(below)
