"""Projections are judged by what came true: of made-up places, and of an office's own days."""

import json
from datetime import date, timedelta
from io import StringIO
from math import inf

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from regions.levels import Level
from regions.management.commands import backtest as command
from regions.measuring import backtest_of_region, simulate
from regions.measuring.backtest import ENOUGH_CASES, BacktestResult, judged, outcome
from regions.measuring.families import DAYS_BEFORE, Course
from regions.measuring.histories import course_of_office, courses_of_office
from regions.models import Backtest, Channel, State
from tests.factories import (
    DAY,
    make_ani,
    make_dewi,
    make_figure,
    make_jambi,
    make_siti,
    save_day,
)

CASES = 30


def course(a_day: list[int], to_target: int, missing: int = 10**6, told: bool = True) -> Course:
    """Judged after ten weeks of days."""
    days = np.array(a_day)
    working = np.ones(len(days), dtype=bool)
    is_told = working.copy()
    is_told[DAYS_BEFORE - 14 : DAYS_BEFORE] = told
    return Course(days, np.zeros_like(days), working, is_told, DAYS_BEFORE - 1, to_target, missing)


def outcome_of(found: list[Course]) -> BacktestResult:
    return outcome(judged(found))


def test_an_even_course_is_held_and_shown_to_the_day():
    found = outcome_of([course([100] * 200, to_target=3000)])

    assert found.n == 1
    assert found.held == 1
    assert found.shown_true == pytest.approx(1, abs=0.05)
    assert (found.error_7, found.error_28) == (0, 0)


def test_straight_lines_take_silence_for_zero_and_know_less_people():
    found = outcome_of([course([100] * 200, to_target=3000, told=False)])

    assert found.error < 0.1
    assert found.error_7 == inf
    # 3.000 and the 1.400 that nobody told, at half the pace.
    assert found.error_28 == pytest.approx((4400 / 50 - 30) / 30)
    assert found.error_straight == 0


def test_a_rush_that_nobody_could_see_is_not_held():
    assert outcome_of([course([100] * DAYS_BEFORE + [1000] * 99, to_target=9000)]).held == 0


def test_a_place_that_is_not_there_in_time_and_one_with_too_few_reports_are_no_case():
    never = course([100] * 80, to_target=9000)
    silent = course([100] * 200, to_target=3000)
    silent.told[:] = False

    assert outcome_of([never, silent]) == BacktestResult(0)


def test_who_is_shown_no_day_is_off_by_as_much_as_can_be():
    found = outcome_of([course([0] * DAYS_BEFORE + [1000] * 99, to_target=20_000)])

    assert (found.n, found.held, found.error, found.shown_true) == (1, 0, inf, inf)


@pytest.mark.django_db
def test_the_days_of_an_office_are_read_as_it_told_them():
    jambi = make_jambi()
    siti = make_siti(jambi)
    friday = date(2019, 3, 29)
    save_day(siti, {jambi.limun: 5, jambi.sarolangun: 2}, day=friday)
    save_day(siti, {jambi.limun: 3}, day=friday + timedelta(days=1))
    save_day(siti, {jambi.pauh: 40}, day=friday + timedelta(days=1), channel=Channel.JEMPUT_BOLA)
    save_day(siti, {}, day=friday + timedelta(days=4), status={"state": State.CLOSED})
    save_day(make_ani(jambi), {jambi.mersam: 99}, day=friday)

    found = course_of_office(jambi.sarolangun, DAY)

    # Friday, the weekend, three working days (Wednesday was a holiday), Thursday.
    assert found.counter.tolist() == [7, 3, 0, 0, 0, 0, 0]
    assert found.outreach.tolist() == [0, 40, 0, 0, 0, 0, 0]
    assert found.working.tolist() == [True, False, False, True, True, False, True]
    assert found.told.tolist() == [True, False, False, False, True, False, False]
    assert found.judged == 6
    assert course_of_office(jambi.batanghari, friday - timedelta(days=1)) is None


@pytest.mark.django_db
def test_a_year_of_an_office_is_cut_into_cases_whose_end_is_known():
    jambi = make_jambi()
    list(simulate(years=1, level=Level.KABKOTA, seed=1, last_day=DAY, by=make_dewi(jambi)))

    cases = list(courses_of_office(jambi.sarolangun, DAY))
    found = backtest_of_region(jambi.sarolangun, DAY)

    assert {case.true_days <= 224 for case in cases} == {True}
    assert all(case.to_target > 0 for case in cases)
    assert found.n == len(cases) > 50
    # The simulation is as even as chance; a day in thirty is silent.
    assert found.held > 0.8
    assert found.shown_true == pytest.approx(1, abs=0.15)
    assert backtest_of_region(jambi.province, DAY).n > found.n


@pytest.mark.django_db
def test_without_a_figure_or_without_a_history_there_is_no_case(django_assert_max_num_queries):
    jambi = make_jambi()
    siti = make_siti(jambi)
    for n in range(0, 70, 7):
        save_day(siti, {jambi.limun: 50}, day=DAY - timedelta(days=n))

    assert backtest_of_region(jambi.sarolangun, DAY).n == 0
    make_figure(jambi.sarolangun, as_of=DAY - timedelta(days=90))
    with django_assert_max_num_queries(14):
        # Ten days of sixty: too few to show anything.
        assert backtest_of_region(jambi.sarolangun, DAY).n == 0
    assert list(courses_of_office(jambi.sarolangun, DAY)) != []
    assert backtest_of_region(jambi.batanghari, DAY) == BacktestResult(0)


@pytest.mark.django_db
def test_the_command_tells_a_machine_what_came_true(monkeypatch):
    monkeypatch.setattr(command.Command, "cases", CASES)
    make_jambi()
    said = StringIO()

    call_command("backtest", region="15.03", format="json", stdout=said)

    found = json.loads(said.getvalue())
    by_name = {one.pop("family"): one for one in found["families"]}
    assert set(by_name) == {"steady", "noisy", "bursts", "silent", "saturating", "closing"}
    numbers = {"n", "held", "shown_true", "error", "error_7", "error_28"}
    assert all(set(one) == numbers for one in by_name.values())
    assert all(one["n"] == CASES for one in by_name.values())
    for name in by_name.keys() - {"closing"}:
        assert by_name[name]["held"] >= 0.7
        assert 0.7 <= by_name[name]["shown_true"] <= 1.35
    assert by_name["closing"]["held"] < 0.5
    # No pace at all in a week of silence: nothing to show, and no number for it in JSON.
    assert by_name["silent"]["error_7"] is None or by_name["silent"]["error_7"] > 0.5
    assert found["region"] == {"code": "15.03", "n": 0} | dict.fromkeys(numbers - {"n"})
    assert sum(found["never_reached"].values()) == 2 * CASES


@pytest.mark.django_db
def test_the_command_tells_people_in_a_table(monkeypatch):
    monkeypatch.setattr(command.Command, "cases", 3)
    make_jambi()
    said = StringIO()

    call_command("backtest", region="15", stdout=said)

    lines = said.getvalue().splitlines()
    columns = "n range holds shown/true error 7 d 28 d straight"
    assert " ".join(lines[0].split()) == columns
    assert any(line.startswith("saturating") for line in lines)
    assert any(line.startswith("15 ") for line in lines)
    assert lines[-1].startswith("Of 3 places that are not there in two years, ")


@pytest.mark.django_db
def test_a_region_that_is_not_there_is_refused_before_anything_is_reckoned():
    with pytest.raises(CommandError, match="No region has the code 99"):
        call_command("backtest", region="99")


def test_a_straight_line_is_nearer_only_by_enough_cases():
    better, worse = {"error": 0.2, "error_straight": 0.1}, {"error": 0.1, "error_straight": 0.1}

    assert BacktestResult(ENOUGH_CASES, **better).straight_is_nearer
    assert not BacktestResult(ENOUGH_CASES - 1, **better).straight_is_nearer
    assert not BacktestResult(ENOUGH_CASES, **worse).straight_is_nearer
    assert not BacktestResult(0).straight_is_nearer


@pytest.mark.django_db
def test_what_came_of_each_office_is_kept_until_it_is_tried_again():
    jambi = make_jambi()
    list(simulate(years=1, level=Level.KABKOTA, seed=1, last_day=DAY, by=make_dewi(jambi)))
    Backtest.objects.create(
        region=jambi.batanghari, day=DAY, cases=9, held=1, straight_is_nearer=True
    )

    of_sarolangun = backtest_of_region(jambi.sarolangun, DAY)
    alone = Backtest.objects.in_region(jambi.sarolangun).summed()
    in_all = backtest_of_region(jambi.province, DAY)

    kept = {one.region_id: one for one in Backtest.objects.in_region(jambi.province)}
    assert alone == (DAY, of_sarolangun.n, round(of_sarolangun.held * of_sarolangun.n))
    assert kept[jambi.sarolangun.pk].straight_is_nearer == of_sarolangun.straight_is_nearer
    assert kept[jambi.batanghari.pk].cases > 50
    assert Backtest.objects.in_region(jambi.province).summed() == (
        DAY,
        in_all.n,
        round(in_all.held * in_all.n),
    )
