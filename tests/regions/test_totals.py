"""The ledger says what the counts say, whatever was saved in whatever order."""

from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from regions import totals
from regions.models import MEASURES, Channel, DailyCount, DayTotal, Region, RunningHead
from tests.factories import DAY, Jambi, at, make_ani, make_jambi, make_siti, save_day, undone

pytestmark = pytest.mark.django_db

LATER = DAY + timedelta(days=3)
VALUES = st.none() | st.integers(0, 40)


def ledger(kabkota: Region) -> list[dict]:
    """What is stored: per day its sums and its totals."""
    rows = DayTotal.objects.filter(head=kabkota.pk).order_by("day")
    return list(rows.values("day", *MEASURES, *totals.TOTALS))


def ledger_by_hand(kabkota: Region) -> list[dict]:
    """The same from the counts, one person at a time."""
    counts = list(DailyCount.objects.filter(kabkota=kabkota))
    days = [count.day for count in counts]
    if not days:
        return []
    rows = []
    for offset in range((max(days) - min(days)).days + 1):
        day = min(days) + timedelta(days=offset)
        row = {"day": day}
        for measure in MEASURES:
            reported = [(c.day, getattr(c, measure) or 0) for c in counts]
            row[measure] = sum(people for d, people in reported if d == day)
            row[f"{measure}_total"] = sum(people for d, people in reported if d <= day)
        rows.append(row)
    return rows


def assert_agrees_with_the_counts(kabkota: Region) -> None:
    expected = ledger_by_hand(kabkota)
    assert ledger(kabkota) == expected
    if expected:
        head = RunningHead.objects.get(kabkota=kabkota)
        assert (head.first_day, head.last_day) == (expected[0]["day"], expected[-1]["day"])
        for name in totals.TOTALS:
            assert getattr(head, name) == expected[-1][name]


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


@settings(max_examples=60)
@given(saves)
def test_any_saves_corrections_and_withdrawals_in_any_order_leave_an_exact_ledger(saves):
    with undone():
        jambi = make_jambi()
        people = {"sarolangun": make_siti(jambi), "batanghari": make_ani(jambi)}

        for save in saves:
            send(jambi, people, save)

        assert_agrees_with_the_counts(jambi.sarolangun)
        assert_agrees_with_the_counts(jambi.batanghari)
        assert list(totals.check()) == []


@settings(max_examples=20)
@given(saves)
def test_a_rebuild_writes_what_the_saves_had_written(saves):
    with undone():
        jambi = make_jambi()
        people = {"sarolangun": make_siti(jambi), "batanghari": make_ani(jambi)}
        for save in saves:
            send(jambi, people, save)
        offices = (jambi.sarolangun, jambi.batanghari)
        before = [ledger(office) for office in offices]

        written = totals.rebuild()

        assert [ledger(office) for office in offices] == before
        assert written == sum(map(len, before))


@settings(max_examples=60)
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
        head = totals.lock_heads([jambi.sarolangun.pk])[jambi.sarolangun.pk]

        totals.apply_days(head, days)

        assert_agrees_with_the_counts(jambi.sarolangun)
        assert_agrees_with_the_counts(jambi.batanghari)
        assert list(totals.check()) == []


@settings(max_examples=20)
@given(st.permutations(range(-3, 3)))
def test_the_order_in_which_days_arrive_does_not_matter(offsets):
    with undone():
        jambi = make_jambi()
        siti = make_siti(jambi)

        for offset in offsets:
            save_day(siti, {jambi.limun: 10 + offset}, day=DAY + timedelta(days=offset))

        found = [
            (row["day"], row["recorded"], row["recorded_total"]) for row in ledger(siti.region)
        ]
        days = [DAY + timedelta(days=offset) for offset in range(-3, 3)]
        assert found == list(zip(days, [7, 8, 9, 10, 11, 12], [7, 15, 24, 34, 45, 57], strict=True))


def make_three_days(jambi: Jambi) -> None:
    """2 April 5 people, 3 April 7, then nothing on the 4th and 5th, 6 April 11."""
    siti = make_siti(jambi)
    for offset, recorded in ((0, 5), (1, 7), (4, 11)):
        save_day(siti, {jambi.limun: recorded}, day=date(2019, 4, 2) + timedelta(days=offset))


def test_days_without_a_report_stand_in_the_ledger_as_zeros():
    jambi = make_jambi()

    make_three_days(jambi)

    found = [(row["recorded"], row["recorded_total"]) for row in ledger(jambi.sarolangun)]
    assert found == [(5, 5), (7, 12), (0, 12), (0, 12), (11, 23)]
    days = [row["day"] for row in ledger(jambi.sarolangun)]
    assert all(later - earlier == totals.ONE_DAY for earlier, later in pairwise(days))


def test_a_correction_shifts_every_later_day_and_no_earlier_one():
    jambi = make_jambi()
    make_three_days(jambi)

    save_day(jambi.sarolangun.people.get(), {jambi.limun: 4, jambi.pauh: 1}, day=date(2019, 4, 3))

    found = [(row["recorded"], row["recorded_total"]) for row in ledger(jambi.sarolangun)]
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


def test_a_day_sent_again_leaves_the_version_as_it_was():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5})
    before = RunningHead.objects.get().version

    save_day(siti, {jambi.limun: 5})

    assert RunningHead.objects.get().version == before


def test_an_office_without_counts_is_in_order():
    make_jambi()

    assert list(totals.check()) == []
    assert totals.rebuild() == 0


def corrupt_a_day(head: RunningHead) -> None:
    head.days.filter(day=date(2019, 4, 3)).update(recorded=8)


def corrupt_a_total(head: RunningHead) -> None:
    head.days.filter(day=date(2019, 4, 3)).update(recorded_total=13)


def corrupt_a_measure_nobody_typed(head: RunningHead) -> None:
    head.days.filter(day=date(2019, 4, 3)).update(spoiled_total=1)


def lose_a_day(head: RunningHead) -> None:
    head.days.filter(day=date(2019, 4, 3)).delete()


def write_past_the_ledger(head: RunningHead) -> None:
    DailyCount.objects.filter(day=date(2019, 4, 3)).update(recorded=8)


@pytest.mark.parametrize(
    "damage",
    [
        corrupt_a_day,
        corrupt_a_total,
        corrupt_a_measure_nobody_typed,
        lose_a_day,
        write_past_the_ledger,
    ],
)
def test_a_damaged_day_is_found_by_place_and_day_and_repaired(damage):
    jambi = make_jambi()
    make_three_days(jambi)

    damage(RunningHead.objects.get(kabkota=jambi.sarolangun))
    found = list(totals.check())
    totals.rebuild()

    assert ("15.03", date(2019, 4, 3)) in [
        (difference.code, difference.day) for difference in found
    ]
    assert list(totals.check()) == []
    assert_agrees_with_the_counts(jambi.sarolangun)


@pytest.mark.parametrize("name", totals.TOTALS)
def test_a_wrong_head_is_found_and_repaired(name):
    jambi = make_jambi()
    make_three_days(jambi)
    RunningHead.objects.filter(kabkota=jambi.sarolangun).update(**{name: 99})

    (difference,) = totals.check()
    totals.rebuild()

    assert (difference.code, difference.day) == ("15.03", None)
    assert name in difference.what
    assert list(totals.check()) == []
    assert_agrees_with_the_counts(jambi.sarolangun)


def test_a_row_before_the_first_day_is_found_and_removed():
    jambi = make_jambi()
    make_three_days(jambi)
    DayTotal.objects.create(head_id=jambi.sarolangun.pk, day=date(2019, 3, 1))

    found = [(difference.day, difference.what) for difference in totals.check()]
    totals.rebuild()

    assert found == [(date(2019, 3, 1), "row outside first and last day")]
    assert_agrees_with_the_counts(jambi.sarolangun)


def test_a_head_that_promises_days_that_are_not_there_is_found():
    jambi = make_jambi()
    make_three_days(jambi)
    RunningHead.objects.filter(kabkota=jambi.sarolangun).update(last_day=date(2019, 4, 8))

    found = [(difference.day, difference.what) for difference in totals.check()]

    assert (date(2019, 4, 7), "row missing") in found
    assert (date(2019, 4, 8), "row missing") in found


def test_damage_in_one_office_is_not_reported_of_another():
    jambi = make_jambi()
    make_three_days(jambi)
    save_day(make_ani(jambi), {jambi.mersam: 5})
    corrupt_a_total(RunningHead.objects.get(kabkota=jambi.sarolangun))

    assert {difference.code for difference in totals.check()} == {"15.03"}


def test_the_command_lists_what_differs_and_fails_and_rebuild_repairs():
    jambi = make_jambi()
    make_three_days(jambi)
    corrupt_a_total(RunningHead.objects.get(kabkota=jambi.sarolangun))
    errors, output = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 differences"):
        call_command("totals", check=True, stderr=errors, stdout=output)
    call_command("totals", rebuild=True, stdout=output)
    call_command("totals", check=True, stdout=output)

    assert "15.03 2019-04-03: recorded_total is 13, counts say 12" in errors.getvalue()
    assert "Wrote 5 ledger rows." in output.getvalue()
    assert "agree" in output.getvalue()
