"""Moves of blank cards: what each kind does to the balances, and what is refused and why."""

from datetime import timedelta
from uuid import uuid4

import pytest

from campaigns.cards import CountedSince, SentBefore, count_stock, reverse_move, transfer_cards
from campaigns.cards.refusals import NotEnoughCards
from campaigns.cards.stocks import card_books
from campaigns.events import close_event, earmark
from campaigns.events.event_cards import cards_of, return_all
from campaigns.models import CardMove, MoveKind
from tests.campaigns.factories import (
    NEXT_DAY,
    balance,
    make_event,
    make_stop,
    receive,
    save_result,
    stop_in,
)
from tests.factories import DAY, at, save_day

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY = (DAY - timedelta(days=back) for back in (3, 2, 1))


@pytest.fixture
def words(siti) -> dict:
    return {"day": DAY, "by": siti, "at": at()}


def left(office, day=DAY) -> int:
    (book,) = card_books([office], day)
    return book.left


# The event of the article


def test_the_cards_of_the_articles_event_are_all_accounted_for(jambi, siti, words):
    receive(jambi.province, 20_000, siti)
    receive(jambi.sarolangun, 5_000, siti)
    event = make_event(jambi, siti)
    pauh, limun = make_stop(event, jambi.pauh), make_stop(event, jambi.limun)
    earmark(event, jambi.province, 6_000, **words)
    earmark(event, jambi.sarolangun, 5_000, **words)
    assert balance(event) == 11_000

    save_result(pauh, siti, recorded=900, printed=850, reprinted=30, spoiled=7)
    save_result(limun, siti, recorded=700, printed=700, reprinted=12, spoiled=5)
    save_result(pauh, siti, NEXT_DAY, recorded=650, printed=640, spoiled=4)
    save_result(limun, siti, printed=690)
    return_all(event, **words)
    close_event(event, by=siti, at=at())

    def moved(kind: MoveKind) -> int:
        return sum(CardMove.objects.filter(event=event, kind=kind).values_list("cards", flat=True))

    used, spoiled = cards_of(event, MoveKind.USED), cards_of(event, MoveKind.SPOILED)
    assert moved(MoveKind.EARMARK) == 11_000
    assert (used, spoiled) == (850 + 30 + 690 + 12 + 640, 7 + 5 + 4)
    assert used + spoiled + moved(MoveKind.RETURNED) == 11_000
    assert balance(event) == 0
    assert balance(jambi.province) + balance(jambi.sarolangun) == 25_000 - used - spoiled


def test_an_event_uses_cards_on_a_day_before_they_were_entered(jambi, siti, words):
    """What teams print is told first; the cards they carried are often entered after it."""
    receive(jambi.province, 100, siti)
    event = make_event(jambi, siti, places=[jambi.limun])
    earmark(event, jambi.province, 100, **{**words, "day": NEXT_DAY})

    save_result(stop_in(event, jambi.limun), siti, printed=30)

    assert balance(event) == 70
    used = CardMove.objects.get(kind=MoveKind.USED)
    assert (used.event, used.day, used.by, used.note) == (event, DAY, siti, event.name)


# Not more than there are


def test_more_cards_than_there_are_stay_where_they_are(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)

    with pytest.raises(NotEnoughCards) as refused:
        transfer_cards(jambi.sarolangun, jambi.batanghari, 501, **words)

    assert (refused.value.there, refused.value.asked) == (500, 501)
    assert (balance(jambi.sarolangun), balance(jambi.batanghari)) == (500, 0)
    transfer_cards(jambi.sarolangun, jambi.batanghari, 500, **words)
    assert (balance(jambi.sarolangun), balance(jambi.batanghari)) == (0, 500)


def test_what_the_counter_has_used_cannot_be_sent_away_or_earmarked(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    save_day(siti, {jambi.pauh: {"printed": 100, "reprinted": 20, "spoiled": 1}})
    event = make_event(jambi, siti)

    for move in (
        lambda: transfer_cards(jambi.sarolangun, jambi.batanghari, 380, **words),
        lambda: earmark(event, jambi.sarolangun, 380, **words),
    ):
        with pytest.raises(NotEnoughCards) as refused:
            move()
        assert refused.value.there == 379

    transfer_cards(jambi.sarolangun, jambi.batanghari, 379, **words)
    assert left(jambi.sarolangun) == 0


def test_a_book_below_zero_gives_nothing_and_never_blocks_the_counter(jambi, siti, words):
    receive(jambi.sarolangun, 50, siti)
    save_day(siti, {jambi.pauh: {"printed": 80}})

    with pytest.raises(NotEnoughCards) as refused:
        transfer_cards(jambi.sarolangun, jambi.batanghari, 1, **words)

    assert refused.value.there == 0
    assert left(jambi.sarolangun) == -30


def test_cards_cannot_be_sent_on_a_day_before_they_came(jambi, siti, words):
    receive(jambi.sarolangun, 100, siti, day=MONDAY)
    receive(jambi.sarolangun, 500, siti, day=WEDNESDAY)

    with pytest.raises(NotEnoughCards) as refused:
        transfer_cards(jambi.sarolangun, jambi.batanghari, 101, **{**words, "day": TUESDAY})

    assert refused.value.there == 100
    transfer_cards(jambi.sarolangun, jambi.batanghari, 101, **{**words, "day": WEDNESDAY})


def test_an_earlier_sending_leaves_enough_for_what_was_sent_later(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti, day=MONDAY)
    transfer_cards(jambi.sarolangun, jambi.batanghari, 450, **{**words, "day": WEDNESDAY})
    receive(jambi.sarolangun, 500, siti)

    with pytest.raises(NotEnoughCards) as refused:
        transfer_cards(jambi.sarolangun, jambi.batanghari, 51, **{**words, "day": TUESDAY})

    assert refused.value.there == 50


def test_what_comes_and_goes_later_cannot_be_sent_earlier(jambi, siti, words):
    receive(jambi.sarolangun, 100, siti, day=MONDAY)
    receive(jambi.sarolangun, 500, siti, day=WEDNESDAY)
    transfer_cards(jambi.sarolangun, jambi.batanghari, 300, **words)

    with pytest.raises(NotEnoughCards) as refused:
        transfer_cards(jambi.sarolangun, jambi.batanghari, 101, **{**words, "day": TUESDAY})

    assert refused.value.there == 100


# Counted


def test_a_count_enters_the_difference_to_the_book(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    save_day(siti, {jambi.pauh: {"printed": 100}})

    move = count_stock(jambi.sarolangun, 385, note="dua lemari", **words)

    assert (move.kind, move.counted, move.note) == (MoveKind.COUNTED, 385, "dua lemari")
    assert (move.source.office, move.target, move.cards) == (jambi.sarolangun, None, 15)
    assert left(jambi.sarolangun) == 385


def test_a_count_may_find_fewer_than_the_counter_has_left_since(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti, day=MONDAY)
    save_day(siti, {jambi.pauh: {"printed": 290}})

    move = count_stock(jambi.sarolangun, 280, **{**words, "day": TUESDAY})

    assert move.cards == 220
    assert (left(jambi.sarolangun, TUESDAY), left(jambi.sarolangun)) == (280, -10)


def test_a_count_that_finds_more_adds_them(jambi, siti, words):
    receive(jambi.sarolangun, 50, siti)
    save_day(siti, {jambi.pauh: {"printed": 80}})

    move = count_stock(jambi.sarolangun, 20, **words)

    assert (move.source, move.cards) == (None, 50)
    assert left(jambi.sarolangun) == 20


@pytest.mark.parametrize("counted", [499, 501])
def test_a_count_that_differs_by_one_card_moves_that_card(jambi, siti, words, counted):
    receive(jambi.sarolangun, 500, siti)

    move = count_stock(jambi.sarolangun, counted, **words)

    assert (move.cards, move.source is None) == (1, counted > 500)
    assert balance(jambi.sarolangun) == counted


def test_a_count_that_agrees_is_kept_with_a_difference_of_none(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)

    move = count_stock(jambi.sarolangun, 500, **words)

    assert (move.cards, move.counted) == (0, 500)
    assert left(jambi.sarolangun) == 500


def test_a_book_may_begin_with_a_count_at_the_end_of_a_day(jambi, siti, words):
    save_day(siti, {jambi.pauh: {"printed": 70}}, day=WEDNESDAY)
    save_day(siti, {jambi.pauh: {"printed": 30}})

    count_stock(jambi.sarolangun, 400, **{**words, "day": WEDNESDAY})

    assert left(jambi.sarolangun, WEDNESDAY) == 400
    assert left(jambi.sarolangun) == 370


def test_a_count_may_begin_the_book_before_its_first_receipt(jambi, siti, words):
    save_day(siti, {jambi.pauh: {"printed": 70}}, day=MONDAY)
    save_day(siti, {jambi.pauh: {"printed": 30}}, day=WEDNESDAY)
    receive(jambi.sarolangun, 1000, siti)

    count_stock(jambi.sarolangun, 400, **{**words, "day": TUESDAY})

    assert left(jambi.sarolangun, TUESDAY) == 400
    assert left(jambi.sarolangun) == 1370


def test_before_a_count_nothing_is_entered_any_more(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti, day=MONDAY)
    count_stock(jambi.sarolangun, 480, **{**words, "day": WEDNESDAY})

    for move in (
        lambda: receive(jambi.sarolangun, 10, siti, day=TUESDAY),
        lambda: transfer_cards(jambi.sarolangun, jambi.batanghari, 10, **{**words, "day": TUESDAY}),
        lambda: count_stock(jambi.sarolangun, 470, **{**words, "day": TUESDAY}),
    ):
        with pytest.raises(CountedSince) as refused:
            move()
        assert (refused.value.office, refused.value.day) == (jambi.sarolangun, WEDNESDAY)

    receive(jambi.sarolangun, 10, siti, day=WEDNESDAY)
    receive(jambi.batanghari, 10, siti, day=TUESDAY)
    assert left(jambi.sarolangun) == 490


def test_of_several_counts_the_last_is_the_one_that_is_told(jambi, siti, words):
    for day in (TUESDAY, DAY):
        count_stock(jambi.sarolangun, 480, **{**words, "day": day})

    with pytest.raises(CountedSince) as refused:
        receive(jambi.sarolangun, 10, siti, day=MONDAY)

    assert refused.value.day == DAY


def test_a_count_that_was_reversed_closes_nothing(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti, day=MONDAY)
    count = count_stock(jambi.sarolangun, 480, **words)
    reverse_move(count, note="salah hitung", **words)

    receive(jambi.sarolangun, 10, siti, day=TUESDAY)

    assert left(jambi.sarolangun) == 510


# Sent twice


def test_a_form_that_is_sent_twice_moves_once(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    key = uuid4()
    first = transfer_cards(jambi.sarolangun, jambi.batanghari, 100, form_key=key, **words)

    with pytest.raises(SentBefore) as refused:
        transfer_cards(jambi.sarolangun, jambi.batanghari, 100, form_key=key, **words)

    assert refused.value.move == first
    assert balance(jambi.sarolangun) == 400


def test_a_move_needs_no_form_and_no_note(jambi, siti):
    moves = [receive(jambi.sarolangun, 500, siti) for _ in range(2)]

    assert [(move.form_key, move.note) for move in moves] == [(None, "")] * 2
    assert balance(jambi.sarolangun) == 1000
