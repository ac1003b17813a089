"""`tawthiq place`: place strings in, points with their precision out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from tawthiq.places.resolver import Resolver

__all__ = ["place_command"]


def place_command(
    file: Annotated[str, typer.Argument(help="JSON Lines of {id, place, admin1, country}; - for standard input.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write; standard output if left out.")] = None,
    own: Annotated[list[Path] | None, typer.Option(help="Gazetteer file of your own; may be given again.")] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Leave the losing candidates out.")] = False,
) -> None:
    """Resolve place strings to points, each with its precision, confidence and losing candidates.

    Reads one JSON object a line: `id`, `place`, and `admin1` and `country` (ISO code), which may be null. Writes one
    object a line with the same id and all that the resolution says of itself; `lat` and `lon` are null where the place
    is unresolved, and `reason` says why. A line that cannot be read becomes a line with `error`.

    Example: tawthiq place incidents.jsonl > places.jsonl
    """
    from tawthiq.cli.output import open_output, to_bytes
    from tawthiq.places.resolver import Resolver

    resolver = Resolver.load(tuple(own or ()))
    failed = 0
    with _opened(file) as lines, open_output(out) as target:
        for record in _records(lines, resolver, brief=brief):
            failed += "error" in record
            target.write(to_bytes(json.dumps(record, ensure_ascii=False) + "\n"))
    if failed:
        typer.echo(f"{failed} lines could not be read; their output has the reason", err=True)
        raise typer.Exit(1)


def _opened(file: str) -> IO[str]:
    from tawthiq.errors import InputError

    if file == "-":
        return typer.get_text_stream("stdin", encoding="utf-8")
    try:
        return Path(file).open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file, "check path and rights") from error


def _records(lines: IO[str], resolver: "Resolver", *, brief: bool) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            name = asked["place"]
            hints = {key: asked.get(key) for key in ("within", "admin1", "country")}
            if not isinstance(name, str) or not all(h is None or isinstance(h, str) for h in hints.values()):
                raise TypeError("place, within, admin1 and country are strings or null")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield {"id": None, "line": number, "error": f"{type(error).__name__}: {error}"}
            continue
        answer = resolver.resolve(name, **hints).as_record()
        if brief:
            del answer["candidates"]
        yield {"id": asked.get("id"), "place": name, **answer}
