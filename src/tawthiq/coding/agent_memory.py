"""Actors carried over: a verb without its own subject takes that of the clause before it (codebook, ruling 18).

"قصفت قوات النظام بلدة أ واستهدفت بلدة ب": the second verb has the first one's subject, in the same sentence or at the
head of the next one. A suicide bomber of no named side is an armed man of no known group.
"""

from collections.abc import Sequence

from tawthiq.coding.drafts import Draft
from tawthiq.coding.parties import Party

__all__ = ["AgentMemory"]

_CARRIED_KINDS = frozenset(
    "bombard target air rocketry clash assault operation shooting advance control withdraw enter killing torture"
    " abduction arrest destruction base movement blast disrupted handover".split()
)


class AgentMemory:
    """Who acted last in a report."""

    def __init__(self) -> None:
        self._agents: list[Party] = []
        self._sentence = -9

    def fill(self, sentence: int, drafts: Sequence[Draft]) -> None:
        """Give the drafts of a sentence that lack a subject the one they carry on.

        Args:
            sentence: Index of the sentence.
            drafts: Its drafts in order, changed in place.
        """
        for draft in drafts:
            if not draft.agents and self._agents and sentence - self._sentence <= 1 and _has_open_subject(draft):
                targets = {p.id for p in draft.targets}
                draft.agents = [p for p in self._agents if p.id not in targets]
                draft.inherited.add("agents")
            if draft.agents:
                self._agents, self._sentence = draft.agents, sentence


def _has_open_subject(draft: Draft) -> bool:
    """Whether the clause opens with an active verb, its act's own or a light one, whose subject is not told in it."""
    if not draft.frame.acts or draft.frame.acts[0].kind not in _CARRIED_KINDS:
        return False
    first = draft.frame.acts[0]
    verbs = [a for a in (first, *draft.frame.lights) if a.is_verb and a.start <= first.start]
    return any(
        v.mention.voice == "active" or (v.mention.voice == "both" and v.mention.prefix[:1] in ("و", "ف")) for v in verbs
    )
