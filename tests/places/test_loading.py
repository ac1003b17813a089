"""The gazetteer is small on disk and quick to load, in a process of its own.

Time is that of the processor: what else the machine does is no fault of the gazetteer.
"""

import subprocess
import sys
from pathlib import Path

from tawthiq.places.names import DATA

LOADS = """
import time
start = time.process_time()
from tawthiq.places import PlaceNames, Resolver
PlaceNames.load(); Resolver.load().resolve("حلب")
print(time.process_time() - start)
"""


def test_the_gazetteer_stays_under_its_size() -> None:
    assert sum(path.stat().st_size for path in Path(DATA).parent.iterdir()) < 15_000_000


def test_names_and_resolver_load_within_their_time() -> None:
    runs = [subprocess.run([sys.executable, "-c", LOADS], capture_output=True, check=True, text=True) for _ in range(3)]
    assert min(float(run.stdout) for run in runs) < 0.6  # both together; the names alone take a third of it
