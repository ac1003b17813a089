"""Versions of a project's ledger: what is exported once can be exported again, whatever came since.

Reports are invented; the coder reads one word (archive_cases), so that nothing here depends on the lexicon.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from archive_cases import VERSION, fake_coder, write_reports
from tawthiq.archive import collect
from tawthiq.export.profiles import PROFILES, export
from tawthiq.export.redaction import redact
from tawthiq.ledger.book import read_book
from tawthiq.ledger.linker import Linker
from tawthiq.ledger.project import link_project
from tawthiq.store.coding import code_project
from tawthiq.store.ledger import newest_version, read_events, read_version
from tawthiq.store.project import Project


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker()


def add(archive: Project, linker: Linker, file: Path, numbers: Sequence[int]) -> None:
    collect(archive, [str(write_reports(file, numbers))])
    code_project(archive, fake_coder, VERSION)
    link_project(archive, linker)


def released(archive: Project, version: int) -> dict[str, bytes]:
    day = read_version(archive, version).at[:10]
    book = read_book((), day)
    events = list(read_events(archive, version))
    public, _ = redact(events, day)
    return {f"{name} {kind}": export(name, some, book).body for name in sorted(PROFILES)
            for kind, some in (("whole", events), ("redacted", public))}  # fmt: skip


def test_a_release_is_exported_again_byte_for_byte_after_reports_and_decisions(
    archive: Project, tmp_path: Path, linker: Linker
) -> None:
    add(archive, linker, tmp_path / "a.jsonl", range(30))
    first = newest_version(archive).no
    before = released(archive, first)
    add(archive, linker, tmp_path / "b.jsonl", range(30, 45))
    one, other = [event["records"][0] for event in read_events(archive, newest_version(archive).no)][:2]
    link_project(archive, linker, joined=[(one, other)])
    assert newest_version(archive).no > first
    assert released(archive, first) == before
    assert released(archive, newest_version(archive).no) != before


def test_linking_again_what_did_not_change_makes_no_version(archive: Project, tmp_path: Path, linker: Linker) -> None:
    # Some of these reports have no event for the coder: their mentions must not make a new version each time.
    add(archive, linker, tmp_path / "a.jsonl", range(12))
    first = newest_version(archive).no
    again = link_project(archive, linker)
    assert (again.made, again.changed, again.merged) == (0, 0, 0)
    assert newest_version(archive).no == first
