"""Pieces of input to written results, in order, in this process or in others."""

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from tawthiq.cli.formats import Form, Look, load_form
from tawthiq.cli.inputs import Cut, Piece
from tawthiq.cli.records import Notes, read_piece
from tawthiq.errors import InputError, TawthiqError
from tawthiq.model.records import Report
from tawthiq.pipeline import Coder
from tawthiq.workers import map_in_order

__all__ = ["Outcome", "Settings", "code_piece", "code_sources", "load_coder"]

# A chunk takes a worker about a tenth of a second, a thousand times what sending it costs.
_CHUNK_REPORTS, _CHUNK_BYTES = 32, 1 << 18


# New objects before the collector looks at them, and times before it looks at older and at all that was not there when
# the tables were read.
_COLLECTOR = (5_000, 20, 20)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to know.

    Attributes:
        resources: Folders of the user's own tables.
        published: ISO day for plain texts.
        form: A key of `FORMATS`.
        look: For the table.
    """

    resources: tuple[Path, ...] = ()
    published: str | None = None
    form: str = "jsonl"
    look: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one piece.

    Attributes:
        where: File, or file and line.
        size: Bytes of the piece.
        error: Why there is no result, on one line; empty if there is one.
        id: Of the report.
        notes: What was odd in it.
        events: How many it has.
        written: It in the form asked for.
    """

    where: str
    size: int
    error: str = ""
    id: str = ""
    notes: Notes = field(default_factory=Notes)
    events: int = 0
    written: str = ""


def code_sources(pieces: Iterable[Cut], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """Read, code and write pieces.

    Args:
        pieces: And errors in place of pieces that could not be had.
        settings: The same for all.
        jobs: Processes.

    Yields:
        One outcome a piece, in order.

    Raises:
        ResourceError: A table of the user's is broken; told before anything is coded.
        ProjectError: A worker was killed.
    """
    if jobs == 1 or settings.resources:
        load_coder(settings.resources)
    for outcomes in map_in_order(partial(_code_chunk, settings), _chunks(pieces), jobs):
        yield from outcomes


@cache
def load_coder(resources: tuple[Path, ...]) -> Coder:
    """Load a coder once for each set of folders, its tables read.

    Args:
        resources: Folders of the user's own tables.

    Returns:
        The coder.

    Raises:
        ResourceError: A folder is missing or a table is broken.
    """
    coder = Coder(resources)
    coder.code(Report("", ""))
    # Tables and what is kept of words stay to the end, and what a report makes goes with it, without the collector:
    # to look through all of it again and again took one part in fourteen of the time.
    gc.freeze()
    gc.set_threshold(*_COLLECTOR)
    return coder


@cache
def _form(settings: Settings) -> Form:
    return load_form(settings.form, settings.look)


def _chunks(pieces: Iterable[Cut]) -> Iterator[list[Cut]]:
    waiting: list[Cut] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece.body) if isinstance(piece, Piece) else 0
        if len(waiting) >= _CHUNK_REPORTS or size >= _CHUNK_BYTES:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def _code_chunk(settings: Settings, pieces: list[Cut]) -> list[Outcome]:
    return [_code(settings, piece) for piece in pieces]


def _code(settings: Settings, piece: Cut) -> Outcome:
    return code_piece(piece, settings, _form(settings).body)


def code_piece(piece: Cut, settings: Settings, body: Callable[[Report], str]) -> Outcome:
    """Read, code and write one piece.

    Args:
        piece: Or the error in its place.
        settings: Folders and day; its form is not looked at.
        body: Writes the coded report; what it raises is the report's failure.

    Returns:
        What became of it.
    """
    if isinstance(piece, InputError):
        return Outcome(piece.where, 0, _one_line(str(piece)))
    try:
        report, notes = read_piece(piece, settings.published)
        coded = load_coder(settings.resources).code(report)
        written = body(coded)
    except TawthiqError as error:
        return Outcome(piece.where, len(piece.body), _one_line(str(error)))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not lose the others
        fault = f"the coder failed: {type(error).__name__}: {error} (please report it with this text)"
        return Outcome(piece.where, len(piece.body), _one_line(f"{piece.where}: {fault}"))
    return Outcome(piece.where, len(piece.body), "", coded.id, notes, len(coded.events), written)


def _one_line(message: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in message).split())
