"""How well an event is attested, after Airwars' grades (reference/standards.md; airwars.org/about/methodology).

Tried in this order:
1. contested: reports name doers of different sides;
2. discounted: all who were killed or hurt were fighters or officers;
3. confirmed: a doer that is named has said so itself;
4. fair: two or more independent families of sources tell it;
5. weak: one does.
Airwars grades harm to civilians; here every event is graded, so that a reader sees at once what it rests on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tawthiq.linking.codes import ascii_key
from tawthiq.model.ledger import Claim, SourceFamily

__all__ = ["grade"]

_ARMED = frozenset(("fighters", "officers"))


def grade(
    doers: Sequence[Mapping[str, Any]],
    *,
    disputed: bool,
    claims: Sequence[Claim],
    families: Sequence[SourceFamily],
    actors: Mapping[str, str],
) -> tuple[str, str]:
    """Grade an event.

    Args:
        doers: Its `actor1`.
        disputed: Whether they are of different sides.
        claims: Its numbers.
        families: Its sources.
        actors: Ids by the keys of names under which actors speak (`sources.speaking_actors`).

    Returns:
        The grade and one sentence of reason.
    """
    names = " / ".join(str(doer["name"]) for doer in doers)
    if disputed:
        return "contested", f"sources name different doers: {names}"
    harmed = {claim["group"] for claim in claims if claim["harm"] != "detained" and (claim["max"] or claim["min"])}
    if harmed and harmed <= _ARMED:
        return "discounted", "all who are told killed or injured were fighters or officers"
    ids = {doer["id"] for doer in doers if doer.get("id")}
    owned = [name for family in families for name in family["speakers"] if actors.get(ascii_key(name)) in ids]
    if owned:
        return "confirmed", f"{owned[0]} speaks of it, which is named as the doer"
    if len(families) > 1:
        return "fair", f"{len(families)} independent families of sources"
    return "weak", "a single source" if len(families[0]["reports"]) == 1 else f"one source: {families[0]['reason']}"
