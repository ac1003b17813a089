"""Search over reports: folding, clitics, phrases, filters; the same on both databases."""

import json
from pathlib import Path
from typing import Any

import pytest

from archive_cases import VERSION, fake_coder, write_reports
from tawthiq.archive import collect
from tawthiq.errors import UsageError
from tawthiq.store.coding import code_project
from tawthiq.store.project import Project
from tawthiq.store.search import Filters, search_reports
from tawthiq.store.terms import index_text, parse_query, search_key, stem_keys

TEXTS = {
    "bare": "تجدد قصف المدينة من مواقع قريبة خلال ساعات الليل",
    "article": "استمر القصف على الأحياء الغربية دون توقف",
    "particle": "انتهت الهدنة بقصف طال السوق القديم وسط البلدة",
    "and": "هدوء حذر وقصف متقطع على خطوط التماس",
    "pronoun": "واصلت الطائرات غاراتها، وقصفها لم يتوقف منذ الفجر",
    "marks": "قَصْفٌ عنيف استهدف الحي الشرقي في الظهيرة",
    "broken": "قـ.ـصف على الأطراف وأنباء عن جرحى",
    "minister": "زار وزير الخارجية العاصمة والتقى نظيره",
    "other": "افتتح معرض الكتاب في العاصمة بحضور كبير",
}
FALLING = {"bare", "article", "particle", "and", "pronoun", "marks", "broken"}


@pytest.fixture
def texts(archive: Project, tmp_path: Path) -> Project:
    path = tmp_path / "a.jsonl"
    records = [
        {"id": name, "text": text, "published": f"2020-01-{n:02}"} for n, (name, text) in enumerate(TEXTS.items(), 1)
    ]
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    collect(archive, [str(path)])
    return archive


def _ids(project: Project, query: str, **filters: Any) -> set[str]:
    return {hit.id for hit in search_reports(project, query, Filters(**filters), limit=100).hits}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("قصف", FALLING),
        ("القصف", FALLING),
        ("بالقصف", FALLING),
        ("وقصف", FALLING),
        ("قَصْف", FALLING),
        ("العاصمه", {"minister", "other"}),
        ("العاصمة معرض", {"other"}),
        ("قصف -جرحى", FALLING - {"broken"}),
        ('"قصف المدينة"', {"bare"}),
        ('"المدينة قصف"', set()),
        ("وزير", {"minister"}),
        ("غار*", {"pronoun"}),
        ("غارات", {"pronoun"}),
        ("لاشيءمنهذا", set()),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_query_finds(texts: Project, query: str, found: set[str]) -> None:
    assert _ids(texts, query) == found


def test_clitic_of_the_query_is_cut_where_the_archive_knows_the_bare_word_better(
    archive: Project, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    records = [{"id": f"n{n}", "text": f"تجدد قصف الحي رقم {n}"} for n in range(12)] + [
        {"id": "w", "text": "وزير زار البلدة"}
    ]
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    collect(archive, [str(path)])
    assert len(_ids(archive, "وقصف")) == 12
    assert _ids(archive, "وزير") == {"w"}


@pytest.mark.parametrize("query", ["", "  ", "-قصف", '""', "؟!", "--"])
def test_query_that_asks_for_nothing_is_refused(texts: Project, query: str) -> None:
    with pytest.raises(UsageError):
        search_reports(texts, query)


@pytest.mark.parametrize(
    "query", ["قصف' OR 1=1 --", 'قصف" AND', "قصف) (", "قصف:*&!|", "NEAR(قصف)", "body:قصف", "\\'قصف", "*"]
)
def test_signs_of_the_databases_mean_nothing(texts: Project, query: str) -> None:
    try:
        found = search_reports(texts, query)
    except UsageError:
        return
    assert found.total <= len(TEXTS)


def test_hits_come_newest_first_with_their_total(texts: Project) -> None:
    found = search_reports(texts, "قصف", limit=2)
    assert [hit.id for hit in found.hits] == ["broken", "marks"]
    assert found.total == 7


def test_best_match_comes_first_where_asked(texts: Project) -> None:
    found = search_reports(texts, "قصف المدينة", by_rank=True)
    assert found.hits[0].id == "bare"


def test_snippet_marks_the_words_as_they_stand_in_the_text(texts: Project) -> None:
    hits = {hit.id: hit for hit in search_reports(texts, "القصف").hits}
    for name, form in (("marks", "قَصْفٌ"), ("broken", "قـ.ـصف"), ("particle", "بقصف"), ("pronoun", "وقصفها")):
        (mark, *_) = hits[name].marks
        assert form.startswith(hits[name].snippet[slice(*mark)].rstrip("ٌ"))
        assert hits[name].snippet in TEXTS[name]


def test_snippet_of_a_long_text_is_cut_around_the_word(archive: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("كلمة " * 500 + "انفجار " + "أخرى " * 500, encoding="utf-8")
    collect(archive, [str(path)])
    (hit,) = search_reports(archive, "انفجار").hits
    assert len(hit.snippet) < 200
    assert hit.snippet[slice(*hit.marks[0])] == "انفجار"


@pytest.fixture
def coded(archive: Project, tmp_path: Path) -> Project:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(60)))])
    code_project(archive, fake_coder, VERSION)
    return archive


def test_filters_hold_alone_and_together(coded: Project) -> None:
    everything = search_reports(coded, "", Filters(since="1900-01-01"), limit=100).hits
    assert len(everything) == 60
    outlet = search_reports(coded, "", Filters(outlet="enab-baladi"), limit=100)
    assert outlet.hits
    assert {hit.source for hit in outlet.hits} == {"عنب بلدي"}
    days = search_reports(coded, "", Filters(since="2015-01-01", until="2016-12-31"), limit=100).hits
    assert days
    assert all("2015" <= (hit.published or "") < "2017" for hit in days)
    acted = search_reports(coded, "", Filters(actor="syrian-government"), limit=100)
    assert 0 < acted.total < 60
    assert _ids(coded, "", actor="قوات النظام") == {hit.id for hit in acted.hits}
    placed = _ids(coded, "", place="مدينة حلب") | _ids(coded, "", place="حلب")
    assert placed
    both = _ids(coded, "بالمدفعية", place="حلب", actor="syrian-government", outlet="enab-baladi")
    assert both <= placed & {hit.id for hit in outlet.hits}


def test_older_versions_are_left_out_unless_asked_for(archive: Project, tmp_path: Path) -> None:
    for n, text in enumerate(("انفجار في السوق", "انفجار في السوق أوقع ثلاثة جرحى")):
        (tmp_path / f"{n}.jsonl").write_text(json.dumps({"id": "1", "url": "https://a.example/1", "text": text}))
        collect(archive, [str(tmp_path / f"{n}.jsonl")])
    assert _ids(archive, "انفجار") == {"1@2"}
    assert _ids(archive, "انفجار", all_versions=True) == {"1", "1@2"}


def test_copies_are_counted_and_shown_once_where_asked(archive: Project, tmp_path: Path) -> None:
    words = "انفجار عبوة ناسفة قرب حاجز على الطريق الدولي أوقع ثلاثة جرحى نقلوا إلى مشفى قريب صباح اليوم"
    records = [
        {"id": str(n), "url": f"https://s{n}.example/1", "text": words, "published": f"2020-01-0{3 - n}"}
        for n in range(3)
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    collect(archive, [str(tmp_path / "a.jsonl")])
    assert {hit.copies for hit in search_reports(archive, "انفجار").hits} == {3}
    assert _ids(archive, "انفجار", one_a_family=True) == {"2"}  # the first published, not the first collected


@pytest.mark.parametrize(
    ("form", "key", "stems"),
    [
        ("القصف", "قصف", set()),
        ("وبالمدفعيه", "مدفعيه", set()),
        ("وقصف", "وقصف", {"قصف"}),
        ("للجنه", "جنه", {"لجنه"}),
        ("الله", "الله", set()),
        ("قواتنا", "قواتنا", {"قوات", "قواه"}),
        ("عسكري", "عسكري", set()),
        ("سيقصف", "سيقصف", {"يقصف"}),
        ("سلاح", "سلاح", set()),
    ],
)
def test_keys_of_a_word(form: str, key: str, stems: set[str]) -> None:
    assert search_key(form) == key
    assert set(stem_keys(form)) == stems


def test_ta_marbuta_is_no_pronoun() -> None:
    from tawthiq.arabic.fold import fold
    from tawthiq.arabic.words import cut

    def stems(text: str) -> str:
        return index_text(text, cut(fold(text).text), int, None).stems

    assert stems("منطقة") == ""
    assert stems("منزله") == "منزل"


def test_very_long_text_is_taken_by_both_databases(archive: Project, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(" ".join(f"كلمة{n}طويلة" for n in range(120_000)), encoding="utf-8")
    outcome = collect(archive, [str(path)])
    assert (outcome.taken.new, outcome.taken.failed) == (1, 0)


def test_query_is_read_as_written() -> None:
    phrase, word, refused = parse_query('"حي الميدان" قذائف -جرحى')
    assert (phrase.keys, word.keys, refused.keys) == (("حي", "ميدان"), ("قذايف",), ("جرحي",))
    assert (word.negated, refused.negated) == (False, True)
