"""People: accounts, invitations and resets, API tokens, the audit trail."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from sqlalchemy import func, select

from tawthiq.serve.access import Caller, DeskHere
from tawthiq.serve.accounts import Link
from tawthiq.serve.wire.base import Name, Question, Word
from tawthiq.serve.wire.people import (
    AuditAnswer,
    AuditEntry,
    InvitationIn,
    LinkMade,
    PeopleAnswer,
    PersonChange,
    PersonRow,
    ResetIn,
    TokenIn,
    TokenMade,
    TokenRow,
    TokensAnswer,
)
from tawthiq.store.audit import audit_is_whole, note, read_audit
from tawthiq.store.desk_schema import people, sessions
from tawthiq.store.engine import reading
from tawthiq.store.schema import decisions

__all__ = ["link_made", "router"]

router = APIRouter(tags=["people"])
PersonName = Annotated[Name, Path(description="Name of a person, in any spelling.")]


class AuditQuery(Question):
    """Which entries of the audit trail."""

    before: Annotated[int, Field(ge=1, le=2_000_000_000)] | None = None
    person: Name | None = None
    action: Word | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100


@router.get("/people")
def list_people(desk: DeskHere) -> PeopleAnswer:
    """List all accounts."""
    seen = select(func.max(sessions.c.seen_at)).where(sessions.c.person_no == people.c.no).scalar_subquery()
    made = select(func.count()).where(decisions.c.person == people.c.name).scalar_subquery()
    query = select(people, seen.label("seen"), made.label("made")).order_by(people.c.name)
    with reading(desk.project.engine) as connection:
        rows = connection.execute(query).all()
    return PeopleAnswer(
        people=[
            PersonRow(
                name=row.name, role=row.role, language=row.language, active=bool(row.active),
                created_at=row.created_at, has_password=row.password is not None, last_seen=row.seen,
                decisions=row.made,
            )
            for row in rows
        ]
    )  # fmt: skip


@router.patch("/people/{name}")
def change_person(name: PersonName, asked: PersonChange, desk: DeskHere, caller: Caller) -> PeopleAnswer:
    """Change a person's role, or shut their account."""
    account = desk.accounts.change(name, role=asked.role, active=asked.active)
    note(desk.project, caller.name, "change-person", account.name, asked.model_dump(exclude_unset=True))
    return list_people(desk)


@router.post("/invitations", status_code=201)
def invite(asked: InvitationIn, desk: DeskHere, caller: Caller) -> LinkMade:
    """Make an account and the link by which the person chooses a password."""
    account = desk.accounts.add(asked.name, asked.role, asked.language, caller.name)
    note(desk.project, caller.name, "invite", account.name, {"role": asked.role})
    return link_made(desk.accounts.make_link(account.name, "invite", caller.name), "invite")


@router.post("/resets", status_code=201)
def reset(asked: ResetIn, desk: DeskHere, caller: Caller) -> LinkMade:
    """Make a link by which a person chooses a new password."""
    link = desk.accounts.make_link(asked.name, "reset", caller.name)
    note(desk.project, caller.name, "reset", link.name)
    return link_made(link, "reset")


def link_made(link: Link, kind: str) -> LinkMade:
    """Write a link; the secret stands behind "#", which browsers do not send and servers do not log."""
    return LinkMade(name=link.name, path=f"/{kind}#{link.secret}", secret=link.secret, expires_at=link.expires_at)


@router.get("/tokens")
def list_tokens(desk: DeskHere, caller: Caller) -> TokensAnswer:
    """List one's own API tokens."""
    return TokensAnswer(tokens=[TokenRow.model_validate(row) for row in desk.accounts.tokens(caller)])


@router.post("/tokens", status_code=201)
def make_token(asked: TokenIn, desk: DeskHere, caller: Caller) -> TokenMade:
    """Make an API token; its secret is shown this once."""
    made = desk.accounts.make_token(caller, asked.name, asked.days)
    row = next(row for row in desk.accounts.tokens(caller) if row.no == made.no)
    note(desk.project, caller.name, "make-token", asked.name)
    return TokenMade(
        no=row.no, name=row.name, created_at=row.created_at, expires_at=row.expires_at,
        last_used_at=row.last_used_at, secret=made.secret,
    )  # fmt: skip


@router.delete("/tokens/{no}", status_code=204)
def revoke_token(no: Annotated[int, Path(ge=1, le=2_000_000_000)], desk: DeskHere, caller: Caller) -> None:
    """Revoke one of one's own tokens."""
    desk.accounts.revoke_token(caller, no)
    note(desk.project, caller.name, "revoke-token", str(no))


@router.get("/audit")
def list_audit(asked: Annotated[AuditQuery, Query()], desk: DeskHere) -> AuditAnswer:
    """List who did and saw what, the newest first."""
    rows = read_audit(desk.project, before=asked.before, person=asked.person, action=asked.action, limit=asked.limit)
    entries = [
        AuditEntry(seq=r.seq, at=r.at, person=r.person, action=r.action, subject=r.subject, detail=dict(r.detail),
                   hash=r.hash)
        for r in rows
    ]  # fmt: skip
    following = entries[-1].seq if len(entries) == asked.limit else None
    return AuditAnswer(entries=entries, next=following, intact=audit_is_whole(desk.project))
