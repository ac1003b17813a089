"""What keys are called, in both languages: the codebook's lists, actors, and one sentence for an event."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tawthiq.model.ledger import LedgerEvent
from tawthiq.resources import Resources
from tawthiq.serve.wire.base import Names

__all__ = ["Labels"]

_LIST_OF_CHART: Final = {"weapon": "weapon", "group": "group", "type": "type", "family": "family", "grade": "grade"}
_MOST_NAMES: Final = 3


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

    def headline(self, event: LedgerEvent) -> Names:
        """One sentence on an event: what, who to whom, where, when, how many; what is not known is left out."""
        return Names(ar=self._sentence(event, "ar"), en=self._sentence(event, "en"))

    def _sentence(self, event: LedgerEvent, language: str) -> str:
        word = self.lists["sentence"]
        kind = self.lists["type"].get(event["type"]) or Names(ar=event["type"], en=event["type"])
        parts = [_said(kind, language)]
        parts += self._side(event["actor1"], "by", language)
        parts += self._side(event["actor2"], "against", language)
        place = next(iter(event["places"]), None)
        if place:
            parts.append(f"{_said(word['in'], language)} {_place(place, language)}")
        day = event["date"] or event["date_start"]
        if day:
            parts.append(f"{_said(word['on'], language)} {day}")
        harms = [told for harm in ("killed", "injured", "detained") if (told := self._harm(event, harm, language))]
        told = " ".join(part for part in parts if part)
        sentence = f"{told}: {_listed(harms, language)}" if harms else told
        return f"{sentence[:1].upper()}{sentence[1:]}."

    def _side(self, actors: Sequence[Mapping[str, Any]], how: str, language: str) -> list[str]:
        names = [_said(self.actor(str(a.get("id") or a["name"])), language) for a in actors[:_MOST_NAMES]]
        return [f"{_said(self.lists['sentence'][how], language)} {_listed(names, language)}"] if names else []

    def _harm(self, event: LedgerEvent, harm: str, language: str) -> str | None:
        told = event[harm].get("all")  # type: ignore[literal-required]
        if not told:
            return None
        low, best, high = told["low"], told["best"], told["high"]
        if high is None:
            number = f"{_said(self.lists['sentence']['at-least'], language)} {low}"
        else:
            number = str(low) if low == high else f"{low}-{high}"
        if best == 0 and not high:
            return _said(self.lists["sentence"][f"no-{harm}"], language)
        return f"{number} {_said(self.lists['sentence'][harm], language)}"


def _said(names: Names, language: str) -> str:
    return (names.ar if language == "ar" else names.en) or names.ar or names.en or ""


def _place(place: Mapping[str, Any], language: str) -> str:
    hierarchy = (place.get("hierarchy") or {}).get(language) or []
    name = str(place.get(f"name_{language}") or place["name"])
    larger = [level for level in hierarchy[1:2] if level != name]
    return _joined([name, *larger], language)


def _joined(names: Iterable[str], language: str) -> str:
    return ("\u060c " if language == "ar" else ", ").join(names)


def _listed(names: Sequence[str], language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    last = " \u0648" if language == "ar" else " and "
    return f"{_joined(names[:-1], language)}{last}{names[-1]}"
