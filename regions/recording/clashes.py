"""What others saved while a person was typing, as the person is told; used by every typed grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from ..models import User


@dataclass(frozen=True)
class Clash:
    """A value that someone else changed while this one was being typed.

    `row` is whose value it is: a region, or the stop of an event.
    """

    row: Model
    field: str
    yours: Any
    theirs: Any
    by: User
    at: datetime


class DayChangedMeanwhile(Exception):
    """Someone else saved other values since the form was opened. Nothing was stored."""

    def __init__(self, clashes: Sequence[Clash], newer: Sequence[tuple[Model, str]]):
        super().__init__(f"{len(clashes)} values changed meanwhile")
        self.clashes = clashes
        # Values that someone else changed and this person had left as they were.
        self.newer = newer
