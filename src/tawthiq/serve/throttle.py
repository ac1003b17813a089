"""Brute force: how often a name, or an address, may fail to sign in.

Ten failures of a name or a hundred of an address within fifteen minutes shut the door for the rest of them. A person
who mistypes meets neither; at ten tries a quarter of an hour, 10^4 common passwords take ten days.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from tawthiq.errors import AccessError
from tawthiq.store.clock import now_utc
from tawthiq.store.desk_schema import signins

__all__ = ["TooManyError", "check_attempts", "forget_attempts", "note_attempt"]

WINDOW: Final = timedelta(minutes=15)
MOST_OF_NAME: Final = 10
MOST_OF_ADDRESS: Final = 100


class TooManyError(AccessError):
    """Too many failures: signing in is shut for a while, with the right password too."""


def _since() -> str:
    return (datetime.now(UTC) - WINDOW).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def check_attempts(connection: Connection, name_key: str, address: str) -> None:
    """Refuse where there were too many failures.

    Raises:
        TooManyError: With when to try again.
    """
    for column, value, most in ((signins.c.name_key, name_key, MOST_OF_NAME),
                                (signins.c.address, address, MOST_OF_ADDRESS)):  # fmt: skip
        counted = select(func.count()).where(column == value, signins.c.at > _since())
        if connection.execute(counted).scalar_one() >= most:
            raise TooManyError("too many attempts to sign in", remedy="try again in a quarter of an hour")


def note_attempt(connection: Connection, name_key: str, address: str) -> None:
    """Note a failure, and sweep out old ones."""
    connection.execute(delete(signins).where(signins.c.at < _since()))
    no = 1 + int(connection.execute(select(func.coalesce(func.max(signins.c.no), 0))).scalar_one())
    row = {"no": no, "at": now_utc(), "name_key": name_key[:200], "address": address[:100]}
    connection.execute(insert(signins), [row])


def forget_attempts(connection: Connection, name_key: str) -> None:
    """Forget the failures of a name after it signed in."""
    connection.execute(delete(signins).where(signins.c.name_key == name_key))
