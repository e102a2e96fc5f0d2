"""The rule of the whole: a report that is not there says nothing about the people.

In any world, withdrawing a report of a working day (what the office had told of it, levels too)
may turn what is decided by into "unknown" or leave it to the other days; it never does what an
honest zero does. Every figure is compared in three worlds: as told, the report withdrawn, and the
report a zero with its reason.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaigns.proposal import places_for_events, propose_events, ranking_for_events
from regions.models import Region, User
from regions.ranking import Row, rank_children
from regions.recording import KEEP, PlaceDay, Signature, record_days
from regions.reporting import USUAL, Report, reports_of_day
from regions.wording import pace as words
from tests.factories import (
    DAY,
    Jambi,
    at,
    make_figure,
    make_jambi,
    make_person,
    make_target,
    save_day,
    undone,
)
from tests.properties import examples

pytestmark = pytest.mark.django_db

WITHDRAWN = {"state": "empty", "blangko_left": None}
ZERO = {"state": "zero", "zero_reason": "nobody_came"}
# The working days of eight weeks, the last one the day before.
DAYS = USUAL.between(DAY - timedelta(weeks=8), DAY - timedelta(days=1))


@dataclass(frozen=True)
class Seen:
    """What a manager decides by, of one office."""

    row: Row
    early: date | None
    day: date | None
    late: date | None
    score: int | None
    is_named: bool


def anywhere(one: Seen) -> Seen:
    """Without the place: each world has its own."""
    return replace(one, row=replace(one.row, region=None))


@contextmanager
def world(told: dict[date, int]):
    """Sarolangun told so many people on each of these days; Batanghari is higher, and silent."""
    with undone():
        jambi = make_jambi()
        make_target("98", deadline=DAY + timedelta(days=90))
        make_figure(jambi.sarolangun, 100_000, 90_000)
        make_figure(jambi.batanghari, 100_000, 95_000)
        siti = make_person("siti", "operator", jambi.sarolangun)
        place = (jambi.sarolangun.pk, jambi.province.pk, jambi.limun.pk)
        days = [PlaceDay(*place, day, (people, *[KEEP] * 6)) for day, people in told.items()]
        for _stored in record_days(days, [], Signature(siti, at(day=DAYS[0]))):
            pass
        yield jambi, siti


def seen(jambi: Jambi) -> Seen:
    ranking = rank_children(jambi.province, DAY, with_weeks=True)
    row = next(row for row in ranking.rows if row.region == jambi.sarolangun)
    ahead = words.projection(row, DAY)
    places = places_for_events(
        ranking_for_events(jambi.province, DAY), lambda zone: DAY, Region.objects.all()
    )
    scores = {one.place.code: one.score for one in propose_events(places).ranked}
    yesterday = reports_of_day(jambi.province, DAYS[-1], lambda zone: DAY)
    named = {office.code for office in yesterday.those(Report.MISSING)}
    return Seen(row, ahead.early, ahead.day, ahead.late, scores.get("15.03"), "15.03" in named)


def say(jambi: Jambi, siti: User, day: date, counts: int | None, status: dict) -> None:
    save_day(siti, {jambi.limun: counts}, day=day, status=status)


told_days = st.dictionaries(st.sampled_from(DAYS), st.integers(1, 90), min_size=16)


@examples(30)
@given(told=told_days, which=st.integers(0, 99), others=st.integers(1, 90))
def test_what_a_withdrawn_report_held_moves_nothing(told, which, others):
    """Withdrawn, a day of 5 and a day of 80 people are the same day."""
    day = sorted(told)[which % len(told)]
    found = []
    for people in (told[day], others):
        with world({**told, day: people}) as (jambi, siti):
            say(jambi, siti, day, None, WITHDRAWN)
            one = seen(jambi)
            found.append((one.row.pace, one.row.weeks, one.early, one.day, one.late, one.score))

    assert found[0] == found[1]


@examples(30)
@given(told=told_days, which=st.integers(0, 99))
def test_only_an_honest_zero_counts_as_nobody(told, which):
    day = sorted(told)[which % len(told)]
    with world(told) as (jambi, siti):
        before = seen(jambi)
        say(jambi, siti, day, None, WITHDRAWN)
        withdrawn = seen(jambi)
        say(jambi, siti, day, None, ZERO)
        zero = seen(jambi)
    assume(zero.row.pace is not None)

    # A zero is no faster than nothing said, and than what was told.
    # (Where a day less does not make it look back further, to other weeks.)
    for other in (withdrawn.row.pace, before.row.pace):
        if other is not None and other.days == zero.row.pace.days:
            assert zero.row.pace.counter <= other.counter
    # Whoever recorded less has more to go: the ranking itself is of people, not of pace.
    assert zero.row.people_to_target == withdrawn.row.people_to_target
    # With the report the day is told: nobody is named who has told it, and whose time is up is.
    assert not zero.is_named
    assert withdrawn.is_named == (day == DAYS[-1] and USUAL.next_after(day) < DAY) or (
        withdrawn.is_named == before.is_named
    )


@examples(30)
@given(people=st.integers(1, 90), gone=st.sets(st.sampled_from(DAYS), max_size=12))
def test_where_all_days_are_alike_withdrawing_any_leaves_the_pace_as_it_is(people, gone):
    told = dict.fromkeys(DAYS, people)
    with world(told) as (jambi, _siti):
        whole = seen(jambi)
    with world({day: n for day, n in told.items() if day not in gone}) as (jambi, _siti):
        part = seen(jambi)

    if part.row.pace is not None:
        # Holidays may lie in the weeks that are looked back further to.
        slow, fast = sorted((whole.row.pace.counter, part.row.pace.counter))
        assert fast <= slow * 6 / 5
        # What those silent days held is thought to be recorded already, in the end.
        assert part.score <= whole.score + people * len(gone)


def test_an_office_that_is_silent_does_not_go_below_one_that_did_nothing():
    """L2: fifteen days withdrawn used to read "not at this pace" and "0 a day"."""
    told = dict.fromkeys(DAYS, 36)
    with world(told) as (jambi, _siti):
        whole = seen(jambi)
    with world(dict.fromkeys(DAYS[:-15], 36)) as (jambi, _siti):
        silent = seen(jambi)

    assert words.a_day(whole.row) == words.a_day(silent.row) == "24"
    assert silent.early is not None
    assert silent.early <= whole.early


def in_full(jambi: Jambi, siti: User, people: int) -> None:
    for day in DAYS:
        counts = {jambi.limun: people, jambi.sarolangun_kota: people, jambi.pauh: people}
        save_day(siti, counts, day=day)


@examples(10)
@given(
    days=st.sets(st.sampled_from(DAYS[-12:]), min_size=1),
    few=st.integers(0, 3),
    other=st.integers(30, 90),
)
def test_a_day_with_one_kecamatan_of_three_is_no_day_on_which_the_others_did_nothing(
    days, few, other
):
    """Whether the one kecamatan had 1 person or 80, the pace, date and score are of other days."""
    found = []
    for people in (few, other):
        with world({}) as (jambi, siti):
            in_full(jambi, siti, 12)
            whole = seen(jambi)
            for day in days:
                save_day(
                    siti,
                    {jambi.limun: people, jambi.sarolangun_kota: None, jambi.pauh: None},
                    day=day,
                )
            found.append(seen(jambi))

    one, another = found
    assert one.row.pace == another.row.pace
    assert one.row.pace.told <= whole.row.pace.told
    slow, fast = sorted((whole.row.pace.counter, one.row.pace.counter))
    assert fast <= slow * 6 / 5
    assert 0 < one.row.pace.in_part <= len(days)
    assert "kecamatan" in words.made_of(one.row, DAY)[-1]


@examples(10)
@given(
    days=st.sets(st.sampled_from(DAYS[-12:]), min_size=1),
    few=st.integers(0, 3),
    more=st.integers(4, 90),
)
def test_a_day_called_complete_is_told_by_what_it_has_however_many_kecamatan_are_empty(
    days, few, more
):
    """As if the others had typed 0; taken back, it is a day in part again."""
    found = []
    for people, others, complete in (
        (few, None, True),
        (few, 0, False),
        (more, None, True),
        (few, None, False),
    ):
        with world({}) as (jambi, siti):
            in_full(jambi, siti, 12)
            for day in days:
                counts = {jambi.limun: people, jambi.sarolangun_kota: others, jambi.pauh: others}
                save_day(siti, counts, day=day, status={"is_complete": True})
                save_day(siti, {}, day=day, status={"is_complete": complete})
            found.append(seen(jambi))

    complete, in_full_of_zeros, busier, taken_back = found
    assert anywhere(complete) == anywhere(in_full_of_zeros)
    assert complete.row.pace.in_part == 0
    assert complete.row.pace.counter < busier.row.pace.counter
    assert taken_back.row.pace.in_part > 0


def test_a_number_for_the_office_alone_is_a_day_only_where_that_is_usual():
    with world({}) as (jambi, siti):
        for day in DAYS:
            save_day(siti, {jambi.sarolangun: 12}, day=day)
        alone = seen(jambi).row
        in_full(jambi, siti, 12)
        nobody = dict.fromkeys((jambi.limun, jambi.sarolangun_kota, jambi.pauh))
        save_day(siti, {**nobody, jambi.sarolangun: 5}, day=DAYS[-1])
        row = seen(jambi).row

    assert (alone.pace.in_part, row.pace.in_part) == (0, 1)
    assert row.pace.told < alone.pace.told + 1


def test_outreach_is_known_whatever_the_counter_did_not_tell():
    told = dict.fromkeys(DAYS, 36)
    for untold in (0, 9):
        with world(dict(list(told.items())[: len(told) - untold])) as (jambi, siti):
            save_day(siti, {jambi.pauh: 56}, day=DAY - timedelta(days=20), channel="jemput_bola")
            assert seen(jambi).row.pace.outreach == 2
