"""What rich draws, as text: the same look wherever it is sent."""

import io

from rich.console import Console, RenderableType

from tawthiq.cli.formats import Look

__all__ = ["drawn"]


def drawn(what: RenderableType, look: Look) -> str:
    """Draw something.

    Args:
        what: Anything that rich can draw.
        look: Width and colour.

    Returns:
        Lines with their ends, no wider than the look.
    """
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=look.width,
        force_terminal=look.is_coloured,
        color_system="standard" if look.is_coloured else None,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
    )
    console.print(what)
    return buffer.getvalue()
