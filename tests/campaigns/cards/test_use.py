"""What a counter needed: a day without cards, without a report, or without a number is no zero.

The weeks are compared with a count day by day over the stored rows, in plain loops; and what
makes days untold never makes cards last longer.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.cards import Holding, count_stock, holdings
from campaigns.cards.use import CounterUse, use_of
from campaigns.models import CardMove
from regions.arithmetic import Week
from regions.decrees import Lineage
from regions.models import MEASURES, DailyCount, DayStatus, Region, State, ZeroReason
from regions.recording import (
    KEEP,
    STATUS_FIELDS,
    OfficeDay,
    PlaceDay,
    Signature,
    record_days,
)
from regions.reporting import USUAL
from tests.campaigns.factories import make_event, make_stop, receive, save_result
from tests.factories import DAY, at, make_jambi, make_siti, save_day, undone
from tests.properties import examples

pytestmark = pytest.mark.django_db


def before(days: int) -> date:
    return DAY - timedelta(days=days)


DAYS = [before(back) for back in reversed(range(56))]
WORKING = [day for day in DAYS if USUAL.is_working(day)]


class Told(NamedTuple):
    """What an office says of a day: cards printed, cards left, and its state."""

    printed: int | None = None
    left: int | None = None
    state: str = State.EMPTY
    reason: str = ""
    recorded: int | None = None


SILENT = Told()
EMPTY_SHELF = Told(left=0)
HONEST_ZERO = Told(state=State.ZERO, reason=ZeroReason.NOBODY_CAME)
NO_CARDS = Told(state=State.ZERO, reason=ZeroReason.NO_CARDS)
CLOSED = Told(state=State.CLOSED)
NO_NUMBER_OF_CARDS = Told(recorded=5)


def said_of(told: Told) -> dict[str, str]:
    return {"state": told.state, "zero_reason": told.reason}


def write(siti, place: Region, days: dict[date, Told]) -> None:
    """Store all these days of the office of a kecamatan at once; a silent one says nothing."""
    keep = dict.fromkeys(MEASURES, KEEP)
    counts = [
        PlaceDay(
            place.kabkota_id,
            place.province_id,
            place.pk,
            day,
            tuple({**keep, "printed": told.printed, "recorded": told.recorded}.values()),
        )
        for day, told in days.items()
        if (told.printed, told.recorded) != (None, None)
    ]
    statuses = [
        OfficeDay(
            place.kabkota_id,
            day,
            tuple(
                {
                    **dict.fromkeys(STATUS_FIELDS, KEEP),
                    **({} if told.state == State.EMPTY else said_of(told)),
                    "blangko_left": told.left,
                }.values()
            ),
        )
        for day, told in days.items()
        if told != SILENT
    ]
    list(record_days(counts, statuses, Signature(siti, at())))


def use(office: Region) -> CounterUse:
    return use_of([office], DAY, Lineage([]))[office.pk]


def last_week(office: Region) -> Week:
    return use(office).weeks[-1]


def each_working_day(told: Told) -> dict[date, Told]:
    return dict.fromkeys(WORKING, told)


# One rule each. 29 March to 4 April: four working days, and 3 April is off.

TEN = Told(printed=10)


@pytest.mark.parametrize(
    ("told", "days", "cards"),
    [
        (TEN, 4, 40),
        (Told(printed=99, left=0), 3, 30),
        (EMPTY_SHELF, 3, 30),
        (NO_CARDS, 3, 30),
        (NO_CARDS._replace(left=40), 3, 30),
        (CLOSED._replace(left=0), 3, 30),
        (SILENT, 3, 30),
        (NO_NUMBER_OF_CARDS, 3, 30),
        (Told(printed=0), 4, 30),
        (HONEST_ZERO, 4, 30),
        (CLOSED, 4, 30),
    ],
)
def test_a_day_counts_as_what_it_says_of_cards(jambi, siti, told, days, cards):
    write(siti, jambi.pauh, each_working_day(TEN) | {DAY: told})

    week = last_week(jambi.sarolangun)

    assert (week.working, week.told, week.people) == (4, days, cards)


def test_only_days_that_nobody_told_of_are_awaited(jambi, siti):
    days = each_working_day(TEN) | {DAY: SILENT, WORKING[-3]: CLOSED, WORKING[-6]: EMPTY_SHELF}
    write(siti, jambi.pauh, days | {WORKING[-4]: NO_NUMBER_OF_CARDS})

    assert use(jambi.sarolangun).untold == (WORKING[-4], DAY)


def test_of_a_day_with_few_kecamatan_the_cards_of_the_others_are_not_known(jambi, siti):
    ten = Told(printed=10, recorded=10)
    for place in (jambi.limun, jambi.pauh, jambi.sarolangun_kota):
        write(siti, place, each_working_day(ten))
    write(siti, jambi.limun, {DAY: Told(printed=4, recorded=4)})
    assert last_week(jambi.sarolangun).told == 4

    gone = {"recorded": None, "printed": None}
    save_day(siti, {jambi.pauh: gone, jambi.sarolangun_kota: gone})

    week = last_week(jambi.sarolangun)
    assert (week.working, week.told, week.people) == (4, 3, 90)
    assert use(jambi.sarolangun).untold == (DAY,)


@pytest.mark.parametrize("came", ["receipt", "count", "level", "use"])
def test_a_shelf_stays_empty_until_something_shows_that_cards_came(jambi, siti, came):
    # Friday is empty; of Monday to Thursday 0 cards are told, until some come on Tuesday.
    friday, monday, tuesday, thursday = WORKING[-4:]
    later = dict.fromkeys((monday, tuesday, thursday), Told(printed=0))
    write(siti, jambi.pauh, each_working_day(TEN) | {friday: EMPTY_SHELF} | later)
    assert last_week(jambi.sarolangun).told == 0

    if came == "receipt":
        receive(jambi.sarolangun, 500, siti, day=tuesday)
    elif came == "count":
        receive(jambi.sarolangun, 500, siti, day=before(60))
        count_stock(jambi.sarolangun, 9, day=tuesday, by=siti, at=at())
    else:
        told = {"level": Told(printed=0, left=300), "use": Told(printed=30)}
        write(siti, jambi.pauh, {tuesday: told[came]})

    assert last_week(jambi.sarolangun).told == 2


def test_a_count_of_none_and_a_reversed_receipt_bring_nothing(jambi, siti):
    write(siti, jambi.pauh, each_working_day(TEN) | {WORKING[-4]: EMPTY_SHELF})
    write(siti, jambi.pauh, dict.fromkeys(WORKING[-3:], Told(printed=0)))
    receive(jambi.sarolangun, 500, siti, day=before(60))
    count_stock(jambi.sarolangun, 0, day=WORKING[-3], by=siti, at=at())

    assert last_week(jambi.sarolangun).told == 0


def test_a_shelf_that_was_empty_before_these_weeks_is_remembered(jambi, siti):
    write(siti, jambi.pauh, {before(80): EMPTY_SHELF} | each_working_day(Told(printed=0)))
    assert use(jambi.sarolangun).weeks == tuple(
        Week(7, len(week), 0, 0, 0, 0) for week in in_weeks(WORKING)
    )

    write(siti, jambi.pauh, {before(70): Told(printed=1)})
    assert all(week.told == week.working for week in use(jambi.sarolangun).weeks)


def test_cards_of_an_event_are_not_used_at_the_counter(jambi, siti):
    write(siti, jambi.pauh, each_working_day(TEN))
    event = make_event(jambi, siti, cards=100)
    save_result(make_stop(event, jambi.limun), siti, printed=60)

    assert last_week(jambi.sarolangun).people == 40


def test_a_day_off_without_cards_is_taken_to_be_like_the_other_days_off(jambi, siti):
    saturdays = [day for day in DAYS if day.weekday() == 5]
    write(siti, jambi.pauh, dict.fromkeys(saturdays, Told(printed=34)))
    assert last_week(jambi.sarolangun).people_off == 34

    write(siti, jambi.pauh, {saturdays[-1]: Told(printed=None, left=0)})
    # What seven Saturdays used, over the fifteen days off (three are holidays) of seven weeks,
    # and the four of this one: a shelf that is empty from Saturday to Thursday.
    assert last_week(jambi.sarolangun).people_off == round(7 * 34 * 3 / 15)


# Against a count by hand


def in_weeks(days: Iterable[date]) -> list[list[date]]:
    return [
        [
            day
            for day in days
            if DAY - timedelta(days=7 * n + 7) < day <= DAY - timedelta(days=7 * n)
        ]
        for n in reversed(range(8))
    ]


class ByHand:
    """One office, day by day."""

    def __init__(self, office: Region):
        counts = DailyCount.objects.filter(kabkota=office, channel="loket")
        self.counts = list(counts)
        self.statuses = {one.day: one for one in DayStatus.objects.filter(kabkota=office)}
        moves = CardMove.objects.filter(target__office=office, reverses=None, reversed_by=None)
        self.came = {move.day for move in moves if move.counted != 0}
        self.came |= {m.day for m in CardMove.objects.filter(source__office=office, counted__gt=0)}

    def used(self, day: date) -> int:
        return sum(count.printed or 0 for count in self.counts if count.day == day)

    def left(self, day: date) -> int | None:
        return self.statuses[day].blangko_left if day in self.statuses else None

    def is_empty(self, day: date) -> bool:
        status = self.statuses.get(day)
        if self.left(day) == 0 or (status and status.zero_reason == ZeroReason.NO_CARDS):
            return True
        if self.left(day) or day in self.came or self.used(day):
            return False
        while day > before(100):
            day -= timedelta(days=1)
            if self.left(day) is not None:
                return self.left(day) == 0
            if day in self.came or self.used(day):
                return False
        return False

    def is_told(self, day: date) -> bool:
        if day not in self.statuses or self.statuses[day].state == State.EMPTY:
            return False
        if self.statuses[day].state != State.REPORTED:
            return True
        return any(count.printed is not None for count in self.counts if count.day == day)

    def use(self) -> CounterUse:
        off = [day for day in DAYS if day not in WORKING and not self.is_empty(day)]
        weeks = []
        for days in in_weeks(DAYS):
            working = [day for day in days if day in WORKING]
            told = [day for day in working if self.is_told(day) and not self.is_empty(day)]
            of_off = sum(self.used(day) for day in days if day in off)
            lacking = sum(day not in off for day in days if day not in WORKING)
            if off:
                of_off += round(lacking * sum(map(self.used, off)) / len(off))
            used = sum(map(self.used, told))
            weeks.append(Week(7, len(working), len(told), used, of_off, 0))
        untold = [day for day in WORKING if not self.is_told(day) and not self.is_empty(day)]
        return CounterUse(tuple(weeks), tuple(untold))


some_day = st.one_of(
    st.builds(
        Told,
        printed=st.none() | st.integers(0, 30),
        left=st.none() | st.sampled_from([0, 0, 40]),
        recorded=st.none() | st.just(3),
    ),
    st.sampled_from([CLOSED, NO_CARDS, HONEST_ZERO]).flatmap(
        lambda told: st.sampled_from([None, 0, 40]).map(lambda left: told._replace(left=left))
    ),
)
back = st.integers(0, 75)


@examples(100)
@given(
    days=st.dictionaries(back.map(before), some_day, max_size=60),
    steady=st.booleans(),
    received=st.lists(back.map(before), max_size=3),
    counted=st.lists(st.tuples(back.map(before), st.sampled_from([0, 25])), max_size=2),
)
def test_the_weeks_are_those_of_a_count_by_hand(db, days, steady, received, counted):
    with undone():
        jambi = make_jambi()
        siti = make_siti(jambi)
        write(siti, jambi.pauh, (each_working_day(TEN) if steady else {}) | days)
        for day in received:
            receive(jambi.sarolangun, 50, siti, day=day)
        for day, cards in sorted(counted, reverse=not counted):
            if not CardMove.objects.filter(counted__isnull=False, day__gt=day).exists():
                count_stock(jambi.sarolangun, cards, day=day, by=siti, at=at())

        assert use(jambi.sarolangun) == ByHand(jambi.sarolangun).use()


# What is withdrawn makes nothing better


# The last of eight weeks without a holiday, in which like days make like weeks.
CALM = date(2018, 11, 14)
CALM_DAYS = [CALM - timedelta(days=n) for n in reversed(range(56))]
CALM_WORKING = [day for day in CALM_DAYS if day.weekday() < 5]
EACH_DAY_TEN = dict.fromkeys(CALM_WORKING, TEN)


def holding_with(days: dict[date, Told]) -> Holding:
    """Sarolangun after these days, with 5.000 cards received before them."""
    with undone():
        jambi = make_jambi()
        siti = make_siti(jambi)
        receive(jambi.sarolangun, 5_000, siti, day=date(2018, 9, 1))
        write(siti, jambi.pauh, {day: told for day, told in days.items() if told != SILENT})
        (found,) = holdings([jambi.sarolangun], CALM)
        return found


some_working_days = st.sets(st.sampled_from(CALM_WORKING), max_size=30)


def with_level(days: dict[date, Told], left: int) -> dict[date, Told]:
    """The same, with so many cards left at the end of the last one."""
    return days | {CALM: days[CALM]._replace(left=left)}


@examples(50)
@given(withdrawn=some_working_days, saturdays=st.sampled_from([0, 7]))
def test_withdrawn_reports_of_like_days_leave_days_and_need_as_they_were_or_unknown(
    db, withdrawn, saturdays
):
    days = dict(EACH_DAY_TEN)
    days |= {day: Told(printed=saturdays) for day in CALM_DAYS if saturdays and day.weekday() == 5}

    whole, less = holding_with(days), holding_with(days | dict.fromkeys(withdrawn, SILENT))

    assert whole.days_left is not None
    if less.days_left is None:
        assert less.to_ask_for is None
        return
    assert less.days_left.middle <= whole.days_left.middle
    assert less.to_ask_for >= whole.to_ask_for
    if not saturdays:
        assert less.days_left.middle == whole.days_left.middle
        assert less.to_ask_for == whole.to_ask_for


@examples(50)
@given(empty=some_working_days)
def test_days_without_cards_lower_no_need_and_honest_zeros_do(db, empty):
    """The shelf says the same in the end, whatever came in between."""
    empty = empty - {CALM}

    def ends_with_900(told: Told) -> Holding:
        return holding_with(with_level(EACH_DAY_TEN | dict.fromkeys(empty, told), 900))

    whole, lacking, idle = map(ends_with_900, (TEN, EMPTY_SHELF, HONEST_ZERO))

    assert whole.at_hand == idle.at_hand == lacking.at_hand == 900
    if lacking.days_left is not None:
        assert lacking.days_left == whole.days_left
        assert lacking.to_ask_for == whole.to_ask_for
    assert idle.days_left.middle is None or idle.days_left.middle >= whole.days_left.middle
    assert idle.to_ask_for <= whole.to_ask_for
    lately = empty & set(CALM_WORKING[-20:])
    assert (idle.days_left.middle == whole.days_left.middle) == (not lately)


@examples(50)
@given(
    days=st.lists(st.integers(0, 60), min_size=len(CALM_WORKING), max_size=len(CALM_WORKING)),
    last=some_day,
)
def test_an_office_whose_last_level_is_0_lasts_no_day_whatever_else_it_told(db, days, last):
    told = {day: Told(printed=cards) for day, cards in zip(CALM_WORKING, days, strict=True)}

    found = holding_with(told | {CALM: last._replace(left=0)})

    assert found.at_hand == 0
    assert found.days_left.middle == 0
    assert found.to_ask_for >= 1_000
