"""Read the archive back in the codebook's form, for linking, exports and the desk."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from tawthiq.store.engine import reading
from tawthiq.store.project import Project
from tawthiq.store.schema import codings, events, reports

__all__ = ["FamilyMember", "coded_reports", "count_rows", "families_of_copies", "report_versions"]

_BATCH = 500
_FACTS = (
    "no", "id", "source", "outlet", "url", "published", "published_at", "published_basis", "title", "author",
    "language", "text", "family_no", "version", "coding_no",
)  # fmt: skip


def coded_reports(
    project: Project, version: str | None = None, *, newest_only: bool = True
) -> Iterator[dict[str, Any]]:
    """Read reports with their events.

    Args:
        project: An open project.
        version: Of the coder; None for the newest coding that each report has.
        newest_only: Whether older versions of changed pages are left out.

    Yields:
        Dicts of the codebook's form (`id`, `source`, `url`, `published`, `title`, `text`, `events`, `version`) with
        `outlet`, `published_at`, `published_basis`, `author`, `language`, `family` and `page_version` beside them, in
        the order in which they were collected. `events` is None for a report that has no such coding.
    """
    last = 0
    while True:
        query = select(*(reports.c[name] for name in _FACTS)).where(reports.c.no > last)
        if newest_only:
            query = query.where(reports.c.replaced_by.is_(None))
        with reading(project.engine) as connection:
            rows = connection.execute(query.order_by(reports.c.no).limit(_BATCH)).all()
            made = _codings(connection, rows, version)
            told = _events(connection, [coding.no for coding in made.values()])
        if not rows:
            return
        last = rows[-1].no
        for row in rows:
            coding = made.get(row.no)
            yield {
                **{
                    name: row._mapping[name]
                    for name in _FACTS
                    if name not in {"no", "family_no", "version", "coding_no"}
                },
                "family": row.family_no,
                "page_version": row.version,
                "events": told.get(coding.no, []) if coding else None,
                "version": coding.version if coding else None,
            }


def _codings(connection: Connection, rows: Sequence[Any], version: str | None) -> dict[int, Any]:
    query = select(codings.c.no, codings.c.report_no, codings.c.version).where(codings.c.status != "failed")
    if version is None:
        query = query.where(codings.c.no.in_([row.coding_no for row in rows if row.coding_no is not None]))
    else:
        query = query.where(codings.c.version == version, codings.c.report_no.in_([row.no for row in rows]))
    return {row.report_no: row for row in connection.execute(query)}


def _events(connection: Connection, numbers: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    query = select(events.c.coding_no, events.c.body).where(events.c.coding_no.in_(numbers))
    for row in connection.execute(query.order_by(events.c.coding_no, events.c.n)):
        found.setdefault(row.coding_no, []).append(json.loads(row.body))
    return found


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A report among its copies.

    Attributes:
        family: Number of the family.
        id: Of the report.
        is_first: Whether it was seen first: published before all others, or collected before where days are equal or
            unknown.
    """

    family: int
    id: str
    is_first: bool


def families_of_copies(project: Project) -> Iterator[list[FamilyMember]]:
    """Read the families that have more than one report; versions of one page are one.

    Args:
        project: An open project.

    Yields:
        Members of one family, the first seen first.
    """
    newest = reports.c.replaced_by.is_(None)
    many = select(reports.c.family_no).where(newest).group_by(reports.c.family_no).having(func.count() > 1)
    query = (
        select(reports.c.family_no, reports.c.id)
        .where(newest, reports.c.family_no.in_(many))
        .order_by(reports.c.family_no, func.coalesce(reports.c.published, "9999"), reports.c.no)
    )
    family: list[FamilyMember] = []
    with reading(project.engine) as connection:
        for number, report_id in connection.execute(query):
            if family and family[0].family != number:
                yield family
                family = []
            family.append(FamilyMember(number, report_id, not family))
    if family:
        yield family


def report_versions(project: Project, report_id: str) -> list[str]:
    """List the ids of all versions of a report's page, the oldest first.

    Args:
        project: An open project.
        report_id: Any of them.

    Returns:
        Empty for an unknown report.
    """
    page = select(reports.c.page_key).where(reports.c.id == report_id).scalar_subquery()
    with reading(project.engine) as connection:
        found = connection.execute(select(reports.c.id).where(reports.c.page_key == page).order_by(reports.c.version))
        return list(found.scalars())


def count_rows(project: Project) -> dict[str, int]:
    """Count what the archive holds: reports, events, codings."""
    with reading(project.engine) as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (reports, events, codings)
        }
