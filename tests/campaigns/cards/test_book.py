"""The book of an account: what was there after each of its moves."""

import pytest

from campaigns.cards import (
    balance_after,
    count_stock,
    moves_of,
    reverse_move,
    stock_of,
    transfer_cards,
)
from tests.campaigns.factories import balance, receive
from tests.factories import DAY, at, make_budi, make_jambi

pytestmark = pytest.mark.django_db


def test_after_each_move_there_is_what_the_moves_up_to_it_add_up_to(django_assert_num_queries):
    jambi = make_jambi()
    words = {"day": DAY, "by": make_budi(jambi), "at": at()}
    office, stock = jambi.sarolangun, stock_of(jambi.sarolangun)
    receive(office, 1000, words["by"])
    transfer_cards(office, jambi.batanghari, 300, **words)
    receive(jambi.batanghari, 50, words["by"])
    reverse_move(transfer_cards(office, jambi.batanghari, 100, **words), note="salah", **words)
    count_stock(office, 690, **words)
    stock.refresh_from_db()

    moves = list(moves_of(stock))
    with django_assert_num_queries(len(moves)):
        after = [balance_after(move, stock) for move in moves]

    assert after == [690, 700, 600, 700, 1000]
    assert after[0] == balance(office)
