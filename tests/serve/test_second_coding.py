"""Two people blind to each other, a third who settles it, agreement, and proposals for the tables."""

from typing import Any

from desk_fixtures import SignIn
from fastapi.testclient import TestClient

from tawthiq.resources import Resources
from tawthiq.review.second import Rule
from tawthiq.serve.desk import Desk

RECORD = "/records/demo-01/0"
STRIKE = {"type": "air-drone-strike", "killed": [{"group": "civilians", "min": 9, "max": 9, "text": "x"}]}


def _first(sign_in: SignIn) -> None:
    answer = sign_in("coder").post(f"{RECORD}/decisions", json={"kind": "accept", "row_version": 1})
    assert answer.status_code == 200


def _assigned(sign_in: SignIn) -> dict[str, Any]:
    asked = {"report": "demo-01", "n": 0, "person": "editor"}
    (row,) = sign_in("reviewer").post("/assignments", json=asked).json()
    told: dict[str, Any] = row
    return told


def test_second_coder_sees_nothing_of_the_first(sign_in: SignIn) -> None:
    _first(sign_in)
    row = _assigned(sign_in)

    page = sign_in("editor").get(f"/assignments/{row['no']}").json()

    assert set(page) == {"assignment", "title", "text", "source", "outlet", "published", "spans"}
    assert page["spans"]
    assert "coder" not in {page["assignment"]["asked_by"], page["assignment"]["person"]}
    assert sign_in("coder").get(f"/assignments/{row['no']}").status_code == 401


def test_codings_that_differ_are_settled_by_a_third(sign_in: SignIn) -> None:
    _first(sign_in)
    row = _assigned(sign_in)
    done = sign_in("editor").post(f"/assignments/{row['no']}", json={"is_event": True, "fields": STRIKE}).json()
    assert "killed" in done["differs"]

    (open_one,) = sign_in("reviewer").get("/adjudications").json()
    page = sign_in("reviewer").get(f"/adjudications/{open_one['no']}").json()
    assert (page["first"]["killed"][0]["min"], page["second"]["killed"][0]["min"]) == (7, 9)
    choice = {"choice": "second", "row_version": page["event"]["row_version"]}
    refused = sign_in("editor").post(f"/adjudications/{open_one['no']}", json=choice)
    settled = sign_in("reviewer").post(f"/adjudications/{open_one['no']}", json=choice).json()

    assert refused.status_code == 401  # the second coder may not settle their own
    assert settled["adjudication"]["state"] == "settled"
    assert settled["event"]["person"]["killed"][0]["min"] == 9
    assert settled["event"]["machine"]["killed"][0]["min"] == 7


def test_agreement_tells_where_people_differ(sign_in: SignIn) -> None:
    _first(sign_in)
    row = _assigned(sign_in)
    sign_in("editor").post(f"/assignments/{row['no']}", json={"is_event": True, "fields": STRIKE})
    client: TestClient = sign_in("reviewer")

    people = {f["field"]: f for f in client.get("/agreement").json()["fields"]}
    program = {f["field"]: f for f in client.get("/agreement?between=program").json()["fields"]}

    assert (people["type"]["units"], people["type"]["agreed"]) == (1, 1)
    assert (people["killed"]["units"], people["killed"]["agreed"]) == (1, 0)
    assert (program["killed"]["units"], program["killed"]["agreed"]) == (1, 1)


def test_rules_ask_for_second_eyes(sign_in: SignIn, desk: Desk) -> None:
    desk.__dict__["second_rules"] = (Rule("some-killed", "killed", "at-least", "7"),)

    _first(sign_in)

    (row,) = sign_in("editor").get("/assignments").json()
    assert (row["rule"], row["report"], row["person"]) == ("some-killed", "demo-01", "*")
    assert sign_in("coder").get("/assignments").json() == []  # not the first coder


def test_every_rule_of_the_package_can_be_read(desk: Desk) -> None:
    rules = desk.second_rules

    assert len(rules) == len(Resources().table("desk/second_coding.tsv"))
    assert rules[0].asks("r#0", {"killed": [{"min": 12}]})
    assert not rules[0].asks("r#0", {"killed": [{"min": 3}]})


def test_accepted_proposal_changes_how_reports_are_read(sign_in: SignIn, desk: Desk) -> None:
    row = {"alias": "لوكالتنا", "id": "hts", "theatre": "*", "article": "any", "gloss": "test"}
    made = sign_in("coder").post("/proposals", json={"table": "actors/aliases.tsv", "row": row, "report": "demo-01"})
    assert made.status_code == 201, made.text
    no = made.json()["no"]

    seen = sign_in("coder").post(f"/proposals/{no}/preview").json()
    refused = sign_in("coder").post(f"/proposals/{no}/decision", json={"accept": True})
    accepted = sign_in("editor").post(f"/proposals/{no}/decision", json={"accept": True}).json()
    again = sign_in("editor").post(f"/proposals/{no}/decision", json={"accept": False})

    assert (seen["words"], seen["reports"], seen["tried"]) == (["لوكالتنا"], 1, 1)
    assert refused.status_code == 403
    assert accepted["file"] == "resources/actors/aliases.tsv"
    assert desk.tables.table("actors/aliases.tsv")[-1]["alias"] == "لوكالتنا"
    assert again.status_code == 409


def test_proposal_that_a_table_refuses_is_refused(sign_in: SignIn) -> None:
    client = sign_in("coder")

    def propose(table: str, row: dict[str, str]) -> int:
        return client.post("/proposals", json={"table": table, "row": row}).status_code

    assert propose("actors/aliases.tsv", {"no_such_column": "x"}) == 422
    assert propose("actors/aliases.tsv", {"alias": "-قوات النظام"}) == 422
    assert propose("gazetteer", {"name_ar": "قرية", "lat": "north", "lon": "36"}) == 422


def test_proposed_place_is_found_afterwards(sign_in: SignIn) -> None:
    place = {"name_ar": "عين المثال", "name_en": "Ayn al-Mithal", "kind": "village", "country": "SY", "lat": "36.1",
             "lon": "36.9"}  # fmt: skip
    no = sign_in("coder").post("/proposals", json={"table": "gazetteer", "row": place}).json()["no"]

    assert sign_in("editor").post(f"/proposals/{no}/decision", json={"accept": True}).status_code == 200

    (found, *_) = sign_in("coder").get("/places", params={"q": "عين المثال"}).json()["candidates"]
    assert (found["name"]["en"], found["lat"]) == ("Ayn al-Mithal", 36.1)
