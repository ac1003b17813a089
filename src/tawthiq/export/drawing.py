"""Plots of counts as SVG, written here, and as PNG by Pillow: no script, no font from elsewhere, always the same bytes.

Bars are horizontal so that names of any length and script have room; series over time run downwards in order of time.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

__all__ = ["Bar", "to_png", "to_svg"]

_WIDTH: Final = 860
_LABEL: Final = 280
_ROW: Final = 24
_HEAD: Final = 48
_SCALE_WIDTH: Final = _WIDTH - _LABEL - 90
# Dark enough for 4.5:1 on white; nothing red that is not wrong (desk.md).
_INK, _BAR, _RANGE = "#1f2933", "#3d5a80", "#98a6b5"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its value, and the range around it where there is one."""

    name: str
    value: int
    low: int | None = None
    high: int | None = None


def _scale(bars: Sequence[Bar]) -> float:
    most = max((max(bar.value, bar.high or 0) for bar in bars), default=0)
    return _SCALE_WIDTH / most if most else 0.0


def to_svg(title: str, bars: Sequence[Bar]) -> str:
    """Draw bars.

    Args:
        title: Over the plot, and its accessible name.
        bars: From top to bottom.

    Returns:
        An SVG document.
    """
    scale = _scale(bars)
    height = _HEAD + _ROW * len(bars) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-label="{escape(title, quote=True)}" font-family="sans-serif" font-size="13" fill="{_INK}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="8" y="26" font-size="16" font-weight="bold">{escape(title)}</text>',
    ]
    for number, bar in enumerate(bars):
        top = _HEAD + number * _ROW
        length = bar.value * scale
        parts.append(
            f'<text x="{_LABEL - 8}" y="{top + 15}" text-anchor="end" direction="ltr">{escape(bar.name)}</text>'
        )
        parts.append(f'<rect x="{_LABEL}" y="{top + 3}" width="{length:.1f}" height="16" fill="{_BAR}"/>')
        end = length
        if bar.low is not None and bar.high is not None and bar.high > bar.low:
            end = max(end, bar.high * scale)
            x1, x2 = _LABEL + bar.low * scale, _LABEL + bar.high * scale
            parts.append(f'<path d="M{x1:.1f} {top + 11}H{x2:.1f}" stroke="{_RANGE}" stroke-width="3"/>')
        parts.append(f'<text x="{_LABEL + end + 6:.1f}" y="{top + 15}">{_said(bar)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _said(bar: Bar) -> str:
    if bar.low is not None and bar.high is not None and bar.high > bar.low:
        return f"{bar.value} ({bar.low}-{bar.high})"
    return str(bar.value)


def to_png(title: str, bars: Sequence[Bar]) -> bytes:
    """Draw the same as a PNG of twice the size.

    Args:
        title: Over the plot.
        bars: From top to bottom. Names are drawn with Pillow's own font, which has no Arabic: give English names.

    Returns:
        The file.
    """
    from PIL import Image, ImageDraw, ImageFont

    scale, height = _scale(bars), _HEAD + _ROW * len(bars) + 16
    image = Image.new("RGB", (_WIDTH * 2, height * 2), "#ffffff")
    draw = ImageDraw.Draw(image)
    font, large = ImageFont.load_default(24), ImageFont.load_default(30)
    draw.text((16, 24), title, _INK, large)
    for number, bar in enumerate(bars):
        top = 2 * (_HEAD + number * _ROW)
        draw.text((2 * (_LABEL - 8), top + 24), bar.name, _INK, font, anchor="rm")
        end = bar.value * scale
        draw.rectangle((2 * _LABEL, top + 6, 2 * (_LABEL + end), top + 38), _BAR)
        if bar.low is not None and bar.high is not None and bar.high > bar.low:
            end = max(end, bar.high * scale)
            line = (2 * (_LABEL + bar.low * scale), top + 22, 2 * (_LABEL + bar.high * scale), top + 22)
            draw.line(line, _RANGE, 6)
        draw.text((2 * (_LABEL + end) + 12, top + 24), _said(bar), _INK, font, anchor="lm")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
