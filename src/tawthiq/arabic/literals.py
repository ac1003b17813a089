"""Letters that a regular expression cannot do without."""

import re

__all__ = ["required_literal"]

# A group without groups in it, a set of signs, an escape. Taken out until none is left, they leave what stands in the
# expression itself.
_INNER = re.compile(r"\((?:[^()\\\[\]]|\\.|\[(?:[^\]\\]|\\.)*\])*\)|\[(?:[^\]\\]|\\.)*\]|\\.")
_GAP = "\0"
# Flags, by which letters may stand for others, and escapes of several signs.
_UNTOLD = re.compile(r"\(\?[a-zA-Z#-]|\\[0-9xuUN]")
# A sign that may be left out, and all signs that mean something.
_OPTIONAL = re.compile(r".(?:[?*]|\{[^}]*\})", re.S)
_SPECIAL = re.compile(rf"[.^$+?*(){{}}\[\]|\\{_GAP}]+")


def required_literal(pattern: str) -> str:
    """Give letters that stand in whatever an expression finds, so that a text without them need not be searched.

    Args:
        pattern: A regular expression of Python's `re`.

    Returns:
        The longest run of such letters; empty where the expression has alternatives or flags, or no such letters are
        seen. What is given is always required; more may be required than is given.
    """
    if _UNTOLD.search(pattern):
        return ""
    before, left = "", pattern
    while before != left:
        before, left = left, _INNER.sub(_GAP, left)
    if "|" in left or "(" in left or ")" in left:
        return ""
    return max(_SPECIAL.split(_OPTIONAL.sub(_GAP, left)), key=len)
