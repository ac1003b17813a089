"""Measure the coder: speed on one core and two, start-up, memory, growth with length, beside a floor.

The floor is one bare pass of pyahocorasick with 20,000 patterns over the same folded text: what finding words costs
when nothing is done with them. Times are medians of several runs, each with its lowest and highest, since other work
on the machine slows single runs down. Reports are those of the shared folder where it is there, else the demo's; they
are recombined to 1,400 characters each, the length of a usual dispatch.

    python tools/bench.py [--runs 5] [--reports 300] [--compiled build/native]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import ahocorasick  # type: ignore[import-not-found]

import tawthiq
from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.places.names import PlaceNames

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "tawthiq" / "resources" / "demo" / "reports.jsonl"
SHARED_TEXTS = "text/news-2015-2018.jsonl"
REPORT_CHARACTERS = 1_400
PATTERNS = 20_000
LONGEST_CHARACTERS = 5_000_000 // 2  # 5 MB of Arabic, two bytes a letter


def _texts() -> list[str]:
    shared = Path(os.environ.get("TAWTHIQ_SHARED", ROOT.parent / "shared")) / SHARED_TEXTS
    source = shared if shared.is_file() else DEMO
    print(f"texts: {'the shared folder' if source == shared else 'the demo reports (no shared folder)'}")
    with source.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _recombined(texts: list[str], count: int, length: int) -> Iterator[str]:
    """Texts of one length, paragraphs kept whole but for the last."""
    paragraphs = cycle([paragraph for text in texts for paragraph in text.split("\n") if paragraph.strip()])
    for _ in range(count):
        text = ""
        while len(text) < length:
            text += next(paragraphs) + "\n"
        yield text[:length]


def _timed(work: Callable[[], object], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


def _row(name: str, values: list[float], unit: str) -> None:
    middle, low, high = statistics.median(values), min(values), max(values)
    print(f"| {name} | {middle:,.2f} {unit} | {low:,.2f} to {high:,.2f} |")


def _floor(texts: list[str]) -> Callable[[], object]:
    """One bare pass: every hit is counted, and nothing is done with it."""
    automaton = ahocorasick.Automaton()
    for number, key in enumerate(islice(PlaceNames.load(), PATTERNS)):
        automaton.add_word(key, number)
    automaton.make_automaton()
    folded = [fold(text).text for text in texts]
    return lambda: sum(sum(1 for _ in automaton.iter(text)) for text in folded)


_CODING = """
import json, sys
sys.path.insert(0, sys.argv[1])
from bench import coding_seconds
print(json.dumps(coding_seconds(*json.load(sys.stdin))))
"""


def coding_seconds(texts: list[str], runs: int) -> list[float]:
    """Seconds that coding all texts takes, for each run; words met before are known, as in any long run."""
    coder = tawthiq.Coder()
    reports = [tawthiq.Report(str(number), text) for number, text in enumerate(texts)]
    coder.code(reports[0])
    return _timed(lambda: [coder.code(report) for report in reports], runs)


def _compiled(texts: list[str], runs: int, folder: Path) -> None:
    """The same coding by the compiled modules of a folder (`tools/native.sh FOLDER`)."""
    ran = subprocess.run(
        [sys.executable, "-c", _CODING, Path(__file__).parent],
        input=json.dumps([texts, runs]), capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(folder.resolve())},
    )  # fmt: skip
    _row("coding, one core, compiled", [len(texts) / seconds for seconds in json.loads(ran.stdout)], "reports/s")


def _python(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return ran.stdout.strip()


def _speed(texts: list[str], runs: int) -> None:
    coding = coding_seconds(texts, runs)
    words = _timed(lambda: [cut(fold(text).text) for text in texts], runs)
    floor = _timed(_floor(texts), runs)
    _row("coding, one core", [len(texts) / seconds for seconds in coding], "reports/s")
    _row("folding and cutting into words alone", [len(texts) / seconds for seconds in words], "reports/s")
    _row(f"floor: pyahocorasick, {PATTERNS:,} patterns", [len(texts) / seconds for seconds in floor], "reports/s")
    _row("coding, times the floor", [a / b for a, b in zip(coding, floor, strict=True)], "")


def _processes(texts: list[str], runs: int) -> None:
    """The whole command, reading and writing included; its start is taken off by a run over one report."""
    lines = [json.dumps({"id": str(n), "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(texts)]
    for jobs in (1, 2):
        command = [sys.executable, "-m", "tawthiq", "code", "-", "--jobs", str(jobs), "--output", os.devnull]

        def once(given: str, command: list[str] = command) -> float:
            began = time.perf_counter()
            subprocess.run(command, input=given.encode(), check=True, capture_output=True)
            return time.perf_counter() - began

        speeds = [(len(lines) - 1) / (once("".join(lines)) - once(lines[0])) for _ in range(min(runs, 3))]
        _row(f"`tawthiq code --jobs {jobs}`, without its start", speeds, "reports/s")


def _start(runs: int) -> None:
    first = "import tawthiq; tawthiq.code('قصف')"
    _row("start: first report coded", _timed(lambda: _python(first), runs), "s")
    helped = partial(subprocess.run, [sys.executable, "-m", "tawthiq", "--help"], check=True, capture_output=True)
    _row("start: `tawthiq --help`", _timed(helped, runs), "s")


def _memory(texts: list[str]) -> None:
    # The child's own peak; ru_maxrss is in KiB on Linux and in bytes on macOS.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    code = (
        "import sys, resource, json, tawthiq\n"
        "coder = tawthiq.Coder()\n"
        "for text in json.load(sys.stdin): coder.code(tawthiq.Report('r', text))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    for name, given in (
        ("300 reports", texts[:300]),
        ("one text of 5 MB", list(_recombined(texts, 1, LONGEST_CHARACTERS))),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", code], input=json.dumps(given), capture_output=True, text=True, check=True
        )
        print(f"| peak memory, {name} | {int(ran.stdout) / unit:,.0f} MB | |")


def _growth(texts: list[str]) -> None:
    coder = tawthiq.Coder()
    coder.code(tawthiq.Report("r", texts[0]))
    print("\n| length of one text | time | a million characters |\n| --- | ---: | ---: |")
    length = LONGEST_CHARACTERS // 32
    while length <= LONGEST_CHARACTERS:
        report = tawthiq.Report("r", next(_recombined(texts, 1, length)))
        (seconds,) = _timed(partial(coder.code, report), 1)
        print(f"| {length:,} characters | {seconds:,.2f} s | {seconds / length * 1e6:,.2f} s |")
        length *= 2


def main() -> None:
    """Print every figure as a row of a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--reports", type=int, default=300)
    options.add_argument("--compiled", type=Path, help="folder of `tools/native.sh FOLDER`, if it was made")
    chosen = options.parse_args()
    source = _texts()
    texts = list(_recombined(source, chosen.reports, REPORT_CHARACTERS))
    print(f"{chosen.reports} reports of {REPORT_CHARACTERS:,} characters; {chosen.runs} runs\n")
    print("| what | median | lowest to highest |\n| --- | ---: | ---: |")
    _speed(texts, chosen.runs)
    if chosen.compiled and chosen.compiled.is_dir():
        _compiled(texts, chosen.runs, chosen.compiled)
    _processes(texts, chosen.runs)
    _start(chosen.runs)
    _memory(texts)
    _growth(texts)


if __name__ == "__main__":
    main()
