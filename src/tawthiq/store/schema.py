"""The tables, for SQLite and PostgreSQL alike; migrations/ holds how they came about.

Numbers (`no`) are given by the program inside a write transaction that excludes other writers, so that both
databases count alike and nothing depends on sequences. Times are UTC in ISO 8601 with six decimals, as text, so
that what was hashed is what is stored. JSON is text with sorted keys, for the same reason.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

__all__ = [
    "HEAD",
    "bands",
    "captures",
    "codings",
    "custody",
    "decisions",
    "event_actors",
    "event_places",
    "events",
    "failures",
    "families",
    "ledger_events",
    "ledger_ids",
    "ledger_versions",
    "link_decisions",
    "link_records",
    "meta",
    "metadata",
    "objects",
    "reports",
    "sightings",
    "signatures",
]

HEAD = "0006"
"""The newest migration; a database of another revision is refused with what to do."""

metadata = MetaData()
_FAILED = "status = 'failed'"

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

# One row a content-addressed file. `path` is not stored: it follows from the hash.
objects = Table(
    "objects",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("stored_at", Text, nullable=False),
)

# One row each time a source was taken in. status: open, done, failed, unchanged (seen before, or 304).
# items_done counts what was read out of it and committed: a stopped run goes on after that many.
captures = Table(
    "captures",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("object_sha256", Text, ForeignKey("objects.sha256")),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("collected_at", Text, nullable=False),
    Column("collector", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("items_done", Integer, nullable=False, server_default="0"),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("detail", Text, nullable=False, server_default="{}"),
    Index("ix_captures_source", "source", "no"),
    Index("ix_captures_object", "object_sha256"),
)

# A family of copies: its first member by time of publication, else of collection, is found by query.
families = Table(
    "families",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("founder_no", Integer, nullable=False),
    Column("merged_into", Integer),
)

reports = Table(
    "reports",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("capture_no", Integer, ForeignKey("captures.no"), nullable=False),
    Column("object_sha256", Text, ForeignKey("objects.sha256"), nullable=False),
    Column("locator", Text, nullable=False),
    Column("raw_sha256", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("given_id", Text),
    Column("page_key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("replaced_by", Integer),
    Column("outlet", Text),
    Column("source", Text),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("title", Text),
    Column("author", Text),
    Column("published", Text),
    Column("published_at", Text),
    Column("published_zone", Text),
    Column("published_basis", Text),
    Column("language", Text),
    Column("foreign_lines", Text, nullable=False, server_default="[]"),
    Column("extra", Text, nullable=False, server_default="{}"),
    Column("text", Text, nullable=False),
    Column("collected_at", Text, nullable=False),
    Column("family_no", Integer, ForeignKey("families.no"), nullable=False),
    Column("custody_seq", Integer, nullable=False),
    Column("coding_no", Integer),
    UniqueConstraint("object_sha256", "locator", name="uq_reports_evidence"),
    Index("ix_reports_page", "page_key", "version"),
    Index("ix_reports_text", "text_sha256"),
    Index("ix_reports_raw", "raw_sha256"),
    Index("ix_reports_outlet", "outlet", "published"),
    Index("ix_reports_published", "published"),
    Index("ix_reports_family", "family_no"),
    # Covering: a search lists reports by these alone (migrations/versions/0003_listing.py).
    Index("ix_reports_listing", "published", "no", "replaced_by", "outlet", "source", "family_no", "coding_no"),
    Index("ix_reports_first_seen", "family_no", "published", "no"),
    Index("ix_reports_source", "source", "published"),
    Index("ix_reports_coding", "coding_no"),
)

# The same page met again with the same words.
sightings = Table(
    "sightings",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("report_no", Integer, ForeignKey("reports.no"), nullable=False),
    Column("capture_no", Integer, ForeignKey("captures.no"), nullable=False),
    Column("object_sha256", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("raw_sha256", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    UniqueConstraint("object_sha256", "locator", name="uq_sightings_evidence"),
    Index("ix_sightings_report", "report_no"),
)

failures = Table(
    "failures",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("capture_no", Integer, ForeignKey("captures.no")),
    Column("report_no", Integer, ForeignKey("reports.no")),
    Index("ix_failures_stage", "stage", "no"),
    Index("ix_failures_capture", "capture_no"),
)

signatures = Table(
    "signatures",
    metadata,
    Column("report_no", Integer, ForeignKey("reports.no"), primary_key=True, autoincrement=False),
    Column("signature", LargeBinary, nullable=False),
)

# key: 63 bits out of one band of the signature and the band's number.
bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report_no", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# status: coded, empty (no event), failed. One row for each report and version; never replaced.
codings = Table(
    "codings",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("report_no", Integer, ForeignKey("reports.no"), nullable=False),
    Column("version", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("coded_at", Text, nullable=False),
    Column("error", Text),
    Column("sha256", Text, nullable=False),
    Column("custody_seq", Integer, nullable=False),
    UniqueConstraint("report_no", "version", name="uq_codings_version"),
    Index("ix_codings_custody", "custody_seq"),
    Index("ix_codings_version", "version", "report_no"),
    Index("ix_codings_failed", "version", postgresql_where=text(_FAILED), sqlite_where=text(_FAILED)),
)

events = Table(
    "events",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("coding_no", Integer, ForeignKey("codings.no"), nullable=False),
    Column("report_no", Integer, ForeignKey("reports.no"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("date", Text),
    Column("confidence", Float),
    Column("body", Text, nullable=False),
    UniqueConstraint("coding_no", "n", name="uq_events_order"),
    Index("ix_events_report", "report_no"),
    Index("ix_events_type", "type", "date"),
    Index("ix_events_date", "date"),
)

# Folded names of places and of what they lie within.
event_places = Table(
    "event_places",
    metadata,
    Column("event_no", Integer, ForeignKey("events.no"), primary_key=True, autoincrement=False),
    Column("name_key", Text, primary_key=True),
    Index("ix_event_places_name", "name_key", "event_no"),
)

# Actor ids, and folded names as written.
event_actors = Table(
    "event_actors",
    metadata,
    Column("event_no", Integer, ForeignKey("events.no"), primary_key=True, autoincrement=False),
    Column("actor_key", Text, primary_key=True),
    Index("ix_event_actors_key", "actor_key", "event_no"),
)

# What people decided of events; a decision never overwrites the machine's reading (design.md, promise 3).
decisions = Table(
    "decisions",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("report_no", Integer, ForeignKey("reports.no"), nullable=False),
    Column("event_no", Integer, ForeignKey("events.no")),
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("custody_seq", Integer, nullable=False),
    Index("ix_decisions_report", "report_no"),
    Index("ix_decisions_event", "event_no"),
)

# The chain of custody; triggers forbid changing or deleting a row (migrations/versions/0001_archive.py).
custody = Table(
    "custody",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("ix_custody_subject", "subject"),
)

# Versions of the ledger (migrations/versions/0002_ledger.py). An event's row holds from version `since` to before
# `until`.
ledger_versions = Table(
    "ledger_versions",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("custody_seq", Integer, nullable=False),
)

ledger_events = Table(
    "ledger_events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("since", Integer, ForeignKey("ledger_versions.no"), primary_key=True, autoincrement=False),
    Column("until", Integer),
    Column("sha256", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_ledger_events_until", "until", "id"),
)

# Every id that was ever given to an event; none is given twice.
ledger_ids = Table(
    "ledger_ids",
    metadata,
    Column("id", Text, primary_key=True),
    Column("since", Integer, nullable=False),
    Column("merged_into", Text),
)

# What linking read of an event of a report, kept so that new reports can be compared with it.
link_records = Table(
    "link_records",
    metadata,
    Column("key", Text, primary_key=True),
    Column("report", Text, nullable=False),
    Column("coded_by", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_link_records_report", "report"),
)

# What people decided of pairs of records: kind is split or merge; the later decision on a pair holds.
link_decisions = Table(
    "link_decisions",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("custody_seq", Integer, nullable=False),
)
