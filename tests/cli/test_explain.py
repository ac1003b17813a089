from pathlib import Path

import pytest
from cli_runs import STRIKE, line, tawthiq

import tawthiq as package

DEMO = Path(package.__file__).parent / "resources" / "demo" / "reports.jsonl"


@pytest.fixture
def several(tmp_path: Path) -> Path:
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join((line("a"), line("b", "لا شيء في هذا"), "broken")), encoding="utf-8")
    return path


def test_each_value_has_its_words_and_its_rule(monkeypatch: pytest.MonkeyPatch, several: Path) -> None:
    ran = tawthiq(monkeypatch, "explain", several, "--id", "a", "--lang", "en")
    event = package.code(STRIKE).events[0]

    assert ran.status == 0
    assert "civilians 5" in ran.text
    assert "خمسة مدنيين" in ran.text
    for words in event.evidence["killed"]:
        assert words.rule in ran.text


def test_the_text_runs_from_the_right(monkeypatch: pytest.MonkeyPatch, several: Path) -> None:
    lines = tawthiq(monkeypatch, "explain", several, "--id", "a").text.splitlines()

    told = [printed for printed in lines if "\u2067" in printed]
    assert told
    assert all(printed.strip().startswith("\u2067") and printed.endswith("\u2069") for printed in told)
    assert "\u2460" in told[0], "the number of the event stands before its quote"


def test_the_first_of_several_is_shown_and_the_others_are_told_of(
    monkeypatch: pytest.MonkeyPatch, several: Path
) -> None:
    ran = tawthiq(monkeypatch, "explain", several)

    assert ran.text.startswith("a")
    assert "has more reports: choose one with --id" in ran.err


def test_a_report_without_events_says_so(monkeypatch: pytest.MonkeyPatch, several: Path) -> None:
    assert "no event" in tawthiq(monkeypatch, "explain", several, "--id", "b", "--lang", "en").text


def test_an_id_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch, several: Path) -> None:
    ran = tawthiq(monkeypatch, "explain", several, "--id", "z")

    assert ran.status == 1
    assert "no report with the id 'z' in it" in ran.err


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_demo_report_can_be_explained(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    for number in (1, 2, 3, 12, 24, 31):
        ran = tawthiq(monkeypatch, "explain", DEMO, "--id", f"demo-{number:02}", "--lang", lang)
        assert ran.status == 0
        assert f"demo-{number:02}" in ran.text
