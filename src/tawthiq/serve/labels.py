"""What keys are called, in both languages: the codebook's lists and actors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tawthiq.resources import Resources
from tawthiq.serve.wire.base import Names

__all__ = ["Labels"]

_LIST_OF_CHART: Final = {"weapon": "weapon", "group": "group", "type": "type", "family": "family", "grade": "grade"}


@dataclass(frozen=True)
class Labels:
    """The tables of labels.

    Attributes:
        lists: List to key to what it is called.
        actors: Actor id to its names.
    """

    lists: Mapping[str, Mapping[str, Names]]
    actors: Mapping[str, Names]

    @classmethod
    def load(cls, tables: Resources) -> "Labels":
        """Load codebook/labels.tsv, desk/labels.tsv and the actors."""
        lists: dict[str, dict[str, Names]] = {}
        for row in (*tables.table("codebook/labels.tsv"), *tables.table("desk/labels.tsv")):
            lists.setdefault(row["list"], {})[row["key"]] = Names(ar=row["ar"], en=row["en"])
        actors = {
            row["id"]: Names(ar=row["name_ar"] or None, en=row["name_en"] or None)
            for row in tables.table("actors/actors.tsv")
        }
        return cls(lists, actors)

    def actor(self, key: str) -> Names:
        """What an actor is called: by its id, else the name as written stands for both."""
        return self.actors.get(key) or Names(ar=key, en=key)

    def of_chart(self, by: str, key: str) -> Names:
        """What a bar of a chart is called."""
        if by == "perpetrator":
            return self.actor(key)
        return self.lists.get(_LIST_OF_CHART.get(by, ""), {}).get(key) or Names(ar=key, en=key)
