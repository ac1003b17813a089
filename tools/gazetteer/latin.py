"""Arabic names made from Latin ones, for rows that no source names in Arabic.

The transliterations are those of the sources: BGN/PCGN with and without its marks (GeoNames, OCHA), and the French
one of Lebanon. Where the marks are gone a letter may stand for two; the commoner is taken ("h" at the end is ة, "s" is
س).
The result is marked `made`, ranks below attested names, and is meant for finding, not for printing as a fact.

Steps, in this order: the article and well-known first words; letters with marks; pairs; single letters; vowels.
"""

import re
import unicodedata

__all__ = ["arabic_from_latin"]

_WORDS = {
    "tall": "تل", "tell": "تل", "tal": "تل", "khirbat": "خربة", "khirbet": "خربة",
    "kherbet": "خربة", "kafr": "كفر", "kfar": "كفر", "bayt": "بيت", "beit": "بيت", "beyt": "بيت",
    "umm": "أم", "um": "أم", "abu": "أبو", "abou": "أبو", "bi'r": "بئر", "bir": "بير",
    "jabal": "جبل", "jebel": "جبل", "gebel": "جبل", "wadi": "وادي", "ouadi": "وادي", "ra's": "رأس",
    "ras": "رأس", "dayr": "دير", "deir": "دير", "qal`at": "قلعة", "qalat": "قلعة", "`ayn": "عين",
    "ayn": "عين", "ain": "عين", "aain": "عين", "ein": "عين", "shaykh": "شيخ", "cheikh": "شيخ",
    "sheikh": "شيخ", "qasr": "قصر", "burj": "برج", "bourj": "برج", "borj": "برج", "bani": "بني",
    "beni": "بني", "al": "ال", "khan": "خان", "kabir": "كبير", "kabirah": "كبيرة", "saghir": "صغير",
    "saghirah": "صغيرة", "jazirat": "جزيرة", "madinat": "مدينة", "mazra`at": "مزرعة",
    "mazraat": "مزرعة", "hayy": "حي", "qaryat": "قرية", "nahiyat": "ناحية", "jisr": "جسر",
    "majdal": "مجدل", "mrah": "مراح", "haouch": "حوش", "hawsh": "حوش", "nahr": "نهر",
    "hilla": "حلة", "hillat": "حلة", "arab": "عرب", "`arab": "عرب", "`abd": "عبد", "abd": "عبد",
    "allah": "الله", "muhammad": "محمد", "ahmad": "أحمد", "`ali": "علي", "ali": "علي",
    "hasan": "حسن", "husayn": "حسين", "mahmud": "محمود", "sa`id": "سعيد", "salih": "صالح",
    "ibn": "بن", "bin": "بن", "ben": "بن", "sharqi": "شرقي", "gharbi": "غربي", "shamali": "شمالي",
    "janubi": "جنوبي", "fawqani": "فوقاني", "tahtani": "تحتاني", "sharqiyah": "شرقية",
    "gharbiyah": "غربية", "west": "غربي", "east": "شرقي", "north": "شمالي", "south": "جنوبي",
    "village": "", "well": "بئر", "camp": "مخيم", "airport": "مطار", "mountain": "جبل",
}  # fmt: skip
_MARKED = {
    "\u1e25": "ح", "\u0125": "ح", "\u1e28": "ح", "\u1e29": "ح", "\u1e63": "ص", "\u015f": "ص",
    "\u1e6d": "ط", "\u0163": "ط", "\u1e0d": "ض", "\u1e11": "ض", "\u1e93": "ظ", "\u1e95": "ظ",
    "\u0101": "ا", "\u00e2": "ا", "\u00e1": "ى", "\u012b": "ي", "\u00ee": "ي", "\u016b": "و",
    "\u00fb": "و", "\u00ea": "ي", "\u00f4": "و", "\u00e9": "ي", "\u00e5": "ا",
}  # fmt: skip
_PAIRS = (
    ("sh", "ش"), ("ch", "ش"), ("kh", "خ"), ("gh", "غ"), ("th", "ث"), ("dh", "ذ"), ("zh", "ظ"), ("ou", "و"), ("oo", "و"),
    ("ee", "ي"), ("aa", "ا"), ("ay", "ي"), ("ai", "ي"), ("ei", "ي"), ("aw", "و"), ("au", "و"), ("iy", "ي"), ("uw", "و"),
    ("dj", "ج"), ("tch", "تش"),
)  # fmt: skip
_LETTERS = dict(zip("bdfghjklmnqrstwyzpvcxo", "بدفجهجكلمنقرستويزبفكسو", strict=True))
_AYN = re.compile("[`\u2018\u02bf\u02bb]")
_HAMZA = re.compile("['\u2019\u02be]")
_ARTICLES = frozenset("al el ul il an ar as at ad az ash ath adh en er es et ed ez ech ej esh".split())


def arabic_from_latin(name: str) -> str:
    """Make an Arabic name from a Latin one.

    Args:
        name: A name in the transliteration of one of the sources.

    Returns:
        Arabic letters, or an empty string for a name that is no transliteration (digits, an English description).
    """
    text = _AYN.sub("`", _HAMZA.sub("'", unicodedata.normalize("NFC", name)).lower())
    if re.search(r"[0-9&/]", text) or not re.search("[a-z]", text):
        return ""
    words = [w for w in re.split(r"[^\w`'\u0300-\u036f]+", text) if w]
    made: list[str] = []
    article = False
    for word, following in zip(words, [*words[1:], ""], strict=True):
        plain = _plain(word)
        if plain in _ARTICLES and following and (plain[1:] == "l" or _plain(following).startswith(plain[1:])):
            article = True
            continue
        arabic = _WORDS.get(word) if word in _WORDS else _WORDS.get(_plain(word), "") or _spell(word)
        if arabic:
            made.append(("ال" if article else "") + arabic)
        article = False
    return " ".join(made)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _spell(word: str) -> str:
    if re.search("[^\\W_]", word) is None:
        return ""
    end = re.search(r"(?:ah|eh|a|\u00e9|e)\Z", word)
    stem, tail = (word[: end.start()], "ة") if end and len(word) > 3 and not word.endswith(("`a", "'a")) else (word, "")
    for mark, letter in _MARKED.items():
        stem = stem.replace(mark, letter)
    stem = _plain(stem)
    for pair, letter in _PAIRS:
        stem = stem.replace(pair, letter)
    made = []
    for index, char in enumerate(stem):
        if char == "`":
            made.append("ع")
        elif char in "aeiu" or char == "'":
            made.append(_vowel(char, stem, index))
        else:
            made.append(_LETTERS.get(char, char if "\u0621" <= char <= "\u064a" else ""))
    spelt = re.sub(r"(.)\1+", r"\1", "".join(made))
    return spelt + tail


def _vowel(char: str, stem: str, index: int) -> str:
    """Short vowels are not written but at the two ends of a word."""
    if char == "'":
        return "ء" if index == len(stem) - 1 else ""
    if index == 0:
        return "إ" if char in "ei" and len(stem) > 1 and stem[1] not in "\u064a" else "أ"
    if index == len(stem) - 1:
        return {"a": "ا", "i": "ي", "u": "و", "e": ""}[char]
    return ""
