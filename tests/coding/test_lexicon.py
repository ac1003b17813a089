"""Looking up words in the compiled lexicon."""

import pytest

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key
from tawthiq.coding.lexicon import Lexicon
from tawthiq.resources import Resources


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(Resources())


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("ألغام", id="bare: أل is of the stem"),
        pytest.param("الألغام", id="with the article before it"),
        pytest.param("لألغام", id="with a particle before it"),
        pytest.param("بالألغام", id="with particle and article"),
    ],
)
def test_known_finds_stems_that_open_like_the_article(lexicon: Lexicon, form: str) -> None:
    found = {c.entry.label for c in lexicon.known(fold_key(form)) if c.entry.kind == "weapon" and not c.rest}
    assert found == {"mine"}


def test_keys_hold_the_stem_of_a_further_word_that_opens_like_the_article(lexicon: Lexicon) -> None:
    """Of "field of mines": the second word is filed without what looks like its article."""
    filed = bare_key(fold_key("ألغام"))
    assert filed in lexicon.keys(fold_key("الألغام"))
