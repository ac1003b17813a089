"""People: sessions, accounts, invitations, tokens, the audit trail, and the project itself."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tawthiq.serve.wire.base import Answer, Line, Name, Question, Role, Written

__all__ = [
    "AuditAnswer",
    "AuditEntry",
    "InvitationIn",
    "LedgerAnswer",
    "LedgerMade",
    "LedgerVersion",
    "LinkMade",
    "OpeningIn",
    "Password",
    "PasswordIn",
    "PeopleAnswer",
    "Person",
    "PersonChange",
    "PersonRow",
    "ProjectAnswer",
    "PublicAnswer",
    "ResetIn",
    "SessionAnswer",
    "SessionChange",
    "SignIn",
    "Step",
    "TokenIn",
    "TokenMade",
    "TokenRow",
    "TokensAnswer",
]

Language = Literal["ar", "en"]
# Longer than any phrase that a person types, and short enough to hash quickly.
Password = Annotated[str, StringConstraints(min_length=10, max_length=200)]
Secret = Annotated[str, StringConstraints(min_length=20, max_length=200, pattern=r"^[A-Za-z0-9_\-]+$")]


class SignIn(Question):
    """A name and a password."""

    name: Name
    password: Annotated[str, StringConstraints(max_length=200)]


class Person(Answer):
    """Who is signed in."""

    name: str
    role: Role
    language: Language


class SessionAnswer(Answer):
    """A session: send `csrf` in the header X-CSRF-Token of every request that changes something."""

    person: Person
    csrf: str


class SessionChange(Question):
    """What people change of themselves."""

    language: Language


class Step(Answer):
    """One of the first steps in an empty project, with its command to copy."""

    title: dict[str, str]
    command: str
    done: bool


class ProjectAnswer(Answer):
    """The project: its name, what it holds, and what to do where something is missing."""

    name: str
    version: str = Field(description="Of the program.")
    ledger_version: int
    counts: dict[str, int] = Field(description="reports, coded, events, records, open, decided, failed.")
    steps: list[Step] = Field(description="First steps; all done in a project at work.")
    second_open: int = 0
    adjudications_open: int = 0
    proposals_open: int = 0


class PersonRow(Answer):
    """An account."""

    name: str
    role: Role
    language: Language
    active: bool
    created_at: str
    has_password: bool
    last_seen: str | None = None
    decisions: int = 0


class PeopleAnswer(Answer):
    """All accounts, by name."""

    people: list[PersonRow]


class PersonChange(Question):
    """What an admin changes of an account; sessions and tokens of a person who may do less end at once."""

    role: Role | None = None
    active: bool | None = None


class InvitationIn(Question):
    """Make an account; its link lets the person choose a password."""

    name: Name
    role: Role
    language: Language = "ar"


class ResetIn(Question):
    """Make a link by which a person chooses a new password."""

    name: Name


class LinkMade(Answer):
    """A link to hand over; shown this once, kept only as a hash."""

    name: str
    path: str = Field(description="Path on this server, with the secret behind #.")
    secret: str
    expires_at: str


class PasswordIn(Question):
    """Use an invitation or reset link."""

    secret: Secret
    password: Password


class TokenIn(Question):
    """Make an API token that may do what its person may."""

    name: Name
    days: Annotated[int, Field(ge=1, le=3650)] = 365


class TokenRow(Answer):
    """An API token, without its secret."""

    no: int
    name: str
    created_at: str
    expires_at: str
    last_used_at: str | None = None


class TokensAnswer(Answer):
    """The tokens of the person who asks."""

    tokens: list[TokenRow]


class TokenMade(TokenRow):
    """A new token with its secret, shown this once; send it as `Authorization: Bearer SECRET`."""

    secret: str


class AuditEntry(Answer):
    """One entry of the audit trail."""

    seq: int
    at: str
    person: str
    action: str
    subject: str
    detail: dict[str, object]
    hash: str


class AuditAnswer(Answer):
    """Entries, the newest first; `intact` tells whether the chain of hashes holds."""

    entries: list[AuditEntry]
    next: int | None
    intact: bool


class OpeningIn(Question):
    """Why masked names are to be seen; kept in the audit trail."""

    reason: Annotated[Written, Field(min_length=3)]


class LedgerMade(Answer):
    """A version of the ledger that was made, and what changed; the newest one where nothing did."""

    version: int
    made: int
    changed: int
    merged: int
    events: int


class LedgerVersion(LedgerMade):
    """A version of the ledger: when it was made, by which rule numbers are reconciled, and the digest of its events."""

    at: str
    rule: str
    sha256: str


class LedgerAnswer(Answer):
    """All versions, the newest first."""

    versions: list[LedgerVersion]


class PublicAnswer(Answer):
    """What is shown to everybody, if anything."""

    open: bool
    name: str
    ledger_version: int
    redaction: dict[str, object]
    note: Line = ""
