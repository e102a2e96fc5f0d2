"""The page of a region: every level, lowest first, and every state said in words."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from regions.models import Backtest, Basis, Kind, User
from tests.factories import (
    DAY,
    Jambi,
    make_ani,
    make_budi,
    make_dewi,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    make_target,
    save_day,
)
from tests.reading import links, names_in_order, page_words, table_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def make_reported_jambi() -> Jambi:
    """Sarolangun at 86,00 % after 60 recorded today, 10 of them by the office; Batanghari 96 %."""
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    make_figure(jambi.batanghari, wajib_ktp=1000, recorded=960)
    make_figure(jambi.limun, wajib_ktp=400, recorded=300)
    make_figure(jambi.sarolangun_kota, wajib_ktp=300, recorded=299)
    save_day(make_siti(jambi), {jambi.limun: 30, jambi.sarolangun_kota: 20, jambi.sarolangun: 10})
    return jambi


def siti() -> User:
    """Who recorded those 60."""
    return User.objects.get(username="siti")


def page(client: Client, reader: User, code: str, **query) -> HttpResponse:
    client.force_login(reader)
    return client.get(f"/wilayah/{code}/", query)


def row_of(response, name: str) -> str:
    return next(row for row in table_rows(response) if name in row)


@pytest.mark.parametrize(
    ("code", "title", "rows"),
    [
        ("ID", "Indonesia", 1),
        ("15", "Provinsi Jambi", 2),
        ("15.03", "Kabupaten Sarolangun", 3),
        ("15.03.01", "Kecamatan Limun", 0),
    ],
)
def test_every_level_has_its_page(client, code, title, rows):
    dewi = make_dewi(make_reported_jambi())

    response = page(client, dewi, code)

    assert response.status_code == 200
    assert f"<h1>{title}</h1>" in response.content.decode()
    assert len(table_rows(response)) == rows


def test_a_kecamatan_has_its_own_sentence_and_no_ranking(client):
    make_reported_jambi()

    text = page_words(page(client, siti(), "15.03.01"))

    assert "82,50 % sudah merekam (330 dari 400 wajib KTP)." in text
    assert "Tidak ada wilayah lebih rendah yang dihitung di sini." in text


def test_a_desa_has_no_page_and_says_why(client):
    dewi = make_dewi(make_jambi())
    make_region("15.03.01.2001", "Pulau Pandan")

    response = page(client, dewi, "15.03.01.2001")

    assert response.status_code == 404
    assert "Pulau Pandan" in page_words(response)


def test_the_lowest_comes_first_and_the_unknown_last(client):
    jambi = make_reported_jambi()
    make_region("15.01", "Kabupaten Kerinci")
    budi = make_budi(jambi)

    assert names_in_order(page(client, budi, "15")) == [
        *("Kabupaten Sarolangun", "Kabupaten Batanghari", "Kabupaten Kerinci"),
    ]
    assert [row.split()[0] for row in table_rows(page(client, budi, "15"))][:2] == ["1", "2"]


def test_the_first_sentence_says_it_all_in_indonesian_and_in_english(client):
    jambi = make_reported_jambi()
    budi = make_budi(jambi)
    make_target("98", deadline=DAY + timedelta(days=13), label="Pemilu 17 April 2019")

    indonesian = page_words(page(client, budi, "15"))
    client.cookies["django_language"] = "en"
    english = page_words(page(client, budi, "15"))

    assert (
        "4 April 2019. 91,00 % sudah merekam (1.820 dari 2.000 wajib KTP). Kurang 140 orang "
        "untuk 98 %; 13 hari lagi (Pemilu 17 April 2019). Terendah: Kabupaten Sarolangun, 86,00 %."
    ) in indonesian
    assert (
        "4 April 2019. 91.00 % recorded (1,820 of 2,000 people obliged). 140 people short of "
        "98 %; 13 days left (Pemilu 17 April 2019). Lowest: Kabupaten Sarolangun, 86.00 %."
    ) in english


def test_the_english_page_says_that_it_is_english(client):
    dewi = make_dewi(make_jambi())
    client.cookies["django_language"] = "en"

    response = page(client, dewi, "ID")

    assert '<html lang="en">' in response.content.decode()
    assert response.headers["Content-Language"] == "en"


def test_a_place_without_a_figure_is_unknown_not_zero(client):
    jambi = make_jambi()
    make_figure(jambi.sarolangun)

    response = page(client, make_budi(jambi), "15")
    batanghari = row_of(response, "Batanghari")

    assert "belum ada angka penduduk" in batanghari
    assert "%" not in batanghari
    assert "0,00" not in batanghari
    assert '<tr class="c0">' in response.content.decode()


def test_an_unknown_part_makes_the_whole_unknown_and_the_known_part_is_named_so(client):
    jambi = make_reported_jambi()
    make_region("15.01", "Kabupaten Kerinci")

    response = page(client, make_budi(jambi), "15", per="2019-04-04")

    assert "baru 2 dari 3 kabupaten/kota yang angkanya ada." in page_words(response)
    assert "Yang diketahui: 91,00 % (1.820 dari 2.000 wajib KTP)." in page_words(response)
    assert table_rows(response, "tfoot") == ["Jambi hanya 2 yang diketahui – 1.820 dari 2.000 180"]


def test_who_reported_who_did_not_and_who_never_did_are_told_apart(client):
    jambi = make_reported_jambi()
    save_day(make_ani(jambi), {jambi.mersam: 1}, day=DAY - timedelta(days=3))
    make_region("15.01", "Kabupaten Kerinci")

    response = page(client, make_budi(jambi), "15", per="2019-04-04")

    assert "Sarolangun lapor" in row_of(response, "Sarolangun")
    assert "Batanghari masih ditunggu, lapor terakhir 1 Apr" in row_of(response, "Batanghari")
    assert "Kerinci masih ditunggu, belum pernah lapor" in row_of(response, "Kerinci")


def test_a_reported_zero_is_a_report(client):
    jambi = make_jambi()
    make_figure(jambi.sarolangun)
    zero = {"state": "zero", "zero_reason": "nobody_came"}
    save_day(make_siti(jambi), {}, status=zero)

    assert "nihil, dengan alasan" in row_of(page(client, make_budi(jambi), "15"), "Sarolangun")


def test_a_place_at_its_target_is_reached_and_needs_nobody(client):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=980)
    make_figure(jambi.batanghari, wajib_ktp=100_000, recorded=97_996)

    response = page(client, make_budi(jambi), "15")

    assert "98,00 %" in row_of(response, "Sarolangun")
    assert "tercapai" in row_of(response, "Sarolangun")
    assert "97,99 %" in row_of(response, "Batanghari")
    assert "tercapai" not in row_of(response, "Batanghari")


def test_over_100_percent_is_shown_uncapped_with_how_many_over(client):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=1050)

    sarolangun = row_of(page(client, make_budi(jambi), "15"), "Sarolangun")

    assert "105,00 % di atas 100 %" in sarolangun
    assert "1.050 dari 1.000" in sarolangun
    assert "lebih 50" in sarolangun


def test_a_mixture_of_bases_is_said(client):
    jambi = make_reported_jambi()
    make_figure(jambi.batanghari, basis=Basis.ESTIMATE, as_of=DAY)

    response = page(client, make_budi(jambi), "15")

    assert "dasar bercampur" in page_words(response)
    assert "estimasi" in row_of(response, "Batanghari")
    assert "estimasi" not in row_of(response, "Sarolangun")


def test_figures_of_kecamatan_that_do_not_add_up_are_said_with_both_sums_and_with_the_lowest(
    client,
):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 900)
    for place in (jambi.limun, jambi.sarolangun_kota, jambi.pauh):
        make_figure(place, 300, 288)
    client.cookies["django_language"] = "en"

    text = page_words(page(client, make_siti(jambi), "15.03"))

    assert (
        "The figures of the kecamatan do not add up to that of the kabupaten/kota: together"
        " 864 of 900 people obliged (as of 31 January 2019, consolidated data (DKB)), the"
        " kabupaten/kota itself 900 of 1,000 people obliged (as of 31 January 2019,"
        " consolidated data (DKB))."
    ) in text
    assert (
        "Lowest: Kecamatan Limun, 96.00 %, above the kabupaten/kota itself because the figures"
        " of the kecamatan are not its own."
    ) in text


def test_a_lowest_above_its_kabupaten_where_others_have_no_figure_says_so(client):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 900)
    for place in (jambi.limun, jambi.pauh):
        make_figure(place, 300, 288)
    client.cookies["django_language"] = "en"

    text = page_words(page(client, make_siti(jambi), "15.03"))

    assert "96.00 %, above the kabupaten/kota itself because not every kecamatan has a fig" in text
    assert "add up" not in text


def test_a_newer_figure_without_a_number_is_said_while_the_older_one_stays_in_force(client):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 900)
    make_figure(jambi.sarolangun, 1100, None, as_of=date(2019, 3, 31))
    client.cookies["django_language"] = "en"

    of_office = page_words(page(client, make_siti(jambi), "15.03"))
    of_province = page_words(page(client, make_budi(jambi), "15"))

    assert "90.00 % recorded (900 of 1,000 people obliged)" in of_office
    assert (
        "A newer figure as of 31 March 2019 (consolidated data (DKB)) is incomplete; until both"
        " numbers are known the older one stays in force."
    ) in of_office
    assert (
        "A newer figure of 1 place in it is incomplete; the older one stays in force:"
        " Kabupaten Sarolangun."
    ) in of_province


def test_the_kecamatan_and_what_was_not_broken_down_add_up(client):
    make_reported_jambi()

    response = page(client, siti(), "15.03")
    rest, whole = table_rows(response, "tfoot")
    new = [
        cell.text
        for line in response.context["table"].lines
        for cell in line.cells
        if cell.label == "Baru"
    ]

    assert sorted(new) == ["20", "30", "–"]
    assert rest == "Tidak dirinci per kecamatan 10"
    assert whole == "Kabupaten Sarolangun 86,00 % 860 dari 1.000 60 140"
    assert 20 + 30 + 10 == 60


def test_where_everything_was_broken_down_the_row_says_zero(client):
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 30})

    assert table_rows(page(client, siti(), "15.03"), "tfoot")[0].endswith("kecamatan 0")


def test_the_nation_ranks_provinces_or_with_tingkat_its_kabkota(client):
    jambi = make_reported_jambi()
    make_figure(make_region("14.71", "Kota Pekanbaru", kind=Kind.KOTA), 1000, 900)
    dewi = make_dewi(jambi)

    provinces = page(client, dewi, "ID", per="2019-04-04")
    kabkota = page(client, dewi, "ID", tingkat="kabkota", per="2019-04-04")

    assert names_in_order(provinces) == ["Tempat 14", "Jambi"]
    assert names_in_order(kabkota) == [
        *("Kabupaten Sarolangun", "Kota Pekanbaru", "Kabupaten Batanghari"),
    ]
    assert "Peringkat kabupaten/kota, terendah dahulu" in page_words(kabkota)


def test_tingkat_means_nothing_below_the_nation(client):
    make_reported_jambi()

    text = page_words(page(client, siti(), "15.03", tingkat="kabkota"))

    assert "Peringkat kecamatan, terendah dahulu" in text


def test_names_lead_down_only_to_where_the_reader_may_look(client):
    jambi = make_reported_jambi()
    budi = make_budi(jambi)

    seen_by_siti = links(page(client, siti(), "15"))
    seen_by_budi = links(page(client, budi, "15"))

    assert "/wilayah/15.03/?per=2019-04-04" in seen_by_siti
    assert "/wilayah/15.04/?per=2019-04-04" not in seen_by_siti
    assert {"/wilayah/15.03/?per=2019-04-04", "/wilayah/15.04/?per=2019-04-04"} <= {*seen_by_budi}


def test_the_way_back_up_is_a_row_of_links(client):
    make_reported_jambi()

    response = page(client, siti(), "15.03.01")
    crumbs = [address for address in links(response) if address.startswith("/wilayah/")]

    assert crumbs[:3] == ["/wilayah/ID/", "/wilayah/15/", "/wilayah/15.03/"]
    assert not [address for address in crumbs[3:] if "15.03.01" not in address]


def test_only_the_operator_is_asked_to_enter_counts(client):
    jambi = make_reported_jambi()

    assert "Isi angka hari ini" in page_words(page(client, siti(), "15.03"))
    assert "Isi angka hari ini" not in page_words(page(client, make_budi(jambi), "15.03"))


def test_under_the_ranking_stands_how_often_earlier_projections_came_true():
    jambi = make_jambi()
    budi = make_budi(jambi)
    sibling = make_region("15.05")
    for place, held in ((jambi.sarolangun, 20), (jambi.batanghari, 23), (sibling, 7)):
        Backtest.objects.create(
            region=place, day=DAY, cases=24, held=held, straight_is_nearer=False
        )

    def said(code: str) -> bool:
        return "Dari 24 perkiraan terdahulu, 20 tepat" in page_words(page(Client(), budi, code))

    assert "Dari 72 perkiraan terdahulu, 50 tepat" in page_words(page(Client(), budi, "15"))
    assert said("15.03")
    assert not said("15.04")


def test_an_office_with_a_nearer_straight_line_is_shown_its_day_alone():
    jambi = make_jambi()
    make_target("98", deadline=DAY + timedelta(days=90))
    make_figure(jambi.sarolangun, wajib_ktp=20_000, recorded=18_000)
    siti = make_siti(jambi)
    for n in range(40):
        save_day(siti, {jambi.limun: 20}, day=DAY - timedelta(days=n))
    Backtest.objects.create(
        region=jambi.sarolangun, day=DAY, cases=24, held=20, straight_is_nearer=True
    )

    row = row_of(page(Client(), make_budi(jambi), "15"), "Sarolangun")

    assert "sekitar Mei 2019 garis lurus: sejauh ini lebih tepat di sini" in row
