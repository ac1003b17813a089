"""Letters that an expression cannot do without: never one too many."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.literals import required_literal

CASES = [
    pytest.param("View (?:all )?[0-9]+ repl(?:y|ies)", "View ", id="the-longest-run"),
    pytest.param("(?:[0-9.,]+K?)?Like", "Like", id="optional-group-before"),
    pytest.param("views?", "view", id="optional-letter"),
    pytest.param("ab*cd", "cd", id="repeated-letter"),
    pytest.param("ab{0,2}cd", "cd", id="counted-letter"),
    pytest.param("a(?:b(c|d)e)fgh", "fgh", id="groups-in-groups"),
    pytest.param(r"[)(\]x]yz", "yz", id="set-with-brackets"),
    pytest.param(r"a\.bc", "bc", id="escape"),
    pytest.param("abc|d", "", id="alternatives"),
    pytest.param("(?:abc|d)", "", id="alternatives-in-group"),
    pytest.param("(?i)abc", "", id="flags"),
    pytest.param(r"\x41bc", "", id="escape-of-several-signs"),
]


@pytest.mark.parametrize(("pattern", "literal"), CASES)
def test_required_literal_of_an_expression(pattern: str, literal: str) -> None:
    assert required_literal(pattern) == literal


ATOMS = st.sampled_from(["a", "b", "ab", "[ab]", "[^a]", "(?:a|b)", "(?:ab)?", ".", r"\.", r"\w", "(a(b)?)", "^", "$"])
PIECES = st.tuples(ATOMS, st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,1}", "*?"])).map("".join)


@given(st.lists(PIECES, max_size=6).map("".join), st.text("ab.", max_size=12))
def test_what_an_expression_finds_holds_its_required_letters(pattern: str, text: str) -> None:
    try:
        expression = re.compile(pattern)
    except re.error:
        return
    literal = required_literal(pattern)
    assert all(literal in match.group() for match in expression.finditer(text))
