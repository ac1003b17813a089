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
