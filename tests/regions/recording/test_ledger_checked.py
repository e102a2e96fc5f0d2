"""A ledger that does not say what the counts say is found, told and written anew."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from regions.models import DailyCount, DayTotal, RunningHead
from regions.recording import ledger
from tests.factories import make_ani, make_jambi, save_day
from tests.regions.recording.ledgers import assert_agrees_with_the_counts, make_three_days

pytestmark = pytest.mark.django_db


def test_an_office_without_counts_is_in_order():
    make_jambi()

    assert list(ledger.check()) == []
    assert ledger.rebuild() == 0


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
    found = list(ledger.check())
    ledger.rebuild()

    assert ("15.03", date(2019, 4, 3)) in [
        (difference.code, difference.day) for difference in found
    ]
    assert list(ledger.check()) == []
    assert_agrees_with_the_counts(jambi.sarolangun)


@pytest.mark.parametrize("name", ledger.TOTALS)
def test_a_wrong_head_is_found_and_repaired(name):
    jambi = make_jambi()
    make_three_days(jambi)
    RunningHead.objects.filter(kabkota=jambi.sarolangun).update(**{name: 99})

    (difference,) = ledger.check()
    ledger.rebuild()

    assert (difference.code, difference.day) == ("15.03", None)
    assert name in difference.what
    assert list(ledger.check()) == []
    assert_agrees_with_the_counts(jambi.sarolangun)


def test_a_row_before_the_first_day_is_found_and_removed():
    jambi = make_jambi()
    make_three_days(jambi)
    DayTotal.objects.create(head_id=jambi.sarolangun.pk, day=date(2019, 3, 1))

    found = [(difference.day, difference.what) for difference in ledger.check()]
    ledger.rebuild()

    assert found == [(date(2019, 3, 1), "row outside first and last day")]
    assert_agrees_with_the_counts(jambi.sarolangun)


def test_rows_outside_are_told_from_the_oldest_on():
    jambi = make_jambi()
    make_three_days(jambi)
    days = [date(2019, month, day) for month, day in ((5, 3), (3, 1), (5, 1), (3, 9), (5, 2))]
    for day in days:
        DayTotal.objects.create(head_id=jambi.sarolangun.pk, day=day)

    assert [difference.day for difference in ledger.check()] == sorted(days)


@pytest.mark.parametrize("moved_to", [date(2019, 3, 30), date(2019, 4, 9)])
def test_a_count_outside_the_days_of_its_ledger_is_found_and_taken_in(moved_to):
    jambi = make_jambi()
    make_three_days(jambi)
    DailyCount.objects.filter(day=date(2019, 4, 3)).update(day=moved_to)

    assert (moved_to, "row missing") in [(one.day, one.what) for one in ledger.check()]
    ledger.rebuild()

    assert_agrees_with_the_counts(jambi.sarolangun)


def test_only_offices_get_a_ledger_by_a_check_and_a_rebuild():
    make_jambi()

    assert list(ledger.check()) == []
    ledger.rebuild()

    assert set(RunningHead.objects.values_list("kabkota__code", flat=True)) == {"15.03", "15.04"}


def test_a_head_that_promises_days_that_are_not_there_is_found():
    jambi = make_jambi()
    make_three_days(jambi)
    RunningHead.objects.filter(kabkota=jambi.sarolangun).update(last_day=date(2019, 4, 8))

    found = [(difference.day, difference.what) for difference in ledger.check()]

    assert (date(2019, 4, 7), "row missing") in found
    assert (date(2019, 4, 8), "row missing") in found


def test_damage_in_one_office_is_not_reported_of_another():
    jambi = make_jambi()
    make_three_days(jambi)
    save_day(make_ani(jambi), {jambi.mersam: 5})
    corrupt_a_total(RunningHead.objects.get(kabkota=jambi.sarolangun))

    assert {difference.code for difference in ledger.check()} == {"15.03"}


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
