"""Indexes for what was looked up by reading a whole table: sources, places and actors of events, failures.

tests/store/test_lookups.py asks PostgreSQL how it finds what each query asks for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_reports_source": ("reports", ["source", "published"]),
    "ix_reports_coding": ("reports", ["coding_no"]),
    "ix_failures_capture": ("failures", ["capture_no"]),
}


def upgrade() -> None:
    """Make the indexes."""
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)
    few = sa.text("status = 'failed'")
    op.create_index("ix_codings_failed", "codings", ["version"], postgresql_where=few, sqlite_where=few)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_codings_failed", "codings")
    for name, (table, _) in _INDEXES.items():
        op.drop_index(name, table)
