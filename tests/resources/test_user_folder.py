"""A user adds what the program reads by a folder of tables, with no code (docs/resources.md is what they read)."""

from pathlib import Path

import pytest

import tawthiq
from tawthiq.errors import ResourceError
from tawthiq.places.importing import import_gazetteer


def _write(folder: Path, name: str, *lines: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("# mine", *lines)) + "\n", encoding="utf-8")


def _events(text: str, *folders: Path) -> tuple[tawthiq.Event, ...]:
    return tawthiq.Coder(folders).code(tawthiq.Report("r", text)).events


def test_an_actor_is_added(tmp_path: Path) -> None:
    text = "قصفت كتائب صقور الهضبة بقذائف الهاون بلدة سراقب"
    _write(tmp_path, "actors/aliases.tsv", "alias\tid\ttheatre", "كتائب صقور الهضبة\tsyrian-opposition\t*")

    (event,) = _events(text, tmp_path)

    assert [(actor.name, actor.id) for actor in event.actor1] == [("كتائب صقور الهضبة", "syrian-opposition")]
    assert ("كتائب صقور الهضبة", "syrian-opposition") not in [(a.name, a.id) for e in _events(text) for a in e.actor1]


def test_a_weapon_is_added(tmp_path: Path) -> None:
    text = "قُتل مدنيان جراء قصف بلدة سراقب بقذائف زلزالية"
    _write(tmp_path, "weapons.tsv", "forms\tclass", "قذيفة زلزالية|قذائف زلزالية\tvacuum")

    assert "vacuum" in {weapon.cls for event in _events(text, tmp_path) for weapon in event.weapons}
    assert "vacuum" not in {weapon.cls for event in _events(text) for weapon in event.weapons}


def test_a_trigger_is_added(tmp_path: Path) -> None:
    text = "شهدت بلدة سراقب اليوم زلزلة نارية نفذتها قوات النظام"
    _write(
        tmp_path,
        "lexicon/triggers.tsv",
        "id\tnouns\trole\ttype\tstrength",
        "myShelling\tزلزلة نارية\tact\tbombard\tstrong",
    )

    rules = {word.rule for event in _events(text, tmp_path) for word in event.evidence["type"]}
    assert "act.myShelling" in rules
    assert not _events(text)


def test_a_word_is_taken_away(tmp_path: Path) -> None:
    text = "قُتل مدنيان جراء قصف بلدة سراقب بالدبابات"
    whole = next(
        line.split("\t")[0]
        for line in (Path(tawthiq.__file__).parent / "resources/lexicon/weapons.tsv").read_text("utf-8").splitlines()
        if "دبابات" in line.split("\t")[0].split("|")
    )
    _write(tmp_path, "lexicon/weapons.tsv", "forms\tclass", f"-{whole}\t")

    assert [weapon.cls for event in _events(text) for weapon in event.weapons] == ["tank"]
    assert [weapon.cls for event in _events(text, tmp_path) for weapon in event.weapons] == []


def test_a_place_is_added(tmp_path: Path) -> None:
    text = "قُتل مدنيان جراء قصف مدفعي على قرية تل الزنبقة البيضاء"
    table = tmp_path / "places.csv"
    table.write_text("name_ar,lat,lon,country,kind\nتل الزنبقة البيضاء,35.7,36.6,SY,village\n", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    import_gazetteer(table, tmp_path / "mine" / "places.gazetteer", form="csv")

    (event,) = _events(text, tmp_path / "mine")

    assert [place.name for place in event.places] == ["تل الزنبقة البيضاء"]


def test_a_new_folder_is_a_new_version(tmp_path: Path) -> None:
    _write(tmp_path, "weapons.tsv", "forms\tclass", "قذيفة زلزالية\tvacuum")

    assert tawthiq.Coder((tmp_path,)).version != tawthiq.Coder().version


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(("forms\tclass", "ا\tb\tc"), "weapons.tsv:3: 3 cells under 2 columns", id="too many cells"),
        pytest.param(
            ("forms\tkind", "ا\tb"), "weapons.tsv:3: no column 'kind' in this table (use forms, class", id="column"
        ),
    ],
)
def test_a_broken_table_is_named_with_its_line(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    _write(tmp_path, "weapons.tsv", *lines)

    with pytest.raises(ResourceError) as raised:
        _events("نص", tmp_path)

    assert str(raised.value).startswith(said)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no such folder"):
        _events("نص", tmp_path / "nothing")
