"""Prepare items for the store, in this process or in workers: draft, search words, signature of each.

Joins collect, store and linking, which do not know each other. Order is kept: chunks come out as they went in.
"""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.collect.drafting import draft_of
from tawthiq.collect.items import Found, RawItem
from tawthiq.collect.outlets import Outlets, load_outlets
from tawthiq.linking.copies import bands, signature
from tawthiq.model.drafts import Draft, Failure
from tawthiq.store.captures import Capture
from tawthiq.store.prepared import Prepared
from tawthiq.store.terms import index_text
from tawthiq.workers import map_in_order

__all__ = ["Chunk", "draft_within", "prepare", "prepare_chunks", "sign"]

Made = TypeVar("Made")

# The longest real page took 2 s, a book of 900 pages as PDF 40 s; what takes longer was made to.
_ITEM_SECONDS = 120.0


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
    return _within_limit(item, lambda: _prepared_or_failed(draft_of(item, outlets)))


def draft_within(item: RawItem, outlets: Outlets) -> Draft | Failure:
    """Make of a raw item its draft alone, in no more time than `prepare` may take."""
    return _within_limit(item, lambda: draft_of(item, outlets))


def _within_limit(item: RawItem, work: Callable[[], Made]) -> Made | Failure:
    try:
        with _time_limit(_ITEM_SECONDS):
            return work()
    except TimeoutError as err:
        return Failure("extract", item.source, item.locator, str(err), "look at it by hand")


def _prepared_or_failed(draft: Draft | Failure) -> Prepared | Failure:
    return draft if isinstance(draft, Failure) else _prepared(draft)


def _prepared(draft: Draft) -> Prepared:
    folded = fold(draft.text)
    words = cut(folded.text)
    signed = signature(words.forms)
    offsets = folded.offsets
    index = index_text(draft.text, words, offsets.__getitem__ if offsets is not None else int, draft.title)
    return Prepared(draft, index, signed, bands(signed))


def sign(text: str) -> tuple[bytes, tuple[int, ...]]:
    """Sign a text for near copies, as `prepare` does: signature and bands."""
    signed = signature(cut(fold(text).text).forms)
    return signed, bands(signed)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise a TimeoutError inside the block once it takes too long, and again should somebody swallow it.

    Only the main thread of a process can be interrupted; elsewhere nothing is limited.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise TimeoutError(f"took longer than {seconds:.0f} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 5.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True, slots=True)
class _Task:
    found: tuple[Found, ...]
    own_outlets: Path


def prepare_chunks(
    chunks: Iterable[Chunk], jobs: int, own_outlets: Path
) -> Iterator[tuple[Chunk, list[Prepared | Failure]]]:
    """Prepare chunks, in this process or in others.

    Args:
        chunks: Taken a few ahead of what is yielded.
        jobs: Processes; 1 for this one.
        own_outlets: Folder of the user's outlets; need not exist.

    Yields:
        Each chunk with what its items came to, in order.

    Raises:
        ProjectError: A worker was killed, by the system for want of memory as a rule; run again to go on.
    """
    sent: deque[Chunk] = deque()  # chunks stay here: their bytes need not travel back

    def tasks() -> Iterator[_Task]:
        for chunk in chunks:
            sent.append(chunk)
            yield _Task(tuple(found for _, found in chunk.items), own_outlets)

    for prepared in map_in_order(_prepare_all, tasks(), jobs):
        yield sent.popleft(), prepared


def _prepare_all(task: _Task) -> list[Prepared | Failure]:
    outlets = _outlets(task.own_outlets)
    return [prepare(item, outlets) if isinstance(item, RawItem) else item for item in task.found]


@cache
def _outlets(own: Path) -> Outlets:
    return load_outlets(own if own.is_dir() else None)
