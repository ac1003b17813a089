"""Work spread over processes: chunks go in and results come out in the same order, a few chunks ahead at most."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import Self, TypeVar

from tawthiq.errors import ProjectError

__all__ = ["Workers", "begin_worker", "map_in_order"]

In = TypeVar("In")
Out = TypeVar("Out")

# Chunks under way for each worker: one at work, one waiting, one being sent.
_AHEAD = 3


class Workers:
    """Processes that stay for several rounds of work; with one job the work is done in this process.

    Args:
        jobs: Processes.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._jobs > 1:
            # A fork server and no plain fork: this process may have threads (a progress bar) and open files.
            self._pool = ProcessPoolExecutor(self._jobs, get_context("forkserver"), begin_worker)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def map(self, work: Callable[[In], Out], chunks: Iterable[In]) -> Iterator[Out]:
        """Apply a function to chunks.

        Args:
            work: A function of a module, so that other processes can import it; it caches what it loads.
            chunks: Taken a few ahead of what is yielded, so that memory stays flat however many there are.

        Yields:
            What `work` gives for each chunk, in order.

        Raises:
            ProjectError: A worker was killed, by the system for want of memory as a rule.
        """
        if self._pool is None:
            yield from map(work, chunks)
            return
        waiting: deque[Future[Out]] = deque()
        try:
            for chunk in chunks:
                waiting.append(self._pool.submit(work, chunk))
                if len(waiting) > self._jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ProjectError("a worker process was killed", remedy="run again with fewer --jobs") from error


def map_in_order(work: Callable[[In], Out], chunks: Iterable[In], jobs: int) -> Iterator[Out]:
    """Apply a function to chunks, in this process or in others, for one round; see `Workers.map`."""
    with Workers(jobs) as workers:
        yield from workers.map(work, chunks)


def begin_worker() -> None:
    """Leave Ctrl-C to the process that started this one, and end with it even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
