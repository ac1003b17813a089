"""Measure the desk at full size: 100,000 reports, 300,000 events, 20 people at once, on this machine's own cores.

python tools/bench_desk.py [--reports N] [--people N] [--seconds N] [--keep DIR]

The project is made of the demo reports, recombined: each copy has its own id, day, point, numbers and confidence, so
that filters and clusters have something to do. People wait two seconds or so between two steps, as nobody does who
reads; the server and all of them share the cores. Printed are the 50th, 95th and 99th percentile of each kind of
question, and whether the marks are met.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx2
from sqlalchemy import func, insert, select, update

from tawthiq.archive import collect
from tawthiq.ledger.linker import Linker
from tawthiq.ledger.project import code_missing, link_project
from tawthiq.moving import index_all
from tawthiq.resources.loader import PACKAGE_ROOT
from tawthiq.review.priority import judge
from tawthiq.serve.accounts import Accounts
from tawthiq.store import desk_rows, facts
from tawthiq.store.clock import now_utc
from tawthiq.store.coding import actor_keys, place_keys
from tawthiq.store.custody import canonical_json, sha256_text
from tawthiq.store.engine import reading, writing
from tawthiq.store.project import Project, create_project, open_project
from tawthiq.store.schema import (
    codings,
    event_actors,
    event_places,
    events,
    families,
    ledger_events,
    ledger_ids,
    ledger_versions,
    reports,
)

PASSWORD = "twenty people at once"
EVENTS_A_REPORT = 3
BATCH = 1000
MARKS = {"next": 150.0, "table": 300.0, "map": 300.0}
"""Milliseconds at the 95th percentile."""


class Templates:
    """Rows of the coded and linked demo reports, to be copied."""

    def __init__(self, project: Project) -> None:
        with reading(project.engine) as connection:
            self.reports = [dict(row) for row in connection.execute(select(reports)).mappings()]
            bodies: dict[int, list[Any]] = defaultdict(list)
            for row in connection.execute(select(events.c.report_no, events.c.body).order_by(events.c.no)):
                bodies[row.report_no].append(json.loads(row.body))
            living = [json.loads(body) for body in connection.execute(select(ledger_events.c.body)).scalars()]
            version = connection.execute(select(ledger_versions)).mappings().first()
        self.reports = [row for row in self.reports if len(bodies[row["no"]]) >= EVENTS_A_REPORT]
        self.events = bodies
        self.ledger = {record: event for event in living for record in event["records"]}
        self.version = dict(version or {})


def build(root: Path, count: int) -> None:
    """Make the project."""
    lines = PACKAGE_ROOT / "demo" / "reports.jsonl"
    with create_project(root, name="bench", collector="bench") as project:
        collect(project, [str(lines)])
        code_missing(project, Linker())
        link_project(project, Linker())
        templates = Templates(project)
        for start in range(0, count, BATCH):
            with writing(project.engine) as connection:
                for table, rows in _copies(templates, start, min(count, start + BATCH)).items():
                    if rows:
                        connection.execute(insert(TABLES[table]), rows)
            told(f"{start + BATCH:,} reports")
        with writing(project.engine) as connection:
            # After both, as foreign keys want it.
            newest = select(codings.c.no).where(codings.c.report_no == reports.c.no).scalar_subquery()
            connection.execute(update(reports).where(reports.c.coding_no.is_(None)).values(coding_no=newest))
            connection.exec_driver_sql("INSERT INTO report_search (report_search) VALUES ('delete-all')")
            index_all(connection, 2)
        told("indexed")
        desk_rows.catch_up(project, judge)
        told("desk rows made")
        facts.catch_up(project)
        told("facts made")
        accounts = Accounts(project)
        for n in range(100):
            account = accounts.add(f"person {n}", "reviewer", "en", "bench")
            if n < 40:
                accounts.set_password(account, PASSWORD)


TABLES = {
    "families": families, "reports": reports, "codings": codings, "events": events, "event_places": event_places,
    "event_actors": event_actors, "ledger_versions": ledger_versions, "ledger_ids": ledger_ids,
    "ledger_events": ledger_events,
}  # fmt: skip
_EVENTS_FROM, _REPORTS_FROM = 10_000, 1000


def _copies(templates: Templates, start: int, end: int) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    if start == 0:
        found["ledger_versions"] = [templates.version | {"no": 2, "at": now_utc()}]
    for n in range(start, end):
        pick = random.Random(n)
        report = pick.choice(templates.reports)
        no, own = _REPORTS_FROM + n, f"copy-{n}"
        shift = timedelta(days=pick.randint(-1500, 1500))
        found["families"].append({"no": no, "founder_no": no, "merged_into": None})
        found["reports"].append(
            report | {"no": no, "id": own, "given_id": own, "page_key": f"id:{own}", "family_no": no, "coding_no": None,
                      "locator": f"line:{no}", "published": _moved(report["published"] or "2016-01-01", shift)}
        )  # fmt: skip
        found["codings"].append(
            {"no": no, "report_no": no, "version": "bench", "status": "coded", "coded_at": now_utc(), "error": None,
             "sha256": "0" * 64, "custody_seq": 1}
        )  # fmt: skip
        told_events = templates.events[report["no"]]
        for k, m in enumerate(pick.sample(range(len(told_events)), EVENTS_A_REPORT)):
            _copy_event(templates, found, pick, (report["id"], m), (own, no, k), shift)
    return found


def _copy_event(  # noqa: PLR0913, PLR0917
    templates: Templates, found: dict[str, list[dict[str, Any]]], pick: random.Random, of: tuple[str, int],
    to: tuple[str, int, int], shift: timedelta,
) -> None:  # fmt: skip
    own, report_no, n = to
    number = _EVENTS_FROM + (report_no - _REPORTS_FROM) * EVENTS_A_REPORT + n
    no = next(row["no"] for row in templates.reports if row["id"] == of[0])
    event = _varied(templates.events[no][of[1]], pick, shift)
    found["events"].append(
        {"no": number, "coding_no": report_no, "report_no": report_no, "n": n, "type": event["type"],
         "scope": event["scope"], "date": event.get("date"), "confidence": event["confidence"],
         "body": canonical_json(event)}
    )  # fmt: skip
    found["event_places"] += [{"event_no": number, "name_key": key} for key in place_keys(event)]
    found["event_actors"] += [{"event_no": number, "actor_key": key} for key in actor_keys(event)]
    whole = _varied(templates.ledger[f"{of[0]}#{of[1]}"], pick, shift)
    whole |= {"id": f"ev-{number:012x}", "records": [f"{own}#{n}"], "version": 2, "places": _stripped(event)}
    whole["changes"] = [{"version": 2, "action": "made", "detail": f"{own}#{n}"}]
    whole["sources"] = [family | {"reports": [own]} for family in whole["sources"][:1]]
    body = canonical_json(whole)
    found["ledger_ids"].append({"id": whole["id"], "since": 2, "merged_into": None})
    found["ledger_events"].append(
        {"id": whole["id"], "since": 2, "until": None, "sha256": sha256_text(body), "body": body}
    )


def _varied(event: dict[str, Any], pick: random.Random, shift: timedelta) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(event))
    for name in ("date", "date_start", "date_end"):
        if made.get(name):
            made[name] = _moved(made[name], shift)
    for place in made.get("places") or []:
        if place.get("lat") is not None:
            place["lat"] = round(min(89.0, place["lat"] + pick.gauss(0, 0.4)), 5)
            place["lon"] = round(place["lon"] + pick.gauss(0, 0.4), 5)
            place["place_confidence"] = round(pick.uniform(0.2, 1.0), 3)
    if "confidence" in made:
        made["confidence"] = round(pick.uniform(0.3, 1.0), 3)
    return made


def _stripped(event: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in place.items() if key != "candidates"} | {"reports": 1}
        for place in event.get("places") or []
    ]


def _moved(day: str, shift: timedelta) -> str:
    return (date.fromisoformat(day[:10]) + shift).isoformat()


def told(what: str) -> None:
    """Say how far it is."""
    print(f"  {time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


class Person(threading.Thread):
    """Somebody at work: checks records, looks at the map and the table, thinks between."""

    def __init__(self, n: int, address: str, until: float) -> None:
        super().__init__(daemon=True)
        self.n, self.until = n, until
        self.pick = random.Random(n)
        self.client = httpx2.Client(base_url=f"{address}/api/v1", timeout=60)
        self.times: dict[str, list[float]] = defaultdict(list)
        self.faults: list[str] = []

    def run(self) -> None:
        """Work until the time is over."""
        said = self.client.post("/session", json={"name": f"person {self.n}", "password": PASSWORD}).json()
        self.client.headers["X-CSRF-Token"] = said["csrf"]
        steps = [self._check] * 5 + [self._table, self._map, self._timeline, self._chart, self._search, self._event]
        while time.monotonic() < self.until:
            self.pick.choice(steps)()

    def _ask(self, kind: str, method: str, path: str, **more: Any) -> Any:
        time.sleep(self.pick.uniform(1.0, 3.0))
        begun = time.perf_counter()
        answer = self.client.request(method, path, **more)
        self.times[kind].append((time.perf_counter() - begun) * 1000)
        if answer.status_code >= 400 and answer.status_code != 409:
            self.faults.append(f"{answer.status_code} {method} {path} {answer.text[:200]}")
        return answer.json() if answer.status_code < 400 else {}

    def _filters(self) -> dict[str, Any]:
        return self.pick.choice(
            [{}, {"family": "explosions"}, {"type": "shelling"}, {"actor": "russia"}, {"place": "حلب"},
             {"from": "2015-01-01", "to": "2016-12-31"}, {"grade": "weak", "weapon": "artillery"}]
        )  # fmt: skip

    def _check(self) -> None:
        asked = self.pick.choice([{}, {}, {"type": "shelling"}, {"place": "حلب"}, {"actor": "israel"},
                                  {"confidence_below": 0.6}])  # fmt: skip
        item = self._ask("next", "GET", "/queue/next", params=asked).get("item")
        if item:
            said = {"kind": "accept", "row_version": item["row_version"]}
            self._ask("decide", "POST", f"/records/{item['report']}/{item['n']}/decisions", json=said)

    def _table(self) -> None:
        sort = self.pick.choice(["-date", "-killed", "place"])
        self._ask("table", "GET", "/events", params=self._filters() | {"sort": sort, "page": self.pick.randint(1, 20)})

    def _map(self) -> None:
        zoom = self.pick.randint(3, 11)
        half = 180 / 2 ** (zoom - 2)
        lat, lon = self.pick.choice([(36.2, 37.1), (15.4, 44.2), (33.3, 44.4), (32.9, 13.2), (31.4, 34.4)])
        box = f"{lon - half:.4f},{max(-90, lat - half / 2):.4f},{lon + half:.4f},{min(90, lat + half / 2):.4f}"
        self._ask("map", "GET", "/events/map", params=self._filters() | {"zoom": zoom, "bbox": box})

    def _timeline(self) -> None:
        self._ask("timeline", "GET", "/events/timeline", params=self._filters())

    def _chart(self) -> None:
        by = self.pick.choice(["perpetrator", "weapon", "group", "governorate"])
        self._ask("chart", "GET", f"/events/charts/{by}", params=self._filters())

    def _search(self) -> None:
        word = self.pick.choice(["الجورة", "راجمات", "طريق الباب", "انسحبت"])
        self._ask("search", "GET", "/search", params={"q": word})

    def _event(self) -> None:
        number = _EVENTS_FROM + self.pick.randint(0, 2000)
        self._ask("event", "GET", f"/events/ev-{number:012x}")


def load(root: Path, people: int, seconds: float) -> bool:
    """Serve the project, let people work, print what they waited for; whether the marks are met."""
    port = 8700 + os.getpid() % 200
    command = [sys.executable, "-m", "tawthiq", "serve", "--project", str(root), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        begun = time.monotonic()
        _warm(address)
        told(f"the server has all events in memory after {time.monotonic() - begun:.0f} s")
        team = [Person(n, address, time.monotonic() + seconds) for n in range(people)]
        for person in team:
            person.start()
        for person in team:
            person.join()
        size = int(Path(f"/proc/{server.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    finally:
        server.terminate()
        server.wait()
    return _report(team, people, seconds, size)


def _warm(address: str) -> None:
    """Wait until it answers, and has read what it keeps in memory."""
    client = httpx2.Client(base_url=f"{address}/api/v1", timeout=300)
    for _ in range(600):
        try:
            said = client.post("/session", json={"name": "person 39", "password": PASSWORD}).json()
            break
        except httpx2.TransportError:
            time.sleep(0.5)
    client.headers["X-CSRF-Token"] = said["csrf"]
    for path in ("/queue/next", "/events", "/events/map?zoom=5", "/events/charts/perpetrator"):
        client.get(path)


def _report(team: list[Person], people: int, seconds: float, size: int) -> bool:
    times: dict[str, list[float]] = defaultdict(list)
    for person in team:
        for kind, told_times in person.times.items():
            times[kind] += told_times
    faults = [fault for person in team for fault in person.faults]
    asked = sum(len(values) for values in times.values())
    print(f"{people} people, {seconds:.0f} s, {asked} questions, server {size / 2**20:.0f} MiB, {len(faults)} faults")
    for fault in faults[:5]:
        print(f"  {fault}")
    met = not faults
    for kind, values in sorted(times.items()):
        cuts = quantiles(values, n=100) if len(values) > 1 else [values[0]] * 99
        mark = MARKS.get(kind)
        verdict = "" if mark is None else f"  mark {mark:.0f}: {'met' if cuts[94] < mark else 'MISSED'}"
        met = met and (mark is None or cuts[94] < mark)
        print(f"{kind:9} n={len(values):5}  p50 {cuts[49]:6.0f}  p95 {cuts[94]:6.0f}  p99 {cuts[98]:6.0f} ms{verdict}")
    return met


def _sizes(root: Path) -> Iterator[str]:
    with open_project(root) as project, reading(project.engine) as connection:
        for table in (reports, events, ledger_events):
            yield f"{connection.execute(select(func.count()).select_from(table)).scalar_one():,} {table.name}"


def main() -> int:
    """Build the project if it is not there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--keep", type=Path, help="make the project here, or use the one that is there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = asked.keep or Path(folder) / "bench"
        if not (root / "tawthiq.toml").is_file():
            build(root, asked.reports)
        print(", ".join(_sizes(root)))
        return 0 if load(root, asked.people, asked.seconds) else 1


if __name__ == "__main__":
    sys.exit(main())
