"""Features of drafts, as the learned judgement weighs them (see judgement.py); those of pairs are in pair_features.py.

Each is a name that holds or does not; numbers are cut into classes. A name says what it looks at.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.drafts import Draft

__all__ = ["bare_form", "event_features", "opening_features", "plain_name"]

_CUE_REACH = 6
_CONNECTOR_REACH = 4
# Groups of features that are kept by what makes them, as in slot_features.py.
_MOST_MADE = 8_192
# Of the words beside an act so many on each side, by so many letters: the stem, without most of its endings.
_WORDS_READ, _LETTERS_READ = 10, 5


def event_features(text: Annotated, draft: Draft, earlier: Sequence[Draft]) -> set[str]:
    """Features that speak for or against a draft being an event.

    Args:
        text: The annotated report.
        draft: The draft.
        earlier: Drafts before it in the report.

    Returns:
        Names of the features that hold.
    """
    found = {f"type={draft.type}", f"scope={draft.scope}"}
    found.update([f"kind={kind}" for kind in draft.kinds])
    found.update(_field_features(draft))
    found.update(_form_features(text, draft))
    found.update(_cue_features(text, draft))
    found.update(_position_features(text, draft, earlier))
    found.update(opening_features(text, draft, ""))
    found.update(_word_features(text, draft))
    return found


def _field_features(draft: Draft) -> Iterator[str]:
    fields = {
        "place": [] if "places" in draft.inherited else draft.places,
        "agent": draft.agents, "target": draft.targets, "victim": draft.victims,
        "count": draft.counts, "weapon": draft.weapons, "object": draft.objects, "date": draft.date,
        "saying": draft.sayings,
    }  # fmt: skip
    present = tuple([name for name, value in fields.items() if value])
    yield from _of_fields(present, draft.family)
    yield from _of_pattern(_head(draft), present, draft.family, carried="agents" in draft.inherited)
    if "places" in draft.inherited:
        yield "place=inherited"
    if draft.places and min(p.rank for p in draft.places) <= 4:
        yield "place=near"
    if draft.places and all(p.rank >= 8 for p in draft.places):
        yield "place=country"
    if not draft.frame.acts:
        yield "harm-only"
        yield f"harm-only&{'place' if draft.places else 'no-place'}"
    if draft.date is not None:
        yield f"date={draft.date.precision}"
    if draft.agents and not draft.places and not draft.counts:
        yield "agent-only"
    if any(c.people.noun is not None and c.high is not None for c in draft.counts):
        yield "count=exact"
    if draft.counts and all((c.high == 0) for c in draft.counts):
        yield "count=zero"


@lru_cache(maxsize=_MOST_MADE)
def _of_fields(present: Sequence[str], family: str) -> Sequence[str]:
    """The fields that a clause fills."""
    core = len(_CORE.intersection(present))
    return [
        *(f"has={name}" for name in present),
        *(f"has={name}&{family}" for name in present),
        f"fields={min(core, 5)}",
    ]


_CORE = frozenset({"place", "agent", "target", "victim", "count", "weapon", "object", "date"})
_LETTERS = {"agent": "a", "target": "t", "victim": "t", "place": "p", "count": "c", "date": "d", "weapon": "w",
            "object": "w"}  # fmt: skip


def _head(draft: Draft) -> str:
    """How the first act of a clause is said: V past, v other verb, L noun with a light verb, D definite, N noun."""
    first = draft.frame.triggers[0]
    if first.is_verb:
        return "V" if first.mention.person.startswith("past-") else "v"
    if any(a.is_verb for a in draft.frame.lights):
        return "L"
    return "D" if first.mention.article else "N"


@lru_cache(maxsize=_MOST_MADE)
def _of_pattern(head: str, present: Sequence[str], family: str, *, carried: bool) -> Sequence[str]:
    """The make of a clause in letters: how its act is said, and which fields it tells itself."""
    told = {_LETTERS[name] for name in present if name in _LETTERS and not (name == "agent" and carried)}
    pattern = head + "".join(sorted(told))
    return f"pattern={pattern}", f"pattern={pattern}&{family}"


def _form_features(text: Annotated, draft: Draft) -> Sequence[str]:
    frame = draft.frame
    first = frame.triggers[0]
    mention = first.mention
    to_act = mention.prefix.endswith("ل") and not first.is_verb and first.role == "act"
    aim = ("met" if _is_met(text, first.start) else "aim") if to_act else ""
    told = bool(draft.counts or (draft.places and "places" not in draft.inherited))
    active = first.is_verb and mention.entry.attrs["role"] == "act" and mention.voice == "active"
    tense = mention.person.partition("-")[0]
    strong = any(a.is_strong for a in frame.acts)
    length = draft.ranges[0][1] - draft.ranges[0][0]
    return [
        *_of_first(first.rule, first.kind, tense if first.is_verb else None, mention.prefix, aim),
        *_of_shape(mention.article, told, bool(mention.suffix), active),
        *_of_count(min(len(frame.acts), 3), min(len(frame.harms), 3), strong, bool(frame.lights)),
        f"length={'short' if length < 6 else 'mid' if length < 30 else 'long'}",
    ]


@lru_cache(maxsize=_MOST_MADE)
def _of_first(rule: str, kind: str, tense: str | None, prefix: str, aim: str) -> Sequence[str]:
    """What the first trigger of a clause is; its tense only where it is a verb."""
    form = "noun" if tense is None else "verb"
    found = [f"rule={rule}", f"form={form}", f"form={form}&{kind}"]
    if prefix:
        found.append(f"prefix={prefix}")
    if aim:
        found.append(f"to-act={aim}")
    if tense is not None:
        found += [f"tense={tense}", f"tense={tense}&{kind}"]
    return found


@lru_cache(maxsize=_MOST_MADE)
def _of_shape(definite: bool, told: bool, suffixed: bool, active: bool) -> Sequence[str]:
    found = ["form=definite", f"definite&fields={'many' if told else 'few'}"] if definite else []
    if suffixed:
        found.append("form=suffixed")
    return [*found, "form=active"] if active else found


@lru_cache(maxsize=_MOST_MADE)
def _of_count(acts: int, harms: int, strong: bool, light: bool) -> Sequence[str]:
    found = [f"acts={acts}", f"harms={harms}"]
    if strong:
        found.append("strong")
    return [*found, "light"] if light else found


_MET_REACH = 3


def _is_met(text: Annotated, at: int) -> bool:
    """Whether an act after "to" is what somebody met ("came under fire"), not what was aimed at."""
    before = text.words.forms[max(0, at - _MET_REACH) : at]
    return any(form.lstrip("وف") in clause_words("undergoes") or form in clause_words("undergoes") for form in before)


# Cues that colour their whole clause; the others only what stands right after them.
_CLAUSE_WIDE = frozenset(
    {"aggregate", "ongoing", "background", "frame", "figurative", "crime", "exercise", "anniversary", "judged"}
)


def _cue_features(text: Annotated, draft: Draft) -> Iterator[str]:
    frame, first = draft.frame, draft.frame.first
    cues, connectors, reporting = text.of("cue"), text.of("connector"), text.of("reporting")
    for i in range(frame.start, frame.end):
        if i in cues:
            yield from [f"cue={m.entry.label}" for m in cues[i] if m.entry.label in _CLAUSE_WIDE]
            if first - _CUE_REACH <= i < first:
                yield from [f"cue-before={m.entry.label}" for m in cues[i]]
        if i in connectors and first - _CONNECTOR_REACH <= i < first:
            yield from [f"connector-before={m.entry.label}" for m in connectors[i]]
        if i in reporting and i < first:
            yield from [f"reporting-before={m.entry.label}" for m in reporting[i]]
            yield f"said-before={text.words.forms[i].lstrip('وف')}"
    before = text.words.forms[first - 1] if first else ""
    if len(before) <= 4 and before.isalpha():
        yield f"word-before={before}"


def _position_features(text: Annotated, draft: Draft, earlier: Sequence[Draft]) -> Iterator[str]:
    at = draft.frame.sentence
    yield f"sentence={'first' if at == 0 else 'early' if at < 4 else 'late'}"
    sentence = text.sentences[at]
    words = sentence.end - sentence.start
    yield f"sentence-words={'few' if words < 9 else 'some' if words < 40 else 'many'}"
    mine = draft.frame
    if mine.start > sentence.start:
        yield "not-first-in-sentence"
    if any(d.family == draft.family for d in reversed(earlier)):
        yield "family-before"
        told = "places" not in draft.inherited and draft.places
        if not told and not draft.counts:
            yield "family-before&nothing-new"
            if draft.is_definite:
                yield "family-before&nothing-new&definite"
        if not told and not draft.agents and not draft.counts and not draft.weapons:
            yield "family-before&bare"
    yield f"report-drafts={'none' if not earlier else 'few' if len(earlier) < 4 else 'many'}"
    beside = text.sentences[max(0, at - 1) : at] + text.sentences[at + 1 : at + 2]
    is_alone = all(s.paragraph != sentence.paragraph for s in beside)
    if is_alone and words < 24 and sentence.end < len(text.words) and text.words.forms[sentence.end] == "\n":
        yield "headline-like"
        yield f"headline-like&{'first' if at < 2 else 'later'}"
    yield f"figurative={min(3, text.figurative * 400 // max(200, len(text.words)))}"
    yield f"actors={'none' if not text.armed else 'few' if text.armed < 3 else 'many'}"


def opening_features(text: Annotated, draft: Draft, who: str) -> Iterator[str]:
    """The words that open a draft's clause and its sentence: they tell whether a text goes on or turns.

    Args:
        text: The annotated report.
        draft: The draft.
        who: What the names of the features begin with.

    Yields:
        Names of the features that hold.
    """
    forms = text.words.forms
    sentence = text.sentences[draft.frame.sentence]
    for name, at in (("clause", draft.frame.start), ("sentence", sentence.start)):
        if len(forms[at]) <= 8 and forms[at].isalpha():
            yield f"{who}opens-{name}={forms[at]}"
        for m in text.at.get(at, ()):
            if m.entry.kind in ("connector", "reporting", "cue", "kind", "source"):
                yield f"{who}opens-{name}~{m.entry.kind}:{m.entry.label}"
        if at + 1 in text.timed:
            yield f"{who}opens-{name}~date"
    again = _again_words().intersection(forms[draft.frame.first : draft.frame.last + 3])
    yield from [f"{who}again={word.removeprefix('ال')}" for word in again]
    if draft.frame.first and forms[draft.frame.first - 1] in ("التي", "الذي", "الذين", "ما", "حيث"):
        yield f"{who}relative"


@cache
def _again_words() -> frozenset[str]:
    """Words for what is told again, with the article and without it."""
    bare = {word.removeprefix("ال") for word in clause_words("again")}
    return frozenset(bare | {f"ال{word}" for word in bare})


def _word_features(text: Annotated, draft: Draft) -> set[str]:
    """The words around a draft's act, by their first letters: what no table lists may tell an event as well."""
    frame, forms = draft.frame, text.words.forms
    beside = forms[max(frame.start, frame.first - _WORDS_READ) : min(frame.end, frame.last + _WORDS_READ)]
    return {_word_feature(form) for form in beside} - {""}


@lru_cache(maxsize=65_536)
def _word_feature(form: str) -> str:
    bare = bare_form(form)
    return f"word={bare[:_LETTERS_READ]}" if len(bare) > 2 and bare.isalpha() else ""


@lru_cache(maxsize=65_536)
def bare_form(form: str) -> str:
    """A word without its article and what is joined to its front."""
    return form.lstrip("وفبل").removeprefix("ال")


@lru_cache(maxsize=65_536)
def plain_name(name: str) -> str:
    """A place name for comparison: each word without its article."""
    return " ".join(w.removeprefix("ال") for w in name.split())
