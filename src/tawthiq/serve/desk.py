"""The services that routes call, made once for an app: project, accounts, queue, explorer, coder, tables."""

from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from tawthiq.collect.outlets import Outlets, load_outlets
from tawthiq.ledger.linker import Linker
from tawthiq.places.gazetteer import distance_km
from tawthiq.places.resolution import Candidate
from tawthiq.places.resolver import Resolver
from tawthiq.resources import Resources
from tawthiq.review.priority import judge
from tawthiq.review.queue import Queue
from tawthiq.review.second import Rule, ask_by_rules
from tawthiq.serve.accounts import Accounts
from tawthiq.serve.explore.ledger import Explorer
from tawthiq.serve.fields import DeskFields
from tawthiq.serve.labels import Labels
from tawthiq.serve.second_rules import load_rules
from tawthiq.store import desk_rows, facts
from tawthiq.store.project import Project

if TYPE_CHECKING:
    from tawthiq.pipeline import Coder

__all__ = ["Desk"]

"""Folder of a project's own tables, below its root; accepted proposals are written there."""

# Homonyms that are weighed before the nearest are shown; the commonest name of the gazetteer has 60 places.
_WEIGHED = 80


@dataclass
class Desk:
    """All that answers requests of one project.

    Attributes:
        project: An open project.
        accounts: Its people.
        is_public: Whether released data is shown to everybody, redacted.
        secure_cookies: Whether cookies go over HTTPS only.
    """

    project: Project
    accounts: Accounts
    is_public: bool = False
    secure_cookies: bool = False
    _lock: Lock = field(default_factory=Lock)

    @property
    def tables(self) -> Resources:
        """The package's tables and the project's own."""
        return Resources(self.project.own_tables)

    @cached_property
    def queue(self) -> Queue:
        """The queue."""
        return Queue(self.project)

    @cached_property
    def explorer(self) -> Explorer:
        """The ledger in memory."""
        return Explorer(self.project)

    @cached_property
    def outlets(self) -> Outlets:
        """All outlets."""
        own = self.project.root / "outlets"
        return load_outlets(own if own.is_dir() else None)

    @cached_property
    def fields(self) -> DeskFields:
        """What the desk knows of fields."""
        return DeskFields.load(self.tables)

    @cached_property
    def labels(self) -> Labels:
        """What keys are called."""
        return Labels.load(self.tables)

    @cached_property
    def actors(self) -> dict[str, Any]:
        """Rows of actors.tsv by id."""
        return {row["id"]: row.cells for row in self.tables.table("actors/actors.tsv")}

    def coder(self) -> "Coder":
        """The coder with the project's own tables; loaded at the first use, and again when those change."""
        from tawthiq.pipeline import Coder

        with self._lock:
            held: tuple[str, Coder] | None = self.__dict__.get("_coder")
            tables = self.tables
            if held is None or held[0] != tables.version:
                held = self.__dict__["_coder"] = (tables.version, Coder(self.project.own_tables))
            return held[1]

    @cached_property
    def second_rules(self) -> tuple[Rule, ...]:
        """Which records need second eyes."""
        return load_rules(self.tables)

    @cached_property
    def likeness(self) -> dict[tuple[str, str], dict[str, str]]:
        """Rows of desk/likeness.tsv by feature and level."""
        return {(row["feature"], row["level"]): row.cells for row in self.tables.table("desk/likeness.tsv")}

    def places(self, name: str, *, country: str | None, near: str | None, limit: int) -> list[Candidate]:
        """Find the places that a name may mean; those near a point ("LAT,LON") first where one is given."""
        resolver = Resolver.load(self.tables.gazetteers)
        if near is None:
            return resolver.candidates(name, country=country, limit=limit)
        lat, lon = (float(one) for one in near.split(","))
        found = resolver.candidates(name, country=country, limit=_WEIGHED)
        return sorted(found, key=lambda one: distance_km(lat, lon, one.lat, one.lon))[:limit]

    @property
    def linker(self) -> Linker:
        """A linker with the project's own tables."""
        return Linker(self.project.own_tables)

    def after_decision(self, row_no: int) -> None:
        """Do what follows a decision: ask for a second coding where a rule says so."""
        ask_by_rules(self.project, row_no, self.second_rules)

    def catch_up(self) -> None:
        """Bring rows and facts up to what coding and linking committed."""
        desk_rows.catch_up(self.project, judge)
        facts.catch_up(self.project)
        self.queue.refresh()
        self.explorer.refresh()
