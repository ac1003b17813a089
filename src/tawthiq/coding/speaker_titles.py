"""Persons with their titles and bodies: the person and the body are two names, the title is none (ruling 26)."""

from dataclasses import dataclass, field, replace

from tawthiq.coding.entries import Mention
from tawthiq.coding.speaker_bodies import body_at, past_belonging
from tawthiq.coding.speaker_context import LONGEST_PHRASE, SIGNS, Phrase, SpeakerContext
from tawthiq.coding.speaker_far import far_person
from tawthiq.coding.speaker_memory import Speaker
from tawthiq.coding.speech import QUOTE

__all__ = ["is_title", "office_after", "titled"]

_BODY_AND_NAME = 4
_LONGEST_OFFICE = 6
_LONGEST_PLACE = 5
_LINKS = frozenset({"في", "من", "ل", "ب", "لدي", "علي"})
_MEDIA = frozenset({"agency", "outlet"})
_ENVOYS = frozenset({"مبعوث", "مبعوثه", "سفير", "مندوب", "ممثل"})
_OFFICIALS = frozenset({"مسؤول", "مسوول", "مسيول", "المسوول", "المسيول", "مسووله", "مسوولا", "مسيولا"})


def is_title(ctx: SpeakerContext, source: Mention) -> bool:
    """Whether a source is a title: an office, or a noun like "الناشط" with a name or a body after it."""
    if source.entry.label == "person-title":
        return True
    if source.entry.label != "generic-source" or ctx.form(source.start).endswith(("ون", "ين")):
        return False
    if source.end > source.start + 1:
        return ctx.is_given(source.end) or (ctx.form(source.start).startswith("ال") and ctx.opens_name(source.end))
    if ctx.form(source.start).removeprefix("و") in _OFFICIALS and not ctx.is_adjective(source.end, definite=False):
        following = ctx.form(source.end)
        if following in ("في", "ب") or following.startswith(("ال", "بال")) or ctx.is_body_word(source.end):
            return True
        return following.isalpha() and ctx.form(source.end + 1).startswith("ال")  # "مسؤول إعلام الحزب"
    return ctx.opens_name(source.end) or ctx.is_given(ctx.adjectives_end(source.start, source.end))


def titled(ctx: SpeakerContext, at: int, first_end: int) -> Phrase:
    """Read a title and what follows it.

    Args:
        ctx: The sentence.
        at: The first word of the title.
        first_end: Index after the first title.

    Returns:
        The person and the body named with it; the title itself where neither is.
    """
    reading = _Titled(ctx, at, first_end, has_far_name=True)
    while reading.step():
        pass
    return reading.phrase()


def office_after(ctx: SpeakerContext, at: int) -> Phrase | None:
    """Read the office of a person named before it: "X المتحدث باسم Y", "X، مسؤول العلاقات في Y"."""
    i = at + 1 if ctx.form(at) == "،" else at
    source = ctx.source(i)
    if source is None or not (source.entry.label == "person-title" or is_title(ctx, source)):
        return None
    if i > at and not _goes_on(ctx, i):
        return None
    reading = _Titled(ctx, i, source.end, has_person=True)
    while reading.step():
        pass
    return Phrase(at, reading.end, reading.body) if reading.body else None


def _goes_on(ctx: SpeakerContext, at: int) -> bool:
    """Whether after a comma the phrase goes on with a title, a body or a name, and a clause or comma ends it."""
    source = ctx.source(at)
    opens = source is not None or ctx.is_body_word(at) or ctx.name_end(at) > at
    return opens and any(
        ctx.is_complement(i) or ctx.form(i) in ("،", "قوله", "قولها")
        for i in range(at + 1, min(ctx.end, at + LONGEST_PHRASE // 2 + 2))
    )


@dataclass(slots=True)
class _Titled:
    """What was read of a phrase with a title so far."""

    ctx: SpeakerContext
    at: int
    i: int
    has_person: bool = False
    person: Speaker | None = None
    body: tuple[Speaker, ...] = ()
    has_genitive: bool = False
    has_nation: bool = False
    has_far_name: bool = False
    title_end: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.title_end = self.end = self.i

    @property
    def _named(self) -> bool:
        return self.has_person or self.person is not None

    def phrase(self) -> Phrase:
        """The person and the body, or the office itself."""
        principal = self.person
        if principal is not None and self._is_principal(principal):
            self.person, self.body = None, (principal,)
        if not self._named and self.has_far_name:
            self._far()
        if self.person is None and not self.body:
            return self._office_itself()
        source = self.ctx.source(self.at)
        if not self.body and source is not None and self.ctx.is_theirs(source):
            self.body = tuple(s for s in self.ctx.memory.last if not s.is_person)[:1]
        if self.person is not None and not self.body:
            self.body = self._office_spoken_for(self.person)
        person = (self._with_title(self.person),) if self.person else ()
        return Phrase(self.at, self.end, person + self.body)

    def _office_spoken_for(self, person: Speaker) -> tuple[Speaker, ...]:
        """The office behind "باسم" where no body stands there: "المتحدث باسم حاكم الولاية فلان"."""
        ctx = self.ctx
        at = next((i + 1 for i in range(self.at, person.start) if ctx.form(i) == "باسم"), None)
        if at is None or ctx.cls(at) != "local-office":
            return ()
        end = min(next((i for i in range(at, person.start) if ctx.form(i) in SIGNS), person.start), at + _LONGEST_PLACE)
        return (ctx.speaker(at, end),) if end > at else ()

    def _with_title(self, person: Speaker) -> Speaker:
        """The person with the office, by which he is called afterwards ("وقال الوزير")."""
        if person.alias or self.at >= person.start:
            return person
        source = self.ctx.source(self.at)
        end = min(max(self.title_end, self.at + 1), person.start)
        return replace(person, alias=self.ctx.speaker(self.at, end, source.prefix if source else "").name)

    def _is_principal(self, person: Speaker) -> bool:
        """Whether a person is the one who is spoken for: "المتحدث باسم فلان، نبيل …"."""
        is_name = person.end - person.start > 1 or self.ctx.name_end(self.end + 1) > self.end + 2
        return is_name and self.ctx.form(person.start - 1) == "باسم" and self.ctx.form(self.end) == "،"

    def _far(self) -> None:
        """Look for the name behind words of the office that no rule reads."""
        found = far_person(self.ctx, max(self.end, self.title_end))
        if found is None:
            return
        self.person, self.end = found, found.end
        known = self.ctx.known(found.start, found.end, found)
        if known != (found,):
            self.person, self.body = known[0], self.body or known[1:]

    def step(self) -> bool:
        """Read one more part; whether there was one."""
        ctx, i = self.ctx, self.i
        if (
            i >= min(ctx.end, self.at + LONGEST_PHRASE)
            or ctx.is_complement(i)
            or i in ctx.times
            or (self._named and self.body)
        ):
            return False
        source = ctx.source(i)
        if source is not None and source.entry.label == "person-title" and self._is_rank(i):
            self.i = self.title_end = source.end
            self.end = source.end if not self._named else self.end
            return True
        return self._mark() or self._body() or self._link() or self._name()

    def _is_rank(self, at: int) -> bool:
        """Whether a title is none of the nouns that are also units, or has a full name behind it ("اللواء سالم …")."""
        ctx = self.ctx
        if not ctx.is_body_word(at):
            return True
        return ctx.is_given(at + 1) and ctx.name_end(at + 1) > at + 2

    def _mark(self) -> bool:
        ctx, i = self.ctx, self.i
        form = ctx.form(i)
        if form == "،":
            self.i = i + 1
            return (not self._named or not self.body) and _goes_on(ctx, i + 1)
        if form == "(":
            close = next((j for j in range(i + 1, min(ctx.end, i + 6)) if ctx.form(j) == ")"), None)
            self.i = (close or i) + 1
            return close is not None
        quoted = ctx.quoted(i) if form == QUOTE else None
        if quoted is None or self.body:
            return False
        self.body = ctx.known(quoted[0], quoted[1], ctx.speaker(quoted[0], quoted[1]))
        self.i = self.end = quoted[2]
        return True

    def _body(self) -> bool:
        ctx, i = self.ctx, self.i
        if self.body or self._is_local():
            return False
        if self.person is not None and i == self.end:
            return False  # "انتقد الرئيس فلان باكستان": right behind a name stands no body
        source, party = ctx.source(i), ctx.party(i)
        if party is not None and source is None and i == self.title_end and ctx.cls(i - 2) == "local-office":
            return False  # "اتهم محافظ صعدة الحوثيين": whom the governor speaks of
        if party is not None and party.prefix.endswith(("ل", "و")) and ctx.form(self.at).removeprefix("ال") in _ENVOYS:
            self.i = party.end  # whom somebody is sent to is not who sends him
            return True
        found = body_at(ctx, i)
        if found is None or (source is not None and source.entry.label in _MEDIA and self._is_to(i)):
            return False
        self.body = tuple(s for s in found.speakers if not s.is_person)
        self.i = self.end = past_belonging(ctx, found.end)
        self._split_name(i, found.end)
        return bool(self.body)

    def _split_name(self, start: int, end: int) -> None:
        """Take a person's name off the end of a body that no table knows: "مدير مركز شرطة الفلوجة عارف الجنابي"."""
        ctx = self.ctx
        if self._named or ctx.source(start) is not None or ctx.party(start) is not None or end - start < _BODY_AND_NAME:
            return
        family, first = ctx.form(end - 1), ctx.form(end - 2)
        if family.startswith("ال") and family.endswith("ي") and not first.startswith("ال") and ctx.cls(end - 2) is None:
            self.person = ctx.speaker(end - 2, end, is_person=True)
            self.body = (ctx.speaker(start, end - 2),)

    def _is_local(self) -> bool:
        """Whether the title is that of a place's governor, whose next word is the place."""
        return self.i == self.title_end and self.ctx.cls(self.title_end - 1) == "local-office"

    def _is_to(self, at: int) -> bool:
        """Whether "ل" stands before an outlet: he spoke to it."""
        return self.ctx.form(at).startswith("ل") or self.ctx.form(at - 1) == "ل"

    def _link(self) -> bool:
        """Words between the parts: a rank's second word, an adjective of the title, "في" before the body."""
        ctx, i = self.ctx, self.i
        cls = ctx.cls(i)
        if i == self.title_end and (cls in ("rank", "adjective") or self._is_title_adjective(i) or self._is_nation(i)):
            self.has_nation = True
            self.title_end = self.i = i + 1
            return True
        place_end = self._past_place(i)
        if place_end is not None:
            self.i = place_end
            return True
        if self.body and not self._named and self._is_place(i):
            self.i = i + (1 if ctx.form(i).startswith("ب") else 2)
            return True
        if ctx.form(i) == "باسم" and not self.body:
            self.i = i + 1
            return True
        if (
            cls == "stop"
            and not self.body
            and ctx.form(i - 1) != "،"
            and ctx.form(i) in _LINKS
            and (self.person is None or self.i > self.end)
        ):
            self.i = i + 1
            return ctx.form(i) != "ل" or ctx.form(i + 1) != QUOTE or self.person is None
        if not self._named and any(m.entry.kind == "direction" for m in ctx.text.at.get(i, ())):
            self.i = i + 2  # "رئيس الشرطة غرب أفغانستان"
            return True
        party = ctx.party(i)
        if not self._named and party is not None and not self._is_local():
            self.i = party.end
            return True
        if (
            self._named
            and not self.body
            and (self.has_person or self.i > self.end)
            and cls is None
            and ctx.form(i).isalpha()
            and i - self.end <= _LONGEST_OFFICE
            and not any(m.entry.kind == "trigger" for m in ctx.text.at.get(i, ()))
        ):
            self.i = i + 1  # more of an office after the comma behind a person: "X، أركان حرب اللواء"
            return True
        return False

    def _is_place(self, at: int) -> bool:
        """Whether a place stands between the body and the person: "رئيس المجلس المحلي في دوما، إياد"."""
        ctx = self.ctx
        if ctx.form(at) == "في":
            return ctx.form(at + 1).isalpha() and (ctx.form(at + 2) == "،" or ctx.opens_name(at + 2))
        return ctx.form(at).startswith("ب") and len(ctx.form(at)) > 3 and ctx.opens_name(at + 1)

    def _past_place(self, at: int) -> int | None:
        """Index of the given name behind "بولاية أعالي النيل" and the like."""
        ctx = self.ctx
        if self._named or not any(m.entry.kind == "kind" and m.prefix.endswith("ب") for m in ctx.text.at.get(at, ())):
            return None
        return next((i for i in range(at + 1, min(ctx.end, at + _LONGEST_PLACE)) if ctx.is_given(i)), None)

    def _is_nation(self, at: int) -> bool:
        """Whether an adjective of a nation follows a title without article: "صحفي صومالي محلي"."""
        ctx = self.ctx
        if ctx.form(at - 1).startswith("ال") or ctx.is_given(at) or not ctx.is_adjective(at, definite=False):
            return False
        return any(m.entry.kind == "nisba" for m in ctx.text.at.get(at, ())) or self.has_nation

    def _is_title_adjective(self, at: int) -> bool:
        ctx = self.ctx
        if ctx.is_given(at) or not ctx.is_adjective(at, definite=True):
            return False
        if any(m.entry.kind == "nisba" for m in ctx.text.at.get(at, ())) or ctx.is_adjective(at + 1, definite=True):
            return True
        follows = ctx.form(at + 1)
        is_office = ctx.cls(at - 1) not in ("address", "body") and ctx.form(at - 1).startswith("ال")
        return is_office and not follows.startswith("ال") and ctx.name_end(at + 1) > at + 2

    def _name(self) -> bool:
        ctx, i = self.ctx, self.i
        if self._named:
            return False
        if self._is_place_before_name(i):
            self.i = i + 1
            return True
        end = ctx.name_end(i)
        if self._takes_genitive(i, end):
            self.has_genitive = True
            self.title_end = self.i = ctx.adjectives_end(i, i + 1) if ctx.form(i).startswith("ال") else i + 1
            return True
        if end == i:
            return False
        speaker = ctx.speaker(i, end, is_person=True)
        known = ctx.known(i, end, speaker)
        if end == i + 1 and known == (speaker,) and not (ctx.is_given(i) or self._is_lone_name(i)):
            return False
        self.person = known[0]
        self.body = self.body or known[1:]
        self.i = self.end = end
        return True

    def _is_place_before_name(self, at: int) -> bool:
        """Whether a word is the place of the office, not the name: "محافظة الأنبار فالح …", "في واشنطن مايكل …"."""
        ctx = self.ctx
        if not ctx.is_given(at + 1) or ctx.is_given(at) or ctx.cls(at) is not None or at == self.title_end:
            return False
        return ctx.form(at).startswith("ال") or ctx.form(at - 1) == "في" or self._is_kind(at - 1)

    def _is_lone_name(self, at: int) -> bool:
        """Whether one unknown word behind a title can only be a name: "الرئيس التركي إردوغان إن"."""
        ctx = self.ctx
        follows = ctx.form(at + 1)
        ends = (
            ctx.is_complement(at + 1) or follows in SIGNS or ctx.cls(at + 1) in ("stop", "time") or at + 1 in ctx.times
        )
        return (
            ends
            and not ctx.form(at).startswith("ال")
            and not ctx.text.at.get(at)
            and ctx.form(self.at).startswith("ال")
        )

    def _takes_genitive(self, i: int, end: int) -> bool:
        """Whether the first word after a title without article belongs to it: "حاكم ولاية قندوز عبد الودود"."""
        ctx = self.ctx
        if i != self.title_end or ctx.form(i - 1).startswith("ال") or (self.has_genitive and not self._is_kind(i - 1)):
            return False
        if ctx.is_given(i) or ctx.cls(i) == "name-part" or not ctx.form(i).isalpha():
            return False
        if ctx.form(i - 1) == "عمليات" and not ctx.form(i).startswith("ال"):
            return True  # "قائد عمليات بغداد"
        if ctx.cls(i - 1) == "local-office" or self._is_kind(i - 1) or ctx.party(i + 1) is not None:
            return True  # a place, or the field of an office: "مسؤول إعلام الحزب"
        if ctx.form(i).startswith("ال") and ctx.form(i - 1).removeprefix("و") in _OFFICIALS:
            return True  # "مسؤول العمليات الإنسانية"
        return end > i + 1 and (ctx.is_given(i + 1) or ctx.cls(i + 1) == "name-part" or end > i + 3)

    def _is_kind(self, at: int) -> bool:
        """Whether a word is that for a kind of place, whose name follows."""
        return any(m.entry.kind == "kind" for m in self.ctx.text.at.get(at, ()))

    def _office_itself(self) -> Phrase:
        """A title alone: the office is who says it ("محافظ أربيل", "الحاكم الموالي")."""
        ctx, end = self.ctx, self.title_end
        stop = end if ctx.form(end).endswith(("ين", "ون")) else ctx.adjectives_end(self.at, end)
        is_open = not (self.has_genitive or ctx.form(end - 1).startswith("ال"))
        if stop == end and is_open and ctx.name_end(end) > end:
            stop = ctx.adjectives_end(end, end + 1)
        source = ctx.source(self.at)
        speaker = ctx.speaker(self.at, stop, source.prefix if source else "")
        known = ctx.known(self.at, stop, speaker) if speaker.name.startswith("ال") else (speaker,)
        return Phrase(self.at, stop, known)
