"""Loose keys: one key for the spellings that reports and maps use for one name.

Steps, in this order, on a key (folded, without articles):
1. consonants that dialect and transcription confuse become one: ض and ظ, ذ and ز and ز, ث and س and ص, ط and ت,
   ق and ك and غ and ج where names come through Latin letters are NOT merged: they part real villages;
2. long vowels inside a word go, since transcription and dialect write or leave them ("كفر زيتا", "كفرزيته");
3. a final ه, ا or ي goes; hamza goes; doubled letters become one;
4. the words are written together.

A loose key proposes candidates only; how far the two names are apart is judged again by the ranking.
"""

import re
from functools import lru_cache

__all__ = ["loose_key"]

_MERGED = str.maketrans({"ض": "ظ", "ذ": "ز", "ث": "س", "ص": "س", "ط": "ت", "ء": "", "ح": "ه"})


@lru_cache(maxsize=65536)
def loose_key(key: str) -> str:
    """Make the loose key of a key.

    Args:
        key: A key made by `tawthiq.places.keys.key_of`.

    Returns:
        The loose key; never empty for a key that is not.
    """
    words = []
    for word in key.split():
        bare = word.translate(_MERGED)
        bare = re.sub(r"[هاي]+\Z", "", bare) or bare
        bare = bare[:1] + re.sub("[اوي]", "", bare[1:])
        words.append(re.sub(r"(.)\1+", r"\1", bare))
    joined = "".join(words)
    return joined or key
