"""Tell page furniture from the text of a report (codebook, ruling 27).

Captured posts and pages carry names of accounts, counters, menus and read-also headlines. What lexicon/filters.tsv
lists is dropped by its action; then runs of bare headlines are. Nothing is cut from the text itself: the words that
are left out are only not read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tawthiq.arabic.fold import fold
from tawthiq.arabic.literals import required_literal
from tawthiq.resources import Resources, Row

__all__ = ["Furniture"]

# A run of this many paragraphs of 4 to 22 words that no full stop, colon or hashtag marks as prose is a menu of
# headlines. Chosen on the learning posts: digests close their items with a full stop or open them with a tag.
_HEADLINE_RUN = 5
_HEADLINE_WORDS = range(3, 23)
# "Latest news" in the menu over a text is no end of it: no report is told in fewer code points than these.
_HEAD = 80
_LINE = re.compile(r"[^\n]+")
_PROSE_ENDS, _BULLETS = '.؟!:…#"', "-•*"
_OUTER = " \t.,:؛،|*-–—•·\"'()[]"


class LinePattern(NamedTuple):
    """An expression that is searched in each line.

    Attributes:
        expression: The expression.
        which: first, last or each occurrence.
        action: What is dropped.
        literal: Letters that all it finds hold, as `required_literal` gives them: most texts do not, and the search
            of an expression costs a hundred times what this tells.
    """

    expression: "re.Pattern[str]"
    which: str
    action: str
    literal: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """The filters, compiled.

    Attributes:
        lines: Whole lines to drop, folded and without outer punctuation.
        starts: Openings of lines to drop, with their actions.
        inside: One expression of all phrases, None if there are none.
        rules: Phrase to its (which, action).
        patterns: Expressions searched in each line.
    """

    lines: dict[str, str] = field(default_factory=dict)
    starts: tuple[tuple[str, str], ...] = ()
    inside: "re.Pattern[str] | None" = None
    rules: dict[str, tuple[str, str]] = field(default_factory=dict)
    patterns: tuple[LinePattern, ...] = ()

    @classmethod
    def load(cls, resources: Resources) -> "Furniture":
        """Compile lexicon/filters.tsv and what the user adds to it."""
        rows = resources.table("lexicon/filters.tsv")
        by_match: dict[str, list[Row]] = {}
        for row in rows:
            by_match.setdefault(row["match"], []).append(row)
        inside = {fold(r["phrase"]).text: (r["which"], r["action"]) for r in by_match.get("inside", ())}
        longest = sorted(inside, key=len, reverse=True)
        return cls(
            lines={fold(r["phrase"]).text.strip(_OUTER): r["action"] for r in by_match.get("line", ())},
            starts=tuple((fold(r["phrase"]).text, r["action"]) for r in by_match.get("start", ())),
            inside=re.compile("|".join(map(re.escape, longest))) if longest else None,
            rules=inside,
            patterns=tuple(
                LinePattern(re.compile(r["phrase"]), r["which"], r["action"], required_literal(r["phrase"]))
                for r in by_match.get("pattern", ())
            ),
        )

    def kept(self, folded: str) -> list[tuple[int, int]]:
        """Stretches of a folded text that are text of the report.

        Args:
            folded: The folded text.

        Returns:
            Ranges of its code points, in order, end exclusive.
        """
        dropped = sorted([*self._inside(folded), *self._by_line(folded), *_headline_runs(folded)])
        return list(_between(dropped, len(folded)))

    def _inside(self, folded: str) -> Iterator[tuple[int, int]]:
        if self.inside is None or not any(map(folded.__contains__, self.rules)):
            return
        seen: dict[str, list[re.Match[str]]] = {}
        for match in self.inside.finditer(folded):
            seen.setdefault(match.group(), []).append(match)
        for phrase, matches in seen.items():
            which, action = self.rules[phrase]
            for match in _chosen(matches, which):
                yield _stretch(folded, match.start(), match.end(), action)

    def _by_line(self, folded: str) -> Iterator[tuple[int, int]]:
        patterns = [p for p in self.patterns if p.literal in folded]
        openings = tuple(opening for opening, _ in self.starts)
        found: dict[int, list[tuple[int, int]]] = {}
        for line in _LINE.finditer(folded):
            told = line.group()
            stripped = told.strip()
            action = self.lines.get(stripped.strip(_OUTER))
            if action is None and stripped.startswith(openings):
                action = next(a for s, a in self.starts if stripped.startswith(s))
            if action == "drop-rest" and line.start() < _HEAD:
                action = "drop-line"
            if action is not None:
                yield _stretch(folded, line.start(), line.end(), action)
            for n, pattern in enumerate(patterns):
                for match in pattern.expression.finditer(told):
                    if match.end() > match.start():
                        span = (line.start() + match.start(), line.start() + match.end())
                        found.setdefault(n, []).append(span)
        for n, spans in found.items():
            for start, end in {"first": spans[:1], "last": spans[-1:]}.get(patterns[n].which, spans):
                yield _stretch(folded, start, end, patterns[n].action)


def _chosen(matches: list["re.Match[str]"], which: str) -> list["re.Match[str]"]:
    return {"first": matches[:1], "last": matches[-1:]}.get(which, matches)


def _stretch(folded: str, start: int, end: int, action: str) -> tuple[int, int]:
    """What an action drops around a phrase."""
    if action == "drop-rest":
        return start, len(folded)
    if action == "drop-before":
        return 0, end
    if action == "drop-phrase":
        return start, end
    line_end = folded.find("\n", end)
    line_end = len(folded) if line_end < 0 else line_end
    if action == "drop-tail":
        return start, line_end
    return folded.rfind("\n", 0, start) + 1, line_end


def _headline_runs(folded: str) -> Iterator[tuple[int, int]]:
    """Runs of paragraphs that read like a menu of headlines."""
    run: list[re.Match[str]] = []
    for line in _LINE.finditer(folded):
        told = line.group().strip()
        if not told:
            continue
        if not _is_prose(told) and len(told.split()) in _HEADLINE_WORDS:
            run.append(line)
            continue
        yield from _run_span(run)
        run = []
    yield from _run_span(run)


def _is_prose(line: str) -> bool:
    """Whether a line closes like a sentence or lead, is an item of a list, or holds a tag."""
    opening = line[0]
    if line[-1] in _PROSE_ENDS or opening in _BULLETS or opening.isdecimal():
        return True
    return "#" in line or "::" in line


def _run_span(run: list["re.Match[str]"]) -> Iterable[tuple[int, int]]:
    return [(run[0].start(), run[-1].end())] if len(run) >= _HEADLINE_RUN else []


def _between(dropped: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in dropped:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length
