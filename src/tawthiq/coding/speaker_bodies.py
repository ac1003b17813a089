"""Speakers that are no persons: sources, parties, media and offices, and nouns for a body with its name."""

from dataclasses import replace

from tawthiq.coding.entries import Mention
from tawthiq.coding.parties import Party
from tawthiq.coding.speaker_context import SIGNS, Phrase, SpeakerContext
from tawthiq.coding.speaker_memory import Speaker
from tawthiq.coding.speech import QUOTE

__all__ = ["body_at", "past_belonging"]

_LONGEST_BODY = 7
_INSIDE = frozenset({"في", "من"})
_MEDIA = frozenset({"agency", "outlet"})
_GENERIC = "generic-source"
_GOVERNMENTS = frozenset({"الحكومه", "حكومه", "الاداره", "اداره", "السلطه", "النظام", "نظام"})
_PLACED = frozenset({"داخل", "ضمن", "وسط", "اوساط", "صفوف"})
_REPORTS = frozenset({"تقرير", "تقارير", "احصاييه"})
# A command or police without article has its place behind it.
_COMMANDS = frozenset({"عمليات", "شرطه", "قياده", "مديريه", "محافظه"})
_LONGEST_PLACE = 3
_CLOSE = frozenset({"مقرب", "مقربه", "مقربون", "مقربين", "مقربان", "قريب", "قريبه", "قريبون"})
_AGAIN = frozenset({"الوكاله", "القناه", "الصحيفه", "الشبكه", "الاذاعه", "الجريده"})
_OFFICES = frozenset({"مكتب", "ديوان", "مكتبا"})


def body_at(ctx: SpeakerContext, at: int) -> Phrase | None:
    """Read a body from its first word.

    Args:
        ctx: The sentence.
        at: The first word.

    Returns:
        The phrase of one speaker, by its full name where it was named before in more words; None where none stands
        there.
    """
    again = _medium_again(ctx, at)
    if again is not None:
        return again
    source, party = ctx.source(at), ctx.party(at)
    if source is not None and (party is None or source.end >= party.end):
        return _generic(ctx, at, source) if source.entry.label == _GENERIC else _of_table(ctx, at, source)
    if party is not None:
        return _of_party(ctx, at, party)
    return _unknown(ctx, at) if ctx.is_body_word(at) else None


def _medium_again(ctx: SpeakerContext, at: int) -> Phrase | None:
    """Read "الوكالة", "القناة" alone as the medium that was named last: "حسب رويترز … ونقلت الوكالة عن"."""
    if ctx.form(at) not in _AGAIN or ctx.is_adjective(at + 1, definite=True) or ctx.quoted(at + 1) is not None:
        return None
    lone = ctx.speaker(at, at + 1)
    if ctx.known(at, at + 1, lone) != (lone,):
        return None
    last = ctx.memory.latest(lambda speaker: _is_medium(ctx, speaker))
    named = next((s for s in last if _is_medium(ctx, s)), None)
    return Phrase(at, at + 1, (replace(named, start=at, end=at + 1),)) if named is not None else None


def _is_medium(ctx: SpeakerContext, speaker: Speaker) -> bool:
    return any(
        m.entry.kind == "source" and m.entry.label in _MEDIA
        for i in range(speaker.start, speaker.end)
        for m in ctx.text.at.get(i, ())
    )


def _of_table(ctx: SpeakerContext, at: int, source: Mention) -> Phrase:
    end = source.end
    if end > at + 1 and _is_definite(ctx, at) and not ctx.form(at + 1).startswith(("ال", QUOTE)):
        end = at + 1  # "الوكالة أنباء": two nouns, for the first of a name has no article
    end = ctx.adjectives_end(at, end)
    if ctx.form(end - 1) == "انباء" and not ctx.form(end).startswith("("):
        end = ctx.past_medium(end)  # an agency that no table knows
    if end == at + 1 and ctx.cls(at) == "body" and not _is_definite(ctx, at):
        end = _unknown_end(ctx, at)  # a kind word alone: "قناة", "موقع"
    end = _past_quote(ctx, at, end)
    speaker = ctx.speaker(at, end, source.prefix)
    short = _short_name(ctx, at, end)
    if short is None:
        end = _of_government(ctx, _of_other(ctx, end, source))
        speaker = ctx.speaker(at, end, source.prefix)
        return Phrase(at, end, ctx.known(at, end, speaker))
    other = ctx.speaker(short[0], short[1])
    full = ctx.speaker(at, short[0] - 1, source.prefix)
    in_marks = ctx.form(short[0] - 1) == QUOTE  # in brackets the short name only explains the full one
    is_short = source.entry.label in _MEDIA and in_marks and not other.name.isascii()
    named, alias = (other, full) if is_short else (full, other)
    speaker = Speaker(named.name, named.start, named.end, alias=alias.name)
    return Phrase(at, short[2], ctx.known(named.start, named.end, speaker))


def _of_other(ctx: SpeakerContext, end: int, source: Mention) -> int:
    """Index after "ل" and the quoted name of the body that another belongs to ("المركز الإعلامي لـ«مجلس منبج»")."""
    quoted = ctx.quoted(end + 1) if ctx.form(end) == "ل" and source.entry.label not in _MEDIA else None
    return quoted[2] if quoted is not None else end


def past_belonging(ctx: SpeakerContext, at: int) -> int:
    """Step over whose a body is.

    Args:
        ctx: The sentence.
        at: Index after the body.

    Returns:
        Index after "التابعة لـ …" behind it; `at` itself where that does not follow.
    """
    if not ctx.form(at).startswith(("التابع", "تابع")):
        return at
    i = at + 2 if ctx.form(at + 1) == "ل" else at + 1
    quoted = ctx.quoted(i)
    if quoted is not None:
        return quoted[2]
    found = body_at(ctx, i)
    return found.end if found is not None else at


def _of_government(ctx: SpeakerContext, at: int) -> int:
    """Index after the government of a ministry: "وزارة الدفاع في الحكومة المؤقتة", "… التابعة لنظام الحاكم"."""
    if ctx.form(at).startswith(("التابع", "تابع")):
        owner = ctx.form(at + 1).removeprefix("ل")
        return past_belonging(ctx, at) if owner in _GOVERNMENTS or f"ا{owner}" in _GOVERNMENTS else at
    if ctx.form(at) != "في" or ctx.form(at + 1) not in _GOVERNMENTS:
        return at
    party = ctx.party(at + 1)
    return ctx.adjectives_end(at + 1, party.end if party is not None else at + 2)


def _past_quote(ctx: SpeakerContext, start: int, end: int) -> int:
    """Index after the mark that closes one opened inside a name."""
    is_open = sum(ctx.form(i) == QUOTE for i in range(start, end)) % 2
    return end + 1 if is_open and ctx.form(end) == QUOTE else end


def _is_definite(ctx: SpeakerContext, at: int) -> bool:
    return ctx.form(at).lstrip("ولب").startswith(("ال", "ل"))


def _short_name(ctx: SpeakerContext, at: int, end: int) -> tuple[int, int, int] | None:
    """A short name in marks behind a full one ("وكالة الأنباء السورية (سانا)"): first word, its end, word after."""
    opening = next((i for i in range(at + 2, min(end + 1, ctx.end)) if ctx.form(i) in (QUOTE, "(")), None)
    if opening is None:
        return None
    close = QUOTE if ctx.form(opening) == QUOTE else ")"
    for i in range(opening + 2, min(ctx.end, opening + 6)):
        if ctx.form(i) == close:
            return opening + 1, i, i + 1
    return None


def _generic(ctx: SpeakerContext, at: int, source: Mention) -> Phrase:
    """Read people without names ("مصادر محلية"), a bare source with its body ("مصدر في المقاومة")."""
    end = source.end
    if ctx.form(end - 1) in _INSIDE:
        end -= 1
    if ctx.form(end - 1) in _PLACED:
        end = _placed_end(ctx, end)
    if end == at + 1 and ctx.form(at).endswith(("ون", "ين")):
        return _officials(ctx, at, source)
    if end == at + 1:
        end = _unknown_end(ctx, at) if ctx.is_body_word(at) and not _is_definite(ctx, at) else _inside_end(ctx, end)
    if end == at + 1 or end == source.end:
        end = ctx.adjectives_end(at, end)
    end = _report_end(ctx, at, end) if ctx.form(at) in _REPORTS else _command_end(ctx, at, end)
    end = _near_end(ctx, end)
    speaker = ctx.speaker(at, end, source.prefix)
    named = ctx.known(at, end, speaker) if speaker.name.startswith("ال") else (speaker,)
    return Phrase(at, end, named)


def _near_end(ctx: SpeakerContext, end: int) -> int:
    """Index after those whom a source is close to: "مصدر مقرب من السلطات المحلية"."""
    if ctx.form(end - 1) not in _CLOSE or ctx.form(end) != "من":
        return end
    found = body_at(ctx, end + 1)
    return found.end if found is not None else end


def _report_end(ctx: SpeakerContext, at: int, end: int) -> int:
    """Index after the body whose report is quoted: "تقرير أولي للشرطة", "تقرير نيويورك تايمز"."""
    source, party = ctx.source(end), ctx.party(end)
    prefix = source.prefix if source is not None else party.prefix if party is not None else ""
    is_own = source is not None and source.entry.label in _MEDIA and end == at + 1
    if not (is_own or prefix == "ل"):
        return end
    found = body_at(ctx, end)
    return found.end if found is not None else end


def _command_end(ctx: SpeakerContext, at: int, end: int) -> int:
    """Index after the place of a command: "مصدر في قيادة عمليات الأنبار", "مصدر في شرطة ديالى"."""
    if end < at + 2 or ctx.form(end - 1) not in _COMMANDS:
        return end
    i = end
    while i < min(ctx.end, end + _LONGEST_PLACE) and ctx.form(i).isalpha() and not _is_other(ctx, i):
        if ctx.cls(i) not in (None, "body") or i in ctx.times or ctx.is_given(i):
            break
        i += 1
        if not any(m.entry.kind == "kind" for m in ctx.text.at.get(i - 1, ())):
            break
    return i


def _officials(ctx: SpeakerContext, at: int, source: Mention) -> Phrase:
    """Read officials and their body: "مسؤولون في قوة المساعدة"."""
    end = ctx.adjectives_end(at, at + 1)
    people = ctx.speaker(at, end, source.prefix)
    inside = end + 1 if ctx.form(end) in _INSIDE else end
    if inside == end and not ctx.form(end).startswith("ب"):
        return Phrase(at, end, (people,))
    body = body_at(ctx, inside)
    if body is None or ctx.party(inside) is not None or (ctx.source(inside) is None and not ctx.is_body_word(inside)):
        return Phrase(at, end, (people,))
    return Phrase(at, body.end, (people, *body.speakers))


def _inside_end(ctx: SpeakerContext, end: int) -> int:
    """Index after the body of a bare source, or the people that it is one of; a place is no part of it."""
    at = end + 1 if ctx.form(end) in _INSIDE else end
    if ctx.form(at) in _PLACED:
        return _placed_end(ctx, at + 1)
    if at == end and not ctx.form(end).startswith("ب"):
        return end
    source, party = ctx.source(at), ctx.party(at)
    if source is not None and source.entry.label == _GENERIC and ctx.form(end) == "من":
        return _people_end(ctx, at, source)
    if source is not None and source.entry.label not in ("person-title", _GENERIC):
        return _of_table(ctx, at, source).end
    if party is not None:
        return party.end
    return _unknown_end(ctx, at) if ctx.is_body_word(at) else end


def _placed_end(ctx: SpeakerContext, at: int) -> int:
    """Index after where a source is: "مصادر داخل الجيش الحر", "مصادر من داخل المدينة"."""
    party = ctx.party(at)
    return ctx.adjectives_end(at, party.end if party is not None else min(at + 1, ctx.end))


def _people_end(ctx: SpeakerContext, at: int, source: Mention) -> int:
    """Index after the people that a source is one of: "مصدر من أهالي المنطقة"."""
    end = ctx.adjectives_end(at, source.end)
    is_open = end == source.end and not _is_definite(ctx, end - 1)
    return end + 1 if is_open and ctx.form(end).startswith("ال") and not _is_other(ctx, end) else end


def _of_party(ctx: SpeakerContext, at: int, party: Party) -> Phrase:
    start = party.start if party.start == at else party.name_start
    prefix = party.prefix if party.start == start else _particles(ctx, start)
    end = _past_quote(ctx, start, party.end)
    speaker = ctx.speaker(start, end, prefix)
    further = _of_government(ctx, end)
    if further > end:
        speaker = ctx.speaker(start, further, prefix)
        return Phrase(at, further, ctx.known(start, further, speaker))
    return Phrase(at, ctx.adjectives_end(at, end), ctx.known(start, end, speaker))


def _particles(ctx: SpeakerContext, at: int) -> str:
    return next((m.prefix for m in ctx.text.at.get(at, ())), "")


def _unknown(ctx: SpeakerContext, at: int) -> Phrase:
    form = ctx.form(at)
    prefix = form[0] if form[0] in "ولب" and not _is_whole(ctx, at) else ""
    if form.removeprefix(prefix).startswith("ال"):
        lone = ctx.speaker(at, at + 1, prefix)
        known = ctx.known(at, at + 1, lone)
        if known != (lone,) and not ctx.is_adjective(at + 1, definite=True):
            return Phrase(at, at + 1, known)
    end = _unknown_end(ctx, at)
    start = at
    mark = next((i for i in range(at + 2, end - 1) if ctx.form(i) == QUOTE), None)
    if mark is not None and ctx.form(end - 1) == QUOTE:
        start, prefix = mark, ""  # "تنظيم سمى نفسه «كتائب …»"
    speaker = ctx.speaker(start, end, prefix)
    return Phrase(at, end, ctx.known(start, end, speaker))


def _is_whole(ctx: SpeakerContext, at: int) -> bool:
    return ctx.cls(at) == "body"


def _unknown_end(ctx: SpeakerContext, at: int) -> int:
    """Index after the name of a body that no table knows: up to a person, a title, a sign or a stop."""
    i = at + 1
    while i < min(ctx.end, at + _LONGEST_BODY):
        quoted = ctx.quoted(i)
        if quoted is not None:
            return quoted[2]
        source = ctx.source(i)
        if i == at + 1 and source is not None and source.entry.label in _MEDIA:
            return source.end
        if i == at + 1 and source is not None and source.entry.label == "person-title" and ctx.form(at) in _OFFICES:
            return ctx.adjectives_end(i, source.end)
        stops = (
            ctx.cls(i) not in (None, "body", "adjective", "name-part", "ordinal")
            or ctx.form(i) in SIGNS
            or ctx.is_given(i)
        )
        is_part = i == at + 1 and (ctx.form(at) in _COMMANDS or _is_act_of_name(ctx, i))
        if (stops or i in ctx.times or _is_other(ctx, i)) and not is_part:
            break
        i += 1
        if i > at + 2 and any(m.entry.kind == "kind" and m.prefix for m in ctx.text.at.get(i - 2, ())):
            break  # "المجلس المحلي لمدينة سراقب"
    return i


def _is_act_of_name(ctx: SpeakerContext, at: int) -> bool:
    """Whether a word that can tell an act is part of a name behind a noun for a body: "جبهة التحرير"."""
    is_act = any(m.entry.kind == "trigger" for m in ctx.text.at.get(at, ()))
    return is_act and ctx.form(at).startswith("ال") and ctx.cls(at) is None and not ctx.form(at - 1).startswith("ال")


def _is_other(ctx: SpeakerContext, at: int) -> bool:
    """Whether a word belongs to no name: an act, a word of reporting, a title."""
    return any(
        m.entry.kind in ("trigger", "reporting", "connector", "cue")
        or (m.entry.kind == "source" and (m.entry.label == "person-title" or m.entry.label in _MEDIA))
        for m in ctx.text.at.get(at, ())
    )
