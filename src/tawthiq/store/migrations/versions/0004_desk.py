"""The desk: people and their sessions, the audit trail, flat rows for queue and map, second coding, proposals.

What the columns mean stands in tawthiq.store.desk_schema. The audit trail only grows: triggers see to it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Table to its columns: a name, then its kind: t text, i integer, f float; ! is required, * the key (given by the
# program), u unique, >TABLE refers to its `no`.
_TABLES = {
    "people": "no:i* name:t! name_key:t!u role:t! language:t! password:t active:i! created_at:t! created_by:t!",
    "sessions": "secret_sha256:t* person_no:i!>people csrf:t! created_at:t! seen_at:t! expires_at:t!",
    "tokens": "no:i* person_no:i!>people name:t! secret_sha256:t!u created_at:t! expires_at:t! last_used_at:t"
    " revoked_at:t",
    "invitations": "no:i* kind:t! person_no:i!>people secret_sha256:t!u created_at:t! created_by:t! expires_at:t!"
    " used_at:t",
    "signins": "no:i* at:t! name_key:t! address:t!",
    "audit": "seq:i* at:t! person:t! action:t! subject:t! detail:t! previous:t! hash:t!",
    "desk_rows": "no:i* report_no:i!>reports n:i! event_no:i>events coding_no:i changed:i! type:t! scope:t! date:t"
    " published:t outlet:t place_ar:t place_en:t area_ar:t area_en:t place_keys:t! actors:t! actor_keys:t! killed:i"
    " injured:i confidence:f priority:f! state:t! row_version:i! needs_second:i! reading:t decided_by:t decided_at:t"
    " note:t",
    "assignments": "no:i* row_no:i!>desk_rows person:t! asked_by:t! asked_at:t! rule:t! state:t! done_at:t reading:t"
    " note:t",
    "adjudications": "no:i* row_no:i!>desk_rows assignment_no:i!>assignments first:t! first_reading:t! second:t!"
    " differs:t! state:t! made_at:t! settled_by:t settled_at:t note:t",
    "proposals": "no:i* target:t! row:t! report:t n:i person:t! at:t! note:t state:t! decided_by:t decided_at:t"
    " verdict:t file:t",
    "facts": "id:t* since:i! type:t! scope:t! date_start:t date_end:t place_ar:t place_en:t place_id:t area_ar:t"
    " area_en:t country:t lat:f lon:f radius_km:f geo_precision:i place_keys:t! actor1:t! actor2:t! weapons:t!"
    " groups:t! outlets:t! killed_low:i killed_best:i killed_high:i injured_low:i injured_best:i injured_high:i"
    " detained_low:i detained_best:i detained_high:i killed_by:t! injured_by:t! detained_by:t! grade:t! sources:i!"
    " reports:t! disputed:i!",
}
_INDEXES = {
    "ix_sessions_person": ("sessions", "person_no"),
    "ix_tokens_person": ("tokens", "person_no"),
    "ix_signins_name": ("signins", "name_key at"),
    "ix_signins_address": ("signins", "address at"),
    "ix_audit_person": ("audit", "person seq"),
    "ix_audit_subject": ("audit", "subject seq"),
    "ix_desk_rows_changed": ("desk_rows", "changed"),
    "ix_desk_rows_event": ("desk_rows", "event_no"),
    "ix_assignments_person": ("assignments", "person state"),
    "ix_assignments_row": ("assignments", "row_no"),
    "ix_adjudications_state": ("adjudications", "state no"),
    "ix_proposals_state": ("proposals", "state no"),
    "ix_facts_since": ("facts", "since"),
}
_KINDS = {"t": sa.Text, "i": sa.Integer, "f": sa.Float}


def upgrade() -> None:
    """Make the tables, their indexes, and what keeps the audit trail."""
    for table, told in _TABLES.items():
        more = [sa.UniqueConstraint("report_no", "n", name="uq_desk_rows_n")] if table == "desk_rows" else []
        op.create_table(table, *(_column(one) for one in told.split()), *more)
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns.split())
    if op.get_bind().dialect.name == "sqlite":
        says = "BEGIN SELECT RAISE(ABORT, 'this archive only grows: audit may not be changed'); END"
        op.execute(f"CREATE TRIGGER audit_kept BEFORE UPDATE ON audit {says}")
        op.execute(f"CREATE TRIGGER audit_stays BEFORE DELETE ON audit {says}")
    else:
        for name, act in (("kept", "UPDATE"), ("stays", "DELETE")):
            op.execute(
                f"CREATE TRIGGER audit_{name} BEFORE {act} ON audit FOR EACH ROW EXECUTE FUNCTION tawthiq_kept()"
            )


def _column(told: str) -> sa.Column[object]:
    name, _, rest = told.partition(":")
    signs, _, refers = rest.partition(">")
    more = [sa.ForeignKey(f"{refers}.no")] if refers else []
    return sa.Column(
        name,
        _KINDS[signs[0]](),
        *more,
        primary_key="*" in signs,
        autoincrement=False,
        nullable=not set("!*") & set(signs),
        unique="u" in signs or None,
    )


def downgrade() -> None:
    """Drop all of it."""
    for table in reversed(_TABLES):
        op.drop_table(table)
