"""Why cards are not moved. Whenever one of these is raised, nothing was stored."""

from datetime import date
from enum import StrEnum

from regions.models import Region

from ..models import CardAccount, CardMove


class NotEnoughCards(Exception):
    """Fewer cards are there than are to be moved."""

    def __init__(self, account: CardAccount, there: int, asked: int):
        super().__init__(f"{asked} of {there} cards")
        self.account, self.there, self.asked = account, there, asked


class CountedSince(Exception):
    """The stock was counted after the day of the move, so the count holds it already."""

    def __init__(self, office: Region, day: date):
        super().__init__(f"{office.code} was counted on {day}")
        self.office, self.day = office, day


class BelowZero(Exception):
    """Today's book of an office would fall from `was` to `left`, below zero; a question."""

    def __init__(self, office: Region, was: int, left: int):
        super().__init__(f"{office.code} would have {left} cards")
        self.office, self.was, self.left = office, was, left


class SentBefore(Exception):
    """The form was sent before, and moved cards then."""

    def __init__(self, move: CardMove):
        super().__init__(f"sent before as {move.pk}")
        self.move = move


class Irreversible(StrEnum):
    """Why a move is not reversed."""

    REVERSED = "reversed"
    REVERSAL = "reversal"
    BY_DECREE = "by_decree"
    FOLLOWS_FROM_RESULTS = "follows_from_results"
    EVENT_IS_OVER = "event_is_over"
    COUNTED_SINCE = "counted_since"


class CannotBeReversed(Exception):
    """The move stays as it is, and why."""

    def __init__(self, why: Irreversible):
        super().__init__(why)
        self.why = why
