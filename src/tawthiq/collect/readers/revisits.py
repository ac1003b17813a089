"""Revisit records of WARC: a page that was as at an earlier visit, of which the record keeps no bytes.

The visit that it refers to is sought in the same file and in files that were read before it, by what WARC 1.1 (ISO
28500:2017, sections 6.7 and Annex C) gives: the record's id, its address and date, or the digest of its payload.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, Any

from tawthiq.collect.items import Context
from tawthiq.collect.readers.answers import Answer, address_of, answer_of, can_be_report
from tawthiq.errors import InputError

__all__ = ["KnownAnswers", "Revisit", "revisit_of"]

# 304 is what a server answers that was asked for what changed since the earlier visit.
_STATUSES = frozenset({200, 304})
_PASSED_OVER = -1


@dataclass(frozen=True, slots=True)
class Revisit:
    """A page that was as at an earlier visit.

    Attributes:
        at: Where its record begins in the file.
        address: That was asked for.
        date: When.
        digest: Of the payload, as the record states it; "" where it does not.
        names: What the earlier visit may be known by, the surest first.
    """

    at: int
    address: str
    date: str
    digest: str
    names: tuple[str, ...]


def revisit_of(record: Any) -> Revisit | None:
    """Read a revisit record of fastwarc.

    Args:
        record: Its HTTP head parsed.

    Returns:
        The revisit; None for what can be no report, as far as the record tells.
    """
    address, headers = address_of(record), record.headers
    told = record.http_headers if record.is_http else None
    media = (record.http_content_type if told else None) or "text/html"
    if not can_be_report(address, media) or (told and told.status_code not in _STATUSES):
        return None
    date, digest, referred, before, since = (
        str(headers.get(f"WARC-{name}") or "")
        for name in ("Date", "Payload-Digest", "Refers-To", "Refers-To-Target-URI", "Refers-To-Date")
    )
    return Revisit(record.stream_pos, address, date, digest, _names(referred, before.strip("<>"), since, digest))


def _names(record_id: str, address: str, date: str, digest: str) -> tuple[str, ...]:
    found = (f"id {record_id}" * bool(record_id), f"at {date} {address}" * bool(address and date), digest)
    return tuple(name for name in found if name)


class KnownAnswers:
    """The answers of one WARC, and through its context those of files that were read before."""

    def __init__(self, file: IO[bytes], context: Context) -> None:
        """Know nothing of the file yet.

        Args:
            file: The WARC; its place is the same after each call.
            context: Where we are.
        """
        self._file = file
        self._context = context
        self._places: dict[str, int] = {}

    def note(self, record: Any, *, is_read: bool) -> None:
        """Remember where an answer stands.

        Args:
            record: Of fastwarc.
            is_read: Whether it can be a report; of others only that there is nothing to read is remembered.
        """
        told = [str(record.headers.get(f"WARC-{name}") or "") for name in ("Record-ID", "Date", "Payload-Digest")]
        for name in _names(told[0], address_of(record), told[1], told[2]):
            if is_read:
                self._places[name] = record.stream_pos
            else:
                self._places.setdefault(name, _PASSED_OVER)

    def hand_on(self) -> None:
        """Let later files know the answers of this one, which was read to its end."""
        if self._context.answers is not None:
            kept = {name: at for name, at in self._places.items() if at != _PASSED_OVER}
            self._context.answers.note(self._context.locator, kept)

    def resolve(self, revisit: Revisit) -> Answer | None:
        """Find the answer that a revisit repeats.

        Args:
            revisit: Of this file.

        Returns:
            That answer with the address, date and place of the revisit; None where it can be no report.

        Raises:
            InputError: It stands in no file that was read, or is another than the revisit says.
        """
        at = next((self._places[name] for name in revisit.names if name in self._places), None)
        if at == _PASSED_OVER:
            return None
        if at is not None:
            found, repeats = self._read(self._file, at), {"locator": self._context.at(f"record:{at}")}
        else:
            place = self._context.answers.find(revisit.names) if self._context.answers else None
            if place is None:
                raise InputError(
                    "this revisit refers to a record that is in no file collected before",
                    remedy="collect the WARC of the earlier visit, then this one again under another name",
                )
            found = self._read(place.file, place.at)
            repeats = {"object": place.object_sha256, "locator": place.locator}
        if found is None or (_comparable(found.digest, revisit.digest) and found.digest != revisit.digest):
            raise InputError("the record that this revisit refers to is another than it says")
        return replace(found, at=revisit.at, address=revisit.address, date=revisit.date, repeats=repeats)

    def _read(self, file: IO[bytes], at: int) -> Answer | None:
        from fastwarc.warc import ArchiveIterator

        with _kept_place(file):
            file.seek(at)
            record = next(iter(ArchiveIterator(file, parse_http=True)), None)
            return answer_of(record, self._context.limits.item_bytes) if record is not None else None


def _comparable(one: str, other: str) -> bool:
    """Whether two digests are of one kind, such as sha1."""
    return bool(one and other) and one.split(":")[0].lower() == other.split(":")[0].lower()


@contextmanager
def _kept_place(file: IO[bytes]) -> Iterator[None]:
    """Leave a file that is being read in order where it was."""
    before = file.tell()
    try:
        yield
    finally:
        file.seek(before)
