"""The day of a region's page: yesterday and tomorrow, and addresses that cannot be meant."""

from datetime import date, timedelta

import pytest
from django.test import Client

from regions.decrees import apply_decree, read_decree
from regions.models import Region, User
from regions.ranking import trend
from tests.factories import (
    DAY,
    make_budi,
    make_dewi,
    make_figure,
    make_region,
    make_siti,
    renumber,
    save_day,
)
from tests.reading import links, page_words, table_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def page(client: Client, reader: User, code: str, **query):
    client.force_login(reader)
    return client.get(f"/wilayah/{code}/", query)


def day_links(response) -> list[str]:
    """The addresses of other days, but for the one in the line about today."""
    before, _line, rest = response.content.decode().partition('<p class="today">')
    response.content = before + (rest.partition("</p>")[2] if rest else "")
    found = [address for address in links(response) if address.startswith("?")]
    return [address for address in found if "format=" not in address]


def test_without_a_day_the_page_is_of_the_last_day_that_is_overdue(client, jambi):
    budi = make_budi(jambi)

    assert "1 April 2019." in page_words(page(client, budi, "15"))
    assert "1 April 2019." in page_words(page(client, budi, "15", per=""))


def test_without_a_day_the_page_is_of_today_once_half_have_reported(client, jambi):
    save_day(make_siti(jambi), {jambi.limun: 60})

    assert "4 April 2019." in page_words(page(client, make_budi(jambi), "15"))


def test_an_earlier_day_is_shown_as_it_was(client, jambi):
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    make_figure(jambi.batanghari, wajib_ktp=1000, recorded=960)
    save_day(make_siti(jambi), {jambi.limun: 60})

    yesterday = page(client, make_budi(jambi), "15", per="2019-04-03")

    assert "3 April 2019. 88,00 % sudah merekam (1.760 dari 2.000" in page_words(yesterday)
    assert "belum pernah lapor" in table_rows(yesterday)[0]


def test_the_day_leads_to_the_day_before_and_after(client, jambi):
    response = page(client, make_budi(jambi), "15", per="2019-04-01")

    assert day_links(response) == ["?per=2019-03-31", "?per=2019-04-02"]


def test_today_has_no_day_after(client, jambi):
    response = page(client, make_budi(jambi), "15", per="2019-04-04")

    assert day_links(response) == ["?per=2019-04-03"]


def test_there_is_no_day_before_the_first_one_of_the_figures_or_of_the_place(client, jambi):
    made = make_region("15.09", valid_from=date(2019, 4, 3))

    budi = make_budi(jambi)

    assert day_links(page(client, budi, "15", per="2005-01-01")) == ["?per=2005-01-02"]
    assert day_links(page(client, budi, made.code, per="2019-04-03")) == ["?per=2019-04-04"]


def test_another_day_keeps_what_was_narrowed_down(client, jambi):
    response = page(client, make_budi(jambi), "15", per="2019-04-01", status="below")

    assert day_links(response) == [
        *("?per=2019-03-31&status=below", "?per=2019-04-02&status=below"),
    ]
    assert '<input type="hidden" name="status" value="below">' in response.content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2019-04-05", "Tanggal 5 April 2019 belum tiba."),
        ("9999-12-31", "belum tiba"),
        ("2019-02-29", "“2019-02-29” bukan tanggal"),
        ("04-04-2019", "“04-04-2019” bukan tanggal"),
        ("kemarin", "“kemarin” bukan tanggal"),
        ("2004-12-31", "Tidak ada angka dari sebelum tahun 2005."),
        ("0019-04-04", "Tidak ada angka dari sebelum tahun 2005."),
        ("19-04-04", "bukan tanggal"),
        ("2019-04-04T10:00", "bukan tanggal"),
        ("2019-04-04\0", "bukan tanggal"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused_with_a_sentence(client, jambi, day, words):
    response = page(client, make_budi(jambi), "15", per=day)

    assert response.status_code == 400
    assert words in page_words(response)


def test_markup_in_a_day_is_shown_as_typed(client, jambi):
    response = page(client, make_budi(jambi), "15", per="<script>")

    assert response.status_code == 400
    assert "“&lt;script&gt;” bukan tanggal" in response.content.decode()


def test_a_leap_day_is_a_day(client, jambi, settings):
    settings.TODAY = date(2024, 3, 1)

    response = page(client, make_budi(jambi), "15", per="2024-02-29")

    assert response.status_code == 200
    assert "29 Februari 2024." in page_words(response)


def test_the_first_day_with_figures_is_shown(client, jambi):
    assert page(client, make_budi(jambi), "15", per="2005-01-01").status_code == 200


@pytest.mark.parametrize("code", ["15.99", "sarolangun", "15.03.", "%00", "15%00", "1503", "id"])
def test_an_unknown_code_is_not_found_and_named(client, jambi, code):
    response = page(client, make_dewi(jambi), code)

    assert response.status_code == 404
    assert "Tidak ada wilayah dengan kode" in page_words(response)


def test_an_old_address_leads_to_the_new_place_and_names_the_decree(client, jambi):
    successor = make_region("15.03.09", "Pauh Baru", valid_from=DAY)
    renumber(make_region("15.03.08", "Pauh Lama"), successor)
    siti = make_siti(jambi)

    response = page(client, siti, "15.03.08")
    words = page_words(client.get(response.url))

    assert (response.status_code, response.url) == (302, "/wilayah/15.03.09/")
    assert "15.03.08 Pauh Lama berlaku sampai 3 April 2019." in words
    assert "Wilayah itu menjadi 15.03.09 Pauh Baru (Kepmendagri 1)." in words
    assert "Sampai 3 April 2019: 15.03.08 Pauh Lama (Kepmendagri 1)." in words
    asked = page(client, siti, "15.03.08", per=DAY.isoformat())
    assert asked.url == f"/wilayah/15.03.09/?per={DAY.isoformat()}"
    assert page(client, siti, "15.03.08", per="2019-04-03").status_code == 200


def test_an_address_leads_to_the_code_of_the_day_that_is_asked_for(client, jambi):
    first = make_region("15.03.08", "Lama")
    second = make_region("15.03.09", "Tengah", valid_from=date(2019, 3, 1))
    third = make_region("15.03.10", "Baru", valid_from=DAY)
    renumber(first, second)
    renumber(second, third)
    siti = make_siti(jambi)

    for code, day, then in (
        ("15.03.08", "2019-03-05", "15.03.09"),
        ("15.03.10", "2019-03-05", "15.03.09"),
        ("15.03.09", "2019-02-05", "15.03.08"),
        ("15.03.08", "2019-04-04", "15.03.10"),
    ):
        assert page(client, siti, code, per=day).url == f"/wilayah/{then}/?per={day}"


def test_a_part_of_a_split_says_why_it_is_unknown_and_keeps_its_course(client, jambi):
    make_figure(jambi.pauh, 1000, 800)
    decree = (
        b"day,kind,old,new,name,decree\n2019-04-01,split,15.03.03,15.03.31,Pauh Hilir,Perda 1\n"
    )
    apply_decree(read_decree(decree), DAY)
    siti = make_siti(jambi)

    words = page_words(page(client, siti, "15.03.03", per=DAY.isoformat()))
    course = trend(Region.objects.get(code="15.03.03"), [date(2019, 3, 31), DAY])

    assert "angkanya belum dirinci sejak pemekaran wilayah" in words
    assert "belum ada angka penduduk yang terbit" not in words
    assert [point.standing.hundredths for point in course.points] == [8000, None]
    assert (course.known, course.parts) == (1, 1)


def test_an_address_of_a_place_that_was_split_says_what_it_became(client, jambi):
    entries = read_decree(
        b"day,kind,old,new,name,decree\n"
        b"2019-04-01,split,15.03.03,15.03.31,Pauh Hilir,Perda 1\n"
        b"2019-04-01,split,15.03.03,15.03.32,Pauh Hulu,Perda 1\n"
    )
    apply_decree(entries, DAY)
    siti = make_siti(jambi)

    response = page(client, siti, "15.03.03", per=DAY.isoformat())

    assert response.status_code == 404
    became = "Wilayah itu menjadi 15.03.31 Pauh Hilir, 15.03.32 Pauh Hulu (Perda 1)."
    assert became in page_words(response)
    assert page(client, siti, "15.03.03", per="2019-03-31").status_code == 200
    part = page_words(page(client, siti, "15.03.31", per=DAY.isoformat()))
    assert "Sampai 31 Maret 2019 bagian dari 15.03.03 Pauh (Perda 1)." in part


def test_a_place_that_ended_is_still_shown_on_its_last_day(client, jambi):
    make_region("15.03.08", "Pauh Lama", valid_to=DAY - timedelta(days=1))
    siti = make_siti(jambi)

    assert page(client, siti, "15.03.08", per="2019-04-03").status_code == 200
    assert page(client, siti, "15.03.08").status_code == 404


def test_a_place_that_had_not_begun_is_not_found(client, jambi):
    make_region("15.03.09", "Pauh Baru", valid_from=DAY)

    response = page(client, make_siti(jambi), "15.03.09", per="2019-04-03")

    assert response.status_code == 404
    assert "Pauh Baru belum atau tidak lagi berlaku" in page_words(response)


def test_a_ranking_lists_only_the_places_of_its_day(client, jambi):
    make_region("15.03.09", "Pauh Baru", valid_from=DAY)
    siti = make_siti(jambi)

    assert len(table_rows(page(client, siti, "15.03", per="2019-04-03"))) == 3
    assert len(table_rows(page(client, siti, "15.03", per="2019-04-04"))) == 4


def test_a_stranger_is_refused_before_the_day_is_read(client, jambi):
    response = page(client, make_siti(jambi), "15.04", per="kemarin")

    assert response.status_code == 403
