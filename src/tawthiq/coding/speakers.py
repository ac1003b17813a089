"""The phrase that names who says it: titles, persons, bodies, sources (codebook, `attribution`, ruling 26).

A phrase is read from its first word on:
1. times and fillers between a verb and its speaker are stepped over;
2. the outlet's correspondent is a phrase of nobody; "البيان", "المصدر" alone are the speakers of before;
3. a title leads to its person and body (speaker_titles.py), a source, party or noun for a body names itself
   (speaker_bodies.py), other words can be a person's name;
4. "و" goes on with another speaker.
"""

from tawthiq.arabic.fold import fold_key
from tawthiq.coding.speaker_bodies import body_at
from tawthiq.coding.speaker_context import LONGEST_PHRASE, SIGNS, Phrase, SpeakerContext
from tawthiq.coding.speaker_memory import Speaker
from tawthiq.coding.speaker_titles import is_title, office_after, titled

__all__ = ["read_speakers"]

_LONGEST_APPOSITION = 10
_LONGEST_ISSUE = 6
_CALLED = frozenset({"ويدعي", "يدعي", "تدعي", "وتدعي", "اسمه", "واسمه", "اسمها", "واسمها"})
_SOURCES = frozenset({"المصدر", "المصادر"})
# "ذات المصادر" are those of before.
_SAME = frozenset({"ذات", "نفس", "هذا", "هذه"})
# Between a statement and whose it is: "بيان صادر عن …", "بيان أصدرته …".
_ISSUED = frozenset(
    {"صادر", "الصادر", "صدر", "صادره", "اصدره", "اصدرته", "نشره", "نشرته", "بثه", "بثته", "اصدرها", "نشرها", "نشرتها"}
)


def read_speakers(ctx: SpeakerContext, at: int, *, after_to: bool = False) -> Phrase | None:
    """Read the phrase that begins at a word, or after times and fillers.

    Args:
        ctx: The sentence.
        at: Index of the word after a word of reporting.
        after_to: Whether the speaker may have ل before him ("وفقا لناشطين"); after a verb that is the one spoken to.

    Returns:
        The phrase; None where no speaker follows.
    """
    start = i = ctx.skip(at, past_addressee=not after_to)
    is_back = ctx.form(i) in _SAME and ctx.cls(i + 1) == "back"
    if i >= ctx.end or (ctx.cls(i) in ("complement", "stop") and not is_back) or (not after_to and _is_to(ctx, i)):
        return None
    if any(m.entry.label == "outlet" for m in ctx.text.of("reporting").get(i, ())):
        return Phrase(start, _past_correspondent(ctx, i), ())
    speakers: list[Speaker] = []
    sure = True
    while i < min(ctx.end, at + 2 * LONGEST_PHRASE):
        found = _one(ctx, i)
        if found is None:
            break
        speakers += found.speakers
        sure &= found.is_sure
        end = found.end
        i = _next(ctx, end)
        if i == end and not _joins(ctx, i):
            break
    return Phrase(start, end, tuple(speakers), sure) if speakers else None


def _is_to(ctx: SpeakerContext, at: int) -> bool:
    source, party = ctx.source(at), ctx.party(at)
    prefix = source.prefix if source is not None else party.prefix if party is not None else ""
    return prefix.endswith("ل")


def _past_correspondent(ctx: SpeakerContext, at: int) -> int:
    """Index after the outlet's correspondent: where what is said begins, or the next sign."""
    i = at
    while i < min(ctx.end, at + LONGEST_PHRASE) and not ctx.is_complement(i) and ctx.form(i) != "،" and (
            i == at or not ctx.form(i).startswith("عن")):  # fmt: skip
        i += 1
    return i


def _joins(ctx: SpeakerContext, at: int) -> bool:
    """Whether a word with و goes on with another speaker, not with another clause."""
    form = ctx.form(at)
    if not form.startswith("و") or ctx.cls(at) in ("complement", "stop"):
        return False
    source, party = ctx.source(at), ctx.party(at)
    if source is not None:
        return source.prefix.startswith("و")
    return (party is not None and party.prefix.startswith("و")) or (ctx.cls(at) != "body" and ctx.is_body_word(at))


def _next(ctx: SpeakerContext, at: int) -> int:
    """Where the next speaker begins behind an apposition: "سرايا القدس، الذراع …، وكتائب القسام"."""
    if ctx.form(at) != "،":
        return at
    for i in range(at + 1, min(ctx.end, at + _LONGEST_APPOSITION)):
        if ctx.is_complement(i) or i in ctx.times:
            break
        if ctx.form(i) == "،" and _joins(ctx, i + 1):
            return i + 1
    return at


def _one(ctx: SpeakerContext, at: int) -> Phrase | None:
    """One speaker with his titles and his body."""
    quoted = ctx.quoted(at)
    if quoted is not None and quoted[1] == quoted[0] + 1 and _is_act(ctx, quoted[0]):
        return None  # أعلنت في يناير "تحرير" المدينة
    if quoted is not None:
        speaker = ctx.speaker(quoted[0], quoted[1])
        sure = _goes_on_as_name(ctx, quoted[2])
        return Phrase(at, quoted[2], ctx.known(quoted[0], quoted[1], speaker), sure)
    if ctx.form(at) in _SAME and ctx.cls(at + 1) == "back":
        return _back(ctx, at + 1)
    source = ctx.source(at)
    statement = _statement(ctx, at)
    if statement is not None:
        return statement
    if (
        ctx.cls(at) == "back"
        and (source is None or (source.end == at + 1 and not is_title(ctx, source)))
        and not ctx.opens_name(at + 1)
    ):
        return _back(ctx, at)
    if source is not None and source.entry.label == "outlet-own":
        return None
    if source is not None and is_title(ctx, source):
        return titled(ctx, at, source.end)
    found = _counted(ctx, at) or body_at(ctx, at) or _person(ctx, at)
    return _called(ctx, found) if found is not None else None


def _is_act(ctx: SpeakerContext, at: int) -> bool:
    return at in ctx.text.of("trigger")


def _called(ctx: SpeakerContext, found: Phrase) -> Phrase:
    """Read the name of somebody behind what he is: "أحد السكان ويدعى فلان الفلاني"."""
    at = found.end + (ctx.form(found.end) == "،")
    if ctx.form(at) not in _CALLED:
        return found
    end = ctx.name_end(at + 1)
    if end == at + 1:
        return found
    return Phrase(found.start, end, (*found.speakers, ctx.speaker(at + 1, end, is_person=True)), found.is_sure)


def _goes_on_as_name(ctx: SpeakerContext, at: int) -> bool:
    """Whether words in quotation marks are a name and not what is said: an adjective, verb, place or clause follows."""
    i = ctx.skip(at)
    if ctx.is_complement(i) or ctx.cls(i) == "stop" or ctx.form(i).startswith(("ال", "ب")):
        return True
    return at == ctx.end or any(m.entry.kind in ("reporting", "trigger", "source") for m in ctx.text.at.get(i, ()))


def _statement(ctx: SpeakerContext, at: int) -> Phrase | None:
    """Read "بيان للجيش", "بيان وزارة الدفاع" as those whose statement it is."""
    nouns = (m for m in ctx.text.of("reporting").get(at, ()) if m.entry.label == "source-noun")
    noun = next((m for m in nouns if not (m.article or m.suffix or m.entry.attrs["use"])), None)
    if noun is None or ctx.source(at) is not None:
        return None
    i = ctx.adjectives_end(at, at + 1)
    while i < at + _LONGEST_ISSUE and (ctx.form(i) in _ISSUED or ctx.form(i) == "عن"):
        i += 1
    found = _one(ctx, i) if i > at + 1 else body_at(ctx, at + 1)
    return Phrase(at, found.end, found.speakers) if found is not None else None


def _back(ctx: SpeakerContext, at: int) -> Phrase | None:
    """Read "البيان", "المصدر": the speakers of before, or whose statement it is ("البيان الصادر عن …")."""
    if ctx.form(at + 1) in _ISSUED and ctx.form(at + 2) == "عن":
        found = _one(ctx, at + 3)
        if found is not None:
            return Phrase(at, found.end, found.speakers)
    last = ctx.memory.last
    if ctx.form(at) in _SOURCES and not any(_is_source(s) for s in last):
        others = last if ctx.form(at) == "المصدر" else ()
        itself = (ctx.speaker(at, ctx.adjectives_end(at, at + 1)),)
        last = ctx.memory.latest(_is_source) or others or itself
    return Phrase(at, at + 1, last) if last else None


def _is_source(speaker: Speaker) -> bool:
    """Whether a speaker is a source without a name: "مصدر أمني"."""
    return fold_key(speaker.name).removeprefix("ال").startswith(("مصدر", "مصادر"))


def _counted(ctx: SpeakerContext, at: int) -> Phrase | None:
    """Read people who are counted, as written: "عدد من السكان", "أربعة أطباء"."""
    if (ctx.cls(at) != "quantity" and at not in ctx.numbers) or ctx.source(at) is not None:
        return None
    i = ctx.numbers.get(at, at + 1)
    i = i + 1 if ctx.form(i) == "من" else i
    if i >= ctx.end or ctx.form(i) in SIGNS or ctx.cls(i) in ("complement", "stop"):
        return None
    source, party = ctx.source(i), ctx.party(i + 1)
    end = ctx.adjectives_end(i, source.end if source is not None else party.end if party is not None else i + 1)
    return Phrase(at, end, (ctx.speaker(at, end),), is_sure=source is not None)


def _person(ctx: SpeakerContext, at: int) -> Phrase | None:
    """A person by name, perhaps with his office after it; one word alone is a short name, or a noun."""
    end = ctx.name_end(at)
    if end == at:
        return None
    for stop in range(end, at, -1):
        short = ctx.speaker(at, stop, is_person=True)
        known = ctx.known(at, stop, short)
        if known != (short,):
            return Phrase(at, stop, known)
    person = ctx.speaker(at, end, is_person=True)
    title = ctx.source(end)
    if end == at + 1 and title is not None and title.entry.label == "person-title" and not ctx.is_given(at):
        return titled(ctx, at, title.end)  # an unknown word of a rank: "البريجادير جنرال"
    if end == at + 1:
        return _lone(ctx, at)
    office = office_after(ctx, end)
    beside = ctx.source(end)
    if office is None and beside is not None and beside.entry.label == "generic-source":
        return Phrase(at, beside.end, (person,))  # "حمدي البريقي شاهد عيان"
    sure = office is not None or any(ctx.is_given(i) or ctx.cls(i) == "name-part" for i in range(at, end))
    return Phrase(at, office.end if office else end, (person, *(office.speakers if office else ())), sure)


def _lone(ctx: SpeakerContext, at: int) -> Phrase | None:
    """A noun that only a clause after it makes a speaker: "قال الأهالي إن"; an indefinite one is a party or place."""
    form = ctx.form(at)
    if not form.startswith("ال") and not form.endswith(("ون", "ين")) and ctx.cls(at) is not None:
        return None
    end = ctx.adjectives_end(at, at + 1)
    return Phrase(at, end, ctx.known(at, end, ctx.speaker(at, end)), is_sure=False)
