"""Which verb a participle belongs to: "مخلفا", "مستهدفة", "المحاصرين", "موقعين".

Reports hang results and circumstances on participles as often as on verbs ("مخلفا خمسة قتلى", "مستهدفة بلدة"). The
masculine singular of each verb's two participles comes from language/participles.tsv (tools/build_verbs.py); gender
and number are read off the ending here.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from tawthiq.arabic.generated import generated_rows
from tawthiq.arabic.verbs import Gender, Number, Voice

__all__ = ["Participle", "participle_readings"]

_VOICES: dict[str, Voice] = {"a": "active", "p": "passive", "b": "both"}
_ENDINGS: tuple[tuple[str, Gender, Number], ...] = (
    ("", "m", "singular"),
    ("ا", "m", "singular"),
    ("ه", "f", "singular"),
    ("ان", "m", "dual"),
    ("ين", "m", "dual"),
    ("ون", "m", "plural"),
    ("ين", "m", "plural"),
    ("و", "m", "plural"),
    ("تان", "f", "dual"),
    ("تين", "f", "dual"),
    ("ات", "f", "plural"),
)
_MIN_STEM = 3


@dataclass(frozen=True, slots=True)
class Participle:
    """One reading of a word as a participle.

    Attributes:
        lemma: The verb as in verbs.tsv.
        voice: "both" where the spelling does not tell them apart ("مستهدف").
        gender: "m" or "f".
        number: A word in ين may be dual or plural: both are read.
    """

    lemma: str
    voice: Voice
    gender: Gender
    number: Number


@lru_cache(maxsize=16384)
def participle_readings(key: str) -> tuple[Participle, ...]:
    """The verbs of which a word is a participle.

    Args:
        key: A folded word without clitics and article ("مخلفا", "مستهدفه"), as a `Reading` of words gives it.

    Returns:
        Readings, in order of endings and of verbs.tsv; empty if it is no participle of the table.
    """
    found: list[Participle] = []
    for ending, gender, number in _ENDINGS:
        stem = key[: len(key) - len(ending)]
        if not key.endswith(ending) or len(stem) < _MIN_STEM:
            continue
        # A final ya falls out before the plural: "متوفون" of "متوفي".
        for base in (stem, stem + "ي") if number == "plural" and gender == "m" else (stem,):
            found += [
                Participle(lemma, _VOICES[entry[0]], gender, number)
                for entry in _bases().get(base, "").split(" ")
                if entry
                for lemma in entry[2:].split("|")
            ]
    return tuple(dict.fromkeys(found))


@cache
def _bases() -> dict[str, str]:
    """Folded masculine singular to "voice:lemma|lemma", several with spaces between."""
    found: dict[str, str] = {}
    for key, voice, lemmas in generated_rows("participles.tsv"):
        known = found.get(key)
        found[key] = f"{known} {voice}:{lemmas}" if known else f"{voice}:{lemmas}"
    return found
