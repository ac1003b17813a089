"""What ties the places of a sentence to each other and to the text: lists, larger places, stations, datelines."""

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.coding.locations import Location
from tawthiq.coding.place_names import QUOTES, View
from tawthiq.coding.place_words import PlaceWords

__all__ = ["tie_places"]

_MAX_LINK = 7
# Words before a place in which a word for stations or homes tells on it.
_ROLE_REACH = 3
# A dateline stands in the first words of a paragraph.
_DATELINE_REACH = 9
_INSIDE = frozenset({"ب", "في", "ل"})
_COMMAS = frozenset({"،", ","})


def tie_places(view: View, words: PlaceWords, found: list[Location]) -> None:
    """Give each place its larger one, the one before it in a list, and what it is to the text.

    Args:
        view: The sentence.
        words: The words around places.
        found: Its places by start, changed in place.
    """
    for i in range(len(found) - 2, -1, -1):
        _tie(view, words, found, i)
    for place in found:
        place.role = place.role or _role(view, words, place)
    _mark_dateline(view, found)


def _tie(view: View, words: PlaceWords, found: list[Location], i: int) -> None:
    here, after = found[i], found[i + 1]
    gap = view.forms[here.end : after.start]
    joined = view.forms[after.start].startswith("و") and after.lead == "و"
    if (
        after.listed_after is None
        and len(gap) <= 1
        and (joined or (gap and gap[0] in _COMMAS and after.rank == here.rank))
    ):
        after.listed_after = here
    if after.listed_after is here:
        here.parent = after.parent
        return
    if joined:
        return
    if len(gap) <= _MAX_LINK and all(_is_link(view, words, here.end + k) for k in range(len(gap))):
        if gap and gap[0] in _COMMAS and after.rank <= here.rank:
            return
        if _lies_in(after, here):
            after.parent = _as_larger(here)
        elif (
            after.rank >= here.rank
            or gap
            or after.lead in ("ب", "في", "ل")
            or after.is_region
            or _is_centre(view, after)
        ):
            here.parent = _as_larger(after)


# Kinds that hold settlements, and those that settlements hold: of two the one may follow the other in either order.
_HOLDERS = frozenset(
    "governorate district subdistrict countryside mountain plain province desert valley country".split()
)
_TOWNS = frozenset({"city", "town", "village", "camp"})
_PARTS = frozenset({"neighbourhood", "street", "square", "market", "hospital", "school", "mosque", "building"})


def _lies_in(after: Location, here: Location) -> bool:
    """Whether the second of two places is the nearer ("في جبل الزاوية بقرية مرعيان", "في إدلب بشارع الأندلس")."""
    if after.is_region or after.lead not in ("ب", "في"):
        return False
    if after.kind == "city" and here.rule == "place.name" and here.kind in ("district", "subdistrict"):
        # A district of a city ("في دار سعد بمدينة عدن"): the text gives no word for its kind.
        return False
    return (here.kind in _HOLDERS and after.kind in _TOWNS) or (here.kind in _TOWNS and after.kind in _PARTS)


def _is_centre(view: View, after: Location) -> bool:
    """Whether a place is told by what it is the centre of: "مدينة الحلة مركز محافظة بابل"."""
    return view.forms[after.start] == "مركز" and after.name_start > after.start + 1


def _as_larger(place: Location) -> Location:
    """A larger place without the direction before its name, unless it is a country ("شمال العراق")."""
    if place.start == place.name_start or place.rule != "place.name" or place.is_country or not place.is_region:
        return place
    width = place.name_start - place.start
    return replace(place, name=" ".join(place.name.split()[width:]))


def _is_link(view: View, words: PlaceWords, at: int) -> bool:
    return view.forms[at] in words["link"] or any(
        m.entry.kind in ("direction", "kind") for m in view.text.at.get(at, ())
    )


def _role(view: View, words: PlaceWords, place: Location) -> str:
    """What the words before a place make it to the text (see `Location.role`)."""
    before = [f for f in view.forms[max(view.start, place.start - _ROLE_REACH) : place.start] if f not in QUOTES]
    if any(f in words["distance"] for f in before[-2:]):
        return "distance"
    if place.lead == "بين" and any(f in words["between"] for f in before[-2:]):
        return "between"
    if before and before[-1] in words["office"] and place.start == place.name_start:
        return "office"
    for form in reversed(before):
        if form in words["origin"]:
            return "origin"
        if form in words["home"]:
            return "home"
        if form in _COMMAS:
            break
    if place.lead == "من" and not any(f in words["from"] or f in words["link"] for f in before[-3:-1]):
        return "from"
    return ""


def _mark_dateline(view: View, found: Sequence[Location]) -> None:
    """As in "دبي، الإمارات (CNN)--", "صنعاء: «…»", "إدلب - وكالة": the desk; "حلب::" heads an item."""
    opening = [p for p in found if p.start - view.start <= _DATELINE_REACH]
    if not opening or opening[0].start != view.start:
        return
    end = _dateline_end(view)
    if end is None:
        return
    role = "heading" if view.forms[end] == ":" and end == opening[0].end else "dateline"
    for place in opening:
        if place.end <= end:
            place.role = role


def _dateline_end(view: View) -> int | None:
    """Index of the sign that closes a dateline: a colon, dashes, or what follows an agency in brackets."""
    for i in range(view.start + 1, min(view.start + _DATELINE_REACH, view.end)):
        form = view.forms[i]
        if form in (":", "-"):
            return i
        if form == "(" and i + 2 < view.end and view.forms[i + 2] == ")":
            return i
        if not (form in _COMMAS or form.isalpha()):
            return None
    return None
