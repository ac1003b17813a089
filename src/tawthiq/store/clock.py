"""The time and the tool, as they are written into every record of the archive."""

from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

__all__ = ["now_utc", "tool_name"]


def now_utc() -> str:
    """Say the present time in UTC, ISO 8601 with six decimals and "Z", so that text order is time order."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@cache
def tool_name() -> str:
    """Name the program and its version, as "tawthiq 0.1.0"."""
    return f"tawthiq {version('tawthiq')}"
