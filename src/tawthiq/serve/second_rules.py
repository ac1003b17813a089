"""The rules of second coding, from desk/second_coding.tsv."""

from tawthiq.errors import ResourceError
from tawthiq.model.codebook import FAMILY, HARMS
from tawthiq.resources import Resources, Row
from tawthiq.review.second import Rule

__all__ = ["load_rules"]


def load_rules(tables: Resources) -> tuple[Rule, ...]:
    """Load the rules in the order of the table.

    Raises:
        ResourceError: A rule tests what cannot be tested.
    """
    found = []
    for row in tables.table("desk/second_coding.tsv"):
        if not _holds(row):
            raise ResourceError(f"the rule {row['rule']!r} cannot be read", row.where, "see the head of the table")
        found.append(Rule(row["rule"], row["field"], row["test"], row["value"]))
    return tuple(found)


def _holds(row: Row) -> bool:
    if row["test"] == "at-least":
        return row["field"] in HARMS and row["value"].isdecimal()
    if row["test"] == "is":
        return row["field"] == "type" and row["value"] in FAMILY
    if row["test"] != "share":
        return False
    try:
        return 0 <= float(row["value"]) <= 100
    except ValueError:
        return False
