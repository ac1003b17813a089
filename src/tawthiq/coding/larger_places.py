"""Whether a larger place stands behind a name, which tells that a word that nothing else tells is a place."""

from tawthiq.coding.place_names import NameReader, View, is_compass_at, opens_direction

__all__ = ["larger_follows", "lies_in"]

# Least weight of a place whose name stands alone.
_TOWN = 0.3


def larger_follows(names: NameReader, view: View, at: int) -> bool:
    """Whether a larger place follows at once: a direction, "التابعة", "بمحافظة", or a known name after "ب".

    Args:
        names: Reads names.
        view: The sentence.
        at: Index after a name.
    """
    form = view.forms[at]
    if opens_direction(view, at) or form in ("التابعه", "الواقعه"):
        return True
    if form == "(" and at + 2 < view.end and is_compass_at(view, at + 1) and view.forms[at + 2] == ")":
        return True
    if form == "علي" and at + 1 < view.end and view.forms[at + 1] == "الحدود":
        return True
    kind = next((m for m in view.mentions(at, "kind") if m.prefix.endswith("ب")), None)
    if kind is not None or (form == "في" and at + 1 < view.end and view.mentions(at + 1, "kind")):
        return True
    match = names.match(view, at)
    return match is not None and match.prefix == "ب" and match.known.weight >= _TOWN and not match.is_ordinary


def lies_in(names: NameReader, view: View, at: int) -> bool:
    """Whether a larger place follows at once, also behind "في": "شمالي بغداد", "في عدن", "في شمال عدن".

    Args:
        names: Reads names.
        view: The sentence.
        at: Index after a name.
    """
    if at + 1 >= view.end or larger_follows(names, view, at):
        return at < view.end and larger_follows(names, view, at)
    if view.forms[at] != "في":
        return False
    match = names.match(view, at + 1)
    known = match is not None and not match.prefix and not match.is_ordinary and match.known.weight >= _TOWN
    return known or opens_direction(view, at + 1)
