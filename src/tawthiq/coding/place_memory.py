"""Places carried over: a clause that names none takes the one the text is at (design.md, section 4.6).

Nearly every event of a report has a place; a clause without one has it from, in this order: what "المدينة", "البلدة"
and their like refer to; the clause before it in the sentence; the opening of its paragraph; the sentences before it.
"""

from collections.abc import Sequence

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.drafts import Draft
from tawthiq.coding.locations import Location
from tawthiq.coding.reading import SentenceReading

__all__ = ["PlaceMemory"]

# How many sentences back a place is still the one that the text is at.
_REACH = 6
_SETTLEMENTS = frozenset({"city", "town", "village", "camp", "neighbourhood", "suburb", "hamlet"})
_KINDS = {
    "city": frozenset({"city", "town", "governorate", "capital"}),
    "town": frozenset({"town", "city", "village"}),
    "village": frozenset({"village", "town", "hamlet"}),
    "governorate": frozenset({"governorate", "province", "city"}),
    "camp": frozenset({"camp"}),
    "neighbourhood": frozenset({"neighbourhood", "suburb", "street"}),
    "airport": frozenset({"airport"}),
    "area": frozenset({"area", "district", "town", "city", "village", "front", "mountain", "valley", "camp"}),
    "district": frozenset({"district", "subdistrict"}),
}


class PlaceMemory:
    """The places that a report has been at, the last one first."""

    def __init__(self) -> None:
        self._met: list[tuple[int, Location]] = []
        self._last: list[Location] = []
        self._last_at = -99

    def fill(self, text: Annotated, reading: SentenceReading, drafts: Sequence[Draft]) -> None:
        """Give the drafts of a sentence that name no place the one that they take from context.

        Args:
            text: The annotated report.
            reading: The sentence.
            drafts: Its drafts, changed in place; `inherited` says where a place was carried over.
        """
        opening = [p for p in reading.locations if not drafts or p.start < drafts[0].frame.first]
        for draft in drafts:
            if not draft.places:
                draft.places = self._anaphor(text, draft) or self._carried(reading, opening)
                if draft.places:
                    draft.inherited.add("places")
            if draft.places:
                self._last, self._last_at = draft.places, reading.index
        self._met += [(reading.index, p) for p in reading.locations]
        if not drafts and reading.locations:
            narrow = [p for p in reading.locations if p.rank <= 7 and not p.is_weak]
            if narrow:
                self._last, self._last_at = narrow[:1], reading.index

    def _anaphor(self, text: Annotated, draft: Draft) -> list[Location]:
        """What a kind word with the article and no name refers to."""
        for i in range(draft.frame.start, draft.frame.end):
            kind = next((m for m in text.at.get(i, ()) if m.entry.kind == "kind" and m.article), None)
            if kind is None:
                continue
            wanted = _KINDS.get(kind.entry.label)
            found = next((p for _, p in reversed(self._met) if wanted and p.kind in wanted), None)
            if found is not None:
                return [found]
        return []

    def _carried(self, reading: SentenceReading, opening: Sequence[Location]) -> list[Location]:
        if opening:
            return [p for p in opening if not p.is_weak][-1:]
        if self._last and reading.index - self._last_at <= _REACH:
            return self._last
        return []
