"""Which family of copies a report belongs to, decided while a batch is written.

A report joins a family for one of three reasons, tried in this order: it is a newer version of a page in it; it has
the very words of a member; its signature is similar to a member's. Near copies, and equal texts that are too short to
sign, count only if both were published within `_DAYS_APART` or one has no day: monitors post the same phrase, and
ministries the same form with other figures, on many days, and those are reports of their own.

A report that is similar to members of several families joins the oldest, and the others are merged into it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, update

from tawthiq.store.prepared import Prepared
from tawthiq.store.schema import bands, families, reports, signatures

__all__ = ["Kinship"]

# Syndication runs within hours; three days leave room for weekly papers' sites and wrong zones.
_DAYS_APART = 3
# A phrase that stands in many reports can fill a band; the earliest members stand for it.
_MOST_CANDIDATES = 200
_LOOKUP = 5000


@dataclass(frozen=True, slots=True)
class _Member:
    no: int
    family_no: int
    day: str | None
    signature: bytes = b""


class Kinship:
    """The families that a batch may meet, and those that it founds."""

    def __init__(
        self, connection: Connection, prepared: Sequence[Prepared], similar: Callable[[bytes, bytes], bool]
    ) -> None:
        self._connection = connection
        self._similar = similar
        self.new_rows: list[dict[str, Any]] = []
        self._merges: dict[int, int] = {}
        self._signers: set[int] = set()
        newest = connection.execute(select(func.coalesce(func.max(families.c.no), 0))).scalar_one()
        self._next: int = newest + 1
        self._by_text: dict[str, list[_Member]] = {}
        self._by_band: dict[int, list[int]] = {}
        self._members: dict[int, _Member] = {}
        self._load_bands({key for one in prepared for key in one.bands})

    def load_texts(self, hashes: Iterable[str]) -> None:
        """Look up which texts of the batch are known; call once, before `family`."""
        columns = (reports.c.text_sha256, reports.c.no, reports.c.family_no, reports.c.published)
        for row in self._connection.execute(
            select(*columns).where(reports.c.text_sha256.in_(sorted(set(hashes)))).order_by(reports.c.no)
        ):
            self._by_text.setdefault(row.text_sha256, []).append(_Member(row.no, row.family_no, row.published))

    def family(self, no: int, text_sha256: str, prepared: Prepared, page_family: int | None) -> tuple[int, bool]:
        """Give a report its family.

        Args:
            no: The report.
            text_sha256: Hash of its text.
            prepared: Its draft and signature.
            page_family: The family of the version of its page before it.

        Returns:
            The family's number, and whether it was there before.
        """
        day = prepared.draft.publication.day if prepared.draft.publication else None
        equal = self._by_text.get(text_sha256, []) if prepared.draft.text else []
        if not prepared.signature:
            equal = [member for member in equal if _near(member.day, day)]
        kin = [member.family_no for member in equal[:1]] or self._near_copies(prepared, day)
        numbers = sorted({self._current(n) for n in ([page_family] if page_family else []) + kin})
        chosen = numbers[0] if numbers else self._found(no)
        for other in numbers[1:]:
            self._merges[other] = chosen
        member = _Member(no, chosen, day, prepared.signature)
        if prepared.draft.text and not equal:
            self._by_text.setdefault(text_sha256, []).append(member)
        if not equal and prepared.signature:
            self._sign(member, prepared.bands)
        return chosen, bool(numbers)

    def founds(self, no: int) -> bool:
        """Tell whether a report's signature is to be kept: those of equal texts would only lead to the same."""
        return no in self._signers

    def write_merges(self) -> None:
        """Write which families turned out to be one; call after the batch's reports are inserted."""
        for other in sorted(self._merges):
            one = self._current(other)
            self._connection.execute(update(reports).where(reports.c.family_no == other).values(family_no=one))
            self._connection.execute(update(families).where(families.c.no == other).values(merged_into=one))

    def _found(self, no: int) -> int:
        number, self._next = self._next, self._next + 1
        self.new_rows.append({"no": number, "founder_no": no, "merged_into": None})
        return number

    def _current(self, number: int) -> int:
        while number in self._merges:
            number = self._merges[number]
        return number

    def _sign(self, member: _Member, keys: tuple[int, ...]) -> None:
        self._signers.add(member.no)
        self._members[member.no] = member
        for key in keys:
            self._by_band.setdefault(key, []).append(member.no)

    def _near_copies(self, prepared: Prepared, day: str | None) -> list[int]:
        met = sorted({no for key in prepared.bands for no in self._by_band.get(key, ())})[:_MOST_CANDIDATES]
        return [
            member.family_no
            for member in (self._members[no] for no in met)
            if _near(member.day, day) and self._similar(prepared.signature, member.signature)
        ]

    def _load_bands(self, keys: set[int]) -> None:
        ordered = sorted(keys)
        for start in range(0, len(ordered), _LOOKUP):
            known = self._connection.execute(
                select(bands.c.key, bands.c.report_no).where(bands.c.key.in_(ordered[start : start + _LOOKUP]))
            )
            for row in known:
                self._by_band.setdefault(row.key, []).append(row.report_no)
        numbers = sorted({no for found in self._by_band.values() for no in found})
        columns = (reports.c.no, reports.c.family_no, reports.c.published, signatures.c.signature)
        for start in range(0, len(numbers), _LOOKUP):
            signed = self._connection.execute(
                select(*columns)
                .join(signatures, signatures.c.report_no == reports.c.no)
                .where(reports.c.no.in_(numbers[start : start + _LOOKUP]))
            )
            self._members.update((found.no, _Member(*found)) for found in signed)


def _near(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS_APART
    except ValueError:
        return True
