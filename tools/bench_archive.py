"""Measure the archive: 100,000 reports collected and coded, memory, search; beside bare coding of the same reports.

    .venv/bin/python tools/bench_archive.py [--reports 100000] [--jobs N] [--postgres URL] [--by-word]

Reports are made by recombining paragraphs: of the shared folder's texts where that is there, else of our own sentences.
Every figure is of this run on this machine; bare coding is measured on a sample in the same run, with as many
processes. With --by-word a coder that looks for one word fills the tables of events, to measure the archive alone.
"""

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from tawthiq.acquiring import CollectOptions
from tawthiq.archive import collect
from tawthiq.cli.project_run import code_rows, code_stored
from tawthiq.store.coding import code_project
from tawthiq.store.project import create_project
from tawthiq.store.search import Filters, search_reports
from tawthiq.store.verify import verify_project
from tawthiq.workers import Workers

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TAWTHIQ_SHARED", ROOT.parent / "shared")) / "text"
QUERIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("قصف", {}),
    ("القصف", {}),
    ("بالمدفعية", {}),
    ("الطائرات الحربية", {}),
    ("مقتل مدنيين", {}),
    ("الدفاع المدني", {}),
    ('"قوات النظام"', {}),
    ("حلب", {}),
    ("اشتباكات عنيفة", {}),
    ("وقتل", {}),
    ("جرحى -الرياضة", {}),
    ("انفجار عبوة", {}),
    ("غار*", {}),
    ("الحكومة", {}),
    ("قصف", {"since": "2016-01-01"}),
    ("قصف", {"outlet": "aljazeera"}),
    ("قصف", {"place": "حلب"}),
    ("قصف", {"actor": "syrian-government"}),
    ("", {"place": "حلب"}),
    ("هجوم", {"since": "2015-01-01", "until": "2016-12-31"}),
    ("نادر جدا", {}),
    ("الأمم المتحدة", {"one_a_family": True}),
)


def paragraphs() -> list[dict[str, Any]]:
    """Reports to recombine."""
    rows: list[dict[str, Any]] = []
    for path in sorted(SHARED.glob("*.jsonl")) if SHARED.is_dir() else ():
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if not rows:
        sys.path.insert(0, str(ROOT / "tests"))
        rows = [import_module("archive_cases").make_report(n) for n in range(3000)]
    return rows


def write_corpus(path: Path, count: int) -> int:
    """Write reports of about 1,400 characters, each of sentences of three others; give the characters in all."""
    sources = [row for row in paragraphs() if len(row["text"]) > 300]
    pick = random.Random(20261122)
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            parts = []
            for row in pick.sample(sources, 3):
                sentences = row["text"].replace("\n", ". ").split(". ")
                start = pick.randrange(max(1, len(sentences) - 3))
                parts.append(". ".join(sentences[start : start + 4])[:600])
            text = "\n".join(parts)
            size += len(text)
            day = f"20{pick.randint(11, 23)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
            source = pick.choice(("الجزيرة", "سانا", "رصد"))
            record = {"id": f"b{n}", "url": f"https://bench.example/{n}", "source": source, "published": day}
            file.write(json.dumps(record | {"title": parts[0][:60], "text": text}, ensure_ascii=False) + "\n")
    return size


def code_by_word(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Code a shelling wherever the word stands, with the first place and actor of a short list."""
    for row in rows:
        at = row["text"].find("قصف")
        place = next((name for name in ("حلب", "دمشق", "الموصل", "تعز", "غزة", "إدلب") if name in row["text"]), None)
        actor = next((pair for pair in _ACTORS if pair[0] in row["text"]), None)
        event = {
            "type": "shelling",
            "spans": [[at, at + 3]],
            "quotes": ["قصف"],
            "places": [{"name": place}] if place else [],
            "actor1": [{"name": actor[0], "id": actor[1]}] if actor else [],
        }
        yield {"id": row["id"], "events": [event] if at >= 0 else []}


_ACTORS = (("قوات النظام", "syrian-government"), ("الحوثي", "houthis"), ("داعش", "isis"))


class Memory:
    """Watches the resident memory of this process: highest of the first and of the last third of a run."""

    def __init__(self) -> None:
        """Begin to watch."""
        self.samples: list[int] = []
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        page = resource.getpagesize()
        while not self._ends.wait(0.2):
            self.samples.append(int(Path("/proc/self/statm").read_text().split()[1]) * page)

    def stop(self) -> tuple[int, int]:
        """Give both highest values in MiB."""
        self._ends.set()
        self._thread.join()
        third = max(1, len(self.samples) // 3)
        return max(self.samples[:third]) >> 20, max(self.samples[-third:]) >> 20


def bare_speed(path: Path, count: int, jobs: int) -> float:
    """Reports a second of coding alone, on a sample, with processes that are warm."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(next(file)) for _ in range(min(count, 4000))]
    pieces = [rows[at : at + 16] for at in range(0, len(rows), 16)]
    with Workers(jobs) as workers:
        list(workers.map(partial(code_rows, ()), pieces[: jobs * 4]))
        started = time.perf_counter()
        coded = sum(len(lines) for lines in workers.map(partial(code_rows, ()), pieces))
        return coded / (time.perf_counter() - started)


def search_times(project: Any) -> list[tuple[str, float, int]]:
    """Milliseconds of each query, the median of five, and how many reports it finds."""
    found = []
    for query, filters in QUERIES:
        times = []
        for _ in range(5):
            started = time.perf_counter()
            total = search_reports(project, query, Filters(**filters)).total
            times.append((time.perf_counter() - started) * 1000)
        told = " ".join([query, *(f"{key}={value}" for key, value in filters.items())])
        found.append((told, statistics.median(times), total))
    return found


def _coding(project: Any, corpus: Path, options: argparse.Namespace, collecting: float) -> Iterator[str]:
    bare = None if options.by_word else bare_speed(corpus, options.reports, options.jobs)
    memory = Memory()
    started = time.perf_counter()
    if options.by_word:
        coded = code_project(project, code_by_word, "by-word")
    else:
        coded = code_stored(project, (), options.jobs)
    coding = time.perf_counter() - started
    early, late = memory.stop()
    speed = options.reports / coding
    yield f"code: {coding:.0f} s, {speed:.0f} reports/s; memory {early} MiB early, {late} late"
    yield f"{coded.events} events, {coded.failed} failed {coded.errors[:1]}"
    if bare:
        both = options.reports / (collecting + coding)
        yield f"bare coding, {options.jobs} processes: {bare:.0f} reports/s"
        yield f"collected and coded: {both:.0f} reports/s = {both / bare:.2f} of bare coding"


def lines(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Run everything; yield the figures as they come."""
    corpus = folder / "corpus.jsonl"
    size = write_corpus(corpus, options.reports)
    yield f"{options.reports:,} reports of {size // options.reports} characters"
    with create_project(folder / "project", database=options.postgres) as project:
        memory = Memory()
        started = time.perf_counter()
        taken = collect(project, [str(corpus)], CollectOptions(jobs=options.jobs)).taken
        collecting = time.perf_counter() - started
        early, late = memory.stop()
        speed = taken.new / collecting
        yield f"collect: {collecting:.0f} s, {speed:.0f} reports/s; memory {early} MiB early, {late} late"
        yield from _coding(project, corpus, options, collecting)
        found = search_times(project)
        middle, worst = statistics.median(time for _, time, _ in found), max(time for _, time, _ in found)
        yield f"search: median {middle:.1f} ms, worst {worst:.1f} ms"
        yield from (f"  {time:7.1f} ms  {total:6}  {query}" for query, time, total in found)
        started = time.perf_counter()
        checked = verify_project(project)
        yield f"verify: {time.perf_counter() - started:.0f} s, {len(checked.faults)} faults"
    files = sum(path.stat().st_size for path in (folder / "project").rglob("*") if path.is_file())
    own = corpus.stat().st_size / options.reports / 1024
    yield f"disk: {files / options.reports / 1024:.1f} KiB a report, of which {own:.1f} are the corpus itself"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--postgres", default=None)
    parser.add_argument("--by-word", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tawthiq-bench-") as folder:
        for line in lines(options, Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
