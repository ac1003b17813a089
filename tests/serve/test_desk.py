"""Checking records: decisions and undo, two people at once, missed events, values read from marked words."""

from typing import Any

from desk_fixtures import SignIn
from fastapi.testclient import TestClient

from tawthiq.serve.desk import Desk
from tawthiq.store.decisions import read_decisions
from tawthiq.store.verify import verify_project

RECORD = "/records/demo-01/0"


def _decide(client: TestClient, kind: str, version: int, **more: Any) -> dict[str, Any]:
    answer = client.post(f"{RECORD}/decisions", json={"kind": kind, "row_version": version, **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()["event"]
    return told


def test_correction_stands_beside_the_machines_reading(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("coder")
    before = client.get(RECORD).json()
    eight = {"group": "civilians", "min": 8, "max": 8, "text": "x", "words": [{"start": 11, "end": 22}]}

    after = _decide(client, "correct", 1, fields={"killed": [eight], "date": None}, note="نعم")

    assert after["machine"] == before["machine"]
    assert after["person"]["killed"][0]["min"] == 8
    assert after["person"]["killed"][0]["words"] == [{"start": 11, "end": 22, "rule": "person"}]
    assert after["person"]["date"] is None
    assert after["person"]["places"] == before["machine"]["places"]
    assert (after["state"], after["row_version"], after["decided_by"]) == ("corrected", 2, "coder")
    assert after["decisions"][0]["fields"] == ["date", "killed"]
    assert [d.kind for d in read_decisions(desk.project, "demo-01")] == ["correct"]
    assert verify_project(desk.project).faults == ()


def test_the_slower_of_two_gets_both_versions_and_nothing_is_written(sign_in: SignIn) -> None:
    _decide(sign_in("coder"), "accept", 1)

    answer = sign_in("reviewer").post(f"{RECORD}/decisions", json={"kind": "reject", "row_version": 1, "note": "لا"})

    told = answer.json()
    assert answer.status_code == 409
    assert told["yours"]["note"] == "لا"
    assert (told["current"]["state"], told["current"]["row_version"]) == ("accepted", 2)
    assert sign_in("coder").get(RECORD).json()["state"] == "accepted"


def test_undo_goes_back_one_decision(sign_in: SignIn) -> None:
    client = sign_in("coder")
    _decide(client, "correct", 1, fields={"type": "shelling"})
    _decide(client, "not_event", 2)

    once = _decide(client, "undo", 3)
    twice = _decide(client, "undo", 4)

    assert (once["state"], once["person"]["type"]) == ("corrected", "shelling")
    assert (twice["state"], twice["person"], twice["decided_by"]) == ("open", None, None)
    assert client.post(f"{RECORD}/decisions", json={"kind": "undo", "row_version": 5}).status_code == 422


def test_only_a_reviewer_undoes_what_somebody_else_decided(sign_in: SignIn, desk: Desk) -> None:
    _decide(sign_in("reviewer"), "accept", 1)

    refused = sign_in("coder").post(f"{RECORD}/decisions", json={"kind": "undo", "row_version": 2})

    assert refused.status_code == 401
    assert _decide(sign_in("admin"), "undo", 2)["state"] == "open"


def test_decided_records_leave_the_queue(sign_in: SignIn) -> None:
    client = sign_in("coder")
    before = client.get("/queue").json()["total"]

    _decide(client, "accept", 1)

    assert client.get("/queue").json()["total"] == before - 1
    assert client.get("/queue?state=accepted").json()["items"][0]["report"] == "demo-01"


def test_missed_event_is_added_and_taken_back(sign_in: SignIn) -> None:
    client = sign_in("coder")
    text = client.get("/reports/demo-01").json()["text"]
    start = text.index("دمرت الفصائل دبابة")

    made = client.post(
        "/reports/demo-01/events",
        json={"spans": [{"start": start, "end": start + 18}], "fields": {"type": "armed-clash"}},
    )

    event = made.json()["event"]
    assert made.status_code == 201
    assert (event["n"], event["origin"], event["state"], event["machine"]) == (1000, "person", "missed", None)
    gone = client.post(
        "/records/demo-01/1000/decisions", json={"kind": "undo", "row_version": event["row_version"]}
    ).json()["event"]
    assert gone["state"] == "rejected"


def test_words_outside_the_report_are_refused(sign_in: SignIn) -> None:
    client = sign_in("coder")
    words = {"name": "x", "words": [{"start": 5, "end": 9_000_000}]}

    answer = client.post(
        f"{RECORD}/decisions", json={"kind": "correct", "row_version": 1, "fields": {"actor1": [words]}}
    )

    assert answer.status_code == 422
    assert client.get(RECORD).json()["row_version"] == 1


def test_marked_words_are_read_by_the_rules(sign_in: SignIn) -> None:
    client = sign_in("coder")
    text = client.get("/reports/demo-01").json()["text"]

    def read(words: str, field: str) -> dict[str, Any]:
        start = text.index(words)
        asked = {"start": start, "end": start + len(words), "field": field}
        answer = client.post("/reports/demo-01/read", json=asked)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    assert read("سبعة مدنيين", "killed")["fields"]["killed"][0] | {"words": []} == {
        "group": "civilians", "min": 7, "max": 7, "who": None, "part": False, "text": "سبعة مدنيين", "words": [],
    }  # fmt: skip
    assert read("الطيران الحربي الروسي", "actor1")["fields"]["actor1"][0]["id"] == "russia"
    assert read("طريق الباب", "places")["fields"]["places"][0]["gazetteer_id"] == "sa:70"
    assert read("قنابل عنقودية", "weapons")["fields"]["weapons"][0]["kind"] == "cluster"
    assert read("اليوم الثلاثاء", "date")["fields"]["date"] == "2016-10-04"
    assert read("غارات شنها", "type")["fields"]["type"] == "air-drone-strike"
    assert read("بحسب", "killed") == {"field": "killed", "read": False, "fields": {}}
    assert read("لوكالتنا", "attribution")["fields"]["attribution"][0]["name"] == "لوكالتنا"


def test_an_event_is_read_from_marked_words_likely_or_not(sign_in: SignIn) -> None:
    client = sign_in("coder")

    def read(report: str, first: str, last: str) -> dict[str, Any]:
        text = client.get(f"/reports/{report}").json()["text"]
        asked = {"start": text.index(first), "end": text.index(last) + len(last)}
        answer = client.post(f"/reports/{report}/read-event", json=asked)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        assert not told["read"] or told["fields"]["spans"] == [asked]
        return told

    first = read("demo-01", "قُتل سبعة مدنيين", "بحسب الدفاع المدني")["fields"]
    machine = client.get(RECORD).json()["machine"]
    assert first["places"][0]["gazetteer_id"] == machine["places"][0]["gazetteer_id"]
    for field in ("type", "actor1", "killed", "date"):
        assert first[field] == machine[field], field
    missed = read("demo-03", "عثر", "ناري")
    assert missed["read"] and missed["fields"]["type"] == "attack"
    assert read("demo-01", "المسؤول الإعلامي", "لوكالتنا") == {"read": False, "fields": {}}


def test_recoding_keeps_what_people_decided(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("coder")
    _decide(client, "correct", 1, fields={"scope": "aggregate"})
    _code_again(desk, "next")

    event = client.get(RECORD).json()
    assert (event["state"], event["person"]["scope"]) == ("corrected", "aggregate")
    everything = client.get("/queue?state=any").json()
    assert everything["total"] == len({(item["report"], item["n"]) for item in everything["items"]})


def test_ledger_follows_what_people_decided(sign_in: SignIn) -> None:
    editor = sign_in("editor")
    event = editor.get(RECORD).json()["event_id"]
    eight = {"group": "civilians", "min": 8, "max": 8, "text": "x"}
    _decide(editor, "correct", 1, fields={"killed": [eight]})

    second = editor.post("/ledger").json()["version"]
    corrected = editor.get(f"/events/{event}").json()
    _decide(editor, "not_event", 2)
    others = _keys_of_ledger(editor)
    _decide(editor, "undo", 3)
    editor.post("/ledger")

    assert second == 2
    assert corrected["killed"]["all"]["low"] == 8
    assert [
        claim["min"] for claim in corrected["claims"] if claim["report"] == "demo-01" and claim["harm"] == "killed"
    ] == [8]
    assert "demo-01#0" not in others
    assert editor.get(RECORD).json()["event_id"] is not None


def _missed(client: Any, words: str, kind: str) -> Any:
    start = client.get("/reports/demo-01").json()["text"].index(words)
    spans = [{"start": start, "end": start + len(words)}]
    return client.post("/reports/demo-01/events", json={"spans": spans, "fields": {"type": kind}}).json()["event"]


def _keys_of_ledger(client: Any) -> set[str]:
    client.post("/ledger")
    listed = client.get("/events", params={"limit": 200}).json()["items"]
    return {record["key"] for row in listed for record in client.get(f"/events/{row['id']}").json()["records"]}


def test_an_event_that_a_person_added_stands_in_the_ledger_until_it_is_taken_back(sign_in: SignIn) -> None:
    editor = sign_in("editor")
    added = _missed(editor, "دمرت الفصائل دبابة", "looting-destruction")

    with_it = _keys_of_ledger(editor)
    again = editor.post("/ledger").json()["version"]
    event_id = editor.get("/records/demo-01/1000").json()["event_id"]
    whole = editor.get(f"/events/{event_id}").json()
    editor.post("/records/demo-01/1000/decisions", json={"kind": "undo", "row_version": added["row_version"]})
    without_it = _keys_of_ledger(editor)

    assert "demo-01#1000" in with_it
    assert editor.post("/ledger").json()["version"] == again + 1  # linking what did not change made none
    assert [record["key"] for record in whole["records"]] == ["demo-01#1000"]
    assert without_it == with_it - {"demo-01#1000"}


def _code_again(desk: Desk, version: str, *, leave_out: str = "", read: str = "", kind: str = "") -> None:
    """Code all reports as another version of the coder would that reads one event less, or one more."""
    from tawthiq.ledger.linker import code_for_linking
    from tawthiq.pipeline import Coder
    from tawthiq.store.coding import code_project

    coder = Coder()

    def lines(reports: Any) -> Any:
        for report in reports:
            line = code_for_linking(report, coder, keep_likeliest=False) | {"version": version}
            if leave_out:
                line["events"] = [event for event in line["events"] if leave_out not in " ".join(event["quotes"])]
            if read in report["text"] and read:
                start = report["text"].index(read)
                spans = [[start, start + len(read)]]
                line["events"].append({"type": kind, "scope": "incident", "quotes": [read], "spans": spans})
            yield line

    code_project(desk.project, lines, version)
    desk.catch_up()


def test_what_a_person_confirmed_stands_though_the_program_reads_it_no_more(sign_in: SignIn, desk: Desk) -> None:
    editor = sign_in("editor")
    seen = editor.get(RECORD).json()
    start, end = (seen["machine"]["spans"][0][name] for name in ("start", "end"))
    words = editor.get("/reports/demo-01").json()["text"][start:end]
    _decide(editor, "accept", 1)

    _code_again(desk, "next", leave_out=words)

    assert "demo-01#1000" in _keys_of_ledger(editor)
    assert editor.get("/records/demo-01/1000").json()["state"] == "accepted"


def test_an_added_event_that_the_program_reads_later_is_not_told_twice(sign_in: SignIn, desk: Desk) -> None:
    editor = sign_in("editor")
    _missed(editor, "دمرت الفصائل دبابة", "looting-destruction")

    _code_again(desk, "next", read="دمرت الفصائل دبابة", kind="looting-destruction")

    told = editor.get("/reports/demo-01").json()["events"]
    assert [one["n"] for one in told] == list(range(len(told)))
    assert "demo-01#1000" not in _keys_of_ledger(editor)
