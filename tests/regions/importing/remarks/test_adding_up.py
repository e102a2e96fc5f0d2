"""Figures of kecamatan that are not those of their kabupaten/kota are told before storing."""

from datetime import date

import pytest

from regions.importing.options import FileOptions
from regions.models import Basis, ImportKind
from tests.factories import AS_OF, DAY, make_figure, make_jambi
from tests.regions.importing.layout.test_office_layouts import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

HEADER = "Kode;Nama;Wajib KTP;Perekaman\n"
KECAMATAN = "15.03.01;Limun;960;900\n15.03.02;Sarolangun;500;400\n15.03.03;Pauh;460;300\n"
OF_KECAMATAN = "1,600 of 1,920 people obliged (as of 31 January 2019, consolidated data (DKB))"


def remarks(jambi, text: str, as_of: date = AS_OF, **options) -> list[tuple[int | None, str]]:
    options = {"as_of": as_of, "published_on": DAY, **options}
    found = read(
        HEADER + text, FileOptions(ImportKind.POPULATION, jambi.province, DAY, **options), {}
    )
    assert found.ready, (found.errors, found.questions)
    return [(check.row, check.message) for check in found.checks if "add up" in check.message]


def test_kecamatan_that_are_more_than_the_kabupaten_of_the_same_file_are_told_beside_its_row():
    ((row, said),) = remarks(make_jambi(), KECAMATAN + "15.03;Sarolangun;1800;1600\n")

    assert row == 5
    assert said == (
        "Kabupaten Sarolangun: The figures of the kecamatan do not add up to that of the"
        f" kabupaten/kota: together {OF_KECAMATAN}, the kabupaten/kota itself 1,600 of 1,800"
        " people obliged (as of 31 January 2019, consolidated data (DKB))."
    )


def test_what_adds_up_is_not_remarked_on_nor_what_is_not_given_for_all():
    jambi = make_jambi()

    assert remarks(jambi, KECAMATAN + "15.03;Sarolangun;1920;1600\n") == []
    assert remarks(jambi, KECAMATAN) == []
    assert remarks(jambi, "15.03;Sarolangun;1800;1600\n15.03.01;Limun;1900;1600\n") == []
    assert remarks(jambi, KECAMATAN.replace(";300", ";") + "15.03;Sarolangun;1800;1600\n") == []


def test_what_is_stored_already_stands_on_the_other_side():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 2000, 1700)

    ((row, said),) = remarks(jambi, KECAMATAN)

    assert row == 2
    assert f"together {OF_KECAMATAN}, the kabupaten/kota itself 1,700 of 2,000" in said


def test_the_same_sums_of_another_day_or_basis_are_told():
    jambi = make_jambi()
    for place, wajib, recorded in (
        (jambi.limun, 960, 900),
        (jambi.sarolangun_kota, 500, 400),
        (jambi.pauh, 460, 300),
    ):
        make_figure(place, wajib, recorded, basis=Basis.ESTIMATE)

    ((row, said),) = remarks(jambi, "15.03;Sarolangun;1920;1600\n", date(2019, 3, 1))

    assert row == 2
    assert said == (
        "Kabupaten Sarolangun: The figures of the kecamatan add up to that of the"
        " kabupaten/kota, 1,600 of 1,920 people obliged, but are not of its day or basis:"
        " as of 31 January 2019, estimate, the kabupaten/kota itself as of 1 March 2019,"
        " consolidated data (DKB)."
    )


def test_a_file_that_goes_before_what_is_in_force_is_compared_with_nothing_else():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1920, 1600, as_of=date(2019, 3, 1))
    for place, wajib, recorded in (
        (jambi.limun, 960, 900),
        (jambi.sarolangun_kota, 500, 400),
        (jambi.pauh, 460, 300),
    ):
        make_figure(place, wajib, recorded, as_of=date(2019, 3, 1))

    assert remarks(jambi, "15.03;Sarolangun;1800;1600\n") == []
