from coding_cases import events


def _sides(text: str) -> tuple[list[str | None], list[str | None]]:
    event = events(text)[0]
    return [a.id for a in event.actor1], [a.id for a in event.actor2]


def test_actors_joined_by_and_share_their_side() -> None:
    agents, targets = _sides("قصفت قوات النظام السوري وروسيا بالمدفعية أطراف بلدة كنصفرة في ريف إدلب")
    assert agents == ["syrian-government", "russia"]
    assert targets == []


def test_the_sides_of_between_stay_apart() -> None:
    agents, targets = _sides("اندلعت اشتباكات عنيفة بين قوات النظام السوري وتنظيم داعش في بادية تدمر")
    assert agents == ["syrian-government"]
    assert targets == ["isis"]


def test_an_actor_stands_on_one_side_of_an_event() -> None:
    text = (
        "شن تنظيم داعش هجوما على حاجز لقوات النظام السوري قرب السخنة. "
        "وقتل في الهجوم أربعة من عناصر قوات النظام السوري وجرح ستة من التنظيم."
    )
    for event in events(text):
        assert not {a.id for a in event.actor1} & {a.id for a in event.actor2}


def test_protesters_shot_are_excessive_force() -> None:
    text = "أطلقت قوات الأمن العراقية الرصاص على معتصمين في ساحة التحرير ما أدى إلى مقتل ثلاثة متظاهرين"
    assert [e.type for e in events(text)] == ["excessive-force-protest"]


def test_a_bomb_among_protesters_is_an_explosion() -> None:
    text = "انفجرت عبوة ناسفة في ساحة التحرير ببغداد ما أدى إلى مقتل ثلاثة متظاهرين"
    assert [e.type for e in events(text)] == ["remote-explosive"]
