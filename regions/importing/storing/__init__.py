"""What was understood is stored, foreseen, or taken back; and what it does to the ranking."""

from .ranking_after import ranking_change
from .storing import ChangedMeanwhile, ValueChange, file_hash, fingerprint, planned, store
from .undoing import AlreadyUndone, Undone, taken_back, undo

__all__ = [
    "AlreadyUndone",
    "ChangedMeanwhile",
    "Undone",
    "ValueChange",
    "file_hash",
    "fingerprint",
    "planned",
    "ranking_change",
    "store",
    "taken_back",
    "undo",
]
