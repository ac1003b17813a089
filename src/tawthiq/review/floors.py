"""The quality gate: F1 floors pinned beside the hash of the gold set that they were measured on.

A floors file is TOML with a table of gold files (name = SHA-256) and a table of floors (slot = least F1). It is written
by the program and read by people; lowering a floor must be asked for by name (style.md, section 9).
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tawthiq.errors import InputError, UsageError
from tawthiq.review.goldfiles import file_sha256
from tawthiq.review.scoring import Evaluation

__all__ = ["Floors", "broken_floors", "measure_floors", "read_floors", "write_floors"]

# Floors are F1 cut, not rounded, to so many decimals, so that the run which sets them passes.
_DECIMALS: Final = 3
_HEAD: Final = """\
# F1 floors of `tawthiq evaluate --floors`, written by `--set-floors`; a floor goes down only by `--lower-floors`.
# [gold]: file name = SHA-256 of the gold file that the floors were measured on.
# [floors]: slot = least F1, 0 to 1.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """The least F1 by slot, and the gold files they hold for.

    Attributes:
        gold: SHA-256 by file name, in the order of evaluation.
        least: Least F1 by slot, 0 to 1.
    """

    gold: Mapping[str, str]
    least: Mapping[str, float]


def _hashes(paths: Sequence[Path]) -> dict[str, str]:
    hashes = {path.name: file_sha256(path) for path in paths}
    if len(hashes) < len(paths):
        raise UsageError("two gold files have one name", ", ".join(map(str, paths)), "rename one")
    return hashes


def measure_floors(evaluation: Evaluation, gold: Sequence[Path]) -> Floors:
    """Return the floors that an evaluation just reaches.

    Args:
        evaluation: Of these gold files.
        gold: The gold files, in the order of evaluation.

    Returns:
        Floors with each slot's F1, cut to three decimals.

    Raises:
        UsageError: Two gold files have one name.
    """
    unit = 10**_DECIMALS
    return Floors(_hashes(gold), {s.name: math.floor(s.figure.f1 * unit) / unit for s in evaluation.slots})


def read_floors(path: Path, gold: Sequence[Path]) -> Floors:
    """Read floors and check that they were measured on these gold files.

    Args:
        path: The floors file.
        gold: The gold files, in the order of evaluation.

    Returns:
        The floors.

    Raises:
        InputError: The file is missing or not of this form.
        UsageError: The gold files are others than those that the floors were measured on.
    """
    floors = _parsed(path)
    if dict(floors.gold) != _hashes(gold):
        names = ", ".join(floors.gold)
        raise UsageError(
            f"the floors hold for {names} as it was, not for these gold files",
            str(path),
            "if the gold set was changed on purpose, run again with --set-floors",
        )
    return floors


def _parsed(path: Path) -> Floors:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("there is no floors file", str(path), "write it with --set-floors") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is no TOML: {error}", str(path), "write it again with --set-floors") from error
    gold, least = tables.get("gold"), tables.get("floors")
    if not isinstance(gold, dict) or not isinstance(least, dict):
        raise InputError("needs the tables [gold] and [floors]", str(path), "write it again with --set-floors")
    if not all(isinstance(value, int | float) for value in least.values()):
        raise InputError("a floor is no number", str(path), "write it again with --set-floors")
    return Floors(gold, {slot: float(value) for slot, value in least.items()})


def broken_floors(evaluation: Evaluation, floors: Floors) -> list[tuple[str, float, float]]:
    """List the slots that fall below their floor.

    Args:
        evaluation: What was measured.
        floors: What must be reached.

    Returns:
        (slot, F1, floor) for each; a slot that is no longer measured counts as 0.
    """
    measured = {score.name: score.figure.f1 for score in evaluation.slots}
    reached = ((slot, measured.get(slot, 0.0), least) for slot, least in floors.least.items())
    return [(slot, f1, least) for slot, f1, least in reached if f1 < least]


def write_floors(path: Path, floors: Floors, *, lower: bool = False) -> None:
    """Write a floors file.

    Args:
        path: Written over if it exists.
        floors: The new floors.
        lower: Whether floors may go down.

    Raises:
        UsageError: A floor of the existing file would go down, and `lower` is false.
        InputError: The existing file is not of this form.
    """
    old = _parsed(path).least if path.exists() else {}
    fallen = [slot for slot, least in old.items() if floors.least.get(slot, 0.0) < least]
    if fallen and not lower:
        told = ", ".join(f"{slot} {old[slot]:.3f} to {floors.least.get(slot, 0.0):.3f}" for slot in fallen)
        raise UsageError(f"floors would go down: {told}", str(path), "if this is meant, add --lower-floors")
    gold = "".join(f'"{name}" = "{digest}"\n' for name, digest in floors.gold.items())
    least = "".join(f"{slot} = {value:.3f}\n" for slot, value in floors.least.items())
    path.write_text(f"{_HEAD}\n[gold]\n{gold}\n[floors]\n{least}", encoding="utf-8")
