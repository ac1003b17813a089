"""Write what was collected, in batches that hold or fall whole: reports, copies, sightings, failures, custody.

A report is known by its evidence (object and locator), so that nothing is written twice however often a run is
stopped; by its page, so that a changed page becomes a version; and by its words, so that copies become a family.

Order inside one transaction of `write_batch`:
1. look up what the batch may meet: the same evidence, the newest version of the same page, equal texts, texts that
   share a band of their signatures;
2. decide for each item in order: seen again, new version, new report; a family for each;
3. write all rows, then the custody entries, then how far each capture has come.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select, update

from tawthiq.model.drafts import Draft, Failure
from tawthiq.store.bulk import insert_rows
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain, canonical_json, sha256_text
from tawthiq.store.engine import writing
from tawthiq.store.failures import FailureRow, insert_failures
from tawthiq.store.indexing import index_reports
from tawthiq.store.kinship import Kinship
from tawthiq.store.prepared import Prepared
from tawthiq.store.project import Project
from tawthiq.store.schema import bands, captures, families, reports, sightings, signatures

__all__ = ["Item", "Taken", "draft_columns", "facts_sha256", "wanted_id", "write_batch"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing read out of a capture.

    Attributes:
        capture_no: The capture.
        object_sha256: Its object.
        source: Where that came from.
        found: A report, or why there is none.
        ordinal: 1, 2, 3 … in the capture; what `captures.items_done` counts.
    """

    capture_no: int
    object_sha256: str
    source: str
    found: Prepared | Failure
    ordinal: int


@dataclass(slots=True)
class Taken:
    """What became of items; adds up over batches.

    Attributes:
        new: Reports written, first versions.
        versions: Reports written as a newer version of a page.
        again: Met again with the same words.
        copies: Of the new ones, those that joined a family.
        empty: Of the new ones, those without text.
        failed: Failure rows.
    """

    new: int = 0
    versions: int = 0
    again: int = 0
    copies: int = 0
    empty: int = 0
    failed: int = 0

    def add(self, other: "Taken") -> None:
        """Add another count to this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def facts_sha256(row: Mapping[str, Any]) -> str:
    """Hash what is told of a report beside its text, so that the custody log vouches for that too.

    Args:
        row: Columns of `reports`.

    Returns:
        SHA-256 of the canonical JSON of its names, addresses and times.
    """
    return sha256_text(canonical_json({name: row[name] for name in _FACTS}))


_FACTS = (
    "given_id", "page_key", "version", "outlet", "source", "url", "canonical_url", "title", "author", "published",
    "published_at", "published_zone", "published_basis", "language", "foreign_lines", "extra",
)  # fmt: skip


@dataclass(slots=True)
class _Rows:
    reports: list[dict[str, Any]] = field(default_factory=list)
    sightings: list[dict[str, Any]] = field(default_factory=list)
    signatures: list[dict[str, Any]] = field(default_factory=list)
    bands: list[dict[str, Any]] = field(default_factory=list)
    index: list[dict[str, Any]] = field(default_factory=list)
    failures: list[FailureRow] = field(default_factory=list)
    replaced: list[dict[str, Any]] = field(default_factory=list)
    done: dict[int, int] = field(default_factory=dict)


def write_batch(
    project: Project, items: Sequence[Item], similar: Callable[[bytes, bytes], bool], finished: Sequence[int] = ()
) -> Taken:
    """Write a batch.

    Args:
        project: An open project.
        items: In the order in which they were read.
        similar: Whether two signatures are those of copies (tawthiq.linking.copies).
        finished: Captures of which nothing more will come.

    Returns:
        What became of the items.

    Raises:
        ProjectError: The database is locked or full; nothing of the batch was written.
    """
    if not items and not finished:
        return Taken()
    with writing(project.engine) as connection:
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        batch = _Batch(connection, items, similar, chain)
        batch.write(finished)
        chain.flush()
    project.write_head(chain.seq, chain.head)
    return batch.taken


class _Batch:
    """One transaction's worth of decisions."""

    def __init__(
        self, connection: Connection, items: Sequence[Item], similar: Callable[[bytes, bytes], bool], chain: Chain
    ) -> None:
        self.taken = Taken()
        self._connection = connection
        self._items = items
        self._chain = chain
        self._at = now_utc()
        self._rows = _Rows()
        self._next_report = _next(connection, reports.c.no)
        self._next_sighting = _next(connection, sightings.c.no)
        drafts = [item.found.draft for item in items if isinstance(item.found, Prepared)]
        self._seen = self._evidence_seen()
        self._pages = self._newest_versions({key for draft in drafts for key in _keys_of(draft)})
        self._kin = Kinship(connection, [i.found for i in items if isinstance(i.found, Prepared)], similar)
        self._kin.load_texts(sha256_text(draft.text) for draft in drafts)
        self._ids = self._ids_taken({wanted_id(draft) for draft in drafts})

    def write(self, finished: Sequence[int]) -> None:
        """Decide for every item and write all rows."""
        for item in self._items:
            self._rows.done[item.capture_no] = item.ordinal
            if isinstance(item.found, Failure):
                self._rows.failures.append(FailureRow(self._at, item.found, item.capture_no))
                self.taken.failed += 1
            elif (item.object_sha256, item.found.draft.locator) in self._seen:
                self.taken.again += 1  # the same bytes under another name: the capture says so
            else:
                self._decide(item, item.found)
        self._insert()
        self._advance(finished)

    def _decide(self, item: Item, prepared: Prepared) -> None:
        draft = prepared.draft
        newest = self._pages.get(draft.page_key)
        text_sha256 = sha256_text(draft.text)
        if newest and newest["text_sha256"] == text_sha256 and newest["title"] == draft.title:
            self._see_again(item, draft, newest["no"])
            return
        no, self._next_report = self._next_report, self._next_report + 1
        version = newest["version"] + 1 if newest else 1
        row = {
            "no": no,
            "id": self._free_id(draft, version),
            "capture_no": item.capture_no,
            "object_sha256": item.object_sha256,
            "text_sha256": text_sha256,
            "version": version,
            "replaced_by": None,
            "collected_at": self._at,
            "coding_no": None,
            **draft_columns(draft),
        }
        relatives = [self._pages[key] for key in _keys_of(draft) if key in self._pages]
        page_family = relatives[0]["family_no"] if relatives else None
        row["family_no"], joined = self._kin.family(no, text_sha256, prepared, page_family)
        detail = {
            "object": item.object_sha256,
            "locator": draft.locator,
            "raw": draft.raw_sha256,
            "facts": facts_sha256(row),
        }
        row["custody_seq"] = self._chain.append("read", row["id"], item.source, text_sha256, detail)
        self._keep(row, prepared)
        if newest:
            self._rows.replaced.append({"of": newest["no"], "by": no})
        self._pages[draft.page_key] = row
        self.taken.new += version == 1
        self.taken.versions += version > 1
        self.taken.copies += joined and version == 1
        self.taken.empty += not draft.text

    def _keep(self, row: dict[str, Any], prepared: Prepared) -> None:
        no = row["no"]
        self._rows.reports.append(row)
        self._rows.index.append(
            {
                "no": no,
                "title": prepared.index.title,
                "body": prepared.index.body,
                "stems": prepared.index.stems,
            }
        )
        if prepared.signature and self._kin.founds(no):
            self._rows.signatures.append({"report_no": no, "signature": prepared.signature})
            self._rows.bands.extend({"key": key, "report_no": no} for key in sorted(set(prepared.bands)))

    def _see_again(self, item: Item, draft: Draft, report_no: int) -> None:
        self._rows.sightings.append(
            {
                "no": self._next_sighting,
                "report_no": report_no,
                "capture_no": item.capture_no,
                "object_sha256": item.object_sha256,
                "locator": draft.locator,
                "raw_sha256": draft.raw_sha256,
                "seen_at": self._at,
            }
        )
        self._next_sighting += 1
        self.taken.again += 1

    def _insert(self) -> None:
        rows, connection = self._rows, self._connection
        for table, new in (
            (families, self._kin.new_rows),
            (reports, rows.reports),
            (sightings, rows.sightings),
            (signatures, rows.signatures),
            (bands, sorted(rows.bands, key=lambda row: row["key"])),
        ):
            insert_rows(connection, table, new)
        index_reports(connection, rows.index)
        for change in rows.replaced:
            connection.execute(update(reports).where(reports.c.no == change["of"]).values(replaced_by=change["by"]))
        self._kin.write_merges()
        insert_failures(connection, rows.failures)

    def _advance(self, finished: Sequence[int]) -> None:
        for capture_no, ordinal in self._rows.done.items():
            self._connection.execute(update(captures).where(captures.c.no == capture_no).values(items_done=ordinal))
        if finished:
            self._connection.execute(
                update(captures).where(captures.c.no.in_(finished), captures.c.status == "open").values(status="done")
            )

    def _evidence_seen(self) -> set[tuple[str, str]]:
        """Which of the batch's items were written by an earlier run, as reports or as sightings."""
        found: set[tuple[str, str]] = set()
        by_object: dict[str, list[str]] = {}
        for item in self._items:
            if isinstance(item.found, Prepared):
                by_object.setdefault(item.object_sha256, []).append(item.found.draft.locator)
        for sha256, locators in by_object.items():
            for table in (reports, sightings):
                known = self._connection.execute(
                    select(table.c.locator).where(table.c.object_sha256 == sha256, table.c.locator.in_(locators))
                )
                found.update((sha256, row.locator) for row in known)
        return found

    def _newest_versions(self, keys: set[str]) -> dict[str, Any]:
        columns = [reports.c[name] for name in ("no", "page_key", "version", "text_sha256", "title", "family_no")]
        known = self._connection.execute(
            select(*columns).where(reports.c.page_key.in_(sorted(keys)), reports.c.replaced_by.is_(None))
        )
        return {row.page_key: row._asdict() for row in known}

    def _ids_taken(self, wanted: set[str]) -> set[str]:
        known = self._connection.execute(select(reports.c.id).where(reports.c.id.in_(sorted(wanted))))
        return {row.id for row in known}

    def _free_id(self, draft: Draft, version: int) -> str:
        """Give the id that the source gives where it is free, else one that names the page and version too."""
        wanted = wanted_id(draft)
        if version > 1:
            wanted = f"{wanted}@{version}"
        if wanted in self._ids or version > 1:
            known = select(reports.c.no).where(reports.c.id == wanted)
            if wanted in self._ids or self._connection.execute(known).first():
                wanted = f"{wanted_id(draft)}~{_short_hash(draft.page_key)}@{version}"
        self._ids.add(wanted)
        return wanted


def _next(connection: Connection, column: Any) -> int:
    newest: int = connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
    return newest + 1


def _keys_of(draft: Draft) -> tuple[str, ...]:
    """A page's key and those of its summary in a feed, or the other way round: reports of one family."""
    kind, _, address = draft.page_key.partition(":")
    if kind == "feed":
        return draft.page_key, f"url:{address}"
    return (draft.page_key, f"feed:{address}", f"feed:{draft.url_key}") if kind == "url" else (draft.page_key,)


def _short_hash(key: str) -> str:
    return sha256_text(key)[:16]


def wanted_id(draft: Draft) -> str:
    """Give the id that a report gets if no other has it: the source's own, else one made of its page."""
    return draft.given_id or _short_hash(draft.page_key)


def draft_columns(draft: Draft) -> dict[str, Any]:
    """Write a draft as columns of `reports`, but for those that depend on what is there already."""
    told = draft.publication
    return {
        "locator": draft.locator,
        "raw_sha256": draft.raw_sha256,
        "text": draft.text,
        "page_key": draft.page_key,
        "given_id": draft.given_id,
        "title": draft.title,
        "author": draft.author,
        "outlet": draft.outlet,
        "source": draft.source,
        "url": draft.url,
        "canonical_url": draft.canonical_url,
        "published": told.day if told else None,
        "published_at": told.at if told else None,
        "published_zone": told.zone if told else None,
        "published_basis": told.basis if told else None,
        "language": draft.language,
        "foreign_lines": json.dumps([list(span) for span in draft.foreign]),
        "extra": canonical_json(dict(draft.extra)),
    }
