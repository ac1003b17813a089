"""Counts that several words share: one number for two nouns, for two harms, and names at length."""

from coding_cases import events


def test_two_nouns_under_one_great_number_are_one_count() -> None:
    told = {c.text: c.min for e in events("قتل 16 جنديا وشرطيا في اشتباكات مع تنظيم داعش قرب بيجي") for c in e.killed}
    assert told == {"16 جنديا وشرطيا": 16}


def test_a_small_number_counts_its_own_noun_only() -> None:
    text = "قتل ثلاثة جنود وشرطي في اشتباكات مع تنظيم داعش قرب بيجي"
    assert sorted((c.min, c.max) for e in events(text) for c in e.killed) == [(1, 1), (3, 3)]


def test_a_number_between_killed_and_hurt_holds_for_both() -> None:
    event = events("سقط 10 من فرقة الحمزة بين قتيل وجريح في اشتباكات بمدينة عفرين")[0]
    assert [(c.min, c.max) for c in (*event.killed, *event.injured)] == [(1, 10), (1, 10)]


def test_who_met_their_death_may_be_named_at_length() -> None:
    text = "لقي ما لا يقل عن 110 مسلحين من جبهة النصرة حتفهم جراء غارات على مقار لها في ريف إدلب"
    assert [(c.min, c.max) for e in events(text) for c in e.killed] == [(110, None)]
