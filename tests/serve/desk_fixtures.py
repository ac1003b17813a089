"""Fixtures of the server's tests, a plugin that tests/conftest.py names.

`project` is a small one, coded and linked once and copied for each test; `desk` is its services with a fast password
hash; `sign_in` gives a client of a role that carries what the pages send.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # loaded where they are used: every run of the tests loads this plugin
    from fastapi.testclient import TestClient

    from tawthiq.serve.desk import Desk
    from tawthiq.store.project import Project

SignIn = Callable[[str], "TestClient"]


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from desk_cases import REPORTS, SAME_STRIKE, make_project

    root = tmp_path_factory.mktemp("desk") / "project"
    make_project(root, "try", [SAME_STRIKE], REPORTS)
    return root


@pytest.fixture
def project(made_project: Path, tmp_path: Path) -> "Iterator[Project]":
    from tawthiq.store.project import open_project

    shutil.copytree(made_project, tmp_path / "project")
    with open_project(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def desk(project: "Project") -> "Desk":
    from argon2 import PasswordHasher
    from desk_cases import PASSWORD

    from tawthiq.serve.accounts import ROLES, Accounts
    from tawthiq.serve.desk import Desk

    accounts = Accounts(project, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for role in ROLES:
        accounts.set_password(accounts.add(role, role, "en", "tester"), PASSWORD)
    made = Desk(project, accounts)
    made.catch_up()
    return made


@pytest.fixture
def sign_in(desk: "Desk") -> SignIn:
    from desk_cases import PASSWORD
    from fastapi.testclient import TestClient

    from tawthiq.serve.access import CSRF_HEADER
    from tawthiq.serve.app import make_app

    app = make_app(desk)

    def client_of(name: str) -> "TestClient":
        client = TestClient(app, base_url="http://testserver/api/v1", raise_server_exceptions=False)
        answer = client.post("/session", json={"name": name, "password": PASSWORD})
        client.headers[CSRF_HEADER] = answer.json()["csrf"]
        return client

    return client_of
