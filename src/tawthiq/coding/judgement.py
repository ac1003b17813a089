"""Learned judgement: is a draft an event, and do two drafts tell the same one?

Two linear models over named features, each a table of weights that can be read (resources/models/*.tsv), trained by
`tools/train_judgement.py` on the learning reports. A model only weighs what rules found: it never makes a value, so
that every value keeps its words (design.md, promise 1).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tawthiq.errors import ResourceError
from tawthiq.resources import Resources

__all__ = ["Judges", "Linear"]

BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic model over named features.

    Attributes:
        weights: Feature to weight; a feature that is not listed weighs nothing.
        bias: What speaks for a yes before any feature.
    """

    weights: Mapping[str, float]
    bias: float

    @classmethod
    def load(cls, resources: Resources, name: str) -> "Linear":
        """Read a model.

        Args:
            resources: Where its table stands.
            name: Name of the model: "event" or "same".

        Raises:
            ResourceError: The table is missing or a weight is no number.
        """
        table = f"models/{name}.tsv"
        weights, bias = resources.compiled(
            f"model-{name}", [table], ["coding/judgement.py", "resources/loader.py"], lambda: _read(resources, table)
        )
        return cls(weights, bias)

    def odds(self, features: Iterable[str]) -> float:
        """How likely a yes is, in log odds (natural logarithm).

        The sum is exact before it is rounded (`fsum`): features come as a set, whose order is another in every
        process, and a plain sum of the same weights in another order may differ in its last digit.
        """
        return self.bias + math.fsum(filter(None, map(self.weights.get, features)))

    def probability(self, features: Iterable[str]) -> float:
        """How likely a yes is, 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds(features)))))


def _read(resources: Resources, table: str) -> tuple[dict[str, float], float]:
    rows = resources.table(table)
    if not rows:
        raise ResourceError("the model has no weights", table, "run tools/train_judgement.py")
    try:
        weights = {row["feature"]: float(row["weight"]) for row in rows}
    except ValueError as error:
        raise ResourceError("a weight is no number", table) from error
    return weights, weights.pop(BIAS, 0.0)


@dataclass(frozen=True, slots=True)
class Judges:
    """The models of the coder.

    Attributes:
        agent: Is a party who did it?
        target: Is a party whom it was done to?
        place: Is a place where it was?
        carry: Is a place of the context that of a clause which names none?
        event: Is a draft an event?
        same: Do two drafts tell one occurrence?
    """

    agent: Linear
    target: Linear
    place: Linear
    carry: Linear
    event: Linear
    same: Linear

    @classmethod
    def load(cls, resources: Resources) -> "Judges":
        """Read all models.

        Raises:
            ResourceError: A table is missing or broken.
        """
        names = ("agent", "target", "place", "carry", "event", "same")
        return cls(**{name: Linear.load(resources, name) for name in names})
