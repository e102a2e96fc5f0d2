"""A grid of cells as a file: xlsx, ods, or text with any separator and encoding."""

import csv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import xlsxwriter


@dataclass
class Grid:
    """The cells of a sheet; `merged` are (first row, first column, last row, last column)."""

    rows: list[list] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    name: str = "Sheet1"
    hidden: bool = False


def xlsx(grids: Sequence[Grid]) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    as_day = book.add_format({"num_format": "dd/mm/yyyy"})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        if grid.hidden:
            sheet.hide()
        for block in grid.merged:
            sheet.merge_range(*block, "")
        for r, row in enumerate(grid.rows):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(r, c, cell, as_day)
                elif cell is not None and cell != "":
                    sheet.write(r, c, cell)
    book.close()
    return content.getvalue()


def text(grid: Grid, separator: str = ",", encoding: str = "utf-8", decimal: str = ".") -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    for row in grid.rows:
        writer.writerow([_as_text(cell, decimal) for cell in row])
    return out.getvalue().encode(encoding)


def _as_text(cell, decimal: str) -> str:
    if isinstance(cell, float):
        return repr(cell).replace(".", decimal)
    return "" if cell is None else str(cell)


ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODS_BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
ODS_END = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def ods(grids: Sequence[Grid]) -> bytes:
    body = "".join(_ods_table(grid) for grid in grids)
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr("content.xml", ODS_BEGIN + body + ODS_END)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return content.getvalue()


def _ods_table(grid: Grid) -> str:
    spans = {(r, c): (r2 - r + 1, c2 - c + 1) for r, c, r2, c2 in grid.merged}
    lines = (
        "".join(_ods_cell(cell, *spans.get((r, c), (1, 1))) for c, cell in enumerate(row))
        or "<table:table-cell/>"
        for r, row in enumerate(grid.rows)
    )
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f'<table:table table:name="{escape(grid.name)}">{rows}</table:table>'


def _ods_cell(cell, down: int, right: int) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    else:
        kind = 'office:value-type="string"'
    if (down, right) != (1, 1):
        kind += f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
    shown = escape(str(cell))
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"
