"""A disk of a few MiB, for the tests of full disks."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def small_disk(folder: Path, mib: int) -> Iterator[Path]:
    """Mount a memory disk; needs root, as the machines that run our tests give it."""
    assert os.geteuid() == 0, "the tests of full disks mount a small tmpfs: run them as root"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def resize(folder: Path, mib: int) -> None:
    """Give a small disk another size."""
    subprocess.run(["mount", "-o", f"remount,size={mib}m", str(folder)], check=True)
