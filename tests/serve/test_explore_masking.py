"""Names of parties that are no listed actor are hidden from readers wherever rows and bars are given; and versions."""

from collections.abc import Sequence

import pytest
from desk_fixtures import SignIn

from tawthiq.serve.desk import Desk
from tawthiq.serve.explore.dossier import MASK
from tawthiq.serve.wire.explore import EventRow

NAME = "ليلى المثال"


@pytest.fixture
def named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The ledger with a person's name as the target of every event: no report of the project names one."""
    rows = desk.explorer.rows

    def with_name(ids: Sequence[str]) -> list[EventRow]:
        return [row.model_copy(update={"actor2": [*row.actor2, NAME]}) for row in rows(ids)]

    monkeypatch.setattr(desk.explorer, "rows", with_name)
    return desk


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("path", ["/events", "/actors/russia", "/places/sa:70"])
def test_rows_hide_unlisted_names_from_readers_alone(sign_in: SignIn, path: str) -> None:
    told = {role: sign_in(role).get(path).text for role in ("reader", "coder")}

    assert NAME in told["coder"]
    assert NAME not in told["reader"]
    assert MASK in told["reader"]
    assert '"russia"' in told["reader"]


def test_bars_hide_unlisted_names_from_readers_alone(
    sign_in: SignIn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(desk.labels.actors, "russia")  # as if the table did not list it
    rows = {role: sign_in(role).get("/events/charts/perpetrator").json()["rows"] for role in ("reader", "coder")}

    assert "russia" in {row["key"] for row in rows["coder"]}
    hidden = [row for row in rows["reader"] if row["label"]["en"] == MASK]
    assert len(hidden) == 1
    assert hidden[0]["key"].startswith("masked:")
    assert {row["events"] for row in hidden} == {row["events"] for row in rows["coder"] if row["key"] == "russia"}


def test_dossier_is_masked_for_everybody_until_it_is_opened(sign_in: SignIn) -> None:
    coder = sign_in("coder")
    event = coder.get("/events", params={"type": "air-drone-strike"}).json()["items"][0]["id"]

    closed = coder.get(f"/events/{event}").json()
    opened = coder.post(f"/events/{event}/opening", json={"reason": "checking the toll"}).json()
    refused = sign_in("reader").post(f"/events/{event}/opening", json={"reason": "curious"})

    assert closed["masked"]
    assert {quote["quote"] for quote in closed["quotes"]} == {MASK}
    assert not opened["masked"]
    assert MASK not in str(opened["quotes"])
    assert refused.status_code == 403


def test_governorates_have_names_in_both_languages(sign_in: SignIn) -> None:
    rows = sign_in("reader").get("/events/charts/governorate").json()["rows"]

    aleppo = next(row for row in rows if row["label"]["ar"] == "حلب")
    assert aleppo["label"]["en"] == "Aleppo"


def test_versions_of_the_ledger_are_listed_the_newest_first(sign_in: SignIn, desk: Desk) -> None:
    versions = sign_in("reader").get("/ledger").json()["versions"]

    assert [one["version"] for one in versions] == list(range(desk.explorer.version, 0, -1))
    assert versions[-1]["made"] == versions[-1]["events"] > 0
    assert len(versions[0]["sha256"]) == 64
