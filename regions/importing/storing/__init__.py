"""What was understood is stored, foreseen, or taken back; and what it does to the ranking."""

from .ranking_after import Effect, Moved, effect
from .storing import Change, ChangedMeanwhile, file_hash, fingerprint, planned, store
from .undoing import AlreadyUndone, Undone, taken_back, undo

__all__ = [
    "AlreadyUndone",
    "Change",
    "ChangedMeanwhile",
    "Effect",
    "Moved",
    "Undone",
    "effect",
    "file_hash",
    "fingerprint",
    "planned",
    "store",
    "taken_back",
    "undo",
]
