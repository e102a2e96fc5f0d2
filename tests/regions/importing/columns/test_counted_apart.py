"""Numbers that hold others which are kept apart are not stored together with them unasked."""

import pytest

from tests.regions.importing.layout.test_office_layouts import asked, counts, sheet, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def grouped(group: str, *headers: str) -> bytes:
    rows = [
        ["Kecamatan", group, None, None],
        [None, *headers],
        ["Limun", 5, 6, 11],
        ["Pauh", 3, 0, 3],
    ]
    return sheet(rows, "A1:A2", "B1:D1")


@pytest.mark.parametrize(
    ("group", "headers"),
    [
        ("CETAK", ("BARU", "ULANG", "JUMLAH")),
        ("PEREKAMAN", ("DALAM DAERAH", "LUAR DAERAH", "JUMLAH")),
        ("PEREKAMAN", ("17 TAHUN KE ATAS", "16 TAHUN", "TOTAL")),
    ],
)
def test_the_sum_of_what_is_kept_apart_is_asked_about(group, headers):
    found = counts(grouped(group, *headers))

    assert asked(found) == [f"{group} {headers[-1]}"]
    assert "is kept apart" in found.questions[0].message


def test_arithmetic_tells_a_sum_that_its_header_does_not():
    text = "Kecamatan;Rekam;Rekam 16 tahun;Lainnya\nLimun;11;5;6\nPauh;3;;3\nSarolangun;9;2;7\n"

    assert asked(counts(text))[0] == "Rekam"


@pytest.mark.parametrize("other", ["7;8", ";", "0;0"])
def test_numbers_that_are_no_sum_are_taken(other):
    one, two = other.split(";")
    text = f"Kecamatan;Cetak;Cetak Ulang;Lainnya\nLimun;11;5;{one}\nPauh;3;2;{two}\n"

    assert [row[2] for row in stored(counts(text))] == [
        {"printed": 11, "reprinted": 5},
        {"printed": 3, "reprinted": 2},
    ]


def test_the_answer_of_a_person_counts():
    found = counts(grouped("CETAK", "BARU", "ULANG", "JUMLAH"), columns={"CETAK BARU": "printed"})

    assert stored(found)[0][2] == {"printed": 5, "reprinted": 6}


def test_a_sum_of_which_a_person_says_that_it_is_without_them_is_taken():
    found = counts(grouped("CETAK", "BARU", "ULANG", "JUMLAH"), columns={"CETAK JUMLAH": "printed"})

    assert stored(found)[0][2] == {"printed": 11, "reprinted": 6}
