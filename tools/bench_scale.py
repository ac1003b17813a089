"""Measure how the work grows with the number of reports: on processes of this machine, on Spark, into PostgreSQL.

Every figure is a median of several runs with its lowest and highest. Times are given twice: on the clock, and as
processor time of all processes of a command together, which other work on the machine disturbs less. Each run is set
against the floor of that run, one bare pass of pyahocorasick with 20,000 patterns over the same unfolded text. The time
that a command takes for one report, its start-up, is taken off.

Reports are made of paragraphs of the shared folder, else of the demo, drawn by a fixed seed to 1,400 characters each.
Linux only, for it reads what each process used from /proc.

    python tools/bench_scale.py [--sizes 1000,10000] [--runs 3] [--jobs 2] [--steps code,link,load] [--write]
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import ahocorasick  # type: ignore[import-not-found]

from tawthiq.places.names import PlaceNames

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
PAGE = ROOT / "docs" / "scale.md"
DEMO = ROOT / "src" / "tawthiq" / "resources" / "demo" / "reports.jsonl"
SHARED_TEXTS = "text/news-2015-2018.jsonl"
REPORT_CHARACTERS, PATTERNS, SEED = 1_400, 20_000, 7
BEGIN, END = "<!-- figures: written by `make bench` -->", "<!-- figures: end -->"
_TICKS = os.sysconf("SC_CLK_TCK")
_SAMPLE_SECONDS = 0.1
# A cluster that a research group can hire for a day. The price is what a core of a general-purpose machine costs by the
# hour at the large providers without any contract, rounded up; set your own.
_MANY, _MACHINES, _CORES, _CORE_HOUR = 100_000_000, 8, 16, 0.05


@dataclass
class Used:
    """What a command and all processes that it started used.

    Attributes:
        wall: Seconds on the clock.
        cpu: Seconds of processors, user and system.
        python_mb: Most memory of one Python process.
        java_mb: Most memory of the JVM; 0 without one.
    """

    wall: float = 0.0
    cpu: float = 0.0
    python_mb: float = 0.0
    java_mb: float = 0.0


@dataclass
class Series:
    """Figures of one row: a list of runs each."""

    cells: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **values: float) -> None:
        """Add a run."""
        for name, value in values.items():
            self.cells.setdefault(name, []).append(value)


def _paragraphs() -> tuple[list[str], str]:
    shared = Path(os.environ.get("TAWTHIQ_SHARED", ROOT.parent / "shared")) / SHARED_TEXTS
    source = shared if shared.is_file() else DEMO
    with source.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    told = "the shared folder" if source == shared else "the demo reports (no shared folder)"
    return [one for text in texts for one in text.split("\n") if one.strip()], told


def _write_reports(path: Path, paragraphs: Sequence[str], count: int) -> None:
    draw = random.Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = ""
            while len(text) < REPORT_CHARACTERS:
                text += draw.choice(paragraphs) + "\n"
            day = f"2016-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            row = {"id": f"r{number}", "published": day, "text": text[:REPORT_CHARACTERS]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for number, key in enumerate(islice(PlaceNames.load(), PATTERNS)):
        automaton.add_word(key, number)
    automaton.make_automaton()
    return automaton


def _floor(automaton: ahocorasick.Automaton, path: Path) -> float:
    """Processor seconds of a bare pass."""
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    began = time.process_time()
    for text in texts:
        for _ in automaton.iter(text):
            pass
    return time.process_time() - began


def _stat(pid: str) -> tuple[str, str, float] | None:
    """Parent, name and processor seconds of a process; None where it is gone."""
    try:
        name, _, rest = Path("/proc", pid, "stat").read_text().partition("(")[2].rpartition(")")
    except OSError:
        return None
    cells = rest.split()
    return cells[1], name, (int(cells[11]) + int(cells[12])) / _TICKS


def _peak_mb(pid: str) -> float:
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc", pid, "status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _sample(root: int, cpu: dict[str, float], peaks: dict[str, dict[str, float]]) -> None:
    """Note what the processes below one used so far, those it adopted too."""
    stats = {pid: stat for pid in os.listdir("/proc") if pid.isdigit() and (stat := _stat(pid))}
    below, fresh = {str(root)}, {str(root)}
    while fresh:
        fresh = {pid for pid, stat in stats.items() if stat[0] in fresh} - below
        below |= fresh
    for pid in below & stats.keys():
        cpu[pid] = stats[pid][2]
        kind = "java" if stats[pid][1] == "java" else "python"
        peaks[kind][pid] = max(peaks[kind].get(pid, 0.0), _peak_mb(pid))


def _run(command: Sequence[str]) -> Used:
    """Run a command of tawthiq and watch all that it starts."""
    cpu: dict[str, float] = {}
    peaks: dict[str, dict[str, float]] = {"java": {}, "python": {}}
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "tawthiq", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_SAMPLE_SECONDS):
            _sample(child.pid, cpu, peaks)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    _, told = child.communicate()
    wall = time.perf_counter() - began
    done.set()
    watcher.join()
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {told[-2000:]}")
    most = {kind: max(found.values(), default=0.0) for kind, found in peaks.items()}
    return Used(wall, sum(cpu.values()), most["python"], most["java"])


def _net(command: Callable[[Path], Sequence[str]], reports: Path, one: Path) -> tuple[Used, Used]:
    """Run a command over one report, then over all; give what all cost more, and the start-up."""
    start, whole = _run(command(one)), _run(command(reports))
    net = Used(whole.wall - start.wall, whole.cpu - start.cpu, whole.python_mb, whole.java_mb)
    return net, start


def _bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Bench:
    """One size: its files, its runs, its rows."""

    def __init__(self, folder: Path, count: int, jobs: int, database: str | None, steps: Sequence[str]) -> None:
        self.folder, self.count, self.jobs, self.database, self.steps = folder, count, jobs, database, steps
        self.reports, self.one = folder / f"{count}.jsonl", folder / "one.jsonl"
        self.rows: dict[str, Series] = {}
        self.disk: dict[str, int] = {}

    def run(self, number: int, automaton: ahocorasick.Automaton) -> None:
        """Run every command once."""
        floor = _floor(automaton, self.reports)
        lines, coded, ledger = (self.folder / f"{self.count}-{number}-{what}" for what in ("out", "coded", "ledger"))
        spread = ["--engine", "spark", "--jobs", str(self.jobs)]
        jobs = ["--jobs", str(self.jobs), "--output", str(lines)]
        self._measured("code, processes", floor, lambda given: ["code", str(given), *jobs])
        self._measured(
            "code, Spark", floor, lambda given: ["code", str(given), *spread, "--output", self._fresh(coded, given)]
        )
        if "link" in self.steps:
            self._measured(
                "link, Spark", floor,
                lambda given: ["link", self._made(coded, given), *spread, "--output", self._fresh(ledger, given)],
            )  # fmt: skip
        if self.database and "load" in self.steps:
            schema = f"s{self.count}_{number}_"
            self._measured(
                "load, PostgreSQL", floor,
                lambda given: ["load", self._made(coded, given), "--to", str(self.database), "--schema",
                               f"{schema}{given.stem}", "--jobs", str(self.jobs)],
            )  # fmt: skip
        self.disk = {
            "reports, JSON Lines": self.reports.stat().st_size,
            "records, JSON Lines": lines.stat().st_size,
            "reports and records, dataset": _bytes_of(Path(self._made(coded, self.reports))),
        }
        if "link" in self.steps:
            self.disk["ledger, dataset"] = _bytes_of(Path(self._made(ledger, self.reports)))

    def _fresh(self, folder: Path, given: Path) -> str:
        target = self._made(folder, given)
        shutil.rmtree(target, ignore_errors=True)
        return target

    @staticmethod
    def _made(folder: Path, given: Path) -> str:
        return f"{folder}-{given.stem}"

    def _measured(self, name: str, floor: float, command: Callable[[Path], Sequence[str]]) -> None:
        net, start = _net(command, self.reports, self.one)
        print(f"{self.count:,} {name}: {net}; start {start}; floor {floor:.3f} s", file=sys.stderr, flush=True)
        self.rows.setdefault(name, Series()).add(
            wall=self.count / net.wall,
            cpu=self.count / net.cpu,
            floors=net.cpu / floor,
            start=start.wall,
            python_mb=net.python_mb,
            java_mb=net.java_mb,
        )


def _told(values: Sequence[float], digits: int = 0) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    if len(values) == 1:
        return f"{middle:,.{digits}f}"
    return f"{middle:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"


def _tables(benches: Sequence[Bench], runs: int, texts: str, jobs: int) -> Iterator[str]:
    day = time.strftime("%Y-%m-%d")
    told = f"{runs} runs: median (lowest to highest)" if runs > 1 else "one run"
    yield (
        f"Measured {day} on {os.cpu_count()} cores under a load of {os.getloadavg()[2]:.0f}, {jobs} workers, reports of"
        f" {REPORT_CHARACTERS:,} characters made of {texts}; {told}. Floor: one bare"
        f" pass of pyahocorasick with {PATTERNS:,} patterns.\n"
    )
    yield "| reports | step | a second | a processor second | times the floor | start, s | Python, MB | JVM, MB |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for bench in benches:
        for name, row in bench.rows.items():
            cells = [_told(row.cells[key], digits) for key, digits in _COLUMNS]
            yield f"| {bench.count:,} | {name} | {' | '.join(cells)} |"
    yield "\n| reports | Spark to processes, clock | Spark to processes, processor time |\n| ---: | ---: | ---: |"
    for bench in benches:
        spark, alone = (bench.rows[f"code, {engine}"].cells for engine in ("Spark", "processes"))
        ratios = [
            _told([a / b for a, b in zip(alone[key], spark[key], strict=True)], 2) for key in ("wall", "cpu")
        ]  # fmt: skip
        yield f"| {bench.count:,} | {' | '.join(ratios)} |"
    yield "\n| reports | on disk | GB for a million |\n| ---: | --- | ---: |"
    for bench in benches:
        for name, size in bench.disk.items():
            yield f"| {bench.count:,} | {name} | {size / bench.count / 1000:,.2f} |"


def _hundred_million(bench: Bench) -> Iterator[str]:
    """What 100 million reports take if all goes on as at the largest size that was measured."""
    yield (
        f"\n100 million reports, at the processor time of {bench.count:,}, on {_MACHINES} machines of {_CORES} cores"
        f" each, a core at ${_CORE_HOUR:.2f} an hour:\n"
    )
    yield "| step | core hours | hours | $ |\n| --- | ---: | ---: | ---: |"
    whole = 0.0
    for name, row in bench.rows.items():
        if name == "code, processes":
            continue
        hours = _MANY / statistics.median(row.cells["cpu"]) / 3600
        # One database takes what its own processor and disk take, however many machines send.
        cores = bench.jobs if name.startswith("load") else _MACHINES * _CORES
        whole += hours
        yield f"| {name} | {hours:,.0f} | {hours / cores:,.1f} | {hours * _CORE_HOUR:,.0f} |"
    yield f"| together | {whole:,.0f} | | {whole * _CORE_HOUR:,.0f} |"
    yield "\n| 100 million reports on disk | TB |\n| --- | ---: |"
    for name, size in bench.disk.items():
        yield f"| {name} | {size / bench.count * _MANY / 1e12:,.2f} |"


_COLUMNS = (("wall", 0), ("cpu", 0), ("floors", 1), ("start", 0), ("python_mb", 0), ("java_mb", 0))


@contextmanager
def _database() -> Iterator[str | None]:
    """A PostgreSQL of our own, where the machine has one to start."""
    try:
        import postgres_server
    except ImportError:
        yield None
        return
    with postgres_server.start() as server:
        yield server.create("bench")


def main() -> None:
    """Print every figure as tables; with --write, put them into docs/scale.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,10000")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--steps", default="code,link,load", help="link and load may be left out")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    paragraphs, texts = _paragraphs()
    automaton = _automaton()
    with tempfile.TemporaryDirectory(prefix="tawthiq-bench-") as root, _database() as database:
        folder = Path(root)
        _write_reports(folder / "one.jsonl", paragraphs, 1)
        steps = chosen.steps.split(",")
        benches = [Bench(folder, int(size), chosen.jobs, database, steps) for size in chosen.sizes.split(",")]
        for bench in benches:
            _write_reports(bench.reports, paragraphs, bench.count)
            for number in range(chosen.runs):
                bench.run(number, automaton)
        page = "\n".join([*_tables(benches, chosen.runs, texts, chosen.jobs), *_hundred_million(benches[-1])])
    print(page)
    if chosen.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{page}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
