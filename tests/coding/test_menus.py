from coding_cases import events

STORY = "قصفت المدفعية التركية قرية الدردارة بريف تل تمر صباح اليوم ما أدى إلى إصابة امرأة بجروح في منزلها."


def test_a_menu_over_a_text_does_not_end_it() -> None:
    assert [e.type for e in events(f"الرئيسية | العالم\nآخر الأخبار\n\n{STORY}\n")] == ["shelling"]


def test_a_menu_after_a_text_ends_it() -> None:
    assert len(events(f"{STORY}\nآخر الأخبار\nمقتل أربعة في غارة على سوق في بلدة أخرى\n")) == 1
