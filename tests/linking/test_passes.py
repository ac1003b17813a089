"""Comparing records: in as many passes as there is room for, with the same pairs."""

from pathlib import Path

import numpy as np
import pytest

from simulate_reports import reports
from tawthiq.ledger.linker import Linker
from tawthiq.linking import scoring
from tawthiq.linking.records import Record


@pytest.fixture(scope="module")
def records() -> list[Record]:
    maker = Linker().maker
    return [r for n, line in enumerate(reports(160, 5)) for r in maker.records(line, line["events"], n)]


@pytest.mark.parametrize("old", [0, 120], ids=["all new", "some new"])
def test_pairs_of_several_passes_are_those_of_one(
    records: list[Record], old: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = len(records) - old
    weights = Linker().weights
    whole = scoring.score(records[:split], records[split:], weights=weights)
    monkeypatch.setattr(scoring, "_RECORDS_A_PASS", 50)
    parts = scoring.score(records[:split], records[split:], weights=weights)
    assert len(whole) > 10
    for column in ("one", "other", "bits"):
        assert np.array_equal(getattr(whole, column), getattr(parts, column))


def test_what_finds_no_room_in_memory_is_written_elsewhere_and_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = scoring.Engine(threads=1, memory_gb=0.03)
    with scoring._database(engine) as connection:
        (folder,) = connection.execute("SELECT current_setting('temp_directory')").fetchall()[0]
        connection.execute("CREATE TABLE many AS SELECT range AS n, hash(range) AS h FROM range(4000000) ORDER BY h")
        assert list(Path(folder).iterdir())
    assert not Path(folder).exists()
    assert not list(tmp_path.iterdir())
