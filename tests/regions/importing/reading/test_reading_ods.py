"""What LibreOffice writes into an ods beside plain cells."""

import pytest

from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE, Unreadable
from tests.regions.importing.reading.test_reading_hostile import ods

FORMULA = '<table:table-cell table:formula="of:=IF(1;&quot;&quot;;2)"{}</table:table-cell>'
FIVE = '<table:table-cell office:value-type="float" office:value="5"/>'


def row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def test_a_formula_whose_result_is_an_empty_text_is_calculated():
    sheets = read_file(ods(row(FIVE + FORMULA.format("><text:p/>"))), "", PAGE)

    assert sheets[0].rows == [[5]]


def test_a_formula_without_any_result_was_never_calculated():
    with pytest.raises(Unreadable):
        read_file(ods(row(FIVE + FORMULA.format(">"))), "", PAGE)
