"""The total of a message beside its lines: told, compared, never counted."""

import pytest

from tests.regions.importing.texts.readings import report_of, values_of

LINES = "Rekam\nPauh 31\nLimun 9\n"


@pytest.mark.parametrize(
    "total", ["Jumlah 40", "TOTAL : 40", "*Jumlah rekam = 40 orang*", "Kab. Sarolangun: 40"]
)
def test_a_total_that_fits_says_so_and_is_not_counted(sarolangun, total):
    report = report_of(sarolangun, LINES + total)

    assert values_of(report) == {"04.recorded": 31, "02.recorded": 9}
    assert report.lines[-1].fate == "total"
    assert "is that of the lines" in report.lines[-1].message


def test_a_total_that_differs_names_the_difference(sarolangun):
    report = report_of(sarolangun, LINES + "Jumlah 101")

    assert "101" in report.lines[-1].message
    assert "The difference is 61." in report.lines[-1].message


def test_the_difference_is_that_of_the_line_that_was_not_understood(sarolangun):
    report = report_of(sarolangun, LINES + "Pasar Atas 61\nPasar Baru 7\nJumlah 101")

    assert "The difference of 61 is that of “Pasar Atas”." in report.lines[-1].message


def test_a_total_of_several_measures_is_compared_with_each(sarolangun):
    text = "Pauh 31 rekam 29 cetak\nLimun 9 rekam 8 cetak\nTotal: 40 rekam, 38 cetak"
    message = report_of(sarolangun, text).lines[-1].message

    assert "total of 40" in message
    assert "total says 38" in message


def test_a_total_without_a_word_is_not_compared(sarolangun):
    report = report_of(sarolangun, "Pauh 31 rekam\nLimun 9 cetak\nJumlah 40")

    assert "not clear" in report.lines[-1].message
