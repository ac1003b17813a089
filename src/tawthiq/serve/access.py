"""Who may do what: every route has a row in resources/desk/access.tsv, and what has none is refused.

A caller comes with the session cookie or with `Authorization: Bearer TOKEN`. What a cookie changes must carry the
session's own word in the header X-CSRF-Token, which no other site can know; a token is no cookie and needs none.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Final

from fastapi import Depends, Request

from tawthiq.errors import AccessError, ResourceError
from tawthiq.resources import Resources
from tawthiq.serve.accounts import ROLES, Account, Session
from tawthiq.serve.desk import Desk

__all__ = ["ANYONE", "COOKIE", "CSRF_HEADER", "PREFIX", "Access", "Caller", "DeskHere", "NotAllowedError", "guard"]

ANYONE: Final = "anyone"
COOKIE: Final = "tawthiq_session"
CSRF_HEADER: Final = "X-CSRF-Token"
PREFIX: Final = "/api/v1"
_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class NotAllowedError(AccessError):
    """Somebody who is known, and may not."""


@dataclass(frozen=True)
class Access:
    """The table of routes by role.

    Attributes:
        resources: The tables.
    """

    resources: Resources

    @cached_property
    def rows(self) -> Mapping[tuple[str, str], str]:
        """Method and path below the prefix to the least role."""
        found = {}
        for row in self.resources.table("desk/access.tsv"):
            if row["role"] not in (*ROLES, ANYONE):
                raise ResourceError(f"no role {row['role']!r}", row.where, f"roles are {ANYONE}, {', '.join(ROLES)}")
            found[row["method"], row["path"]] = row["role"]
        return found


def desk_of(request: Request) -> Desk:
    """The services of the app that answers a request."""
    desk: Desk = request.app.state.desk
    return desk


DeskHere = Annotated[Desk, Depends(desk_of)]


def guard(request: Request) -> None:
    """Let a request through or refuse it; the account that asks stands in `request.state.account` afterwards.

    Raises:
        AccessError: Nobody is signed in.
        NotAllowedError: The role is too small, the route has no row, or the word against forgery is missing.
    """
    desk = desk_of(request)
    path = request.scope["route"].path.removeprefix(PREFIX).replace(":path}", "}")
    needed = request.app.state.access.rows.get((request.method, path))
    account, session = _who(request, desk)
    request.state.account = account
    if needed == ANYONE:
        return
    if account is None:
        raise AccessError("nobody is signed in", remedy="sign in")
    if needed is None or not account.may(needed):
        raise NotAllowedError(f"the role {account.role} may not do this", remedy="ask an admin")
    if session is not None and request.method not in _READS:
        sent = request.headers.get(CSRF_HEADER, "")
        if not secrets.compare_digest(sent.encode(), session.csrf.encode()):
            raise NotAllowedError("the request does not carry the session's own word", remedy=f"send {CSRF_HEADER}")


def _who(request: Request, desk: Desk) -> tuple[Account | None, Session | None]:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return desk.accounts.of_token(secret.strip()), None
    cookie = request.cookies.get(COOKIE)
    session = desk.accounts.session(cookie) if cookie else None
    return (session.account if session else None), session


def caller_of(request: Request) -> Account:
    """The account that asks, on routes that need one."""
    account: Account | None = request.state.account
    if account is None:
        raise AccessError("nobody is signed in", remedy="sign in")
    return account


Caller = Annotated[Account, Depends(caller_of)]
