"""A web server of our own on loopback for the tests of fetching and crawling."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Page:
    """What the server answers to one path.

    Attributes:
        body: The body; a callable is asked for pieces until it ends or the client goes away.
        status: HTTP status.
        headers: Further headers.
    """

    body: bytes | Callable[[], Iterator[bytes]] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass
class Site:
    """A running server: its pages may be changed while it runs.

    Attributes:
        pages: Path to page.
        asked: (path, headers) of every request so far.
        port: Where it listens.
    """

    pages: dict[str, Page]
    asked: list[tuple[str, dict[str, str]]]
    port: int

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serve(pages: dict[str, Page]) -> Iterator[Site]:
    """Serve pages on a free port until the block ends."""
    site = Site(pages, [], 0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            page = site.pages.get(self.path, Page(b"not here", 404))
            etag = page.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                page = Page(b"", 304, {"ETag": etag})
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if callable(page.body):
                self.send_header("Connection", "close")
                self.end_headers()
                try:
                    for piece in page.body():
                        self.wfile.write(piece)
                        self.wfile.flush()
                except OSError:
                    self.close_connection = True
                self.close_connection = True
            else:
                self.send_header("Content-Length", str(len(page.body)))
                self.end_headers()
                self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def endless(piece: bytes, pause: float = 0.0) -> Callable[[], Iterator[bytes]]:
    """A body that never ends by itself (a hundred thousand pieces, for a test that fails)."""

    def pieces() -> Iterator[bytes]:
        for _ in range(100_000):
            yield piece
            time.sleep(pause)

    return pieces
