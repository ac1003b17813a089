"""Verb forms: the generated tables are fresh, and words with any clitics read as the verbs they are."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.verbs import (
    VerbForm,
    forms_of,
    masdar_lemma,
    masdar_readings,
    verb_lemmas,
    verb_readings,
)
from tawthiq.errors import ResourceError
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

TOOL = Path(__file__).parents[2] / "tools" / "build_verbs.py"
spec = importlib.util.spec_from_file_location("build_verbs", TOOL)
assert spec is not None
assert spec.loader is not None
build_verbs = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build_verbs)

LANGUAGE = PACKAGE_ROOT / "language"
NEVER = {row["key"] for row in read_table(LANGUAGE / "never_verbs.tsv")}
SOURCE_ROWS = list(read_table(LANGUAGE / "verbs.tsv"))


def read(word: str) -> tuple[VerbForm, ...]:
    return verb_readings(fold_key(word))


def test_generated_tables_equal_a_fresh_build() -> None:
    for path, text in build_verbs.build(LANGUAGE / "verbs.tsv").items():
        assert path.read_text(encoding="utf-8") == text, f"run python tools/build_verbs.py: {path.name}"


# word, lemma, voice, tense, person, gender, number, head, pronoun
CASES = {
    "past": ("قصف", "قَصَفَ", "both", "past", 3, "m", "singular", "", ""),
    "past feminine": ("استهدفت", "اِسْتَهْدَفَ", "both", "past", 3, "f", "singular", "", ""),
    "past plural with conjunction": ("وسيطروا", "سَيْطَرَ", "active", "past", 3, "m", "plural", "و", ""),
    "object pronoun after conjunction": ("فاستهدفتها", "اِسْتَهْدَفَ", "active", "past", 3, "f", "singular", "ف", "ها"),
    "future after conjunction": ("وسيقصف", "قَصَفَ", "both", "present", 3, "m", "singular", "وس", ""),
    "purpose": ("ليقتل", "قَتَلَ", "both", "present", 3, "m", "singular", "ل", ""),
    "present with plural object": ("تستهدفهم", "اِسْتَهْدَفَ", "active", "present", 3, "f", "singular", "", "هم"),
    "past with object": ("قصفه", "قَصَفَ", "active", "past", 3, "m", "singular", "", "ه"),
    "plural keeps its alif at the end": ("أطلقوا", "أَطْلَقَ", "both", "past", 3, "m", "plural", "", ""),
    "plural loses its alif before a pronoun": ("أطلقوها", "أَطْلَقَ", "active", "past", 3, "m", "plural", "", "ها"),
    "plural mistyped without its alif": ("قصفو", "قَصَفَ", "both", "past", 3, "m", "plural", "", ""),
    "passive told by its vowel": ("أصيبت", "أَصَابَ", "passive", "past", 3, "f", "singular", "", ""),
    "active of the same verb": ("أصابت", "أَصَابَ", "active", "past", 3, "f", "singular", "", ""),
    "passive only": ("استشهدوا", "اُسْتُشْهِدَ", "passive", "past", 3, "m", "plural", "", ""),
    "spoken active of a verb that is passive in writing": (
        "توفت",
        "تَوَفَّى",
        "active",
        "past",
        3,
        "f",
        "singular",
        "",
        "",
    ),
    "its passive": ("توفيت", "تَوَفَّى", "passive", "past", 3, "f", "singular", "", ""),
    "alif maqsura turns before a pronoun": ("رماه", "رَمَى", "active", "past", 3, "m", "singular", "", "ه"),
    "defective plural": ("رموا", "رَمَى", "both", "past", 3, "m", "plural", "", ""),
    "hollow passive": ("أبيد", "أَبَادَ", "passive", "past", 3, "m", "singular", "", ""),
    "hollow jussive": ("يعد", "عَادَ", "active", "present", 3, "m", "singular", "", ""),
    "doubled, two letters after و": ("وشن", "شَنَّ", "both", "past", 3, "m", "singular", "و", ""),
    "doubled first person": ("شننا", "شَنَّ", "both", "past", 1, None, "plural", "", ""),
    "initial و of the root is no conjunction": ("وصلت", "وَصَلَ", "both", "past", 3, "f", "singular", "", ""),
    "initial ف of the root is no conjunction": ("فجر", "فَجَّرَ", "both", "past", 3, "m", "singular", "", ""),
    "quadriliteral": ("تتمركز", "تَمَرْكَزَ", "active", "present", 3, "f", "singular", "", ""),
    "hamza before the plural, on alif": ("لجأوا", "لَجَأَ", "both", "past", 3, "m", "plural", "", ""),
    "hamza before the plural, on waw": ("لجؤوا", "لَجَأَ", "both", "past", 3, "m", "plural", "", ""),
    "hamza before the plural, alone": ("جاءوا", "جَاءَ", "active", "past", 3, "m", "plural", "", ""),
    "imperative": ("أطلقوا", "أَطْلَقَ", "active", "imperative", 2, "m", "plural", "", ""),
    "dual": ("انفجرتا", "اِنْفَجَرَ", "active", "past", 3, "f", "dual", "", ""),
    "second plural before a pronoun": ("قتلتموه", "قَتَلَ", "active", "past", 2, "m", "plural", "", "ه"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_word_reads_as_verb(case: tuple[str, str, str, str, int, str | None, str, str, str]) -> None:
    word, *expected = case
    assert VerbForm(*expected) in read(word)  # type: ignore[arg-type]


NO_VERBS = {
    "noun": "مدينة",
    "future before the past": "سقتلت",
    "passive with an object": "أصيبته",
    "object of a verb that takes none": "انفجرها",
    "one letter": "و",
    "empty": "",
    "Latin": "bomb",
    "number": "2014",
}


@pytest.mark.parametrize("word", NO_VERBS.values(), ids=NO_VERBS.keys())
def test_word_that_is_no_verb_has_no_reading(word: str) -> None:
    assert read(word) == ()


@pytest.mark.parametrize("word", ["على", "وبعد", "حماة", "لأكثر", "فبين"])
def test_word_that_is_nearly_always_something_else_has_no_reading(word: str) -> None:
    assert read(word) == ()


def test_never_verbs_are_folded_and_spell_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {fold_key(key) for key in NEVER} == NEVER
    monkeypatch.setattr("tawthiq.arabic.verbs._never_verbs", frozenset)
    verb_readings.cache_clear()
    needless = {key for key in NEVER if not any(verb_readings(head + key) for head in ("", "و", "ف"))}
    verb_readings.cache_clear()
    assert needless == set()


def test_ta_marbuta_is_no_pronoun() -> None:
    assert "ضَرَبَ" in {r.lemma for r in read("ضربه")}
    assert verb_readings(fold_key("ضربة"), ends_in_ta_marbuta=True) == ()


def test_verbal_noun_in_ta_marbuta_is_no_verb_with_a_pronoun() -> None:
    assert read("إصابة") == ()


FIRST = {
    "conjunction before rare dual": ("ودعا", "دَعَا"),
    "indicative before jussive of another verb": ("يصل", "وَصَلَ"),
    "active before passive": ("ووصلت", "وَصَلَ"),
    "root that begins with و": ("وقعت", "وَقَعَ"),
}


@pytest.mark.parametrize("case", FIRST.values(), ids=FIRST.keys())
def test_likeliest_verb_comes_first(case: tuple[str, str]) -> None:
    word, lemma = case
    assert read(word)[0].lemma == lemma


def test_readings_put_third_person_past_first() -> None:
    first = read("قصفت")[0]
    assert (first.tense, first.person, first.gender) == ("past", 3, "f")


def test_future_is_told_by_its_particle() -> None:
    assert all(r.is_future for r in read("ستقصف"))
    assert not any(r.is_future for r in read("تقصف"))


def test_key_names_the_verb_without_marks() -> None:
    assert {r.key for r in read("واستهدفوهم")} == {"استهدف"}


def test_lemmas_read_as_themselves_and_are_named_by_their_letters() -> None:
    lemmas = [row["lemma"] for row in SOURCE_ROWS]
    keys = {lemma: fold_key(lemma) for lemma in lemmas}
    unread = [x for x in lemmas if keys[x] not in NEVER and x not in {r.lemma for r in read(x)}]
    unnamed = [x for x in lemmas if x not in verb_lemmas(keys[x]) or keys[x] not in forms_of(x)]
    assert (unread, unnamed) == ([], [])


def test_every_form_of_a_verb_reads_back_as_it() -> None:
    for lemma in ("قَصَفَ", "اِسْتَهْدَفَ", "رَمَى", "شَنَّ", "تَوَفَّى", "بَدَأَ"):
        assert all(lemma in {r.lemma for r in verb_readings(form)} for form in forms_of(lemma) - NEVER)


def test_forms_of_unknown_lemma_are_none() -> None:
    assert forms_of("زقزق") == frozenset()
    assert verb_lemmas("زقزق") == ()


@given(st.text(alphabet="اأإبتحدرسصفقلمنهويءةى", max_size=12))
def test_reading_any_letters_is_sound(word: str) -> None:
    for reading in read(word):
        form = fold_key(word)
        assert form.startswith(reading.head)
        assert form.endswith(reading.pronoun)
        assert not (reading.pronoun and reading.voice != "active")


MASDARS = {
    "bare": ("قصف", "قَصَفَ", "singular"),
    "accusative": ("قصفًا", "قَصَفَ", "singular"),
    "derived": ("استهداف", "اِسْتَهْدَفَ", "singular"),
    "derived plural": ("اشتباكات", "اِشْتَبَكَ", "plural"),
    "listed plural": ("هجمات", "هَجَمَ", "plural"),
    "dual": ("تفجيرين", "فَجَّرَ", "dual"),
    "dual of a feminine": ("محاولتان", "حَاوَلَ", "dual"),
    "form III by hand": ("حصار", "حَاصَرَ", "singular"),
    "defective": ("توغل", "تَوَغَّلَ", "singular"),
    "defective keeps its ya": ("تصدي", "تَصَدَّى", "singular"),
}


@pytest.mark.parametrize("case", MASDARS.values(), ids=MASDARS.keys())
def test_masdar_names_its_verb(case: tuple[str, str, str]) -> None:
    word, lemma, number = case
    assert (lemma, number) in {(m.lemma, m.number) for m in masdar_readings(fold_key(word))}


def test_masdar_lemma_is_the_first_reading_or_none() -> None:
    assert masdar_lemma("قتل") == "قَتَلَ"
    assert masdar_lemma("مدينه") is None


BAD_ROWS = {
    "lemma that its vowels do not give": ("قَصِفَ\tقصف\tI\ta~i\tdirect\t-\tshell", "is not"),
    "unknown object": ("قَصَفَ\tقصف\tI\ta~i\tmaybe\t-\tshell", "object"),
    "root of two letters": ("قَصَفَ\tقص\tI\ta~i\tdirect\t-\tshell", "قَصَفَ"),
    "twice": ("قَصَفَ\tقصف\tI\ta~i\tdirect\t-\tshell\nقَصَفَ\tقصف\tI\ta~i\tdirect\t-\tshell", "twice"),
}


@pytest.mark.parametrize("case", BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_build_refuses_a_bad_row_and_says_where(case: tuple[str, str], tmp_path: Path) -> None:
    rows, message = case
    source = tmp_path / "verbs.tsv"
    source.write_text("lemma\troot\tform\tvowels\tobject\tmasdars\tgloss\n" + rows + "\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=message) as error:
        build_verbs.build(source)
    assert error.value.where.startswith("verbs.tsv:")
