"""Lines of reports kept as bytes."""

from hypothesis import given
from hypothesis import strategies as st

from tawthiq.ledger.packed import PackedLines

_TEXTS = st.text(st.characters(codec=None), max_size=20)


@given(
    st.lists(st.fixed_dictionaries({"id": _TEXTS, "text": _TEXTS, "events": st.lists(st.none() | st.floats(-9, 9))}))
)
def test_packed_lines_come_back_as_they_were(lines: list[dict[str, object]]) -> None:
    kept = PackedLines(lines)
    assert list(kept) == lines
    assert kept[1:] == lines[1:]
    assert len(kept) == len(lines)


def test_stray_half_of_a_surrogate_pair_comes_back() -> None:
    assert PackedLines([{"id": "\ud83d", "text": "قصف"}])[0] == {"id": "\ud83d", "text": "قصف"}
