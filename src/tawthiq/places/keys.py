"""Keys of names: under which words a place is found.

The chief key of a name is its folded form without articles. A kind word that opens the name ("مدينة", "قضاء",
"مركز") gives a second key without it, because reports name the place either way; kind words that make the name
("مطار", "سد", "جبل") stay (codebook, ruling 23).
"""

import re
from collections.abc import Iterable

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key
from tawthiq.places.packed import ARTICLE, BARE

__all__ = ["key_of", "name_keys"]

_MAX_WORDS = 5
_DROPPED_KINDS = frozenset(
    "مدينه محافظه قضاء ناحيه مركز بلده قريه حي حاره مديريه ولايه منطقه عزله مخيم بلديه شعبيه محليه هجره خربه".split()
)
_KEPT_WITH_ONE_WORD = frozenset(("خربه", "مركز", "حاره", "هجره"))  # too weak alone: خربة is half of many names
_SIGNS = re.compile(r"[\s\-/,.\u060c]+")


def key_of(name: str) -> str:
    """Make the key of a name.

    Args:
        name: A name in Arabic letters, as written.

    Returns:
        Its words folded and without articles, parted by single spaces; empty if nothing is left.
    """
    return bare_key(" ".join(_SIGNS.sub(" ", fold_key(name)).split()))


def name_keys(names: Iterable[str]) -> dict[str, int]:
    """Make all keys under which a place with these names is found.

    Args:
        names: Its Arabic names; a part in brackets counts as a name of its own.

    Returns:
        For each key its flags, out of `ARTICLE` and `BARE`: how the name writes its first word.
    """
    found: dict[str, int] = {}
    for name in names:
        for part in (re.sub(r"\(.*?\)", " ", name), *re.findall(r"\((.*?)\)", name)):
            folded = " ".join(_SIGNS.sub(" ", fold_key(part)).split())
            for form in _forms(folded):
                key = bare_key(form)
                if len(key) > 1 and key.count(" ") < _MAX_WORDS:
                    first = form.split()[0]
                    flag = ARTICLE if bare_key(first) != first else BARE
                    found[key] = found.get(key, 0) | flag
    return found


def _forms(folded: str) -> list[str]:
    first, _, rest = folded.partition(" ")
    if not rest or bare_key(first) not in _DROPPED_KINDS or bare_key(first) in _KEPT_WITH_ONE_WORD:
        return [folded]
    return [folded, rest]
