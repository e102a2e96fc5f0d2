"""Rows as offices write them, in a few regions; all of Indonesia is in test_every_place."""

from datetime import date

import pytest

from regions.importing.places import PlaceMatch, Places
from regions.levels import Level
from tests.factories import DAY, make_jambi, make_nation, make_region

from .indonesia import every_places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(scope="module")
def indonesia(django_db_setup, django_db_blocker) -> dict[str, Places]:
    with django_db_blocker.unblock():
        return every_places()


def taken(code: str) -> PlaceMatch:
    return PlaceMatch(code)


def total(code: str | None = None) -> PlaceMatch:
    return PlaceMatch(code, total=True)


@pytest.mark.parametrize(
    ("region", "name", "code"),
    [
        ("15", "KAB. SAROLANGUN", "15.03"),
        ("15", "Sarolangun", "15.03"),
        ("15", "1. Kerinci", "15.01"),
        ("15", "15.03 - Sarolangun", "15.03"),
        ("15", "1503", "15.03"),
        ("15", "Batang Hari", "15.04"),
        ("15", "Batanghari", "15.04"),
        ("15", "Muarojambi", "15.05"),
        ("15", "Sungaipenuh", "15.72"),
        ("15", "KODYA JAMBI", "15.71"),
        ("15", "Tanjab Barat", "15.06"),
        ("15", "TANJABBAR", "15.06"),
        ("15", "Kab. Tanjabtim", "15.07"),
        ("15", "Tanj. Jab. Tim", "15.07"),
        ("15", "Tj. Jabung Timur", "15.07"),
        ("15", "Kab. Tjg Jabung Barat", "15.06"),
        ("15", "Sei. Penuh", "15.72"),
        ("16", "OKUS", "16.09"),
        ("12", "Palas", "12.21"),
        ("82", "Morotai", "82.07"),
        ("81", "MTB", "81.03"),
        ("15", "Disdukcapil Kab. Kerinci", "15.01"),
        ("82", "Halmahera Barat (Halbar)", "82.01"),
        ("82", "Halmahera Barrat (Halbar)", "82.01"),
        ("82", "Halteng", "82.02"),
        ("82", "Halsel", "82.04"),
        ("82", "KEP. SULA", "82.05"),
        ("82", "Kota Tidore Kepulauan (Tikep)", "82.72"),
        ("74", "Konsel", "74.05"),
        ("74", "Konut", "74.09"),
        ("73", "Pangkep", "73.10"),
        ("12", "Toba Samosir", "12.12"),
        ("16", "OKU Timur", "16.08"),
        ("61", "Kab. Pontianak", "61.02"),
        ("76", "Kab. Mamuju Utara", "76.01"),
        ("81", "MALUKU TENGGARA BARAT", "81.03"),
        ("31", "Kota Adm. Jakarta Pusat", "31.71"),
        ("31", "Jakpus", "31.71"),
        ("53", "Kota Kupang", "53.71"),
        ("53", "Kab. Kupang", "53.01"),
        ("ID", "Kab. Kotabaru", "63.02"),
        ("15.03", "Limun", "15.03.02"),
        ("15.03", "Kec. Sarolangun", "15.03.03"),
        ("15.03", "KECAMATAN SAROLANGUN", "15.03.03"),
        ("15.03", "Distrik Sarolangun", "15.03.03"),
        ("15.03", "Kapanewon Sarolangun", "15.03.03"),
        ("35.29", "Kota Sumenep", "35.29.01"),
        ("96.03", "Distrik Misool Timur", "96.03.06"),
        ("15.03", "Kantor Disdukcapil", "15.03"),
        ("15.03", "Kantor dinas (tidak dirinci)", "15.03"),
        ("15.03", "Disdukcapil Kab. Sarolangun", "15.03"),
    ],
)
def test_a_name_in_a_usual_spelling_is_taken(indonesia, region, name, code):
    assert indonesia[region].match(None, name) == taken(code)


@pytest.mark.parametrize(
    ("region", "name", "code"),
    [
        ("15", "JUMLAH", None),
        ("15", "Kabupaten", None),
        ("82", "Jumlah Malut (10 kab/kota)", None),
        ("17", "JUMLAH (wajib KTP 1.428.927)", None),
        ("15", "Provinsi Jambi", "15"),
        ("15", "PROV. JAMBI", "15"),
        ("15", "Indonesia", "ID"),
        ("15.03", "KABUPATEN SAROLANGUN", "15.03"),
        ("15.03", "Provinsi Jambi", "15"),
        ("ID", "Prov. Jambi", "15"),
        ("ID", "Banten", "36"),
        ("ID", "Malut", "82"),
        ("ID", "DKI Jakarta", "31"),
        ("34", "DI Yogyakarta", "34"),
    ],
)
def test_a_sum_is_for_checks_only(indonesia, region, name, code):
    assert indonesia[region].match(None, name) == total(code)


@pytest.mark.parametrize(
    ("region", "name", "choices"),
    [
        ("53", "Kupang", ("53.01", "53.71")),
        ("ID", "Kab/Kota Kupang", ("53.01", "53.71")),
        ("15", "Jambi", ("15.71", "15")),
        ("17", "Bengkulu", ("17.71", "17")),
        ("34", "Yogyakarta", ("34.71", "34")),
        ("ID", "Gorontalo", ("75.01", "75.71", "75")),
        ("61", "Pontianak", ("61.02", "61.71")),
        ("15.03", "Sarolangun", ("15.03.03", "15.03")),
        ("35.29", "Sumenep", ("35.29.01", "35.29")),
        ("35.71", "Kota", ("35.71.02", "35.71")),
        ("15.71", "Jambi", ("15", "15.71")),
        ("ID", "Mura", ("16.05", "62.12")),
    ],
)
def test_a_name_of_several_places_is_asked(indonesia, region, name, choices):
    match = indonesia[region].match(None, name)
    assert (match.code, match.choices, match.wrong) == (None, choices, False)
    assert name in match.message


@pytest.mark.parametrize(
    ("region", "name", "first"),
    [
        ("82", "Pulau Mortai", "82.07"),
        ("15", "Kerinchi", "15.01"),
        ("15", "Kota Sarolangun", "15.03"),
        ("62", "Kota Barat", "62.01"),
        ("15", "Tanjung Jabung", "15.06"),
        ("15.03", "Bathin 8", "15.03.08"),
        ("15", "Sarolangu", "15.03"),
        ("15", "Foo (Kerinci)", None),
        ("15", "xyz", None),
        ("15", "12", None),
        ("15.03", "Bandung", None),
        ("15", "Kantor Disdukcapil", None),
    ],
)
def test_what_only_resembles_a_place_is_offered(indonesia, region, name, first):
    match = indonesia[region].match(None, name)
    assert (match.code, match.total, match.wrong) == (None, False, False)
    assert next(iter(match.choices), None) == first
    assert len(match.choices) <= 6
    assert "is not the name of a place" in match.message


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("15", "Kota Bandung"),
        ("15", "Bandung"),
        ("15", "Riau"),
        ("15.03", "Kab. Kerinci"),
        ("53.71", "Kab. Kupang"),
        ("15", "Disdukcapil Kota Bandung"),
    ],
)
def test_a_place_of_elsewhere_is_wrong(indonesia, region, name):
    match = indonesia[region].match(None, name)
    assert (match.code, match.choices, match.wrong) == (None, (), True)
    assert "lies outside" in match.message


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


def test_two_kecamatan_of_one_name_are_asked():
    first = make_region("15.03.01", "Pauh")
    make_region("15.03.02", "PAUH")
    places = Places(first.kabkota, DAY, {})
    assert places.match(None, "Kec. Pauh").choices == ("15.03.01", "15.03.02")
    assert places.match("15.03.02", "Pauh").code == "15.03.02"


def test_an_answer_holds_for_every_spelling_of_the_name():
    jambi = make_jambi()
    places = Places(jambi.province, DAY, {"Kab. Btg Hari": "1504", "15.1": "15.03"})
    assert places.match(None, "KABUPATEN  BTG HARI") == taken("15.04")
    assert places.match("15.04", "Kab. Btg Hari") == taken("15.04")
    assert places.match(None, "Btg Hari").code is None


def test_an_answer_decides_between_places_of_one_name():
    jambi = make_jambi()
    as_kecamatan = Places(jambi.sarolangun, DAY, {"Sarolangun": "15.03.02"})
    as_total = Places(jambi.sarolangun, DAY, {"Sarolangun": "15.03"})
    assert as_kecamatan.match(None, "SAROLANGUN") == taken("15.03.02")
    assert as_total.match(None, "SAROLANGUN") == total("15.03")


def test_an_answer_decides_what_a_code_with_a_lost_zero_means():
    jambi = make_jambi()
    make_region("15.30", "Kabupaten Baru")
    assert Places(jambi.province, DAY, {}).match(15.3, None).choices == ("15.03", "15.30")
    assert Places(jambi.province, DAY, {"15.3": "15.30"}).match(15.3, None) == taken("15.30")


def test_an_answer_never_overrules_a_code():
    jambi = make_jambi()
    places = Places(jambi.province, DAY, {"Loket 2": "15.03"})
    assert places.match("15.03", "Loket 2") == taken("15.03")
    match = places.match("15.04", "Loket 2")
    assert match.wrong
    assert "15.03" in match.message


def test_an_answer_of_another_region_or_of_no_place_is_wrong():
    jambi = make_jambi()
    given = {
        "Kantor A": "15.04.01",
        "Kab. A": "15.04",
        "Loket B": "15.03.77",
        "Loket C": "somewhere",
    }
    places = Places(jambi.sarolangun, DAY, given)
    assert all(places.match(None, name).wrong for name in given)


def test_an_office_may_be_given_as_the_kabupaten_itself():
    jambi = make_jambi()
    places = Places(jambi.sarolangun, DAY, {"Kantor pusat": "15.03", "Rekap": "15.03"})
    assert places.match(None, "KANTOR PUSAT") == taken("15.03")
    assert places.match(None, "REKAP") == total("15.03")


def test_rows_of_a_province_may_be_about_kecamatan():
    jambi = make_jambi()
    places = Places(jambi.province, DAY, {}, level=Level.KECAMATAN)
    assert places.match(None, "Limun") == taken("15.03.01")
    assert places.match(None, "Kab. Sarolangun") == total("15.03")
    assert places.match("15.03", "Sarolangun") == total("15.03")


def test_places_are_read_in_one_query_and_matched_without(django_assert_num_queries):
    jambi = make_jambi()
    with django_assert_num_queries(1):
        places = Places(jambi.province, DAY, {})
    with django_assert_num_queries(0):
        first = places.match("15.03", "Sarolangn")
        assert places.match("15.03", "Sarolangn") is first


def test_desa_are_not_read():
    desa = make_region("15.03.01.2001")
    assert desa.code not in Places(desa.kabkota, DAY, {}).by_code


def test_a_name_of_elsewhere_is_no_abbreviation():
    make_region("34.02", "Kabupaten Bantul")
    here = make_region("15.03", "Kabupaten Bantar Ulu")
    places = Places(here.province, DAY, {})
    assert places.match(None, "Bantaul") == taken("15.03")
    assert "34.02" in places.match(None, "Bantul").message
    assert places.match("15.03", "Bantul").wrong


def test_at_most_six_are_offered(indonesia):
    assert len(indonesia["11"].match(None, "Aceh Lama").choices) == 6


def test_an_empty_nation_has_no_places():
    assert Places(make_nation(), DAY, {}).match(None, "Jambi").choices == ()
