"""One count phrase while it is read: what belongs to it behind its number or noun.

Adjectives, the class or side that its people are of, "others", a number behind the noun, a second word of harm that
shares its number, the name and age of one person.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from tawthiq.arabic.numbers import Number, post_bound
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Mention
from tawthiq.coding.harm_words import harm_words
from tawthiq.coding.person_nouns import TITLE, is_armed_party, may_be_name, party_end, person_at

__all__ = ["People", "Phrase", "is_title", "says_and_one"]

_PAIR = 2
_COUNTED_AS_ONE = 11
_ARMED = frozenset({"fighters", "officers"})
_ADJECTIVES = 3
_OPEN = frozenset({"", "unspecified"})
_CHILD = 18
_AGE_REACH = 9
_NAME_REACH = 6
# With the name of a force behind them they are its fighters.
_MEN = frozenset({"رجل", "منتسب"})
_LEADERS = frozenset({"مسؤول", "قيادي", "زعيم", "قائد", "أمير"})


@dataclass(frozen=True, slots=True)
class People:
    """Some people told of, with how many.

    Attributes:
        start: Index of the first word.
        end: Index after the last word.
        low: The least number.
        high: The greatest, None where open.
        group: Group of the codebook; "" for a bare number and for others, whose group is that of the phrase before.
        harms: killed, injured or detained where the noun itself says it; two where one number holds for both.
        civilian: Whether they are unarmed people.
        noun: The noun's mention, None for a bare number.
        rule: Name of the rule that read it.
        is_definite: Whether it refers to people told of before, or to a class of them.
        is_others: Whether they are others beside those counted before.
        is_weak: Whether the noun means people only right behind a word of harm.
    """

    start: int
    end: int
    low: int
    high: int | None
    group: str
    harms: tuple[str, ...]
    civilian: bool
    noun: Mention | None
    rule: str
    is_definite: bool = False
    is_others: bool = False
    is_weak: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether a number, or a vague word for one, counts them, not the form of the noun alone."""
        return not self.rule.startswith(("count.form-", "count.name"))

    @property
    def is_one(self) -> bool:
        """Whether it is one person told by a noun or name alone."""
        return self.rule in ("count.form-singular", "count.name")


def says_and_one(text: Annotated, at: int) -> bool:
    """Whether a word is "and one of" ("وأحد"), which folds to the number one ("واحد")."""
    return text.said(at, at + 1).startswith("وأ")


def is_title(people: People) -> bool:
    """Whether people are one person told by an office: who says a thing more often than who was hit."""
    return people.noun is not None and people.noun.entry.attrs["lemma"] == TITLE


class Phrase:
    """A count phrase while it grows from its head, word by word.

    Args:
        text: The annotated report.
        start: Index of its first word.
        end: Index before which it must end.
    """

    def __init__(self, text: Annotated, start: int, end: int) -> None:
        self.text = text
        self.forms = text.words.forms
        self.start = self.stop = start
        self.end = end
        self.low = 1
        self.high: int | None = 1
        self.group = ""
        self.harms: tuple[str, ...] = ()
        self.civilian = True
        self.noun: Mention | None = None
        self.number: Number | None = None
        self.rule = ""
        self.is_definite = self.is_others = self.is_weak = False
        self._adjectives = 0

    def set_noun(self, noun: Mention) -> None:
        """Take a noun as the head."""
        attrs = noun.entry.attrs
        self.noun, self.stop = noun, noun.end
        self.group = noun.entry.label
        self.civilian = attrs["civilian_victim"] != "no"
        if attrs["harm"] != "none":
            self.harms = (attrs["harm"],)
        stem = self.forms[noun.start].removeprefix(noun.prefix)
        self.is_definite = noun.article or bool(noun.suffix) or stem.startswith("ال") or stem.startswith("لل")

    def arm(self) -> None:
        """Make them fighters: they are of an armed side; its leaders are officers."""
        lemma = self.noun.entry.attrs["lemma"] if self.noun is not None else ""
        self.group, self.civilian = "officers" if lemma in _LEADERS else "fighters", False

    def people(self) -> People:
        """What was read."""
        return People(self.start, self.stop, self.low, self.high, self.group, self.harms, self.civilian, self.noun,
                      self.rule, self.is_definite, self.is_others, self.is_weak)  # fmt: skip

    def grow(self) -> None:
        """Take what belongs to it behind its head."""
        steps: tuple[Callable[[], bool], ...] = (
            self._others, self._exact, self._bounded, self._second_harm, self._adjective, self._of_force, self._class,
            self._beside,
        )  # fmt: skip
        while self.stop < self.end and any(step() for step in steps):
            pass
        if self.number is not None and self.number.post is not None:
            start, stop = self.number.post
            if self.stop <= start <= self.stop + 2 and stop <= self.end:
                self.stop = stop

    def _specify(self, noun: Mention) -> None:
        """Take the group of a noun that says more of the people."""
        label = noun.entry.label
        if self.group in _OPEN or (self.group == "civilians" and label != "fighters" and label not in _OPEN):
            if label != "unspecified" and (self.group, label) != ("civilians", "men"):
                self.group = label
                self.civilian = noun.entry.attrs["civilian_victim"] != "no"
            if self.harms and label not in _OPEN:
                self.noun = noun
        harm = noun.entry.attrs["harm"]
        if not self.harms and harm in ("killed", "injured"):
            self.harms = (harm,)

    def _others(self) -> bool:
        if self.forms[self.stop] not in harm_words()["others"]:
            return False
        self.stop += 1
        self.is_others = True
        return True

    def _exact(self) -> bool:
        """A number behind its noun: "مدنيين اثنين", "شخص واحد", "المهاجمين الثلاثة"."""
        if self.number is not None or (self.noun is None and not self.is_others):
            return False
        numbers = self.text.numbers
        at = bisect_left(numbers, self.stop, key=lambda n: n.start)
        if at == len(numbers) or numbers[at].start != self.stop or numbers[at].end > self.end:
            return False
        number = numbers[at]
        form = self.forms[number.first]
        one = self.rule.endswith("singular")
        referred = form.startswith("ال") and self.is_definite
        if number.vague or not (referred or (number.low == 1 and one) or (number.low == _PAIR and not one)):
            return False
        if form.startswith("و") and (not form.startswith("واحد") or says_and_one(self.text, number.first)):
            return False
        self.low, self.high, self.number, self.stop = number.low, number.high, number, number.end
        self.rule = "count.behind"
        self.is_definite = False
        return True

    def _bounded(self) -> bool:
        """A bound where no number was read: "قتيلين على الأقل"."""
        bound = post_bound(self.text.words, self.stop) if self.number is None else None
        if bound is None or bound[0] > self.end:
            return False
        self.stop, effect = bound
        if effect in ("at-least", "more"):
            self.high = None
            self.rule = "count.at-least"
        return True

    def _adjective(self) -> bool:
        """An adjective, or a noun for people beside the first that says more: "مواطن فلسطيني", "قتلى مدنيين"."""
        if (self.noun is None and not self.is_others) or self._adjectives >= _ADJECTIVES:
            return False
        form = self.forms[self.stop]
        noun = person_at(self.text, self.stop)
        plain = noun is not None and not noun.prefix and not noun.suffix and noun.entry.attrs["lemma"] != TITLE
        plain = plain and (self.is_others or self._is_articled(self.stop) == self._is_articled(self._head()))
        plain = plain and not self._is_met_by(self.stop)
        if noun is not None and plain and noun.end <= self.end and self._agrees(noun):
            self._specify(noun)
            self.stop = noun.end
        elif any(m.entry.kind == "nisba" and not m.prefix for m in self.text.at.get(self.stop, ())):
            if is_armed_party(self.text, self.stop) and (self.harms or self._leads()):
                self.arm()
            self.stop += 1
        elif form in harm_words()["adjective"]:
            if form in harm_words()["former"] and self.group in ("officers", "fighters"):
                self.group, self.civilian = "unspecified", True
            self.stop += 1
        else:
            return False
        self._adjectives += 1
        return True

    def _is_met_by(self, at: int) -> bool:
        """Whether the word behind a person is whom the person hit, told by its case: "طعن مستوطن شابا"."""
        if self.number is not None or not self.rule.endswith("singular"):
            return False
        return self.forms[at].endswith("ا") and not self.forms[self._head()].endswith(("ا", "ه"))

    def _of_force(self) -> bool:
        """Men, dead or hurt of a force: "عدد من رجال القوات المسلحة", "جرحى الميليشيا"."""
        if self.noun is None or self.stop != self.noun.end:
            return False
        owned = self.group in _OPEN and not self.is_definite and self.rule == "count.form-plural" and bool(self.harms)
        man = self.noun.entry.attrs["lemma"] in _MEN or (owned and self._is_articled(self.stop))
        if not man or not is_armed_party(self.text, self.stop) or self._is_trigger(self.stop):
            return False
        self.arm()
        self.stop = min(self.end, party_end(self.text, self.stop))
        return True

    def _is_trigger(self, at: int) -> bool:
        return any(m.entry.kind == "trigger" for m in self.text.at.get(at, ()))

    def _head(self) -> int:
        return self.noun.end - 1 if self.noun is not None else self.start

    def _is_articled(self, at: int) -> bool:
        """Whether a word has the article: an adjective has it where its noun does ("والد الشهيد" is no adjective)."""
        return self.forms[at].removeprefix("و").removeprefix("ب").startswith(("ال", "لل"))

    def _leads(self) -> bool:
        return self.noun is not None and self.noun.entry.attrs["lemma"] in _LEADERS

    def _agrees(self, noun: Mention) -> bool:
        """Whether a second noun stands beside the first as its adjective: of the same number."""
        one = noun.entry.attrs["_number"] == "singular"
        if self.number is not None:
            return True
        return one == self.rule.endswith("singular")

    def _class(self) -> bool:
        """The class or side that people are of: "من المدنيين", "في صفوف المتمردين", "من الطرفين", "بين المدنيين"."""
        forms, words, at = self.forms, harm_words(), self.stop
        opener = forms[at]
        ranked = at + 1 < self.end and forms[at + 1] in words["ranks"]
        if opener in ("في", "ضمن", "بين", "من") and ranked:
            at += 2
        elif opener in words["ranks"] or opener in ("من", "بين", "لدي", "ممن"):
            at += 1
        else:
            return False
        while at < self.end and forms[at] in ("كلا", '"', "كل", "جميع"):
            at += 1
        if at < self.end and self.group not in _OPEN and not self._leads():
            return opener == "من" and self._of_people(at)
        return at < self.end and self._of_class(at, opener)

    def _of_people(self, at: int) -> bool:
        """Where people of a told class come from: "مواطنين اثنين من أهالي القرية"."""
        noun = person_at(self.text, at)
        if noun is None or noun.prefix or noun.end > self.end or noun.entry.attrs["harm"] != "none":
            return False
        self.stop = noun.end
        return True

    def _of_class(self, at: int, opener: str) -> bool:
        words = harm_words()
        noun = person_at(self.text, at)
        toll = bool(self.harms) or self.noun is None or self._leads()
        if self.forms[at] in words["sides"] and toll:
            self.arm()
            self.stop = at + 1
        elif self.forms[at] in words["dead"] or self.forms[at] in words["hurt"]:
            return False
        elif noun is not None and noun.entry.label != "unspecified" and noun.end <= self.end and not noun.prefix:
            if opener == "بين" and not (noun.article or noun.suffix):
                return False
            self._specify(noun)
            self.stop = noun.end
        elif toll and is_armed_party(self.text, at):
            self.arm()
            self.stop = min(self.end, party_end(self.text, at))
        elif opener == "ممن":
            return self._of_those(at)
        elif opener == "من" and self.noun is None and noun is None and not self.text.at.get(self.stop):
            if not self.forms[at].endswith(("ها", "هم")):
                return False
            self.stop = at + 1  # "عشرة من منسوبيها"
        else:
            return False
        return True

    def _of_those(self, at: int) -> bool:
        """The class told in a clause: "العشرات ممن يعتقد بأنهم مدنيون"."""
        for k in range(at, min(at + 4, self.end)):
            noun = person_at(self.text, k)
            if noun is not None:
                self._specify(noun)
                self.noun = self.noun or noun
                self.stop = noun.end
                return True
        return False

    def _second_harm(self) -> bool:
        """A word of harm that shares the number: "عشرات القتلى والجرحى", "11 قتيلا وجريحا", "30 بين قتيل وجريح"."""
        if self.number is None or len(self.harms) > 1 or (self.number.low == 1 and self.high == 1):
            return False
        at, harms, shared = self.stop, self.harms, not self.number.vague
        if not harms:
            while at < self.end and (self.forms[at] == "ما" or self.forms[at] in harm_words()["amid"]):
                at += 1
            first = person_at(self.text, at) if self.stop < at < self.end else None
            if first is None or first.entry.attrs["harm"] == "none":
                return False
            harms, at, shared = (first.entry.attrs["harm"],), first.end, True
        second = person_at(self.text, at) if at < self.end else None
        if second is None and at + 1 < self.end and self.forms[at] in ("و", "او"):
            second = person_at(self.text, at + 1)
        elif second is not None and not second.prefix.startswith("و"):
            return False
        if second is None or (harm := second.entry.attrs["harm"]) == "none" or harm in harms:
            return False
        self.harms = (*harms, second.entry.attrs["harm"])
        if shared:
            self.low = 1
        self.stop = second.end
        return True

    def _beside(self) -> bool:
        """A second noun that one number counts: "16 جنديا وشرطيا". From 11 on what is counted is told of as one."""
        if self.number is None or self.number.low < _COUNTED_AS_ONE or self.group not in _ARMED or self.noun is None:
            return False
        noun = person_at(self.text, self.stop)
        if noun is None or noun.prefix != "و" or noun.article or noun.end > self.end or noun.entry.label not in _ARMED:
            return False
        if self.noun.entry.attrs["_number"] != "singular" or noun.entry.attrs["_number"] != "singular":
            return False
        self.stop = noun.end
        return True

    def take_name(self) -> None:
        """The name and age of one person: "الطفل سامر العلي (12 عاما)"; an age below 18 makes a child."""
        forms, at = self.forms, self.stop
        last = min(self.end, at + _NAME_REACH)
        named = False
        if self.is_definite and not self.is_others:
            while at < last and (forms[at] == '"' or may_be_name(self.text, at)):
                named = named or forms[at] != '"'
                at += 1
            if named:
                self.stop = at
        for k in range(self.stop, min(self.end - 1, self.stop + _AGE_REACH)):
            if forms[k] in ("،", ".", "\n") or (forms[k].startswith("و") and k > self.stop and len(forms[k]) > 3):
                break
            if forms[k].isdecimal() and forms[k + 1] in harm_words()["year"]:
                if int(forms[k]) < _CHILD and self.group in ("unspecified", "men", "civilians", "women"):
                    self.group = "children"
                break
