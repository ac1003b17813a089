"""The tables of the desk: people, what they are at, and flat rows that lists and maps are read from.

`desk_rows` and `facts` repeat in columns what stands in `events` and `ledger_events` as JSON: the queue and the map are
answered from them alone (docs/decisions/0011-columns-in-memory.md). They can be made again at any time; what people
decided stands in `decisions`, `assignments` and `link_decisions`.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from tawthiq.store.schema import metadata

__all__ = [
    "adjudications",
    "assignments",
    "audit",
    "begun",
    "desk_rows",
    "facts",
    "invitations",
    "metadata",
    "people",
    "proposals",
    "sessions",
    "signins",
    "tokens",
]

# password: argon2id in its own notation; null until the invitation was used. active: 1 or 0.
people = Table(
    "people",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("password", Text),
    Column("active", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("created_by", Text, nullable=False),
)

# Secrets are kept as SHA-256 only: who reads the database cannot sign in with what it holds.
sessions = Table(
    "sessions",
    metadata,
    Column("secret_sha256", Text, primary_key=True),
    Column("person_no", Integer, ForeignKey("people.no"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Index("ix_sessions_person", "person_no"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("person_no", Integer, ForeignKey("people.no"), nullable=False),
    Column("name", Text, nullable=False),
    Column("secret_sha256", Text, nullable=False, unique=True),
    Column("created_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("last_used_at", Text),
    Column("revoked_at", Text),
    Index("ix_tokens_person", "person_no"),
)

# kind: invite or reset.
invitations = Table(
    "invitations",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("person_no", Integer, ForeignKey("people.no"), nullable=False),
    Column("secret_sha256", Text, nullable=False, unique=True),
    Column("created_at", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("used_at", Text),
)

# Failed attempts at signing in, for throttling; old ones are swept out.
signins = Table(
    "signins",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("ix_signins_name", "name_key", "at"),
    Index("ix_signins_address", "address", "at"),
)

# What people did and saw; a chain of hashes as in `custody`, triggers forbid changing or deleting a row.
audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("ix_audit_person", "person", "seq"),
    Index("ix_audit_subject", "subject", "seq"),
)

# One row an event of a report's current coding, and one for each that a person added (n from 1000).
# state: open, accepted, corrected, rejected, not_event, missed. row_version grows by one with each decision.
# changed: grows over all rows, so that a reader asks for what changed since it last looked.
# reading: JSON of what people made of it (an event in the codebook's form), null while no field was changed.
# lists (place_keys, actor_keys): "|" before, between and after the keys.
desk_rows = Table(
    "desk_rows",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("report_no", Integer, ForeignKey("reports.no"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("event_no", Integer, ForeignKey("events.no")),
    Column("coding_no", Integer),
    Column("changed", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("date", Text),
    Column("published", Text),
    Column("outlet", Text),
    Column("place_ar", Text),
    Column("place_en", Text),
    Column("area_ar", Text),
    Column("area_en", Text),
    Column("place_keys", Text, nullable=False),
    Column("actors", Text, nullable=False),
    Column("actor_keys", Text, nullable=False),
    Column("killed", Integer),
    Column("injured", Integer),
    Column("confidence", Float),
    Column("priority", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("needs_second", Integer, nullable=False),
    Column("reading", Text),
    Column("decided_by", Text),
    Column("decided_at", Text),
    Column("note", Text),
    UniqueConstraint("report_no", "n", name="uq_desk_rows_n"),
    Index("ix_desk_rows_changed", "changed"),
    Index("ix_desk_rows_event", "event_no"),
)

# What a person began on a record and has not decided yet; only that person is shown it.
# row_version: the one they saw. body: JSON of the changed fields and their words, as in a correction.
begun = Table(
    "begun",
    metadata,
    Column("person", Text, primary_key=True),
    Column("row_no", Integer, ForeignKey("desk_rows.no"), primary_key=True, autoincrement=False),
    Column("row_version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("note", Text),
    Column("at", Text, nullable=False),
    Index("ix_begun_row", "row_no"),
)

# rule: which rule of second_coding.tsv asked, or "asked". reading: JSON event, "null" for "no event".
assignments = Table(
    "assignments",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("row_no", Integer, ForeignKey("desk_rows.no"), nullable=False),
    Column("person", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("done_at", Text),
    Column("reading", Text),
    Column("note", Text),
    Index("ix_assignments_person", "person", "state"),
    Index("ix_assignments_row", "row_no"),
)

adjudications = Table(
    "adjudications",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("row_no", Integer, ForeignKey("desk_rows.no"), nullable=False),
    Column("assignment_no", Integer, ForeignKey("assignments.no"), nullable=False),
    Column("first", Text, nullable=False),
    Column("first_reading", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("differs", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("settled_by", Text),
    Column("settled_at", Text),
    Column("note", Text),
    Index("ix_adjudications_state", "state", "no"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("target", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("report", Text),
    Column("n", Integer),
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text),
    Column("state", Text, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Text),
    Column("verdict", Text),
    Column("file", Text),
    Index("ix_proposals_state", "state", "no"),
)

# One row a living event of the ledger. `since` is that of its body in ledger_events.
# lists (place_keys, actor1, …): "|" before, between and after the keys, as in desk_rows; ranges: low, best, high.
# killed_by and the like: a list of "GROUP LOW BEST HIGH", with "-" for an open end.
facts = Table(
    "facts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("since", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("date_start", Text),
    Column("date_end", Text),
    Column("place_ar", Text),
    Column("place_en", Text),
    Column("place_id", Text),
    Column("area_ar", Text),
    Column("area_en", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("geo_precision", Integer),
    Column("place_keys", Text, nullable=False),
    Column("actor1", Text, nullable=False),
    Column("actor2", Text, nullable=False),
    Column("weapons", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("outlets", Text, nullable=False),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_best", Integer),
    Column("injured_high", Integer),
    Column("detained_low", Integer),
    Column("detained_best", Integer),
    Column("detained_high", Integer),
    Column("killed_by", Text, nullable=False),
    Column("injured_by", Text, nullable=False),
    Column("detained_by", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("reports", Text, nullable=False),
    Column("disputed", Integer, nullable=False),
    Index("ix_facts_since", "since"),
)
