"""Several stops of one event saved at once: nothing is lost, nothing locks up. PostgreSQL only.

SQLite lets one writer in at a time, so there is nothing to test there.
"""

from collections.abc import Callable

import pytest
from django.db import connection

from campaigns.cards import account_of
from campaigns.cards.refusals import NotEnoughCards
from campaigns.models import CardMove, MoveKind, StopResult
from regions.models import DailyCount
from regions.recording import ledger
from tests.campaigns.factories import NEXT_DAY, give_cards, make_event, save_result, stop_in
from tests.factories import DAY, at, make_budi, make_region, save_day
from tests.regions.recording.test_ledger_concurrently import all_at_once

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite has one writer at a time; run with a PostgreSQL DATABASE_URL",
    ),
]

STOPS = 12


def make_places(first: int = 11) -> list:
    return [make_region(f"15.03.{number}") for number in range(first, first + STOPS)]


def test_the_first_results_of_twelve_stops_at_once_are_all_counted(jambi, siti):
    event = make_event(jambi, siti, places=make_places(), cards=1000)

    raised = all_at_once(
        [
            lambda stop=stop: save_result(stop, siti, recorded=5, printed=4, spoiled=1)
            for stop in event.stops.all()
        ]
    )

    assert raised == []
    assert sum(DailyCount.objects.values_list("recorded", flat=True)) == 5 * STOPS
    assert account_of(event).balance == 1000 - 5 * STOPS
    assert list(ledger.check()) == []


def test_stops_of_one_kecamatan_saved_at_once_by_different_events_all_count(jambi, siti):
    events = [
        make_event(jambi, siti, places=[jambi.limun], name=f"GISA {number}")
        for number in range(STOPS)
    ]

    def save(number: int) -> Callable[[], None]:
        def job() -> None:
            for day in (DAY, NEXT_DAY) if number % 2 else (NEXT_DAY, DAY):
                save_result(stop_in(events[number], jambi.limun), siti, day, recorded=5)

        return job

    raised = all_at_once([save(number) for number in range(STOPS)])

    assert raised == []
    found = dict(DailyCount.objects.values_list("day", "recorded"))
    assert found == {DAY: 5 * STOPS, NEXT_DAY: 5 * STOPS}
    assert list(ledger.check()) == []


def test_of_many_at_once_only_as_many_print_as_there_are_cards(jambi, siti):
    event = make_event(jambi, siti, places=make_places(), cards=50)

    raised = all_at_once(
        [lambda stop=stop: save_result(stop, siti, printed=10) for stop in event.stops.all()]
    )

    assert [type(error) for error in raised] == [NotEnoughCards] * (STOPS - 5)
    assert account_of(event).balance == 0
    assert StopResult.objects.count() == DailyCount.objects.count() == 5
    assert list(ledger.check()) == []


def test_results_cards_and_daily_entry_at_once_do_not_lock_each_other_out(jambi, siti):
    event = make_event(jambi, siti, places=make_places(), cards=1000)
    budi, stops = make_budi(jambi), list(event.stops.all())

    def save_results(stop) -> Callable[[], None]:
        def job() -> None:
            for people in range(1, 6):
                save_result(stop, siti, recorded=people, printed=people)

        return job

    def take_one_card(_number: int) -> Callable[[], None]:
        def job() -> None:
            for _ in range(5):
                give_cards(event, 1, budi)

        return job

    def type_a_day(number: int) -> Callable[[], None]:
        def job() -> None:
            for people in range(1, 6):
                save_day(siti, {jambi.limun: number + people}, at=at())

        return job

    jobs = [save_results(stop) for stop in stops[:4]]
    jobs += [take_one_card(number) for number in range(4)]
    jobs += [type_a_day(number) for number in range(4)]

    assert all_at_once(jobs) == []
    assert account_of(event).balance == 1000 + 4 * 5 - 4 * 5
    assert CardMove.objects.filter(event=event, kind=MoveKind.EARMARK).count() == 1 + 4 * 5
    assert list(ledger.check()) == []


def test_twelve_people_correcting_one_stop_leave_its_cards_right(jambi, siti):
    event = make_event(jambi, siti, places=[jambi.limun], cards=1000)
    stop = stop_in(event, jambi.limun)

    raised = all_at_once(
        [lambda n=n: save_result(stop, siti, printed=n) for n in range(1, STOPS + 1)]
    )

    printed = StopResult.objects.get().printed
    assert raised == []
    assert account_of(event).balance == 1000 - printed
    assert DailyCount.objects.get().printed == printed
