"""Whatever happens to blank cards, in any order: balances are the sums of their moves, never
below zero on any day, and cards only come and go as received, used, spoiled or counted.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaigns.cards import (
    CannotBeReversed,
    CountedSince,
    count_stock,
    receive_cards,
    reverse_move,
    set_use,
    transfer_cards,
)
from campaigns.cards.refusals import NotEnoughCards
from campaigns.cards.stocks import card_books
from campaigns.events import earmark, give_back
from campaigns.models import CardAccount, CardMove, Event, MoveKind
from regions.models import DailyCount, Region
from tests.campaigns.factories import make_event, receive
from tests.factories import DAY, at, make_jambi, make_siti, save_day, undone
from tests.properties import examples

pytestmark = pytest.mark.django_db

REFUSALS = (NotEnoughCards, CannotBeReversed, CountedSince)
DAYS = [DAY - timedelta(days=back) for back in range(4)]

offices = st.sampled_from(["province", "sarolangun", "batanghari"])
numbers = st.sampled_from([5, 30, 100, 400])
steps = st.one_of(
    st.tuples(st.just("receive"), offices, numbers),
    st.tuples(st.just("transfer"), offices, offices, numbers),
    st.tuples(st.just("earmark"), offices, numbers),
    st.tuples(st.just("return"), offices, numbers),
    st.tuples(st.just("use"), st.sampled_from([MoveKind.USED, MoveKind.SPOILED]), numbers),
    st.tuples(st.just("correct use"), st.sampled_from([MoveKind.USED, MoveKind.SPOILED]), numbers),
    st.tuples(st.just("count"), offices, numbers | st.just(0)),
    st.tuples(st.just("print"), st.sampled_from([5, 30])),
    st.tuples(st.just("reverse"), st.integers(0, 12)),
)
sequences = st.lists(st.tuples(steps, st.sampled_from(DAYS)), max_size=14)


class World:
    """The offices of Jambi, an event, and what each step does to them."""

    def __init__(self):
        jambi = make_jambi()
        self.jambi, self.siti = jambi, make_siti(jambi)
        self.event = make_event(jambi, self.siti)
        self.offices = [jambi.province, jambi.sarolangun, jambi.batanghari]
        # Enough to begin with, so that most steps are taken and not refused.
        for office, day in zip(self.offices, DAYS[1:], strict=True):
            receive(office, 500, self.siti, day=day)
        earmark(self.event, jambi.sarolangun, 60, day=DAY, by=self.siti, at=at())

    def do(self, step: tuple, day) -> None:
        name, *given = step
        place = {office.code: office for office in self.offices}
        codes = {"province": "15", "sarolangun": "15.03", "batanghari": "15.04"}
        given = [place[codes[value]] if value in codes else value for value in given]
        words = {"day": day, "by": self.siti, "at": at()}
        acts: dict[str, Callable] = {
            "receive": receive_cards,
            "transfer": transfer_cards,
            "earmark": lambda office, cards, **w: earmark(self.event, office, cards, **w),
            "return": lambda office, cards, **w: give_back(self.event, office, cards, **w),
            "use": lambda kind, cards, **w: set_use(self.event, kind, cards, note="", **w),
            "correct use": self.correct_use,
            "count": count_stock,
            "print": self.print_cards,
            "reverse": self.reverse,
        }
        if name == "transfer" and given[0] == given[1]:
            return
        acts[name](*given, **words)

    def correct_use(self, kind: MoveKind, cards: int, **words) -> None:
        """Down, and not by more than was entered: results never fall below zero."""
        net = sum(
            move.cards if move.source_id else -move.cards
            for move in CardMove.objects.filter(kind=kind)
        )
        set_use(self.event, kind, -min(cards, net), note="", **words)

    def print_cards(self, cards: int, *, day, **words) -> None:
        save_day(self.siti, {self.jambi.pauh: {"printed": cards}}, day=day)

    def reverse(self, number: int, **words) -> None:
        moves = list(CardMove.objects.order_by("id"))
        if number < len(moves):
            reverse_move(moves[number], note="salah", **words)


def held_by_hand() -> Counter:
    """What every account holds, move by move."""
    held = Counter()
    for move in CardMove.objects.all():
        if move.source_id:
            held[move.source_id] -= move.cards
        if move.target_id:
            held[move.target_id] += move.cards
    return held


def lowest_of_any_day(account: CardAccount) -> int:
    moves = CardMove.objects.all()
    return min(
        sum(move.cards for move in moves if move.target_id == account.pk and move.day <= day)
        - sum(move.cards for move in moves if move.source_id == account.pk and move.day <= day)
        for day in DAYS
    )


def came_from_outside() -> int:
    """Cards received and found at counts, less those used, spoiled and missed at counts."""
    total = 0
    for move in CardMove.objects.filter(
        kind__in=[MoveKind.RECEIVED, MoveKind.USED, MoveKind.SPOILED, MoveKind.COUNTED]
    ):
        assert (move.source_id is None) != (move.target_id is None)
        total += move.cards if move.target_id else -move.cards
    return total


def left_by_hand(office: Region, day) -> int:
    """The ledger of the office less what its counter used since the book began."""
    into = CardMove.objects.filter(target__office=office, day__lte=day)
    out = CardMove.objects.filter(source__office=office, day__lte=day)
    standing = [m.day for m in into if not m.reverses_id and not hasattr(m, "reversed_by")]
    counts = DailyCount.objects.filter(kabkota=office, channel="loket", day__lte=day)
    used = sum(count.printed or 0 for count in counts if standing and count.day >= min(standing))
    return sum(m.cards for m in into) - sum(m.cards for m in out) - used


def assert_all_is_well(world: World) -> None:
    held = held_by_hand()
    accounts = list(CardAccount.objects.all())
    assert {account.pk: account.balance for account in accounts if account.balance} == {
        pk: cards for pk, cards in held.items() if cards
    }
    assert all(account.balance >= 0 for account in accounts)
    assert all(lowest_of_any_day(account) >= 0 for account in accounts if account.office_id)
    assert sum(account.balance for account in accounts) == came_from_outside()
    for day in DAYS:
        found = {book.office: book.left for book in card_books(world.offices, day)}
        assert found == {office: left_by_hand(office, day) for office in world.offices}


@examples(50)
@given(sequences)
def test_any_sequence_of_moves_keeps_the_books_right(db, sequence):
    with undone():
        world = World()
        for step, day in sequence:
            before = list(CardAccount.objects.values_list("pk", "balance").order_by("pk"))
            moves = CardMove.objects.count()
            try:
                world.do(step, day)
            except REFUSALS:
                assert CardMove.objects.count() == moves
                after = dict(CardAccount.objects.values_list("pk", "balance"))
                assert all(after[pk] == cards for pk, cards in before)
        assert_all_is_well(world)


on_some_days = st.lists(st.tuples(numbers, st.sampled_from(DAYS)), max_size=3)


@examples(40)
@given(on_some_days, on_some_days, st.integers(0, 2000), st.sampled_from(DAYS))
def test_a_count_makes_the_book_say_what_was_counted(db, received, printed, counted, day):
    with undone():
        jambi = make_jambi()
        siti = make_siti(jambi)
        for cards, on_day in received:
            receive(jambi.sarolangun, cards, siti, day=on_day)
        for cards, on_day in printed:
            save_day(siti, {jambi.pauh: {"printed": cards}}, day=on_day)

        count_stock(jambi.sarolangun, counted, day=day, by=siti, at=at())

        assert left_by_hand(jambi.sarolangun, day) == counted
        (book,) = card_books([jambi.sarolangun], day)
        assert book.left == counted


def reverse_what_may_be(world: World) -> bool:
    """Newest first; whether anything was reversed."""
    any_reversed = False
    for move in CardMove.objects.order_by("-id"):
        try:
            reverse_move(move, day=DAY, by=world.siti, at=at(), note="semua salah")
        except REFUSALS:
            continue
        any_reversed = True
    return any_reversed


@examples(30)
@given(sequences)
@example([(("receive", "sarolangun", 100), DAY), (("reverse", 1), DAY)])
def test_reversing_everything_that_may_be_reversed_leaves_what_may_not(db, sequence):
    with undone():
        world = World()
        for step, day in sequence:
            try:
                world.do(step, day)
            except REFUSALS:
                continue
        # Cards given back later may be what an earlier one lacked.
        while reverse_what_may_be(world):
            pass
        assert_all_is_well(world)
        standing = CardMove.objects.filter(reverses=None, reversed_by=None)
        if not Event.objects.filter(card_moves__kind__in=["used", "spoiled"]).exists():
            assert not standing.exists()
