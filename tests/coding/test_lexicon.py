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
    assert filed in lexicon.keys[fold_key("الألغام")]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        pytest.param("عسكرية", "person", id="military is no soldier of his"),
        pytest.param("مسلحة", "person", id="armed is no gunman of his"),
        pytest.param("الدولي", "kind", id="international is not my states"),
        pytest.param("تلك", "kind", id="that is not your hill"),
        pytest.param("كبير", "kind", id="big is not like a well"),
        pytest.param("بحياة", "kind", id="with the life of is not in his quarter"),
        pytest.param("فيه", "object", id="in it is not and a vehicle"),
    ],
)
def test_known_does_not_split_other_words(lexicon: Lexicon, form: str, kind: str) -> None:
    assert [c for c in lexicon.known(fold_key(form)) if c.entry.kind == kind and not c.rest] == []


@pytest.mark.parametrize(
    ("form", "label"),
    [
        pytest.param("زوجته", "women", id="ta marbuta before a pronoun"),
        pytest.param("ومقاتليه", "fighters", id="plural before a genitive pronoun"),
        pytest.param("أبنائهم", "unspecified", id="hamza on a seat"),
        pytest.param("والده", "men", id="father"),
        pytest.param("للمدنيين", "civilians", id="particle with article"),
        pytest.param("بشهيدين", "unspecified", id="particle"),
    ],
)
def test_known_reads_people_under_particles_and_pronouns(lexicon: Lexicon, form: str, label: str) -> None:
    assert label in {c.entry.label for c in lexicon.known(fold_key(form)) if c.entry.kind == "person"}
