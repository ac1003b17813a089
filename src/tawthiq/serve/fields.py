"""What the desk knows of the fields of a record: their keys, and how often the program reads each rightly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tawthiq.errors import ResourceError
from tawthiq.resources import Resources

__all__ = ["DeskFields"]


@dataclass(frozen=True, slots=True)
class DeskFields:
    """The table desk/fields.tsv.

    Attributes:
        keys: Field to the key that gives it the marked words.
        reliability: Field to the share of its values that were right where the event was.
    """

    keys: Mapping[str, str]
    reliability: Mapping[str, float]

    @classmethod
    def load(cls, tables: Resources) -> "DeskFields":
        """Load the table.

        Raises:
            ResourceError: A share is no number from 0 to 1.
        """
        keys, reliability = {}, {}
        for row in tables.table("desk/fields.tsv"):
            try:
                share = float(row["reliability"])
            except ValueError as error:
                raise ResourceError(f"{row['reliability']!r} is no share", row.where, "write 0 to 1") from error
            if not 0 <= share <= 1:
                raise ResourceError(f"{share} is no share", row.where, "write 0 to 1")
            keys[row["field"]], reliability[row["field"]] = row["key"], share
        return cls(keys, reliability)

    def confidence(self, event: Mapping[str, Any]) -> dict[str, float]:
        """How sure each stated field of an event is: that of the event times the field's share.

        A place is no surer than its resolution.

        Args:
            event: As coded.

        Returns:
            Field to 0 to 1; empty where the event tells no confidence.
        """
        whole = event.get("confidence")
        if whole is None:
            return {}
        found = {}
        for name, share in self.reliability.items():
            if name == "type" or event.get(name):
                found[name] = float(whole) * share
        told = [p["place_confidence"] for p in event.get("places") or [] if p.get("place_confidence") is not None]
        if told and "places" in found:
            found["places"] = min(found["places"], *told)
        return {name: round(value, 3) for name, value in found.items()}
