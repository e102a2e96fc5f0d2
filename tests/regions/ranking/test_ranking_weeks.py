"""What a row of the ranking knows of its last weeks, and of its last report."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.levels import Level
from regions.models import Region, User
from regions.ranking import Ranking, Row, rank_children
from tests.factories import DAY, make_dewi, make_jambi, make_siti, save_day, undone
from tests.properties import examples
from tests.regions.by_hand import (
    KABKOTA,
    START,
    Rows,
    exists,
    figures,
    former,
    make_places,
    make_world,
    people,
    saves,
)

pytestmark = pytest.mark.django_db

zero_days = st.lists(
    st.tuples(st.sampled_from(KABKOTA), st.integers(0, 59)), max_size=6, unique=True
)


def weeks_of(parts: list[list[Region]], day: date, weeks: int, rows: Rows) -> tuple[int, ...]:
    ends = [day - timedelta(days=7 * back) for back in reversed(range(weeks))]
    return tuple(
        sum(people(places, end - timedelta(days=7), end, rows) for places in parts) for end in ends
    )


def assert_offices(row: Row, day: date, weeks: int, rows: Rows) -> None:
    """A kabupaten/kota, a province or the nation, by the kabupaten/kota that exist."""
    units = [unit for unit in rows.regions if unit.code.count(".") == 1 and exists(unit, day)]
    mine = [
        unit
        for unit in units
        if row.region.code == "ID" or row.region.pk in (unit.pk, unit.province_id)
    ]
    assert row.weeks == weeks_of([[unit] for unit in mine], day, weeks, rows)


def assert_kecamatan(row: Row, day: date, weeks: int, rows: Rows) -> None:
    places = former(row.region, day, rows)
    ids = {place.pk for place in places}
    given = [c for c in rows.counts if c.region_id in ids and c.day == day]
    assert row.weeks == weeks_of([places], day, weeks, rows)
    assert (row.last_report == day) == any(count.recorded is not None for count in given)


def all_rows(ranking: Ranking) -> list[Row]:
    return [ranking.head, *ranking.rows]


@examples(40)
@given(
    figures=figures,
    saves=saves,
    zeros=zero_days,
    offset=st.integers(-1, 70),
    weeks=st.integers(0, 9),
)
def test_weeks_and_reports_of_every_row_equal_those_computed_by_hand(
    figures, saves, zeros, offset, weeks
):
    day = START + timedelta(days=offset)
    with undone():
        places = make_places()
        make_world(places, True, figures, saves, targets=[])
        for code, on in zeros:
            clerk = User.objects.select_related("region").get(username=code)
            zero = {"state": "zero", "zero_reason": "nobody_came"}
            save_day(clerk, {}, day=START + timedelta(days=on), status=zero)
        rows = Rows.stored()

        rankings = [
            rank_children(places["ID"], day, weeks=weeks),
            rank_children(places["ID"], day, Level.KABKOTA, weeks=weeks),
            rank_children(places["15"], day, weeks=weeks),
        ]
        for row in (row for ranking in rankings for row in all_rows(ranking)):
            assert_offices(row, day, weeks, rows)
        for code in ("15.03", "15.04"):
            inside = rank_children(places[code], day, weeks=weeks)
            assert_offices(inside.head, day, weeks, rows)
            for row in inside.rows:
                assert_kecamatan(row, day, weeks, rows)
        if exists(places["15.03.13"], day):
            assert_kecamatan(
                rank_children(places["15.03.13"], day, weeks=weeks).head, day, weeks, rows
            )


def test_a_zero_with_its_reason_is_a_report_on_the_offices_own_page_as_on_its_provinces():
    jambi = make_jambi()
    save_day(make_siti(jambi), {}, status={"state": "zero", "zero_reason": "device_broken"})

    in_province = next(
        row for row in rank_children(jambi.province, DAY).rows if row.region == jambi.sarolangun
    )
    own = rank_children(jambi.sarolangun, DAY).head

    assert own.last_report == DAY
    assert in_province.last_report == DAY


def test_what_an_outreach_event_counted_is_no_report_of_the_office():
    jambi = make_jambi()
    dewi = make_dewi(jambi)
    save_day(dewi, {jambi.limun: 40}, kabkota=jambi.sarolangun, channel="jemput_bola")

    own = rank_children(jambi.sarolangun, DAY, weeks=1).head

    assert own.last_report is None
    assert own.weeks == (40,)
