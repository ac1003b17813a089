"""The value of one number, in digits, in words or mixed, from where it opens.

The grammar, in the order in which a number is written:
1. number = part { و part }, each part of a smaller scale than the one before: "مليون و200 ألف", "ثلاثة آلاف ومئتين";
2. part = group [scale]; a bare scale counts one, its dual two; نصف and ربع take a scale or follow one;
3. group = digits | hundreds [و below-hundred] | below-hundred;
4. below-hundred = unit و tens | unit عشر | tens | ten | unit.
Two numbers that arithmetic does not join ("ثلاثة وخمسة") stay two.
"""

from dataclasses import dataclass

from tawthiq.arabic.digit_forms import DigitForm, full_date, read_digits
from tawthiq.arabic.number_words import NumberTables, NumberWord
from tawthiq.arabic.words import Words

__all__ = ["Numeral", "follows_noun", "read_numeral"]

_VAGUE_FACTOR = 2
# "1 400 000": more groups than these are no number but a row of them.
_THOUSANDS_GROUPS = 3
# Words that are no counted noun, so that "ست من" is not "six of a noun" and "ألفا في" not "two thousand of a noun".
_NOT_NOUNS = frozenset(
    "من في علي عن الي و او ان انه انها التي الذي لا ما كما قد هو هي بعد قبل منذ حتي مع بين ثم لكن هذا هذه".split()
    + "كان كانت".split()
)


@dataclass(slots=True, eq=False)
class Numeral:
    """One number as written; mutable only while it is read, then a record.

    Attributes:
        start: Index of its first word.
        end: Index after its last word.
        low: Its value, or the least that it may mean.
        high: Its greatest value; None if open.
        form: How it is written, which names its rule: digits, words, vague, one-of, or the look of special digits.
        factor: What was multiplied by the scale.
        scale: The first scale word's value; 1 if there is none.
        article: Whether its first word has the article.
    """

    start: int
    end: int
    low: int
    high: int | None
    form: str
    factor: float = 1
    scale: float = 1
    article: bool = False


def follows_noun(forms: list[str], at: int) -> bool:
    """Whether the word at an index can be a counted noun: Arabic, no particle, without the article."""
    if at >= len(forms):
        return False
    form = forms[at]
    return form[0] >= "ء" and form not in _NOT_NOUNS and not form.startswith("ال")


def read_numeral(words: Words, at: int, tables: NumberTables) -> Numeral | None:
    """Read the number that opens at a word.

    Args:
        words: The words of a text.
        at: Index of the word.
        tables: The loaded tables.

    Returns:
        The longest number that opens there; None if there is none.
    """
    forms = words.forms
    if "0" <= forms[at][0] <= "9":
        return _read_digits(words, at, tables)
    word = tables.words.get(forms[at])
    if word is None:
        return None
    if word.kind in _OTHERS:
        return _OTHERS[word.kind](words, at, word, tables)
    group = _group(forms, at, word, tables)
    return _with_scale(words, at, group, "words", tables) if group else None


def _read_digits(words: Words, at: int, tables: NumberTables) -> Numeral | None:
    dated = full_date(words.forms, at)
    if dated is not None:
        return Numeral(at, dated[1], 0, None, "date")
    digit, end = _digits_at(words, at)
    value = digit.value
    if digit.kind in ("int", "decimal"):
        found = _with_scale(words, at, (value, end), "digits", tables)
        if digit.kind == "decimal" and found.scale == 1:
            found.form = "decimal"
        return found
    if digit.kind == "range":
        found = _with_scale(words, at, (value, end), "range", tables)
        found.high = round((digit.high or 0) * found.scale)
        return found
    return Numeral(at, end, int(value), digit.high, digit.kind, value, 1)


def _digits_at(words: Words, at: int) -> tuple[DigitForm, int]:
    """Read the digits at a word, and those after it where a space parts the thousands ("1 400")."""
    form = words.forms[at]
    digit = read_digits(form)
    end = at + 1
    if digit.kind == "int" and end + 1 < len(words.forms) and words.forms[end] == "،" and _touch(words, at, at + 3):
        digit, end = read_digits(f"{form}.{words.forms[at + 2]}"), at + 3  # "3،5 مليون"
        if digit.kind != "decimal":
            return read_digits(form), at + 1
    if len(form) > 3 or digit.kind != "int" or form[0] == "0":
        return digit, end
    while end < min(len(words.forms), at + _THOUSANDS_GROUPS) and words.starts[end] == words.ends[end - 1] + 1:
        following = words.forms[end]
        if len(following) != 3 or not following.isdecimal() or not following.isascii():
            break
        digit = DigitForm("int", digit.value * 1000 + int(following))
        end += 1
    return digit, end


def _touch(words: Words, at: int, end: int) -> bool:
    """Whether words stand with no space between them."""
    return end <= len(words.forms) and all(words.ends[n] == words.starts[n + 1] for n in range(at, end - 1))


def _with_scale(words: Words, start: int, group: tuple[float, int], form: str, tables: NumberTables) -> Numeral:
    """Take up the scale after a group, and the smaller parts joined to it."""
    factor, end = group
    scale, end = _scale_at(words.forms, end, tables)
    if scale == 1 and end < len(words.forms) and words.forms[end] == ")" and start and words.forms[start - 1] == "(":
        scale, end = _scale_at(words.forms, end + 1, tables)  # "(50) مليون"
        end = end if scale > 1 else group[1]
    return _whole(words, Numeral(start, end, 0, 0, form, factor, scale), tables)


def _whole(words: Words, found: Numeral, tables: NumberTables) -> Numeral:
    """Add the smaller parts that follow a number whose first part is read."""
    total, limit = found.factor * found.scale, found.scale
    while limit > 1 and (part := _smaller_part(words, found.end, limit, tables)) is not None:
        amount, found.end, limit = part
        total += amount
    found.low = found.high = round(total)
    first = tables.words.get(words.forms[found.start])
    found.article = first is not None and first.article
    return found


def _scale_at(forms: list[str], at: int, tables: NumberTables) -> tuple[float, int]:
    if at < len(forms):
        word = tables.words.get(forms[at])
        if word is not None and word.kind in ("scale", "scale-a", "plural") and word.bare:
            return word.value, at + 1
    return 1, at


def _joined(forms: list[str], at: int, tables: NumberTables) -> tuple[int, NumberWord | None] | None:
    """The place and word of what و joins at an index, written apart or together; digits have no word."""
    if at >= len(forms):
        return None
    if forms[at] == "و":
        if at + 1 >= len(forms):
            return None
        word = tables.words.get(forms[at + 1])
        if word is not None:
            return (at + 1, word) if word.bare else None
        return (at + 1, None) if "1" <= forms[at + 1][0] <= "9" else None
    if forms[at] in ("واحد", "واحدي") and at + 1 < len(forms) and forms[at + 1] in ("عشر", "عشره"):
        return at, tables.words[forms[at][1:]]  # "مئة وأحد عشر", where "واحد" alone is "one"
    word = tables.words.get(forms[at])
    return (at, word) if word is not None and word.conjunction == "و" and not word.preposition else None


def _smaller_part(words: Words, at: int, limit: float, tables: NumberTables) -> tuple[float, int, float] | None:
    """Read "و part" where the part is smaller than a limit; give its amount, its end and its own limit."""
    joined = _joined(words.forms, at, tables)
    if joined is None:
        return None
    place, word = joined
    if word is None:
        digit, end = _digits_at(words, place)
        if digit.kind != "int" or digit.value >= limit:
            return None
        group: tuple[float, int] | None = (digit.value, end)
    elif word.kind == "part":
        scale, end = _scale_at(words.forms, place + 1, tables)
        return word.value * limit, end if scale == limit else place + 1, 1
    elif word.kind in ("scale", "scale-a", "dual"):
        factor, scale = _own_count(words.forms, place, word, tables)
        return (factor * scale, place + 1, scale) if factor * scale < limit else None
    else:
        group = _group(words.forms, place, word, tables)
    if group is None:
        return None
    scale, end = _scale_at(words.forms, group[1], tables)
    amount = group[0] * scale
    return (amount, end, scale) if amount < limit and scale < limit else None


def _group(forms: list[str], at: int, word: NumberWord, tables: NumberTables) -> tuple[float, int] | None:
    """Read a group of words below a thousand, or a bare scale, at a word that is known."""
    kind = word.kind
    if kind == "hundred":
        if word.needs and not _starts_noun(forms, at + 1, tables):
            return None
        return _after_hundred(forms, at + 1, word.value, tables)
    if kind in ("unit", "teen", "one-of", "ten", "tens", "whole"):
        small = _below_hundred(forms, at, word, tables)
        if small is None or kind != "unit" or small[1] != at + 1:
            return small
        following = tables.words.get(forms[at + 1]) if at + 1 < len(forms) else None
        if following is not None and following.value == 100 and following.bare and 3 <= word.value <= 9:
            return _after_hundred(forms, at + 2, word.value * 100, tables)
        return small
    return None


def _after_hundred(forms: list[str], at: int, hundreds: float, tables: NumberTables) -> tuple[float, int]:
    joined = _joined(forms, at, tables)
    if joined and joined[1] is not None and joined[1].kind in ("unit", "teen", "one-of", "ten", "tens", "whole"):
        small = _below_hundred(forms, joined[0], joined[1], tables)
        if small is not None:
            return hundreds + small[0], small[1]
    return hundreds, at


def _below_hundred(forms: list[str], at: int, word: NumberWord, tables: NumberTables) -> tuple[float, int] | None:
    after = at + 1
    if word.kind in ("unit", "teen", "one-of") and after < len(forms) and word.needs != "whole":
        following = tables.words.get(forms[after])
        if following is not None and following.kind == "ten" and following.bare:
            return 10 + word.value, after + 1
        joined = _joined(forms, after, tables)
        if word.kind != "teen" and joined and joined[1] is not None and joined[1].kind == "tens":
            return word.value + joined[1].value, joined[0] + 1
    if word.kind in ("teen", "one-of"):
        return None
    if word.needs == "noun" and not _noun_allows(forms, at, word, tables):
        return None
    return word.value, after


def _noun_allows(forms: list[str], at: int, word: NumberWord, tables: NumberTables) -> bool:
    """Whether a word that is also another ("ست" lady, "الخمس" a town) is a number here."""
    if word.article:
        before = forms[at - 1] if at else ""
        return before.startswith(("ال", "وال", "بال", "لل", "فال")) and before not in _NOT_NOUNS
    return _starts_noun(forms, at + 1, tables)


def _starts_noun(forms: list[str], at: int, tables: NumberTables) -> bool:
    return follows_noun(forms, at) or _scale_at(forms, at, tables)[1] > at


def _bare_scale(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """A scale with no number before it: ألف, ألفين, ألفا شخص (two thousand)."""
    if word.needs == "number":
        return None
    if word.article and not follows_noun(words.forms, at + 1) and not _blurred(words.forms, at, tables):
        return None  # "من الألف إلى الياء"
    factor, scale = _own_count(words.forms, at, word, tables)
    return _whole(words, Numeral(at, at + 1, 0, 0, "words", factor, scale), tables)


def _own_count(forms: list[str], at: int, word: NumberWord, tables: NumberTables) -> tuple[float, float]:
    """How many of a scale its own form counts, and the scale: duals two, "ألفا" two right before a noun."""
    if word.kind == "dual":
        return 2.0, word.value / 2
    if word.kind == "scale-a" and follows_noun(forms, at + 1) and not _joined(forms, at + 1, tables):
        return 2.0, word.value
    return 1.0, word.value


def _blurred(forms: list[str], at: int, tables: NumberTables) -> bool:
    """Whether "about" in one word stands before an index."""
    return at > 0 and any(len(bound.words) == 1 for bound in tables.bounds_before.get(forms[at - 1], ()))


def _plural_scale(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """Thousands, millions with no number: at least two of them."""
    return Numeral(at, at + 1, int(_VAGUE_FACTOR * word.value), None, "vague", _VAGUE_FACTOR, word.value)


def _many(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """Tens and hundreds, of things or of thousands."""
    scale, end = _vague_scale(words.forms, at + 1, tables)
    return Numeral(at, end, int(word.value * scale), None, "vague", word.value, scale)


def _vague_scale(forms: list[str], at: int, tables: NumberTables) -> tuple[float, int]:
    word = tables.words.get(forms[at]) if at < len(forms) else None
    if word is not None and word.kind in ("scale", "plural") and word.bare:
        return word.value, at + 1
    return 1, at


def _few(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """Several, some; of tens, hundreds and thousands too; بضعة عشر is eleven at the least."""
    following = tables.words.get(words.forms[at + 1]) if at + 1 < len(words.forms) else None
    low, end, scale = word.value, at + 1, 1.0
    if following is not None and following.kind == "ten" and following.bare and word.value == _VAGUE_FACTOR:
        low, end = 11.0, at + 2
    elif following is not None and following.kind == "tens" and following.conjunction:
        low, end = following.value + 1, at + 2
    elif following is not None and following.kind == "many" and following.bare:
        scale, end = _vague_scale(words.forms, at + 2, tables)
        low = following.value * scale
    elif following is not None and following.kind == "plural" and following.bare:
        low, end = _VAGUE_FACTOR * following.value, at + 2
    elif word.preposition and not follows_noun(words.forms, at + 1):
        return None  # "بعده" is also "after him", "لعدة" only "for several" before a noun
    return Numeral(at, end, int(low), None, "vague", low, scale)


def _number_of(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """A number of, a large number of: only with من after it."""
    forms = words.forms
    end = at + 1
    while end < len(forms) and end < at + 3 and forms[end] in tables.adjectives:
        end += 1
    if end < len(forms) and forms[end] == "من":
        return Numeral(at, end + 1, int(word.value), None, "vague", word.value, 1)
    return None


def _one_of(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """One of: أحد عناصر, إحداهن; eleven and twenty-one open with the same word."""
    group = _group(words.forms, at, word, tables)
    if group is not None:
        return _with_scale(words, at, group, "words", tables)
    forms = words.forms
    if word.article or any(before in _NEGATIONS for before in forms[max(0, at - 2) : at]):
        return None
    if word.needs != "whole" and not (
        at + 1 < len(forms) and forms[at + 1][0] >= "ء" and forms[at + 1] not in _NOT_NOUNS
    ):
        return None
    return Numeral(at, at + 1, 1, 1, "one-of", 1, 1)


_NEGATIONS = frozenset("لم لا لن ليس ولم ولا ولن وليس فلم فلا اي دون بدون غير ما وما".split())


def _part(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """Half a million; never half of anything else."""
    scale, end = _scale_at(words.forms, at + 1, tables)
    if scale == 1:
        return None
    value = int(word.value * scale)
    return Numeral(at, end, value, value, "words", word.value, scale)


def _odd(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """Twenty-odd with the odd first: نيف وعشرون."""
    joined = _joined(words.forms, at + 1, tables)
    if joined is None:
        return None
    found = read_numeral(words, joined[0], tables)
    if found is not None:
        found.start, found.high, found.form = at, None, "odd"
    return found


def _ordinal(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """Ordinals of two words, whose second word would else be a count."""
    forms = words.forms
    following = tables.words.get(forms[at + 1]) if at + 1 < len(forms) else None
    if following is None:
        return None
    if following.kind == "ten" and following.bare:
        return Numeral(at, at + 2, int(word.value) + 10, None, "ordinal", word.value, 1)
    joined = _joined(forms, at + 1, tables)
    if joined and joined[1] is not None and joined[1].kind == "tens" and word.article == joined[1].article:
        return Numeral(at, joined[0] + 1, int(word.value + joined[1].value), None, "ordinal", word.value, 1)
    return None


def _two(words: Words, at: int, word: NumberWord, tables: NumberTables) -> Numeral | None:
    """Both, after a dual that cannot be a plural; anywhere else the word is Monday."""
    return Numeral(at, at + 1, 2, 2, "words", 2) if at and words.forms[at - 1] in tables.duals else None


_OTHERS = {
    "scale": _bare_scale, "scale-a": _bare_scale, "dual": _bare_scale, "plural": _plural_scale, "many": _many,
    "few": _few, "of": _number_of, "one-of": _one_of, "part": _part, "odd": _odd, "ordinal": _ordinal, "two": _two,
}  # fmt: skip
