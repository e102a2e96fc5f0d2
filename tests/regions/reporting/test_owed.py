"""The day that an office should fill in first: the working day before today, if it is missing."""

from datetime import date

import pytest

from regions.models import Channel, DayStatus
from regions.recording import lock_day
from regions.reporting import duty_of, owed_before
from tests.factories import DAY, at, save_day

pytestmark = pytest.mark.django_db

# The 3rd was a holiday.
TUESDAY, FRIDAY = date(2019, 4, 2), date(2019, 4, 5)


def owed(jambi, today: date = DAY) -> date | None:
    return owed_before(jambi.sarolangun, today, duty_of(jambi.sarolangun))


def test_it_is_the_last_working_day_before_today_across_a_holiday_or_a_weekend(jambi):
    assert owed(jambi) == TUESDAY
    assert owed(jambi, date(2019, 4, 3)) == TUESDAY
    assert owed(jambi, date(2019, 4, 7)) == owed(jambi, date(2019, 4, 8)) == FRIDAY


@pytest.mark.parametrize(
    "status", [{}, {"state": "closed"}, {"state": "zero", "zero_reason": "nobody_came"}]
)
def test_a_day_that_was_told_is_not_owed_and_none_before_it(jambi, siti, status):
    save_day(siti, {} if status else {jambi.limun: 1}, day=TUESDAY, status=status)

    assert owed(jambi) is None


def test_outreach_levels_and_a_remark_are_no_report(jambi, siti):
    save_day(siti, {jambi.limun: 1}, day=TUESDAY, channel=Channel.JEMPUT_BOLA)
    save_day(siti, {}, day=TUESDAY, status={"blangko_left": 4, "remark": "listrik padam"})

    assert owed(jambi) == TUESDAY


def test_a_day_that_is_locked_cannot_be_filled_in(jambi, budi):
    lock_day(
        kabkota=jambi.sarolangun, day=TUESDAY, locked=True, by=budi, at=at(), why="sudah dikirim"
    )

    assert DayStatus.objects.get().locked
    assert owed(jambi) is None


def test_nothing_is_owed_before_the_office_has_begun(jambi):
    office = jambi.sarolangun
    office.reports_from = DAY
    office.save()
    first = owed(jambi)
    office.reports_from = None
    office.save()

    assert (first, owed(jambi)) == (None, None)
    assert owed_before(office, FRIDAY, duty_of(office)) is None


def test_it_is_one_query(jambi, django_assert_num_queries):
    duty = duty_of(jambi.sarolangun)

    with django_assert_num_queries(1):
        owed_before(jambi.sarolangun, DAY, duty)
