"""From what each source claims to one range, by a named rule.

A family of sources speaks once: with the last number that it gave. `low` is the least that any family claims, `high`
the
most; `best` depends on the rule:
- most-conservative: the least, as ACLED takes it where reports differ;
- median-independent: the median of the families, the lower one of two;
- latest-official: what a party or state body said last; the median where none spoke.
A family that gives a range counts with its lower end: what is "at least" is not more. Sources: ACLED codebook
(fatalities);
Every Casualty standards (ranges, not points); reference/standards.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tawthiq.errors import UsageError
from tawthiq.model.codebook import HARMS
from tawthiq.model.ledger import Claim, Range, SourceFamily

__all__ = ["DEFAULT_RULE", "RULES", "reconcile"]

DEFAULT_RULE: Final = "median-independent"
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class _Said:
    """The number of one family: `high` None where it is open."""

    low: int
    high: int | None
    official: bool
    day: str


def _least(said: Sequence[_Said]) -> int:
    return min(one.low for one in said)


def _median(said: Sequence[_Said]) -> int:
    ordered = sorted(one.low for one in said)
    return ordered[(len(ordered) - 1) // 2]


def _latest_official(said: Sequence[_Said]) -> int:
    official = [one for one in said if one.official]
    return max(official, key=lambda one: (one.day, -one.low)).low if official else _median(said)


RULES: Final[Mapping[str, Callable[[Sequence[_Said]], int]]] = {
    "most-conservative": _least,
    "median-independent": _median,
    "latest-official": _latest_official,
}


def reconcile(
    claims: Sequence[Claim], families: Sequence[SourceFamily], rule: str = DEFAULT_RULE
) -> dict[str, dict[str, Range]]:
    """Reconcile the claims of an event.

    Args:
        claims: Every number that its reports give.
        families: Its sources.
        rule: A name of `RULES`.

    Returns:
        For each of killed, injured and detained a range for "all" and for each group told; empty where none is.

    Raises:
        UsageError: There is no such rule.
    """
    if rule not in RULES:
        raise UsageError(f"no rule {rule!r}", remedy=f"rules are {', '.join(RULES)}")
    official = {family["number"]: family["official"] for family in families}
    result: dict[str, dict[str, Range]] = {}
    for harm in HARMS:
        of_harm = [claim for claim in claims if claim["harm"] == harm]
        groups = sorted({claim["group"] for claim in of_harm})
        ranges = {ALL: _range((c for c in of_harm if not c["part"]), official, rule)} if of_harm else {}
        ranges |= {group: _range((c for c in of_harm if c["group"] == group), official, rule) for group in groups}
        result[harm] = {group: found for group, found in ranges.items() if found is not None}
    return result


def _range(claims: Iterable[Claim], official: Mapping[int, bool], rule: str) -> Range | None:
    said = _said(claims, official)
    if not said:
        return None
    low, most = min(one.low for one in said), max(one.low if one.high is None else one.high for one in said)
    best = RULES[rule](said)
    is_open = any(one.high is None and one.low == most for one in said)
    return Range(low=low, best=best, high=None if is_open else most)


def _said(claims: Iterable[Claim], official: Mapping[int, bool]) -> list[_Said]:
    """What each family said last: the sums of one report's counts."""
    by_report: dict[tuple[int, str, str], list[Claim]] = {}
    for claim in claims:
        key = claim["source_family"], claim["published"] or "", claim["report"]
        by_report.setdefault(key, []).append(claim)
    last: dict[int, tuple[str, list[Claim]]] = {}
    for (family, day, _report), told in sorted(by_report.items(), key=lambda item: item[0]):
        last[family] = day, told
    return [
        _Said(
            sum(c["min"] for c in told),
            None if any(c["max"] is None for c in told) else sum(c["max"] or 0 for c in told),
            official.get(family, False),
            day,
        )
        for family, (day, told) in sorted(last.items())
    ]
