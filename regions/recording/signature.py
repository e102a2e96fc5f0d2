from datetime import datetime
from typing import NamedTuple

from ..models import ImportBatch, User


class Signature(NamedTuple):
    """Who changes something, when, and through what."""

    by: User
    at: datetime
    why: str = ""
    batch: ImportBatch | None = None
