"""The whole flow on one screen: reports in, event records out.

report -> fold, words, mentions -> places, parties, sayings -> frames -> events        (coding)
       -> places resolved                                                              (places)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version as package_version
from pathlib import Path

from tawthiq.coding.coder import ReportCoder
from tawthiq.model.records import ActorName, Place, Report
from tawthiq.places import PlaceNames, Resolver, resolve_events
from tawthiq.resources import Resources

__all__ = ["Coder", "code", "code_reports"]


@dataclass(frozen=True)
class Coder:
    """Codes many reports with one load of the resources.

    Attributes:
        resources: Folders of the user's own tables (see docs/resources.md), none by default.
        locates: Whether each place gets its point and all that its resolution says of itself.
    """

    resources: Sequence[Path] = ()
    locates: bool = True

    @cached_property
    def version(self) -> str:
        """Version of the program and digest of its resources, as "0.1.0+3f9a1c…"."""
        return f"{package_version('tawthiq')}+{self._tables.version}"

    @cached_property
    def _tables(self) -> Resources:
        return Resources(tuple(self.resources))

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver.load(self._tables.gazetteers)

    @cached_property
    def reader(self) -> ReportCoder:
        """The coder of the coding room, loaded at the first report."""
        return ReportCoder(self._tables, PlaceNames.load(self._tables.gazetteers), self.version)

    def code(self, report: Report) -> Report:
        """Code one report.

        Args:
            report: The report; events that it has are replaced.

        Returns:
            The report with its events, in order of their main quote.
        """
        coded = self.reader.code(report)
        return located(coded, self._resolver) if self.locates else coded

    def code_all(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Code reports one after the other, in order."""
        for report in reports:
            yield self.code(report)


def located(report: Report, resolver: Resolver) -> Report:
    """Resolve the places of a report's events together.

    Args:
        report: A coded report.
        resolver: The resolver of the gazetteer that its names were read with.

    Returns:
        The report; each place of each event with what its resolution says of itself.
    """
    rows = [
        {
            "places": [{"name": p.name, "within": p.within} for p in event.places],
            "actor1": _ids(event.actor1),
            "actor2": _ids(event.actor2),
        }
        for event in report.events
    ]
    found = resolve_events(rows, resolver=resolver)
    # A place that several events name has one resolution, and one record: a long text names few places many times.
    records = {id(point): point.as_record() for points in found for point in points}
    events = (
        replace(
            event,
            places=tuple(Place(p.name, p.within, records[id(r)]) for p, r in zip(event.places, points, strict=True)),
        )
        for event, points in zip(report.events, found, strict=True)
    )
    return replace(report, events=tuple(events))


def _ids(actors: Sequence[ActorName]) -> list[dict[str, str | None]]:
    return [{"id": actor.id} for actor in actors]


def code(text: str, *, published: str | None = None, title: str | None = None, source: str | None = None) -> Report:
    """Code one text.

    Args:
        text: The report's text; offsets of the result count its code points.
        published: ISO day of publication, for relative days.
        title: Headline; never quoted.
        source: The outlet.

    Returns:
        The report with its events.
    """
    return _default().code(Report(id="report", text=text, published=published, title=title, source=source))


def code_reports(reports: Iterable[Report]) -> Iterator[Report]:
    """Code reports with the package's own resources, in order."""
    return _default().code_all(reports)


_shared: list[Coder] = []


def _default() -> Coder:
    if not _shared:
        _shared.append(Coder())
    return _shared[0]
