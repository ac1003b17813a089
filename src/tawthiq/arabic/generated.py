"""Read the tables that tools/build_verbs.py generates: three columns, no user's additions."""

from tawthiq.errors import ResourceError
from tawthiq.resources.loader import PACKAGE_ROOT

__all__ = ["generated_rows"]


def generated_rows(name: str) -> list[list[str]]:
    """The rows of a generated table.

    It is read here and not by the general loader because a start may take 60 ms for them: no row becomes a record.

    Args:
        name: File name in the folder resources/language.

    Returns:
        Cells of each row, in order of the file, without the header.

    Raises:
        ResourceError: The table is missing or not UTF-8.
    """
    path = PACKAGE_ROOT / "language" / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError("the table cannot be read", str(path), "run tools/build_verbs.py") from error
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]
