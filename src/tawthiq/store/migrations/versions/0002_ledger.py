"""The ledger: versions, events with the versions in which they hold, ids that were ever given, records, link decisions.

A body of an event is never changed: a new version of an event is a new row, and the old one is closed by `until`, so
that every version of the ledger can be read again as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEPT = {
    "ledger_versions": "*",
    "ledger_events": "id since body sha256",
    "ledger_ids": "id since",
    "link_decisions": "*",
}
_FORBIDDEN = "this archive only grows: {table} may not be changed"


def upgrade() -> None:
    """Make the tables and what keeps them."""
    op.create_table(
        "ledger_versions",
        sa.Column("no", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("custody_seq", sa.Integer(), nullable=False),
    )
    op.create_table(
        "ledger_events",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("since", sa.Integer(), sa.ForeignKey("ledger_versions.no"), primary_key=True, autoincrement=False),
        sa.Column("until", sa.Integer()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("ix_ledger_events_until", "ledger_events", ["until", "id"])
    op.create_table(
        "ledger_ids",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.Text()),
    )
    op.create_table(
        "link_records",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("coded_by", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("ix_link_records_report", "link_records", ["report"])
    op.create_table(
        "link_decisions",
        sa.Column("no", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("custody_seq", sa.Integer(), nullable=False),
    )
    _keep()


def _keep() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, columns in _KEPT.items():
        of = "" if columns == "*" else f" OF {', '.join(columns.split())}"
        if sqlite:
            says = f"BEGIN SELECT RAISE(ABORT, '{_FORBIDDEN.format(table=table)}'); END"
            op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE{of} ON {table} {says}")
            op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {says}")
            continue
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE{of} ON {table} FOR EACH ROW EXECUTE FUNCTION tawthiq_kept()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION tawthiq_kept()"
        )
