"""Accounts: people, their passwords and sessions, links for the first and a new password, API tokens.

Passwords are hashed with argon2id; of every other secret (session, token, link) the database holds the SHA-256 only.
A session gets a new secret at each sign-in, whatever the browser sent before (session fixation), and ends after
`SESSION_IDLE` without use or `SESSION_WHOLE` in all.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from tawthiq.arabic.fold import fold_key
from tawthiq.errors import AccessError, UsageError
from tawthiq.serve.throttle import check_attempts, forget_attempts, note_attempt
from tawthiq.store.clock import now_utc
from tawthiq.store.desk_schema import invitations, people, sessions, tokens
from tawthiq.store.engine import reading, writing
from tawthiq.store.project import Project

__all__ = ["ROLES", "Account", "Accounts", "Link", "Session", "Token"]

ROLES: Final = ("reader", "coder", "reviewer", "editor", "admin")
"""From the least to the most; each may do all that those before it may."""
SESSION_IDLE: Final = timedelta(hours=12)
SESSION_WHOLE: Final = timedelta(days=7)
LINK_LIFE: Final = timedelta(days=7)
# A session's `seen_at` is written once in so long: not every request should be a write.
_SEEN_STEP: Final = timedelta(minutes=5)
_WRONG = "name and password do not belong together"


@dataclass(frozen=True, slots=True)
class Account:
    """A person."""

    no: int
    name: str
    role: str
    language: str

    def may(self, role: str) -> bool:
        """Whether they may do what needs at least this role."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Session:
    """A session: `secret` is the cookie's, None for one that is only being looked at."""

    account: Account
    csrf: str
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link to choose a password by."""

    name: str
    secret: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Token:
    """A new API token."""

    no: int
    secret: str


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _later(span: timedelta) -> str:
    return (datetime.now(UTC) + span).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _earlier(span: timedelta) -> str:
    return _later(-span)


def _account(row: Row[Any]) -> Account:
    return Account(row.no, row.name, row.role, row.language)


class Accounts:
    """The accounts of one project.

    Args:
        project: An open project.
        hasher: How passwords are hashed; tests take a fast one.
    """

    def __init__(self, project: Project, hasher: PasswordHasher | None = None) -> None:
        self._project = project
        self._hasher = hasher or PasswordHasher()
        # Checked where a name is unknown, so that the answer takes as long as for a known one.
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def add(self, name: str, role: str, language: str, by: str) -> Account:
        """Make an account without a password.

        Raises:
            UsageError: The name is taken, or there is no such role.
        """
        if role not in ROLES:
            raise UsageError(f"no role {role!r}", remedy=f"roles are {', '.join(ROLES)}")
        key = _name_key(name)
        if not key:
            raise UsageError("a person needs a name")
        with writing(self._project.engine) as connection:
            if connection.execute(select(people.c.no).where(people.c.name_key == key)).first():
                raise UsageError(f"there is a person {name!r}", remedy="take another name, or make a reset link")
            no = _next(connection, people)
            row = {"no": no, "name": name.strip(), "name_key": key, "role": role, "language": language, "active": 1}
            connection.execute(insert(people), [row | {"created_at": now_utc(), "created_by": by}])
        return Account(no, name.strip(), role, language)

    def any(self) -> bool:
        """Whether anybody can sign in."""
        can = select(people.c.no).where(people.c.active == 1, people.c.password.is_not(None)).limit(1)
        with reading(self._project.engine) as connection:
            return connection.execute(can).first() is not None

    def all(self) -> list[Account]:
        """List the people who are not shut out, by name."""
        with reading(self._project.engine) as connection:
            query = select(people).where(people.c.active == 1).order_by(people.c.name)
            return [_account(row) for row in connection.execute(query)]

    def find(self, name: str) -> Account:
        """Find a person by name, in any spelling.

        Raises:
            UsageError: There is none.
        """
        with reading(self._project.engine) as connection:
            row = connection.execute(select(people).where(people.c.name_key == _name_key(name))).first()
        if row is None:
            raise UsageError(f"no person {name!r}")
        return _account(row)

    def change(self, name: str, *, role: str | None = None, active: bool | None = None) -> Account:
        """Change what a person may; sessions and tokens of one who may less end at once.

        Raises:
            UsageError: There is no such person, or it would leave no admin.
        """
        account = self.find(name)
        with writing(self._project.engine) as connection:
            values: dict[str, Any] = {}
            if role is not None:
                values["role"] = role
            if active is not None:
                values["active"] = int(active)
            if values:
                connection.execute(update(people).where(people.c.no == account.no).values(**values))
            admins = select(func.count()).where(
                people.c.role == "admin", people.c.active == 1, people.c.password.is_not(None)
            )
            if connection.execute(admins).scalar_one() == 0:
                raise UsageError("nobody would be left as admin", remedy="make another person admin first")
            lowered = role is not None and ROLES.index(role) < ROLES.index(account.role)
            if lowered or active is False:
                connection.execute(delete(sessions).where(sessions.c.person_no == account.no))
            if active is False:
                mine = (tokens.c.person_no == account.no) & tokens.c.revoked_at.is_(None)
                connection.execute(update(tokens).where(mine).values(revoked_at=now_utc()))
        return self.find(name)

    def speak(self, account: Account, language: str) -> Account:
        """Set a person's language."""
        with writing(self._project.engine) as connection:
            connection.execute(update(people).where(people.c.no == account.no).values(language=language))
        return Account(account.no, account.name, account.role, language)

    def make_link(self, name: str, kind: str, by: str) -> Link:
        """Make a link by which a person chooses a password; links made before end."""
        account = self.find(name)
        secret, expires = secrets.token_urlsafe(32), _later(LINK_LIFE)
        with writing(self._project.engine) as connection:
            unused = (invitations.c.person_no == account.no) & invitations.c.used_at.is_(None)
            connection.execute(update(invitations).where(unused).values(used_at=now_utc()))
            row = {"no": _next(connection, invitations), "kind": kind, "person_no": account.no, "created_by": by}
            row |= {"secret_sha256": _sha256(secret), "created_at": now_utc(), "expires_at": expires}
            connection.execute(insert(invitations), [row])
        return Link(account.name, secret, expires)

    def choose_password(self, secret: str, password: str) -> Account:
        """Use a link; sessions of the person end.

        Raises:
            AccessError: The link is unknown, used or too old.
        """
        hashed = self._hasher.hash(password)
        with writing(self._project.engine) as connection:
            valid = select(invitations).where(
                invitations.c.secret_sha256 == _sha256(secret),
                invitations.c.used_at.is_(None),
                invitations.c.expires_at > now_utc(),
            )
            row = connection.execute(valid).first()
            if row is None:
                raise AccessError("the link is unknown, used or too old", remedy="ask an admin for a new one")
            used = update(invitations).where(invitations.c.no == row.no)
            connection.execute(used.values(used_at=now_utc()))
            connection.execute(update(people).where(people.c.no == row.person_no).values(password=hashed))
            connection.execute(delete(sessions).where(sessions.c.person_no == row.person_no))
            return _account(connection.execute(select(people).where(people.c.no == row.person_no)).one())

    def set_password(self, account: Account, password: str) -> None:
        """Set a password directly, as the command line does for the first account."""
        hashed = self._hasher.hash(password)
        with writing(self._project.engine) as connection:
            connection.execute(update(people).where(people.c.no == account.no).values(password=hashed))

    def sign_in(self, name: str, password: str, address: str) -> Session:
        """Begin a session.

        Args:
            name: In any spelling.
            password: As typed.
            address: Where the request comes from, for throttling.

        Raises:
            AccessError: They do not belong together, or there were too many attempts.
        """
        key = _name_key(name)
        with reading(self._project.engine) as connection:
            check_attempts(connection, key, address)
            row = connection.execute(select(people).where(people.c.name_key == key)).first()
        known = row is not None and row.active and row.password is not None
        if not self._verifies(row.password if known and row is not None else self._nobody, password) or not known:
            with writing(self._project.engine) as connection:
                note_attempt(connection, key, address)
            raise AccessError(_WRONG, remedy="try again, or ask an admin for a reset link")
        assert row is not None
        secret, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), now_utc()
        with writing(self._project.engine) as connection:
            forget_attempts(connection, key)
            connection.execute(delete(sessions).where(sessions.c.expires_at < now))
            made = {"secret_sha256": _sha256(secret), "person_no": row.no, "csrf": csrf, "created_at": now}
            connection.execute(insert(sessions), [made | {"seen_at": now, "expires_at": _later(SESSION_WHOLE)}])
            if self._hasher.check_needs_rehash(row.password):
                fresh = update(people).where(people.c.no == row.no)
                connection.execute(fresh.values(password=self._hasher.hash(password)))
        return Session(_account(row), csrf, secret)

    def _verifies(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerifyMismatchError, InvalidHashError):
            return False

    def session(self, secret: str) -> Session | None:
        """Find the session of a cookie; None if there is none, or it ended."""
        digest, now = _sha256(secret), now_utc()
        query = (
            select(people, sessions.c.csrf, sessions.c.seen_at)
            .join(sessions, sessions.c.person_no == people.c.no)
            .where(
                sessions.c.secret_sha256 == digest,
                sessions.c.expires_at > now,
                sessions.c.seen_at > _earlier(SESSION_IDLE),
                people.c.active == 1,
            )
        )
        with reading(self._project.engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if row.seen_at < _earlier(_SEEN_STEP):
            with writing(self._project.engine) as connection:
                seen = update(sessions).where(sessions.c.secret_sha256 == digest)
                connection.execute(seen.values(seen_at=now))
        return Session(_account(row), row.csrf)

    def sign_out(self, secret: str) -> None:
        """End a session."""
        with writing(self._project.engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.secret_sha256 == _sha256(secret)))

    def make_token(self, account: Account, name: str, days: int) -> Token:
        """Make an API token of a person."""
        secret = f"tw_{secrets.token_urlsafe(32)}"
        with writing(self._project.engine) as connection:
            no = _next(connection, tokens)
            row = {"no": no, "person_no": account.no, "name": name, "secret_sha256": _sha256(secret)}
            row |= {"created_at": now_utc(), "expires_at": _later(timedelta(days=days))}
            connection.execute(insert(tokens), [row])
        return Token(no, secret)

    def tokens(self, account: Account) -> list[Row[Any]]:
        """List a person's tokens that were not revoked."""
        with reading(self._project.engine) as connection:
            mine = (tokens.c.person_no == account.no) & tokens.c.revoked_at.is_(None)
            return list(connection.execute(select(tokens).where(mine).order_by(tokens.c.no)))

    def revoke_token(self, account: Account, no: int) -> None:
        """Revoke one of a person's own tokens.

        Raises:
            UsageError: They have none of this number.
        """
        with writing(self._project.engine) as connection:
            mine = (tokens.c.no == no) & (tokens.c.person_no == account.no) & tokens.c.revoked_at.is_(None)
            if connection.execute(update(tokens).where(mine).values(revoked_at=now_utc())).rowcount == 0:
                raise UsageError(f"no token {no}")

    def of_token(self, secret: str) -> Account | None:
        """Find whose token it is; None if it is unknown, revoked or too old."""
        now = now_utc()
        valid = (
            (tokens.c.secret_sha256 == _sha256(secret)) & tokens.c.revoked_at.is_(None) & (tokens.c.expires_at > now)
        )
        query = select(people, tokens.c.no.label("token"), tokens.c.last_used_at)
        query = query.join(tokens, tokens.c.person_no == people.c.no).where(valid, people.c.active == 1)
        with reading(self._project.engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if row.last_used_at is None or row.last_used_at < _earlier(_SEEN_STEP):
            with writing(self._project.engine) as connection:
                connection.execute(update(tokens).where(tokens.c.no == row.token).values(last_used_at=now))
        return _account(row)


def _name_key(name: str) -> str:
    """One key for a name in any spelling and case."""
    return fold_key(name.strip()).casefold()


def _next(connection: Connection, table: Any) -> int:
    return 1 + int(connection.execute(select(func.coalesce(func.max(table.c.no), 0))).scalar_one())
