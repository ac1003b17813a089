"""Write what is sought as each full-text index wants it: FTS5 of SQLite, tsquery of PostgreSQL."""

from collections.abc import Sequence

from tawthiq.store.terms import QueryTerm

__all__ = ["fts5_query", "postgres_query", "quoted_key"]


def fts5_query(terms: Sequence[QueryTerm]) -> str:
    """Write terms for FTS5.

    Args:
        terms: At least one that is not negated.

    Returns:
        The query; what must not occur comes last, because NOT takes two sides.
    """
    asked = [_fts5_term(term) for term in terms if not term.negated]
    refused = [_fts5_term(term) for term in terms if term.negated]
    return " NOT ".join([f"({' AND '.join(asked)})", *refused])


def _fts5_term(term: QueryTerm) -> str:
    if len(term.keys) > 1:
        return f'{{title body}} : "{" ".join(term.keys)}"'
    star = " *" if term.prefix else ""
    alternatives = [f'"{key}"{star}' for key in (*term.keys, *term.others)]
    return f"({' OR '.join(alternatives)})"


def postgres_query(terms: Sequence[QueryTerm]) -> str:
    """Write terms for to_tsquery.

    Args:
        terms: In order.

    Returns:
        The query.
    """
    return " & ".join(f"!({_tsquery_term(term)})" if term.negated else f"({_tsquery_term(term)})" for term in terms)


def _tsquery_term(term: QueryTerm) -> str:
    if len(term.keys) > 1:
        # A and B only: stems stand in no order.
        return " <-> ".join(f"{quoted_key(key)}:AB" for key in term.keys)
    star = ":*" if term.prefix else ""
    return " | ".join(f"{quoted_key(key)}{star}" for key in (*term.keys, *term.others))


def quoted_key(key: str) -> str:
    """Write a key as one lexeme of to_tsquery, whatever signs it holds."""
    return "'" + key.replace("\\", "").replace("'", "''") + "'"
