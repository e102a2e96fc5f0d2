"""The blank cards of an event: taken to it, given back, and how many became what."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum

from regions.models import Region, User

from ..cards import account_of, move_cards, stock_of
from ..models import CardAccount, CardMove, Event, MoveKind
from .states import lock_open


@transaction.atomic
def earmark(
    event: Event,
    office: Region,
    cards: int,
    *,
    day: date,
    by: User,
    at: datetime,
    form_key: UUID | None = None,
) -> CardMove:
    """Take cards of an office's stock to the event.

    Raises StateChangedMeanwhile, and what campaigns.cards.move_cards does.
    """
    lock_open(event)
    return move_cards(
        kind=MoveKind.EARMARK,
        source=stock_of(office),
        target=account_of(event),
        cards=cards,
        day=day,
        event=event,
        by=by,
        at=at,
        note=event.name,
        form_key=form_key,
    )


def give_back(
    event: Event,
    office: Region,
    cards: int,
    *,
    day: date,
    by: User,
    at: datetime,
    note: str = "",
    form_key: UUID | None = None,
) -> CardMove:
    """Return cards of the event to an office. Raises campaigns.cards.NotEnoughCards."""
    return move_cards(
        kind=MoveKind.RETURNED,
        source=account_of(event),
        target=stock_of(office),
        cards=cards,
        day=day,
        event=event,
        by=by,
        at=at,
        note=note or event.name,
        form_key=form_key,
    )


def return_all(event: Event, *, day: date, by: User, at: datetime, note: str = "") -> None:
    """Return what is left to the offices it came from, the first giver first."""
    left = account_of(event).balance
    for office, given in sources(event).items():
        cards = min(left, given)
        if cards > 0:
            give_back(event, office, cards, day=day, by=by, at=at, note=note)
            left -= cards


def sources(event: Event) -> dict[Region, int]:
    """From which office how many cards came and have not gone back, the first giver first."""
    return {office: out - back for office, (out, back) in given_and_returned(event).items()}


def given_and_returned(event: Event) -> dict[Region, tuple[int, int]]:
    """Cards that each office gave and got back, the first giver first; reversals deducted."""
    found: dict[Region, list[int]] = {}
    moves = CardMove.objects.filter(event=event, kind__in=(MoveKind.EARMARK, MoveKind.RETURNED))
    for move in moves.select_related("source__office", "target__office").order_by("id"):
        gives = move.kind == MoveKind.EARMARK
        stock = move.source if gives != bool(move.reverses_id) else move.target
        assert stock is not None  # an office gives them and gets them back
        sums = found.setdefault(stock.region, [0, 0])
        sums[0 if gives else 1] += -move.cards if move.reverses_id else move.cards
    return {office: (out, back) for office, (out, back) in found.items()}


def cards_of(event: Event, kind: MoveKind) -> int:
    """Cards that left the event for good as used or spoiled, corrections deducted; 1 query."""
    moves = CardMove.objects.filter(event=event, kind=kind)
    out = Sum("cards", filter=Q(source__event=event), default=0)
    back = Sum("cards", filter=Q(target__event=event), default=0)
    sums = moves.aggregate(out=out, back=back)
    return sums["out"] - sums["back"]


def cards_left(event: Event) -> int:
    """Cards that are with the event now; 1 query."""
    left = CardAccount.objects.filter(event=event).values_list("balance", flat=True)
    return left.first() or 0
