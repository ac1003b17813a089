"""The features by which two records are compared, and their levels, from the strongest agreement to conflict.

A feature says one thing about a pair; its level is the first whose condition holds; "unknown" tells nothing and weighs
nothing. What each level weighs stands in resources/linking/weights.tsv.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tawthiq.linking.dialects import Dialect

__all__ = ["FEATURES", "OTHERWISE", "Feature", "Level"]

OTHERWISE: Final = "ELSE"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a feature.

    Attributes:
        name: As the weights' table and explanations call it.
        condition: SQL over the columns of records.py with the endings _l and _r; `OTHERWISE` for the last.
    """

    name: str
    condition: str


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature.

    Attributes:
        name: As the weights' table calls it.
        unknown: SQL that holds where a record does not tell enough to compare.
        levels: In order; the last is `OTHERWISE`.
    """

    name: str
    unknown: str
    levels: tuple[Level, ...]


def _kind(_: Dialect) -> Feature:
    families = "least(family_l, family_r) || '-' || greatest(family_l, family_r)"
    related = "('civilians-explosions', 'battles-explosions', 'battles-civilians', 'civilians-riots', 'protests-riots')"
    return Feature(
        "type",
        "type_l = '' OR type_r = ''",
        (
            Level("same type", "type_l = type_r"),
            Level("same family", "family_l = family_r"),
            Level("related families", f"{families} IN {related}"),
            Level("other family", OTHERWISE),
        ),
    )


def _place(d: Dialect) -> Feature:
    km, names = d.nearest_km(), d.shared("places")
    inside = f"{d.shared_between('places_l', 'areas_r')} + {d.shared_between('places_r', 'areas_l')}"
    none = " OR ".join(f"{d.size(f'places_{side}')} + {d.size(f'areas_{side}')} = 0" for side in "lr")
    return Feature(
        "place",
        none,
        (
            Level("same rare name", f"{d.shared_bits('places')} >= 10 AND coalesce({km} <= 15, true)"),
            Level("same name, within 5 km", f"{names} > 0 AND {km} <= 5"),
            Level("within 5 km", f"{km} <= 5"),
            Level("same name", f"{names} > 0 AND coalesce({km} <= 15, true)"),
            Level("within 15 km", f"{km} <= 15"),
            Level("farther than 50 km", f"{km} > 50"),
            Level("one inside the other", f"{inside} > 0"),
            Level("within 50 km", f"{km} <= 50"),
            Level("same area", f"{d.shared('areas')} > 0"),
            Level("other names", OTHERWISE),
        ),
    )


def _day(_: Dialect) -> Feature:
    both = "(day_l IS NOT NULL AND day_r IS NOT NULL)"
    sure = f"({both} AND sure_l + sure_r = 2)"
    # Days between two stretches: 0 where they overlap.
    apart = "greatest(day_l - slack_l - day_r, day_r - slack_r - day_l, 0)"
    gap, exact = "abs(day_l - day_r)", "slack_l <= 2 AND slack_r <= 2"
    year = {s: f"coalesce(year_day_{s}, (day_{s} - 1) - (CAST(floor((day_{s} - 1) / 365.2425) AS INT) * 365.2425) + 1)"
            for s in "lr"}  # fmt: skip
    around = f"least(abs({year['l']} - {year['r']}), 366 - abs({year['l']} - {year['r']}))"
    week = {s: f"coalesce(weekday_{s}, (day_{s} + 6) % 7)" for s in "lr"}
    turn = f"(({week['l']} - {week['r']} + 7) % 7)"
    return Feature(
        "day",
        f"NOT {both} AND (({year['l']} IS NULL OR {year['r']} IS NULL)"
        f" AND ({week['l']} IS NULL OR {week['r']} IS NULL))",
        (
            Level("same day", f"{both} AND {gap} = 0 AND {exact}"),
            Level("1 day apart", f"{both} AND {gap} = 1 AND {exact}"),
            Level("within the days told", f"{both} AND {apart} = 0"),
            Level("2 to 3 days apart", f"{both} AND {apart} <= 3"),
            Level("4 to 7 days apart, both sure", f"{sure} AND {apart} <= 7"),
            Level("over a week apart, both sure", sure),
            Level("4 to 7 days apart", f"{both} AND {apart} <= 7"),
            Level("over a week apart", both),
            Level("same day of the year and weekday", f"{around} <= 1.5 AND {turn} = 0"),
            Level("same day of the year, other weekday", f"{around} <= 1.5 AND {turn} NOT IN (0, 1, 6)"),
            Level("same day of the year", f"{around} <= 2.5"),
            Level("other day of the year", f"{around} > 2.5"),
            Level("same weekday", f"{turn} IN (0, 1, 6)"),
            Level("other weekday", OTHERWISE),
        ),
    )


def _harm(name: str) -> Callable[[Dialect], Feature]:
    low = {s: f"{name}_low_{s}" for s in "lr"}
    high = {s: f"{name}_high_{s}" for s in "lr"}
    exact = f"{low['l']} = {low['r']} AND {high['l']} = {high['r']}"
    overlap = f"{low['l']} <= coalesce({high['r']}, 1000000) AND {low['r']} <= coalesce({high['l']}, 1000000)"
    gap = f"abs({low['l']} - {low['r']})"
    return lambda _: Feature(
        name,
        f"{low['l']} IS NULL OR {low['r']} IS NULL",
        (
            Level("same number over 3", f"{exact} AND {low['l']} > 3"),
            Level("same number", exact),
            Level("ranges meet", overlap),
            Level("close", f"{gap} <= greatest(1, 0.34 * greatest({low['l']}, {low['r']}))"),
            Level("other numbers", OTHERWISE),
        ),
    )


def _toll(_: Dialect) -> Feature:
    same = [f"{harm}_low_l = {harm}_low_r AND {harm}_high_l = {harm}_high_r" for harm in ("killed", "injured")]
    total = "killed_low_l + injured_low_l"
    return Feature(
        "toll",
        " OR ".join(f"{harm}_low_{side} IS NULL" for harm in ("killed", "injured") for side in "lr"),
        (
            Level("both numbers the same, over 5", f"{same[0]} AND {same[1]} AND {total} > 5"),
            Level("both numbers the same", f"{same[0]} AND {same[1]}"),
            Level("one the same", f"({same[0]}) OR ({same[1]})"),
            Level("neither the same", OTHERWISE),
        ),
    )


def _actors(d: Dialect) -> Feature:
    crossed = f"{d.shared('parties')}"
    return Feature(
        "actors",
        f"{d.size('parties_l')} = 0 OR {d.size('parties_r')} = 0",
        (
            Level("same doer", f"{d.shared('doers')} > 0"),
            Level("shared side", f"{crossed} > 0"),
            Level("other doers", f"{d.size('doers_l')} > 0 AND {d.size('doers_r')} > 0"),
            Level("no shared side", OTHERWISE),
        ),
    )


def _shared_list(name: str, column: str) -> Callable[[Dialect], Feature]:
    return lambda d: Feature(
        name,
        f"{d.size(f'{column}_l')} = 0 OR {d.size(f'{column}_r')} = 0",
        (Level("shared", f"{d.shared(column)} > 0"), Level("none shared", OTHERWISE)),
    )


def _names(d: Dialect) -> Feature:
    return Feature(
        "names",
        f"{d.size('names_l')} = 0 OR {d.size('names_r')} = 0",
        (
            Level("two or more", f"{d.shared('names')} >= 2"),
            Level("one", f"{d.shared('names')} = 1"),
            Level("none shared", OTHERWISE),
        ),
    )


def _named_place(d: Dialect) -> Feature:
    """The commonest levels first: an engine reads the lists again for each condition."""
    one = d.most_bits_between("place_words_l", "text_r")
    other = d.most_bits_between("place_words_r", "text_l")
    least, most = f"least({one}, {other})", f"greatest({one}, {other})"
    both = f"({d.size('place_words_l')} > 0 AND {d.size('place_words_r')} > 0)"
    return Feature(
        "named place",
        f"{d.size('place_words_l')} + {d.size('place_words_r')} = 0",
        (
            Level("neither", f"{both} AND {most} < 7"),
            Level("neither, one without place", f"{most} < 7"),
            Level("one has a rare place that the other names", f"NOT {both} AND {most} >= 10"),
            Level("one has a place that the other names", f"NOT {both}"),
            Level("one names the place of the other", f"{least} < 7 AND {most} < 10"),
            Level("one names the place of the other, rare", f"{least} < 7"),
            Level("each names the place of the other", f"{least} < 10"),
            Level("each names the place of the other, rare", OTHERWISE),
        ),
    )


def _rising(value: str, bounds: Sequence[int], unit: str, *, before: str = "", when: str = "") -> list[Level]:
    """Levels of a number; the second stands first: most pairs have it, and an engine reads the lists for each level."""
    also = f"{when} AND " if when else ""
    names = [f"fewer than {bounds[0]}{unit}", *(f"{n}{unit} or more" for n in bounds[:-1])]
    levels = [Level(before + name, f"{also}{value} < {n}") for name, n in zip(names, bounds, strict=True)]
    second = Level(before + names[1], f"{also}floor({value}) BETWEEN {bounds[0]} AND {bounds[1] - 1}")
    return [second, levels[0], *levels[2:]]


def _words(d: Dialect) -> Feature:
    bits = d.shared_bits("words")
    bounds = (9, 18, 28, 40, 56, 80, 120)
    known = "day_l IS NOT NULL AND day_r IS NOT NULL"
    return Feature(
        "words",
        f"{d.size('words_l')} < 3 OR {d.size('words_r')} < 3",
        (
            *_rising(bits, bounds, " bits", when=known),
            Level("120 bits or more", known),
            *_rising(bits, bounds, " bits", before="no day: "),
            Level("no day: 120 bits or more", OTHERWISE),
        ),
    )


def _share(name: str, column: str) -> Callable[[Dialect], Feature]:
    def make(d: Dialect) -> Feature:
        least = f"least({d.bits(f'{column}_l')}, {d.bits(f'{column}_r')})"
        share = f"CAST(100 * {d.shared_bits(column)} AS DOUBLE) / {least}"
        return Feature(
            name,
            f"{d.size(f'{column}_l')} < 3 OR {d.size(f'{column}_r')} < 3",
            (*_rising(share, (6, 11, 18, 28, 40, 60), "%"), Level("60% or more", OTHERWISE)),
        )

    return make


def _phrases(d: Dialect) -> Feature:
    return Feature(
        "phrases",
        f"{d.size('phrases_l')} < 3 OR {d.size('phrases_r')} < 3",
        (*_rising(d.shared("phrases"), (1, 2, 3, 5, 10, 20), ""), Level("20 or more", OTHERWISE)),
    )


def _standing(_: Dialect) -> Feature:
    return Feature(
        "standing",
        "false",
        (
            Level("both first", "order_l = 0 AND order_r = 0"),
            Level("one first, one second", "order_l + order_r = 1"),
            Level("one first", "order_l = 0 OR order_r = 0"),
            Level("neither first", OTHERWISE),
        ),
    )


def _copies(d: Dialect) -> Feature:
    shared = d.shared("bands")
    return Feature(
        "copy",
        f"{d.size('bands_l')} = 0 OR {d.size('bands_r')} = 0",
        (
            Level("copy", f"{shared} >= 6"),
            Level("much in common", f"{shared} >= 1"),
            Level("no copy", OTHERWISE),
        ),
    )


FEATURES: Final[tuple[Callable[[Dialect], Feature], ...]] = (
    _kind,
    _place,
    _named_place,
    _day,
    _harm("killed"),
    _harm("injured"),
    _toll,
    _actors,
    _shared_list("weapons", "weapons"),
    _shared_list("objects", "objects"),
    _names,
    _words,
    _share("wording", "words"),
    _share("text", "text"),
    _phrases,
    _standing,
    _copies,
)
"""Each gives its feature in the words of an engine."""
