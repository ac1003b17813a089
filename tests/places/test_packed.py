"""The compact file: what is packed is read back, and a broken file says so."""

from pathlib import Path

import pytest
from gazetteer_cases import row, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawthiq.errors import ResourceError
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.names import PlaceNames
from tawthiq.places.packed import KINDS, Packed, cell_of
from tawthiq.places.packing import pack

LATITUDE = st.floats(-89, 89).map(lambda x: round(x, 5))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(lat=LATITUDE, lon=LATITUDE, kind=st.sampled_from(KINDS), people=st.integers(0, 10**7))
def test_pack_then_read_gives_the_row_back(tmp_path: Path, lat: float, lon: float, kind: str, people: int) -> None:
    path = tmp_path / "one.gazetteer"
    given_row = row("تل الهدهد", lat, lon, kind=kind, population=people, names_ar=["الهدهد"], pcode="X1")
    pack([given_row], path, version="1")
    gazetteer = Gazetteer([Packed(path)])
    (found,) = gazetteer.find("تل هدهد")
    text = gazetteer.text(found)
    assert found.lat == pytest.approx(lat, abs=1e-5)
    assert found.lon == pytest.approx(lon, abs=1e-5)
    assert (found.kind, found.population, text.pcode, text.names_ar) == (kind, people, "X1", ("الهدهد",))
    assert gazetteer.area(found.areas[0]) == given_row.admin1


def test_pack_is_the_same_for_the_same_rows(tmp_path: Path) -> None:
    for name in ("a", "b"):
        pack(rows(), tmp_path / name, version="1")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"something else"], ids=["missing", "empty", "other make"])
def test_packed_names_a_file_that_is_no_gazetteer(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.gazetteer"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ResourceError) as caught:
        Packed(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy


def test_cell_of_neighbours_differ_by_one() -> None:
    assert cell_of(35.05, 36.15) - cell_of(35.05, 36.05) == 1


def test_names_of_a_second_file_join_those_of_the_first(tmp_path: Path) -> None:
    pack([row("تل الهدهد", 35.0, 36.0)], tmp_path / "a", version="1")
    pack([row("تل الهدهد", 15.0, 44.0, country="YE"), row("الدلفين", 15.0, 44.0)], tmp_path / "b", version="1")
    names = PlaceNames([Packed(tmp_path / "a"), Packed(tmp_path / "b")])
    both = names.find("تل هدهد")
    assert both is not None
    assert both.countries == ("SY", "YE")
    assert set(names) == {"تل هدهد", "دلفين"}
