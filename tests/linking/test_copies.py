"""Copies: what is one text spread by many, and what only looks like it. Recall and precision on simulated edits."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_cases import ACTORS, PLACES, make_report
from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.linking.copies import METHOD, bands, group_copies, signature, similarity


def _sign(text: str) -> bytes:
    return signature(cut(fold(text).text).forms)


def _text(n: int) -> str:
    return str(make_report(n)["text"])


def _with_dateline(text: str, pick: random.Random) -> str:
    return f"{pick.choice(PLACES)} - وكالات: {text}\nللمزيد من الأخبار تابعونا على قناتنا"


def _words_changed(text: str, pick: random.Random) -> str:
    """One word in twenty-five is another: names of a party, verbs of saying."""
    words = text.split(" ")
    for at in pick.sample(range(len(words)), max(1, len(words) // 25)):
        words[at] = pick.choice(ACTORS).split()[0]
    return " ".join(words)


def _last_sentence_cut(text: str, _pick: random.Random) -> str:
    return text.rsplit(".", 2)[0]


def _respelled(text: str, _pick: random.Random) -> str:
    return text.replace("ة", "ه").replace("أ", "ا").replace("إ", "ا").replace("،", ",").replace("ى", "ي")


EDITS: dict[str, tuple[Callable[[str, random.Random], str], float]] = {
    "dateline": (_with_dateline, 0.99),
    "words": (_words_changed, 0.97),
    "cut": (_last_sentence_cut, 0.90),
    "spelling": (_respelled, 1.0),
}


@pytest.mark.parametrize("name", sorted(EDITS))
def test_edited_copies_are_found_again(name: str) -> None:
    edit, floor = EDITS[name]
    pick = random.Random(5)
    originals = [{"id": f"o{n}", "text": _text(n), "published": "2020-01-02"} for n in range(200)]
    copies = [{"id": f"c{n}", "text": edit(_text(n), pick), "published": "2020-01-01"} for n in range(200)]
    together = {frozenset(family.members) for family in group_copies([*originals, *copies])}
    found = sum(frozenset({f"o{n}", f"c{n}"}) in together for n in range(200))
    assert found / 200 >= floor


def test_other_reports_made_of_the_same_sentences_are_no_copies() -> None:
    """Reports of one manner share phrases and whole sentences; of 2,000 none may be taken for another."""
    families = group_copies({"id": str(n), "text": _text(n)} for n in range(2000))
    wrong = [family for family in families if len(family.members) > 1]
    assert len(wrong) <= 2


def test_first_seen_is_the_earliest_published() -> None:
    text = _text(1)
    days = ("2020-03-03", "2020-03-01", None)
    (family,) = group_copies({"id": str(n), "text": text, "published": day} for n, day in enumerate(days))
    assert (family.first, family.members) == ("1", ("0", "1", "2"))


def test_ten_copies_of_one_dispatch_are_one_family() -> None:
    pick = random.Random(1)
    reports = [{"id": str(n), "text": _with_dateline(_text(7), pick)} for n in range(10)]
    (family,) = group_copies(reports)
    assert len(family.members) == 10


def test_short_posts_are_copies_only_if_equal() -> None:
    posts = ["غارة على أطراف المدينة", "غارة على أطراف المدينه", "غارة على أطراف البلدة"]
    families = group_copies({"id": str(n), "text": text} for n, text in enumerate(posts))
    assert [family.members for family in families] == [("0", "1"), ("2",)]


@given(st.lists(st.sampled_from(["قصف", "حلب", "غارة", "جريح", "مدينة", "ليلا", "سوق", "طريق"]), max_size=60))
def test_signature_is_a_function_of_the_words_alone(words: list[str]) -> None:
    text = " ".join(words)
    signed = _sign(text)
    assert signed == _sign(text.replace(" ", "  ،\n"))
    assert len(signed) == (480 if len(words) >= 12 else 0)
    assert similarity(signed, signed) == (1.0 if signed else 0.0)
    assert len(bands(signed)) == (24 if signed else 0)
    assert all(0 <= key < 1 << 63 for key in bands(signed))


def test_method_and_signatures_are_pinned() -> None:
    """Signatures are stored: another library, seed or cut of shingles must not be mistaken for this one."""
    assert "perm=120 seed=7 shingle=4 rows=5" in METHOD
    assert _sign(_text(1))[:8].hex() == "14638102f33ffd61"
