"""Fill the full-text index, each database's own: FTS5 without content, or a tsvector beside the report."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from tawthiq.store.bulk import copy_rows
from tawthiq.store.engine import is_sqlite

__all__ = ["index_reports"]

_COLUMNS = ("no", "title", "body", "stems")
_SQLITE = "INSERT INTO report_search (rowid, title, body, stems) VALUES (:no, :title, :body, :stems)"
# The words come by COPY, the vectors are made where they stay. The table is this connection's, empty between batches.
_WAITING = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS words_coming (no integer, title text, body text, stems text)"
    " ON COMMIT DELETE ROWS"
)
_POSTGRES = (
    "INSERT INTO report_search (report_no, vector) SELECT no, setweight(to_tsvector('simple', title), 'A')"
    " || setweight(to_tsvector('simple', body), 'B') || setweight(to_tsvector('simple', stems), 'C') FROM words_coming"
)


def index_reports(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write reports into the full-text index.

    Args:
        connection: From `writing`; once in each transaction.
        rows: `no`, `title`, `body` and `stems` of each (tawthiq.store.terms). May be empty.
    """
    if not rows:
        return
    if is_sqlite(connection):
        connection.execute(text(_SQLITE), list(rows))
        return
    connection.execute(text(_WAITING))
    copy_rows(connection, "words_coming", _COLUMNS, ([row[name] for name in _COLUMNS] for row in rows))
    connection.execute(text(_POSTGRES))
