"""Blocks that were copied out of a spreadsheet: cells between tabs, by name in any order."""

import pytest

from tests.regions.importing.texts.readings import open_numbers, report_of, values_of

BOTH = {"04.recorded": 31, "04.printed": 29, "02.recorded": 9, "02.printed": 8}

UNDERSTOOD = {
    "a header": ("Kecamatan\tRekam\tCetak\nPauh\t31\t29\nLimun\t9\t8", BOTH),
    "columns in another order": ("Cetak\tRekam\tKecamatan\n29\t31\tPauh\n8\t9\tLimun", BOTH),
    "a column of numbers": ("No\tKecamatan\tRekam\tCetak\n1\tPauh\t31\t29\n2\tLimun\t9\t8", BOTH),
    "codes": ("Kode\tRekam\tCetak\n15.03.04\t31\t29\n15.03.02\t9\t8", BOTH),
    "codes and names": (
        "Kode\tNama\tRekam\tCetak\n150304\tPauh\t31\t29\n150302\tLimun\t9\t8",
        BOTH,
    ),
    "columns that are not ours": (
        "Kecamatan\tWajib KTP\tRekam\tCetak\tKet\nPauh\t9.000\t31\t29\tok\nLimun\t8.000\t9\t8\t",
        BOTH,
    ),
    "a total row": ("Kecamatan\tRekam\tCetak\nPauh\t31\t29\nLimun\t9\t8\nJUMLAH\t40\t37", BOTH),
    "a title above": (
        "LAPORAN HARIAN\t\t\nKecamatan\tRekam\tCetak\nPauh\t31\t29\nLimun\t9\t8",
        BOTH,
    ),
    "blanks": (
        "Kecamatan\tRekam\tCetak\nPauh\t31\t\nLimun\t\t8\nSingkut\t\t",
        {"04.recorded": 31, "02.printed": 8},
    ),
    "dashes and nothing": (
        "Kecamatan\tRekam\tCetak\nPauh\t-\tnihil\nLimun\t9 orang\t8",
        {"04.printed": 0, "02.recorded": 9, "02.printed": 8},
    ),
    "thousands": (
        "Kecamatan\tRekam\nPauh\t1.031\nLimun\t1.009",
        {"04.recorded": 1031, "02.recorded": 1009},
    ),
    "signs between": ("| Kecamatan | Rekam | Cetak |\n| Pauh | 31 | 29 |\n| Limun | 9 | 8 |", BOTH),
    "words in the cells": ("Pauh\t31 rekam\t29 cetak\nLimun\t9 rekam\t8 cetak", BOTH),
}


@pytest.mark.parametrize(("text", "values"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_a_block_is_understood(sarolangun, text, values):
    report = report_of(sarolangun, text)

    assert values_of(report) == values
    assert open_numbers(report) == []


NOT_SURE = {
    "no header": ("Pauh\t31\t29\nLimun\t9\t8", [1, 2]),
    "no header but numbers of rows": ("1\tPauh\t31\n2\tLimun\t9", [1, 2]),
    "numbers before names": ("31\tPauh\t29", [1]),
    "an unknown place": ("Kecamatan\tRekam\nPasar Atas\t31", [2]),
    "a header of two rows": (
        "Kecamatan\tPerekaman\tCetak\nNama\tRekam\tCetak\nPauh\t31\t29",
        [2, 3],
    ),
    "a merged header": ("Kecamatan\tPerekaman\t\tCetak\nPauh\t15\t16\t29", [1, 2]),
    "two columns of one kind": ("Kecamatan\tRekam\tRekam\nPauh\t31\t29", [1, 2]),
    "a cell that is no number": ("Kecamatan\tRekam\nPauh\tbanyak", [2]),
    "more cells than columns": ("Kecamatan\tRekam\nPauh\t31\t29", [2]),
    "the same place twice": ("Kecamatan\tRekam\nPauh\t31\nPauh\t29", [2, 3]),
    "the code of another place": ("Kode\tNama\tRekam\n15.03.02\tPauh\t31", [2]),
}


@pytest.mark.parametrize(("text", "lines"), NOT_SURE.values(), ids=NOT_SURE)
def test_what_is_not_sure_of_a_block_is_asked(sarolangun, text, lines):
    report = report_of(sarolangun, text)

    assert report.values == {}
    assert open_numbers(report) == lines


def test_columns_without_a_header_are_taken_in_the_order_that_was_answered(sarolangun):
    text = "1\tPauh\t31\t\n2\tLimun\t\t8\n\tJumlah\t31\t8"
    report = report_of(sarolangun, text, ("recorded", "printed"))

    assert values_of(report) == {"04.recorded": 31, "02.printed": 8}
    assert open_numbers(report) == []


def test_columns_of_citizens_are_refused(sarolangun):
    report = report_of(sarolangun, "NIK\tNama Lengkap\tKecamatan\tRekam\n1\tBudi\tPauh\t1")

    assert report.refusal
    assert report.values == {}
