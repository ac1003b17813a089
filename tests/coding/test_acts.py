"""Which words tell an act, and as what: own sentences, each a class of words met in reports."""

import pytest
from coding_cases import annotated

from tawthiq.coding.acts import acts_of


def acts(text: str) -> list[str]:
    """Rules of the acts, harms and means of a text, in order."""
    read = annotated(text)
    return [a.rule for s in read.sentences for a in acts_of(read, s) if a.role not in ("light", "effect")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("أصيب راع بقصف على أطراف القرية", ["injured", "bombard"], id="connector-that-is-an-act"),
        pytest.param("طال قصف مدفعي أحياء البلدة", ["hit", "bombard"], id="weapon-phrase-that-is-an-act"),
        pytest.param("وقع هجوم صاروخي على الميناء", ["assault"], id="attack-with-its-weapon"),
        pytest.param("منصة إطلاق صواريخ في الوادي", [], id="launcher-is-no-act"),
        pytest.param(
            "اعترضت قوات الدفاع الجوي السعودية، مساء الأحد، صاروخا باليستيا",
            ["shootdown"],
            id="object-behind-subject-and-day",
        ),
    ],
)
def test_acts_of_reads_the_words_of_war(text: str, expected: list[str]) -> None:
    assert acts(text) == expected
