"""A real PostgreSQL for the tests: found or installed, started as an ordinary user on a socket of its own.

`start()` needs `initdb` and `pg_ctl`. Where they are missing and the tests run as root on a Debian machine, the
package is installed; elsewhere the error says what to install.
"""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        folder: Where its socket stands.
    """

    folder: Path

    @property
    def user(self) -> str:
        """Who owns the databases."""
        return _user()

    def url(self, database: str) -> str:
        return f"postgresql://{_user()}@/{database}?host={self.folder}"

    def create(self, database: str) -> str:
        """Make an empty database and give its URL."""
        command = [
            "psql",
            "-h",
            str(self.folder),
            "-U",
            _user(),
            "-d",
            "postgres",
            "-qc",
            f'CREATE DATABASE "{database}"',
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return self.url(database)


@contextmanager
def start() -> Iterator[Server]:
    """Start a server; it and its data are gone after the block."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="tawthiq-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _user(), _user())
        data = folder / "data"
        _run(
            [
                f"{programs}/initdb",
                "-D",
                str(data),
                "-U",
                _user(),
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--locale=C",
            ]
        )
        options = f"{SETTINGS} -k {folder}"
        _run([f"{programs}/pg_ctl", "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start"])
        try:
            yield Server(folder)
        finally:
            _run([f"{programs}/pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str:
    """PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def _programs() -> str:
    found = _find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-q", "postgresql"], check=False, capture_output=True, timeout=600)
        found = _find()
    if found is None:
        raise RuntimeError("the tests need PostgreSQL's initdb and pg_ctl: install the package `postgresql`")
    return found


def _find() -> str | None:
    versions = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    places = [*versions, os.path.dirname(on_path) if on_path else ""]
    return next((place for place in places if place and os.path.exists(f"{place}/pg_ctl")), None)


def _run(command: list[str]) -> None:
    user = _user() if os.geteuid() == 0 else None
    # Not captured: the server keeps the pipe open and would never let the call end.
    subprocess.run(
        command, check=True, user=user, cwd="/", timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
