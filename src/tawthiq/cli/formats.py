"""The forms in which `tawthiq code` writes: a table of names, and what each writes before, for and after reports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Final

from tawthiq.model.records import Report

__all__ = ["FORMATS", "Form", "Look", "load_form"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn; the other forms look the same everywhere.

    Attributes:
        width: Columns of the terminal.
        is_coloured: Whether it takes colour.
        lang: "en" or "ar".
    """

    width: int = 120
    is_coloured: bool = False
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Form:
    """What is written.

    Attributes:
        body: The text for one report; empty for one that has none.
        before: Text before the first report.
        between: Text between two reports that have some.
        after: Text after the last report.
    """

    body: Callable[[Report], str]
    before: str = ""
    between: str = ""
    after: str = ""


def _jsonl(_look: Look) -> Form:
    from tawthiq.export.jsonl import report_line

    return Form(lambda report: report_line(report) + "\n")


def _csv(_look: Look) -> Form:
    from tawthiq.export.csv_rows import header, report_rows

    return Form(report_rows, before=header())


def _table(look: Look) -> Form:
    from tawthiq.cli.table import draw_header, draw_report

    return Form(partial(draw_report, look=look), before=draw_header(look))


def _geojson(_look: Look) -> Form:
    from tawthiq.export.jsonl import dump_line

    features = import_module("tawthiq.export.geojson").features
    return Form(
        lambda report: ",\n".join(dump_line(feature) for feature in features(report)),
        before='{"type": "FeatureCollection", "features": [\n',
        between=",\n",
        after="\n]}\n",
    )


# Each makes its form when it is asked for, so that no run loads what it does not write with.
FORMATS: Final[dict[str, Callable[[Look], Form]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "table": _table,
    "geojson": _geojson,
}


def load_form(name: str, look: Look) -> Form:
    """Make the form of a name.

    Args:
        name: A key of `FORMATS`.
        look: For the table.

    Returns:
        The form.
    """
    return FORMATS[name](look)
