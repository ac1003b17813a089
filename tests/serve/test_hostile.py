"""Hostile input stays data: scripts in reports, paths, SQL, oversized bodies; and the whole API asked at random."""

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from desk_cases import PASSWORD
from desk_fixtures import SignIn
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok

from tawthiq.archive import collect
from tawthiq.serve.access import COOKIE, CSRF_HEADER
from tawthiq.serve.app import HEADERS, make_app
from tawthiq.serve.desk import Desk
from tawthiq.serve.limits import MOST_BYTES
from tawthiq.serve.pages import add_pages

_SOME = settings(
    max_examples=25, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_scripts_of_a_report_stay_text(sign_in: SignIn, desk: Desk, tmp_path: Path) -> None:
    text = f"قصفت قوات النظام بالمدفعية بلدة سراقب ما أدى إلى مقتل خمسة مدنيين {SCRIPT}"
    report = {"id": f"x{SCRIPT}", "text": text, "title": SCRIPT, "source": SCRIPT, "published": "2018-02-20"}
    file = tmp_path / "hostile.jsonl"
    file.write_text(json.dumps(report, ensure_ascii=False) + "\n", encoding="utf-8")
    collect(desk.project, [str(file)])

    answer = sign_in("coder").get("/reports/x%3Cscript%3Ealert(1)%3C%2Fscript%3E%3Cimg%20src=x%20onerror=alert(2)%3E")

    assert answer.status_code == 200
    assert answer.json()["title"] == SCRIPT
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/queue", "/api/v1/session", "/api/v1/nothing", "/assets/none.js"])
def test_every_answer_forbids_inline_scripts_and_frames(desk: Desk, path: str) -> None:
    answer = TestClient(make_app(desk)).get(path)

    policy = answer.headers["content-security-policy"]
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "path",
    ["/../app.py", "/..%2fapp.py", "/%2e%2e/app.py", "/assets/../../app.py", "/assets/..%2f..%2fapp.py", "//etc/passwd",
     "/%2fetc/passwd", "/assets/%00.js", "/" + "a" * 5000 + ".js"],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(desk: Desk, tmp_path: Path, path: str) -> None:
    (tmp_path / "pages" / "assets").mkdir(parents=True)
    (tmp_path / "pages" / "index.html").write_text("<p>index</p>")
    (tmp_path / "app.py").write_text("secret")
    app = make_app(desk)
    app.router.routes = [route for route in app.router.routes if getattr(route, "path", "") != "/{path:path}"]
    add_pages(app, tmp_path / "pages")

    answer = TestClient(app, raise_server_exceptions=False).get(path)

    assert answer.status_code in {200, 404}
    assert "secret" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "asked",
    ["/events?place=' OR 1=1 --", "/events?actor=%27%3B DROP TABLE facts%3B --", "/queue?outlet=' UNION SELECT 1",
     "/search?q=\" OR 1=1 --", "/search?q=(((", "/search?q=*", "/search?q=-x", "/search?q=NEAR(a b)",
     "/people?x=1", "/places?q=%25%5F%27"],
)  # fmt: skip
def test_sql_in_questions_is_only_text(sign_in: SignIn, asked: str) -> None:
    client = sign_in("admin")

    answer = client.get(asked)

    assert answer.status_code in {200, 422}
    assert client.get("/events").json()["total"] > 5


def test_oversized_bodies_are_refused_whether_told_or_not(sign_in: SignIn) -> None:
    client = sign_in("coder")

    def drops() -> Any:
        for _ in range(MOST_BYTES // 1000 + 10):
            yield b" " * 1000

    told = client.post("/proposals", content=b" " * (MOST_BYTES + 1))
    untold = client.post("/proposals", content=drops())

    assert (told.status_code, untold.status_code) == (413, 413)


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_signs_that_no_database_keeps_are_refused(sign_in: SignIn, sign: str) -> None:
    body = json.dumps({"kind": "accept", "row_version": 1, "note": f"a{sign}b"})

    answer = sign_in("coder").post("/records/demo-01/0/decisions", content=body.encode())

    assert answer.status_code == 422


def test_file_name_of_an_export_is_the_programs_own(sign_in: SignIn) -> None:
    answer = sign_in("reader").get("/export/csv", params={"place": 'x"\r\nSet-Cookie: a=b'})

    assert answer.headers["content-disposition"] == 'attachment; filename="tawthiq-csv-v1-redacted.csv"'
    assert "set-cookie" not in answer.headers


@pytest.mark.slow
def test_whole_api_has_no_server_error(desk: Desk) -> None:
    """Schemathesis asks every route by its own description, with values right and wrong, as an admin."""
    app = make_app(desk)
    client = TestClient(app, raise_server_exceptions=False)
    said = client.post("/api/v1/session", json={"name": "admin", "password": PASSWORD}).json()
    headers = {CSRF_HEADER: said["csrf"], "Cookie": f"{COOKIE}={client.cookies[COOKIE]}"}
    # Those end the session or the account of who asks; the last links for a while, and takes no values.
    left_out = {("DELETE", "/api/v1/session"), ("PATCH", "/api/v1/people/{name}"), ("POST", "/api/v1/ledger")}
    faults: list[str] = []
    asked = 0
    for result in schemathesis.openapi.from_asgi("/api/v1/openapi.json", app).get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        if (operation.method.upper(), operation.path) in left_out:
            continue

        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            answer = case.call(headers=headers)
            if answer.status_code >= 500:
                faults.append(f"{case.method} {case.formatted_path} {answer.status_code} {answer.text[:200]}")

        _SOME(given(case=operation.as_strategy())(ask))()
    assert faults == []
    assert asked > 500
