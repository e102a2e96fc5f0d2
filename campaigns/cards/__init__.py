"""Blank cards: the ledger of moves, what each office holds, and how long it lasts."""

from .book import balance_after, moves_of, readable_moves
from .days_left import cards_to_ask_for, fewest_first, propose_transfers
from .forms import MOST_CARDS, CountForm, MoveForm, ReceiveForm, ReversalForm, TransferForm
from .ledger import (
    account_of,
    count_stock,
    keep_book,
    lock_accounts,
    move_cards,
    receive_cards,
    reverse_move,
    set_use,
    stock_of,
    transfer_cards,
    why_irreversible,
)
from .refusals import BelowZero, CannotBeReversed, CountedSince, NotEnoughCards, SentBefore
from .stocks import Holding, holdings, left_by_the_book

__all__ = [
    "MOST_CARDS",
    "BelowZero",
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
    "cards_to_ask_for",
    "count_stock",
    "fewest_first",
    "holdings",
    "keep_book",
    "left_by_the_book",
    "lock_accounts",
    "move_cards",
    "moves_of",
    "propose_transfers",
    "readable_moves",
    "receive_cards",
    "reverse_move",
    "set_use",
    "stock_of",
    "transfer_cards",
    "why_irreversible",
]
