"""What a project holds, and what to do first where it holds nothing."""

from importlib.metadata import version

from sqlalchemy import func, select

from tawthiq.serve.desk import Desk
from tawthiq.serve.wire.people import ProjectAnswer, Step
from tawthiq.store.desk_schema import adjudications, assignments, desk_rows, facts, proposals
from tawthiq.store.engine import reading
from tawthiq.store.schema import codings, reports

__all__ = ["overview"]


def overview(desk: Desk) -> ProjectAnswer:
    """Count what the project holds."""
    with reading(desk.project.engine) as connection:

        def count(query: object) -> int:
            return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]

        held = {
            "reports": count(select(func.count()).select_from(reports).where(reports.c.replaced_by.is_(None))),
            "coded": count(select(func.count()).select_from(reports).where(reports.c.coding_no.is_not(None))),
            "failed": count(select(func.count()).select_from(codings).where(codings.c.status == "failed")),
            "events": count(select(func.count()).select_from(facts)),
        }
        states = select(desk_rows.c.state, func.count()).group_by(desk_rows.c.state)
        by_state = {state: int(number) for state, number in connection.execute(states)}
        waiting = {
            table.name: count(select(func.count()).select_from(table).where(table.c.state == "open"))
            for table in (assignments, adjudications, proposals)
        }
    desk.explorer.refresh()
    opened = by_state.get("open", 0)
    held |= {"records": sum(by_state.values()), "open": opened, "decided": sum(by_state.values()) - opened}
    return ProjectAnswer(
        name=desk.project.settings.name,
        version=version("tawthiq"),
        ledger_version=desk.explorer.version,
        counts=held,
        steps=_steps(desk, held),
        second_open=waiting["assignments"],
        adjudications_open=waiting["adjudications"],
        proposals_open=waiting["proposals"],
    )


def _steps(desk: Desk, held: dict[str, int]) -> list[Step]:
    at = f"--project {desk.project.root.name}"
    return [
        Step(
            title={
                "en": "Collect reports: files, folders, addresses",
                "ar": "اجمع التقارير: ملفات أو مجلدات أو عناوين",
            },
            command=f"tawthiq collect {at} FILE",
            done=held["reports"] > 0,
        ),
        Step(
            title={"en": "Code them: events with their words", "ar": "رمّزها: أحداث مع ألفاظها"},
            command=f"tawthiq code {at}",
            done=held["coded"] > 0,
        ),
        Step(
            title={"en": "Link them: one event from many reports", "ar": "اربطها: حدث واحد من تقارير عدة"},
            command=f"tawthiq link {at}",
            done=held["events"] > 0,
        ),
    ]
