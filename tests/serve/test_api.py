"""The API's description is fresh, every route has a role, and each part answers from a real project."""

import subprocess
import sys
from pathlib import Path

import pytest
from desk_fixtures import SignIn
from fastapi.testclient import TestClient

from tawthiq.serve.access import PREFIX, Access
from tawthiq.serve.app import make_app
from tawthiq.serve.desk import Desk

ROOT = Path(__file__).parents[2]


def test_description_is_what_the_code_says() -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "tools" / "openapi.py", "--check"], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr


def test_every_route_has_a_row_and_every_row_a_route(desk: Desk) -> None:
    app = make_app(desk)

    paths = app.openapi()["paths"]
    routes = {(method.upper(), path.removeprefix(PREFIX)) for path, told in paths.items() for method in told}

    assert routes == set(Access(desk.tables).rows)


@pytest.mark.parametrize(
    "path",
    [
        "/project",
        "/labels",
        "/queue?limit=3&confidence_below=0.9",
        "/queue/next?type=air-drone-strike",
        "/reports/demo-01",
        "/records/demo-01/0",
        "/records/demo-01/0/same",
        "/places?q=حلب&near=36.2,37.1",
        "/events?sort=-killed&family=explosions",
        "/events?q=غارات&from=2016-01-01&to=2016-12-31",
        "/events/map?zoom=6&bbox=30,30,50,40",
        "/events/timeline",
        "/events/charts/perpetrator",
        "/events/charts/group",
        "/actors/russia",
        "/territory",
        "/search?q=قصف",
        "/people",
        "/audit",
        "/export/csv",
    ],
)
def test_route_answers_an_admin(sign_in: SignIn, path: str) -> None:
    answer = sign_in("admin").get(path)

    assert answer.status_code == 200, answer.text
    assert answer.content


def test_events_are_narrowed_by_toll_and_by_what_no_map_shows(sign_in: SignIn) -> None:
    client = sign_in("reader")

    def found(asked: str = "") -> dict[str, tuple[int | None, float | None]]:
        rows = client.get(f"/events?limit=200{asked}").json()["items"]
        return {row["id"]: (row["killed"] and row["killed"]["best"], row["lat"]) for row in rows}

    whole = found()
    assert found("&killed=7") == {one: told for one, told in whole.items() if (told[0] or 0) >= 7}
    assert 0 < len(found("&killed=7")) < len(whole)
    assert found("&unmapped=true") == {one: told for one, told in whole.items() if told[1] is None}
    assert client.get("/events?killed=0").status_code == 422


def test_next_is_the_least_certain_and_most_harmful(sign_in: SignIn) -> None:
    client = sign_in("coder")

    listed = client.get("/queue", params={"limit": 200}).json()
    first = client.get("/queue/next").json()

    priorities = [item["priority"] for item in listed["items"]]
    assert priorities == sorted(priorities, reverse=True)
    assert first["item"]["no"] == listed["items"][0]["no"]
    assert first["report"]["id"] == first["item"]["report"]
    assert listed["total"] == len(listed["items"]) > 5


def test_two_people_do_not_get_the_same_record(sign_in: SignIn) -> None:
    one = sign_in("coder").get("/queue/next").json()["item"]["no"]
    other = sign_in("reviewer").get("/queue/next").json()["item"]["no"]

    assert one != other


def test_same_strike_is_found_with_what_agrees_in_words(sign_in: SignIn) -> None:
    client: TestClient = sign_in("reviewer")
    found = client.get("/records/other-paper/0/same").json()

    (first, *_) = found["candidates"]
    assert first["key"] == "demo-01#0"
    agrees = [names["en"] for names in first["agrees"]]
    assert "same day" in agrees
    assert "same doer" in agrees
    assert all(names["ar"] for names in first["agrees"])
