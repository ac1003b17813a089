"""A user's own gazetteer, from each of the three forms."""

from pathlib import Path

import pytest

from tawthiq.errors import InputError, UsageError
from tawthiq.places.importing import import_gazetteer
from tawthiq.places.resolver import Resolver

DUMP = (
    "9000001\tTall al Hudhud\tTall al Hudhud\tTall al Hudhud,تل الهدهد\t35.25\t37.75\tP\tPPL\tSY\t\t05\t\t\t\t"
    "1200\t\t300\tAsia/Damascus\t2020-01-01"
)
FLAT = DUMP.replace("35.25", "0").replace("37.75", "0")
COD = """ADM2_PCODE,ADM2_AR,ADM2_EN,ADM1_AR,ADM1_EN,ADM0_PCODE,center_lat,center_lon,T_TL
SY9901,قضاء البوم,Bum,حمص,Homs,SY,34.5,37.5,12000
"""
PS = "ADM3_PCODE,ADM3_EN,T_TL\nSY070501,Ehsem,54321\nXX999999,Nowhere,1\n"
OWN = """name_ar,name_en,kind,country,lat,lon,names_ar
جبهة الهدهد,Hudhud front,front,SY,35.3,37.8,محور الهدهد
قرية,,city-state,SY,35,37,
"""


@pytest.mark.parametrize(
    ("form", "table", "name", "point"),
    [
        pytest.param("geonames", DUMP, "تل الهدهد", (35.25, 37.75), id="GeoNames dump"),
        pytest.param("cod", COD, "قضاء البوم", (34.5, 37.5), id="COD-AB"),
        pytest.param("csv", OWN, "محور الهدهد", (35.3, 37.8), id="CSV"),
    ],
)
def test_imported_places_are_resolved(
    tmp_path: Path, form: str, table: str, name: str, point: tuple[float, float]
) -> None:
    source, out = tmp_path / "own.txt", tmp_path / "own.gazetteer"
    source.write_text(table, encoding="utf-8")
    import_gazetteer(source, out, form=form, name="mine")
    found = Resolver.load((out,)).resolve(name, country="SY")
    assert (found.lat, found.lon) == point
    assert found.source == "mine"
    assert found.version.endswith("+mine")


def test_cod_ps_takes_its_points_from_the_product_by_pcode(tmp_path: Path) -> None:
    source, out = tmp_path / "ps.csv", tmp_path / "ps.gazetteer"
    source.write_text(PS, encoding="utf-8")
    done = import_gazetteer(source, out, form="cod")
    assert done.rows == 1
    assert sum(done.left_out.values()) == 1


def test_rows_that_cannot_be_used_are_counted_with_their_reason(tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    source.write_text(OWN, encoding="utf-8")
    done = import_gazetteer(source, tmp_path / "own.gazetteer", form="csv")
    assert dict(done.left_out) == {"of the unknown kind city-state": 1}


@pytest.mark.parametrize(
    ("form", "table"),
    [
        pytest.param("csv", "name_ar,colour\nس,red\n", id="unknown column"),
        pytest.param("geonames", FLAT, id="only rows at 0, 0"),
        pytest.param("geonames", "a\tb\n", id="too few columns"),
        pytest.param("cod", "NAME\nx\n", id="no p-code"),
    ],
)
def test_a_table_of_which_nothing_can_be_used_is_an_error(tmp_path: Path, form: str, table: str) -> None:
    source = tmp_path / "bad.txt"
    source.write_text(table, encoding="utf-8")
    with pytest.raises(InputError):
        import_gazetteer(source, tmp_path / "bad.gazetteer", form=form)
    assert not (tmp_path / "bad.gazetteer").exists()


def test_an_unknown_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="shapefile"):
        import_gazetteer(tmp_path / "x", tmp_path / "y", form="shapefile")
