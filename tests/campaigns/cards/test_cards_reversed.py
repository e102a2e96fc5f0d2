"""Mistakes about blank cards are reversed, never erased; and what is never reversed, and why."""

import pytest

from campaigns.cards import CannotBeReversed, count_stock, reverse_move, transfer_cards
from campaigns.cards.refusals import Irreversible, NotEnoughCards
from campaigns.cards.stocks import card_books
from campaigns.events import cancel_event, close_event, earmark
from campaigns.events.event_cards import return_all
from campaigns.models import CardMove, EventState, MoveKind
from tests.campaigns.factories import balance, make_event, make_stop, receive, save_result
from tests.factories import DAY, at, save_day

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = DAY.replace(day=1), DAY.replace(day=2)


@pytest.fixture
def words(siti) -> dict:
    return {"day": DAY, "by": siti, "at": at()}


def test_a_reversal_moves_the_cards_back_and_both_moves_stay(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    move = transfer_cards(jambi.sarolangun, jambi.batanghari, 300, **words)

    back = reverse_move(move, note="salah tujuan", **words)

    assert (balance(jambi.sarolangun), balance(jambi.batanghari)) == (500, 0)
    assert (back.reverses, back.cards, back.note) == (move, 300, "salah tujuan")
    assert CardMove.objects.count() == 3


def test_a_move_is_reversed_once_and_a_reversal_never(jambi, siti, words):
    move = receive(jambi.sarolangun, 500, siti)
    back = reverse_move(move, note="salah", **words)

    for again, why in ((move, Irreversible.REVERSED), (back, Irreversible.REVERSAL)):
        with pytest.raises(CannotBeReversed) as refused:
            reverse_move(again, note="salah", **words)
        assert refused.value.why == why
    assert balance(jambi.sarolangun) == 0


def test_cards_that_have_gone_on_cannot_be_taken_back(jambi, siti, words):
    move = receive(jambi.sarolangun, 500, siti)
    transfer_cards(jambi.sarolangun, jambi.batanghari, 300, **words)

    with pytest.raises(NotEnoughCards):
        reverse_move(move, note="salah", **words)

    assert balance(jambi.sarolangun) == 200


def test_a_wrong_receipt_is_reversed_although_the_counter_used_cards_since(jambi, siti, words):
    move = receive(jambi.sarolangun, 5000, siti)
    save_day(siti, {jambi.pauh: {"printed": 30}})

    reverse_move(move, note="salah ketik", **words)
    receive(jambi.sarolangun, 500, siti)

    (book,) = card_books([jambi.sarolangun], DAY)
    assert book.left == 470


def test_a_receipt_on_a_wrong_day_that_was_reversed_does_not_begin_the_book(jambi, siti, words):
    save_day(siti, {jambi.pauh: {"printed": 30}}, day=TUESDAY)
    wrong = receive(jambi.sarolangun, 500, siti, day=MONDAY)
    reverse_move(wrong, note="salah tanggal", **words)
    receive(jambi.sarolangun, 500, siti)

    (book,) = card_books([jambi.sarolangun], DAY)

    assert (book.begun, book.left) == (DAY, 500)


def test_what_follows_from_results_is_not_reversed_by_hand(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 100, **words)
    save_result(make_stop(event, jambi.pauh), siti, printed=10, spoiled=1)

    for kind in (MoveKind.USED, MoveKind.SPOILED):
        with pytest.raises(CannotBeReversed) as refused:
            reverse_move(CardMove.objects.get(kind=kind), note="salah", **words)
        assert refused.value.why == Irreversible.FOLLOWS_FROM_RESULTS
    assert balance(event) == 89


@pytest.mark.parametrize("state", [EventState.DONE, EventState.CANCELLED])
def test_an_event_that_is_over_gets_no_cards_back(jambi, siti, words, state):
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 100, **words)
    if state == EventState.DONE:
        return_all(event, **words)
        close_event(event, by=siti, at=at())
    else:
        cancel_event(event, because="hujan", **words)

    with pytest.raises(CannotBeReversed) as refused:
        reverse_move(CardMove.objects.get(kind=MoveKind.RETURNED), note="salah", **words)

    assert refused.value.why == Irreversible.EVENT_IS_OVER
    assert balance(event) == 0


def test_an_event_that_is_not_over_gives_back_what_came_by_mistake(jambi, siti, words):
    cancel_event(make_event(jambi, siti, name="GISA lain"), because="hujan", **words)
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    move = earmark(event, jambi.sarolangun, 100, **words)

    back = reverse_move(move, note="salah kegiatan", **words)

    assert (back.kind, back.event) == (MoveKind.EARMARK, event)
    assert (balance(event), balance(jambi.sarolangun)) == (0, 500)


def test_a_mistake_that_a_count_put_right_is_not_reversed_after_it(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    move = transfer_cards(jambi.sarolangun, jambi.batanghari, 300, **words)
    count = count_stock(jambi.batanghari, 30, **words)

    with pytest.raises(CannotBeReversed) as refused:
        reverse_move(move, note="hanya 30", **words)
    assert refused.value.why == Irreversible.COUNTED_SINCE

    reverse_move(count, note="mutasi salah", **words)
    reverse_move(move, note="hanya 30", **words)
    assert (balance(jambi.sarolangun), balance(jambi.batanghari)) == (500, 0)
