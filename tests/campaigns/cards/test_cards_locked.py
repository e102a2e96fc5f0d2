"""Cards are counted under locks that are taken in one order; on any database."""

import pytest

from campaigns.cards import account_of, count_stock, reverse_move, stock_of, transfer_cards
from campaigns.cards.ledger import lock_accounts
from campaigns.events import earmark
from campaigns.models import CardAccount, CardMove, Event
from tests.campaigns.factories import make_event, receive
from tests.factories import DAY, at
from tests.row_locks import Asked, locked, statements

pytestmark = pytest.mark.django_db

EVENTS, ACCOUNTS, MOVES = (model._meta.db_table for model in (Event, CardAccount, CardMove))


@pytest.fixture
def words(siti) -> dict:
    return {"day": DAY, "by": siti, "at": at()}


def locks_before_moves(asked: list[Asked]) -> bool:
    """Whether the accounts were locked before any move was read or written."""
    first_lock = next(n for n, one in enumerate(asked) if one.table == ACCOUNTS and one.locks)
    return all(one.table != MOVES for one in asked[:first_lock])


def test_accounts_are_locked_in_ascending_order_in_whatever_order_they_are_asked(jambi):
    pks = [stock_of(office).pk for office in (jambi.sarolangun, jambi.batanghari)]

    with statements() as asked:
        found = lock_accounts([pks[1], pks[0], pks[1]])

    ((table, _sql, params, locks, order),) = asked
    assert (table, list(params), locks, order) == (ACCOUNTS, pks, True, "id")
    assert list(found) == pks


def test_both_offices_are_locked_before_their_cards_are_counted(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    pks = [stock_of(office).pk for office in (jambi.sarolangun, jambi.batanghari)]

    with statements() as asked:
        transfer_cards(jambi.sarolangun, jambi.batanghari, 100, **words)

    first = next(one for one in asked if one.locks)
    assert (locked(asked), sorted(first.params)) == ([ACCOUNTS], sorted(pks))
    assert locks_before_moves(asked)


def test_an_event_is_locked_before_its_cards_but_may_be_referred_to(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    account_of(event)

    with statements() as asked:
        move = earmark(event, jambi.sarolangun, 100, **words)
    with statements() as asked_back:
        reverse_move(move, note="salah", **words)

    for statements_of_one in (asked, asked_back):
        assert locked(statements_of_one) == [EVENTS, ACCOUNTS]
        assert locks_before_moves(statements_of_one)
        assert all(
            "NO KEY" in one.sql for one in statements_of_one if one.table == EVENTS and one.locks
        )


def test_a_stock_is_locked_before_the_book_that_it_is_counted_against_is_read(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)

    with statements() as asked:
        count_stock(jambi.sarolangun, 480, **words)

    assert locks_before_moves(asked)
