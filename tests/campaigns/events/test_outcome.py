"""Recorded, printed, handed over: of an event and of its office, with those who wait."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from campaigns.events import funnel
from campaigns.events.outcome import event_steps, office_steps
from campaigns.events.queue import Queue
from tests.campaigns.factories import NEXT_DAY, make_event, save_result, stop_in
from tests.factories import DAY, save_day
from tests.reading import words

pytestmark = pytest.mark.django_db

BEFORE = DAY - timedelta(days=3)


@pytest.fixture
def event(jambi, siti):
    """Two days: 100 recorded, most printed at night, handed over the day after."""
    event = make_event(jambi, siti, places=[jambi.limun, jambi.pauh], cards=1000)
    limun, pauh = stop_in(event, jambi.limun), stop_in(event, jambi.pauh)
    save_result(limun, siti, recorded=70, printed=50, reprinted=6, delivered=10)
    save_result(pauh, siti, recorded=30, printed=20)
    save_result(limun, siti, NEXT_DAY, recorded=8, printed=25, delivered=40)
    return event


def line_of(event, label: str, day=NEXT_DAY):
    return next(line for line in funnel(event, day).lines if line.label == label)


def test_the_sums_of_an_event_are_those_of_all_its_stops_and_days(event):
    assert event_steps(event).sums == {
        "recorded": 108,
        "printed": 95,
        "reprinted": 6,
        "delivered": 50,
    }


def test_printing_at_night_and_the_next_day_are_seen_by_the_day_of_recording(event):
    first, second = event_steps(event).printing

    assert (first.came, first.same_day, first.next_day, first.in_queue) == (100, 70, 25, 5)
    assert (second.came, second.same_day, second.in_queue) == (8, 0, 8)


def test_hand_over_waits_for_reprinted_cards_too(event):
    first, second = event_steps(event).hand_over

    assert (first.came, first.same_day, first.next_day, first.in_queue) == (76, 10, 40, 26)
    assert (second.came, second.in_queue) == (25, 25)


def test_who_waits_since_when(event):
    found = event_steps(event)

    assert found.to_print == Queue(13, DAY)
    assert found.to_hand_over == Queue(51, DAY)


def test_the_office_counts_both_channels(event, siti, jambi):
    save_day(siti, {jambi.limun: {"recorded": 5, "printed": 2}}, day=BEFORE)

    found = office_steps(jambi.sarolangun, NEXT_DAY)

    assert (found.sums["recorded"], found.sums["printed"]) == (113, 97)
    assert found.to_print == Queue(16, DAY)


def test_the_office_is_seen_up_to_the_day_and_a_year_back(event, siti, jambi):
    save_day(siti, {jambi.limun: 1}, day=DAY - timedelta(days=365))

    assert office_steps(jambi.sarolangun, DAY).sums["recorded"] == 100
    assert office_steps(jambi.sarolangun, DAY - timedelta(days=1)).sums["recorded"] == 1


def test_another_office_is_no_part_of_it(event, jambi):
    assert office_steps(jambi.batanghari, NEXT_DAY).sums["recorded"] == 0


def test_the_lines_say_how_many_wait_and_for_how_long(event):
    line = line_of(event, "menunggu dicetak")

    assert line.of_event == "13, yang terlama 1 hari"
    assert line_of(event, "menunggu dicetak", DAY).of_event == "13"
    assert line_of(event, "Diserahkan").of_event == "50"


def test_print_ready_records_are_those_the_office_reported_last(event, siti, jambi):
    label = "siap cetak (PRR), laporan terakhir"
    assert line_of(event, label).of_office == "–"

    save_day(siti, {}, day=BEFORE, status={"print_ready": 1250})

    assert line_of(event, label).of_office == "1.250"


def test_an_event_without_results_is_zero_everywhere_and_has_no_days(jambi, siti):
    event = make_event(jambi, siti, places=[jambi.limun])

    found = funnel(event, DAY)

    assert {line.of_event for line in found.lines} == {"0", ""}
    assert (found.printing, found.hand_over) == ([], [])


def test_the_whole_funnel_takes_four_queries(event, django_assert_num_queries):
    with django_assert_num_queries(4):
        funnel(event, DAY)


def test_the_partial_shows_night_printing_and_next_day_hand_over(event):
    context = {"event": event, "funnel": funnel(event, NEXT_DAY)}

    shown = words(render_to_string("campaigns/_funnel.html", context))

    assert "Dicetak hari atau malam itu juga" in shown
    assert "4 April 2019 100 70 25 – 5" in shown
    assert "4 April 2019 76 10 40 – 26" in shown
