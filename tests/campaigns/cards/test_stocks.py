"""What is known about an office's cards on a day: by its book, by its report, and its use."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.cards import Holding, count_stock, holdings, reverse_move, transfer_cards
from campaigns.cards.days_left import DaysLeft
from campaigns.cards.stocks import card_books
from campaigns.events import cancel_event, earmark
from campaigns.models import StopResult
from regions.models import Region
from tests.campaigns.factories import NEXT_DAY, make_event, make_stop, receive, save_result
from tests.factories import DAY, at, make_region, save_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(siti) -> dict:
    return {"day": DAY, "by": siti, "at": at()}


def before(days: int):
    return DAY - timedelta(days=days)


def holding(office: Region, day=DAY) -> Holding:
    (found,) = holdings([office], day)
    return found


# By the book


def test_without_any_move_there_is_no_book(jambi, siti):
    save_day(siti, {jambi.pauh: {"printed": 5}})

    book = holding(jambi.sarolangun).book

    assert (book.begun, book.booked, book.used_at_counter) == (None, 0, 0)
    assert holding(jambi.sarolangun).at_hand is None


def test_a_day_before_the_first_move_has_no_book_yet(jambi, siti):
    receive(jambi.sarolangun, 500, siti)

    (yesterday,) = card_books([jambi.sarolangun], before(1))

    assert (yesterday.begun, yesterday.left) == (None, 0)


def test_cards_used_count_from_the_day_on_which_the_book_began(jambi, siti):
    save_day(siti, {jambi.pauh: {"printed": 50}}, day=before(3))
    save_day(siti, {jambi.pauh: {"printed": 7}, jambi.sarolangun: {"spoiled": 1}}, day=before(2))
    save_day(siti, {jambi.limun: {"reprinted": 3}}, day=before(1))
    receive(jambi.sarolangun, 500, siti, day=before(2))

    def left(days: int) -> int:
        (book,) = card_books([jambi.sarolangun], before(days))
        return book.left

    assert [left(days) for days in (3, 2, 1, 0)] == [0, 492, 489, 489]


def test_a_past_day_shows_the_stock_of_that_day(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti, day=before(2))
    transfer_cards(jambi.sarolangun, jambi.batanghari, 200, **words)

    assert holding(jambi.sarolangun, before(1)).book.booked == 500
    assert holding(jambi.sarolangun).book.booked == 300
    assert holding(jambi.batanghari, before(1)).book.begun is None


def test_an_event_uses_cards_of_its_own_not_those_of_the_counter(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 200, **words)
    save_result(make_stop(event, jambi.pauh), siti, printed=60, reprinted=5, spoiled=2)
    save_day(siti, {jambi.pauh: {"printed": 11}})

    found = holding(jambi.sarolangun)

    assert (found.book.booked, found.book.used_at_counter, found.at_events) == (300, 11, 133)


def test_results_of_a_cancelled_event_were_used_by_nobody(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 200, **words)
    save_result(make_stop(event, jambi.pauh), siti, printed=60)
    save_day(siti, {jambi.pauh: {"printed": 11}})
    cancel_event(event, because="hujan", **words)

    found = holding(jambi.sarolangun)

    assert StopResult.objects.exists()
    assert (found.book.left, found.book.used_at_counter, found.at_events) == (489, 11, 0)


def test_cards_with_events_are_those_of_the_day(jambi, siti, words):
    receive(jambi.province, 500, siti, day=before(1))
    earmark(make_event(jambi, siti), jambi.province, 200, **words)

    assert holding(jambi.sarolangun, before(1)).at_events == 0
    assert holding(jambi.sarolangun).at_events == 200
    assert holding(jambi.province).at_events == 0


# By its report


def test_the_report_is_the_last_one_and_is_compared_with_the_book_of_its_own_day(jambi, siti):
    receive(jambi.sarolangun, 500, siti, day=before(3))
    save_day(siti, {jambi.pauh: {"printed": 20}}, day=before(3), status={"blangko_left": 100})
    save_day(siti, {jambi.pauh: {"printed": 30}}, day=before(2), status={"blangko_left": 445})
    save_day(siti, {jambi.pauh: {"printed": 40}}, day=before(1))

    found = holding(jambi.sarolangun)

    assert (found.reported, found.reported_on) == (445, before(2))
    assert (found.left_then, found.difference) == (450, -5)


def test_a_report_from_before_the_book_is_compared_with_nothing(jambi, siti):
    save_day(siti, {jambi.pauh: 1}, day=before(2), status={"blangko_left": 445})
    receive(jambi.sarolangun, 500, siti)

    found = holding(jambi.sarolangun)

    assert (found.reported, found.difference) == (445, None)


def test_without_a_book_the_report_of_late_is_what_is_at_hand(jambi, siti):
    save_day(siti, {jambi.pauh: 1}, day=before(28), status={"blangko_left": 445})

    assert holding(jambi.sarolangun).at_hand == 445
    assert holding(jambi.sarolangun, NEXT_DAY).at_hand is None
    assert holding(jambi.sarolangun, NEXT_DAY).reported == 445


# At hand: the smaller of the two


def given_of(jambi, siti, left: int, days: int = 0, printed: int = 0) -> None:
    """What Sarolangun printed that many days ago, and reported as left."""
    counts = {jambi.pauh: {"printed": printed}}
    save_day(siti, counts, day=before(days), status={"blangko_left": left})


def test_where_the_report_is_smaller_it_counts_less_what_was_used_and_with_what_came_since(
    jambi, siti
):
    receive(jambi.sarolangun, 500, siti, day=before(3))
    given_of(jambi, siti, 400, 2, printed=50)
    assert holding(jambi.sarolangun, before(2)).at_hand == 400

    save_day(siti, {jambi.pauh: {"printed": 30}}, day=before(1))
    receive(jambi.sarolangun, 200, siti)

    assert holding(jambi.sarolangun, before(1)).at_hand == 370
    assert (holding(jambi.sarolangun).book.left, holding(jambi.sarolangun).at_hand) == (620, 570)


def test_where_the_book_is_smaller_it_counts(jambi, siti):
    receive(jambi.sarolangun, 500, siti, day=before(3))
    given_of(jambi, siti, 600, 2)

    assert (holding(jambi.sarolangun).by_report, holding(jambi.sarolangun).at_hand) == (600, 500)


def test_a_reported_zero_is_an_empty_shelf_until_cards_come(jambi, siti):
    receive(jambi.sarolangun, 5_000, siti, day=before(60))
    given_of(jambi, siti, 0, 40)
    save_day(siti, {jambi.pauh: {"printed": 30}}, day=before(2))

    assert holding(jambi.sarolangun).at_hand == 0
    assert holding(jambi.sarolangun).days_left == DaysLeft(0, 0, 0)
    receive(jambi.sarolangun, 200, siti)
    assert holding(jambi.sarolangun).at_hand == 170


def test_a_count_after_the_report_ends_the_difference_one_before_it_does_not(jambi, siti):
    receive(jambi.sarolangun, 500, siti, day=before(5))
    count_stock(jambi.sarolangun, 490, day=before(4), by=siti, at=at())
    given_of(jambi, siti, 300, 2)
    assert holding(jambi.sarolangun).at_hand == 300

    count = count_stock(jambi.sarolangun, 450, day=before(1), by=siti, at=at())

    assert holding(jambi.sarolangun, before(2)).at_hand == 300
    assert holding(jambi.sarolangun).at_hand == 450
    reverse_move(count, day=DAY, by=siti, at=at(), note="salah")
    assert holding(jambi.sarolangun).at_hand == 300


# How long it lasts


def test_the_weeks_are_those_of_the_counter_the_last_one_ending_on_the_day(jambi, siti, words):
    for back, cards in ((0, 10), (6, 4), (7, 20), (13, 1), (55, 7), (56, 99)):
        save_day(siti, {jambi.pauh: {"printed": cards}}, day=before(back))
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 100, **words)
    save_result(make_stop(event, jambi.limun), siti, printed=60)

    weeks = holding(jambi.sarolangun).use.weeks
    # 4 April is a Thursday, and the day before it a holiday: 29 March is six days back.
    assert [week.people + week.people_off for week in weeks] == [7, 0, 0, 0, 0, 0, 21, 14]
    assert [week.told for week in weeks] == [1, 0, 0, 0, 0, 0, 2, 2]


def test_days_left_follow_from_the_cards_at_hand_and_the_use_of_the_counter(jambi, siti):
    for week in range(8):
        save_day(siti, {jambi.pauh: {"printed": 70}}, day=before(7 * week))
    save_day(siti, {jambi.pauh: {"printed": 70}}, status={"blangko_left": 200})

    assert holding(jambi.sarolangun).days_left is None
    for back in range(56):
        save_day(siti, {jambi.pauh: {"printed": 10}}, day=before(back))
    assert holding(jambi.sarolangun).days_left == DaysLeft(20, 20, 20)
    assert holding(jambi.batanghari).days_left is None
    assert holding(jambi.province).days_left is None


# Queries


def test_the_queries_are_as_many_for_forty_offices_as_for_two(jambi, siti):
    def asked(offices: list[Region]) -> int:
        with CaptureQueriesContext(connection) as queries:
            holdings(offices, DAY)
        return len(queries)

    many = [jambi.sarolangun, jambi.batanghari, *(make_region(f"15.{n}") for n in range(40, 80))]
    for office in many:
        receive(office, 100, siti)
    count_stock(jambi.sarolangun, 90, day=DAY, by=siti, at=at())
    # All that may be asked: a shelf that was empty before these weeks, a report without cards.
    save_day(siti, {jambi.pauh: {"printed": 5}}, day=before(60), status={"blangko_left": 0})
    save_day(siti, {jambi.pauh: 5})

    assert asked(many) == asked(many[:2]) == 17
