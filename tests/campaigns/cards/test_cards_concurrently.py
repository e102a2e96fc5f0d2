"""Many take cards at once: nobody gets cards that are not there, nobody waits for ever.

PostgreSQL only: SQLite lets one writer in at a time, so there is nothing to test there.
"""

import threading
from collections.abc import Iterable
from uuid import uuid4

import pytest
from django.db import connection

from campaigns.cards import (
    CannotBeReversed,
    SentBefore,
    ledger,
    reverse_move,
    stock_of,
    transfer_cards,
)
from campaigns.cards.refusals import NotEnoughCards
from campaigns.events import cancel_event, earmark
from campaigns.events.states import StateChangedMeanwhile
from campaigns.models import CardAccount, CardMove
from tests.campaigns.factories import balance, make_event, make_stop, receive, save_result
from tests.factories import DAY, at
from tests.regions.recording.test_ledger_concurrently import all_at_once

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite has one writer at a time; run with a PostgreSQL DATABASE_URL",
    ),
]

TAKERS = 16
ENOUGH_FOR = 5
NEVER_BELOW_ZERO = ("cards_never_below_zero", "campaigns_cardaccount_balance_check")


@pytest.fixture
def words(siti) -> dict:
    return {"day": DAY, "by": siti, "at": at()}


def takers(jambi, words) -> list:
    """Sixteen people who take 100 cards each from the stock of Sarolangun."""
    targets = [jambi.province, jambi.batanghari]
    for office in targets:
        stock_of(office)
    return [
        lambda to=targets[number % 2]: transfer_cards(jambi.sarolangun, to, 100, **words)
        for number in range(TAKERS)
    ]


@pytest.fixture
def no_constraint(transactional_db):
    """The balance may fall below zero, until the test is over."""
    with connection.cursor() as cursor:
        for name in NEVER_BELOW_ZERO:
            cursor.execute(f"ALTER TABLE campaigns_cardaccount DROP CONSTRAINT {name}")
    yield
    CardAccount.objects.filter(balance__lt=0).update(balance=0)
    with connection.cursor() as cursor:
        for name in NEVER_BELOW_ZERO:
            cursor.execute(
                f"ALTER TABLE campaigns_cardaccount ADD CONSTRAINT {name} CHECK (balance >= 0)"
            )


def test_sixteen_who_take_at_once_never_get_more_than_there_are(jambi, siti, words):
    receive(jambi.sarolangun, 100 * ENOUGH_FOR + 99, siti)

    raised = all_at_once(takers(jambi, words))

    assert [type(error) for error in raised] == [NotEnoughCards] * (TAKERS - ENOUGH_FOR)
    assert balance(jambi.sarolangun) == 99
    assert balance(jambi.province) + balance(jambi.batanghari) == 100 * ENOUGH_FOR


def test_the_control_without_the_lock_they_do(monkeypatch, no_constraint, jambi, siti, words):
    """The same takers, each reading before any of them has written: the race is real."""
    receive(jambi.sarolangun, 100 * ENOUGH_FOR + 99, siti)
    everybody_has_read = threading.Barrier(TAKERS)

    def plain_read(pks: Iterable[int]) -> dict[int, CardAccount]:
        found = CardAccount.objects.in_bulk(list(pks))
        everybody_has_read.wait(timeout=30)
        return found

    monkeypatch.setattr(ledger, "lock_accounts", plain_read)

    raised = all_at_once(takers(jambi, words))

    assert raised == []
    assert balance(jambi.sarolangun) == 100 * ENOUGH_FOR + 99 - 100 * TAKERS < 0


def test_transfers_in_opposite_directions_do_not_lock_each_other_out(jambi, siti, words):
    receive(jambi.sarolangun, 10_000, siti)
    receive(jambi.batanghari, 10_000, siti)

    def there_or_back(number: int):
        pair = (jambi.sarolangun, jambi.batanghari)
        giver, taker = pair if number % 2 else reversed(pair)

        def job() -> None:
            for _ in range(10):
                transfer_cards(giver, taker, 7, **words)

        return job

    raised = all_at_once([there_or_back(number) for number in range(12)])

    assert raised == []
    assert (balance(jambi.sarolangun), balance(jambi.batanghari)) == (10_000, 10_000)
    assert CardMove.objects.count() == 2 + 12 * 10


def test_earmarking_and_results_of_one_event_do_not_lock_each_other_out(jambi, siti, words):
    receive(jambi.sarolangun, 10_000, siti)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 1000, **words)
    stops = [make_stop(event, jambi.pauh) for _ in range(6)]

    def enter_results(stop):
        return lambda: [save_result(stop, siti, printed=n) for n in range(1, 6)]

    def take_more() -> None:
        for _ in range(5):
            earmark(event, jambi.sarolangun, 10, **words)

    raised = all_at_once([*map(enter_results, stops), *[take_more] * 6])

    assert raised == []
    assert balance(event) == 1000 + 6 * 5 * 10 - 6 * 5
    assert balance(jambi.sarolangun) == 9000 - 6 * 5 * 10


def test_cancelling_while_cards_are_earmarked_does_not_lock_up(jambi, siti, words):
    """Whoever comes after the end is told so; nothing else goes wrong."""
    receive(jambi.sarolangun, 10_000, siti)
    events = [make_event(jambi, siti, name=f"GISA {number}") for number in range(4)]
    for event in events:
        earmark(event, jambi.sarolangun, 100, **words)

    def take_more(event):
        return lambda: [earmark(event, jambi.sarolangun, 10, **words) for _ in range(5)]

    raised = all_at_once(
        [
            *map(take_more, events),
            *(
                lambda event=event: cancel_event(event, because="hujan", **words)
                for event in events
            ),
        ]
    )

    assert {type(error) for error in raised} <= {StateChangedMeanwhile}
    assert balance(jambi.sarolangun) + sum(map(balance, events)) == 10_000


def test_a_form_sent_by_twelve_clicks_at_once_moves_once(jambi, siti, words):
    receive(jambi.sarolangun, 1000, siti)
    key = uuid4()

    raised = all_at_once(
        [
            lambda: transfer_cards(jambi.sarolangun, jambi.batanghari, 50, form_key=key, **words)
            for _ in range(12)
        ]
    )

    assert [type(error) for error in raised] == [SentBefore] * 11
    assert balance(jambi.batanghari) == 50


def test_a_move_reversed_by_twelve_at_once_is_reversed_once(jambi, siti, words):
    receive(jambi.sarolangun, 1000, siti)
    move = transfer_cards(jambi.sarolangun, jambi.batanghari, 50, **words)
    receive(jambi.batanghari, 1000, siti)

    raised = all_at_once(
        [
            lambda: reverse_move(CardMove.objects.get(pk=move.pk), note="salah", **words)
            for _ in range(12)
        ]
    )

    assert [type(error) for error in raised] == [CannotBeReversed] * 11
    assert (balance(jambi.sarolangun), balance(jambi.batanghari)) == (1000, 1000)


def test_the_first_cards_of_an_office_entered_by_twelve_at_once_lie_in_one_stock(jambi, siti):
    raised = all_at_once([lambda: receive(jambi.batanghari, 10, siti) for _ in range(12)])

    assert raised == []
    assert CardAccount.objects.get().balance == 120
