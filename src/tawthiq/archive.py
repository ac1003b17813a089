"""Join collecting and the store: sources in, reports kept.

1. each source's bytes go into the evidence store and a capture is opened, before anything is read;
2. readers cut the object into raw items, from where a stopped run had come;
3. worker processes make drafts, search words and signatures of them (tawthiq.preparing);
4. batches are written in one transaction each (tawthiq.store.intake).

Steps 2 to 4 stream: no more than a few chunks of items and one batch are held at any time.
"""

import time
from collections.abc import Callable, Iterable, Sequence

from tawthiq.acquiring import Acquirer, Collected, CollectOptions
from tawthiq.errors import ProjectError
from tawthiq.linking.copies import COPY_THRESHOLD, METHOD, similarity
from tawthiq.model.drafts import Failure
from tawthiq.preparing import Chunk, prepare_chunks, sign
from tawthiq.store.failures import absorb_spool, record_failures
from tawthiq.store.intake import Item, write_batch
from tawthiq.store.prepared import Prepared
from tawthiq.store.project import Project
from tawthiq.store.signing import settle_method

__all__ = ["CollectOptions", "Collected", "collect"]

# Reports to a transaction: each commit costs 5 to 20 ms on a disk that keeps its word.
_BATCH = 500
_BATCH_SECONDS = 5.0


def collect(project: Project, sources: Iterable[str], options: CollectOptions | None = None) -> Collected:
    """Collect sources into a project.

    Args:
        project: An open project.
        sources: Files, folders and addresses.
        options: How.

    Returns:
        What it came to; sources that failed are rows, and the others are done.

    Raises:
        ProjectError: The database takes nothing (locked, full), which is noted for the next run. What was committed
            stays; run again to go on.
    """
    chosen = options or CollectOptions()
    outcome = Collected()
    own_outlets = project.root / "outlets"
    with Acquirer(project, chosen, outcome) as acquirer:
        writer = _Writer(project, outcome, chosen.on_batch)
        try:
            absorb_spool(project)
            settle_method(project, METHOD, sign)
            project.objects.clean(time.time())
            for chunk, prepared in prepare_chunks(acquirer.chunks(sources), chosen.jobs, own_outlets):
                writer.take(chunk, prepared)
            writer.flush()
        except ProjectError as err:
            record_failures(project, [Failure("store", err.where, "", err.what, err.remedy)])
            raise
    return outcome


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
