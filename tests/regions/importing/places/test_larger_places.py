"""A column with the kabupaten or the province of each row, against the place it was taken for."""

import pytest

from regions.importing.options import FileOptions
from regions.models import ImportKind
from tests.factories import DAY, make_jambi, make_region
from tests.regions.importing.layout.test_office_layouts import counts, read, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize("own", ["Sarolangun", "KAB. SAROLANGUN", "", "-", "??"])
def test_rows_of_the_own_kabupaten_are_taken(own):
    found = counts(f"Kabupaten;Kecamatan;Perekaman\n{own};Limun;5\nSarolangun;Pauh;6\n")

    assert [code for code, _day, _values in stored(found)] == ["15.03.01", "15.03.03"]


@pytest.mark.parametrize("other", ["Batanghari", "Kab. Batang Hari"])
def test_a_kecamatan_of_the_same_name_in_another_kabupaten_is_an_error(other):
    found = counts(f"Kabupaten;Kecamatan;Perekaman\nSarolangun;Limun;5\n{other};Pauh;6\n")

    assert [(e.row, e.column, e.value) for e in found.errors] == [(3, "Kabupaten", other)]
    assert "Kecamatan Pauh (15.03.03) does not lie there" in found.errors[0].message


def test_a_kabupaten_in_another_province_is_an_error():
    jambi = make_jambi()
    make_region("14", "Riau")
    options = FileOptions(ImportKind.COUNTS, jambi.nation, DAY, day=DAY)
    text = "Provinsi;Kab/Kota;Perekaman\nRiau;Sarolangun;5\nJambi;Batanghari;6\n"

    assert [(e.row, e.value) for e in read(text, options, {}).errors] == [(2, "Riau")]


def test_of_several_larger_places_each_is_looked_at():
    rows = "Jambi;Sarolangun;Limun;5\nJambi;Batanghari;Pauh;6\n"
    found = counts(f"Provinsi;Kabupaten;Kecamatan;Perekaman\n{rows}")

    assert [(e.row, e.column) for e in found.errors] == [(3, "Kabupaten")]
