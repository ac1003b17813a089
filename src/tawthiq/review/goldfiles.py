"""Gold sets and predictions on disk: JSON Lines in the codebook's form (section 5)."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tawthiq.errors import InputError
from tawthiq.model.codebook import FAMILY
from tawthiq.review.slots import Row

__all__ = ["file_sha256", "holds_predictions", "read_gold", "read_predicted"]


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield (place of the line, its object) for each line that is not blank."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", _row(line, f"{path}:{number}")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", str(path), "check the path") from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", str(path), "convert it to UTF-8") from error


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"is not JSON: {error}", where, "one JSON object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise InputError("has no string `id`", where, "see codebook section 5")
    events = [] if row.get("events") is None else row["events"]
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        raise InputError("`events` is no list of objects", where, "see codebook section 5")
    return row


def _keep(kept: dict[str, Row], row: Row, where: str) -> None:
    if row["id"] in kept:
        raise InputError(f"the id {row['id']!r} stands twice", where, "give each report an id of its own")
    kept[row["id"]] = row


def read_gold(paths: Sequence[Path]) -> dict[str, Row]:
    """Read gold reports.

    Args:
        paths: Files of reports with `text` and `events`; a report without `events` has none.

    Returns:
        The reports by id, in order of files and lines, in their JSON form.

    Raises:
        InputError: A file cannot be read, a line is not in the codebook's form, an event's type is unknown,
            or an id stands twice. Nothing is skipped: a gold set that is read in part gives wrong figures.
    """
    kept: dict[str, Row] = {}
    for path in paths:
        for where, row in _rows(path):
            if not isinstance(row.get("text"), str):
                raise InputError("a gold report needs its `text`", where, "see codebook section 5")
            for event in row.get("events") or ():
                if event.get("type") not in FAMILY:
                    raise InputError(f"unknown event type {event.get('type')!r}", where, "see codebook section 3")
            _keep(kept, row, where)
    return kept


def read_predicted(path: Path) -> dict[str, Row]:
    """Read coded reports, `{"id", "events"}` a line.

    Args:
        path: The file; further fields of a line are ignored, its events may be of any make.

    Returns:
        The lines by id, in order.

    Raises:
        InputError: The file cannot be read, a line has no id or no list of events, or an id stands twice.
    """
    kept: dict[str, Row] = {}
    for where, row in _rows(path):
        _keep(kept, row, where)
    return kept


def holds_predictions(path: Path, before: Sequence[Path]) -> bool:
    """Tell whether the last of several files holds predictions for those before it, and not more gold.

    Args:
        path: The last file.
        before: The gold files before it.

    Returns:
        True if no line of it has a `text`, or if each of its ids stands in the files before it.

    Raises:
        InputError: A file cannot be read or a line is not in the codebook's form.
    """
    rows = read_predicted(path)
    if not any("text" in row for row in rows.values()):
        return True
    return rows.keys() <= {row["id"] for file in before for _, row in _rows(file)}
