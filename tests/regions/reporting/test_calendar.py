"""On which days offices work: weekends, holidays, joint leave, and what was decreed since."""

from datetime import date

import pytest

from regions.models import DecreedDay, Region, User
from regions.recording import Signature, decree_day
from regions.reporting import USUAL, Calendars, Report, reports_of_day, working_days_of
from tests.factories import DAY, at, make_dewi, make_region

HOLIDAY = date(2019, 4, 3)
MUCH_LATER = date(2019, 5, 20)


def decree(region: Region, day: date, by: User, *, is_off: bool, name: str = "SKB") -> bool:
    return decree_day(region, day, is_off=is_off, decree=name, signed=Signature(by, at()))


@pytest.mark.parametrize(
    "day",
    [
        *(date(2019, 6, 3), date(2019, 6, 4), date(2019, 6, 7), date(2019, 12, 24)),
        *(date(2026, 3, 20), date(2026, 12, 24)),
    ],
)
def test_joint_leave_is_no_working_day(day):
    assert day.weekday() < 5
    assert not USUAL.is_working(day)


def test_lebaran_of_2019_lasts_from_one_friday_to_the_monday_after_next():
    friday, monday = date(2019, 5, 31), date(2019, 6, 10)

    assert USUAL.next_after(friday) == monday
    assert USUAL.between(friday, monday) == (monday,)


def test_days_are_told_apart_by_their_year():
    assert USUAL.is_working(date(2018, 12, 31))
    assert not USUAL.is_working(date(2019, 1, 1))


@pytest.mark.django_db
def test_a_decree_of_the_nation_makes_a_day_off_everywhere(jambi):
    decree(jambi.nation, DAY, make_dewi(jambi), is_off=True)

    works = [working_days_of(r) for r in (jambi.nation, jambi.province, jambi.sarolangun)]

    assert [one.is_working(DAY) for one in works] == [False] * 3
    assert works[0].next_after(HOLIDAY) == date(2019, 4, 5)
    assert USUAL.is_working(DAY)


@pytest.mark.django_db
def test_a_decree_can_lift_a_holiday_and_a_weekend(jambi):
    saturday = date(2019, 4, 6)
    dewi = make_dewi(jambi)
    for day in (HOLIDAY, saturday):
        decree(jambi.nation, day, dewi, is_off=False)

    works = working_days_of(jambi.sarolangun)

    assert works.is_working(HOLIDAY)
    assert works.next_after(date(2019, 4, 5)) == saturday


@pytest.mark.django_db
@pytest.mark.parametrize("province_first", [True, False])
def test_the_word_of_a_province_goes_before_that_of_the_nation(jambi, province_first):
    dewi = make_dewi(jambi)
    riau = make_region("14")
    for own in (province_first, not province_first):
        decree(jambi.province if own else jambi.nation, DAY, dewi, is_off=not own)

    calendars = Calendars()

    assert calendars.of(jambi.province.pk).is_working(DAY)
    assert not calendars.of(riau.pk).is_working(DAY)
    assert not calendars.of(None).is_working(DAY)


@pytest.mark.django_db
def test_of_two_decrees_the_newest_holds_and_the_older_stays(jambi):
    dewi = make_dewi(jambi)
    decree(jambi.nation, DAY, dewi, is_off=True, name="SKB 1")
    decree(jambi.nation, DAY, dewi, is_off=False, name="SKB 2")

    assert working_days_of(jambi.province).is_working(DAY)
    assert list(DecreedDay.objects.values_list("decree", flat=True)) == ["SKB 1", "SKB 2"]


@pytest.mark.django_db
def test_the_same_decree_sent_twice_is_entered_once(jambi):
    dewi = make_dewi(jambi)

    sent = [decree(jambi.nation, DAY, dewi, is_off=True) for _ in range(2)]

    assert sent == [True, False]
    assert DecreedDay.objects.count() == 1


@pytest.mark.django_db
def test_two_provinces_differ_on_the_page_of_the_nation(jambi):
    make_region("14.01")
    decree(jambi.province, DAY, make_dewi(jambi), is_off=True)

    found = reports_of_day(jambi.nation, DAY, lambda zone: MUCH_LATER)

    assert found.by_office == {
        "14.01": Report.MISSING,
        "15.03": Report.DAY_OFF,
        "15.04": Report.DAY_OFF,
    }
    assert (found.counters.expected, found.counters.day_off) == (1, 2)
    assert (found.by_province["15"].expected, found.by_province["14"].expected) == (0, 1)


@pytest.mark.django_db
def test_a_decreed_day_off_gives_a_day_more_to_report(jambi):
    friday = date(2019, 4, 5)
    before = reports_of_day(jambi.sarolangun, DAY, lambda zone: date(2019, 4, 6))
    decree(jambi.province, friday, make_dewi(jambi), is_off=True)

    after = reports_of_day(jambi.sarolangun, DAY, lambda zone: date(2019, 4, 6))

    assert before.by_office == {"15.03": Report.MISSING}
    assert after.by_office == {"15.03": Report.OPEN}
    assert after.open_until == date(2019, 4, 8)
