"""The table of commands: a name, and where its function stands.

The line of help is read from the source of the function, without importing it, so that `tawthiq --help` lists every
command and loads none of them.
"""

import ast
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

__all__ = ["COMMANDS", "help_line", "installed", "load_command"]

COMMANDS: Final[dict[str, str]] = {
    "code": "tawthiq.cli.code:code_command",
    "explain": "tawthiq.cli.explain:explain_command",
    "evaluate": "tawthiq.cli.evaluate:evaluate_command",
    "place": "tawthiq.cli.place:place_command",
    "gazetteer": "tawthiq.cli.gazetteer:gazetteer_app",
    "map": "tawthiq.cli.map:map_command",
    "init": "tawthiq.cli.init:init_command",
    "move": "tawthiq.cli.move:move_command",
    "backup": "tawthiq.cli.backup:backup_command",
    "restore": "tawthiq.cli.restore:restore_command",
    "collect": "tawthiq.cli.collect:collect_command",
    "search": "tawthiq.cli.search:search_command",
    "verify": "tawthiq.cli.verify:verify_command",
    "diff": "tawthiq.cli.diff:diff_command",
    "link": "tawthiq.cli.link:link_command",
    "load": "tawthiq.cli.load:load_command",
    "stats": "tawthiq.cli.stats:stats_command",
    "export": "tawthiq.cli.export:export_command",
    "serve": "tawthiq.cli.serve:serve_command",
    "user": "tawthiq.cli.user:user_app",
    "export-evidence": "tawthiq.cli.export_evidence:export_evidence_command",
}
"""Name to "module:function", or to "module:app" (a `typer.Typer`) for a command that has commands of its own."""


def installed() -> list[str]:
    """Name the commands whose module is there, in the table's order."""
    return [name for name, target in COMMANDS.items() if find_spec(target.partition(":")[0]) is not None]


def load_command(name: str) -> Any:
    """Import a command.

    Args:
        name: A key of `COMMANDS`.

    Returns:
        Its function, or a `typer.Typer` for a command that has commands of its own.
    """
    module, _, attribute = COMMANDS[name].partition(":")
    return getattr(import_module(module), attribute)


def help_line(name: str) -> str:
    """Read what a command does, without importing it.

    Args:
        name: One of `installed()`.

    Returns:
        The first line of its function's docstring, or of its app's `help`; empty if it has none.
    """
    module, _, attribute = COMMANDS[name].partition(":")
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return ""
    texts: dict[str, str] = {}
    for node in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == attribute:
            return (ast.get_docstring(node) or "").partition("\n")[0]
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id == attribute:
                return _help_of(node.value, texts)
            if isinstance(node.value, ast.Constant):
                texts[node.targets[0].id] = str(node.value.value)
    return ""


def _help_of(call: ast.expr, texts: Mapping[str, str]) -> str:
    """The `help` of a call of `typer.Typer`: a text, or the name of one."""
    found = next((one.value for one in getattr(call, "keywords", ()) if one.arg == "help"), None)
    if isinstance(found, ast.Name):
        return texts.get(found.id, "")
    return str(found.value) if isinstance(found, ast.Constant) else ""
