"""The ledger says what the counts say, whatever was saved in whatever order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.models import MEASURES, Channel, DailyCount, RunningHead
from regions.recording import ledger
from tests.factories import DAY, Jambi, at, make_ani, make_jambi, make_siti, save_day, undone
from tests.properties import examples
from tests.regions.recording.ledgers import (
    assert_agrees_with_the_counts,
    ledger_rows,
    make_three_days,
)

pytestmark = pytest.mark.django_db
VALUES = st.none() | st.integers(0, 40)
saves = st.lists(
    st.tuples(
        st.sampled_from(["sarolangun", "batanghari"]),
        st.integers(-12, 12),
        st.sampled_from(Channel.values),
        st.dictionaries(
            st.integers(0, 2),
            st.dictionaries(st.sampled_from(MEASURES[:3]), VALUES, min_size=1, max_size=3),
            min_size=1,
            max_size=3,
        ),
    ),
    max_size=10,
)


def send(jambi: Jambi, people: dict, save: tuple) -> None:
    office, offset, channel, values = save
    places = {
        "sarolangun": (jambi.sarolangun, jambi.limun, jambi.pauh),
        "batanghari": (jambi.batanghari, jambi.mersam, jambi.muara_tembesi),
    }[office]
    counts = {places[n]: measures for n, measures in values.items()}
    save_day(people[office], counts, day=DAY + timedelta(days=offset), channel=channel)


@examples(60)
@given(saves)
def test_any_saves_corrections_and_withdrawals_in_any_order_leave_an_exact_ledger(saves):
    with undone():
        jambi = make_jambi()
        people = {"sarolangun": make_siti(jambi), "batanghari": make_ani(jambi)}

        for save in saves:
            send(jambi, people, save)

        assert_agrees_with_the_counts(jambi.sarolangun)
        assert_agrees_with_the_counts(jambi.batanghari)
        assert list(ledger.check()) == []


@examples(20)
@given(saves)
def test_a_rebuild_writes_what_the_saves_had_written(saves):
    with undone():
        jambi = make_jambi()
        people = {"sarolangun": make_siti(jambi), "batanghari": make_ani(jambi)}
        for save in saves:
            send(jambi, people, save)
        offices = (jambi.sarolangun, jambi.batanghari)
        before = [ledger_rows(office) for office in offices]

        written = ledger.rebuild()

        assert [ledger_rows(office) for office in offices] == before
        assert written == sum(map(len, before))


@examples(60)
@given(saves, st.dictionaries(st.integers(-20, 20), VALUES, min_size=1, max_size=5))
def test_many_days_at_once_before_among_and_after_those_that_stand(saves, offsets):
    with undone():
        jambi = make_jambi()
        people = {"sarolangun": make_siti(jambi), "batanghari": make_ani(jambi)}
        for save in saves:
            send(jambi, people, save)
        days = {DAY + timedelta(days=offset): value for offset, value in offsets.items()}
        for day, value in days.items():
            DailyCount.objects.update_or_create(
                {"recorded": value, "entered_by": people["sarolangun"], "entered_at": at()},
                region=jambi.limun,
                kabkota=jambi.sarolangun,
                province=jambi.province,
                day=day,
                channel=Channel.LOKET,
            )
        head = ledger.lock_heads([jambi.sarolangun.pk])[jambi.sarolangun.pk]

        ledger.apply_days(head, days)

        assert_agrees_with_the_counts(jambi.sarolangun)
        assert_agrees_with_the_counts(jambi.batanghari)
        assert list(ledger.check()) == []


@examples(20)
@given(st.permutations(range(-3, 3)))
def test_the_order_in_which_days_arrive_does_not_matter(offsets):
    with undone():
        jambi = make_jambi()
        siti = make_siti(jambi)

        for offset in offsets:
            save_day(siti, {jambi.limun: 10 + offset}, day=DAY + timedelta(days=offset))

        found = [
            (row["day"], row["recorded"], row["recorded_total"]) for row in ledger_rows(siti.region)
        ]
        days = [DAY + timedelta(days=offset) for offset in range(-3, 3)]
        assert found == list(zip(days, [7, 8, 9, 10, 11, 12], [7, 15, 24, 34, 45, 57], strict=True))


def test_days_without_a_report_stand_in_the_ledger_as_zeros():
    jambi = make_jambi()

    make_three_days(jambi)

    found = [(row["recorded"], row["recorded_total"]) for row in ledger_rows(jambi.sarolangun)]
    assert found == [(5, 5), (7, 12), (0, 12), (0, 12), (11, 23)]
    days = [row["day"] for row in ledger_rows(jambi.sarolangun)]
    assert all(later - earlier == ledger.ONE_DAY for earlier, later in pairwise(days))


def test_a_correction_shifts_every_later_day_and_no_earlier_one():
    jambi = make_jambi()
    make_three_days(jambi)

    save_day(jambi.sarolangun.people.get(), {jambi.limun: 4, jambi.pauh: 1}, day=date(2019, 4, 3))

    found = [(row["recorded"], row["recorded_total"]) for row in ledger_rows(jambi.sarolangun)]
    assert found == [(5, 5), (5, 10), (0, 10), (0, 10), (11, 21)]


def test_every_write_raises_the_version_of_its_own_head_only():
    jambi = make_jambi()
    siti, ani = make_siti(jambi), make_ani(jambi)
    save_day(siti, {jambi.limun: 5})
    save_day(ani, {jambi.mersam: 5})

    def versions():
        return dict(RunningHead.objects.values_list("kabkota__code", "version"))

    before = versions()
    save_day(siti, {jambi.limun: 6})

    assert versions() == {"15.03": before["15.03"] + 1, "15.04": before["15.04"]}


def test_a_rebuild_raises_the_version_of_a_head_too():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 5})
    before = RunningHead.objects.get().version

    ledger.rebuild()

    assert RunningHead.objects.get(kabkota=jambi.sarolangun).version == before + 1


def test_a_day_sent_again_leaves_the_version_as_it_was():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5})
    before = RunningHead.objects.get().version

    save_day(siti, {jambi.limun: 5})

    assert RunningHead.objects.get().version == before
