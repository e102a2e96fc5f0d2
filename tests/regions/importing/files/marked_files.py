"""Workbooks made for a test, files with their errors marked, and what stands in them."""

import re
from datetime import date, time
from io import BytesIO
from zipfile import ZipFile

import xlsxwriter
from django.conf import settings

from regions.importing.files.marking import write_marked
from regions.importing.findings import Error
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE
from regions.importing.tables import Sheet

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DIRTY = """Laporan harian;;;
;;;
Kecamatan;Tanggal;Perekaman;Cetak
Kec. Limun;4/4/2019;12;x7
Kec. Sarolangun;4/4/2019;1.250;5
Kec. Pauh;31/4/2019;-;9

Catatan: sementara;;;
"""


def workbook(*sheets: list[list], names: tuple[str, ...] = (), merges: dict | None = None) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "d/m/yyyy"})
    for at, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[at] if names else None)
        for block in (merges or {}).get(at, ()):
            sheet.merge_range(*block, "")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif isinstance(value, date | time):
                    sheet.write_datetime(r, c, value, day)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return file.getvalue()


def marked(content: bytes, errors: list[Error], name: str = "laporan.csv") -> bytes:
    file = BytesIO()
    write_marked(content, name, errors, file)
    return file.getvalue()


def sheets_of(content: bytes) -> list[Sheet]:
    return read_file(content, "marked.xlsx", PAGE)


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as book:
        return book.read(name).decode()


def red_cells(content: bytes, sheet: int = 1) -> set[str]:
    """The cells that are filled: those in a format with a fill of its own."""
    formats = re.search(r"<cellXfs.*?</cellXfs>", part(content, "xl/styles.xml"), re.DOTALL)[0]
    filled = {
        str(i) for i, xf in enumerate(re.findall(r"<xf [^>]*>", formats)) if "applyFill" in xf
    }
    cells = re.findall(r'<c r="(\w+)" s="(\d+)"', part(content, f"xl/worksheets/sheet{sheet}.xml"))
    return {cell for cell, style in cells if style in filled}
