"""Draw what `tawthiq explain` shows as an SVG file, the way a terminal that knows right-to-left text sets it.

Rich's own export places each coloured piece from left to right, which turns coloured Arabic round. Here each line, or
each cell of a table, is one SVG text, and the viewer's bidirectional algorithm sets it as a terminal does.

    python tools/picture.py [--id demo-17] [--out docs/explain.svg]
"""

import argparse
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style

import tawthiq
from tawthiq.cli.explaining import draw_explanation

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "tawthiq" / "resources" / "demo" / "reports.jsonl"
COLUMNS, CELL, LINE, MARGIN = 104, 8.4, 22, 18
RIGHT = "\u2067"
# Colours of a quiet dark terminal, each at least 4.5 to 1 on its ground.
GROUND, INK = "#1c1f24", "#d7dae0"
INKS = {"yellow": "#e5c07b", "cyan": "#56b6c2", "magenta": "#c9a0e8", "green": "#98c379", "blue": "#7fb2f0"}
FONTS = "'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, 'Noto Sans Arabic', monospace"


def _css(style: Style | None) -> str:
    if style is None:
        return ""
    named = INKS.get(style.color.name, INK) if style.color else ""
    return "".join(
        (
            f' fill="{named}"' if named else "",
            ' font-weight="bold"' if style.bold else "",
            ' text-decoration="underline"' if style.underline else "",
            ' opacity="0.75"' if style.dim else "",
        )
    )


def _spans(pieces: list[Segment]) -> str:
    return "".join(f"<tspan{_css(piece.style)}>{html.escape(piece.text, quote=False)}</tspan>" for piece in pieces)


def _cells(line: list[Segment]) -> Iterator[tuple[int, list[Segment]]]:
    """Runs of a line that stand apart by two spaces or more, each with the column where it begins."""
    column, start = 0, 0
    run: list[Segment] = []
    for piece in Segment.strip_links(line):
        for part in re.split("( {2,})", piece.text):
            if re.fullmatch(" {2,}", part):
                if run:
                    yield start, run
                run = []
            elif part:
                start = start if run else column
                run.append(Segment(part, piece.style))
            column += Segment(part).cell_length
    if run:
        yield start, run


def _line(line: list[Segment], top: float) -> Iterator[str]:
    plain = "".join(piece.text for piece in line)
    if plain.lstrip().startswith(RIGHT):
        line = [Segment(piece.text.lstrip() if n == 0 else piece.text, piece.style) for n, piece in enumerate(line)]
        right = MARGIN + COLUMNS * CELL
        yield f'<text x="{right:.1f}" y="{top:.1f}" direction="rtl" xml:space="preserve">{_spans(line)}</text>'
        return
    for column, run in _cells(line):
        left = MARGIN + column * CELL
        yield f'<text x="{left:.1f}" y="{top:.1f}" direction="ltr" xml:space="preserve">{_spans(run)}</text>'


def draw(parts: list[RenderableType]) -> str:
    """Draw parts as a terminal would print them.

    Args:
        parts: What rich can draw.

    Returns:
        An SVG document.
    """
    console = Console(width=COLUMNS, force_terminal=True, color_system="standard", legacy_windows=False)
    lines = [line for part in parts for line in console.render_lines(part, pad=False)]
    width, height = 2 * MARGIN + COLUMNS * CELL, 2 * MARGIN + len(lines) * LINE
    texts = "\n".join(text for n, line in enumerate(lines) for text in _line(line, MARGIN + (n + 0.7) * LINE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
        f' font-family="{FONTS}" font-size="14" fill="{INK}">\n'
        f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/>\n{texts}\n</svg>\n'
    )


def main() -> None:
    """Write the picture of one demo report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--id", default="demo-02")
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "explain.svg")
    chosen = options.parse_args()
    rows = map(json.loads, DEMO.read_text(encoding="utf-8").splitlines())
    report = next(tawthiq.report_from_json(row) for row in rows if row["id"] == chosen.id)
    # Without the version, which changes with every table while the picture does not.
    coded = replace(tawthiq.Coder().code(report), version=None)
    chosen.out.write_text(draw(list(draw_explanation(coded, "en"))), encoding="utf-8")


if __name__ == "__main__":
    main()
