"""Place phrases of a sentence: which words name places, and which larger place the text gives for each.

Steps, left to right in the order of reading:
1. a word for a kind of place ("بلدة", "ريف", "مطار") opens a phrase (kind_phrases.py);
2. elsewhere a name of the gazetteer counts where it is no ordinary word, or where a preposition or direction of
   place stands before it (bare_places.py);
3. after either, a list goes on over "و", commas and brackets;
4. places are tied to each other and to the text (place_ties.py).
"""

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.bare_places import bare_place, beginnings, direction_before, next_in_list
from tawthiq.coding.kind_phrases import kind_phrase, lead_of
from tawthiq.coding.locations import Location, NameTable
from tawthiq.coding.place_names import NameReader, View, word_before
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
        return here


def _take_direction(view: View, at: int, place: Location) -> None:
    """Take the direction before a kind word into the phrase: "غربي مدينة إدلب" is only near or in a part of it."""
    direction = direction_before(view, at)
    if direction is not None and place.lead == word_before(view, at):
        place.start, place.is_region = direction, True
        place.lead = lead_of(view, direction, "")
