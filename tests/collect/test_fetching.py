"""Fetching: what is asked for, what is refused, where it stops."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import replace

import httpcore
import pytest
from web import Page, Site, endless, serve

from tawthiq.collect.fetching import Fetcher, FetchLimits
from tawthiq.collect.guard import GuardedBackend, is_public
from tawthiq.errors import InputError

PUBLIC = "93.184.215.14"
QUICK = FetchLimits(delay_seconds=0.0, allows_private=True, silence_seconds=2.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/robots.txt": Page(b"", 404), "/a": Page("<p>خبر</p>".encode())}) as running:
        yield running


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Rerouted(GuardedBackend):
    """Checks names and addresses as ever, but what it takes for a public server is ours on loopback."""

    def __init__(self, names: dict[str, list[list[str]]]) -> None:
        answers = {name: iter(given) for name, given in names.items()}
        super().__init__(allows_private=False, lookup=lambda host, _port: next(answers[host]))
        self.reached: list[str] = []

    def _connect(self, host: str, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        self.reached.append(address)
        return super()._connect(host, "127.0.0.1" if address == PUBLIC else address, port, timeout)


def _fetcher(limits: FetchLimits = QUICK, clock: Clock | None = None, backend: GuardedBackend | None = None) -> Fetcher:
    time = clock or Clock()
    return Fetcher(limits, clock=time, sleep=time.sleep, backend=backend)


def _bodies(warc: bytes | None) -> list[tuple[str, bytes]]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    assert warc is not None
    records = ArchiveIterator(
        io.BytesIO(warc), record_types=WarcRecordType.response, parse_http=True, auto_decode="all"
    )
    return [(str(record.headers["WARC-Target-URI"]), record.reader.read()) for record in records]


def test_answer_is_written_down_as_warc(site: Site) -> None:
    fetcher = _fetcher()
    fetched = fetcher.fetch(site.url("/a"))
    fetcher.close()
    assert _bodies(fetched.warc) == [(site.url("/a"), "<p>خبر</p>".encode())]
    assert fetched.detail == {"status": 200, "ip": "127.0.0.1"}


def test_packed_and_chunked_answers_read_back(site: Site) -> None:
    body = gzip.compress("<p>خبر</p>".encode())
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:10], body[10:])) + b"0\r\n\r\n"
    headers = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked", "Content-Type": "text/html"}
    site.pages["/z"] = Page(lambda: iter([chunks]), headers=headers)
    fetcher = _fetcher()
    assert _bodies(fetcher.fetch(site.url("/z")).warc)[0][1] == "<p>خبر</p>".encode()
    fetcher.close()


def test_unchanged_page_is_asked_for_with_conditions(site: Site) -> None:
    site.pages["/e"] = Page(b"x", headers={"ETag": '"1"', "Last-Modified": "Wed, 06 May 2020 12:00:00 GMT"})
    fetcher = _fetcher()
    first = fetcher.fetch(site.url("/e"))
    again = fetcher.fetch(site.url("/e"), etag=first.etag, last_modified=first.last_modified)
    fetcher.close()
    assert again.warc is None
    assert site.asked[-1][1]["if-modified-since"] == "Wed, 06 May 2020 12:00:00 GMT"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        (b"User-agent: *\nDisallow: /private", "/private/1", False),
        (b"User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open", True),
        (b"User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        (b"User-agent: tawthiq\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        (b"User-agent: other\nDisallow: /", "/a", True),
    ],
    ids=["prefix", "longest-wins", "wildcard", "by-name", "others"],
)
def test_robots_rules_hold(site: Site, rules: bytes, path: str, allowed: bool) -> None:
    site.pages |= {"/robots.txt": Page(rules), path: Page(b"x")}
    fetcher = _fetcher()
    try:
        fetcher.fetch(site.url(path))
        assert allowed
    except InputError as err:
        assert not allowed
        assert "robots.txt" in err.what
        assert path not in site.paths()
    finally:
        fetcher.close()


def test_robots_that_cannot_be_read_forbid_all(site: Site) -> None:
    site.pages["/robots.txt"] = Page(b"", 503)
    fetcher = _fetcher()
    with pytest.raises(InputError, match="robots"):
        fetcher.fetch(site.url("/a"))
    fetcher.close()
    assert "/a" not in site.paths()


def test_redirect_into_forbidden_paths_is_refused(site: Site) -> None:
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /hidden"),
        "/go": Page(b"", 302, {"Location": "/hidden/x"}),
        "/hidden/x": Page(b"x"),
    }
    fetcher = _fetcher()
    with pytest.raises(InputError, match="robots"):
        fetcher.fetch(site.url("/go"))
    fetcher.close()


def test_hosts_are_asked_no_faster_than_allowed(site: Site) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 7")
    fetcher = _fetcher(replace(QUICK, delay_seconds=1.0), clock)
    for _ in range(2):
        fetcher.fetch(site.url("/a"))
    fetcher.close()
    assert clock.slept == [7.0, 7.0]


def test_busy_server_is_asked_once_more_when_it_says(site: Site) -> None:
    clock = Clock()
    site.pages["/busy"] = Page(b"", 503, {"Retry-After": "9"})
    fetcher = _fetcher(clock=clock)
    with pytest.raises(InputError, match="answers 503"):
        fetcher.fetch(site.url("/busy"))
    fetcher.close()
    assert clock.slept == [9.0]
    assert site.paths().count("/busy") == 2


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("file:///etc/passwd", "only http"),
        ("ftp://host.example/a", "only http"),
        ("http:///a", "only http"),
        ("http://user:secret@host.example/", "password"),
        ("http://host.example:99999/", "no address"),
    ],
)
def test_other_addresses_are_refused(address: str, told: str) -> None:
    fetcher = _fetcher(FetchLimits())
    with pytest.raises(InputError, match=told):
        fetcher.fetch(address)
    fetcher.close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fe80::1%eth0", "no address",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_own_machine_is_refused_in_every_spelling(site: Site, host: str) -> None:
    fetcher = _fetcher(FetchLimits(delay_seconds=0.0))
    with pytest.raises(InputError):
        fetcher.fetch(site.url("/a", host))
    fetcher.close()
    assert site.asked == []


def test_name_with_one_private_address_among_public_ones_is_refused(site: Site) -> None:
    backend = Rerouted({"mixed.example": [[PUBLIC, "10.0.0.5"]]})
    fetcher = _fetcher(FetchLimits(delay_seconds=0.0), backend=backend)
    with pytest.raises(InputError, match="not public"):
        fetcher.fetch(site.url("/a", "mixed.example"))
    fetcher.close()
    assert backend.reached == []


@pytest.mark.parametrize(
    "target", ["http://inside.example:{port}/a", "http://127.0.0.1:{port}/a", "http://169.254.169.254/"]
)
def test_redirect_to_a_private_address_is_refused(site: Site, target: str) -> None:
    site.pages["/go"] = Page(b"", 301, {"Location": target.format(port=site.port)})
    names = {"outside.example": [[PUBLIC]] * 4, "inside.example": [["192.168.0.9"]] * 4}
    names |= {"127.0.0.1": [["127.0.0.1"]] * 4, "169.254.169.254": [["169.254.169.254"]] * 4}
    backend = Rerouted(names)
    fetcher = _fetcher(FetchLimits(delay_seconds=0.0), backend=backend)
    with pytest.raises(InputError, match="not public"):
        fetcher.fetch(site.url("/go", "outside.example"))
    fetcher.close()
    assert set(backend.reached) == {PUBLIC}


def test_name_that_changes_its_address_between_two_requests_is_refused(site: Site) -> None:
    """DNS rebinding: public when robots.txt is read, private when the page is."""
    site.pages["/robots.txt"] = Page(b"", 404, {"Connection": "close"})
    backend = Rerouted({"turn.example": [[PUBLIC], ["127.0.0.1"]]})
    fetcher = _fetcher(FetchLimits(delay_seconds=0.0), backend=backend)
    with pytest.raises(InputError, match="not public"):
        fetcher.fetch(site.url("/a", "turn.example"))
    fetcher.close()
    assert site.paths() == ["/robots.txt"]


def test_redirects_without_end_are_stopped(site: Site) -> None:
    site.pages["/loop"] = Page(b"", 302, {"Location": "/loop"})
    fetcher = _fetcher()
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetcher.fetch(site.url("/loop"))
    fetcher.close()


def test_answer_that_never_ends_is_cut_at_the_limit_of_size(site: Site) -> None:
    site.pages["/feed"] = Page(endless(b"<item><title>x</title></item>" * 1000))
    fetcher = _fetcher(replace(QUICK, max_bytes=300_000))
    with pytest.raises(InputError, match="longer than 300,000 bytes"):
        fetcher.fetch(site.url("/feed"))
    fetcher.close()


def test_answer_that_drips_is_cut_at_the_limit_of_time(site: Site) -> None:
    site.pages["/slow"] = Page(endless(b"x", 0.05))
    fetcher = Fetcher(replace(QUICK, total_seconds=0.5))
    with pytest.raises(InputError, match="took longer"):
        fetcher.fetch(site.url("/slow"))
    fetcher.close()


def test_silent_server_is_given_up(site: Site) -> None:
    site.pages["/silent"] = Page(endless(b"", 3.0))
    fetcher = Fetcher(replace(QUICK, silence_seconds=0.3))
    with pytest.raises(InputError, match="no answer within"):
        fetcher.fetch(site.url("/silent"))
    fetcher.close()


def test_missing_page_and_unknown_host_say_so(site: Site) -> None:
    fetcher = _fetcher()
    with pytest.raises(InputError, match="answers 404"):
        fetcher.fetch(site.url("/none"))
    with pytest.raises(InputError, match="unknown"):
        fetcher.fetch("http://no-such-host.invalid/")
    fetcher.close()
