"""`tawthiq evaluate`: precision, recall and F1 against gold, what was missed and why, and the quality gate."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from tawthiq.errors import UsageError
from tawthiq.model.wire import report_from_json, report_to_json
from tawthiq.review.floors import broken_floors, measure_floors, read_floors, write_floors
from tawthiq.review.goldfiles import holds_predictions, read_gold, read_predicted
from tawthiq.review.misses import Miss, count_misses, find_misses
from tawthiq.review.report import HEADINGS, evaluation_to_json, evaluation_to_markdown, score_cells
from tawthiq.review.scoring import Evaluation, Score, evaluate
from tawthiq.review.slots import Row

__all__ = ["Coder", "code_with_program", "evaluate_command", "evaluate_files"]

# Takes gold reports in their JSON form without `events`, gives one `{"id", "events"}` for each.
Coder: TypeAlias = Callable[[Sequence[Row]], Iterable[Row]]


def code_with_program(rows: Sequence[Row]) -> list[Row]:
    """Code reports with this program.

    Args:
        rows: Reports in their JSON form; `events` is not read.

    Returns:
        One `{"id", "events"}` for each report, in order.
    """
    # Imported here and not above: it brings lexicon and gazetteer, which scoring two files does not need.
    from tawthiq.pipeline import code_reports

    reports = [report_from_json({key: row[key] for key in row if key != "events"}) for row in rows]
    return [report_to_json(coded) for coded in code_reports(reports)]


def evaluate_files(
    paths: Sequence[Path], predicted: Path | None, coder: Coder
) -> tuple[list[Path], dict[str, Row], dict[str, Row]]:
    """Read gold and predictions, or have the gold reports coded where no predictions are named.

    Args:
        paths: Gold files; without `predicted`, the last of several may be the predictions.
        predicted: The predictions, or None.
        coder: Codes the gold reports where there are no predictions.

    Returns:
        The gold files, the gold reports by id, the coded reports by id.

    Raises:
        InputError: A file is not in the codebook's form.
    """
    gold_paths = list(paths)
    if predicted is None and len(gold_paths) > 1 and holds_predictions(gold_paths[-1], gold_paths[:-1]):
        predicted = gold_paths.pop()
    gold = read_gold(gold_paths)
    if predicted is not None:
        return gold_paths, gold, read_predicted(predicted)
    bare = [{key: value for key, value in row.items() if key != "events"} for row in gold.values()]
    return gold_paths, gold, {row["id"]: row for row in coder(bare)}


def _score_table(first: str, scores: Iterable[Score]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for heading in HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for score in scores:
        table.add_row(*score_cells(score), style="bold" if score.name == "slots" else None)
    return table


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        # Of a place what the scorer compares; its resolution would fill the screen.
        value = {key: part for key, part in value.items() if key in _COMPARED}
    return "-" if value is None else json.dumps(value, ensure_ascii=False)


_COMPARED = frozenset({"name", "within", "id", "class", "group", "who", "min", "max", "part", "text", "to", "from"})


def _show_misses(console: Console, misses: Sequence[Miss]) -> None:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("slot", "reason", "number", "hits lost"):
        table.add_column(heading, justify="right" if heading in ("number", "hits lost") else "left", no_wrap=True)
    for slot, reason, number, lost in count_misses(misses):
        table.add_row(slot, reason, str(number), f"{lost:g}")
    console.print(table)
    for miss in misses:
        said = f"{miss.report} {miss.slot}: {miss.reason}: gold {_shown(miss.gold)} predicted {_shown(miss.predicted)}"
        console.print(f"\n{said}\n  {miss.quote}", markup=False, highlight=False, soft_wrap=True)


def _show(evaluation: Evaluation, misses: Sequence[Miss] | None) -> None:
    console = Console()
    console.print(f"{evaluation.reports} reports, {evaluation.missing} not in the predictions\n", highlight=False)
    console.print(_score_table("slot", evaluation.slots))
    console.print()
    console.print(_score_table("event type", evaluation.types))
    if misses is not None:
        console.print()
        _show_misses(console, misses)


def _hold_floors(evaluation: Evaluation, path: Path, gold: Sequence[Path]) -> None:
    broken = broken_floors(evaluation, read_floors(path, gold))
    for slot, f1, least in broken:
        typer.echo(f"{slot}: F1 {f1:.3f} is below its floor {least:.3f}", err=True)
    if broken:
        raise typer.Exit(1)
    typer.echo(f"all floors of {path} hold", err=True)


def evaluate_command(  # noqa: PLR0913 - one parameter an option
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD",
            help="Gold files: JSON Lines of reports with `events`. The last of several is taken for the predictions"
            " if its lines have no `text`, or if all its ids stand in the files before it.",
        ),
    ],
    *,
    predicted: Annotated[
        Path | None, typer.Option(help="Coded reports to compare; left out, the program codes the gold reports.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Also show what was missed, and why.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Write Markdown tables, as in the README.")] = False,
    floors: Annotated[
        Path | None,
        typer.Option(help="TOML file of F1 floors for these gold files; exit status 1 if one is not reached."),
    ] = None,
    set_floors: Annotated[
        bool, typer.Option("--set-floors", help="Write the floors reached into the file of --floors.")
    ] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="With --set-floors: let floors go down, too.")
    ] = False,
) -> None:
    """Compare coded reports with gold ones, slot by slot and type by type.

    Example: tawthiq evaluate tests/gold/demo.jsonl --misses
    """
    if (set_floors and floors is None) or (lower_floors and not set_floors):
        raise UsageError(
            "--lower-floors goes with --set-floors, and --set-floors with --floors",
            remedy="for example: --floors tests/gold/floors.toml --set-floors",
        )
    if as_json and markdown:
        raise UsageError("--json and --markdown exclude each other", remedy="leave one out")
    gold_paths, gold, coded = evaluate_files(paths, predicted, code_with_program)
    evaluation = evaluate(gold, coded)
    found = list(find_misses(gold, coded)) if misses else None
    if as_json:
        typer.echo(json.dumps(evaluation_to_json(evaluation, found), ensure_ascii=False))
    elif markdown:
        typer.echo(evaluation_to_markdown(evaluation), nl=False)
    else:
        _show(evaluation, found)
    if floors is not None and set_floors:
        write_floors(floors, measure_floors(evaluation, gold_paths), lower=lower_floors)
    elif floors is not None:
        _hold_floors(evaluation, floors, gold_paths)
