import pytest
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


def _types(text: str) -> list[str]:
    return [e.type for e in events(text)]


def test_demonstrators_who_clash_with_forces_are_no_armed_side() -> None:
    text = "اشتبك مئات المتظاهرين مع قوات الأمن العراقية في مدينة الناصرية مساء الأحد"
    assert _types(text) == ["violent-demonstration"]


def test_a_strike_over_a_killing_is_peaceful() -> None:
    assert "excessive-force-protest" not in _types("عم إضراب عام مدينة نابلس احتجاجا على استشهاد شاب من المدينة")


def test_families_that_fight_are_a_mob() -> None:
    assert _types("اندلعت اشتباكات بين عائلتين في بلدة صوران بريف حماة أدت إلى مقتل رجل") == ["mob-violence"]


def test_a_landing_that_ends_in_arrests_is_arrests() -> None:
    text = "نفذ التحالف الدولي عملية إنزال في بلدة الصور بريف دير الزور انتهت باعتقال شابين"
    assert _types(text) == ["arrests"]


def test_rockets_fired_at_an_air_base_are_shelling() -> None:
    text = "أطلق الحوثيون صاروخين على قاعدة الملك خالد الجوية في خميس مشيط"
    assert _types(text) == ["shelling"]


def test_a_force_of_the_air_behind_its_verb_is_an_air_strike() -> None:
    assert _types("قصف سلاح الجو التركي مواقع في جبل قنديل صباح اليوم") == ["air-drone-strike"]


def test_who_dies_while_a_bomb_is_defused_dies_of_it() -> None:
    text = "قتل خبير متفجرات أثناء تفكيك عبوة ناسفة في مدينة الباب"
    assert _types(text) == ["remote-explosive"]


def test_an_assassinated_officer_was_attacked() -> None:
    assert _types("اغتال مسلحون مجهولون يوم الأحد ضابطين في الشرطة العراقية بمدينة بعقوبة") == ["attack"]


def test_a_place_that_others_hold_is_not_taken_again() -> None:
    text = "اندلع قتال في مدينة المخا بين القوات الحكومية اليمنية والحوثيين الذين يسيطرون على المدينة"
    assert _types(text) == ["armed-clash"]


def test_a_place_taken_after_its_holders_left_is_a_transfer() -> None:
    text = "سيطرت قوات النظام السوري على بلدة معردس التي انسحب منها مقاتلو المعارضة"
    assert _types(text) == ["non-violent-transfer"]


def test_the_state_takes_a_place_from_its_foes() -> None:
    assert _types("استعادت القوات الأفغانية بلدة غزني من حركة طالبان بعد معارك")[0] == "government-regains-territory"


def test_aims_are_no_change_of_control() -> None:
    text = "شنت القوات الحكومية اليمنية هجوما على الحوثيين بهدف اقتحام مدينة زبيد والسيطرة عليها"
    assert _types(text) == ["armed-clash"]


def test_an_exchange_of_artillery_is_shelling() -> None:
    text = "تبادلت قوات النظام السوري وفصائل المعارضة إطلاق نيران المدفعية في محيط بلدة النيرب"
    assert _types(text) == ["shelling"]


def test_allies_after_between_stand_on_one_side() -> None:
    agents, targets = _sides("اندلعت معارك عنيفة بين مليشيات صالح والحوثي والمقاومة الشعبية في جبهة الضباب غرب تعز")
    assert agents == ["saleh-forces", "houthis"]
    assert targets == ["popular-resistance-yemen"]


def test_a_side_that_is_closed_holds_all_before_it() -> None:
    text = "دارت اشتباكات بين تنظيم داعش وهيئة تحرير الشام من جهة، وقوات النظام السوري من جهة أخرى قرب إثريا"
    assert _sides(text) == (["isis", "hts"], ["syrian-government"])


def test_a_site_named_in_between_parts_the_one_who_acts_from_the_one_hit() -> None:
    agents, targets = _sides("قصف طيران التحالف العربي مواقع وتجمعات الحوثيين في مديرية نهم شرق صنعاء")
    assert agents == ["saudi-coalition"]
    assert targets == ["houthis"]


def test_guns_and_jets_at_the_same_time_are_two_events() -> None:
    text = "استهدفت طائرات حربية روسية بلدة الرويحة، تزامنا مع قصف مدفعي على قرية احسم جنوبي إدلب"
    assert _types(text) == ["air-drone-strike", "shelling"]


def test_an_operation_that_seizes_a_leader_is_arrests() -> None:
    text = "نفذت قوات سوريا الديمقراطية عملية أمنية في مدينة الطبقة ألقت خلالها القبض على قيادي في تنظيم داعش"
    assert _types(text) == ["arrests"]


def test_arms_taken_in_battle_are_no_territory() -> None:
    text = "استولت القوات العراقية على أسلحة رشاشة وقذائف وذخائر في مدينة تلعفر"
    assert _types(text) == ["disrupted-weapons-use"]


def test_a_raid_on_reinforcements_is_no_movement() -> None:
    text = "استهدفت غارات التحالف العربي تعزيزات للحوثيين في مديرية نهم"
    assert _types(text) == ["air-drone-strike"]


def test_homes_stormed_and_people_killed_in_them_is_an_attack() -> None:
    text = "اقتحم مسلحون مجهولون منزلا في مدينة بعقوبة وقتلوا امرأة وثلاثة أطفال"
    assert "armed-clash" not in _types(text)


def test_a_fight_that_takes_a_place_is_the_taking_of_it() -> None:
    text = (
        "اندلعت معارك عنيفة الاثنين بين الجيش اليمني والحوثيين في منطقة البرح غرب تعز. "
        "وسيطر الجيش اليمني خلال هذه المعارك الاثنين على جبل الرخام في منطقة البرح غرب تعز."
    )
    assert "government-regains-territory" in _types(text)


def test_who_repels_an_attack_is_whom_it_was_done_to() -> None:
    told = [
        "تصدت قوات سوريا الديمقراطية لهجوم شنه تنظيم داعش على بلدة الشدادي",
        "تمكنت قوات سوريا الديمقراطية من صد هجوم لتنظيم داعش على بلدة الشدادي وقتلت خمسة من عناصره",
        "أفشلت قوات سوريا الديمقراطية مساء الخميس هجوما لتنظيم داعش على بلدة الشدادي",
    ]
    for text in told:
        assert _sides(text) == (["isis"], ["sdf"])


def test_those_an_attack_was_aimed_at_did_not_attack() -> None:
    agents, targets = _sides("صدت قوات سوريا الديمقراطية هجوما على مواقع المجلس العسكري شنه تنظيم داعش قرب الشدادي")
    assert "sdf" in targets
    assert "sdf" not in agents


def test_who_shoots_down_what_was_fired_acts() -> None:
    event = events("تصدت الدفاعات الجوية السعودية لهجوم صاروخي شنته ميليشيا الحوثي على مدينة جازان")[0]
    assert event.type == "disrupted-weapons-use"
    assert "saudi-arabia" in [a.id for a in event.actor1]


def test_foes_do_not_act_together() -> None:
    text = (
        "شن تنظيم داعش هجوما على حاجز لقوات النظام السوري قرب السخنة. "
        "وأسفر الهجوم الذي تعرضت له قوات النظام عن مقتل أربعة عناصر."
    )
    for event in events(text):
        assert {a.id for a in event.actor1} <= {"isis"}


def test_armed_men_of_no_name_act_where_nobody_else_does() -> None:
    agents, _ = _sides("قتل موظف في دائرة الكهرباء بالرصاص على يد مسلحين في وسط مدينة بنغازي مساء الأحد")
    assert agents == ["unknown-armed-group"]


def test_bare_forces_are_those_of_the_greatest_place_of_a_name() -> None:
    _, targets = _sides("هاجم مسلحون مجهولون دورية لقوات الأمن في مدينة العريش ما أسفر عن مقتل جنديين")
    assert targets == ["egyptian-government"]


def test_demonstrators_act_where_nobody_else_is_named() -> None:
    told = {
        "قطع محتجون الطريق الدولي قرب مدينة الحسكة احتجاجا على غلاء الأسعار": "محتجون",
        "خرجت مظاهرات في مدينة الخرطوم تطالب بالحكم المدني": "مظاهرات",
    }
    for text, name in told.items():
        (event,) = events(text)
        assert [(a.name, a.id) for a in event.actor1] == [(name, "protesters")]


def test_forces_that_fire_at_demonstrators_use_excessive_force() -> None:
    text = "أطلقت القوات الأمنية الرصاص الحي على متظاهرين في ساحة الخلاني ببغداد فقتل ثلاثة وأصيب العشرات"
    assert _types(text) == ["excessive-force-protest"]


def test_those_who_did_it_are_not_whom_it_was_done_to() -> None:
    assert _sides("أحرق مستوطنون ثلاث سيارات في بلدة حوارة جنوب نابلس") == (["israeli-settlers"], [])


def test_who_kills_people_told_of_behind_them_acts() -> None:
    agents, _ = _sides("وقتل مسلحون ثلاثة جنود في مدينة الموصل مساء الأحد")
    assert agents == ["unknown-armed-group"]


def test_a_capital_called_so_is_a_place() -> None:
    _, targets = _sides("استهدفت طائرات التحالف العربي بثلاث غارات معسكر الصيانة شمال العاصمة صنعاء")
    assert targets == []


def test_fighters_put_out_of_action_were_fought() -> None:
    text = "أعلن المتحدث باسم القوات المسلحة التركية تحييد 12 إرهابيا من حزب العمال الكردستاني شمالي العراق"
    assert (_types(text), _sides(text)) == (["armed-clash"], (["turkey"], ["pkk"]))


def test_an_ambush_that_is_laid_is_a_clash() -> None:
    text = "نصب مقاتلو المعارضة السورية كمينا لرتل من قوات النظام قرب بلدة مورك وقتلوا ستة من عناصره"
    assert (_types(text), _sides(text)) == (["armed-clash"], (["syrian-opposition"], ["syrian-government"]))


def test_who_fell_in_a_fight_is_whom_it_was_done_to() -> None:
    told = [
        "قتل ستة من عناصر تنظيم داعش خلال مواجهات مع قوات سوريا الديمقراطية قرب الشدادي",
        "لقي ستة من عناصر تنظيم داعش مصرعهم في اشتباكات مع قوات سوريا الديمقراطية قرب الشدادي",
    ]
    for text in told:
        assert _sides(text) == (["sdf"], ["isis"])
    against = "مقتل ستة من عناصر تنظيم داعش في معارك ضد قوات سوريا الديمقراطية قرب الشدادي"
    assert _sides(against) == (["isis"], ["sdf"])


def test_who_laid_an_ambush_did_it() -> None:
    told = {
        "قتل جنديان في كمين نصبه مسلحون لدورية للجيش في جرود عرسال": "unknown-armed-group",
        "وقعت دورية للجيش في كمين نصبه تنظيم داعش في جرود عرسال": "isis",
    }
    for text, who in told.items():
        assert _sides(text) == ([who], ["lebanese-army"])


def test_clans_that_fight_are_a_mob() -> None:
    text = "اندلعت اشتباكات مسلحة بين عشيرة البوسالم وعشيرة البوحمد في بلدة الصور"
    assert [e.type for e in events(text)] == ["mob-violence"]


def test_people_led_away_after_they_were_seized_are_one_event() -> None:
    text = "اختطف مسلحون مجهولون موظفا من منزله في مدينة سرت واقتادوه إلى جهة مجهولة"
    assert [e.type for e in events(text)] == ["abduction"]


def test_forces_that_disperse_them_by_gunfire_use_excessive_force() -> None:
    text = "نظم الأهالي وقفة احتجاجية في عدن قبل أن تفرقهم قوات الأمن بالرصاص الحي ما أسفر عن إصابة ثلاثة متظاهرين"
    (event,) = events(text)
    assert event.type == "excessive-force-protest"
    assert [a.id for a in event.actor1] == ["yemeni-government"]


def test_how_people_were_put_to_death_stands_between_verb_and_people() -> None:
    (event,) = events("أعدم تنظيم داعش رميا بالرصاص ثلاثة رجال في مدينة الموصل")
    assert [(c.min, c.group) for c in event.killed] == [(3, "men")]


def test_a_particle_after_a_comma_is_no_place_of_a_list() -> None:
    (event,) = events("غارات على مواقع في محيط مدينة بعلبك، من دون معلومات عن إصابات")
    assert [p.name for p in event.places] == ["بعلبك"]


def test_who_finds_the_dead_did_nothing_and_is_not_among_them() -> None:
    told = [
        "عثرت الشرطة على جثتي رجلين قتلا رميا بالرصاص في حي الجهاد غربي بغداد",
        "عثر الأهالي على جثة رجل عليها آثار تعذيب في بلدة الغارية الشرقية",
    ]
    for text, number in zip(told, (2, 1), strict=True):
        (event,) = events(text)
        assert event.actor1 == ()
        assert [(c.min, c.group) for c in event.killed] == [(number, "men")]


def test_demonstrators_who_burn_a_building_are_violent() -> None:
    (event,) = events("حرق متظاهرون غاضبون مقر شركة النفط في الناصرية")
    assert event.type == "violent-demonstration"
    assert [a.id for a in event.actor1] == ["protesters"]
    assert event.actor2 == ()


def test_who_left_a_place_lost_it_to_who_took_it() -> None:
    agents, targets = _sides("سيطرت قوات سوريا الديمقراطية على بلدة الهول عقب انسحاب تنظيم داعش")
    assert (agents, targets) == (["sdf"], ["isis"])


def test_what_an_earlier_shelling_left_explodes_by_itself() -> None:
    text = "أصيب ثلاثة أطفال بجروح إثر انفجار قنبلة عنقودية من مخلفات قصف سابق في قرية كفرسجنة"
    assert [e.type for e in events(text)] == ["remote-explosive"]


def test_a_gathering_that_was_bombed_is_no_protest() -> None:
    text = "فجر انتحاري نفسه وسط تجمع للمصلين داخل مسجد في كابل فقتل 19 شخصا وجرح 42"
    (event,) = events(text)
    assert event.type == "suicide-bomb"
    assert [c.min for c in event.killed] == [19]


def test_refugees_of_a_nation_are_no_forces_of_it() -> None:
    (event,) = events("أطلق حرس الحدود التركي النار على مجموعة لاجئين سوريين قرب بلدة دركوش فقتل شابا وأصاب امرأة")
    assert event.type == "attack"
    assert [a.id for a in event.actor2] == ["civilians"]


def test_an_attack_with_a_hand_grenade_is_one() -> None:
    text = "تعرضت نقطة تفتيش للشرطة في حي الدورة جنوب بغداد إلى هجوم بقنبلة يدوية أسفر عن إصابة شرطيين"
    assert [e.type for e in events(text)] == ["grenade"]


def test_fighters_wiped_out_were_killed() -> None:
    (event,) = events("قضى الجيش على ثلاثة إرهابيين وأصاب آخرين في محيط بلدة جوبر")
    assert event.type == "armed-clash"
    assert [(c.min, c.group) for c in event.killed] == [(3, "fighters")]


def test_olive_trees_that_settlers_fell_are_destruction() -> None:
    text = "أقدمت عصابات المستوطنين على تقطيع 120 شجرة زيتون في أراضي قرية بورين جنوب نابلس"
    assert [e.type for e in events(text)] == ["looting-destruction"]


def test_an_officer_of_a_rank_is_counted_once_with_those_beside_him() -> None:
    text = "قتل ضابط برتبة عقيد وجنديان من الجيش المصري في انفجار عبوة ناسفة استهدفت مدرعتهم جنوب مدينة الشيخ زويد"
    (event,) = events(text)
    assert [(c.min, c.group) for c in event.killed] == [(1, "officers"), (2, "fighters")]
    assert [a.id for a in event.actor2] == ["egyptian-government"]


@pytest.mark.parametrize("name", ["بغداد", "دمشق", "الرياض", "صنعاء"])
def test_a_capital_that_is_fired_at_is_a_place(name: str) -> None:
    for text in (f"سقطت ثلاثة صواريخ على {name}", f"قصف صاروخي استهدف {name} ليلا"):
        (event,) = events(text)
        assert [p.name for p in event.places] == [name]
        assert event.actor1 == event.actor2 == ()


def test_an_army_is_that_of_the_nation_behind_it() -> None:
    told = {
        "استهدفت مدفعية الجيش التركي قرية مرعناز شمالي حلب": "turkey",
        "قصفت مدفعية الجيش الوطني مواقع في بلدة عين عيسى": "syrian-national-army",
    }
    for text, who in told.items():
        assert _sides(text)[0] == [who]


def test_the_subject_of_the_verb_that_opens_a_clause_did_it() -> None:
    told = {
        "استهدف قناص حوثي امرأة مسنة في حي كلابة شرقي مدينة تعز": "houthis",
        "فجر مسلحون عبوة ناسفة أمام منزل ضابط في مدينة عدن": "unknown-armed-group",
    }
    for text, who in told.items():
        assert _sides(text)[0] == [who]
    assert _sides("استهدف رتل لقوات النظام بعبوة ناسفة في بصر الحرير") == ([], ["syrian-government"])


def test_homes_blown_up_are_destroyed_and_a_bomb_in_a_car_is_no_suicide() -> None:
    assert _types("فجرت قوات الاحتلال منزل أسير في بلدة كوبر شمال رام الله") == ["looting-destruction"]
    text = "قتل قيادي في الحراك الجنوبي بتفجير عبوة لاصقة زرعت في سيارته بمدينة المكلا"
    assert _types(text) == ["remote-explosive"]


def test_a_column_that_is_brought_in_moves_and_displaced_people_who_arrive_do_not() -> None:
    assert _types("أدخلت تركيا رتلا عسكريا يضم 25 آلية عبر معبر كفرلوسين") == ["change-to-group"]
    assert _types("وصلت الدفعة الثالثة من مهجري حي الوعر إلى مدينة جرابلس") == ["other"]


def test_the_subject_before_its_verb_did_it_where_an_object_stands_behind() -> None:
    told = {
        "قال شهود إن جنودا إسرائيليين قتلوا فتى فلسطينيا بالرصاص قرب خان يونس": ["israel"],
        "قصفت مدمرات أميركية بنحو ستين صاروخا قاعدة الشعيرات في حمص": ["usa"],
        "ذكر مصدر أن قوات الجيش والمقاومة قتلت أربعة من عناصر الحوثي في حي الزهراء بتعز": [
            "yemeni-government",
            "popular-resistance-yemen",
        ],
    }
    for text, who in told.items():
        assert _sides(text)[0] == who


def test_who_was_killed_before_a_joined_verb_did_nothing() -> None:
    agents, targets = _sides("قتل جندي تركي وجرح أربعة آخرون بانفجار لغم أرضي في مدينة شرناق")
    assert (agents, targets) == ([], ["turkey"])


def test_a_place_inside_the_name_of_a_party_is_none() -> None:
    for event in events("قتل ستة من أنصار بيت المقدس في قصف جوي على مدينة الشيخ زويد"):
        assert [p.name for p in event.places] == ["الشيخ زويد"]
