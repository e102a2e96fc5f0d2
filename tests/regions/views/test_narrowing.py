"""Narrowing a ranking: which rows stay, in which order, and what a wrong choice does."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from regions.models import Kind, Region, User
from tests.factories import (
    DAY,
    make_budi,
    make_figure,
    make_jambi,
    make_person,
    make_region,
    renumber,
    save_day,
)
from tests.reading import names_in_order, page_words, table_rows

pytestmark = pytest.mark.django_db

WHOLE = [
    "Kota Jambi",
    "Kabupaten Batanghari",
    "Kabupaten Sarolangun",
    "Kota Sungai Penuh",
    "Kerinci",
]


@pytest.fixture(autouse=True)
def the_day_of_the_article_is_over(settings):
    """Its reports were due on Friday; it is Monday."""
    settings.TODAY = DAY + timedelta(days=4)


@pytest.fixture
def budi() -> User:
    """Budi's Jambi: five places, each with a state of its own.

    Kota Jambi 90 % (5.000 missing), Batanghari 95 % (50 missing, fell by 1 point this week),
    Sarolangun 98 % (reported today, rose by 3 points), Sungai Penuh 105 %, Kerinci unknown.
    """
    jambi = make_jambi()
    make_figure(make_region("15.71", "Kota Jambi", kind=Kind.KOTA), 50_000, 45_000)
    make_figure(jambi.batanghari, 1000, 960)
    make_figure(jambi.batanghari, 1000, 950, as_of=DAY)
    make_figure(jambi.sarolangun, 1000, 950)
    make_figure(make_region("15.72", "Kota Sungai Penuh", kind=Kind.KOTA), 1000, 1050)
    make_region("15.01", "Kerinci")
    operator = make_person("siti", "operator", jambi.sarolangun)
    save_day(operator, {jambi.limun: 30})
    return make_budi(jambi)


def page(client: Client, reader: User, code: str = "15", **query) -> HttpResponse:
    client.force_login(reader)
    response = client.get(f"/wilayah/{code}/", {"per": DAY, **query})
    assert response.status_code == 200
    return response


def listed(client: Client, reader: User, **query) -> list[str]:
    return names_in_order(page(client, reader, **query))


def test_without_a_filter_all_are_listed_lowest_first(client, budi):
    assert listed(client, budi) == WHOLE


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("below", ["Kota Jambi", "Kabupaten Batanghari"]),
        ("reached", ["Kabupaten Sarolangun", "Kota Sungai Penuh"]),
        ("over", ["Kota Sungai Penuh"]),
        ("silent", ["Kota Jambi", "Kabupaten Batanghari", "Kota Sungai Penuh", "Kerinci"]),
        ("unknown", ["Kerinci"]),
        ("", WHOLE),
    ],
)
def test_by_status(client, budi, status, names):
    assert listed(client, budi, status=status) == names


def test_nobody_is_silent_while_the_reports_are_not_due(client, budi, settings):
    settings.TODAY = DAY

    assert listed(client, budi, status="silent") == []


def test_exactly_100_percent_is_not_over(client):
    jambi = make_jambi()
    make_figure(jambi.batanghari, 1000, 1000)

    assert listed(client, make_budi(jambi), status="over") == []


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("kota", ["Kota Jambi", "Kota Sungai Penuh"]),
        ("kabupaten", ["Kabupaten Batanghari", "Kabupaten Sarolangun", "Kerinci"]),
    ],
)
def test_by_kind(client, budi, kind, names):
    assert listed(client, budi, jenis=kind) == names


@pytest.mark.parametrize("typed", ["sungai", "SUNGAI PENUH", " sungai "])
def test_by_a_part_of_the_name_in_any_case(client, budi, typed):
    assert listed(client, budi, nama=typed) == ["Kota Sungai Penuh"]


@pytest.mark.parametrize("typed", ["kincai", "15.81", "15.01", "kerinci"])
def test_by_a_code_or_a_name_of_the_past(client, budi, typed):
    kerinci = Region.objects.get(code="15.01")
    renumber(make_region("15.81", "Kincai", valid_to=DAY - timedelta(days=1)), kerinci, DAY)

    assert listed(client, budi, nama=typed) == ["Kerinci"]


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "\\", "<b>"])
def test_signs_in_a_name_mean_themselves(client, budi, typed):
    response = page(client, budi, nama=typed)

    assert names_in_order(response) == []
    assert "Tidak ada wilayah yang cocok dengan saringan ini." in page_words(response)


def test_filters_narrow_each_other(client, budi):
    assert listed(client, budi, status="silent", jenis="kota", nama="jambi") == ["Kota Jambi"]


def test_ranks_stay_those_of_the_whole(client, budi):
    response = page(client, budi, status="reached")

    assert [row.split()[0] for row in table_rows(response)] == ["3", "4"]


def test_the_sum_below_stays_that_of_the_whole(client, budi):
    whole = table_rows(page(client, budi), "tfoot")

    assert table_rows(page(client, budi, status="reached"), "tfoot") == whole


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("percent", WHOLE),
        (
            "missing",
            [
                *("Kota Jambi", "Kabupaten Batanghari", "Kabupaten Sarolangun"),
                *("Kota Sungai Penuh", "Kerinci"),
            ],
        ),
        (
            "change",
            [
                *("Kabupaten Batanghari", "Kabupaten Sarolangun"),
                # Never reported: nobody knows whether anything changed.
                *("Kota Jambi", "Kota Sungai Penuh", "Kerinci"),
            ],
        ),
    ],
)
def test_by_order_with_the_unknown_last(client, budi, order, names):
    assert listed(client, budi, urut=order) == names


def test_most_missing_first_is_not_lowest_first(client):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.batanghari, 100_000, 95_000)
    budi = make_budi(jambi)

    assert listed(client, budi) == ["Kabupaten Sarolangun", "Kabupaten Batanghari"]
    assert listed(client, budi, urut="missing") == ["Kabupaten Batanghari", "Kabupaten Sarolangun"]


@pytest.mark.parametrize(
    ("field", "label"), [("status", "Status"), ("jenis", "Jenis"), ("urut", "Urutan")]
)
@pytest.mark.parametrize("wrong", ["salah", "'; --", "0"])
def test_a_choice_that_is_none_is_named_and_all_rows_stay(client, budi, field, label, wrong):
    response = page(client, budi, **{field: wrong})

    assert names_in_order(response) == WHOLE
    assert response.content.decode().count('<p class="message error">') == 1
    assert f"{label}: " in page_words(response)


def test_a_wrong_choice_beside_a_right_one_narrows_nothing(client, budi):
    assert listed(client, budi, status="salah", jenis="kota") == WHOLE


def test_a_nul_in_a_name_is_an_error_message(client, budi):
    response = page(client, budi, nama="a\0b")

    assert names_in_order(response) == WHOLE
    assert response.content.decode().count('<p class="message error">') == 1


def test_the_form_keeps_what_was_chosen(client, budi):
    html = page(client, budi, status="below", nama="jam").content.decode()

    assert '<option value="below" selected>' in html
    assert 'name="nama" value="jam"' in html
    assert '<input type="hidden" name="per" value="2019-04-04">' in html


def test_the_nation_by_kabkota_keeps_tingkat_while_narrowing(client, budi):
    dewi = make_dewi_of(budi)
    response = page(client, dewi, "ID", tingkat="kabkota", jenis="kota")

    assert names_in_order(response) == ["Kota Jambi", "Kota Sungai Penuh"]
    assert '<input type="hidden" name="tingkat" value="kabkota">' in response.content.decode()


def make_dewi_of(budi: User) -> User:
    return make_person("dewi", "national", budi.region.parent)


def test_kind_is_asked_only_where_kabupaten_and_kota_are_listed(client, budi):
    dewi = make_dewi_of(budi)

    assert 'name="jenis"' in page(client, budi).content.decode()
    assert 'name="jenis"' not in page(client, dewi, "ID").content.decode()
    assert 'name="jenis"' not in page(client, dewi, "15.03").content.decode()
