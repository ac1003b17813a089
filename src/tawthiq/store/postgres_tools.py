"""pg_dump and pg_restore, told where the database is by the environment, where no other user sees the password."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL

from tawthiq.errors import ProjectError

__all__ = ["dump", "restore"]

_PLACES = Path("/usr/lib/postgresql")  # Debian keeps each version's programs apart
_LONGEST_TOLD = 500


def dump(url: URL, file: Path) -> None:
    """Write a database into a file, as it is at this moment, in the form that pg_restore reads.

    Args:
        url: Of the database.
        file: To be written.

    Raises:
        ProjectError: pg_dump is missing or fails, for instance because it is older than the server.
    """
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def restore(url: URL, file: Path) -> None:
    """Read a file of `dump` into an empty database, all of it or nothing.

    Args:
        url: Of the database.
        file: From `dump`.

    Raises:
        ProjectError: pg_restore is missing or fails; the database is as it was.
    """
    told = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run(url, "pg_restore", *told, f"--dbname={url.database}", str(file))


def _run(url: URL, program: str, *arguments: str) -> None:
    newest = sorted(_PLACES.glob(f"*/bin/{program}"), key=lambda path: path.parts[-3].zfill(3))
    found = str(newest[-1]) if newest else shutil.which(program)
    if found is None:
        raise ProjectError(f"{program} is missing", remedy="install PostgreSQL's client programs")
    done = subprocess.run(  # noqa: S603  (arguments are a list, and the program is PostgreSQL's)
        [found, *arguments], env=_environment(url), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        where = url.render_as_string(hide_password=True)
        raise ProjectError(f"{program} failed: {done.stderr.strip()[:_LONGEST_TOLD]}", where, "mend it and run again")


def _environment(url: URL) -> dict[str, str]:
    """What libpq reads in place of a URL (PostgreSQL documentation, "Environment Variables")."""
    told = {
        "PGHOST": url.host or url.query.get("host"),
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("sslmode"),
    }
    return {**os.environ, **{name: str(value) for name, value in told.items() if value}}
