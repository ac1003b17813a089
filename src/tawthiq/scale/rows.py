"""Records to rows of a dataset's tables, and rows back to the very lines that `tawthiq code` writes."""

import heapq
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from tawthiq.export.jsonl import dump_line
from tawthiq.model.codebook import FAMILY
from tawthiq.model.records import Report
from tawthiq.model.wire import event_to_json, report_to_json
from tawthiq.scale.dataset import Dataset
from tawthiq.scale.schemas import EVENTS, REPORTS

__all__ = ["LINES", "coded_lines", "event_rows", "failed_row", "ledger_lines", "report_row", "storable"]

_LONE: Final = re.compile("[\ud800-\udfff]")
_TYPED: Final = frozenset(EVENTS.names) - {"partition", "row", "n", "report", "published", "source", "family", "body"}
_PLACE: Final = frozenset(EVENTS.field("places").type.value_type[n].name
                          for n in range(EVENTS.field("places").type.value_type.num_fields))  # fmt: skip
_FACTS: Final = ("id", "source", "url", "published", "title", "text")

Row = dict[str, Any]


def storable(value: Any) -> Any:
    """Put U+FFFD for each half of a surrogate pair, which UTF-8 and so Parquet cannot hold, in all strings of a value.

    Args:
        value: Text, or lists and mappings that hold some; anything else is given back.

    Returns:
        A value with the same shape and, in each text, the same offsets.
    """
    if isinstance(value, str):
        return value if value.isascii() else _LONE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list | tuple) else value


def report_row(report: Report, place: str) -> Row:
    """Write a coded report as a row of `reports`.

    Args:
        report: Coded.
        place: File and line.

    Returns:
        Columns of `schemas.REPORTS` but for partition and row.
    """
    facts = {name: getattr(report, name) for name in _FACTS}
    kept = storable(facts)
    exact = None if kept == facts else dump_line(facts)
    count = len(report.events)
    told = {"place": storable(place), "status": "coded" if count else "empty", "events": count, "exact": exact}
    return {**kept, **told, "version": report.version}


def failed_row(place: str, error: str, report_id: str | None = None) -> Row:
    """Write an input that gave no events as a row of `reports`."""
    told = {"place": storable(place), "id": storable(report_id), "error": storable(error)}
    return {**told, "status": "failed", "events": 0}


def event_rows(report: Report) -> Iterator[Row]:
    """Write the events of a coded report as rows of `events`.

    Args:
        report: Coded.

    Yields:
        Columns of `schemas.EVENTS` but for partition and row, in order.
    """
    for n, event in enumerate(report.events):
        record = event_to_json(event, report.text)
        typed = storable({key: value for key, value in record.items() if key in _TYPED})
        typed["places"] = [{k: v for k, v in one.items() if k in _PLACE} for one in typed.get("places", ())]
        of_report = storable({"report": report.id, "published": report.published, "source": report.source})
        yield {**typed, **of_report, "n": n, "family": FAMILY[event.type], "body": dump_line(record)}


def coded_lines(dataset: Dataset) -> Iterator[str]:
    """Write a whole dataset of coded reports as JSON Lines.

    Args:
        dataset: Of the kind "coded".

    Yields:
        The lines, without their ends, that `tawthiq code` writes of the same input, in the same order.

    Raises:
        ProjectError: A partition is not finished.
    """
    for partition in dataset.whole():
        bodies = _bodies(dataset, partition)
        for batch in dataset.batches("reports", partition, [name for name in REPORTS.names if name != "text"]):
            for row in batch.to_pylist():
                if row["status"] != "failed":
                    events = [next(bodies) for _ in range(row["events"])]
                    yield _line(row, events)


def _bodies(dataset: Dataset, partition: int) -> Iterator[str]:
    for batch in dataset.batches("events", partition, ["body"]):
        yield from batch.column("body").to_pylist()


def _line(row: Row, events: list[str]) -> str:
    """Join a line of the pieces that were written of it: exactly what dumping the whole would give."""
    report_id = json.loads(row["exact"])["id"] if row["exact"] else row["id"]
    frame = dump_line(report_to_json(Report(report_id, "", version=row["version"])))
    return frame.replace('"events": []', f'"events": [{", ".join(events)}]', 1)


def ledger_lines(dataset: Dataset) -> Iterator[str]:
    """Write a whole ledger as JSON Lines.

    Args:
        dataset: Of the kind "ledger".

    Yields:
        The lines, without their ends, that `tawthiq link --format ledger` writes: by the first record of each event.
    """
    streams = [_firsts(dataset, partition) for partition in dataset.whole()]
    yield from (body for _, body in heapq.merge(*streams))


def _firsts(dataset: Dataset, partition: int) -> Iterator[tuple[int, str]]:
    for batch in dataset.batches("ledger", partition, ["first", "body"]):
        yield from zip(batch.column("first").to_pylist(), batch.column("body").to_pylist(), strict=True)


LINES: Final[Mapping[str, Callable[[Dataset], Iterator[str]]]] = {"coded": coded_lines, "ledger": ledger_lines}
"""Kind of dataset to what writes it as the lines of its command."""
