"""Which reports of an event are independent of each other.

Reports fall into one family where
1. they are of one outlet;
2. one is a copy of the other (copies.py);
3. both only pass on the words of one named speaker ("بحسب الدفاع المدني" in two papers is one source).
Words that name nobody ("مصادر محلية") bind nothing together. Source of the rule: Airwars' and Every Casualty's
practice of
counting who saw, not who printed (docs/linking.md, "Independence").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key
from tawthiq.linking.codes import ascii_key
from tawthiq.model.ledger import SourceFamily
from tawthiq.resources import Resources

__all__ = ["Telling", "outlet_of", "source_families", "speaker_key", "speaking_actors"]

# Speakers who stand for nobody in particular.
_NOBODY = frozenset(
    bare_key(fold_key(word))
    for word in (
        "مصادر", "مصدر", "ناشطون", "نشطاء", "شهود", "شهود عيان", "مصادر محلية", "مصدر محلي", "مصادر طبية", "مصدر طبي",
        "مصادر خاصة", "سكان", "أهالي", "وسائل إعلام", "مصادر ميدانية", "مصدر أمني", "مصادر أمنية", "ناشطين", "مراسل",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of an event.

    Attributes:
        report: Its id.
        outlet: Name of the outlet, or the host of its address.
        published: ISO day, or None.
        speakers: Those whom it names.
        copy_of: A number that copies of one text share.
    """

    report: str
    outlet: str | None
    published: str | None
    speakers: tuple[str, ...]
    copy_of: int


def outlet_of(report: Mapping[str, Any]) -> str | None:
    """Name the outlet of a report.

    Args:
        report: A line in the codebook's form.

    Returns:
        Its `source`, else the host of its address, else None.
    """
    if report.get("source"):
        return str(report["source"])
    host = urlsplit(str(report.get("url") or "")).hostname
    return host.removeprefix("www.") if host else None


def speaker_key(name: str) -> str:
    """Write a speaker's name for comparison; empty for words that name nobody."""
    bare = bare_key(fold_key(name))
    return "" if bare in _NOBODY else ascii_key(name)


def source_families(tellings: Sequence[Telling], actors: Mapping[str, str]) -> list[SourceFamily]:
    """Group an event's reports into independent families.

    Args:
        tellings: One for each report.
        actors: From `speaking_actors`: whose words are a party's.

    Returns:
        Families in order of their first publication, then of the reports' ids; each report in one.
    """
    root = list(range(len(tellings)))
    reasons: dict[int, str] = {}

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    for key, reason in (_same_outlet, "same outlet"), (_same_copy, "copies"), (_same_speaker, "quotes"):
        met: dict[str, int] = {}
        for n, telling in enumerate(tellings):
            mark = key(telling)
            if not mark:
                continue
            one, other = sorted((find(met.setdefault(mark, n)), find(n)))
            if one != other:
                root[other] = one
                reasons[one] = f"quotes {telling.speakers[0]}" if reason == "quotes" else reason
    groups: dict[int, list[Telling]] = {}
    for n, telling in enumerate(tellings):
        groups.setdefault(find(n), []).append(telling)
    made = [_family(group, reasons.get(first, "one report"), actors) for first, group in groups.items()]
    made.sort(key=lambda f: (f["first_published"] or "9999", f["reports"][0]))
    for number, family in enumerate(made, 1):
        family["number"] = number
    return made


def _same_outlet(telling: Telling) -> str:
    return ascii_key(telling.outlet) or telling.outlet.lower() if telling.outlet else ""


def _same_copy(telling: Telling) -> str:
    return str(telling.copy_of)


def _same_speaker(telling: Telling) -> str:
    """The one speaker of a report that names no other."""
    named = {key for name in telling.speakers if (key := speaker_key(name))}
    return named.pop() if len(named) == 1 else ""


def _family(group: Sequence[Telling], reason: str, actors: Mapping[str, str]) -> SourceFamily:
    days = sorted(t.published for t in group if t.published)
    speakers = sorted({name for t in group for name in t.speakers})
    return SourceFamily(
        number=0,
        reports=sorted(t.report for t in group),
        outlets=sorted({t.outlet for t in group if t.outlet}),
        speakers=speakers,
        reason=reason,
        official=any(ascii_key(name) in actors for name in speakers),
        first_published=days[0] if days else None,
    )


def speaking_actors(resources: Resources) -> dict[str, str]:
    """Actor ids by the ASCII keys of the names under which they are quoted; names of several actors are left out."""
    found: dict[str, set[str]] = {}
    for row in resources.table("actors/aliases.tsv"):
        if key := ascii_key(row["alias"]):
            found.setdefault(key, set()).add(row["id"])
    return {key: ids.pop() for key, ids in found.items() if len(ids) == 1}
