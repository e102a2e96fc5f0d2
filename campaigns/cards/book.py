"""The book of blank cards: moves to be read, and what was there after one of them."""

from django.db.models import Q, QuerySet, Sum

from ..models import CardAccount, CardMove

# Everything that a line of the book, and the right to reverse it, speak of.
WITH_MOVES = (
    "by",
    "event",
    "reversed_by",
    *(
        f"{move}{side}__{owner}"
        for move in ("", "reverses__")
        for side in ("source", "target")
        for owner in ("office__province", "event__region__province")
    ),
    "reverses__event",
)


def readable_moves() -> QuerySet[CardMove]:
    """All moves, newest first, with what a line of the book says of them."""
    return CardMove.objects.select_related(*WITH_MOVES)


def moves_of(account: CardAccount) -> QuerySet[CardMove]:
    """The moves into and out of an account, newest first."""
    return readable_moves().filter(Q(source=account) | Q(target=account))


def balance_after(move: CardMove, account: CardAccount) -> int:
    """Cards in the account once `move`, one of its own, was made; 1 query."""
    newer = moves_of(account).filter(pk__gt=move.pk)
    sums = newer.aggregate(
        into=Sum("cards", filter=Q(target=account), default=0),
        out=Sum("cards", filter=Q(source=account), default=0),
    )
    return account.balance - sums["into"] + sums["out"]
