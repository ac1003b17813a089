"""What is read out of an item before it becomes a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Parts"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a kind's reader makes of an item's bytes.

    Attributes:
        text: Main text.
        title: Or None.
        author: Or None.
        url: Address that the item itself tells, or None.
        canonical: Address that it calls its own, or None.
        written: (time as written, where) candidates, the surest first.
        site: Name of the site or sender.
        strips: Whether boilerplate is to be stripped.
        extra: What else it tells.
    """

    text: str
    title: str | None = None
    author: str | None = None
    url: str | None = None
    canonical: str | None = None
    written: tuple[tuple[str, str], ...] = ()
    site: str | None = None
    strips: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)
