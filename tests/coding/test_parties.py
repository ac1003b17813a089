import pytest
from coding_cases import parties


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        pytest.param("قصفت قوات النظام السوري البلدة", "SY", ["syrian-government"], id="alias"),
        pytest.param("شن الجيش الوطني هجوما", "SY", ["syrian-national-army"], id="alias-by-theatre-syria"),
        pytest.param("شن الجيش الوطني هجوما", "YE", ["yemeni-government"], id="alias-by-theatre-yemen"),
        pytest.param("حلقت طائرات حربية روسية فوق المدينة", "SY", ["russia"], id="head-and-nation"),
        pytest.param("أصيب عامل في قصف تركي", "SY", ["turkey"], id="act-and-nation"),
        pytest.param(
            "القوات التركية والفصائل الموالية لها دخلت القرية", "SY", ["turkey", "syrian-national-army"], id="clients"
        ),
        pytest.param("هاجم مسلحو تنظيم داعش الحاجز", "IQ", ["isis"], id="armed-men-of-a-named-party"),
        pytest.param("أطلق مسلحون مجهولون النار", "IQ", ["unknown-armed-group"], id="unnamed-armed-men"),
        pytest.param("وصل الوفد إلى تركيا أمس", "SY", [], id="a-country-as-a-place"),
    ],
)
def test_parties_of_reads_who_is_named(text: str, country: str, expected: list[str]) -> None:
    assert [p.id for p in parties(text, country)] == expected


def test_parties_of_recalls_a_party_by_its_head() -> None:
    found = parties("قصفت قوات النظام السوري القرية. ثم انسحبت القوات من التلة.", "SY")
    assert [(p.id, p.make) for p in found] == [("syrian-government", "named"), ("syrian-government", "anaphor")]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        pytest.param(
            "أغارت الطائرات الروسية والسورية على التلال",
            "SY",
            ["russia", "syrian-government"],
            id="nations-share-a-head",
        ),
        pytest.param(
            "ضربت الطائرات مواقع سورية وإيرانية", "SY", ["syrian-government", "iran"], id="sites-of-two-nations"
        ),
        pytest.param("انهار سد في سوريا والعراق", "IQ", [], id="two-countries-as-places"),
        pytest.param("مرت العاصفة ببلدة كفرنبل السورية", "SY", [], id="adjective-of-a-town"),
        pytest.param("اقترب قناص من تنظيم داعش من الجسر", "IQ", ["isis"], id="one-of-a-party"),
        pytest.param("انسحبت الملشيات الحوثية من التلة", "YE", ["houthis"], id="spelling-of-militias"),
    ],
)
def test_parties_of_reads_nations_joined_and_leaves_places(text: str, country: str, expected: list[str]) -> None:
    assert [p.id for p in parties(text, country)] == expected


def test_a_short_name_is_that_of_the_party_named_in_full_before() -> None:
    found = parties("تقدمت قوات المقاومة اليمنية المشتركة غربا. ثم صدت المقاومة هجوما ليليا.", "YE")
    assert [p.id for p in found] == ["yemeni-joint-forces", "yemeni-joint-forces"]
