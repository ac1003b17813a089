"""Is a report about war at all? Sport, economy, culture and technology borrow its words (codebook, section 2).

Counted over the whole report: words of those fields against armed parties, weapons and casualties. In the learning
reports the former are hardly met (0 of a thousand words in nine of ten); in articles of those fields they come to 27
and more of a thousand in three of four, the latter to 3 at most.
"""

from dataclasses import dataclass

from tawthiq.coding.annotated import Annotated

__all__ = ["Tone", "tone_of"]

_LEAST_RATE = 6.0


@dataclass(frozen=True, slots=True)
class Tone:
    """How many words of a thousand belong where.

    Attributes:
        figurative: Words of sport, economy, culture and technology.
        armed: Names of armed parties; bare names of countries and words that need a context left out.
        harmful: Weapons and words for casualties.
    """

    figurative: float
    armed: float
    harmful: float

    @property
    def is_figurative(self) -> bool:
        """Whether words of war are figures of speech here."""
        return self.figurative >= _LEAST_RATE and self.figurative > self.armed + self.harmful


def tone_of(text: Annotated) -> Tone:
    """Measure the tone of a report.

    Args:
        text: The annotated report.

    Returns:
        Rates per thousand words; all 0 for an empty text.
    """
    figurative = sum(m.entry.label == "figurative" for here in text.of("cue").values() for m in here)
    armed = sum(
        m.entry.attrs.get("country_name") != "yes" and m.entry.attrs.get("ambiguous") != "yes"
        for here in text.of("actor").values()
        for m in here
    )
    harmful = sum(m.entry.attrs["harm"] != "none" for here in text.of("person").values() for m in here)
    harmful += sum(map(len, text.of("weapon").values()))
    scale = 1000 / max(1, len(text.words))
    return Tone(figurative * scale, armed * scale, harmful * scale)
