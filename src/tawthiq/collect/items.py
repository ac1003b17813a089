"""What readers take and give: a context that says where we are, raw items and failures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, Protocol

from tawthiq.errors import InputError, TawthiqError
from tawthiq.model.drafts import Failure

__all__ = ["Answers", "Budget", "Context", "Found", "Limits", "Place", "RawItem", "bounded", "lines"]

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one source may cost. Sizes are in bytes; each is far above real sources and far below a machine's.

    Attributes:
        item_bytes: One page, post, line or member, unpacked. The longest real report met was 0.4 MB, its page 6 MB.
        unpacked_bytes: All that comes out of one compressed file.
        ratio: Unpacked to packed, beyond `ratio_from`. Text packs 3 to 20 times, repeated records 60, a bomb 1000.
        ratio_from: Unpacked bytes before the ratio is looked at.
        members: Files in one archive.
        depth: Archives within archives.
    """

    item_bytes: int = 32 * _MIB
    unpacked_bytes: int = 64 * 1024 * _MIB
    ratio: int = 200
    ratio_from: int = 16 * _MIB
    members: int = 1_000_000
    depth: int = 3


@dataclass(frozen=True, slots=True)
class RawItem:
    """One report before anything was made of it.

    Attributes:
        kind: Key of the table in `drafting`: "text", "html", "fragment", "mhtml", "pdf" or "post".
        locator: Where inside the object its bytes stand; pieces are joined by "!".
        body: Its bytes as they stand there; what `raw_sha256` is taken of.
        source: Path or address of the object, for page keys and messages.
        given: What the container says of it: id, url, title, author, source, published, published_basis, charset,
            text (where the body is a record that holds it), fetched_at, extra.
    """

    kind: str
    locator: str
    body: bytes
    source: str
    given: Mapping[str, object] = field(default_factory=dict)


class Budget:
    """What one object may unpack to, over all archives inside it."""

    def __init__(self, limit: int) -> None:
        """Begin with nothing spent.

        Args:
            limit: In bytes.
        """
        self._limit = self._left = limit

    def spend(self, size: int) -> None:
        """Take bytes off.

        Args:
            size: How many were unpacked.

        Raises:
            InputError: More than the limit in all.
        """
        self._left -= size
        if self._left < 0:
            raise InputError(f"unpacks to more than {self._limit:,} bytes", remedy="unpack it by hand and look at it")


Found = RawItem | Failure
"""What a reader yields."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an archived answer of another file stands.

    Attributes:
        file: The WARC, open; not to be closed, and good until the next is asked for.
        at: The byte where its record begins.
        object_sha256: The object that holds the WARC.
        locator: Of the record inside that object.
    """

    file: IO[bytes]
    at: int
    object_sha256: str
    locator: str


class Answers(Protocol):
    """Remembers where archived answers stand, for records of later files that only refer to them."""

    def note(self, warc: str, places: Mapping[str, int]) -> None:
        """Remember the answers of one WARC.

        Args:
            warc: Locator of the WARC inside its object; "" where it is the object.
            places: Names of answers (`readers.revisits`), each with the byte where its record begins.
        """

    def find(self, names: Sequence[str]) -> Place | None:
        """Look for an answer in files that were read before.

        Args:
            names: What it may be known by, the surest first.

        Returns:
            Where it stands, or None.
        """


@dataclass(frozen=True, slots=True)
class Context:
    """Where a reader stands.

    Attributes:
        source: Path or address of the object.
        name: File name of what is read now, for its suffix.
        locator: Where inside the object that is; "" for all of it.
        limits: How much it may cost.
        columns: For CSV: our field to the name of its column.
        depth: How many archives we are inside of.
        given: What is known of all items from outside, such as the address that a WARC record names.
        budget: What may still be unpacked; shared by all contexts inside one object.
        answers: Where answers in other files stand; None where no other file is known.
    """

    source: str
    name: str
    locator: str = ""
    limits: Limits = Limits()
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    given: Mapping[str, object] = field(default_factory=dict)
    budget: Budget = field(default_factory=lambda: Budget(Limits().unpacked_bytes))
    answers: Answers | None = None

    def at(self, piece: str) -> str:
        """Write the locator of a piece of what is read now."""
        return f"{self.locator}!{piece}" if self.locator else piece

    def inside(self, piece: str, name: str) -> "Context":
        """Go one archive deeper.

        Args:
            piece: Of the locator.
            name: File name of the member.

        Returns:
            The context for reading the member.

        Raises:
            InputError: The archives are nested too deep.
        """
        if self.depth >= self.limits.depth:
            raise InputError(f"archives nested deeper than {self.limits.depth}", self.at(piece), "unpack it first")
        return replace(self, name=name, locator=self.at(piece), depth=self.depth + 1)

    def item(self, kind: str, piece: str, body: bytes, given: Mapping[str, object]) -> RawItem:
        """Make a raw item at a piece of what is read now; what it says goes before what the context says."""
        told = {**self.given, **{key: value for key, value in given.items() if value is not None}}
        return RawItem(kind, self.at(piece) if piece else self.locator, body, self.source, told)

    def failure(self, error: TawthiqError | str, piece: str = "", remedy: str = "") -> Failure:
        """Make a failure at a piece of what is read now."""
        where = self.at(piece) if piece else self.locator
        if isinstance(error, TawthiqError):
            return Failure("read", self.source, where, error.what, error.remedy)
        return Failure("read", self.source, where, error, remedy)


def bounded(file: IO[bytes], limits: Limits) -> bytes:
    """Read a whole item.

    Args:
        file: Open for reading.
        limits: Its `item_bytes` holds.

    Returns:
        All bytes that are left.

    Raises:
        InputError: There are more than the limit.
    """
    body = file.read(limits.item_bytes + 1)
    if len(body) > limits.item_bytes:
        raise InputError(f"longer than {limits.item_bytes:,} bytes", remedy="split it, or raise the limit")
    return body


def lines(file: IO[bytes], limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Read lines of a bounded length.

    Args:
        file: Open for reading.
        limits: Its `item_bytes` holds for a line.

    Yields:
        Number from 1 and the line without its end; None for one that is too long, which is skipped.
    """
    number = 0
    while line := file.readline(limits.item_bytes + 1):
        number += 1
        if len(line) <= limits.item_bytes:
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(1 << 20)
        yield number, None
