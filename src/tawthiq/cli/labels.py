"""The names of codebook lists and fields in English and Arabic, for people to read."""

from functools import cache

from tawthiq.resources import Resources

__all__ = ["actor_label", "label"]


@cache
def _labels(lang: str) -> dict[tuple[str, str], str]:
    return {(row["list"], row["key"]): row[lang] for row in Resources().table("codebook/labels.tsv")}


def label(kind: str, key: str, lang: str) -> str:
    """Name a value of a closed list.

    Args:
        kind: The list: "type", "group", "weapon", "object", "scope", "family", "field" or "word".
        key: The value, as records write it.
        lang: "en" or "ar".

    Returns:
        Its label; the key itself where the list has no such value.
    """
    return _labels(lang).get((kind, key), key)


@cache
def _actors() -> dict[str, str]:
    return {row["id"]: row["name_ar"] for row in Resources().table("actors/actors.tsv")}


def actor_label(actor: str, lang: str) -> str:
    """Name an actor, as short as its id.

    Args:
        actor: Its id, or a name that has none.
        lang: "en" or "ar".

    Returns:
        In English the id's words, in Arabic the name of the package's table; what was given where that has no such id.
    """
    return actor.replace("-", " ") if lang == "en" else _actors().get(actor, actor)
