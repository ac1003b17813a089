"""JSON Lines: one coded report a line, in the codebook's form (section 5)."""

import json
import re
from typing import Final

from tawthiq.model.records import Report
from tawthiq.model.wire import report_to_json

__all__ = ["dump_line", "report_line"]

# Lone surrogates have no UTF-8, and some readers take the others for ends of lines.
_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dump_line(row: object) -> str:
    """Write a value as one line of JSON that any reader of UTF-8 lines can read.

    Args:
        row: What `json.dumps` takes; strings may hold lone surrogates, which come out as escapes.

    Returns:
        The line without its end.
    """
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(row, ensure_ascii=False))


def report_line(report: Report) -> str:
    """Write a coded report as `{"id", "events", "version"}`.

    Args:
        report: A coded report.

    Returns:
        The line without its end.
    """
    return dump_line(report_to_json(report))
