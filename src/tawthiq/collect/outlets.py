"""Outlets: who publishes, from where, on whose side, in which zone; one YAML each in resources/outlets/.

Fields of a file, all of them, others are refused:

- `id`: the file's name without its ending;
- `name`: `{ar, en}`; `aliases`: other names by which reports and captures call it;
- `country`: ISO 3166 code of where it is based;
- `side`: id of the actor (actors.tsv) that runs or speaks through it, null where none does;
- `note`: what else a reader should know; optional;
- `domains`: its sites; subdomains belong to it too; `telegram`, `facebook`: its public accounts;
- `time_zone`: IANA name of the zone of its clocks, for times written without one;
- `words`: `{floor, ceiling}`: a report shorter or longer than this was probably not cut out of its page rightly; it is
  kept and marked;
- `boilerplate`: lines to strip from its pages: `{line, gloss}`, a regular expression that the whole line must match.

`boilerplate.tsv` holds lines that many outlets put under their articles.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tawthiq.arabic.fold import fold_key
from tawthiq.errors import ResourceError
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["Outlet", "Outlets", "load_outlets"]

_FOLDER = PACKAGE_ROOT / "outlets"
_REQUIRED = frozenset(
    {"id", "name", "aliases", "country", "side", "domains", "telegram", "facebook", "time_zone", "words", "boilerplate"}
)
_OPTIONAL = frozenset({"note"})


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; the fields are those of its file.

    Attributes:
        id: Its id.
        name_ar: Arabic name.
        name_en: English name.
        aliases: Other names.
        country: ISO code.
        side: Actor id or None.
        domains: Sites.
        telegram: Accounts, in small letters.
        facebook: Accounts, in small letters.
        time_zone: IANA name.
        floor_words: Fewest words expected of a report.
        ceiling_words: Most words expected.
        boilerplate: Lines to strip.
    """

    id: str
    name_ar: str
    name_en: str
    aliases: tuple[str, ...]
    country: str
    side: str | None
    domains: tuple[str, ...]
    telegram: tuple[str, ...]
    facebook: tuple[str, ...]
    time_zone: str
    floor_words: int
    ceiling_words: int
    boilerplate: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets, found by address or by name.

    Attributes:
        all: Id to outlet.
        boilerplate: Lines to strip from any page.
    """

    all: Mapping[str, Outlet]
    boilerplate: tuple[re.Pattern[str], ...]
    _keys: Mapping[str, str] = field(repr=False)

    def by_address(self, url: str | None) -> Outlet | None:
        """Find the outlet that an address belongs to.

        Args:
            url: Of a page or post.

        Returns:
            The outlet of its host, of a domain above that, or of its Telegram or Facebook account.
        """
        try:
            parts = urlsplit(url or "")
            host = (parts.hostname or "").lower()
        except ValueError:
            return None
        account = next((piece for piece in parts.path.split("/") if piece not in {"", "s"}), "").lower()
        for platform, hosts in _PLATFORMS.items():
            if host in hosts:
                return self._get(f"{platform}:{account}")
        labels = host.split(".")
        for start in range(len(labels) - 1):
            if found := self._get(f"site:{'.'.join(labels[start:])}"):
                return found
        return None

    def by_name(self, name: str | None) -> Outlet | None:
        """Find the outlet that a name, id, alias or domain means.

        Args:
            name: As a record's `source` gives it.

        Returns:
            The outlet of exactly this name once folded, or None.
        """
        if not name:
            return None
        return self.all.get(name) or self._get(f"name:{fold_key(name).lower()}") or self._get(f"site:{name.lower()}")

    def _get(self, key: str) -> Outlet | None:
        found = self._keys.get(key)
        return self.all[found] if found else None


_PLATFORMS = {
    "telegram": ("t.me", "telegram.me", "www.t.me"),
    "facebook": ("facebook.com", "www.facebook.com", "m.facebook.com", "mbasic.facebook.com", "web.facebook.com"),
}


@lru_cache(maxsize=8)
def load_outlets(own: Path | None = None) -> Outlets:
    """Load the package's outlets and the user's own.

    Args:
        own: A folder of further YAML files; one with the id of a package's outlet takes its place.

    Returns:
        All of them.

    Raises:
        ResourceError: A file breaks the fields that this module lists, or two outlets claim one address.
    """
    import yaml  # here, so that commands that need no outlets start without it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one reads 35 files in 0.07 s instead of 0.3 s
    found: dict[str, Outlet] = {}
    for folder in (_FOLDER, own):
        for path in sorted(folder.glob("*.yml")) if folder else ():
            try:
                said = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  (both are safe)
            except (OSError, UnicodeDecodeError, yaml.YAMLError) as err:
                raise ResourceError(f"the outlet cannot be read: {err}", str(path)) from err
            outlet = _outlet(said, path)
            found[outlet.id] = outlet
    common = tuple(_line(row["line"], row.where) for row in read_table(_FOLDER / "boilerplate.tsv"))
    return Outlets(found, common, _keys(found))


def _outlet(said: Any, path: Path) -> Outlet:
    if not isinstance(said, dict) or set(said) - _OPTIONAL != _REQUIRED:
        wrong = sorted(set(said) - _OPTIONAL ^ _REQUIRED) if isinstance(said, dict) else ["the whole file"]
        raise ResourceError(
            f"fields missing or unknown: {', '.join(map(str, wrong))}", path.name, "see the other files"
        )
    if said["id"] != path.stem:
        raise ResourceError(f"id {said['id']!r} is not the file's name", path.name)
    try:
        return Outlet(
            id=said["id"],
            name_ar=said["name"]["ar"],
            name_en=said["name"]["en"],
            aliases=_texts(said["aliases"]),
            country=said["country"],
            side=said["side"],
            domains=_texts(said["domains"]),
            telegram=_texts(said["telegram"], small=True),
            facebook=_texts(said["facebook"], small=True),
            time_zone=said["time_zone"],
            floor_words=int(said["words"]["floor"]),
            ceiling_words=int(said["words"]["ceiling"]),
            boilerplate=tuple(_line(one["line"], path.name) for one in said["boilerplate"]),
        )
    except (KeyError, TypeError, ValueError) as err:
        raise ResourceError(f"a field has the wrong form: {err!r}", path.name, "see the other files") from err


def _texts(said: Sequence[Any], *, small: bool = False) -> tuple[str, ...]:
    return tuple(str(one).lower() if small else str(one) for one in said)


def _line(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as err:
        raise ResourceError(f"{pattern!r} is no regular expression: {err}", where) from err


def _keys(found: Mapping[str, Outlet]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for outlet in found.values():
        names = {fold_key(name).lower() for name in (outlet.name_ar, outlet.name_en, *outlet.aliases)}
        mine = [f"site:{domain}" for domain in outlet.domains] + [f"telegram:{one}" for one in outlet.telegram]
        mine += [f"facebook:{one}" for one in outlet.facebook] + [f"name:{name}" for name in sorted(names)]
        for key in mine:
            if keys.setdefault(key, outlet.id) != outlet.id:
                raise ResourceError(f"{key} is claimed by {keys[key]} too", f"{outlet.id}.yml", "leave it to one")
    return keys
