"""Measure accuracy on every gold set that is there and write the table into the README, between its markers.

Learning sets stand apart from checking sets, since figures on reports that were read say little about others.
Of the checking sets only totals are looked at.

    python tools/accuracy_table.py [--print]
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import tawthiq
from tawthiq.review.goldfiles import read_gold
from tawthiq.review.report import HEADINGS, score_cells
from tawthiq.review.scoring import Evaluation, evaluate
from tawthiq.review.slots import Row

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- accuracy: written by `make accuracy` -->", "<!-- accuracy: end -->"
SHARED = Path(os.environ.get("TAWTHIQ_SHARED", ROOT.parent / "shared")) / "gold"
CHECKED = ("dev.jsonl", "more.jsonl")
LEARNT = ("news.jsonl", "posts.jsonl")
NO_EVENT = "no-event.jsonl"


def _coded(gold: dict[str, Row], coder: tawthiq.Coder) -> dict[str, Row]:
    rows = ({key: value for key, value in row.items() if key != "events"} for row in gold.values())
    reports = (tawthiq.report_from_json(row) for row in rows)
    return {report.id: tawthiq.report_to_json(coder.code(report)) for report in reports}


def _spurious(gold: dict[str, Row], coded: dict[str, Row]) -> tuple[int, int, int]:
    """Reports with no event, how many of them got one all the same, and how many they got in all."""
    empty = [coded[name]["events"] for name, row in gold.items() if not row.get("events")]
    return len(empty), sum(map(bool, empty)), sum(map(len, empty))


def _table(evaluation: Evaluation) -> Iterator[str]:
    yield "| slot | " + " | ".join(HEADINGS) + " |"
    yield "| --- |" + " ---: |" * len(HEADINGS)
    for score in evaluation.slots:
        yield "| " + " | ".join(score_cells(score)) + " |"


def _measured(names: Sequence[str], coder: tawthiq.Coder) -> tuple[Evaluation, tuple[int, int, int]]:
    gold = read_gold([SHARED / name for name in names])
    coded = _coded(gold, coder)
    return evaluate(gold, coded), _spurious(gold, coded)


def _lines() -> Iterator[str]:
    coder = tawthiq.Coder()
    checked, empty = _measured(CHECKED, coder)
    learnt, _ = _measured(LEARNT, coder)
    _, none = _measured((NO_EVENT,), coder)
    yield (
        f"{checked.reports} real reports that were not read while the rules were written (program {coder.version})."
        " Once, kinds of names missed in them were looked at while sources were worked on: `attribution` is no longer"
        " unseen."
    )
    yield ""
    yield from _table(checked)
    yield ""
    yield (
        f"On the {learnt.reports} reports that were learnt from: detection F1 {learnt.f1('detection'):.3f},"
        f" slots F1 {learnt.f1('slots'):.3f}. Of {none[0]} articles on sport, economy, culture and technology,"
        f" {none[1]} got an event ({none[2]} in all); of the {empty[0]} reports above that tell none, {empty[1]} did."
    )


def main() -> None:
    """Write the table, or print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--print", action="store_true", help="print it and leave the README alone")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        print("accuracy: not run: no shared folder")
        return
    table = "\n".join(_lines())
    if chosen.print:
        print(table)
        return
    text = README.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        sys.exit(f"README.md has lost its markers {BEGIN} and {END}")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
