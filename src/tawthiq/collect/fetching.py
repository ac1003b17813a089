"""Fetch pages and feeds over http: politely, within limits, and written down as WARC the moment they arrive.

1. the address: http or https, a host, no password in it; its host must be public (tawthiq.collect.guard);
2. robots.txt of its origin, read once a day (RFC 9309: missing allows all, unreachable allows nothing);
3. no more than one request a second to a host, or what robots.txt asks for;
4. If-None-Match and If-Modified-Since from the last capture;
5. redirects: up to five, each checked as a new address;
6. size and time limits, on what arrives and on the whole.
"""

import io
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

from tawthiq.collect.guard import GuardedBackend
from tawthiq.errors import InputError

__all__ = ["FetchLimits", "Fetched", "Fetcher"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_NOT_MODIFIED = 304
_OK = 200
_ROBOTS_SECONDS = 86400.0
_ROBOTS_BYTES = 512 * 1024  # RFC 9309, section 2.5: at least 500 kibibytes


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much one address may cost, and how gently it is asked.

    Attributes:
        max_bytes: Of one answer as it arrives, packed or not.
        total_seconds: For one address with its redirects, waiting for its turn left out.
        silence_seconds: Without a byte, or to connect.
        redirects: How many.
        delay_seconds: Between two requests to one host; robots.txt may ask for more.
        longest_wait_seconds: That robots.txt or a busy server (Retry-After) may ask for; beyond it we give up.
        allows_private: Whether hosts of the own net may be reached.
        agent: Our name.
    """

    max_bytes: int = 20 * (1 << 20)
    total_seconds: float = 60.0
    silence_seconds: float = 15.0
    redirects: int = 5
    delay_seconds: float = 1.0
    longest_wait_seconds: float = 60.0
    allows_private: bool = False
    agent: str = "tawthiq (archive of published reports)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of an address.

    Attributes:
        warc: A WARC file with every request and answer; None where the server said that nothing changed.
        address: The last one, after redirects.
        detail: Status, redirects, server's IP, sizes, for the custody log.
        etag: Of the answer.
        last_modified: Of the answer.
    """

    warc: bytes | None
    address: str
    detail: dict[str, Any] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    request: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)


class Fetcher:
    """Fetches addresses one after the other; remembers robots.txt and when each host was asked last."""

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        backend: GuardedBackend | None = None,
    ) -> None:
        """Connect nowhere yet.

        Args:
            limits: How much each address may cost.
            clock: Seconds that only grow.
            sleep: Waits.
            backend: Connects; for tests.
        """
        self._limits = limits or FetchLimits()
        self._clock, self._sleep = clock, sleep
        self._backend = backend or GuardedBackend(allows_private=self._limits.allows_private)
        self._pool = httpcore.ConnectionPool(network_backend=self._backend, max_keepalive_connections=4)
        self._robots: dict[str, tuple[float, Any]] = {}
        self._asked: dict[str, float] = {}

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def fetch(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch one address.

        Args:
            address: http or https.
            etag: Of the last capture.
            last_modified: Of the last capture.

        Returns:
            A WARC of all that was asked and answered, or a note that nothing changed.

        Raises:
            InputError: The address is refused, forbidden by robots.txt, out of reach, too slow, too long, or answers
                with an error.
        """
        extra = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in extra.items() if value}
        hops: list[tuple[str, _Answer]] = []
        ends_at = self._clock() + self._limits.total_seconds
        current = address
        while True:
            self._check(current)
            answer, waited = self._ask_politely(current, conditions, ends_at)
            ends_at += waited
            hops.append((current, answer))
            if answer.status not in _REDIRECTS:
                return self._outcome(address, hops)
            if len(hops) > self._limits.redirects:
                raise InputError(f"more than {self._limits.redirects} redirects", address)
            target = answer.header("location")
            if not target:
                raise InputError(f"a redirect ({answer.status}) to nowhere", current)
            current = urljoin(current, target)

    def _check(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            host, _port = parts.hostname, parts.port
        except ValueError as err:
            raise InputError(f"no address: {err}", address) from err
        if parts.scheme not in {"http", "https"} or not host:
            raise InputError("only http and https addresses are fetched", address)
        if parts.username or parts.password:
            raise InputError("an address with a password in it is not fetched", host)
        if not self._robots_of(address).can_fetch(address, self._limits.agent):
            raise InputError("robots.txt forbids it", address, "ask the site, or save the page by hand")

    def _robots_of(self, address: str) -> Any:
        """The rules of an address's origin; Protego reads them as RFC 9309 says, wildcards too."""
        from protego import Protego

        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._robots.get(origin)
        if known and self._clock() - known[0] < _ROBOTS_SECONDS:
            return known[1]
        rules = Protego.parse(self._robots_text(f"{origin}/robots.txt"))
        self._robots[origin] = (self._clock(), rules)
        return rules

    def _robots_text(self, address: str) -> str:
        nothing, everything = "User-agent: *\nDisallow: /", ""
        current = address
        try:
            for _ in range(self._limits.redirects + 1):
                self._wait_turn(current, self._limits.delay_seconds)
                answer = self._ask(current, {}, self._clock() + self._limits.total_seconds, _ROBOTS_BYTES)
                if answer.status not in _REDIRECTS or not answer.header("location"):
                    break
                current = urljoin(current, answer.header("location") or "")
                if urlsplit(current).scheme not in {"http", "https"}:
                    return everything
        except InputError as err:
            if "longer than" in err.what:
                return everything
            raise InputError(f"robots.txt cannot be read: {err.what}", err.where or address, err.remedy) from err
        if answer.status == _OK:
            return answer.body.decode("utf-8", "replace")
        return nothing if answer.status >= 500 or answer.status == 429 else everything

    def _ask_politely(self, address: str, conditions: Mapping[str, str], ends_at: float) -> tuple[_Answer, float]:
        """Ask in turn, and once more where a busy server says when; the time waited is not the server's fault."""
        asked_for = self._robots_of(address).crawl_delay(self._limits.agent) or 0.0
        delay = max(self._limits.delay_seconds, min(float(asked_for), self._limits.longest_wait_seconds))
        waited = self._wait_turn(address, delay)
        answer = self._ask(address, conditions, ends_at + waited, self._limits.max_bytes)
        if answer.status in _BUSY and (pause := self._pause(answer)) is not None:
            self._sleep(pause)
            waited += pause
            answer = self._ask(address, conditions, ends_at + waited, self._limits.max_bytes)
        return answer, waited

    def _wait_turn(self, address: str, delay: float) -> float:
        host = urlsplit(address).netloc
        due = self._asked.get(host, float("-inf")) + delay
        waited = max(0.0, due - self._clock())
        if waited:
            self._sleep(waited)
        self._asked[host] = self._clock()
        return waited

    def _pause(self, answer: _Answer) -> float | None:
        said = answer.header("retry-after") or ""
        pause = float(said) if said.isdigit() else 5.0
        return pause if pause <= self._limits.longest_wait_seconds else None

    def _ask(self, address: str, conditions: Mapping[str, str], ends_at: float, max_bytes: int) -> _Answer:
        parts = urlsplit(address)
        headers = {"Host": parts.netloc, "User-Agent": self._limits.agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
        request = tuple({**headers, **conditions}.items())
        silence = self._limits.silence_seconds
        times = {"connect": silence, "read": silence, "write": silence, "pool": silence}
        try:
            url = httpcore.URL(_ascii(address))
            sent = [(name.encode(), value.encode("latin-1", "replace")) for name, value in request]
            with self._pool.stream("GET", url, headers=sent, extensions={"timeout": times}) as answer:
                body = self._body(answer, address, ends_at, max_bytes)
                told = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers)
                return _Answer(answer.status, told, body, request)
        except httpcore.TimeoutException as err:
            raise InputError(f"no answer within {silence:.0f} seconds", address, "try again later") from err
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as err:
            raise InputError(f"cannot be fetched: {err or type(err).__name__}", address, "try again later") from err

    def _body(self, answer: Any, address: str, ends_at: float, max_bytes: int) -> bytes:
        held, size = io.BytesIO(), 0
        for piece in answer.iter_stream():
            size += held.write(piece)
            if size > max_bytes:
                raise InputError(f"the answer is longer than {max_bytes:,} bytes", address, "raise the limit if meant")
            if self._clock() > ends_at:
                limit = self._limits.total_seconds
                raise InputError(f"the answer took longer than {limit:.0f} seconds", address, "try again later")
        return held.getvalue()

    def _outcome(self, asked: str, hops: list[tuple[str, _Answer]]) -> Fetched:
        address, answer = hops[-1]
        detail: dict[str, Any] = {
            "status": answer.status,
            "ip": self._backend.peers.get(urlsplit(address).hostname or ""),
        }
        if len(hops) > 1:
            detail["redirects"] = [hop for hop, _ in hops[1:]]
        etag, modified = answer.header("etag"), answer.header("last-modified")
        if answer.status == _NOT_MODIFIED:
            return Fetched(None, address, detail, etag, modified)
        if answer.status != _OK:
            raise InputError(f"the server answers {answer.status}", asked, "check the address")
        return Fetched(_warc(hops, self._backend.peers), address, detail, etag, modified)


def _ascii(address: str) -> str:
    """Write an address with an Arabic host or path as the wire wants it."""
    from urllib.parse import quote

    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    netloc = f"[{host}]" if ":" in host else host
    if parts.port:
        netloc += f":{parts.port}"
    safe = "/%:=&?~#+!$,;'@()*[]"
    query = f"?{quote(parts.query, safe=safe)}" if parts.query else ""
    return f"{parts.scheme}://{netloc}{quote(parts.path, safe=safe) or '/'}{query}"


def _warc(hops: list[tuple[str, _Answer]], peers: Mapping[str, str]) -> bytes:
    """Write requests and answers as WARC 1.1, bodies as they arrived but for the chunks of the transport."""
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
    from warcio.warcwriter import BufferWARCWriter  # type: ignore[import-untyped]

    class Writer(BufferWARCWriter):  # type: ignore[misc]
        """Holds records in memory: warcio leaves its temporary files to be closed by chance."""

        _create_temp_file = staticmethod(io.BytesIO)

    writer = Writer(gzip=True, warc_version="1.1")
    for address, answer in hops:
        # The chunks are gone; a reader that believed the header would look for them.
        headers = [
            (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
            for name, value in answer.headers
        ]
        ip = peers.get(urlsplit(address).hostname or "")
        response = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(answer.body),
            http_headers=StatusAndHeaders(f"{answer.status} -", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-IP-Address": ip} if ip else None,
        )
        target = urlsplit(_ascii(address))
        path = target.path + (f"?{target.query}" if target.query else "")
        asked = StatusAndHeaders(f"GET {path} HTTP/1.1", list(answer.request), is_http_request=True)
        writer.write_request_response_pair(writer.create_warc_record(address, "request", http_headers=asked), response)
    contents: bytes = writer.get_contents()
    return contents
