"""From linked records to an event of the ledger: united fields, families of sources, claims, ranges, grade."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tawthiq.linking.codes import ascii_key
from tawthiq.linking.dating import Dating
from tawthiq.linking.grading import grade
from tawthiq.linking.reconciling import DEFAULT_RULE, reconcile
from tawthiq.linking.sources import Telling, outlet_of, source_families
from tawthiq.model.codebook import FAMILY, HARMS
from tawthiq.model.ledger import Claim, LedgerEvent

__all__ = ["Member", "build_event"]

# How much a way of dating counts when reports differ: what is told before what is only near the posting.
_DATE_VOTES = {"said": 4, "text": 3, "day and month, page number": 3, "weekday, page number": 3, "posted": 2}
_WEEK = 7
_ORDER = {name: n for n, name in enumerate(FAMILY)}
# Sides that are no answer to who did it.
_UNKNOWN = frozenset(("civilians", "protesters", "unknown-armed-group"))


@dataclass(frozen=True, slots=True)
class Member:
    """A record with what belongs to it.

    Attributes:
        key: "REPORT#N".
        report: The report's line: `id`, `source`, `url`, `published`.
        event: The coded event; empty for a report in which none was read.
        dating: When it was (dating.py).
        copy_of: A number that copies of one text share.
    """

    key: str
    report: Mapping[str, Any]
    event: Mapping[str, Any]
    dating: Dating
    copy_of: int


def build_event(
    event_id: str, version: int, members: Sequence[Member], actors: Mapping[str, str], *, rule: str = DEFAULT_RULE
) -> LedgerEvent:
    """Build an event of the ledger.

    Args:
        event_id: Its stable id.
        version: Of the ledger in which it got this form.
        members: Its records; one at the least has an event with a `type`. Reports in which none was read are listed as
            `mentions` and are no sources: nobody has seen that they say more than a shared name.
        actors: From `sources.speaking_actors`.
        rule: By which numbers are reconciled.

    Returns:
        The event, with an empty change log.
    """
    everyone = sorted(members, key=lambda m: (m.report.get("published") or "9999", m.key))
    members = [m for m in everyone if m.event.get("type")]
    families = source_families(_tellings(members), actors)
    family_of = {report: family["number"] for family in families for report in family["reports"]}
    claims = [claim for member in members for claim in _claims(member, family_of)]
    doers = _actors(members, "actor1")
    disputed = _is_disputed(members)
    ranges = reconcile(claims, families, rule)
    kind = _commonest((m.event["type"] for m in members), _ORDER)
    graded, reason = grade(doers, disputed=disputed, claims=claims, families=families, actors=actors)
    event = LedgerEvent(
        id=event_id,
        version=version,
        type=kind,
        family=FAMILY[kind],
        scope=str(members[0].event.get("scope", "incident")),
        date=None,
        date_start=None,
        date_end=None,
        date_basis=None,
        date_prec=None,
        time_precision=None,
        places=_places(members),
        actor1=doers,
        actor2=_actors(members, "actor2"),
        disputed=disputed,
        weapons=_things(members, "weapons"),
        objects=_things(members, "objects"),
        territory=next((dict(m.event["territory"]) for m in members if m.event.get("territory")), {}),
        killed=ranges["killed"],
        injured=ranges["injured"],
        detained=ranges["detained"],
        rule=rule,
        claims=claims,
        sources=families,
        attribution=sorted({name for m in members for name in m.event.get("attribution") or []}),
        quotes=[{"report": str(m.report["id"]), "quote": q} for m in members for q in m.event.get("quotes") or []],
        grade=graded,
        grade_reason=reason,
        records=[m.key for m in everyone],
        mentions=sorted(str(m.report["id"]) for m in everyone if not m.event.get("type")),
        changes=[],
    )
    _date(event, members)
    return event


def _tellings(members: Sequence[Member]) -> list[Telling]:
    found: dict[str, Telling] = {}
    for m in members:
        report = str(m.report["id"])
        speakers = tuple(m.event.get("attribution") or ())
        before = found[report].speakers if report in found else ()
        found[report] = Telling(report, outlet_of(m.report), m.report.get("published"), (*before, *speakers), m.copy_of)
    return list(found.values())


def _claims(member: Member, family_of: Mapping[str, int]) -> Iterable[Claim]:
    report = str(member.report["id"])
    for harm in HARMS:
        for count in member.event.get(harm) or []:
            yield Claim(
                report=report,
                source=outlet_of(member.report),
                published=member.report.get("published"),
                source_family=family_of[report],
                speakers=list(member.event.get("attribution") or []),
                harm=harm,
                group=count["group"],
                who=count.get("who"),
                min=int(count["min"]),
                max=count.get("max"),
                part=bool(count.get("part")),
                text=str(count.get("text", "")),
            )


def _commonest(values: Iterable[str], order: Mapping[str, int]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], order.get(value, 0)))


def _date(event: LedgerEvent, members: Sequence[Member]) -> None:
    """Give the day that most speaks for; its stretch and precision tell how well it is known."""
    votes: Counter[int] = Counter()
    best: dict[int, tuple[int, int, str]] = {}
    for m in members:
        if m.dating.day is None:
            continue
        weight = _DATE_VOTES.get(m.dating.basis, 1)
        votes[m.dating.day] += weight
        best[m.dating.day] = max(best.get(m.dating.day, (0, 0, "")), (weight, -m.dating.slack, m.dating.basis))
    if not votes:
        return
    chosen = min(votes, key=lambda day: (-votes[day], day))
    _, slack, basis = best[chosen]
    said = any(m.event.get("date") for m in members if m.dating.day == chosen)
    start, end = date.fromordinal(chosen + (0 if said else slack)), date.fromordinal(chosen)
    span = (end - start).days
    event["date"] = end.isoformat() if said else None
    event["date_start"], event["date_end"] = start.isoformat(), end.isoformat()
    event["date_basis"] = "said" if said else basis
    event["date_prec"] = 1 if span == 0 else 2 if span < _WEEK else 3 if span == _WEEK else 4
    event["time_precision"] = 1 if span == 0 else 2 if span <= _WEEK else 3


def _places(members: Sequence[Member]) -> list[dict[str, Any]]:
    """United places, those that most reports name first; the best resolved one of equal names stands for them."""
    found: dict[str, dict[str, Any]] = {}
    named: dict[str, set[str]] = {}
    for m in members:
        for place in m.event.get("places") or []:
            key = str(place.get("gazetteer_id") or ascii_key(str(place["name"])))
            named.setdefault(key, set()).add(str(m.report["id"]))
            kept = found.get(key)
            if kept is None or (place.get("radius_km") or 1e6) < (kept.get("radius_km") or 1e6):
                found[key] = {k: v for k, v in place.items() if k not in ("candidates", "parts")}
    order = sorted(found, key=lambda key: -len(named[key]))
    return [found[key] | {"reports": len(named[key])} for key in order]


def _actors(members: Sequence[Member], side: str) -> list[dict[str, Any]]:
    names: dict[str, Counter[str]] = {}
    ids: dict[str, str | None] = {}
    for m in members:
        for actor in m.event.get(side) or []:
            key = str(actor.get("id") or ascii_key(str(actor["name"])))
            names.setdefault(key, Counter())[str(actor["name"])] += 1
            ids[key] = actor.get("id")
    order = sorted(names, key=lambda key: (-names[key].total(), key))
    return [
        {"name": min(names[key], key=lambda n: (-names[key][n], n)), "id": ids[key], "reports": names[key].total()}
        for key in order
    ]


def _is_disputed(members: Sequence[Member]) -> bool:
    """Whether two reports name known doers of which none is shared."""
    named = [{a["id"] for a in m.event.get("actor1") or [] if a.get("id") and a["id"] not in _UNKNOWN} for m in members]
    told = [ids for ids in named if ids]
    return any(one.isdisjoint(other) for n, one in enumerate(told) for other in told[n + 1 :])


def _things(members: Sequence[Member], field: str) -> list[dict[str, Any]]:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for m in members:
        for thing in m.event.get(field) or []:
            counts[thing["class"]] += 1
            names.setdefault(thing["class"], str(thing.get("name", "")))
    order = sorted(counts, key=lambda cls: (-counts[cls], cls))
    return [{"name": names[cls], "class": cls, "reports": counts[cls]} for cls in order]
