"""Fields of an event in words, for tables and explanations."""

from collections.abc import Sequence

from tawthiq.cli.labels import actor_label, label
from tawthiq.model.codebook import HARMS
from tawthiq.model.records import ActorName, Count, Event, Place, Thing

__all__ = [
    "actor_words",
    "count_words",
    "date_words",
    "field_values",
    "harm_words",
    "place_words",
    "territory_words",
    "thing_words",
]


def actor_words(actor: ActorName, lang: str) -> str:
    """Say an actor: the name as written, after who that is, where it is known and the reader may not read Arabic."""
    told = actor.id and actor.id != "civilians" and lang == "en"
    return f"{actor_label(actor.id or '', lang)}: {actor.name}" if told else actor.name


def place_words(place: Place) -> str:
    """Say a place and what it lies in, the way addresses are read."""
    return f"{place.name}\u060c {place.within}" if place.within else place.name


def thing_words(kind: str, thing: Thing, lang: str) -> str:
    """Say a weapon or an object: its class in words, and the name as written."""
    return f"{label(kind, thing.cls, lang)}: {thing.name}"


def count_words(count: Count, lang: str) -> str:
    """Say a count as told: "civilians 5", "people 20+" for at least 20, "fighters 3-7"."""
    if count.max is None:
        number = f"{count.min}+"
    elif count.min == count.max:
        number = str(count.min)
    else:
        number = f"{count.min}-{count.max}"
    side = f" ({actor_label(count.who, lang)})" if count.who else ""
    return f"{label('group', count.group, lang)} {number}{side}"


def harm_words(event: Event, lang: str) -> list[str]:
    """Say who was harmed: one line for each of killed, injured, detained that the event has, parts after totals."""
    found = ((harm, getattr(event, harm)) for harm in HARMS)
    return [f"{label('field', harm, lang)}: {_counts(counts, lang)}" for harm, counts in found if counts]


# Comma and semicolon by language.
_SEPARATORS = {"en": (", ", "; "), "ar": ("\u060c ", "\u061b ")}


def _counts(counts: Sequence[Count], lang: str) -> str:
    comma, semicolon = _SEPARATORS[lang]
    totals = comma.join(count_words(count, lang) for count in counts if not count.part)
    parts = comma.join(count_words(count, lang) for count in counts if count.part)
    return f"{totals}{semicolon}{label('word', 'of-which', lang)} {parts}" if parts else totals


def date_words(event: Event) -> str:
    """Say when: the day that the text gives, else the stretch of days that it can be, else nothing."""
    if event.date:
        return event.date
    if not event.date_start:
        return ""
    end = event.date_end or event.date_start
    days = event.date_start if end == event.date_start else f"{event.date_start}..{end}"
    return f"({days})"


def territory_words(event: Event, lang: str) -> str:
    """Say who took a place and from whom, empty where nothing changed hands."""
    ends = ((label("word", end, lang), event.territory.get(end)) for end in ("to", "from"))
    return _SEPARATORS[lang][0].join(f"{word} {actor_label(who, lang)}" for word, who in ends if who)


def field_values(event: Event, lang: str) -> list[tuple[str, list[str]]]:
    """Say every field of an event, value by value.

    Args:
        event: An event.
        lang: "en" or "ar".

    Returns:
        Fields that the event has, in the codebook's order, each with its values in the order of the record, so that
        value n is the one that evidence with item n belongs to.
    """
    found = [("type", [label("type", event.type, lang)]), ("scope", [label("scope", event.scope, lang)])]
    found += [(side, [actor_words(a, lang) for a in getattr(event, side)]) for side in ("actor1", "actor2")]
    found += [(harm, [_count_or_part(c, lang) for c in getattr(event, harm)]) for harm in HARMS]
    found += [
        ("places", [_place_and_point(place) for place in event.places]),
        ("date", [event.date] if event.date else []),
    ]
    found += [("weapons", [thing_words("weapon", thing, lang) for thing in event.weapons])]
    found += [("objects", [thing_words("object", thing, lang) for thing in event.objects])]
    found += [("attribution", list(event.attribution))]
    found += [("territory", [territory_words(event, lang)] if event.territory else [])]
    return [(field, values) for field, values in found if values]


def _place_and_point(place: Place) -> str:
    told = place.resolution
    if told.get("lat") is None:
        return place_words(place)
    return f"{place_words(place)} ({told['lat']:.3f}, {told['lon']:.3f}; {told.get('radius_km')} km)"


def _count_or_part(count: Count, lang: str) -> str:
    return f"{label('word', 'of-which', lang)} {count_words(count, lang)}" if count.part else count_words(count, lang)
