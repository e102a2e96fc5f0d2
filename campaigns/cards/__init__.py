"""Blank cards: the ledger of moves, what each office holds, and how long it lasts."""

from .book import balance_after, moves_of, readable_moves
from .days_left import FURTHEST, propose
from .forms import MOST_CARDS, CountForm, MoveForm, ReceiveForm, ReversalForm, TransferForm
from .ledger import (
    CannotBeReversed,
    CountedSince,
    SentBefore,
    account_of,
    count_stock,
    lock_accounts,
    move_cards,
    receive_cards,
    reverse_move,
    set_use,
    stock_of,
    transfer_cards,
    why_irreversible,
)
from .refusals import NotEnoughCards
from .stocks import TAKES_A_CARD, Holding, holdings

__all__ = [
    "FURTHEST",
    "MOST_CARDS",
    "TAKES_A_CARD",
    "CannotBeReversed",
    "CountForm",
    "CountedSince",
    "Holding",
    "MoveForm",
    "NotEnoughCards",
    "ReceiveForm",
    "ReversalForm",
    "SentBefore",
    "TransferForm",
    "account_of",
    "balance_after",
    "count_stock",
    "holdings",
    "lock_accounts",
    "move_cards",
    "moves_of",
    "propose",
    "readable_moves",
    "receive_cards",
    "reverse_move",
    "set_use",
    "stock_of",
    "transfer_cards",
    "why_irreversible",
]
