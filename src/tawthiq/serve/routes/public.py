"""What is shown to everybody where the server was started with --public: released data, redacted; and making a release.

Events are redacted as exports are (tawthiq.export.redaction), embargo included; what is left out there is not counted.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from tawthiq.errors import NotFoundError
from tawthiq.export.redaction import EMBARGO_DAYS
from tawthiq.ledger.project import link_project
from tawthiq.serve.access import Caller, DeskHere
from tawthiq.serve.desk import Desk
from tawthiq.serve.explore.release import public_events, public_table
from tawthiq.serve.wire.base import Line
from tawthiq.serve.wire.explore import EventRow, EventTable, PublicQuery
from tawthiq.serve.wire.people import LedgerAnswer, LedgerMade, LedgerVersion, PublicAnswer
from tawthiq.store.audit import note
from tawthiq.store.ledger import read_versions

__all__ = ["router"]

router = APIRouter(tags=["public"])


def _open(desk: Desk) -> None:
    if not desk.is_public:
        raise NotFoundError("nothing is shown to everybody here", remedy="sign in")


@router.get("/public")
def read_public(desk: DeskHere) -> PublicAnswer:
    """Say whether released data is shown to everybody, and how it is redacted."""
    desk.explorer.refresh()
    return PublicAnswer(
        open=desk.is_public,
        name=desk.project.settings.name if desk.is_public else "",
        ledger_version=desk.explorer.version if desk.is_public else 0,
        redaction={"embargo_days": EMBARGO_DAYS, "names": False, "quotes": False, "coarse_points": True},
    )


@router.get("/public/events")
def list_public(asked: Annotated[PublicQuery, Query()], desk: DeskHere) -> EventTable:
    """Give a page of the redacted table."""
    _open(desk)
    return public_table(desk, asked)


@router.get("/public/events/{event}")
def read_public_event(event: Annotated[Line, Path()], desk: DeskHere) -> EventRow:
    """Give one redacted event."""
    _open(desk)
    rows = public_events(desk, [event])
    if not rows:
        raise NotFoundError(f"no event {event!r} is released")
    return rows[0]


@router.get("/ledger", tags=["explore"])
def list_versions(desk: DeskHere) -> LedgerAnswer:
    """List the versions of the ledger, the newest first."""
    counts = ("made", "changed", "merged", "events")
    return LedgerAnswer(
        versions=[
            LedgerVersion(
                version=one.no, at=one.at, rule=one.rule, sha256=one.sha256, **{n: int(told.get(n, 0)) for n in counts}
            )
            for one, told in read_versions(desk.project)
        ]
    )


@router.post("/ledger", status_code=201, tags=["explore"])
def make_version(desk: DeskHere, caller: Caller) -> LedgerMade:
    """Make the ledger's next version: link what is new and what people decided."""
    made = link_project(desk.project, desk.linker)
    desk.catch_up()
    note(desk.project, caller.name, "link", f"version {made.version}")
    return LedgerMade(version=made.version, made=made.made, changed=made.changed, merged=made.merged,
                      events=made.events)  # fmt: skip
