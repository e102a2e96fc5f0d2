"""The only writer of blank cards: moves between accounts, never a balance by hand.

A move takes cards from one account to another in one transaction. Accounts are locked in
ascending order, so two moves between the same two offices cannot lock each other out. A
balance below zero is refused here and by a constraint; a mistake is reversed, not erased.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Sum

from regions.levels import Level
from regions.models import Region, User
from regions.recording import Signature

from ..models import CardAccount, CardMove, Event, EventState, MoveKind
from .refusals import (
    BelowZero,
    CannotBeReversed,
    CountedSince,
    Irreversible,
    NotEnoughCards,
    SentBefore,
)
from .stocks import A_STANDING_COUNT, card_books, left_by_the_book

# Moves that carry cards out of the cupboard: not more than the counter has left there.
CARRIED_AWAY = (MoveKind.TRANSFER, MoveKind.DECREE, MoveKind.EARMARK)


@transaction.atomic
def move_cards(
    *,
    kind: MoveKind,
    source: CardAccount | None,
    target: CardAccount | None,
    cards: int,
    day: date,
    by: User,
    at: datetime,
    event: Event | None = None,
    note: str = "",
    reverses: CardMove | None = None,
    counted: int | None = None,
    form_key: UUID | None = None,
) -> CardMove:
    """Take `cards` from `source` (None: from outside) to `target` (None: gone for good).

    A form sent twice (`form_key`) moves once. Raises SentBefore, CountedSince and
    NotEnoughCards; whether `by` may do so is decided before, in campaigns.access.
    """
    if event is not None:
        # First the event, then the accounts: the order in which its results are stored.
        lock_event(event.pk)
    sides = [account for account in (source, target) if account is not None]
    locked = lock_accounts(account.pk for account in sides)
    sent = form_key and CardMove.objects.filter(form_key=form_key).first()
    if sent:
        raise SentBefore(sent)
    for account in sides:
        check_not_counted_since(account, day)
    if source is not None:
        there = cards_there(locked[source.pk], day, carried=kind in CARRIED_AWAY and not reverses)
        if there < cards:
            raise NotEnoughCards(source, max(there, 0), cards)
        CardAccount.objects.filter(pk=source.pk).update(balance=F("balance") - cards)
    if target is not None:
        CardAccount.objects.filter(pk=target.pk).update(balance=F("balance") + cards)
    return CardMove.objects.create(
        kind=kind,
        source=source,
        target=target,
        cards=cards,
        day=day,
        event=event,
        reverses=reverses,
        note=note,
        counted=counted,
        form_key=form_key,
        by=by,
        at=at,
    )


def lock_event(pk: int) -> None:
    """Lock an event for writing, but not against rows that only refer to it."""
    Event.objects.select_for_update(no_key=True).get(pk=pk)


def lock_accounts(pks: Iterable[int]) -> dict[int, CardAccount]:
    """Lock these accounts for writing, in ascending order; needs a transaction."""
    accounts = CardAccount.objects.select_for_update().filter(pk__in=sorted(set(pks)))
    return {account.pk: account for account in accounts.order_by("pk")}


def check_not_counted_since(account: CardAccount, day: date) -> None:
    """Raise CountedSince where the office's stock was counted at the end of a later day."""
    if account.office_id is None:
        return
    counts = CardMove.objects.filter(_on(account), A_STANDING_COUNT, day__gt=day)
    counted = counts.order_by("-day").values_list("day", flat=True).first()
    if counted:
        raise CountedSince(account.region, counted)


def cards_there(account: CardAccount, day: date, *, carried: bool = False) -> int:
    """How many cards the account can give on `day` without ever falling below zero since.

    Of an office, what its counter has used is gone too when cards are `carried` away; a
    correction of the book asks for the book alone.
    """
    if account.office_id is None:
        return account.balance
    there = _least_from(account, day)
    if carried:
        (book,) = card_books([account.region], date.max)
        there = min(there, account.balance - book.used_at_counter)
    return there


def _least_from(account: CardAccount, day: date) -> int:
    """The least the account holds at the end of `day` or any day after it."""
    later: dict[date, int] = {}
    moves = CardMove.objects.filter(day__gt=day).order_by()
    for side, sign in (("target", 1), ("source", -1)):
        on_days = moves.filter(**{side: account}).values_list("day").annotate(Sum("cards"))
        for on_day, cards in on_days:
            later[on_day] = later.get(on_day, 0) + sign * cards
    least = balance = account.balance
    for on_day in sorted(later, reverse=True):
        balance -= later[on_day]
        least = min(least, balance)
    return least


def _on(*accounts: CardAccount) -> Q:
    return Q(source__in=accounts) | Q(target__in=accounts)


@transaction.atomic
def receive_cards(office: Region, cards: int, *, is_agreed: bool = True, **words: Any) -> CardMove:
    """Enter cards that came from outside (the ministry).

    `words` and errors as of move_cards; and BelowZero, unless `is_agreed`.
    """
    stock = stock_of(office)
    with _asking([stock], is_agreed):
        return move_cards(kind=MoveKind.RECEIVED, source=None, target=stock, cards=cards, **words)


@transaction.atomic
def transfer_cards(
    giver: Region, taker: Region, cards: int, *, is_agreed: bool = True, **words: Any
) -> CardMove:
    """Move cards from one office's stock to another's; `is_agreed` as of receive_cards."""
    source, target = stock_of(giver), stock_of(taker)
    with _asking([source, target], is_agreed):
        return move_cards(
            kind=MoveKind.TRANSFER, source=source, target=target, cards=cards, **words
        )


def keep_book(old: Region, new: Region, since: date, today: date, signed: Signature) -> None:
    """Give the stock of an office to its new code: what was left on the day of the decree, or on
    that of a later count, and what has come since."""
    if old.level not in (Level.PROVINCE, Level.KABKOTA):
        return
    source, target = stock_of(old), stock_of(new)
    counts = CardMove.objects.filter(_on(source, target), A_STANDING_COUNT)
    counted = counts.order_by("-day").values_list("day", flat=True).first() or since
    for day in (max(since, counted), max(today, counted)):
        by_book = left_by_the_book(old, day) or 0
        left = min(by_book, cards_there(source, day, carried=True))
        if left > 0:
            move_cards(
                kind=MoveKind.DECREE,
                source=source,
                target=target,
                cards=left,
                day=day,
                by=signed.by,
                at=signed.at,
                note=signed.why,
            )


@transaction.atomic
def count_stock(
    office: Region, counted: int, *, day: date, is_agreed: bool = True, **words: Any
) -> CardMove:
    """Enter how many cards a physical count found at the end of `day`.

    The move holds the difference to the book (its ledger less what the counter used), so that
    the book says `counted` afterwards; a difference of 0 is entered too. `is_agreed` as of
    receive_cards.
    """
    account = stock_of(office)
    with _asking([account], is_agreed):
        (book,) = card_books([office], day, begins=day)
        difference = counted - book.left
        return move_cards(
            kind=MoveKind.COUNTED,
            source=account if difference < 0 else None,
            target=account if difference >= 0 else None,
            cards=abs(difference),
            counted=counted,
            day=day,
            **words,
        )


@contextmanager
def _asking(stocks: list[CardAccount], is_agreed: bool) -> Iterator[None]:
    """Lock these stocks; raise BelowZero where what happens within pushes today's book of one of
    them below zero, or further below, and that is not `is_agreed`; the transaction undoes it.

    A backdated count takes away what was used since; a move before the first one lets the book
    begin earlier, and with it what the counter used.
    """
    lock_accounts(stock.pk for stock in stocks)
    offices = [stock.region for stock in stocks]
    before = card_books(offices, date.max)
    yield
    if is_agreed:
        return
    for was, now in zip(before, card_books(offices, date.max), strict=True):
        if now.left < min(0, was.left):
            raise BelowZero(now.office, was.left, now.left)


@transaction.atomic
def reverse_move(move: CardMove, *, day: date, by: User, at: datetime, note: str) -> CardMove:
    """Undo a move by one in the other direction.

    Raises CannotBeReversed, and NotEnoughCards where its cards have gone on meanwhile.
    """
    if move.event_id:
        lock_event(move.event_id)
    lock_accounts(pk for pk in (move.source_id, move.target_id) if pk)
    why = why_irreversible(move)
    if why is not None:
        raise CannotBeReversed(why)
    return move_cards(
        kind=MoveKind(move.kind),
        source=move.target,
        target=move.source,
        cards=move.cards,
        day=day,
        event=move.event,
        by=by,
        at=at,
        note=note,
        reverses=move,
    )


def why_irreversible(move: CardMove) -> Irreversible | None:
    """Why this move stays, as stored now; None where it may be reversed.

    What was used or spoiled follows from the event's results, and is corrected there. A stock
    that was counted after the move holds its mistake no more: reversing would bring it back.
    """
    if move.reverses_id:
        return Irreversible.REVERSAL
    if CardMove.objects.filter(reverses=move).exists():
        return Irreversible.REVERSED
    if move.kind == MoveKind.DECREE:
        return Irreversible.BY_DECREE
    if move.kind in (MoveKind.USED, MoveKind.SPOILED):
        return Irreversible.FOLLOWS_FROM_RESULTS
    over = Event.objects.filter(state__in=(EventState.DONE, EventState.CANCELLED))
    if move.event_id and over.filter(pk=move.event_id).exists():
        return Irreversible.EVENT_IS_OVER
    sides = [side for side in (move.source, move.target) if side and side.office_id]
    if CardMove.objects.filter(_on(*sides), A_STANDING_COUNT, pk__gt=move.pk).exists():
        return Irreversible.COUNTED_SINCE
    return None


def stock_of(office: Region) -> CardAccount:
    """The stock of a province or a kabupaten/kota; made when first asked for."""
    return CardAccount.objects.get_or_create(office=office, event=None)[0]


def account_of(event: Event) -> CardAccount:
    """The cards earmarked for an event; made when first asked for."""
    return CardAccount.objects.get_or_create(event=event)[0]


def set_use(
    event: Event, kind: MoveKind, cards: int, *, day: date, by: User, at: datetime, note: str
) -> None:
    """Bring the cards used or spoiled at the event up or down by the difference `cards`."""
    if cards == 0:
        return
    account = account_of(event)
    move_cards(
        kind=kind,
        source=account if cards > 0 else None,
        target=account if cards < 0 else None,
        cards=abs(cards),
        day=day,
        event=event,
        by=by,
        at=at,
        note=note,
    )
