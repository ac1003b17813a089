"""Place phrases: which words of a sentence name places, and which larger place the text gives for each.

Steps over a sentence, left to right in the order of reading:
1. a word for a kind of place ("بلدة", "ريف", "مطار") opens a phrase; the name after it is the longest one that the
   gazetteer knows, else the words up to a stop (names of villages that no gazetteer has);
2. elsewhere a name of the gazetteer counts where it is no ordinary word, or where a preposition or direction of
   place stands before it;
3. "و", commas and quotation marks join a list; "في", "ب", "وسط", directions and the like make the next place the
   larger one of those before it (codebook, section 4, `within`; rulings 23 and 28).
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tawthiq.arabic.words import readings
from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.entries import Mention

__all__ = ["Location", "Locator", "NameTable"]


class KnownName(Protocol):
    """What the gazetteer says of a name (see tawthiq.places.names.PlaceName)."""

    @property
    def countries(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def kinds(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def weight(self) -> float: ...  # noqa: D102
    @property
    def ambiguous(self) -> bool: ...  # noqa: D102
    @property
    def article(self) -> bool | None: ...  # noqa: D102


class NameTable(Protocol):
    """The gazetteer's names as one more lexicon (see tawthiq.places.names.PlaceNames)."""

    def first_words(self) -> dict[str, int]: ...  # noqa: D102
    def find(self, key: str) -> KnownName | None: ...  # noqa: D102


@dataclass(slots=True)
class Location:
    """A place named in a sentence; a record once the sentence is read.

    Attributes:
        start: Index of the first word of the whole phrase, kind word included.
        name_start: Index of the first word of the name.
        end: Index after the last word.
        name: The name as written, without prefixed particles and kind words.
        kind: Kind by its kind word, else by the gazetteer; "" if neither tells.
        rank: Size, 1 (street) to 8 (country).
        known: What the gazetteer says of the name.
        parent: The larger place that the text gives for it.
        lead: The word before the phrase, or the particle on it: what ties the place to the clause.
        is_region: Whether it is a countryside or a direction of a larger place, a place only for want of a nearer.
        listed_after: The place before it in a list, None for the first.
        is_weak: Whether the name is a description rather than a name ("المستشفى الوحيد"): a place only for want of others.
    """

    start: int
    name_start: int
    end: int
    name: str
    kind: str
    rank: int
    known: KnownName | None
    lead: str
    is_region: bool = False
    is_weak: bool = False
    parent: "Location | None" = field(default=None, repr=False)
    rule: str = ""
    listed_after: "Location | None" = field(default=None, repr=False)


_RANKS = {
    "country": 8, "governorate": 7, "province": 7, "region": 7, "desert": 6, "countryside": 6, "district": 5,
    "subdistrict": 5, "city": 4, "sea": 5, "plain": 5, "mountain": 3, "area": 3, "front": 3, "town": 3, "camp": 2,
    "village": 2, "suburb": 2, "valley": 3, "island": 4, "border": 5,
}  # fmt: skip
_UNKNOWN_RANK = 2
# Kind words whose name stays with them (ruling 23) and that make a place only with a name of their own.
_SITE_RANK = 1
_MAX_NAME_WORDS = 5
_MAX_LINK = 7
_PLACE_PREPOSITIONS = frozenset(
    "في من الي على علي قرب داخل خارج ضمن بين حول صوب نحو باتجاه تجاه عبر عند امام بمحيط محيط وسط قلب اطراف مشارف بمشارف"
    " باطراف ضواحي بضواحي مركز بمركز مدخل بريف ريف قبالة قباله جوار بجوار حتي بمدينه مدينه".split()
)
# Words that open names of two words: a name that the gazetteer does not have goes on over its next word after them.
_NAME_HEADS = frozenset(
    "ابو ابي ابا ام تل تله كفر كفور بيت عين خان دير جبل وادي راس باب شيخ حي نبع بير بئر جسر حمام سيدي بني عبد عز نور خربه خربة"
    " مزرعه مشروع ضهره سهل حوش دار قلعه معره معرة جب قصر سوق رسم هضبه زاويه ضهر شعب ال ذي ذو بنت عزله برج مرج رجم ضاحيه شرق غرب"
    " نهر حزم ظهره شط صفا عرب ساحه قاع خط صلاح الدين كرم مسجد جامع مثلث مفرق دوار معسكر لواء فوج كتيبه قبر قرن طور شعاب مدينه"
    .split()
)  # fmt: skip
_STOP_FORMS = frozenset(
    "في من الي الى علي على عن مع ضد ان أن التي الذي الذين اللذين اللتين حيث ما مما وما اثر جراء بعد قبل خلال منذ حتي حتى بين بينهم"
    " او لكن وهي وهو هي هو هذا هذه ذلك تلك كما فيما بينما عبر دون بحسب وفق كانت كان وكان وكانت قد وقد لم لا لن ليس ليلا صباحا مساء"
    " فجر صباح ظهر عصر اليوم امس وذلك بعدما عندما وسط نحو بشكل باتجاه داخل خارج قرب التابعه التابع الواقعه الواقع القريبه القريب"
    " المحاذيه الحدوديه المجاوره المحاصره المحاصر السكنيه الخاضعه ذات والتي والذي تسيطر يسيطر الاستراتيجيه الاستراتيجي المحتله"
    " السوريه السوري اليمنيه العراقيه اللبنانيه الليبيه السودانيه المصريه الفلسطينيه التركيه وقال وقالت يوم يومي سوريه اخري المحيطه"
    .split()
)  # fmt: skip


class Locator:
    """Reads place phrases with a gazetteer's names.

    Args:
        names: The gazetteer's names.
        common: Folded ordinary words without article: no names by themselves.
    """

    def __init__(self, names: NameTable, common: Container[str] = frozenset()) -> None:
        self._names = names
        self._common = common
        self._first = names.first_words()
        self._heads: dict[str, tuple[tuple[str, str, bool, int], ...]] = {}

    def locate(self, text: Annotated, sentence: Sentence) -> list[Location]:
        """Read the place phrases of a sentence and tie each to its larger place.

        Args:
            text: The annotated report.
            sentence: One of its sentences.

        Returns:
            Locations by start.
        """
        found: list[Location] = []
        i = sentence.start
        while i < sentence.end:
            here = self._after_kind(text, i, sentence.end) or self._bare(text, i, sentence, found)
            for location in here:
                found.append(location)
            i = here[-1].end if here else i + 1
        _tie(text, found)
        return found

    # -- names -----------------------------------------------------------------------------------------------

    def match(self, forms: Sequence[str], at: int, end: int) -> tuple[int, KnownName, str, bool] | None:
        """The longest name of the gazetteer that begins at a word.

        Returns:
            Index after its last word, what is known of it, the particles on its first word, and whether its first
            word has the article; None where no name begins.
        """
        best: tuple[int, KnownName, str, bool] | None = None
        for key, prefix, article, longest in self._openers(forms[at]):
            for length in range(min(longest, end - at), 0, -1):
                if best is not None and at + length <= best[0]:
                    break
                name = key if length == 1 else " ".join((key, *map(_bare, forms[at + 1 : at + length])))
                known = self._names.find(name)
                if known is not None:
                    if known.article and not article and length == 1:
                        continue
                    best = (at + length, known, prefix, article)
                    break
        return best

    def _openers(self, form: str) -> tuple[tuple[str, str, bool, int], ...]:
        found = self._heads.get(form)
        if found is None:
            if len(self._heads) > 200_000:
                self._heads.clear()
            found = self._heads[form] = tuple(
                (r.key, r.prefix, r.article, self._first[r.key])
                for r in readings(form)
                if not r.suffix and r.key in self._first and "س" not in r.prefix
            )
        return found

    # -- phrases ---------------------------------------------------------------------------------------------

    def _after_kind(self, text: Annotated, at: int, end: int) -> list[Location]:
        kind = next((m for m in text.at.get(at, ()) if m.entry.kind == "kind"), None)
        if kind is None or kind.suffix:
            return []
        if kind.entry.label == "countryside":
            region = self._countryside(text, kind, end)
            return [region] if region else []
        whole = self._whole(text, kind, end)
        if whole is not None:
            return [whole]
        start = kind.end
        nested = next((m for m in text.at.get(start, ()) if m.entry.kind == "kind" and m.end < end), None)
        if nested is not None and not nested.suffix and kind.entry.attrs["part_of_name"] != "yes":
            return []
        first = self._named(text, kind, start, end)
        if first is None:
            return []
        found = [first]
        while _lists_on(text, found[-1].end, end):
            following = self._next_in_list(text, found[-1], end)
            if following is None:
                break
            found.append(following)
        return found

    def _whole(self, text: Annotated, kind: Mention, end: int) -> Location | None:
        """A name that the gazetteer has with its kind word ("مطار الملك خالد الدولي", "قطاع غزة", "جبل الزاوية")."""
        match = self.match(text.words.forms, kind.start, end)
        if kind.entry.attrs["part_of_name"] == "no" or match is None or match[0] <= kind.end or match[2] != kind.prefix:
            return None
        name = _name_text(text, kind.start, match[0], kind.prefix)
        lead = kind.prefix[-1:] or _before(text.words.forms, kind.start)
        label = kind.entry.label
        rank = _RANKS.get(label, _SITE_RANK)
        location = Location(kind.start, kind.start, match[0], name, label, rank, match[1], lead)
        location.rule = "place.name"
        return location

    def _countryside(self, text: Annotated, kind: Mention, end: int) -> Location | None:
        """ "ريف حمص الشمالي": the countryside of a place, with its direction."""
        forms = text.words.forms
        at = kind.end
        nested = next((m for m in text.at.get(at, ()) if m.entry.kind == "kind" and not m.suffix), None)
        name_at = nested.end if nested else at
        if name_at >= end:
            return None
        match = self.match(forms, name_at, end)
        stop = match[0] if match else name_at
        while stop < end and (width := _compass_adjective(text, stop)):
            stop += width
        if stop == at or (match is None and not kind.article):
            return None
        name = _name_text(text, kind.start, stop, kind.prefix)
        if nested:
            name = name.replace(text.said(nested.start, nested.end) + " ", "", 1)
        lead = kind.prefix[-1:] or _before(forms, kind.start)
        location = Location(kind.start, kind.start, stop, name, "countryside", 6, match[1] if match else None, lead, True)
        location.rule = "place.countryside"
        return location

    def _named(self, text: Annotated, kind: Mention, start: int, end: int) -> Location | None:
        forms = text.words.forms
        at = start
        while at < end and forms[at] in ('"', "(", "'", ":"):
            at += 1
        if at >= end:
            return None
        label, stays = kind.entry.label, kind.entry.attrs["part_of_name"] == "yes"
        match = self._likely(text, at, end)
        stop = match[0] if match else self._unknown_end(text, at, end, strict=stays or kind.article)
        if match and stop == at + 1 and forms[at] in _NAME_HEADS:
            stop = max(stop, self._unknown_end(text, at, end, strict=False))
        if stop == at:
            return None
        while stays and stop < end and forms[stop] in _SITE_ADJECTIVES:
            stop += 1
        lead = kind.prefix[-1:] or _before(forms, kind.start)
        if stays:
            name, name_start = _name_text(text, kind.start, stop, kind.prefix), kind.start
        else:
            name, name_start = _name_text(text, at, stop, ""), at
        rank = _SITE_RANK if stays and label not in _RANKS else _RANKS.get(label, _UNKNOWN_RANK if not stays else 1)
        location = Location(kind.start, name_start, stop, name, label, rank, match[1] if match else None, lead)
        location.rule = "place.kind" if match else "place.kind-unlisted"
        location.is_weak = match is None and stays
        return location

    def _likely(self, text: Annotated, at: int, end: int) -> tuple[int, KnownName, str, bool] | None:
        """A name of the gazetteer after a kind word, unless it is an ordinary word that a village is called by too."""
        forms = text.words.forms
        if forms[at] in _STOP_FORMS or len(forms[at]) < 3 or _is_direction(text, at):
            return None
        match = self.match(forms, at, end)
        if match is None or match[2]:
            return None
        if match[0] == at + 1 and match[1].weight < _ORDINARY_WEIGHT and _bare(forms[at]) in self._common:
            return None
        return match

    def _unknown_end(self, text: Annotated, at: int, end: int, *, strict: bool) -> int:
        """End of a name that the gazetteer does not have: one word, or two after a word that opens names."""
        if not _can_be_name(text, at) or (strict and not text.words.forms[at].startswith("ال")):
            return at
        if text.words.forms[at] not in _NAME_HEADS and _bare(text.words.forms[at]) in self._common:
            return at
        stop = at + 1
        if text.words.forms[at] in _NAME_HEADS and stop < end and _can_be_name(text, stop, inner=True):
            stop += 1
        return stop

    def _next_in_list(self, text: Annotated, last: Location, end: int) -> Location | None:
        """The next name of a list "A وB، وC" after a kind word in the plural or a place."""
        forms = text.words.forms
        at = last.end
        comma = False
        while at < end and forms[at] in ("،", ",", '"', "'", "-", "(", ")"):
            comma = comma or forms[at] in ("،", ",")
            at += 1
        if at >= end:
            return None
        if _is_direction(text, at):
            return None
        match = self.match(forms, at, end)
        joined = bool(match and match[2] == "و")
        if match is None or (match[2] not in ("", "و")) or not (joined or comma):
            if forms[at].startswith("و") and len(forms[at]) > 3 and _can_be_name(text, at) and (
                _bare(forms[at][1:]) not in self._common and forms[at] not in self._common
            ):
                stripped = _name_text(text, at, at + 1, "و")
                if last.rule in ("place.kind-unlisted", "place.kind", "place.list") and last.kind in _SETTLED:
                    return _listed(last, at, at + 1, stripped, None)
            return None
        single = match[0] == at + 1
        if single and match[1].ambiguous and last.kind not in _SETTLED:
            return None
        if single and match[1].weight < _ORDINARY_WEIGHT and _bare(forms[at][len(match[2]) :]) in self._common:
            return None
        if not joined and any(m.entry.kind in ("trigger", "actor", "person") for m in text.at.get(at, ())):
            return None
        return _listed(last, at, match[0], _name_text(text, at, match[0], match[2]), match[1])

    def _bare(self, text: Annotated, at: int, sentence: Sentence, found: Sequence[Location]) -> list[Location]:
        """A gazetteer name without a kind word."""
        forms = text.words.forms
        match = self.match(forms, at, sentence.end)
        if match is None:
            return []
        end, known, prefix, _ = match
        lead = prefix[-1:] or (_before(forms, at) if at > sentence.start else "")
        if not self._counts(text, at, end, known, prefix, lead, found):
            return []
        start = at
        name = _name_text(text, at, end, prefix)
        direction = _direction_before(text, at, sentence.start)
        is_region = False
        if direction is not None and prefix == "" and known.kinds[0] in ("country", "governorate"):
            start, is_region = direction, True
            lead = _before(forms, start)
        kind = known.kinds[0] if known.kinds else ""
        location = Location(start, at, end, name, kind, _RANKS.get(kind, _UNKNOWN_RANK), known, lead, is_region)
        location.rule = "place.name"
        return [location]

    def _counts(self, text: Annotated, at: int, end: int, known: KnownName, prefix: str, lead: str,
                found: Sequence[Location]) -> bool:  # fmt: skip
        others = text.at.get(at, ())
        if len(text.words.forms[at]) - len(prefix) < 3 or any(d.start <= at < d.end for d in text.dates):
            return False
        if end == at + 1 and known.weight < 0.5 and _bare(text.words.forms[at][len(prefix):]) in self._common:
            return by_direction_only(text, at)
        if any(m.end >= end and m.entry.kind in _RIVALS and not (m.entry.kind == "actor" and _is_country(known))
               for m in others):  # fmt: skip
            return False
        by_preposition = prefix[-1:] == "ب" or (lead in _PLACE_PREPOSITIONS and prefix == "")
        by_direction = _direction_before(text, at, max(0, at - 2)) is not None
        in_list = bool(found) and prefix == "و" and found[-1].end == at
        tagged = at in text.words.tags
        if _is_country(known) and not (by_preposition or by_direction or in_list or tagged or lead in ("،", "(", "-")):
            return False
        if known.ambiguous or (end == at + 1 and len(text.words.forms[at]) <= 3):
            return (by_preposition and lead not in ("من", "علي", "على", "بين") and known.weight >= 0.3) or by_direction
        if prefix[-1:] in ("ك", "س"):
            return False
        if known.weight < 0.12 and end == at + 1:
            return by_preposition or by_direction or in_list or tagged
        return True


def by_direction_only(text: Annotated, at: int) -> bool:
    """Whether a direction stands right before a word that is a common word too: then it is a place."""
    return _direction_before(text, at, max(0, at - 2)) is not None


_SITE_ADJECTIVES = frozenset({"الدولي", "العسكري", "العسكريه", "الجويه", "الجوي", "الوطني", "المركزي", "الرئيسي", "البري", "الحدودي"})
# A single word that is common and names only places below this weight is a word, not a place.
_ORDINARY_WEIGHT = 0.5


def _is_direction(text: Annotated, at: int) -> bool:
    return any(_is_compass(m) for m in text.at.get(at, ()))


_RIVALS = frozenset({"direction", "actor", "trigger", "source", "person", "cue", "connector", "reporting", "head", "kind", "object"})
_SETTLED = frozenset({"village", "town", "city", "neighbourhood", "area", "governorate", "district", "camp", "front",
                      "hamlet", "subdistrict", "suburb"})  # fmt: skip
_NOT_NAMES = frozenset({"direction", "trigger", "connector", "reporting", "weapon", "person", "kind", "cue", "actor", "source"})


def _bare(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 3 else form


def _is_country(known: KnownName) -> bool:
    return bool(known.kinds) and known.kinds[0] == "country"


def _lists_on(text: Annotated, at: int, end: int) -> bool:
    forms = text.words.forms
    if at >= end:
        return False
    return forms[at] in ("،", ",") or forms[at].startswith("و") or forms[at] in ('"', ")")


def _listed(last: Location, start: int, end: int, name: str, known: KnownName | None) -> Location:
    location = Location(start, start, end, name, last.kind, last.rank, known, last.lead)
    location.rule = "place.list"
    location.listed_after = last
    return location


def _before(forms: Sequence[str], at: int) -> str:
    i = at - 1
    while i >= 0 and forms[i] in ('"', "(", "'"):
        i -= 1
    return forms[i] if i >= 0 else ""


def _name_text(text: Annotated, start: int, end: int, prefix: str) -> str:
    """The words as written, hashtags and filters' dots closed, without the particles on the first word."""
    said = " ".join(_as_written(text, i) for i in range(start, end))
    if not prefix:
        return said
    first = text.words.forms[start]
    if first.startswith(prefix[:-1] + "لل") and prefix.endswith("ل"):
        return "ال" + said[len(prefix) + 1 :]
    return said[len(prefix) :]


def _as_written(text: Annotated, word: int) -> str:
    """A word as written, without tatweel, marks and what filters were passed with."""
    said = text.said(word, word + 1)
    return "".join(c for c in said if c != "\u0640" and (c.isalnum() or "\u064b" <= c <= "\u0652")) or said


def _can_be_name(text: Annotated, at: int, *, inner: bool = False) -> bool:
    form = text.words.forms[at]
    if len(form) < 2 or not ("\u0621" <= form[0] <= "\u064a") or form in _STOP_FORMS:
        return False
    if any(m.entry.kind in _NOT_NAMES and not (m.prefix and len(form) > 3) for m in text.at.get(at, ())):
        return False
    return not (inner and form.startswith(("وال", "بال", "لل")))


def _compass_adjective(text: Annotated, at: int) -> int:
    """Number of words of a compass adjective with the article that begins at a word, 0 if none does."""
    if not text.words.forms[at].startswith("ال"):
        return 0
    return max((m.end - m.start for m in text.at.get(at, ()) if _is_compass(m)), default=0)


def _is_compass(mention: Mention) -> bool:
    return mention.entry.kind == "direction" and mention.entry.attrs["kind"].startswith("compass")


def _direction_before(text: Annotated, at: int, least: int) -> int | None:
    """Index where a direction of one or two words right before a place begins ("شمال شرق سوريا")."""
    start = None
    i = at - 1
    while i >= least and any(_is_compass(m) and m.end <= at for m in text.at.get(i, ())):
        start = i
        i -= 1
    if i >= least and start in (None, i + 2) and any(_is_compass(m) and m.end == at for m in text.at.get(i, ())):
        start = i
    if start is None and i - 1 >= least and any(_is_compass(m) and m.end == at for m in text.at.get(i - 1, ())):
        start = i - 1
    return start


_LINKS = frozenset(
    "في ضمن وسط داخل من قرب غرب شرق شمال جنوب غربي شرقي شمالي جنوبي الشمالي الجنوبي الشرقي الغربي الشماليه الجنوبيه الشرقيه الغربيه"
    " التابعه التابع الواقعه الواقع القريبه القريب المحاذيه المحاذي والواقعه اقصي محيط بمحيط اطراف باطراف ريف مركز بالقرب قرابه"
    " المتاخمه عند على علي الي الحدوديه مشارف ضواحي شمالا جنوبا شرقا غربا ( ) \" -".split()
)  # fmt: skip


def _tie(text: Annotated, found: Sequence[Location]) -> None:
    """Give each place the larger one that follows it in the same phrase."""
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        gap = text.words.forms[here.end : after.start]
        joined = text.words.forms[after.start].startswith("و") and after.lead == "و"
        if joined and len(gap) <= 1:
            after.listed_after = here
        if joined or after.rule == "place.list":
            if after.rule == "place.list":
                here.parent = after.parent
            continue
        if len(gap) <= _MAX_LINK and all(_is_link(text, here.end + k) for k in range(len(gap))):
            if gap and gap[0] in ("،", ",") and after.rank <= here.rank:
                continue
            if after.rank >= here.rank or gap or after.lead in ("ب", "في"):
                here.parent = after
        elif len(gap) <= 2 and gap and gap[0] == "،" and after.rank > here.rank:
            here.parent = after


def _is_link(text: Annotated, at: int) -> bool:
    form = text.words.forms[at]
    return form in _LINKS or any(m.entry.kind in ("direction", "kind") for m in text.at.get(at, ()))
