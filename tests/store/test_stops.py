"""kill -9 at random moments of collecting and coding: no report lost, none twice, and `verify` finds nothing.

The moments are drawn from a seed that every failure names: after so many batches, and so far into the next, so that a
slow machine is stopped at work as a fast one is. Ten stops run with all tests, a hundred under the mark
`slow`.
"""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from archive_cases import VERSION, make_report, write_reports
from tawthiq.store.engine import reading
from tawthiq.store.project import Project
from tawthiq.store.schema import captures, codings, custody, reports
from tawthiq.store.verify import verify_project

SCRIPT = Path(__file__).with_name("stopped_run.py")
REPORTS = 1000


# A run of 1,000 reports is 25 batches of collecting and 25 of coding; five stops leave the last 15 or so to the end.
_MOST_BATCHES = 14
_BATCH_SECONDS = 0.1
_ROUNDS = 5


def _start(project: Project, source: Path, jobs: int) -> "subprocess.Popen[str]":
    command = [sys.executable, str(SCRIPT), str(project.root), str(source), str(jobs)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "begins\n"
    return run


def _stop_at(run: "subprocess.Popen[str]", batches: int, seconds: float) -> str | None:
    """Kill a run some time after so many batches; give what it was at, None if it was over before."""
    assert run.stdout is not None
    told = [run.stdout.readline() for _ in range(batches)]
    time.sleep(seconds)
    run.kill()
    rest, _ = run.communicate()
    lines = [*told, *rest.splitlines(keepends=True)]
    if "done\n" in lines:
        return None
    return "code" if "coded\n" in lines else "collect"


def _stop_and_go_on(project: Project, source: Path, stops: int, seed: int, jobs: int) -> Counter[str | None]:
    """Kill the run `stops` times, then let it end; count what the stops hit it at."""
    moments = random.Random(seed)
    hit: Counter[str | None] = Counter()
    for _ in range(stops):
        run = _start(project, source, jobs)
        hit[_stop_at(run, moments.randint(0, _MOST_BATCHES), moments.uniform(0.0, _BATCH_SECONDS))] += 1
        faults = verify_project(project).faults
        assert faults == (), f"seed {seed}: {faults}"
    run = _start(project, source, jobs)
    told, _ = run.communicate(timeout=300)
    assert run.returncode == 0, f"seed {seed}"
    assert told.endswith("done\n"), f"seed {seed}"
    return hit


def _assert_whole(project: Project, seed: int) -> None:
    with reading(project.engine) as connection:
        ids = list(connection.execute(select(reports.c.id).order_by(reports.c.no)).scalars())
        coded = connection.execute(
            select(func.count(), func.count(codings.c.report_no.distinct())).where(codings.c.version == VERSION)
        ).one()
        opened = connection.execute(select(captures.c.status, captures.c.items_done)).all()
        stored = connection.execute(select(func.count()).where(custody.c.action == "store")).scalar()
    assert ids == [f"r{n}" for n in range(REPORTS)], f"seed {seed}: reports lost, doubled or out of order"
    assert tuple(coded) == (REPORTS, REPORTS), f"seed {seed}"
    assert [tuple(row) for row in opened] == [("done", REPORTS)], f"seed {seed}"
    assert stored == 1, f"seed {seed}"
    checked = verify_project(project)
    assert (checked.faults, checked.reports, checked.codings) == ((), REPORTS, REPORTS), f"seed {seed}"


def test_five_kills_lose_and_double_nothing(archive: Project, tmp_path: Path) -> None:
    """Five on each database make ten."""
    seed = random.randrange(10**6)
    hit = _stop_and_go_on(archive, write_reports(tmp_path / "a.jsonl", range(REPORTS)), 5, seed, 1)
    assert hit["collect"] + hit["code"] >= 3, f"seed {seed}: the run was over before it was killed"
    _assert_whole(archive, seed)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_twenty_five_kills_lose_and_double_nothing(archive: Project, tmp_path: Path, jobs: int) -> None:
    """Fifty on each database; in rounds of five, each on reports of its own, so that every kill finds work."""
    seed = random.randrange(10**6)
    hit: Counter[str | None] = Counter()
    for round_number in range(_ROUNDS):
        numbers = range(round_number * REPORTS, (round_number + 1) * REPORTS)
        source = write_reports(tmp_path / f"{round_number}.jsonl", numbers)
        hit += _stop_and_go_on(archive, source, 5, seed + round_number, jobs)
    assert hit["collect"] >= 5, f"seed {seed}: {hit}"
    assert hit["code"] >= 3, f"seed {seed}: {hit}"
    with reading(archive.engine) as connection:
        ids = list(connection.execute(select(reports.c.id).order_by(reports.c.no)).scalars())
    assert ids == [f"r{n}" for n in range(_ROUNDS * REPORTS)], f"seed {seed}"
    checked = verify_project(archive)
    assert (checked.faults, checked.codings) == ((), _ROUNDS * REPORTS), f"seed {seed}"


def test_archive_after_stops_is_that_of_one_run(tmp_path: Path, sqlite_archive: Project) -> None:
    """Same reports, same numbers, same families: a stop leaves no trace but times and custody."""
    from tawthiq.archive import collect
    from tawthiq.store.project import create_project

    source = write_reports(tmp_path / "a.jsonl", range(REPORTS))
    _stop_and_go_on(sqlite_archive, source, 2, 7, 1)
    columns = [reports.c[name] for name in ("no", "id", "locator", "text_sha256", "family_no", "version", "page_key")]
    with create_project(tmp_path / "other") as other:
        collect(other, [str(source)])
        tables = []
        for project in (sqlite_archive, other):
            with reading(project.engine) as connection:
                tables.append([tuple(row) for row in connection.execute(select(*columns).order_by(reports.c.no))])
    assert tables[0] == tables[1]
    assert json.loads(json.dumps(make_report(3)))["id"] == tables[0][3][1]
