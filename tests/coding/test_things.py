"""Classes of weapons that hang on who fires."""

import pytest
from coding_cases import events

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


def objects(text: str) -> list[str]:
    return [thing.cls for event in events(text) for thing in event.objects]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "استهدفت الغارات فجر اليوم ثلاث ثكنات قرب البلدة", ["military"], id="the act is the verb's subject"
        ),
        pytest.param("قصفت المدفعية عددا من المنازل في البلدة", ["residential"], id="some of"),
        pytest.param("انفجرت عبوة ناسفة في سوق مركزي بالمدينة وقتل اثنان", ["market"], id="where it went off"),
        pytest.param("انفجار لغم أثناء مرور حافلة ركاب أدى إلى مقتل أربعة", ["vehicle"], id="what passed by"),
        pytest.param("تعرضت مدارس البلدة لقصف بالهاون", ["education"], id="what underwent it"),
        pytest.param("قصفت مقاتلات حربية مواقع الفصيل", ["military"], id="aircraft that attack"),
        pytest.param("أغارت طائرات على مطار الصفا العسكري", ["military"], id="an adjective behind the name"),
        pytest.param("قصف جوي نفذته طائرة حربية على منازل القرية", ["residential"], id="what carried it out"),
        pytest.param("انفجرت عبوة ناسفة على طريق القرية وقتل اثنان", [], id="the road it happened on"),
        pytest.param("قصفت المدفعية أطراف جسر الشغور", [], id="the name of a town"),
        pytest.param("قصفت المدفعية البلدة وأوقعت أضرارا مادية في المنازل", ["residential"], id="damage in"),
        pytest.param("سيطرت الفصائل على المطار بعد معارك", [], id="what is taken is not hit"),
        pytest.param("وصلت تعزيزات باتجاه معسكر في الجنوب بعد قصف", [], id="what is approached is not hit"),
    ],
)
def test_objects_are_what_was_hit(text: str, expected: list[str]) -> None:
    assert objects(text) == expected


def test_weapons_are_not_those_that_were_answered() -> None:
    strike = events("شنت مقاتلات غارات على مواقع في المدينة ردا على إطلاق صواريخ")[0]
    assert (strike.type, strike.weapons) == ("air-drone-strike", ())
