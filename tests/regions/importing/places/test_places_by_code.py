"""Rows with a code: taken unless their name objects."""

from datetime import date

import pytest

from regions.importing.places.matching import PlaceMatch, Places
from regions.models import Kind
from tests.factories import DAY, make_region
from tests.regions.importing.matched import taken, total

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize(
    ("region", "code", "name", "expected"),
    [
        ("15", "15.03", None, taken("15.03")),
        ("15", 1503.0, "Sarolangun", taken("15.03")),
        ("15", "15.71", "Jambi", taken("15.71")),
        ("15", "15.03", "Kab. Sarolngun", taken("15.03")),
        ("15", "15.06", "Tanjabbar", taken("15.06")),
        ("53", "53.71", "Kupang", taken("53.71")),
        ("15", 150302, "LIMUN", taken("15.03.02")),
        ("15", "15.03.03", "Sarolangun", taken("15.03.03")),
        ("15", "15", "Merangin", taken("15.02")),
        ("15.03", "15.03", "Limun", taken("15.03.02")),
        ("15", "15.03", "15.03 Sarolangun", taken("15.03")),
        ("15", "15.03", "Kantor Disdukcapil", taken("15.03")),
        ("15.03", "15.03", "Office (not broken down)", taken("15.03")),
        ("15.03", "15.03", "Kantor Dinas Kab. Sarolangun", taken("15.03")),
        ("15.03", "15.03.02", "Kantor Camat Limun", PlaceMatch(choices=("15.03.02",))),
        ("15.03", "15.03", "Sarolangun", total("15.03")),
        ("15.03", "15.03", None, total("15.03")),
        ("15.03", "15.03", "JUMLAH", total("15.03")),
        ("15", "15", "Jambi", total("15")),
        ("15.03", "15", "Jambi", total("15")),
        ("15", "JUMLAH", None, total()),
        ("15", "-", "JUMLAH", total()),
        ("15", 0, "Kerinci", taken("15.01")),
        ("ID", "ID", "Nasional", total("ID")),
        # Only a kabupaten/kota counts what its office does not break down.
        ("15", "15", "Kantor Disdukcapil Provinsi Jambi", total("15")),
        ("ID", "15", "Kantor Disdukcapil Provinsi Jambi", total("15")),
    ],
)
def test_a_code_is_taken_unless_the_name_objects(indonesia, region, code, name, expected):
    match = indonesia[region].match(code, name)
    assert match._replace(message="") == expected
    assert bool(match.message) == bool(expected.choices)


def test_a_lost_zero_is_restored_only_where_the_name_agrees(indonesia):
    jambi, sumatera_utara = indonesia["15"], indonesia["12"]
    assert jambi.match(15.1, "Kerinci") == taken("15.01")
    assert sumatera_utara.match(12.1, "Labuhanbatu") == taken("12.10")
    assert jambi.match(15.1, None).choices == ("15.01",)
    assert sumatera_utara.match(12.1, "Foo").choices == ("12.01", "12.10")
    assert jambi.match(15.1, "Merangin").wrong


def test_a_lost_zero_is_asked_about_where_the_name_agrees_with_two_places():
    jambi = make_region("15.01", "Kabupaten Baru").province
    make_region("15.10", "Kota Baru", kind=Kind.KOTA)
    places = Places(jambi, DAY, {})
    assert places.match(15.1, "Baru").choices == ("15.01", "15.10")
    assert places.match(15.1, "Kota Baru") == taken("15.10")


@pytest.mark.parametrize(
    ("region", "code", "name", "why"),
    [
        ("15", "1506", "Tanjung Jabung Timur", "15.07"),
        ("15", "15.04", "Sarolangun", "15.03"),
        ("15", "15.04", "Kota Bandung", "32.73"),
        ("15.03", "15.03.01", "Limun", "15.03.02"),
        ("15", "15.03.01", "Limun", "15.03.02"),
        ("15.03", "15.03.02", "KAB. SAROLANGUN", "15.03"),
        ("15", "12.01", None, "lies outside Jambi"),
        ("15.03", "15.04.01", "Mersam", "lies outside Kabupaten Sarolangun"),
        ("15", "15.99", "Kerinci", "code 15.99; the name says Kabupaten Kerinci (15.01)"),
        ("15", "15.99", None, "no place with the code"),
        # Of before 2022, when Merauke and Sorong had other provinces.
        ("ID", "91.01", "Merauke", "the name says Kabupaten Merauke (93.01)"),
        ("96", 9271, "Kota Sorong", "older codes, leave their column out"),
        ("15", 1503012001, None, "down to the kecamatan"),
        ("15", 3, "Kerinci", "not a code"),
        ("15", date(2019, 3, 15), "Sarolangun", "not a code"),
        ("15", True, "Kerinci", "not a code"),
        ("15", "Kerinci", "Kerinci", "not a code"),
        ("15", None, None, "no place in this row"),
        ("15", "-", " ", "no place in this row"),
    ],
)
def test_what_must_be_corrected_says_why(indonesia, region, code, name, why):
    match = indonesia[region].match(code, name)
    assert (match.code, match.total, match.choices, match.wrong) == (None, False, (), True)
    assert why in match.message


@pytest.mark.parametrize("name", ["Tanjung Jabung Tmur", "Tanjung Jabung", "Loket 2", "Limun"])
def test_a_name_unlike_its_code_is_asked_about(indonesia, name):
    match = indonesia["15"].match("15.06", name)
    assert (match.code, match.choices, match.wrong) == (None, ("15.06",), False)
    assert name in match.message


def test_a_renumbered_place_is_the_one_that_was_valid_on_the_day(indonesia):
    before, after = indonesia["96.01 before"], indonesia["96.01"]
    for code in ("96.01.15", "96.01.40"):
        assert before.match(code, "Klayili") == taken("96.01.40")
        assert after.match(code, "Klayili") == taken("96.01.15")
    assert before.match(None, "Klayili") == taken("96.01.40")
    assert after.match(None, "Klayili") == taken("96.01.15")


def test_a_place_that_ended_without_successor_is_no_place_of_a_later_day():
    make_region("15.03.09", "Lama", valid_to=date(2018, 12, 31))
    sarolangun = make_region("15.03.08", "Baru").kabkota
    match = Places(sarolangun, DAY, {}).match("15.03.09", "Lama")
    assert match.wrong
    assert "did not exist" in match.message
    assert Places(sarolangun, date(2018, 6, 1), {}).match(None, "Lama").code == "15.03.09"
