"""Who may do what: every route by every role against the table; forgery, fixation, brute force, links, tokens."""

import re

import pytest
from argon2 import PasswordHasher
from desk_cases import PASSWORD
from desk_fixtures import SignIn
from fastapi.testclient import TestClient

from tawthiq.resources import Resources
from tawthiq.serve.access import ANYONE, COOKIE, CSRF_HEADER, Access
from tawthiq.serve.accounts import ROLES, Accounts
from tawthiq.serve.app import make_app
from tawthiq.serve.desk import Desk
from tawthiq.serve.throttle import MOST_OF_NAME
from tawthiq.store.audit import audit_is_whole, read_audit
from tawthiq.store.engine import writing
from tawthiq.store.project import Project

ROWS = sorted((method, path, role) for (method, path), role in Access(Resources()).rows.items())
_FILLED = {"by": "weapon", "profile": "csv", "n": "0", "no": "999", "report": "demo-01", "name": "reader"}


def _filled(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: _FILLED.get(found.group(1), "x"), path)


@pytest.fixture(scope="module")
def clients(made_project: object, tmp_path_factory: pytest.TempPathFactory) -> dict[str, TestClient]:
    """One client a role, and one that is not signed in: what is refused changes nothing, so one project does."""
    import shutil

    from tawthiq.store.project import open_project

    root = tmp_path_factory.mktemp("access") / "project"
    shutil.copytree(str(made_project), root)
    project = open_project(root)
    accounts = Accounts(project, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    desk = Desk(project, accounts)
    desk.catch_up()
    app = make_app(desk)
    found = {ANYONE: TestClient(app, base_url="http://testserver/api/v1", raise_server_exceptions=False)}
    for role in ROLES:
        accounts.set_password(accounts.add(role, role, "en", "tester"), PASSWORD)
        client = TestClient(app, base_url="http://testserver/api/v1", raise_server_exceptions=False)
        client.headers["Authorization"] = f"Bearer {accounts.make_token(accounts.find(role), 'test', 1).secret}"
        found[role] = client
    return found


@pytest.mark.parametrize(("method", "path", "least"), ROWS, ids=[f"{m} {p}" for m, p, _ in ROWS])
def test_route_refuses_who_may_not_and_lets_in_who_may(
    clients: dict[str, TestClient], method: str, path: str, least: str
) -> None:
    """An empty body is never a whole question, so that whoever is let in changes nothing and gets anything but 403."""
    for role, client in clients.items():
        if (method, path) in {("DELETE", "/session"), ("POST", "/ledger")}:
            continue  # would sign out, or link for a while; both have tests of their own
        status = client.request(method, _filled(path), json={} if method != "GET" else None).status_code
        signed_in, may = role != ANYONE, least == ANYONE or (role in ROLES and ROLES.index(role) >= ROLES.index(least))
        if may and (signed_in or least == ANYONE):
            assert status != 403, (role, status)
            assert status < 500, (role, status)
            assert status != 401 or path == "/session", (role, status)
        else:
            assert status == (403 if signed_in else 401), (role, status)


def test_making_a_version_needs_an_editor(sign_in: SignIn) -> None:
    assert sign_in("reviewer").post("/ledger").status_code == 403
    assert sign_in("editor").post("/ledger").json()["version"] == 1


def test_route_without_a_row_is_refused_to_everybody(desk: Desk) -> None:
    app = make_app(desk)
    app.state.access.__dict__["rows"] = {}
    client = TestClient(app, base_url="http://testserver/api/v1", raise_server_exceptions=False)
    token = desk.accounts.make_token(desk.accounts.find("admin"), "test", 1).secret

    assert client.get("/project", headers={"Authorization": f"Bearer {token}"}).status_code == 403


@pytest.mark.parametrize("word", [None, "", "wrong", "كلمة"])
def test_change_without_the_sessions_own_word_is_refused(sign_in: SignIn, word: str | None) -> None:
    client = sign_in("admin")
    del client.headers[CSRF_HEADER]
    headers = [] if word is None else [(CSRF_HEADER.encode(), word.encode())]

    answer = client.post("/tokens", json={"name": "t"}, headers=headers)

    assert answer.status_code == 403
    assert client.get("/tokens").json()["tokens"] == []


def test_cookie_is_hidden_from_scripts_and_other_sites(desk: Desk) -> None:
    desk.secure_cookies = True
    client = TestClient(make_app(desk), base_url="https://testserver/api/v1")

    said = client.post("/session", json={"name": "coder", "password": PASSWORD}).headers["set-cookie"].lower()

    assert "httponly" in said
    assert "samesite=strict" in said
    assert "secure" in said


def test_session_that_was_planted_is_not_taken_over(desk: Desk) -> None:
    """Fixation: whatever cookie a browser brings, signing in gives a new one and ends the old."""
    client = TestClient(make_app(desk), base_url="http://testserver/api/v1")
    client.cookies.set(COOKIE, "planted-by-somebody-else")
    client.post("/session", json={"name": "coder", "password": PASSWORD})
    first = (
        dict(client.cookies.items())[COOKIE] if len(client.cookies) == 1 else [c.value for c in client.cookies.jar][-1]
    )

    client.post("/session", json={"name": "coder", "password": PASSWORD})

    assert first != "planted-by-somebody-else"
    assert desk.accounts.session("planted-by-somebody-else") is None
    assert desk.accounts.session(str(first)) is None


def test_signing_out_ends_the_session_on_the_server(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("coder")
    secret = client.cookies[COOKIE]

    assert client.delete("/session").status_code == 204

    assert desk.accounts.session(secret) is None
    client.cookies.set(COOKIE, secret)
    assert client.get("/project").status_code == 401


def test_brute_force_is_shut_out_with_the_right_password_too(desk: Desk) -> None:
    client = TestClient(make_app(desk), base_url="http://testserver/api/v1")
    wrong = [client.post("/session", json={"name": "coder", "password": f"guess {n}"}) for n in range(MOST_OF_NAME)]

    answer = client.post("/session", json={"name": "CODER", "password": PASSWORD})

    assert {one.status_code for one in wrong} == {401}
    assert answer.status_code == 429
    assert answer.headers["retry-after"]


def test_unknown_name_and_wrong_password_get_the_same_answer(desk: Desk) -> None:
    client = TestClient(make_app(desk), base_url="http://testserver/api/v1")

    answers = [client.post("/session", json={"name": name, "password": "x"}).json() for name in ("coder", "nobody")]

    assert answers[0] == answers[1]


def test_secrets_are_not_in_the_database(sign_in: SignIn, desk: Desk, project: Project) -> None:
    client = sign_in("admin")
    token = client.post("/tokens", json={"name": "t"}).json()["secret"]
    link = client.post("/invitations", json={"name": "new", "role": "coder"}).json()["secret"]

    held = b"".join(file.read_bytes() for file in project.root.glob("tawthiq.db*"))

    assert [s for s in (token, link, client.cookies[COOKIE], PASSWORD) if s.encode() in held] == []


def test_invitation_works_once_and_ends_sessions(sign_in: SignIn, desk: Desk) -> None:
    admin = sign_in("admin")
    made = admin.post("/invitations", json={"name": "سمر", "role": "coder"}).json()
    anyone = TestClient(make_app(desk), base_url="http://testserver/api/v1")
    chosen = {"secret": made["secret"], "password": "كلمة سر طويلة"}

    assert anyone.post("/password", json=chosen).status_code == 204
    assert anyone.post("/password", json=chosen).status_code == 401
    assert anyone.post("/session", json={"name": "سَمَر", "password": "كلمة سر طويلة"}).status_code == 200
    assert made["path"] == f"/invite#{made['secret']}"


def test_token_does_what_its_person_may_until_it_is_revoked(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("reader")
    made = client.post("/tokens", json={"name": "script"}).json()
    program = TestClient(make_app(desk), base_url="http://testserver/api/v1")
    program.headers["Authorization"] = f"Bearer {made['secret']}"

    assert program.get("/events").status_code == 200
    assert program.get("/queue").status_code == 403
    assert client.delete(f"/tokens/{made['no']}").status_code == 204
    assert program.get("/events").status_code == 401


def test_lowering_a_role_ends_sessions_and_one_admin_stays(sign_in: SignIn) -> None:
    admin, coder = sign_in("admin"), sign_in("coder")

    assert admin.patch("/people/coder", json={"role": "reader"}).status_code == 200

    assert coder.get("/project").status_code == 401
    assert admin.patch("/people/admin", json={"active": False}).status_code == 422


def test_names_are_masked_for_readers_and_opening_them_is_logged(sign_in: SignIn, desk: Desk) -> None:
    event = sign_in("coder").get("/records/demo-01/0").json()["event_id"]

    masked = sign_in("reader").get(f"/events/{event}").json()
    refused = sign_in("reader").post(f"/events/{event}/opening", json={"reason": "curious"})
    opened = sign_in("coder").post(f"/events/{event}/opening", json={"reason": "case 12"}).json()

    assert masked["masked"]
    assert "الدفاع المدني" not in str(masked)
    assert refused.status_code == 403
    assert "الدفاع المدني" in opened["attribution"]
    logged = read_audit(desk.project, action="open-names")
    assert [(entry.person, entry.subject, entry.detail["reason"]) for entry in logged] == [("coder", event, "case 12")]


def test_audit_trail_cannot_be_changed_and_tells_if_it_was(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("admin")
    client.post("/resets", json={"name": "coder"})
    with pytest.raises(Exception, match="only grows"), writing(desk.project.engine) as connection:
        connection.exec_driver_sql("UPDATE audit SET person = 'nobody'")
    assert client.get("/audit").json()["intact"]

    with writing(desk.project.engine) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_kept")
        connection.exec_driver_sql("UPDATE audit SET person = 'nobody' WHERE seq = 1")

    assert not audit_is_whole(desk.project)


def test_public_view_shows_nothing_unless_it_was_opened(desk: Desk) -> None:
    client = TestClient(make_app(desk), base_url="http://testserver/api/v1")
    assert client.get("/public").json()["open"] is False
    assert client.get("/public/events").status_code == 404

    desk.is_public = True
    table = client.get("/public/events").json()

    assert table["total"] > 5
    told = str(table)
    assert all(name not in told for name in ("القصاب", "الدفاع المدني"))
    points = [row["lat"] for row in table["items"] if row["lat"] is not None]
    assert points == [round(point, 2) for point in points]
    assert client.get(f"/public/events/{table['items'][0]['id']}").status_code == 200
