"""Work that is begun and not decided: kept for its owner alone, shown again, gone with a decision, never applied."""

from typing import Any

from desk_fixtures import SignIn
from fastapi.testclient import TestClient

from tawthiq.review.priority import judge
from tawthiq.serve.desk import Desk
from tawthiq.store.decisions import read_decisions
from tawthiq.store.desk_rows import DESK_MARK, catch_up, write_mark
from tawthiq.store.engine import writing

RECORD = "/records/demo-01/0"
EIGHT = {"group": "civilians", "min": 8, "max": 8, "text": "x", "words": [{"start": 11, "end": 22}]}


def _keep(client: TestClient, version: int = 1, **more: Any) -> None:
    body = {"row_version": version, "fields": {"killed": [EIGHT], "date": None}, "note": "نصفه", **more}
    assert client.put(f"{RECORD}/begun", json=body).status_code == 204


def _begun(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/reports/demo-01").json()["begun"]
    return found


def _decide(client: TestClient, kind: str, version: int) -> int:
    return client.post(f"{RECORD}/decisions", json={"kind": kind, "row_version": version}).status_code


def test_it_comes_back_over_what_stands_and_changes_nothing_else(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("coder")
    before = client.get(RECORD).json()

    _keep(client)

    (work,) = _begun(client)
    assert (work["n"], work["row_version"], work["note"], work["fields"]) == (0, 1, "نصفه", ["date", "killed"])
    assert work["form"]["killed"][0]["words"] == [{"start": 11, "end": 22, "rule": "person"}]
    assert work["form"]["date"] is None
    assert work["form"]["places"] == before["machine"]["places"]
    assert client.get(RECORD).json() == before
    assert read_decisions(desk.project, "demo-01") == []


def test_only_its_owner_sees_it(sign_in: SignIn) -> None:
    _keep(sign_in("coder"))

    for other in (sign_in("reviewer"), sign_in("admin")):
        assert _begun(other) == []
        assert not any(item["begun"] for item in other.get("/queue").json()["items"])
        assert other.delete(f"{RECORD}/begun").status_code == 204
    assert len(_begun(sign_in("coder"))) == 1


def test_the_queue_marks_it_and_gives_it_first(sign_in: SignIn) -> None:
    client = sign_in("coder")
    last = client.get("/queue").json()["items"][-1]
    path = f"/records/{last['report']}/{last['n']}/begun"
    assert client.put(path, json={"row_version": 1, "fields": {"type": "shelling"}}).status_code == 204

    marked = [item["no"] for item in client.get("/queue").json()["items"] if item["begun"]]
    first = client.get("/queue/next").json()
    passed = client.get("/queue/next", params={"skip": [last["no"]]}).json()

    assert marked == [last["no"]]
    assert (first["item"]["no"], first["item"]["begun"]) == (last["no"], True)
    assert [work["n"] for work in first["report"]["begun"]] == [last["n"]]
    assert passed["item"]["no"] != last["no"]


def test_a_decision_of_its_owner_ends_it_and_one_of_somebody_else_does_not(sign_in: SignIn) -> None:
    mine, other = sign_in("coder"), sign_in("reviewer")
    _keep(mine)

    assert _decide(other, "accept", 1) == 200
    (offered,) = _begun(mine)
    assert (offered["row_version"], mine.get(RECORD).json()["row_version"]) == (1, 2)

    assert _decide(mine, "accept", 1) == 409
    assert len(_begun(mine)) == 1
    assert _decide(mine, "accept", 2) == 200
    assert _begun(mine) == []


def test_it_can_be_kept_anew_and_given_up(sign_in: SignIn) -> None:
    client = sign_in("coder")
    _keep(client)
    _keep(client, fields={"type": ""}, note=None)  # no type is chosen yet

    (work,) = _begun(client)
    assert (work["form"]["type"], work["note"], work["fields"]) == ("", None, ["type"])

    assert client.delete(f"{RECORD}/begun").status_code == 204
    assert _begun(client) == []
    assert client.delete(f"{RECORD}/begun").status_code == 204


def test_what_is_no_change_of_this_record_is_refused(sign_in: SignIn) -> None:
    client = sign_in("coder")
    far = {"killed": [EIGHT | {"words": [{"start": 5, "end": 900_000}]}]}

    def status(path: str, **body: Any) -> int:
        return client.put(f"{path}/begun", json={"row_version": 1, **body}).status_code

    assert status("/records/demo-01/77", fields={"date": None}) == 404
    assert status(RECORD, fields=far) == 422
    assert status(RECORD, fields={"type": "no such type"}) == 422
    assert status(RECORD, fields={"date": None}, note="x" * 10_001) == 422
    assert status(RECORD, fields={"attribution": [{"name": "x"}] * 101}) == 422
    assert _begun(client) == []


def test_a_record_that_is_begun_outlives_a_new_coding(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("coder")
    _keep(client)

    with writing(desk.project.engine) as connection:
        write_mark(connection, DESK_MARK, 0)
    catch_up(desk.project, judge)

    assert [work["n"] for work in _begun(client)] == [0]
