"""Texts, names and days that could break a marked file, or be taken for what they are not."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.importing.findings import Error
from regions.importing.layout.headers import find_tables
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE
from regions.importing.tables import Sheet
from tests.properties import examples
from tests.regions.importing.files.marked_files import DIRTY, marked, part, sheets_of, workbook


def test_what_looks_like_an_identity_number_is_told_in_the_list_only():
    text = "Kecamatan;Perekaman;Cetak\nLimun;x;2\n"
    error = Error("1503012345678901 is no count.", "", 2, "Perekaman")

    first, listed = sheets_of(marked(text.encode(), [error]))

    assert "1503" not in first.rows[1][3]
    assert listed.name in first.rows[1][3]
    assert error.message in listed.rows[1]


HOSTILE = [
    "=cmd|' /C calc'!A1", "+1+1", "@x", "<r><t>a</t></r>", "<r></c></row></r>", "_x0041_", "\x01",
    "\ufffe\uffff", "&lt;<![CDATA[", "{=1}", "x" * 40_000, "😀" * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(text):
    errors = [Error(text, "Data", 2, "Perekaman", text), Error(text, text, 9, text, text)]
    rows = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
    content = workbook(rows, names=("Data",))
    notes = "Catatan: sementara\n" * 10
    csv = f'Kecamatan;Perekaman;Cetak\nLimun;"{text}";2\n\n{notes}'.encode()

    for again in (marked(content, errors), marked(csv, [errors[0]._replace(sheet="")])):
        with ZipFile(BytesIO(again)) as book:
            for name in book.namelist():
                if name.endswith((".xml", ".vml", ".rels")):
                    well_formed(book.read(name))
        assert sheets_of(again)[0].rows[1][0] == "Limun"
        assert "<f>" not in part(again, "xl/worksheets/sheet1.xml")


def well_formed(xml: bytes) -> None:
    text = xml.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    ElementTree.fromstring(text.encode())  # noqa: S314 written by ourselves


SHEET_NAMES = [
    "a" * 40,
    "[x]:*?/\\",
    "'",
    "😀" * 20,
    "Data",
    "DATA",
    "data",
    "a" * 30 + "'b",
    "\x01\uffff",
]


def test_names_of_sheets_are_made_such_as_excel_allows(monkeypatch):
    table = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
    sheets = [Sheet(name, [list(row) for row in table]) for name in SHEET_NAMES]
    monkeypatch.setattr("regions.importing.files.marking.read_file", lambda *_args: sheets)

    names = [sheet.name for sheet in read_file(marked(b"", []), "a.xlsx", PAGE)]

    assert len(names) == len(SHEET_NAMES) + 1
    assert names[4:7] == ["Data", "DATA (2)", "data (3)"]


def test_a_day_that_excel_does_not_know_stays_readable(monkeypatch):
    """From an ods, whose calendar begins earlier."""
    rows = [["Kecamatan", "Tanggal", "Cetak"], ["Limun", date(1850, 1, 2), 2]]
    monkeypatch.setattr(
        "regions.importing.files.marking.read_file", lambda *_args: [Sheet("A", rows)]
    )

    assert read_file(marked(b"", []), "a.xlsx", PAGE)[0].rows[1] == ["Limun", "1850-01-02", 2]


known = ["168.160", "5", "%", "Perekaman", "Kecamatan", "Capaian %", "2019", "-", "#N/A", "Kode"]
words = st.text(max_size=20) | st.sampled_from(known)
rows = st.none() | st.integers(1, 30_000)
an_error = st.builds(Error, words.map("Betulkan {}".format), words, rows, words, words)


@examples(60)
@given(st.lists(an_error, max_size=8))
def test_the_list_of_errors_is_never_a_table(errors):
    sheets = sheets_of(marked(DIRTY.encode(), errors))

    assert find_tables(sheets[1:]) == []
