"""The closed lists of the codebook: event types with their families, groups, classes, scopes.

Source: codebook sections 3 and 4; the type names are ACLED's sub-event types.
"""

from typing import Final

__all__ = ["FAMILY", "GROUPS", "HARMS", "OBJECT_CLASSES", "SCOPES", "TYPES", "WEAPON_CLASSES"]

TYPES: Final[dict[str, tuple[str, ...]]] = {
    "battles": ("armed-clash", "government-regains-territory", "non-state-overtakes-territory"),
    "explosions": (
        "air-drone-strike",
        "shelling",
        "chemical-weapon",
        "suicide-bomb",
        "remote-explosive",
        "grenade",
    ),
    "civilians": ("attack", "abduction", "sexual-violence"),
    "protests": ("peaceful-protest", "protest-intervention", "excessive-force-protest"),
    "riots": ("violent-demonstration", "mob-violence"),
    "strategic": (
        "agreement",
        "arrests",
        "change-to-group",
        "disrupted-weapons-use",
        "base-established",
        "looting-destruction",
        "non-violent-transfer",
        "other",
    ),
}
FAMILY: Final[dict[str, str]] = {name: family for family, names in TYPES.items() for name in names}
SCOPES: Final = ("incident", "aggregate")
HARMS: Final = ("killed", "injured", "detained")
GROUPS: Final = frozenset(
    "civilians children women men elderly fighters officers medics journalists aid-workers protesters"
    " prisoners unspecified".split()
)
WEAPON_CLASSES: Final = frozenset(
    "air-bomb vacuum barrel-bomb cluster incendiary napalm-phosphorus chemical missile rocket artillery"
    " mortar tank drone naval ied car-bomb suicide-vest mine sniper small-arms knife grenade anti-tank"
    " anti-aircraft other".split()
)
OBJECT_CLASSES: Final = frozenset(
    "residential medical education worship market camp infrastructure vehicle military media humanitarian"
    " heritage agriculture other".split()
)
