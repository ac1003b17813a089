"""Options that the commands share which run on Spark."""

import os
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tawthiq.scale.session import SparkSettings

__all__ = ["Engine", "spark_settings"]


class Engine(StrEnum):
    """What the work is spread with."""

    processes = "processes"
    spark = "spark"


def spark_settings(conf: list[str] | None, jobs: int | None) -> "SparkSettings":
    """Make settings of what was typed.

    Args:
        conf: "spark.key=value" each.
        jobs: Python workers where this machine is the cluster; None for one a core.

    Returns:
        The settings.

    Raises:
        UsageError: A configuration is no KEY=VALUE.
    """
    from tawthiq.scale.session import SparkSettings, parse_conf

    return SparkSettings(parse_conf(conf or []), jobs or os.cpu_count() or 1)
