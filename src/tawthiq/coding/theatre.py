"""Where and when a report plays: which reading of "the army" or "the coalition" holds (codebook, rulings 10, 16).

The countries are voted for by place names, by actors that have one meaning only, and by adjectives of nations; the
year is that of the publication, else of the dates told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Entry
from tawthiq.coding.locations import Location
from tawthiq.resources import Row

__all__ = ["Theatre", "theatre_of"]

_OWN_COUNTRY_VOTE = 1.0
# A name votes for so many countries that have it, each with this much of the vote of the one before: Aden is the port
# of Yemen rather than the villages in Iraq and Syria that are called so too.
_MOST_COUNTRIES, _NEXT_SHARE = 4, 0.6
_ACTOR_VOTE = 1.0
# Countries whose forces act abroad: their name alone does not say where a report plays.
_EXPEDITIONARY = frozenset({"RU", "US", "GB", "FR", "IR", "TR", "SA", "AE"})
# How well an alias that holds everywhere fits; one of a country needs at least this share of the votes for it.
_EVERYWHERE = 0.05
_LEAST_FIT = 0.04
# Names as great as a capital hold anywhere; others need a country with at least this share of the votes.
_WORLD_KNOWN = 0.85
_LEAST_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Theatre:
    """Countries by weight and the year.

    Attributes:
        weights: ISO code to share of the votes, 0 to 1.
        year: Year the report tells of, None if unknown.
        clients: Rows of actors/clients.tsv.
    """

    weights: Mapping[str, float]
    year: int | None
    clients: Sequence[Row] = ()
    _fits: dict[Entry, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def main(self) -> str | None:
        """The country with most votes."""
        return max(self.weights, key=lambda c: (self.weights[c], c)) if self.weights else None

    def fit(self, entry: Entry) -> float:
        """How well an alias fits here: its theatre's share of votes, 0.05 for everywhere, 0 for elsewhere.

        Args:
            entry: An alias or adjective with `theatre`, `from` and `to`.
        """
        fit = self._fits.get(entry)
        if fit is None:
            attrs = entry.attrs
            fit = self._fits[entry] = self._fit(attrs.get("theatre"), attrs.get("from"), attrs.get("to"))
        return fit

    def _fit(self, theatre: str | None, since: str | None, until: str | None) -> float:
        if self.year is not None:
            first, last = since or "0", until or "9999"
            if not int(first[:4]) <= self.year <= int(last[:4]):
                return 0.0
        countries = (theatre or "*").split("|")
        best = max((self.weights.get(c, 0.0) for c in countries), default=0.0)
        if "*" in countries:
            return max(best, _EVERYWHERE)
        return best if best >= _LEAST_FIT or not self.weights else 0.0

    def client_of(self, patron: str | None) -> str | None:
        """Whom "the forces loyal to it" means here, None where the table does not tell."""
        for row in self.clients:
            countries = row.items("theatre")
            if row["patron"] == patron and (
                "*" in countries or any(self.weights.get(c, 0.0) >= _LEAST_FIT for c in countries)
            ):
                return row["id"]
        return None

    def holds(self, location: Location) -> bool:
        """Whether a place fits the report: a bare name of a far country's village is a word that looks like it."""
        if location.rule != "place.name" or location.known is None or not self.weights:
            return True
        if location.known.weight >= _WORLD_KNOWN:
            return True
        return any(self.weights.get(c, 0.0) >= _LEAST_SHARE for c in location.known.countries)


def theatre_of(text: Annotated, locations: Iterable[Location], clients: Sequence[Row] = (), extra: str = "") -> Theatre:
    """Vote for the theatre of a report.

    Args:
        text: The annotated report.
        locations: Its place phrases.
        clients: Rows of actors/clients.tsv.
        extra: ISO code that the outlet or the user sets, "" for none.

    Returns:
        The theatre; without any vote its weights are empty.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for location in locations:
        if location.known is None:
            continue
        countries = location.known.countries
        strength = _OWN_COUNTRY_VOTE * (0.3 + location.known.weight)
        if location.known.kinds and location.known.kinds[0] == "country" and countries[0] in _EXPEDITIONARY:
            strength *= 0.3
        shares = _shares(min(len(countries), _MOST_COUNTRIES))
        for country, share in zip(countries, shares, strict=False):
            votes[country] += strength * share
    for mention in text.mentions:
        if mention.entry.kind in ("actor", "nisba"):
            theatres = _named_countries(mention.entry.attrs.get("theatre") or "*")
            if theatres and len(theatres) <= 2 and mention.entry.attrs.get("ambiguous") != "yes":
                for country in theatres:
                    votes[country] += _ACTOR_VOTE / len(theatres) / 2
    if extra:
        votes[extra] += 2.0
    total = sum(votes.values())
    weights = {country: n / total for country, n in votes.items()} if total else {}
    return Theatre(weights, _year(text), clients)


@cache
def _shares(countries: int) -> tuple[float, ...]:
    """How the vote of a name that several countries have is split: the greatest place of that name comes first."""
    parts = [_NEXT_SHARE**n for n in range(countries)]
    return tuple(part / sum(parts) for part in parts)


@lru_cache(maxsize=4096)
def _named_countries(cell: str) -> tuple[str, ...]:
    """The countries of a cell `theatre`; "*" is none."""
    return tuple(country for country in cell.split("|") if country != "*")


def _year(text: Annotated) -> int | None:
    if text.published:
        return text.published.year
    years = [d.date_start.year for d in text.dates if d.explicit_year and d.date_start]
    return max(years) if years else None
