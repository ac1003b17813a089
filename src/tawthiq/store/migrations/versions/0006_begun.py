"""What people began at the desk and have not decided yet."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "begun",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("row_no", sa.Integer, sa.ForeignKey("desk_rows.no"), primary_key=True, autoincrement=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("ix_begun_row", "begun", ["row_no"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("begun")
