"""A disk of a few MiB, for the tests of full disks.

Who may not mount one sees these tests as "not run" with the reason, not as passed.
"""

import functools
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, mib: int) -> Iterator[Path]:
    """Mount a memory disk, or skip the test that asks for one."""
    if (reason := _refusal()) is not None:
        pytest.skip(f"not run: no memory disk can be mounted here ({reason}); run as root to see a disk fill")
    folder.mkdir()
    subprocess.run([*_MOUNT, "-o", f"size={mib}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


_MOUNT = ("mount", "-t", "tmpfs")


@functools.cache
def _refusal() -> str | None:
    """Try to mount a disk once; give what the system says against it."""
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run([*_MOUNT, "tmpfs", folder], capture_output=True, text=True, check=False)
        if tried.returncode == 0:
            subprocess.run(["umount", folder], check=True)
            return None
    return tried.stderr.strip().splitlines()[0] if tried.stderr.strip() else f"mount ends with {tried.returncode}"


def resize(folder: Path, mib: int) -> None:
    """Give a small disk another size."""
    subprocess.run(["mount", "-o", f"remount,size={mib}m", str(folder)], check=True)
