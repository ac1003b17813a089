from itertools import pairwise

import pytest
from coding_cases import frames


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قتل ثلاثة عمال في غارة على ورشة", [(["raid"], ["killed"])], id="harm-joins-its-cause"),
        pytest.param("قصف استهدف حيا في المدينة", [(["bombard", "hit"], [])], id="noun-and-what-it-hit"),
        pytest.param(
            "شنت المقاتلات غارة على الميناء ما أدى إلى مقتل حارس وإصابة اثنين",
            [(["raid"], ["killed", "injured"])],
            id="effects-join-the-act",
        ),
        pytest.param(
            "قصفت المدفعية القرية الأولى فيما شنت طائرة غارة على القرية الثانية",
            [(["bombard"], []), (["raid"], [])],
            id="a-cut-opens-a-frame",
        ),
        pytest.param(
            "أطلق المسلحون صواريخ ردا على قصف المخيم",
            [(["launch"], []), (["bombard"], [])],
            id="a-reply-is-another-act",
        ),
        pytest.param(
            "شنت الدوريات حملة مداهمات في البلدة، أسفرت عن اعتقال سبعة شبان",
            [(["arrest", "arrest"], [])],
            id="what-an-act-led-to",
        ),
        pytest.param(
            "قصف طال سوقا في البلدة بالتزامن مع قصف مماثل على المزارع",
            [(["bombard", "hit"], []), (["bombard"], [])],
            id="a-similar-act-is-another",
        ),
        pytest.param("افتتح الوزير المعرض صباحا", [], id="no-act-no-frame"),
    ],
)
def test_frames_of_groups_acts_of_one_occurrence(text: str, expected: list[tuple[list[str], list[str]]]) -> None:
    found = [([a.rule for a in f.acts], [h.kind for h in f.harms]) for f in frames(text)]
    assert found == expected


def test_frames_of_cover_the_sentence_without_overlap() -> None:
    found = frames("قصفت المدفعية السوق، كما انفجر لغم قرب المدرسة، فيما اعتقلت الشرطة سائقا")
    assert len(found) == 3
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(f.start <= f.first and f.last <= f.end for f in found)
