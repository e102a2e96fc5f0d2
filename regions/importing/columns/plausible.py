"""What the numbers of columns say about their headers. No Django, no database."""

from collections.abc import Callable, Sequence
from decimal import Decimal

Numbers = Sequence[int | None]
AGREEING_PERCENT = 80
# Of wajib KTP: people are recorded away from home, but hardly more of them.
MOST_PERCENT = 110


def _nearly_all(rows: Sequence[tuple], fits: Callable[..., bool]) -> bool:
    return bool(rows) and sum(fits(*row) for row in rows) * 100 >= AGREEING_PERCENT * len(rows)


def agrees(wajib_ktp: Numbers, recorded: Numbers, missing: Numbers) -> bool:
    """Whether wajib KTP - recorded = missing in nearly all rows that have the three.

    A row with nobody missing says nothing: over 100 % offices write 0 as well.
    """
    rows = [row for row in zip(wajib_ktp, recorded, missing, strict=True) if None not in row]
    return _nearly_all([row for row in rows if row[2]], lambda w, r, m: w - r == m)


def is_share(part: Numbers, whole: Numbers, percent: Sequence[Decimal | None]) -> bool:
    """Whether `percent` is that of `part` in `whole`, to a point, in nearly all rows."""
    rows = [row for row in zip(part, whole, percent, strict=True) if None not in row]
    return _nearly_all([row for row in rows if row[1]], lambda p, w, s: abs(100 * p - s * w) <= w)


def sums(part: Numbers, whole: Numbers) -> tuple[int, int]:
    """The two sums over the rows that have both."""
    pairs = zip(part, whole, strict=True)
    both = [(p, w) for p, w in pairs if p is not None and w is not None]
    return sum(p for p, _w in both), sum(w for _p, w in both)
