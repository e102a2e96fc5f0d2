"""How long an office has been silent, and how many stand behind each counter of a day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from regions.models import DayStatus, State
from regions.reporting import USUAL, Duty, OfficeReport, Report, report_of
from regions.reporting.expected import Silence, counters, silence

WIB = Duty(ZoneInfo("Asia/Jakarta"), USUAL, date(2018, 12, 27))
FRIDAY = date(2019, 3, 29)
SATURDAY = date(2019, 3, 30)
MONDAY = date(2019, 4, 1)
TUESDAY = date(2019, 4, 2)
HOLIDAY = date(2019, 4, 3)
THURSDAY = date(2019, 4, 4)
MUCH_LATER = date(2019, 6, 1)


def test_the_working_days_between_two_days_leave_out_the_first_weekends_and_holidays():
    assert USUAL.between(FRIDAY, THURSDAY) == (MONDAY, TUESDAY, THURSDAY)
    assert USUAL.between(THURSDAY, THURSDAY) == ()


def test_silence_counts_the_working_days_since_the_last_report():
    assert silence(FRIDAY, (), THURSDAY, MUCH_LATER, WIB) == Silence(overdue=3, open=0)


def test_a_report_of_the_day_itself_is_no_silence():
    assert silence(THURSDAY, (), THURSDAY, MUCH_LATER, WIB) == Silence(0, 0)


def test_weekends_and_holidays_are_no_silence():
    assert silence(FRIDAY, (), SATURDAY, MUCH_LATER, WIB) == Silence(0, 0)
    assert silence(TUESDAY, (), HOLIDAY, MUCH_LATER, WIB) == Silence(0, 0)


def test_closed_days_are_no_silence_and_do_not_end_one():
    assert silence(FRIDAY, {TUESDAY}, THURSDAY, MUCH_LATER, WIB) == Silence(overdue=2, open=0)


def test_days_still_open_are_no_silence_yet():
    on_the_day = silence(FRIDAY, (), THURSDAY, THURSDAY, WIB)
    on_friday = silence(FRIDAY, (), THURSDAY, date(2019, 4, 5), WIB)
    on_saturday = silence(FRIDAY, (), THURSDAY, date(2019, 4, 6), WIB)

    assert on_the_day == Silence(overdue=1, open=2)
    assert on_friday == Silence(overdue=2, open=1)
    assert on_saturday == Silence(overdue=3, open=0)


def test_what_is_awaited_are_overdue_and_open_days():
    assert Silence(overdue=2, open=1).awaited == 3


def test_the_longer_silence_is_the_greater():
    assert Silence(2, 0) > Silence(1, 2) > Silence(1, 0)


def status_of(state: State, day: date, days_late: int) -> DayStatus:
    reported_at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return DayStatus(state=state, first_reported_at=reported_at + timedelta(days=days_late))


def naive_silence(told: dict[date, State], last_report: date, day: date, today: date) -> Silence:
    """Day by day from the last report on, by what someone who waits would see."""
    overdue = still_open = 0
    d = last_report + timedelta(days=1)
    while d <= day:
        status = status_of(told[d], d, 0) if d in told else None
        report = report_of(status, d, today, WIB)
        overdue += report == Report.MISSING
        still_open += report == Report.OPEN
        d += timedelta(days=1)
    return Silence(overdue, still_open)


@given(
    last_report=st.dates(date(2018, 12, 20), date(2019, 6, 30)),
    length=st.integers(0, 60),
    ago=st.integers(0, 10),
    closed=st.sets(st.integers(1, 60)),
    withdrawn=st.sets(st.integers(1, 60)),
)
def test_silence_is_what_a_count_day_by_day_finds(last_report, length, ago, closed, withdrawn):
    day = last_report + timedelta(days=length)
    told = {last_report + timedelta(days=n): State.EMPTY for n in withdrawn}
    told |= {last_report + timedelta(days=n): State.CLOSED for n in closed}
    closed_days = {d for d, state in told.items() if state == State.CLOSED}
    today = day + timedelta(days=ago)

    found = silence(last_report, closed_days, day, today, WIB)

    assert found == naive_silence(told, last_report, day, today)


def test_counters_tell_the_states_of_a_working_day_apart():
    reports = [
        (Report.ON_TIME, True),
        (Report.ON_TIME, True),
        (Report.LATE, True),
        (Report.ZERO, True),
        (Report.CLOSED, False),
        (Report.MISSING, True),
        (Report.OPEN, True),
        (Report.NOT_BEGUN, False),
    ]

    found = counters(reports)

    assert (found.places, found.expected) == (8, 6)
    assert (found.reported, found.late, found.zero) == (4, 1, 1)
    assert (found.closed, found.missing, found.open) == (1, 1, 1)
    assert (found.day_off, found.not_begun) == (0, 1)


def test_nobody_is_expected_on_a_holiday_though_some_report():
    found = counters([(Report.ON_TIME, False), (Report.DAY_OFF, False)])

    assert (found.expected, found.reported, found.day_off) == (0, 1, 1)


told_days = st.one_of(
    st.none(), st.tuples(st.sampled_from(list(State)), st.integers(min_value=0, max_value=9))
)
begins = st.one_of(st.none(), st.dates(date(2019, 3, 20), date(2019, 4, 30)))


@given(
    day=st.dates(date(2019, 3, 25), date(2019, 4, 25)),
    ago=st.integers(0, 6),
    offices=st.lists(st.tuples(told_days, begins), max_size=20),
)
def test_counters_add_up_to_the_places_whatever_was_told(day, ago, offices):
    today = day + timedelta(days=ago)
    works, deadline = USUAL.is_working(day), USUAL.next_after(day)
    found_reports = []
    for told, begin in offices:
        duty = Duty(WIB.zone, USUAL, begin)
        report = report_of(told and status_of(told[0], day, told[1]), day, today, duty)
        found_reports.append(OfficeReport("15.03", "", "Jambi", report, works, deadline))
    reports = [one.report for one in found_reports]

    found = counters((one.report, one.is_expected) for one in found_reports)

    assert found.places == len(offices)
    sorts = found.reported + found.closed + found.missing + found.open
    assert found.places == sorts + found.day_off + found.not_begun
    off = (Report.CLOSED, Report.DAY_OFF, Report.NOT_BEGUN)
    expected = sum(works and report not in off for report in reports)
    assert found.expected == expected
    assert {r: getattr(found, r.value) for r in Report} == {r: reports.count(r) for r in Report}
