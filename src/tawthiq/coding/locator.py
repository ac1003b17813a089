"""Place phrases of a sentence: which words name places, and which larger place the text gives for each.

Steps, left to right in the order of reading:
1. a word for a kind of place ("بلدة", "ريف", "مطار") opens a phrase (kind_phrases.py);
2. elsewhere a name of the gazetteer counts where it is no ordinary word, or where a preposition or direction of
   place stands before it (bare_places.py);
3. after either, a list goes on over "و", commas and brackets;
4. places are tied to each other and to the text (place_ties.py).
"""

from dataclasses import replace

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.bare_places import bare_place, beginnings, direction_before, next_in_list
from tawthiq.coding.kind_phrases import kind_phrase, lead_of, own_countryside
from tawthiq.coding.locations import Location, NameTable
from tawthiq.coding.place_names import NameReader, View, name_text, opens_direction, word_before
from tawthiq.coding.place_ties import tie_places
from tawthiq.coding.place_words import PlaceWords
from tawthiq.resources import Resources

__all__ = ["Locator"]


class Locator:
    """Reads place phrases with a gazetteer's names.

    Args:
        resources: Tables of the words around places.
        names: The gazetteer's names.
    """

    def __init__(self, resources: Resources, names: NameTable) -> None:
        self._words = PlaceWords.load(resources)
        self._names = NameReader(names, self._words)

    def locate(self, text: Annotated) -> list[list[Location]]:
        """Read the place phrases of all sentences and tie each place to its larger one.

        Args:
            text: The annotated report.

        Returns:
            Locations by start, a list for each sentence.
        """
        return [self._sentence(View(text, s.start, s.end)) for s in text.sentences]

    def _sentence(self, view: View) -> list[Location]:
        found: list[Location] = []
        done = view.start
        for i in beginnings(self._names, view):
            if i >= done:
                here = self._at(view, i, found)
                found += here
                done = here[-1].end if here else i
        tie_places(view, self._words, found)
        return found

    def _at(self, view: View, at: int, found: list[Location]) -> list[Location]:
        """The places that begin at a word, with the list that goes on after them."""
        here = kind_phrase(self._names, view, at) if view.has_kind(at) else []
        if not here:
            bare = bare_place(self._names, view, at, found)
            here = [bare] if bare is not None else []
        else:
            _take_direction(view, at, here[0])
        if here:
            here = list(here)
            while (following := next_in_list(self._names, view, here[-1])) is not None:
                here.append(following)
            here = [*_shared_direction(view, here[0]), *here, *own_countryside(view, here[-1])]
        return here


def _shared_direction(view: View, place: Location) -> list[Location]:
    """The first of two directions that share a name: "شمال ووسط سيناء"."""
    at = place.start
    if at == view.start or not view.forms[at].startswith("و") or place.end - at < 2:
        return []
    first = place.name_start if place.name_start > at else at + 1  # "وسط سيناء" is a name of its own
    if not (opens_direction(view, at, first) and opens_direction(view, at - 1, at)):
        return []
    base = name_text(view.text, first, place.end)
    name = f"{name_text(view.text, at - 1, at)} {base}"
    return [replace(place, start=at - 1, name_start=at - 1, end=at, name=name, lead=lead_of(view, at - 1, ""))]


def _take_direction(view: View, at: int, place: Location) -> None:
    """Take the direction before a kind word into the phrase: "غربي مدينة إدلب" is only near or in a part of it."""
    direction = direction_before(view, at)
    if direction is not None and place.lead == word_before(view, at):
        place.start, place.is_region = direction, True
        place.lead = lead_of(view, direction, "")
