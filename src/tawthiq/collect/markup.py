"""HTML to text: blocks become lines; the body of a page where a publishing system's own markup says where it is.

The selectors are data (`resources/outlets/systems.tsv`).
"""

import re
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["Body", "System", "find_body", "fragment_text", "node_text"]

_BLOCKS = frozenset(
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr"
    " ul".split()
)
# Never part of a report, in whatever page; captions go too: they tell of the picture, often an old one. Forms stay:
# whole pages of ASP.NET stand in one.
_NOISE = (
    "script, style, noscript, template, iframe, object, embed, svg, button, input, select, textarea, nav, amp-ad,"
    " figure > figcaption, .sharedaddy, .share, .social-share, .adsbygoogle, [hidden], [aria-hidden='true']"
)
_FEWEST_LETTERS = 20
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class System:
    """A row of systems.tsv; see there."""

    name: str
    body: str
    take: str
    drop: str
    title: str
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page and the system that it was made by."""

    text: str
    system: System


@cache
def _systems() -> tuple[System, ...]:
    rows = read_table(PACKAGE_ROOT / "outlets" / "systems.tsv")
    return tuple(
        System(row["system"], row["body"], row["take"], row["drop"], row["title"], row["author"], row["date"])
        for row in rows
    )


def find_body(tree: LexborHTMLParser) -> Body | None:
    """Find the body where one of the known systems puts it.

    Args:
        tree: A page; its noise is removed by this.

    Returns:
        The text and the system; None where no row fits or its element is nearly empty.
    """
    for node in tree.css(_NOISE):
        node.decompose()
    for system in _systems():
        nodes = tree.css(system.body)
        if not nodes:
            continue
        kept = nodes if system.take == "all" else nodes[:1]
        for node in kept:
            for unwanted in node.css(system.drop) if system.drop else ():
                unwanted.decompose()
        lines = system.take == "lines"
        text = "\n".join(piece for node in kept if (piece := node_text(node, keeps_lines=lines)))
        if len(_LETTER.findall(text)) >= _FEWEST_LETTERS:
            return Body(text, system)
    return None


def node_text(node: LexborNode, *, keeps_lines: bool = False) -> str:
    """Write an element as text.

    Args:
        node: Of a parsed page.
        keeps_lines: Whether line ends of the markup are shown as such (white-space: pre-wrap).

    Returns:
        One line a block, inner spaces single, no empty lines.
    """
    pieces: list[str] = []
    _walk(node, pieces, "\n" if keeps_lines else " ")
    lines = (" ".join(line.split()).strip("\u200b\ufeff ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(top: LexborNode, pieces: list[str], line_end: str) -> None:
    """Gather text in order, without recursion: pages nested a thousand deep are met."""
    stack: list[LexborNode | str] = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        tag = node.tag
        if tag == "-text":
            pieces.append((node.text(deep=False) or "").replace("\n", line_end))
            continue
        if tag in {"script", "style", "-comment", "_comment"}:
            continue
        edge = "\n" if tag in _BLOCKS else ""
        pieces.append(edge)
        if edge:
            stack.append(edge)
        children = list(node.iter(include_text=True))
        stack.extend(reversed(children))


def fragment_text(html: str) -> str:
    """Write a piece of HTML, such as the body of a feed's entry, as text.

    Args:
        html: Markup, or plain text.

    Returns:
        One line a block.
    """
    if "<" not in html and "&" not in html:
        return "\n".join(line for line in (" ".join(one.split()) for one in html.split("\n")) if line)
    tree = LexborHTMLParser(html)
    for node in tree.css(_NOISE):
        node.decompose()
    return node_text(tree.body) if tree.body is not None else ""
