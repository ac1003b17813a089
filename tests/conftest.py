"""Fixtures that several rooms' tests share.

`archive` is an empty project, once on SQLite and once on a real PostgreSQL: tests of the store run on both.
`sqlite_archive` is for what does not touch the database's own ways. `small` is the small gazetteer of the places
room's tests, once for all of them; `full` is the product's own. `spark` is one local master for all tests: it takes ten
seconds and more to start, and commands join the one that they find.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from gazetteer_cases import resolver

import postgres_server
from tawthiq.places.resolver import Resolver
from tawthiq.store.project import Project, create_project

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Compiled tables of the tests stay out of the person's own folder; one folder a run, shared by all workers.
_TABLES = tempfile.TemporaryDirectory(prefix="tawthiq-tables-")
os.environ.setdefault("TAWTHIQ_CACHE", _TABLES.name)

pytest_plugins = ["browser_fixtures", "desk_fixtures"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file on one worker, and all that need Spark: `make test` runs on every core."""
    for item in items:
        needs_spark = "spark" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("spark" if needs_spark else item.nodeid.split("::")[0]))


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Server]:
    with postgres_server.start() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").create(f"t{uuid4().hex}")
    with create_project(tmp_path / "project", database=url, collector="tester") as project:
        yield project


@pytest.fixture
def sqlite_archive(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "project", collector="tester") as project:
        yield project


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Resolver:
    return resolver(tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="session")
def full() -> Resolver:
    return Resolver.load()


@pytest.fixture(scope="session")
def spark() -> "Iterator[SparkSession]":
    from tawthiq.scale.session import SparkSettings, open_session

    # Tests are over before code that is made with care pays: half the time on a busy machine.
    conf = {
        "spark.log.level": "OFF",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.codegen.wholeStage": "false",
    }
    with open_session(SparkSettings(conf, jobs=2)) as session:
        yield session
