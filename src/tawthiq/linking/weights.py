"""The fitted numbers, as Splink wants them: for each level how often matches (m) and others (u) have it.

A level's weight is log2(m / u) bits; the weights of a pair's levels and the prior add up to its match weight
(Fellegi and Sunter 1969, "A Theory for Record Linkage"; https://moj-analytical-services.github.io/splink/). The numbers
stand in resources/linking/weights.tsv with how they were got; tools/fit_linking.py fits them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from splink import SettingsCreator
from splink.internals.comparison_creator import ComparisonCreator

from tawthiq.errors import ResourceError
from tawthiq.linking.dialects import Dialect
from tawthiq.linking.features import FEATURES, OTHERWISE, Feature
from tawthiq.resources import Resources

__all__ = ["PRIOR", "Weights"]

PRIOR = "prior"
"""Row of the table that holds the share of matches among compared pairs (m) and its rest (u)."""

_COMPARED = "l.blocks = r.blocks AND l.report <> r.report AND l.scope = r.scope"


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights' table.

    Attributes:
        chances: (feature, level) to (m, u).
    """

    chances: Mapping[tuple[str, str], tuple[float, float]]

    @classmethod
    def load(cls, resources: Resources) -> "Weights":
        """Read the table.

        Args:
            resources: The package's tables and the user's.

        Raises:
            ResourceError: A number is none.
        """
        rows = resources.table("linking/weights.tsv")
        try:
            return cls({(row["feature"], row["level"]): (float(row["m"]), float(row["u"])) for row in rows})
        except ValueError as error:
            raise ResourceError(str(error), "linking/weights.tsv", "write m and u as decimal numbers") from error

    def bits(self, feature: str, level: str) -> float:
        """Weight of a level.

        Args:
            feature: Name of a feature.
            level: Name of one of its levels; "unknown" weighs nothing.

        Returns:
            Bits, positive where it speaks for a match.

        Raises:
            ResourceError: The table does not list the level.
        """
        if level == "unknown":
            return 0.0
        match, other = self._of(feature, level)
        return log2(match / other)

    def _of(self, feature: str, level: str) -> tuple[float, float]:
        found = self.chances.get((feature, level))
        if found is None or not 0 < found[0] <= 1 or not 0 < found[1] <= 1:
            raise ResourceError(
                f"no m and u between 0 and 1 for {feature} / {level}",
                "linking/weights.tsv",
                "fit again with tools/fit_linking.py",
            )
        return found

    def settings(self, dialect: Dialect, *, only_new: bool = False) -> SettingsCreator:
        """Write the settings of Splink with every number fixed.

        Args:
            dialect: Of the engine.
            only_new: Whether pairs of two records with `is_new` false are left out.

        Returns:
            The settings; the same for the same table.
        """
        comparisons: list[ComparisonCreator | dict[str, Any]] = [self._comparison(make(dialect)) for make in FEATURES]
        condition = f"{_COMPARED} AND (l.is_new OR r.is_new)" if only_new else _COMPARED
        rule = {"blocking_rule": condition, "sql_dialect": dialect.name, "arrays_to_explode": ["blocks"]}
        match, other = self._of(PRIOR, PRIOR)
        return SettingsCreator(
            link_type="dedupe_only",
            comparisons=comparisons,
            blocking_rules_to_generate_predictions=[rule],
            probability_two_random_records_match=match / (match + other),
            retain_matching_columns=False,
            retain_intermediate_calculation_columns=False,
            unique_id_column_name="id",
            linker_uid="tawthiq",
        )

    def _comparison(self, feature: Feature) -> dict[str, Any]:
        unknown = {"sql_condition": feature.unknown, "label_for_charts": "unknown", "is_null_level": True}
        levels: list[dict[str, Any]] = [] if feature.unknown == "false" else [unknown]
        for level in feature.levels:
            match, other = self._of(feature.name, level.name)
            levels.append(
                {
                    "sql_condition": level.condition if level.condition != OTHERWISE else "ELSE",
                    "label_for_charts": level.name,
                    "m_probability": match,
                    "u_probability": other,
                }
            )
        return {"output_column_name": feature.name, "comparison_levels": levels}
