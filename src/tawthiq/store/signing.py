"""Keep signatures of one method: those of another library or seed are not comparable, and are made anew."""

from collections.abc import Callable

from sqlalchemy import delete, insert, select, update

from tawthiq.store.engine import reading, writing
from tawthiq.store.project import Project
from tawthiq.store.schema import bands, meta, reports, signatures

__all__ = ["settle_method"]

_KEY = "copies"
_BATCH = 1000

Sign = Callable[[str], tuple[bytes, tuple[int, ...]]]


def settle_method(project: Project, method: str, sign: Sign) -> int:
    """Note the method of the signatures, or make all anew where it is another than the one noted.

    Args:
        project: An open project.
        method: Name of library, seed and parameters.
        sign: Makes signature and bands of a text.

    Returns:
        How many were made anew; 0 as a rule. Families stay as they are: what was found to be a copy was one.
    """
    with reading(project.engine) as connection:
        noted = connection.execute(select(meta.c.value).where(meta.c.key == _KEY)).scalar()
    if noted == method:
        return 0
    with writing(project.engine) as connection:
        known = connection.execute(select(signatures.c.report_no).order_by(signatures.c.report_no)).scalars().all()
        connection.execute(delete(bands))
        for start in range(0, len(known), _BATCH):
            rows = connection.execute(
                select(reports.c.no, reports.c.text).where(reports.c.no.in_(known[start : start + _BATCH]))
            ).all()
            for row in rows:
                signed, keys = sign(row.text)
                change = update(signatures).where(signatures.c.report_no == row.no).values(signature=signed)
                connection.execute(change)
                if keys:
                    connection.execute(insert(bands), [{"key": key, "report_no": row.no} for key in sorted(set(keys))])
        connection.execute(delete(meta).where(meta.c.key == _KEY))
        connection.execute(insert(meta), [{"key": _KEY, "value": method}])
    return len(known)
