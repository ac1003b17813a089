"""What the tests of stops start and kill: collect a source and code it, in small batches, with a line for each."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from archive_cases import VERSION, fake_coder
from tawthiq import archive
from tawthiq.acquiring import CollectOptions
from tawthiq.store import coding
from tawthiq.store.project import open_project


def slow_coder(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    time.sleep(0.03)
    return fake_coder(rows)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(folder: str, source: str, jobs: str) -> None:
    archive._BATCH = 40
    coding.BATCH = 40
    with open_project(Path(folder)) as project:
        say("begins")
        options = CollectOptions(jobs=int(jobs), on_batch=lambda _: say("collected"))
        archive.collect(project, [source], options)
        coding.code_project(project, slow_coder, VERSION, on_batch=lambda _: say("coded"))
    say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
