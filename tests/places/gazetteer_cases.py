"""A small gazetteer of invented places, for tests that must not depend on the product's rows."""

from pathlib import Path

from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.kinds import KindWords
from tawthiq.places.packed import Packed
from tawthiq.places.packing import GazetteerRow, pack
from tawthiq.places.resolver import Resolver

NORTH, SOUTH = ("الشماليه", "Northland"), ("الجنوبيه", "Southland")


def row(name: str, lat: float, lon: float, *, kind: str = "village", **facts: object) -> GazetteerRow:
    """One invented place; its id is its English name or its Arabic one."""
    values: dict[str, object] = {
        "id": facts.pop("id", name), "name_en": facts.pop("name_en", ""), "country": "SY", "source": "curated",
        "admin1": NORTH, **facts,
    }  # fmt: skip
    return GazetteerRow(name_ar=name, lat=lat, lon=lon, kind=kind, **values)  # type: ignore[arg-type]


def rows() -> list[GazetteerRow]:
    """Two governorates of one country and one abroad, with homonyms across them."""
    return [
        row("بلاد", 35.0, 38.0, kind="country", id="country:SY", name_en="Land", admin1=("", "")),
        row("الشمالية", 36.0, 37.0, kind="governorate", id="north", pcode="P1", radius_km=50.0, admin1=("", "")),
        row("الجنوبية", 33.0, 36.0, kind="governorate", id="south", pcode="P2", radius_km=90.0, admin1=("", "")),
        row("مدينة النهر", 36.0, 37.0, kind="city", id="river-city", population=400_000),
        row("قصر زيتون", 36.05, 37.05, id="zaytun-north"),
        row("قصر زيتون", 33.1, 36.1, id="zaytun-south", admin1=SOUTH),
        row("حي الورد", 36.01, 37.01, kind="neighbourhood", id="ward"),
        row("تل الضبع", 36.3, 37.3, id="dabe"),
        row("كفر نجلا", 36.2, 37.2, id="najla", names_ar=["النجلاء"]),
        row("قصر زيتون", 15.0, 44.0, id="zaytun-abroad", country="YE", admin1=("", "")),
    ]


def resolver(folder: Path) -> Resolver:
    """A resolver over the invented places."""
    path = folder / "small.gazetteer"
    pack(rows(), path, version="test", ambiguous=lambda key, weight: key == "ورد")
    return Resolver(Gazetteer([Packed(path)]), KindWords.load())
