"""The tables of the language: every written form is clean, glossed and told once."""

import unicodedata

import pytest

from tawthiq.arabic.calendar_words import date_tables, with_particles
from tawthiq.arabic.fold import fold_key
from tawthiq.resources.loader import PACKAGE_ROOT, Row, read_table

TABLES = ["number_words", "number_bounds", "number_context", "months", "date_words"]


def rows_of(name: str) -> list[Row]:
    return list(read_table(PACKAGE_ROOT / "language" / f"{name}.tsv"))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_forms_and_a_gloss(name: str) -> None:
    assert [row.where for row in rows_of(name) if not row.items("forms") or not row["gloss"]] == []


@pytest.mark.parametrize("name", TABLES)
def test_forms_are_stable_under_nfkc_and_have_no_tatweel_or_invisible_signs(name: str) -> None:
    forms = [form for row in rows_of(name) for form in row.items("forms")]
    odd = [f for f in forms if unicodedata.normalize("NFKC", f) != f or any(unicodedata.category(c) == "Cf" for c in f)]
    assert odd == []
    assert [form for form in forms if "\u0640" in form] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_row_tells_a_form_twice(name: str) -> None:
    doubled = [
        (row.where, form)
        for row in rows_of(name)
        for keys in [[fold_key(form) for form in row.items("forms")]]
        for form in keys
        if keys.count(form) > 1
    ]
    assert doubled == []


def test_classes_of_date_words_are_those_that_the_table_defines() -> None:
    text = (PACKAGE_ROOT / "language" / "date_words.tsv").read_text(encoding="utf-8")
    comment = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert [name for name in date_tables().words if name not in comment] == []


def test_with_particles_drops_the_alif_of_the_article_after_lam() -> None:
    forms = [form for form, _, _ in with_particles("الخميس", prepositions=True)]
    assert "للخميس" in forms and "وبالخميس" in forms and "لالخميس" not in forms
    assert forms[0] == "الخميس"


def test_months_of_two_words_are_told_by_the_second() -> None:
    months = date_tables().months
    assert {second: month.number for second, month in months["تشرين"].second.items()}["الثاني"] == 11
    assert months["ابريل"].number == months["نيسان"].number == 4
