"""Who demonstrates: the people that a protest names, as the party that did it (codebook, `actor1`, `protesters`)."""

from collections.abc import Iterator

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.drafts import Draft
from tawthiq.coding.parties import written
from tawthiq.model.records import ActorName

__all__ = ["demonstrators_of"]

_DEMONSTRATIONS = frozenset({"peaceful-protest", "violent-demonstration"})
_PROTESTS = frozenset({"protest", "riot"})
_GROUP = "protesters"


def demonstrators_of(text: Annotated, draft: Draft) -> list[tuple[ActorName, int, int]]:
    """Name the demonstrators of a protest for which no party is told.

    Args:
        text: The annotated report.
        draft: A joined draft.

    Returns:
        At most one name with its first word and the index after its last: the first word of its clauses for
        demonstrators, else the word for the protest itself.
    """
    if draft.type not in _DEMONSTRATIONS or draft.agents or any(p.id == _GROUP for p in draft.targets):
        return []
    named = next(_words(text, draft), None)
    if named is None:
        return []
    start, end, prefix = named
    return [(ActorName(written(text, start, end, prefix), _GROUP), start, end)]


def _words(text: Annotated, draft: Draft) -> Iterator[tuple[int, int, str]]:
    people = text.of("person")
    for first, last in draft.ranges:
        for at in range(first, last):
            for mention in people.get(at, ()):
                if mention.entry.label == _GROUP and mention.end <= last:
                    yield mention.start, mention.end, mention.prefix
    for act in draft.frame.acts:
        if act.kind in _PROTESTS and not act.is_verb:
            yield act.start, act.end, act.mention.prefix
