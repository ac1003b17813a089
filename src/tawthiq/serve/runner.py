"""Run the server: catch up in the background, answer until it is stopped."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import uvicorn

from tawthiq.errors import TawthiqError
from tawthiq.serve.accounts import Accounts
from tawthiq.serve.app import make_app
from tawthiq.serve.desk import Desk
from tawthiq.store.project import Project

__all__ = ["Serving", "serve"]

_LOG = logging.getLogger("tawthiq.serve")
_CATCH_UP_SECONDS: Final = 5.0
"""How long the desk may lag behind a `code` or `link` that runs beside it."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve.

    Attributes:
        host: Address to listen at; this machine only by default.
        port: Port.
        is_public: Whether released data is shown to everybody.
        is_behind_https: Whether a proxy speaks HTTPS for it: cookies go over HTTPS only.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    is_public: bool = False
    is_behind_https: bool = False


def serve(project: Project, how: Serving, on_ready: Callable[[], None] = lambda: None) -> None:
    """Serve a project until the process is told to end.

    Args:
        project: An open project.
        how: Where.
        on_ready: Called once it answers.
    """
    desk = Desk(project, Accounts(project), how.is_public, how.is_behind_https)
    config = uvicorn.Config(
        make_app(desk), host=how.host, port=how.port, log_level="warning", server_header=False, date_header=True,
        proxy_headers=how.is_behind_https, timeout_keep_alive=30, h11_max_incomplete_event_size=65_536,
    )  # fmt: skip
    server = _Server(config, on_ready)
    with _catching_up(desk):
        server.run()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: object = None) -> None:
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            self._on_ready()


@contextlib.contextmanager
def _catching_up(desk: Desk) -> Iterator[None]:
    """Bring the desk up now and then, in a thread of its own, until the block ends."""
    ended = threading.Event()

    def work() -> None:
        while True:
            try:
                desk.catch_up()
            except TawthiqError as error:  # a database that is locked or full: the next round tries again
                _LOG.error("%s", error)
            if ended.wait(_CATCH_UP_SECONDS):
                return

    thread = threading.Thread(target=work, name="catch-up", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=30)
