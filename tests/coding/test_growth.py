"""The work of coding grows with the length of a text and not faster; calls are counted, since times vary."""

import cProfile
import json
import pstats
from itertools import cycle
from pathlib import Path

import tawthiq

DEMO = Path(tawthiq.__file__).parent / "resources" / "demo" / "reports.jsonl"
WORDS = 4_000
# Twice the text is twice the work; a tenth more is let pass for what depends on where sentences are cut.
MOST_TIMES = 2.2


def _text(words: int) -> str:
    """A text of demo paragraphs in turn, no two sentences alike, since coding passes over what a page repeats."""
    rows = [json.loads(line)["text"] for line in DEMO.read_text(encoding="utf-8").splitlines()]
    paragraphs: list[str] = []
    length = 0
    for number, paragraph in enumerate(cycle(p for text in rows for p in text.split("\n") if p.strip())):
        first, _, rest = paragraph.partition(" ")
        paragraphs.append(f"{first} {number} {rest}")
        length += len(paragraph.split())
        if length >= words:
            break
    return "\n".join(paragraphs)


def _calls(coder: tawthiq.Coder, text: str) -> dict[str, int]:
    """Calls by function, the steps of generators among them."""
    profile = cProfile.Profile()
    profile.runcall(coder.code, tawthiq.Report("r", text))
    stats: dict[tuple[str, int, str], tuple[int, int]] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return {f"{Path(file).name}:{line} {name}": calls[1] for (file, line, name), calls in stats.items()}


# A word of a text costs so many calls once its form has been met; a rule that asks every mention of every word again
# for every frame shows here first.
MOST_CALLS_A_WORD = 320


def test_a_word_met_before_costs_a_bounded_number_of_calls() -> None:
    coder = tawthiq.Coder()
    text = _text(WORDS)
    coder.code(tawthiq.Report("r", text))  # caches of words filled

    calls = _calls(coder, text)

    dearest = sorted(calls.items(), key=lambda item: -item[1])[:8]
    assert sum(calls.values()) <= MOST_CALLS_A_WORD * WORDS, f"dearest: {dearest}"


def test_twice_the_text_is_twice_the_work() -> None:
    coder = tawthiq.Coder()
    coder.code(tawthiq.Report("r", _text(2 * WORDS)))  # caches of words filled

    once, twice = _calls(coder, _text(WORDS)), _calls(coder, _text(2 * WORDS))

    excess = {name: calls - 2 * once.get(name, 0) for name, calls in twice.items()}
    worst = sorted(excess.items(), key=lambda item: -item[1])[:8]
    assert sum(twice.values()) <= MOST_TIMES * sum(once.values()), f"grow faster than the text: {worst}"
