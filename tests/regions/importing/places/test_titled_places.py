"""A title or the name of a sheet that says another place than the one imported for."""

import pytest

from regions.importing.options import FileOptions
from regions.models import ImportKind
from tests.factories import DAY, make_jambi
from tests.regions.importing.layout.test_office_layouts import asked, counts, read, sheet, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

WITHOUT_PLACES = [["Tanggal", "Perekaman"], ["2019-04-01", 5], ["2019-04-02", 6]]
WITH_PLACES = [["Kecamatan", "Perekaman"], ["Limun", 5], ["Pauh", 6]]


def named(name: str, rows: list) -> bytes:
    return sheet(rows, fill=lambda _book, written: setattr(written, "name", name))


@pytest.mark.parametrize(
    "title",
    [
        ["KECAMATAN LIMUN"],
        ["Kecamatan", ":", "Limun"],
        ["Kec. Limun Bulan April 2019"],
        ["LAPORAN HARIAN PEREKAMAN KECAMATAN LIMUN KABUPATEN SAROLANGUN"],
        ["KABUPATEN BATANGHARI"],
        ["Kab. Batang Hari, Provinsi Jambi"],
    ],
)
def test_rows_without_a_place_under_the_title_of_another_place_are_refused(title):
    found = counts(sheet([["REKAP"], title, [], *WITHOUT_PLACES]), None)

    assert ["they would be stored for" in error.message for error in found.errors] == [True]


@pytest.mark.parametrize("name", ["Limun", "Kec. Limun", "Batanghari", "Kab. Batanghari"])
def test_rows_without_a_place_on_a_sheet_named_for_another_place_are_refused(name):
    found = counts(named(name, WITHOUT_PLACES), None)

    assert ["they would be stored for" in error.message for error in found.errors] == [True]


@pytest.mark.parametrize(
    "title",
    [
        "KABUPATEN SAROLANGUN",
        "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KABUPATEN SAROLANGUN PROVINSI JAMBI",
        "Jl. Lintas Sumatera, Kecamatan Limun, Kabupaten Sarolangun",
        "LAPORAN SELURUH KECAMATAN BULAN APRIL 2019",
        "Kabupaten Sarolangun dan Kabupaten Batanghari",
    ],
)
def test_the_own_place_and_an_address_in_a_title_stop_nobody(title):
    found = counts(sheet([[title], [], *WITHOUT_PLACES]), None)

    assert [code for code, _day, _values in stored(found)] == ["15.03", "15.03"]


@pytest.mark.parametrize(("title", "told"), [("KABUPATEN BATANGHARI", 1), ("KECAMATAN LIMUN", 0)])
def test_beside_a_column_of_places_a_title_of_elsewhere_is_only_told(title, told):
    found = counts(sheet([[title], [], *WITH_PLACES]))

    assert len(stored(found)) == 2
    assert len([c for c in found.checks if "you import for" in c.message]) == told


def test_the_title_of_the_province_is_not_remarked_on_in_a_file_of_the_province():
    options = FileOptions(ImportKind.COUNTS, make_jambi().province, DAY, day=DAY)
    text = "PROVINSI JAMBI\nKab/Kota;Perekaman\nSarolangun;5\nBatanghari;7\n"

    assert read(text, options, {}).checks == []


@pytest.mark.parametrize("header", ["Desa", "DESA/KELURAHAN", "Nama Desa", "Nagari"])
@pytest.mark.parametrize("rows", ["Monti;20", "Monti;20\nDemang;5"])
def test_rows_of_desa_are_not_stored_for_the_office(header, rows):
    found = counts(f"{header};Perekaman\n{rows}\n")

    assert asked(found) == [header]
    assert found.errors == []
    assert "down to the kecamatan" in found.questions[0].message


def test_several_desa_of_a_kecamatan_are_to_be_added_up():
    text = "Kecamatan;Desa;Perekaman\nLimun;Monti;20\nLimun;Demang;20\nPauh;Semaran;5\n"

    assert asked(counts(text)) == ["Desa"]


def test_one_desa_of_each_kecamatan_stops_nobody():
    found = counts("Kecamatan;Desa;Perekaman\nLimun;Monti;20\nPauh;Semaran;5\n")

    assert [values for *_place, values in stored(found)] == [{"recorded": 20}, {"recorded": 5}]


def test_a_column_of_desa_that_a_person_ignores_stops_nobody():
    found = counts("Desa;Perekaman\nMonti;20\n", columns={"Desa": "ignore"})

    assert stored(found) == [("15.03", DAY, {"recorded": 20})]


@pytest.mark.parametrize(
    "header",
    [
        "Tanggal;Limun;Pauh",
        "Uraian;Limun;Pauh;Jumlah Perekaman",
        "Tanggal;Perekaman Limun;Rekam Pauh",
    ],
)
def test_places_side_by_side_are_refused_and_no_column_of_them_is_offered(header):
    found = counts(f"{header}\n2019-04-01;5;6;11\n2019-04-02;7;8;15\n", None)

    assert found.questions == []
    assert ["Places stand side by side" in error.message for error in found.errors] == [True]


def test_kabupaten_side_by_side_in_a_file_of_the_province_are_refused():
    options = FileOptions(ImportKind.COUNTS, make_jambi().province, DAY, day=DAY)
    found = read("Uraian;Sarolangun;Batanghari\nPerekaman;5;6\n", options, {})

    assert found.questions == []
    assert ["Places stand side by side" in error.message for error in found.errors] == [True]
