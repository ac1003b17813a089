"""An evaluation as Markdown and as JSON; the terminal's table is made by `cli/evaluate.py`."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tawthiq.review.misses import Miss
from tawthiq.review.scoring import Evaluation, Score

__all__ = ["evaluation_to_json", "evaluation_to_markdown", "score_cells"]

HEADINGS = ("gold", "P", "R", "F1", "95%")


def score_cells(score: Score) -> tuple[str, ...]:
    """Return a score's cells under name and `HEADINGS`: number in gold, then figures to three decimals."""
    figure = score.figure
    numbers = (f"{value:.3f}" for value in (figure.precision, figure.recall, figure.f1))
    return (score.name, str(figure.gold), *numbers, f"{score.low:.3f}–{score.high:.3f}")


def _table(first: str, scores: Iterable[Score]) -> list[str]:
    head = [f"| {first} | " + " | ".join(HEADINGS) + " |", "| --- |" + " ---: |" * len(HEADINGS)]
    return head + ["| " + " | ".join(score_cells(score)) + " |" for score in scores]


def evaluation_to_markdown(evaluation: Evaluation) -> str:
    """Write the tables by slot and by event type in Markdown, ending with a newline."""
    lines = [f"{evaluation.reports} reports, {evaluation.missing} of them not in the predictions.", ""]
    lines += [*_table("slot", evaluation.slots), "", *_table("event type", evaluation.types)]
    return "\n".join(lines) + "\n"


def _figures(score: Score) -> list[float]:
    figure = score.figure
    return [figure.precision, figure.recall, figure.f1, figure.gold]


def evaluation_to_json(evaluation: Evaluation, misses: Iterable[Miss] | None = None) -> dict[str, Any]:
    """Write an evaluation in the form of the codebook's scorer, with more of the same.

    Args:
        evaluation: What was measured.
        misses: To be listed too; None to leave them out.

    Returns:
        `reports`, `missing`, `rows` (slot: precision, recall, F1, number in gold), `intervals` (slot: low, high),
        `types` and `type_intervals` likewise, and `misses` where asked for; ready for `json.dumps`.
    """
    row: dict[str, Any] = {"reports": evaluation.reports, "missing": evaluation.missing}
    row["rows"] = {score.name: _figures(score) for score in evaluation.slots}
    row["intervals"] = {score.name: [score.low, score.high] for score in evaluation.slots}
    row["types"] = {score.name: _figures(score) for score in evaluation.types}
    row["type_intervals"] = {score.name: [score.low, score.high] for score in evaluation.types}
    if misses is not None:
        row["misses"] = [asdict(miss) for miss in misses]
    return row
