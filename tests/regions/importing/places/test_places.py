"""Rows as offices write them, in a few regions; all of Indonesia is in test_every_place."""

import pytest

from regions.importing.places.matching import Places
from regions.levels import Level
from tests.factories import DAY, make_jambi, make_nation, make_region
from tests.regions.importing.matched import taken, total

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


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
    ("name", "codes"),
    [
        ("Sungai Manau", ("15.02.04",)),
        ("Kec. Pelepat", ("15.08.06",)),
        ("Air Hitam", ("15.03.07",)),
        ("Pelayangan", ("15.71.05",)),
    ],
)
def test_the_name_of_a_kecamatan_is_asked_about_where_rows_are_of_kabupaten(indonesia, name, codes):
    match = indonesia["15"].match(None, name)

    assert (match.code, match.wrong) == (None, False)
    assert match.choices == codes
    assert "is no kabupaten/kota of Jambi, but a kecamatan" in match.message


def test_of_a_name_that_many_kecamatan_have_a_few_are_offered(indonesia):
    assert len(indonesia["32"].match(None, "Sukaresmi").choices) == 2
    assert len(indonesia["ID"].match(None, "Kota Baru").choices) <= 6


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


def test_two_kecamatan_of_one_name_are_asked():
    first = make_region("15.03.01", "Pauh")
    make_region("15.03.02", "PAUH")
    places = Places(first.kabkota, DAY, {})
    assert places.match(None, "Kec. Pauh").choices == ("15.03.01", "15.03.02")
    assert places.match("15.03.02", "Pauh").code == "15.03.02"


def test_rows_of_a_province_may_be_about_kecamatan():
    jambi = make_jambi()
    places = Places(jambi.province, DAY, {}, level=Level.KECAMATAN)
    assert places.match(None, "Limun") == taken("15.03.01")
    assert places.match(None, "Kab. Sarolangun") == total("15.03")
    assert places.match("15.03", "Sarolangun") == total("15.03")


def test_places_are_read_in_two_queries_and_matched_without(django_assert_num_queries):
    jambi = make_jambi()
    with django_assert_num_queries(2):
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
