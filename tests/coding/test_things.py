"""Classes of weapons that hang on who fires."""

import pytest

from tawthiq.coding.entries import Entry, Mention
from tawthiq.coding.things import weapon_class

MISSILES = Mention(0, 1, Entry("weapon", "missile", {"alt": "rocket:sdf,isis;air-bomb:air-drone-strike"}))


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        pytest.param({"shelling", "iran"}, "missile", id="a state that no alternative names"),
        pytest.param({"shelling", "sdf"}, "rocket", id="a faction"),
        pytest.param({"air-drone-strike"}, "air-bomb", id="an event type"),
        pytest.param({"air-drone-strike", "isis"}, "rocket", id="the first alternative wins"),
        pytest.param(set(), "missile", id="nothing known"),
    ],
)
def test_weapon_class_follows_the_first_alternative_that_holds(conditions: set[str], expected: str) -> None:
    assert weapon_class(MISSILES, conditions) == expected


def test_weapon_class_without_alternatives_is_the_entrys_own() -> None:
    assert weapon_class(Mention(0, 1, Entry("weapon", "mortar", {})), {"shelling", "sdf"}) == "mortar"
