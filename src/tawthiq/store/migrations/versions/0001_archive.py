"""The archive: evidence, reports, codings, decisions, custody, search.

Besides the tables: triggers that make the custody log, the evidence and the texts of reports append-only, and the
full-text index of each database (SQLite FTS5 without content, PostgreSQL tsvector).
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Table, and the columns that no update may touch; "*" for all. No row is ever deleted,
# but failed codings, which a later run may try again.
_KEPT = {
    "custody": "*",
    "objects": "*",
    "reports": "id text text_sha256 raw_sha256 object_sha256 locator version collected_at custody_seq",
    "sightings": "*",
    "decisions": "*",
    "codings": "*",
    "events": "*",
}
_FORBIDDEN = "this archive only grows: {table} may not be changed"


def upgrade() -> None:
    """Make everything."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgres()


def _sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE report_search USING fts5("
        "title, body, stems, content='', tokenize=\"unicode61 remove_diacritics 0\")"
    )
    for table, columns in _KEPT.items():
        says = f"BEGIN SELECT RAISE(ABORT, '{_FORBIDDEN.format(table=table)}'); END"
        of = "" if columns == "*" else f" OF {', '.join(columns.split())}"
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE{of} ON {table} {says}")
        op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {_when(table)} {says}")


def _postgres() -> None:
    op.execute(
        "CREATE TABLE report_search (report_no integer PRIMARY KEY REFERENCES reports (no), vector tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_report_search ON report_search USING gin (vector)")
    op.execute(
        "CREATE FUNCTION tawthiq_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'this archive only grows: % may not be changed', TG_TABLE_NAME; END $$"
    )
    for table, columns in _KEPT.items():
        of = "" if columns == "*" else f" OF {', '.join(columns.split())}"
        for act, name, when in ((f"UPDATE{of}", "kept", ""), ("DELETE", "stays", _when(table))):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} "
                f"FOR EACH ROW {when} EXECUTE FUNCTION tawthiq_kept()"
            )
        op.execute(f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} EXECUTE FUNCTION tawthiq_kept()")


def _when(table: str) -> str:
    return "WHEN (OLD.status <> 'failed')" if table == "codings" else ""


def downgrade() -> None:
    """Refuse: evidence is not thrown away by a command."""
    raise NotImplementedError("the first revision has nothing before it")


def _tables() -> None:
    op.create_table(
        "bands",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "report_no"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "custody",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_custody_subject", "custody", ["subject"], unique=False)
    op.create_table(
        "families",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("founder_no", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "objects",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("stored_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "captures",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("object_sha256", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("collected_at", sa.Text(), nullable=False),
        sa.Column("collector", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("items_done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["object_sha256"],
            ["objects.sha256"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index("ix_captures_object", "captures", ["object_sha256"], unique=False)
    op.create_index("ix_captures_source", "captures", ["source", "no"], unique=False)
    op.create_table(
        "reports",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("capture_no", sa.Integer(), nullable=False),
        sa.Column("object_sha256", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("given_id", sa.Text(), nullable=True),
        sa.Column("page_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("published_zone", sa.Text(), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("foreign_lines", sa.Text(), server_default="[]", nullable=False),
        sa.Column("extra", sa.Text(), server_default="{}", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("collected_at", sa.Text(), nullable=False),
        sa.Column("family_no", sa.Integer(), nullable=False),
        sa.Column("custody_seq", sa.Integer(), nullable=False),
        sa.Column("coding_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["capture_no"],
            ["captures.no"],
        ),
        sa.ForeignKeyConstraint(
            ["family_no"],
            ["families.no"],
        ),
        sa.ForeignKeyConstraint(
            ["object_sha256"],
            ["objects.sha256"],
        ),
        sa.PrimaryKeyConstraint("no"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("object_sha256", "locator", name="uq_reports_evidence"),
    )
    op.create_index("ix_reports_family", "reports", ["family_no"], unique=False)
    op.create_index("ix_reports_outlet", "reports", ["outlet", "published"], unique=False)
    op.create_index("ix_reports_page", "reports", ["page_key", "version"], unique=False)
    op.create_index("ix_reports_published", "reports", ["published"], unique=False)
    op.create_index("ix_reports_raw", "reports", ["raw_sha256"], unique=False)
    op.create_index("ix_reports_text", "reports", ["text_sha256"], unique=False)
    op.create_table(
        "codings",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_no", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("coded_at", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("custody_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_no"],
            ["reports.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
        sa.UniqueConstraint("report_no", "version", name="uq_codings_version"),
    )
    op.create_index("ix_codings_custody", "codings", ["custody_seq"], unique=False)
    op.create_index("ix_codings_version", "codings", ["version", "report_no"], unique=False)
    op.create_table(
        "failures",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("capture_no", sa.Integer(), nullable=True),
        sa.Column("report_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["capture_no"],
            ["captures.no"],
        ),
        sa.ForeignKeyConstraint(
            ["report_no"],
            ["reports.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index("ix_failures_stage", "failures", ["stage", "no"], unique=False)
    op.create_table(
        "sightings",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_no", sa.Integer(), nullable=False),
        sa.Column("capture_no", sa.Integer(), nullable=False),
        sa.Column("object_sha256", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_no"],
            ["captures.no"],
        ),
        sa.ForeignKeyConstraint(
            ["report_no"],
            ["reports.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
        sa.UniqueConstraint("object_sha256", "locator", name="uq_sightings_evidence"),
    )
    op.create_index("ix_sightings_report", "sightings", ["report_no"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("report_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_no"],
            ["reports.no"],
        ),
        sa.PrimaryKeyConstraint("report_no"),
    )
    op.create_table(
        "events",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("coding_no", sa.Integer(), nullable=False),
        sa.Column("report_no", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coding_no"],
            ["codings.no"],
        ),
        sa.ForeignKeyConstraint(
            ["report_no"],
            ["reports.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
        sa.UniqueConstraint("coding_no", "n", name="uq_events_order"),
    )
    op.create_index("ix_events_date", "events", ["date"], unique=False)
    op.create_index("ix_events_report", "events", ["report_no"], unique=False)
    op.create_index("ix_events_type", "events", ["type", "date"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_no", sa.Integer(), nullable=False),
        sa.Column("event_no", sa.Integer(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("custody_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_no"],
            ["events.no"],
        ),
        sa.ForeignKeyConstraint(
            ["report_no"],
            ["reports.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index("ix_decisions_event", "decisions", ["event_no"], unique=False)
    op.create_index("ix_decisions_report", "decisions", ["report_no"], unique=False)
    op.create_table(
        "event_actors",
        sa.Column("event_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_no"],
            ["events.no"],
        ),
        sa.PrimaryKeyConstraint("event_no", "actor_key"),
    )
    op.create_index("ix_event_actors_key", "event_actors", ["actor_key", "event_no"], unique=False)
    op.create_table(
        "event_places",
        sa.Column("event_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_no"],
            ["events.no"],
        ),
        sa.PrimaryKeyConstraint("event_no", "name_key"),
    )
    op.create_index("ix_event_places_name", "event_places", ["name_key", "event_no"], unique=False)
