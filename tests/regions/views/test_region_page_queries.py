"""A region's page asks the database as often for 514 places as for eleven."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions.levels import Level
from regions.models import (
    DailyCount,
    DayStatus,
    DayTotal,
    Kind,
    PopulationFigure,
    Region,
    RunningHead,
    State,
    User,
)
from tests.factories import AS_OF, DAY, at, make_dewi, make_jambi, make_region, make_siti
from tests.reading import table_rows

pytestmark = pytest.mark.django_db

# Session, person, their region; then the page's own.
AROUND_EVERY_PAGE = 3


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def make_kabkota(province: Region, numbers: range, by: User) -> None:
    """Kabupaten with a figure, a total and a report of `DAY`, a dozen inserts in all."""
    units = Region.objects.bulk_create(
        Region(
            code=f"{province.code}.{number:03}",
            name=f"Kabupaten {number}",
            kind=Kind.KABUPATEN,
            level=Level.KABKOTA,
            parent=province,
            province=province,
        )
        for number in numbers
    )
    PopulationFigure.objects.bulk_create(
        PopulationFigure(
            region=unit,
            as_of=AS_OF,
            published_on=AS_OF,
            wajib_ktp=1000 + number,
            recorded=900,
            source="DKB",
        )
        for number, unit in enumerate(units)
    )
    RunningHead.objects.bulk_create(
        RunningHead(kabkota=unit, first_day=DAY, last_day=DAY, recorded_total=7) for unit in units
    )
    DayTotal.objects.bulk_create(
        DayTotal(head_id=unit.pk, day=DAY, recorded=7, recorded_total=7) for unit in units
    )
    DayStatus.objects.bulk_create(
        DayStatus(kabkota=unit, day=DAY, state=State.REPORTED, entered_by=by, entered_at=at())
        for unit in units
    )


def make_kecamatan(kabkota: Region, numbers: range, by: User) -> None:
    places = [make_region(f"{kabkota.code}.{number:02}") for number in numbers]
    DailyCount.objects.bulk_create(
        DailyCount(
            region=place,
            kabkota=kabkota,
            province=kabkota.province,
            day=DAY,
            recorded=5,
            entered_by=by,
            entered_at=at(),
        )
        for place in places
    )


def asked(client: Client, reader: User, address: str) -> tuple[int, int]:
    """How many rows the page has, and how many queries it took."""
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return len(table_rows(response)), len(queries)


def test_the_nation_by_kabkota_asks_as_often_for_514_rows_as_for_11(client):
    jambi = make_jambi()
    dewi = make_dewi(jambi)
    make_kabkota(jambi.province, range(100, 109), by=dewi)
    eleven = asked(client, dewi, "/wilayah/ID/?tingkat=kabkota")

    make_kabkota(jambi.province, range(109, 612), by=dewi)
    all_of_them = asked(client, dewi, "/wilayah/ID/?tingkat=kabkota")

    assert (eleven[0], all_of_them[0]) == (11, 514)
    assert eleven[1] == all_of_them[1] <= AROUND_EVERY_PAGE + 29


def test_a_province_and_the_nation_by_province_ask_as_often_at_any_size(client):
    jambi = make_jambi()
    dewi = make_dewi(jambi)
    make_kabkota(jambi.province, range(99, 100), by=dewi)
    addresses = (f"/wilayah/15/?per={DAY}", f"/wilayah/ID/?per={DAY}")
    small = [asked(client, dewi, address)[1] for address in addresses]

    make_kabkota(jambi.province, range(100, 200), by=dewi)
    make_kabkota(make_region("14"), range(100, 200), by=dewi)
    large = [asked(client, dewi, address)[1] for address in addresses]

    assert small == large
    assert max(large) <= AROUND_EVERY_PAGE + 27


def test_narrowing_costs_no_query(client):
    jambi = make_jambi()
    dewi = make_dewi(jambi)
    make_kabkota(jambi.province, range(100, 130), by=dewi)
    _, plain = asked(client, dewi, "/wilayah/15/")

    rows, narrowed = asked(
        client, dewi, "/wilayah/15/?nama=kabupaten&jenis=kabupaten&status=below&urut=change"
    )

    assert rows == 30
    # Names of the past may be meant.
    assert narrowed == plain + 1


def test_a_kabupaten_asks_as_often_for_40_kecamatan_as_for_three(client):
    jambi = make_jambi()
    siti = make_siti(jambi)
    three = asked(client, siti, "/wilayah/15.03/")

    make_kecamatan(jambi.sarolangun, range(4, 41), by=siti)
    forty = asked(client, siti, "/wilayah/15.03/")

    assert (three[0], forty[0]) == (3, 40)
    assert three[1] == forty[1] <= AROUND_EVERY_PAGE + 40


def test_a_kecamatan_asks_as_often_however_many_days_and_neighbours_it_has(client):
    jambi = make_jambi()
    siti = make_siti(jambi)
    _, alone = asked(client, siti, "/wilayah/15.03.01/")

    make_kecamatan(jambi.sarolangun, range(4, 41), by=siti)
    DailyCount.objects.bulk_create(
        DailyCount(
            region=jambi.limun,
            kabkota=jambi.sarolangun,
            province=jambi.province,
            day=DAY - timedelta(days=n),
            recorded=n,
            entered_by=siti,
            entered_at=at(),
        )
        for n in range(30)
    )

    assert asked(client, siti, "/wilayah/15.03.01/")[1] == alone
