"""Join collecting and the store: sources in, reports kept.

1. each source's bytes go into the evidence store and a capture is opened, before anything is read;
2. readers cut the object into raw items, from where a stopped run had come;
3. worker processes make drafts, search words and signatures of them (tawthiq.preparing);
4. batches are written in one transaction each (tawthiq.store.intake).

Steps 2 to 4 stream: no more than a few chunks of items and one batch are held at any time.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tawthiq.collect.items import Context, Found, Limits, RawItem
from tawthiq.collect.reading import read_file
from tawthiq.errors import ProjectError, TawthiqError
from tawthiq.linking.copies import COPY_THRESHOLD, similarity
from tawthiq.model.drafts import Failure
from tawthiq.preparing import Chunk, Workers
from tawthiq.store.captures import Capture, Opening, fail_capture, open_capture
from tawthiq.store.failures import absorb_spool, record_failures
from tawthiq.store.intake import Item, Taken, write_batch
from tawthiq.store.prepared import Prepared
from tawthiq.store.project import Project

__all__ = ["CollectOptions", "Collected", "collect"]

# Items of one task: 50 pages take a worker a second, 50 records 0.1 s; smaller tasks spend their time being sent.
_CHUNK = 50
# Bytes of one task: a chunk of long pages is cut short, so that memory stays flat.
_CHUNK_BYTES = 8 << 20
# Reports to a transaction: each commit costs 5 to 20 ms on a disk that keeps its word.
_BATCH = 500
_BATCH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """How to collect.

    Attributes:
        jobs: Worker processes; 1 works in this one.
        columns: For CSV and JSON records: our field to theirs.
        limits: What one source may cost.
        on_batch: Called after each commit with the count so far.
    """

    jobs: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
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
        if len(self.failures) < 1000:
            self.failures.append(failure)


def collect(project: Project, sources: Iterable[str], options: CollectOptions | None = None) -> Collected:
    """Collect sources into a project.

    Args:
        project: An open project.
        sources: Files and folders.
        options: How.

    Returns:
        What it came to; sources that failed are rows, and the others are done.

    Raises:
        ProjectError: The database takes nothing (locked, full). What was committed stays; run again to go on.
    """
    chosen = options or CollectOptions()
    outcome = Collected()
    absorb_spool(project)
    project.objects.clean(time.time())
    intake = _Intake(project, chosen, outcome)
    with Workers(chosen.jobs, project.root / "outlets") as workers:
        writer = _Writer(project, outcome, chosen.on_batch)
        for chunk, prepared in workers.run(intake.chunks(sources)):
            writer.take(chunk, prepared)
        writer.flush()
    return outcome


class _Intake:
    """Steps 1 and 2: sources to chunks of raw items."""

    def __init__(self, project: Project, options: CollectOptions, outcome: Collected) -> None:
        self._project = project
        self._options = options
        self._outcome = outcome
        self._opened: set[int] = set()  # in this run: one named twice may not be written to its end yet

    def chunks(self, sources: Iterable[str]) -> Iterator[Chunk]:
        for source in _files(sources):
            self._outcome.sources += 1
            try:
                capture = self._take_in(source)
            except TawthiqError as err:
                self._fail(Failure("store", source, "", err.what, err.remedy))
                continue
            if capture.finished or capture.no in self._opened:
                self._outcome.unchanged += 1
                continue
            self._opened.add(capture.no)
            yield from self._chunks_of(capture)

    def _take_in(self, source: str) -> Capture:
        path = Path(source)
        stored = self._project.objects.put(path)
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
        return open_capture(self._project, Opening(str(path.resolve()), "file", stored, {"modified": modified}))

    def _fail(self, failure: Failure) -> None:
        self._outcome.fail(failure)
        try:
            fail_capture(self._project, failure)
        except ProjectError:
            self._outcome.kept &= record_failures(self._project, [failure])

    def _chunks_of(self, capture: Capture) -> Iterator[Chunk]:
        options = self._options
        context = Context(capture.source, Path(capture.source).name, limits=options.limits, columns=options.columns)
        path = self._project.objects.path(capture.object_sha256)
        numbered = enumerate(read_file(path, context), 1)
        waiting: list[tuple[int, Found]] = []
        size = 0
        for ordinal, found in islice(numbered, capture.items_done, None):
            waiting.append((ordinal, found))
            size += len(found.body) if isinstance(found, RawItem) else 0
            if len(waiting) >= _CHUNK or size >= _CHUNK_BYTES:
                yield Chunk(capture, tuple(waiting))
                waiting, size = [], 0
        yield Chunk(capture, tuple(waiting), last=True)


class _Writer:
    """Step 4: prepared items to batches."""

    def __init__(self, project: Project, outcome: Collected, on_batch: Callable[[Collected], None]) -> None:
        self._project = project
        self._outcome = outcome
        self._on_batch = on_batch
        self._items: list[Item] = []
        self._finished: list[int] = []
        self._since = time.monotonic()

    def take(self, chunk: Chunk, prepared: Sequence[Prepared | Failure]) -> None:
        capture = chunk.capture
        for (ordinal, _), found in zip(chunk.items, prepared, strict=True):
            self._items.append(Item(capture.no, capture.object_sha256, capture.source, found, ordinal))
            if isinstance(found, Failure):
                self._outcome.note(found)
        if chunk.last:
            self._finished.append(capture.no)
        if len(self._items) >= _BATCH or time.monotonic() - self._since > _BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        self._outcome.taken.add(write_batch(self._project, self._items, _similar, self._finished))
        self._items, self._finished = [], []
        self._since = time.monotonic()
        self._on_batch(self._outcome)


def _similar(one: bytes, other: bytes) -> bool:
    return similarity(one, other) >= COPY_THRESHOLD


def _files(sources: Iterable[str]) -> Iterator[str]:
    """Files as they are, folders as the files below them in order; hidden ones are left out."""
    for source in sources:
        path = Path(source)
        if not path.is_dir():
            yield source
            continue
        for below in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in below.relative_to(path).parts)
            if below.is_file() and not hidden:
                yield str(below)
