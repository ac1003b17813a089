"""Places named without a word for their kind, and lists of places: "في تفتناز", "أ وب، ج"."""

from collections.abc import Sequence

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Mention
from tawthiq.coding.kind_phrases import kind_phrase, lead_of
from tawthiq.coding.larger_places import larger_follows
from tawthiq.coding.locations import RANKS, Location
from tawthiq.coding.place_names import (
    NAMESAKES,
    QUOTES,
    Match,
    NameReader,
    View,
    is_compass,
    is_compass_at,
    name_text,
    opens_direction,
    word_before,
)

__all__ = ["bare_place", "beginnings", "direction_before", "next_in_list"]

_UNKNOWN = 2
_COMMAS = frozenset({"،", ","})
_LIST_SIGNS = _COMMAS | {'"', "'", "-", "(", ")", "/"}
# Weight of a hamlet in the gazetteer: a word that only names such is no place without words of place around it.
_HAMLET = 0.12
# A name that is an ordinary word or a person's too counts after a preposition only from this weight on.
_TOWN = 0.3
_TOWN_BESIDE_WORD = 0.45
# Names that are short stand bare behind "on" as well: those of cities, and others behind an act: "قصف مدفعي على بنش".
_CITY = 0.7
# Mentions that a name gives way to: they know better what the word is here.
_RIVALS = frozenset("direction actor trigger source person cue connector reporting head kind object weapon".split())
_LISTED_KINDS = frozenset(
    "village town city neighbourhood area governorate district camp front hamlet subdistrict suburb street province"
    " settlement post".split()
)
# How many ordinary words in a row a list of places may hold.
_WORDS_IN_LIST = 3
_IN = frozenset({"في", "داخل", "قرب", "وسط"})
_IN_OR_MARK = _IN | QUOTES


def beginnings(names: NameReader, view: View) -> list[int]:
    """Words of a sentence at which a place may begin: most words are told apart by their letters alone.

    Args:
        names: Reads names.
        view: The sentence.

    Returns:
        Indexes in order; at others neither a kind word begins nor would `bare_place` find anything.
    """
    forms, kinds, leading = view.forms, view.kinds, names.leading
    return [
        at
        for at in range(view.start, view.end)
        if leading[forms[at]] or at in kinds or at == 0 or forms[at - 1] in _IN_OR_MARK
    ]


def bare_place(names: NameReader, view: View, at: int, found: Sequence[Location]) -> Location | None:
    """Read a name of the gazetteer that stands without a kind word.

    Args:
        names: Reads names.
        view: The sentence.
        at: Index of the word.
        found: Places before it.

    Returns:
        The place, None where the word is something else.
    """
    if at in view.text.once(_inside_parties):
        return None  # "أنصار بيت المقدس"
    match = names.match(view, at)
    if match is None:
        return _unlisted(names, view, at)
    lead = lead_of(view, at, match.prefix)
    if not _counts(names, view, at, match, lead, found):
        return None
    start, is_region = at, False
    name = name_text(view.text, at, match.end, match.prefix)
    direction = direction_before(view, at) if not match.prefix else None
    if direction is not None:
        start, is_region = direction, True
        lead = lead_of(view, direction, _prefix_at(view, direction))
        name = name_text(view.text, direction, match.end, _prefix_at(view, direction))
    kind = match.known.kinds[0] if match.known.kinds else ""
    rank = RANKS.get(kind, _UNKNOWN)
    if kind == "area" and match.end > at + 1 and is_compass_at(view, at):
        is_region, rank = True, RANKS["region"]
    place = Location(start, at, match.end, name, kind, rank, match.known, lead, is_region, rule="place.name")
    place.is_ordinary = match.is_ordinary
    return place


def _inside_parties(text: Annotated) -> frozenset[int]:
    """Words inside the names of parties, behind their first."""
    actors = (m for mentions in text.of("actor").values() for m in mentions)
    return frozenset(i for m in actors if m.entry.attrs.get("country_name") != "yes" for i in range(m.start + 1, m.end))


def _counts(names: NameReader, view: View, at: int, match: Match, lead: str, found: Sequence[Location]) -> bool:  # noqa: PLR0913, PLR0917
    """Whether a name of the gazetteer is a place here."""
    form = view.forms[at]
    single = match.end == at + 1
    if (single and len(form) - len(match.prefix) < 3) or at in view.text.timed:
        return False
    if match.prefix[-1:] in ("ك", "س") or view.forms[at] in names.words["stop"]:
        return False
    direct = not match.prefix and direction_before(view, at) is not None
    tagged = at in view.text.words.tags
    if single and match.article and lead.startswith("ال") and form.endswith(("ه", "ي")) and not (direct or tagged):
        return False
    placed = not (single and match.is_ordinary) and _is_placed(names, view, at, match, lead)
    listed = bool(found) and match.prefix == "و" and found[-1].end == at
    if match.is_ordinary and (single or not placed):
        sure = direct and match.known.weight >= _TOWN
        by = single and lead == "في" and match.end in view.directions and not match.prefix
        located = single and (sure or (by and _lies_by(names, view, match.end)))
        return located and not _is_rival(view, at, match, strict=True)
    if _is_rival(view, at, match, strict=not (placed or direct or listed or tagged)):
        return False
    if match.known.kinds[:1] == ("country",):
        return placed or direct or listed or tagged or lead in ("،", "(", "-", "")
    if _is_person(names, view, at, match) and not (lead == "في" and not single and match.known.weight >= _CITY):
        return False
    if match.known.ambiguous or (single and len(form) <= 3):
        great = match.known.weight >= _CITY or _is_hit(view, at - 1) or _is_hit(view, at - 2)
        aimed_at = lead == "علي" and great and not match.known.ambiguous
        in_place = placed and (lead not in ("من", "علي", "بين", "عن") or aimed_at)
        return direct or (in_place and match.known.weight >= _TOWN) or (in_place and not single)
    if match.known.weight < _HAMLET and single:
        return placed or direct or listed or tagged
    return True


def _is_placed(names: NameReader, view: View, at: int, match: Match, lead: str) -> bool:
    """Whether a particle, a preposition or an act before a name says that it is a place."""
    if match.prefix:
        return match.prefix[-1] == "ب"
    # Whom a verb of harm meets may be called by his son: "قتل أبو محمد".
    return lead in names.words["preposition"] or (view.forms[at] not in _FATHERS and _is_hit(view, at))


_FATHERS = frozenset({"ابو", "ابا", "ابي", "ام"})


def _is_hit(view: View, at: int) -> bool:
    """Whether an act or a verb of harm stands right before: the place is its object ("قصفت كفرنبل")."""
    triggers = view.text.of("trigger")
    return any(m.end == at for i in range(max(view.start, at - 2), at) if i in triggers for m in triggers[i])


def _is_rival(view: View, at: int, match: Match, *, strict: bool) -> bool:
    """Whether the lexicon knows better what stands here; a country that is an actor too is a place after "في"."""
    for mention in view.text.at.get(at, ()):
        if mention.end < match.end or mention.entry.kind not in _RIVALS:
            continue
        same = mention.end == match.end and mention.prefix == match.prefix
        if mention.entry.kind in ("actor", "direction") and same and not (strict and mention.entry.kind == "actor"):
            continue
        if mention.entry.kind == "kind" and same and not strict and mention.entry.attrs["_number"] == "many":
            continue
        if mention.entry.kind == "actor" and same and match.known.kinds[:1] == ("country",):
            continue
        if not strict and not _may_stand_behind(lead_of(view, at, match.prefix), mention, match):
            continue
        return True
    return False


def _may_stand_behind(lead: str, mention: Mention, match: Match) -> bool:
    """Whether what the lexicon knows may stand behind what leads a name.

    No verb stands behind a preposition ("على تدمر", "في حرض"), and behind "في" rather a town than one person or tool
    ("في جنين", "في فاس").
    """
    kind = mention.entry.kind
    if kind in _VERBAL or (kind == "trigger" and mention.entry.attrs["_number"] == "verb"):
        return lead not in _BEFORE_NOUNS or match.known.weight < _TOWN
    if kind in _NO_SCENES:
        return lead != "في" or match.known.weight < _TOWN_BESIDE_WORD
    return True


_VERBAL = frozenset({"cue", "reporting"})
_NO_SCENES = frozenset({"person", "weapon", "source"})
_BEFORE_NOUNS = frozenset({"في", "علي", "قرب", "داخل", "نحو", "باتجاه", "من", "الي"})


def _is_person(names: NameReader, view: View, at: int, match: Match) -> bool:
    """Whether the words are a person's name: a given name beside another, or a rank or title before it."""
    first = view.forms[at][len(match.prefix) :]
    before = word_before(view, at)
    given = names.words.given
    if before in names.words["person"] or (before in given and before not in names.words["preposition"]):
        return True
    if before.startswith("ال") and at - 2 >= view.start and view.forms[at - 2] == "عبد":
        return True  # "عبد الخالق عمران"
    return first in given and (match.end > at + 1 or (at + 1 < view.end and view.forms[at + 1] in given))


def _unlisted(names: NameReader, view: View, at: int) -> Location | None:
    """As in "في كذا التابعة لمحافظة كذا": a word that nothing knows, after "في" and before the larger place."""
    form = view.forms[at]
    prefix = "ب" if form.startswith("ب") and len(form) > 4 and not form.startswith("بال") else ""
    if not prefix and at and view.forms[at - 1] not in _IN_OR_MARK:
        return None
    lead = lead_of(view, at, prefix)
    if not prefix and lead not in _IN:
        return None
    if (
        names.is_ordinary(form, prefix)
        or not names.can_open(view, at, prefix)
        or names.is_inflected(form[len(prefix) :])
    ):
        return None
    end = at + 1
    if end >= view.end or not larger_follows(names, view, end):
        return None
    name = name_text(view.text, at, end, prefix)
    return Location(at, at, end, name, "", _UNKNOWN, None, lead, rule="place.unlisted")


def _lies_by(names: NameReader, view: View, at: int) -> bool:
    """Whether a direction from a known place follows: "في المخدرة غربي مأرب"."""
    if not opens_direction(view, at):
        return False
    end = max(m.end for m in view.directions[at] if is_compass(m))
    kind = view.kind_at(end) if end < view.end else None
    end = kind.end if kind is not None else end
    match = names.match(view, end) if end < view.end else None
    return match is not None and not match.prefix and not match.is_ordinary


def _prefix_at(view: View, at: int) -> str:
    return next((m.prefix for m in view.text.at.get(at, ()) if is_compass(m)), "")


def direction_before(view: View, at: int) -> int | None:
    """Index where points of the compass right before a place begin ("شمال شرق سوريا"); None where none stand there."""
    start = None
    i = at
    while i > view.start and (i - 1 in view.directions or i - 2 in view.directions):
        opening = next((k for k in (i - 1, i - 2) if k >= view.start and opens_direction(view, k, i)), None)
        if opening is None or at - opening > 3:
            break
        start = i = opening
    return start


def next_in_list(names: NameReader, view: View, last: Location) -> Location | None:
    """The next name of a list "A وB، C" after a place.

    Args:
        names: Reads names.
        view: The sentence.
        last: The place before it.

    Returns:
        The place, of the kind of the one before it; None where the list ends.
    """
    at, signs = last.end, set()
    while at < view.end and (view.forms[at] in _LIST_SIGNS or view.forms[at] == "و"):
        signs.add(view.forms[at])
        at += 1
    if at >= view.end or last.kind not in _LISTED_KINDS or is_compass_at(view, at):
        return None
    if view.forms[at] in names.words["stop"]:
        return None  # "في مدينة بعلبك، من دون إصابات": a village is called so as well
    if _opens_kind_phrase(names, view, at):
        return None
    joined = view.forms[at].startswith("و") or "و" in signs
    if not (joined or last.opens_list or (signs and last.rule != "place.name")):
        return None
    match = names.match(view, at)
    if (
        match is not None
        and match.prefix in ("", "و")
        and _lists(names, view, at, match, last, separated=joined or bool(signs))
    ):
        return _listed(last, at, match.end, name_text(view.text, at, match.end, match.prefix), match)
    return _unlisted_item(names, view, at, last, separated=bool(signs))


def _opens_kind_phrase(names: NameReader, view: View, at: int) -> bool:
    """Whether a word for a kind with a name behind it goes on a list: "البرح ومفرق الوازعية"."""
    kind = view.kind_at(at)
    return kind is not None and not kind.article and bool(kind_phrase(names, view, at))


def _lists(names: NameReader, view: View, at: int, match: Match, last: Location, *, separated: bool) -> bool:  # noqa: PLR0913
    if match.is_ordinary and match.end == at + 1:
        return match.prefix == "و" and match.article and _goes_on(names, view, at, match)
    if match.prefix == "" and any(
        m.entry.kind in ("trigger", "actor", "person", "source", "head", "connector") for m in view.text.at.get(at, ())
    ):
        return False
    if not separated and (match.known.weight >= 0.8 or match.known.ambiguous):
        return False
    return not (match.known.ambiguous and match.end == at + 1 and last.rule == "place.name")


def _goes_on(names: NameReader, view: View, at: int, match: Match) -> bool:
    """Whether an ordinary word stands in a list of places that goes on: "مخيم اليرموك والقدم والحجر الأسود"."""
    if _is_rival(view, at, match, strict=True):
        return False
    for _ in range(_WORDS_IN_LIST):
        following = names.match(view, match.end) if match.end < view.end else None
        if following is None or following.prefix != "و" or _is_rival(view, match.end, following, strict=True):
            return False
        if not following.is_ordinary:
            return not following.known.ambiguous
        match = following
    return False


def _unlisted_item(names: NameReader, view: View, at: int, last: Location, *, separated: bool) -> Location | None:
    """A name of a list that no gazetteer has: only in lists that a kind word opened."""
    if last.rule not in ("place.kind-unlisted", "place.kind", "place.list"):
        return None
    prefix = "و" if view.forms[at].startswith("و") and len(view.forms[at]) > 2 else ""
    if not prefix and not separated and not last.opens_list:
        return None
    any_word = bool(prefix) and (
        (last.kind == "neighbourhood" and last.rule == "place.list")
        or (last.opens_list and not any(m.entry.kind in NAMESAKES for m in view.text.at.get(at, ())))
    )
    end = names.unlisted_end(view, at, any_word=any_word, prefix=prefix)
    if end == at:
        return None
    return _listed(last, at, end, name_text(view.text, at, end, prefix), None)


def _listed(last: Location, start: int, end: int, name: str, match: Match | None) -> Location:
    kind, rank = last.kind, last.rank
    if last.rule == "place.name" and match is not None and match.known.kinds:
        kind = match.known.kinds[0]
        rank = RANKS.get(kind, _UNKNOWN)
    place = Location(start, start, end, name, kind, rank, match.known if match else None, last.lead)
    place.rule = "place.name" if last.rule == "place.name" else "place.list"
    place.listed_after = last
    place.opens_list = last.opens_list
    place.is_ordinary = match is not None and match.is_ordinary
    return place
