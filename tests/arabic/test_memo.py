"""What is worked out once a key."""

from tawthiq.arabic.memo import Memo


def test_a_value_is_worked_out_once() -> None:
    worked: list[str] = []

    def length(key: str) -> int:
        worked.append(key)
        return len(key)

    memo = Memo(length)
    assert [memo["abc"], memo["abc"], memo["de"]] == [3, 3, 2]
    assert worked == ["abc", "de"]


def test_no_more_values_are_kept_than_the_bound() -> None:
    memo = Memo(len, size=10)
    for number in range(100):
        assert memo[str(number)] == len(str(number))
        assert len(memo) <= 10
