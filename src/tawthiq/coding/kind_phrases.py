"""Places named after a word for their kind: "بلدة تفتناز", "مطار الملك خالد الدولي", "قرى أ وب وج", "الحدود السورية".

Which kind words stay in the name and what they take for a name is told by lexicon/kinds.tsv (codebook, ruling 23).
"""

from tawthiq.coding.entries import Mention
from tawthiq.coding.larger_places import lies_in
from tawthiq.coding.locations import RANKS, KnownName, Location
from tawthiq.coding.place_names import Match, NameReader, View, is_compass, is_compass_at, name_text, word_before

__all__ = ["kind_phrase", "lead_of", "own_countryside"]

_SITE = 1
# Weight in the gazetteer from which on a name is that of a governorate rather than of a village called alike.
_GREAT = 0.6
# Kinds that an adjective of a nation makes a place of ("الحدود السورية", "الأراضي اللبنانية", "المناطق الكردية").
_TERRITORIES = frozenset({"area", "border", "sea", "desert", "countryside", "plain", "island", "mountain", "front"})
# Sites of which every town has some: what they are called says less than the town ("السوق الشعبي في بلدة آفس").
_GENERIC = frozenset({"hospital", "market", "church", "mosque", "school", "university", "building", "factory", "farm"})
# Of which several have one name: "جبال رياعين".
_RANGES = frozenset({"mountain", "hill"})
_NEIGHBOURS = (("country",), ("area",), ("region",))
_SETTLED = frozenset(
    "city town village governorate country area district subdistrict province border countryside".split()
)


def kind_phrase(names: NameReader, view: View, at: int) -> list[Location]:
    """Read a place with its kind word.

    Args:
        names: Reads names.
        view: The sentence.
        at: Index of the word that may be for a kind.

    Returns:
        The place, two for a countryside of two; empty where none is named.
    """
    kind = view.kind_at(at)
    if kind is None:
        return []
    if kind.entry.label == "countryside":
        return _countryside(names, view, kind)
    inner = view.kind_at(kind.end) if kind.entry.label == "front" and not kind.article else None
    if inner is not None and inner.article:
        coast = _described(names, view, inner)  # "جبهة الساحل الغربي"
        if coast is not None and coast.is_region:
            return [coast]
    whole = _whole(names, view, kind)
    if whole is not None:
        return [whole]
    place = _described(names, view, kind) if kind.article else _named(names, view, kind)
    return [place] if place is not None else []


def lead_of(view: View, start: int, prefix: str) -> str:
    """What ties a phrase to its clause: the particle on it, else the word before it."""
    return prefix[-1:] or word_before(view, start)


def _place(  # noqa: PLR0913, PLR0917
    view: View, kind: Mention, name_start: int, end: int, name: str, known: KnownName | None, rule: str
) -> Location:
    label = kind.entry.label
    rank = RANKS.get(label, _SITE)
    lead = lead_of(view, kind.start, kind.prefix)
    return Location(kind.start, name_start, end, name, label, rank, known, lead, rule=rule)


def _whole(names: NameReader, view: View, kind: Mention) -> Location | None:
    """A name that the gazetteer has with its kind word ("مطار الملك خالد الدولي", "قطاع غزة", "جبل الزاوية")."""
    if kind.entry.attrs["part_of_name"] == "no":
        return None
    match = names.match(view, kind.start)
    if match is None or match.end <= kind.end or match.prefix != kind.prefix:
        return None
    rest = view.forms[kind.end : match.end]
    inner_kind = view.kind_at(kind.end)
    if inner_kind is not None and not inner_kind.article and match.end == inner_kind.end:
        return None  # "سوق مدينة سقبا" is no "سوق المدينة"
    opens = view.forms[kind.start][len(kind.prefix) :] in names.words["opener"]
    if not opens and all(map(names.is_ordinary, rest)) and not any(w.startswith("ال") for w in rest):
        return None
    inner = names.match(view, kind.end)
    if inner is not None and inner.end > match.end and not inner.prefix:
        return None
    if inner is not None and kind.entry.label == "city" and not inner.is_ordinary and inner.known.weight >= _TOWN:
        return None  # "مدينة زنجبار" is called so as well
    end = _with_adjectives(names, view, match.end)
    return _place(
        view, kind, kind.start, end, name_text(view.text, kind.start, end, kind.prefix), match.known, "place.name"
    )


def _named(names: NameReader, view: View, kind: Mention) -> Location | None:
    start = view.after_quotes(kind.end)
    if start >= view.end or (kind.entry.label == "road" and lead_of(view, kind.start, kind.prefix) in ("ب", "عن")):
        return None
    part, many = kind.entry.attrs["part_of_name"], kind.entry.attrs["_number"] == "many"
    if part == "yes" and not many and view.forms[start].isdigit():
        name = name_text(view.text, kind.start, start + 1, kind.prefix)
        return _place(view, kind, kind.start, start + 1, name, None, "place.kind-number")
    takes_any = kind.entry.attrs["takes"] == "any"
    town = _town(names, view, kind, start) or _quarter(names, view, kind, start)
    match = town or _likely(names, view, start, takes_any=takes_any)
    nested = None if town is not None else view.kind_at(start)
    if nested is not None and nested.prefix:
        return None
    own = (
        match is not None
        and nested is not None
        and match.end > nested.end
        and nested.entry.attrs["part_of_name"] == "yes"
    )
    if nested is not None and not own and not (nested.article and _may_name(kind, nested)):
        if part != "yes" and kind.entry.label == "neighbourhood" and nested.entry.label not in _SETTLED:
            return _called_after(names, view, kind, start)
        return _nested(names, view, kind, start) if part == "yes" else None
    if match is not None:
        stop = match.end
        if stop == start + 1 and names.opens_chain(view.forms[start]):
            stop = max(stop, names.unlisted_end(view, start, any_word=takes_any))
    elif kind.entry.attrs["takes"] == "known":
        return None
    elif nested is not None:
        stop = start + 1
    elif many and part == "yes" and kind.entry.label not in _RANGES and not view.forms[start].startswith("ال"):
        return None
    else:
        stop = names.unlisted_end(view, start, any_word=takes_any)
    if stop == start:
        return None
    return _built(names, view, kind, start, stop, match)


def _built(names: NameReader, view: View, kind: Mention, start: int, stop: int, match: Match | None) -> Location:  # noqa: PLR0913, PLR0917
    """The place of a kind word and the name after it, with or without the kind word."""
    part = kind.entry.attrs["part_of_name"]
    ordinary = names.is_ordinary(view.forms[start]) and stop == start + 1
    generic = part == "if-generic" and ordinary and _town(names, view, kind, start) is None
    stays = part == "yes" or generic
    if part == "yes":
        stop = _with_adjectives(names, view, stop)
    first = kind.start if stays else start
    name = name_text(view.text, first, stop, kind.prefix if stays else "")
    rule = "place.kind" if match is not None else "place.kind-unlisted"
    place = _place(view, kind, first, stop, name, match.known if match else None, rule)
    place.is_ordinary = ordinary
    place.opens_list = kind.entry.attrs["_number"] == "many"
    if place.opens_list and place.known is not None and place.rank <= RANKS["city"]:
        _widen(place, place.known)
    place.is_weak = kind.entry.label in _GENERIC and (match is None or ordinary)
    return place


def _widen(place: Location, known: KnownName) -> None:
    """As in "قرى تعز", "بلدات ريف حماة": what is named is the larger place that holds them."""
    if known.kinds[:1] in (("governorate",), ("district",), ("country",)) and known.weight >= _GREAT:
        place.kind, place.rank, place.is_region = known.kinds[0], RANKS[known.kinds[0]], True


def _may_name(kind: Mention, nested: Mention) -> bool:
    """Whether a kind word with the article is itself the name ("طريق السد", "حي المطار"; not "مركز المدينة")."""
    return (
        kind.entry.attrs["takes"] == "any"
        and kind.entry.attrs["_number"] != "many"
        and nested.entry.label not in _SETTLED
        and kind.entry.label not in ("city", "town", "village", "governorate", "district", "front", "building")
    )


def _called_after(names: NameReader, view: View, kind: Mention, start: int) -> Location | None:
    """A quarter called after a thing in it: "حي طريق السد", "حي جامع الرحمن"."""
    inner = kind_phrase(names, view, start)
    if not inner:
        return None
    inner[0].start, inner[0].lead, inner[0].is_weak = kind.start, lead_of(view, kind.start, kind.prefix), False
    return inner[0]


def _nested(names: NameReader, view: View, kind: Mention, start: int) -> Location | None:
    """As in "مطار مدينة الحديدة": a site named after a settlement with its own kind word."""
    inner = kind_phrase(names, view, start)
    if not inner or inner[0].is_weak or kind.entry.attrs["_number"] == "many":
        return None
    name = f"{name_text(view.text, kind.start, kind.end, kind.prefix)} {inner[0].name}"
    return _place(view, kind, kind.start, inner[0].end, name, None, "place.kind")


def _likely(names: NameReader, view: View, at: int, *, takes_any: bool) -> Match | None:
    """A name of the gazetteer after a kind word, unless it is an ordinary word or an adjective of a nation."""
    form = view.forms[at]
    if form in names.words["stop"] or is_compass_at(view, at):
        return None
    match = names.match(view, at)
    if match is None or match.prefix or (match.end == at + 1 and (len(form) < 3 or view.mentions(at, "nisba"))):
        return None
    opens = match.end > at + 1 and (takes_any or form in names.words["opener"])
    return match if not match.is_ordinary or opens or (match.article and takes_any) else None


def _town(names: NameReader, view: View, kind: Mention, at: int) -> Match | None:
    """A town or district whose name is an ordinary word, behind its own kind word: "مدينة العقبة", "قضاء بلد".

    Without the article the word may be an adjective where it has the kind's gender ("مدينة حديثة").
    """
    if kind.entry.label not in _TOWN_KINDS or kind.entry.attrs["_number"] == "many":
        return None
    match = names.match(view, at)
    if match is None or match.prefix or match.end > at + 1 or match.known.weight < _TOWN:
        return None
    is_adjective = view.forms[at].endswith(("ه", "ي")) and not match.article
    return None if is_adjective or match.known.kinds[:1] == ("country",) else match


def _quarter(names: NameReader, view: View, kind: Mention, at: int) -> Match | None:
    """A quarter or area whose name is an ordinary word, where the larger place stands behind it.

    "منطقة الشعب شمالي بغداد", "حي صبر في شمال عدن"; not "منطقة القتال".
    """
    if kind.entry.label not in ("area", "neighbourhood") or kind.entry.attrs["_number"] == "many":
        return None
    match = names.match(view, at)
    if match is None or match.prefix or not match.is_ordinary or match.known.weight < _KNOWN_QUARTER:
        return None
    return match if lies_in(names, view, match.end) else None


_KNOWN_QUARTER = 0.2
_TOWN_KINDS = frozenset({"city", "town", "district", "subdistrict", "governorate"})
_TOWN = 0.4


def _with_adjectives(names: NameReader, view: View, end: int) -> int:
    """Go on over what closes a site's name ("الدولي", "الجوية")."""
    while end < view.end and view.forms[end] in names.words["adjective"]:
        end += 1
    return end


def _described(names: NameReader, view: View, kind: Mention) -> Location | None:
    """A kind word with the article: "العاصمة صنعاء", "الحدود السورية العراقية", "السجن المركزي"."""
    at = kind.end
    if at < view.end and view.forms[at].startswith("ال") and view.mentions(at, "nisba"):
        at += 1
    match = _likely(names, view, at, takes_any=False) if at < view.end and kind.entry.label == "city" else None
    if match is not None and not match.is_ordinary:
        return _place(view, kind, at, match.end, name_text(view.text, at, match.end), match.known, "place.kind")
    end, is_nation, is_compass_only = kind.end, False, True
    while end < view.end and view.forms[end].startswith("ال"):
        nation = bool(view.mentions(end, "nisba"))
        compass = max((m.end for m in view.text.at.get(end, ()) if is_compass(m)), default=0)
        if not (nation or compass or view.forms[end] in names.words["own"]):
            break
        is_nation, is_compass_only = is_nation or nation, is_compass_only and bool(compass)
        end = max(end + 1, compass)
    if kind.entry.label == "border":
        shared = _shared_border(names, view, kind, end)
        if shared is not None:
            return shared
    if end == kind.end:
        return None
    territory = kind.entry.label in _TERRITORIES and (is_nation or is_compass_only)
    if is_compass_only and territory:
        end = _of_place(names, view, end)
    if not territory and kind.entry.label in _SETTLED and view.forms[end - 1] not in names.words["own-area"]:
        return None
    name = name_text(view.text, kind.start, end, kind.prefix)
    place = _place(view, kind, kind.start, end, name, None, "place.described")
    place.is_region, place.is_weak = territory, kind.entry.label in _GENERIC
    return place


def _shared_border(names: NameReader, view: View, kind: Mention, end: int) -> Location | None:
    """As in "الحدود مع ليبيا", "الحدود الغربية مع ليبيا": named by the country on the other side."""
    if end + 1 >= view.end or view.forms[end] != "مع":
        return None
    match = names.match(view, end + 1)
    if match is None or match.prefix or match.is_ordinary or match.known.kinds[:1] not in _NEIGHBOURS:
        return None
    place = _place(
        view, kind, kind.start, match.end, name_text(view.text, kind.start, match.end, kind.prefix), None,
        "place.described",
    )  # fmt: skip
    place.is_region = True
    return place


def _of_place(names: NameReader, view: View, end: int) -> int:
    """As in "المناطق الجنوبية من السعودية": go on over the larger place."""
    if end + 1 < view.end and view.forms[end] in ("من", "في", "ل"):
        match = names.match(view, end + 1)
        if match is not None and not match.is_ordinary and not match.prefix and view.forms[end] == "من":
            return match.end
    return end


def _countryside(names: NameReader, view: View, kind: Mention) -> list[Location]:
    """As in "ريف حمص الشمالي", "ريفي حماة وحلب", "ريفي إدلب الجنوبي والشرقي", "الريف الغربي"."""
    at = kind.end
    nested = view.kind_at(at)
    name_at = view.after_quotes(nested.end if nested else at)
    if name_at >= view.end:
        return []
    match = None if kind.article else names.match(view, name_at)
    if match is not None and match.prefix:
        match = None
    unlisted = name_at
    if match is None and not kind.article:
        unlisted = names.unlisted_end(view, name_at, any_word=False)
    base_end = match.end if match else unlisted
    stop = _over_compass(view, base_end)
    if stop == at or (match is None and unlisted == name_at and not kind.article):
        return []
    word = name_text(view.text, kind.start, at, kind.prefix)
    base = name_text(view.text, name_at, base_end) if base_end > name_at else ""
    known = match.known if match else None
    if kind.entry.attrs["_number"] == "many" and base:
        return _two_countrysides(names, view, kind, base, base_end, stop, known)
    tail = name_text(view.text, base_end, stop) if stop > base_end else ""
    return [_region(view, kind, kind.start, stop, " ".join(w for w in (word, base, tail) if w), known)]


def _two_countrysides(names: NameReader, view: View, kind: Mention, base: str, base_end: int, stop: int,  # noqa: PLR0913, PLR0917
                      known: KnownName | None) -> list[Location]:  # fmt: skip
    """The two that a dual opens, each in its full form: of two places, or of one place in two directions."""
    one = "ريف"
    tail = name_text(view.text, base_end, stop) if stop > base_end else ""
    first = _region(view, kind, kind.start, stop, " ".join(w for w in (one, base, tail) if w), known)
    if stop >= view.end or not view.forms[stop].startswith("و"):
        return [first]
    second_end = _over_compass(view, stop)
    if tail and second_end > stop:
        name = f"{one} {base} {name_text(view.text, stop, second_end, 'و')}"
        second = _region(view, kind, stop, second_end, name, known)
    else:
        match = names.match(view, stop)
        if match is None or match.prefix != "و" or match.is_ordinary:
            return [first]
        second_end = _over_compass(view, match.end)
        name = f"{one} {name_text(view.text, stop, second_end, 'و')}"
        second = _region(view, kind, stop, second_end, name, match.known)
    second.listed_after = first
    return [first, second]


def _region(view: View, kind: Mention, start: int, end: int, name: str, known: KnownName | None) -> Location:  # noqa: PLR0913, PLR0917
    lead = lead_of(view, kind.start, kind.prefix)
    return Location(start, start, end, name, "countryside", 6, known, lead, is_region=True, rule="place.countryside")


def own_countryside(view: View, place: Location) -> list[Location]:
    """The countryside of a place right behind it: "مدينة حلب وريفها الغربي".

    Args:
        view: The sentence.
        place: The place before it.

    Returns:
        One place called after it; empty where none follows or the place has no countryside.
    """
    at = place.end
    if at >= view.end or view.forms[at] not in _ITS_COUNTRYSIDE or place.kind not in _WITH_COUNTRYSIDE:
        return []
    stop = _over_compass(view, at + 1)
    tail = name_text(view.text, at + 1, stop) if stop > at + 1 else ""
    name = " ".join(word for word in ("ريف", place.name, tail) if word)
    found = Location(at, at, stop, name, "countryside", place.rank, place.known, "و", rule="place.list")
    found.listed_after = place
    return [found]


_ITS_COUNTRYSIDE = frozenset({"وريفها", "وريفه"})
_WITH_COUNTRYSIDE = frozenset({"city", "town", "governorate", "district", "subdistrict"})


def _over_compass(view: View, at: int) -> int:
    """Go on over adjectives of direction with the article ("الشمالي الغربي", also joined by و)."""
    while at < view.end and view.forms[at].startswith(("ال", "وال")):
        width = max((m.end - m.start for m in view.text.at.get(at, ()) if is_compass(m)), default=0)
        if not width:
            break
        at += width
        if at < view.end and view.forms[at].startswith("وال"):
            break
    return at
