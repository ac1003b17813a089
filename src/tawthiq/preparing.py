"""Prepare items for the store, in this process or in workers: draft, search words, signature of each.

Joins collect, store and linking, which do not know each other. Order is kept: chunks come out as they went in.
"""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import Self

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.collect.drafting import draft_of
from tawthiq.collect.items import Found, RawItem
from tawthiq.errors import ProjectError
from tawthiq.linking.copies import bands, signature
from tawthiq.model.drafts import Failure
from tawthiq.resources.outlets import Outlets, load_outlets
from tawthiq.store.captures import Capture
from tawthiq.store.prepared import Prepared
from tawthiq.store.terms import index_text

__all__ = ["Chunk", "Workers", "prepare"]

# Chunks under way for each worker: one at work, one waiting, one being sent.
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some items of a capture.

    Attributes:
        capture: Where they come from.
        items: (ordinal in the capture, item or failure) in order.
        last: Whether nothing more comes of this capture.
    """

    capture: Capture
    items: tuple[tuple[int, Found], ...]
    last: bool = False


def prepare(item: RawItem, outlets: Outlets) -> Prepared | Failure:
    """Make of a raw item all that the store writes of it.

    Args:
        item: From a reader.
        outlets: All outlets.

    Returns:
        The prepared report, or why there is none.
    """
    draft = draft_of(item, outlets)
    if isinstance(draft, Failure):
        return draft
    folded = fold(draft.text)
    words = cut(folded.text)
    signed = signature(words.forms)
    offsets = folded.offsets
    index = index_text(draft.text, words, offsets.__getitem__ if offsets is not None else int, draft.title)
    return Prepared(draft, index, signed, bands(signed))


def _prepare_all(items: list[Found], own_outlets: Path) -> list[Prepared | Failure]:
    outlets = _outlets(own_outlets)
    return [prepare(item, outlets) if isinstance(item, RawItem) else item for item in items]


@cache
def _outlets(own: Path) -> Outlets:
    return load_outlets(own if own.is_dir() else None)


class Workers:
    """Worker processes, or this one."""

    def __init__(self, jobs: int, own_outlets: Path) -> None:
        """Start nothing yet.

        Args:
            jobs: How many processes; 1 for this one.
            own_outlets: Folder of the user's outlets; need not exist.
        """
        self._jobs = jobs
        self._own = own_outlets
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._jobs > 1:
            # A fork server: no open database connection is inherited, and the packages are imported once.
            self._pool = ProcessPoolExecutor(self._jobs, get_context("forkserver"), _end_with_parent)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Prepared | Failure]]]:
        """Prepare chunks.

        Args:
            chunks: Taken a few ahead of what is yielded.

        Yields:
            Each chunk with what its items came to, in the same order.

        Raises:
            ProjectError: A worker was killed, by the system for memory as a rule.
        """
        if self._pool is None:
            for chunk in chunks:
                yield chunk, _prepare_all([found for _, found in chunk.items], self._own)
            return
        waiting: deque[tuple[Chunk, Future[list[Prepared | Failure]]]] = deque()
        try:
            for chunk in chunks:
                found = [found for _, found in chunk.items]
                waiting.append((chunk, self._pool.submit(_prepare_all, found, self._own)))
                if len(waiting) > self._jobs * _AHEAD:
                    first, ready = waiting.popleft()
                    yield first, ready.result()
            while waiting:
                first, ready = waiting.popleft()
                yield first, ready.result()
        except BrokenProcessPool as err:
            raise ProjectError(
                "a worker process was killed", remedy="run again with --jobs 1: it goes on where it stopped"
            ) from err


def _end_with_parent() -> None:
    """End this worker when the process that started it is killed; its queue would keep it waiting for ever."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
