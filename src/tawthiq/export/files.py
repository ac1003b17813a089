"""A sheet to the bytes of a file: CSV, JSON Lines, Parquet, GeoParquet, GeoJSON, XLSX. Always the same bytes."""

import csv
import io
import json
import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tawthiq.export.books import Sheet

__all__ = ["to_csv", "to_geojson", "to_geoparquet", "to_jsonl", "to_parquet", "to_xlsx"]

_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
# What a spreadsheet would run as a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def to_csv(sheet: Sheet, *, above: Sequence[str] | None = None) -> bytes:
    """Write CSV in UTF-8 with a byte order mark, which spreadsheets need for Arabic.

    Args:
        sheet: The table.
        above: A second header row, as HXL has it.

    Returns:
        Lines that end with a line feed; a text cell that opens like a formula has a ' before it.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(sheet.columns)
    if above is not None:
        writer.writerow(above)
    for row in sheet.rows:
        writer.writerow([_cell(row[column]) for column in sheet.columns])
    return ("\ufeff" + buffer.getvalue()).encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def to_jsonl(sheet: Sheet) -> bytes:
    """Write one JSON object a line."""
    rows = ({column: row[column] for column in sheet.columns} for row in sheet.rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def to_parquet(sheet: Sheet, types: Mapping[str, str]) -> bytes:
    """Write Parquet.

    Args:
        sheet: The table.
        types: Column to "text", "int", "float" or "bool"; columns that are not in it are text.

    Returns:
        The file.
    """
    return _parquet(sheet, types, {})


def to_geoparquet(sheet: Sheet, types: Mapping[str, str]) -> bytes:
    """Write GeoParquet 1.1 with points in WGS 84; rows without `lat` and `lon` have no geometry.

    Args:
        sheet: The table, with columns `lat` and `lon`.
        types: As for `to_parquet`.

    Returns:
        The file.
    """
    points = [None if r["lat"] is None else struct.pack("<bIdd", 1, 1, r["lon"], r["lat"]) for r in sheet.rows]
    return _parquet(sheet, types, {"geometry": points})


def _parquet(sheet: Sheet, types: Mapping[str, str], geometry: Mapping[str, Sequence[bytes | None]]) -> bytes:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    arrow = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    columns = {
        name: pa.array([row[name] for row in sheet.rows], arrow[types.get(name, "text")]) for name in sheet.columns
    }
    columns |= {name: pa.array(points, pa.binary()) for name, points in geometry.items()}
    table = pa.table(columns)
    if geometry:
        meta = {
            "version": "1.1.0",
            "primary_column": "geometry",
            "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
        }
        table = table.replace_schema_metadata({"geo": json.dumps(meta)})
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def to_geojson(sheet: Sheet) -> bytes:
    """Write a GeoJSON FeatureCollection (RFC 7946); events without a point have a null geometry."""
    features = []
    for row in sheet.rows:
        point = None if row["lat"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        cells = {column: row[column] for column in sheet.columns if column not in ("lat", "lon")}
        features.append({"type": "Feature", "id": row["event_id"], "geometry": point, "properties": cells})
    body = {"type": "FeatureCollection", "features": features}
    return (json.dumps(body, ensure_ascii=False) + "\n").encode()


def to_xlsx(sheet: Sheet, title: str, released: str) -> bytes:
    """Write an Excel workbook whose bytes depend on its content only.

    Args:
        sheet: The table.
        title: Of its one worksheet.
        released: ISO day that the workbook gives as its date.

    Returns:
        The file; text is never read as a formula, the header stays in sight.
    """
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title[:31]
    page.freeze_panes = "A2"
    page.append(list(sheet.columns))
    for row in sheet.rows:
        page.append([_plain(row[column]) for column in sheet.columns])
    for cells in page.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return _undated(buffer.getvalue(), released)


def _plain(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    # Excel refuses control characters; reports captured from pages hold some.
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", value) if isinstance(value, str) else value


def _undated(workbook: bytes, released: str) -> bytes:
    """Put the release's date in the place of the clock's, in the archive and in the document's properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            body = given.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", f"{released}T00:00:00Z".encode(), body)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, body)
    return out.getvalue()
