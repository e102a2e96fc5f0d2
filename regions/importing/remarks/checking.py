"""A file's own arithmetic: rows, percentages and total rows against the counts. Nothing is stored
of them, and nothing is refused: press and office tables often fail their own sums.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from ... import numerals
from ...levels import Level, code_at, level_of, lies_in
from ...wording import label
from ..columns.plausible import MOST_PERCENT
from ..findings import Check

Values = Mapping[str, int | None]


class TableRow(NamedTuple):
    """One row as the checks see it; a `total` row is the sum of others.

    `code` is its place, for a total the place that it is the sum of (None: it does not say).
    `period` keeps apart rows of different days; `percent` is what the row itself says.
    """

    number: int
    period: object
    values: Values
    code: str | None
    total: bool = False
    percent: Decimal | None = None


def completed(values: Values) -> dict[str, int]:
    """The numbers given; of wajib KTP, recorded and missing the third follows from two.

    A remainder larger than the whole leads to nothing; nor does one of 0, which offices also
    write where more were recorded than are obliged.
    """
    known = {name: value for name, value in values.items() if value is not None}
    wajib, recorded, missing = (known.get(n) for n in ("wajib_ktp", "recorded", "missing"))
    if not missing:
        return known
    if wajib is not None and recorded is None and missing <= wajib:
        known["recorded"] = wajib - missing
    elif wajib is None and recorded is not None:
        known["wajib_ktp"] = recorded + missing
    return known


def row_checks(row: TableRow, sheet: str) -> Iterator[Check]:
    """Whether the numbers of one row agree with each other."""
    value = row.values.get
    wajib, recorded, missing = value("wajib_ktp"), value("recorded"), value("missing")
    if wajib is not None and recorded is not None and missing is not None:
        # Over 100 % nobody is missing, and offices write 0.
        written_as_0 = missing == 0 and recorded > wajib
        if wajib - recorded != missing and not written_as_0:
            message = _("wajib KTP minus recorded is not what the row gives as not yet recorded.")
            yield Check(message, row.number, wajib - recorded, missing, sheet)
    full = completed(row.values)
    if not {"wajib_ktp", "recorded"} <= full.keys() or full["wajib_ktp"] == 0:
        return
    if 100 * full["recorded"] > MOST_PERCENT * full["wajib_ktp"]:
        message = _("Recorded is above %(most)s %% of wajib KTP; are the columns right?")
        most = full["wajib_ktp"] * MOST_PERCENT // 100
        yield Check(message % {"most": MOST_PERCENT}, row.number, most, full["recorded"], sheet)
    if row.percent is not None:
        computed = Decimal(100 * full["recorded"]) / full["wajib_ktp"]
        exponent = row.percent.as_tuple().exponent
        assert isinstance(exponent, int)  # a number, not NaN
        one_in_last_place = Decimal(1).scaleb(exponent)
        if abs(computed - row.percent) >= one_in_last_place:
            found, expected = (_percent_text(p) for p in (row.percent, computed))
            message = _("The percentage of the row is not that of its numbers.")
            yield Check(message, row.number, expected, found, sheet)


def _percent_text(percent: Decimal) -> str:
    return numerals.percent(int(percent * 100))


Span = list[TableRow]


class Parts:
    """The rows of a file, to find those that a total under the name of a place is the sum of."""

    def __init__(self, rows: Sequence[TableRow]):
        self._rows = rows
        self._inside: dict[tuple, Span] = defaultdict(list)
        for row in rows:
            for place in {code_at(row.code, level) for level in Level} if row.code else ():
                self._inside[row.period, place].append(row)

    def of(self, code: str, period: object) -> Span:
        """What a total of that place is over: the kecamatan of a kabupaten/kota, with what its
        office does not break down; else the kabupaten/kota, by their totals if they have any.
        Those of all days without a period.
        """
        rows = self._rows if period is None else self._inside.get((period, code), ())
        inside = [(row, row.code) for row in rows if row.code and lies_in(row.code, code)]
        if level_of(code) == Level.KABKOTA:
            return [row for row, _place in inside if not row.total]
        offices = [row for row, place in inside if level_of(place) == Level.KABKOTA]
        summed = {row.code for row in offices if row.total}
        return [row for row in offices if row.total or row.code not in summed]


def total_checks(
    rows: Sequence[TableRow],
    sheet: str,
    parts_of: Callable[[str], int],
    over_days: Collection[str] = (),
    everywhere: Parts | None = None,
) -> Iterator[Check]:
    """Whether total rows are the sum of the rows they stand among.

    A row that only says total is that of the rows above it, or of those since the total before
    it; of those below where it is the first. A row under the name of a place is the sum of the
    parts of that place in the file (`everywhere`); where it is more than they are and some are
    not there (`parts_of` counts all), that is said. A sum with an unknown part is not compared.
    A total without a day is that of all days for the fields in `over_days` only: levels and
    figures up to a day are never summed over days.
    """
    everywhere = everywhere or Parts(rows)
    for at, row in enumerate(rows):
        if not row.total:
            continue
        message = _("The total row gives another sum of “%(field)s” than its rows.")
        lacking = ""
        if row.code is None:
            spans = _spans(rows, at)
        else:
            spans = [everywhere.of(row.code, row.period)]
            lacking = _lacking(spans[0], row.code, parts_of)
        for name, found in row.values.items():
            usable = [s for s in spans if name in over_days or len({r.period for r in s}) == 1]
            sums = [total for span in usable if (total := _sum(span, name)) is not None]
            if found is not None and sums and found not in sums:
                told = " ".join(filter(None, (message % {"field": label(name)}, lacking)))
                yield Check(told, row.number, sums[0], found, sheet)


def _lacking(parts: Span, code: str, parts_of: Callable[[str], int]) -> str:
    there, all_parts = len({row.code for row in parts} - {code}), parts_of(code)
    if there >= all_parts:
        return ""
    message = _("Of the %(all)s places of %(code)s only %(there)s are there.")
    return message % {"all": all_parts, "code": code, "there": there}


def _spans(rows: Sequence[TableRow], at: int) -> list[Span]:
    """The rows that the total at `at`, which names no place, may be the sum of."""
    row = rows[at]
    of_period = [r for r in rows if row.period is None or r.period == row.period]
    above = [other for other in of_period if other.number < row.number]
    below = [other for other in of_period if other.number > row.number]
    all_above = [other for other in above if not other.total]
    last = max((i for i, other in enumerate(above) if other.total), default=-1)
    spans = [all_above, above[last + 1 :]] if all_above else [[o for o in below if not o.total]]
    return [*map(_outermost, spans), *map(_innermost, spans), *spans]


def _outermost(rows: Span) -> Span:
    """Without the kecamatan of a kabupaten/kota that has a row of its own, as figures have."""
    offices = {row.code for row in rows}
    return [
        row
        for row in rows
        if not row.code
        or level_of(row.code) <= Level.KABKOTA
        or code_at(row.code, Level.KABKOTA) not in offices
    ]


def _innermost(rows: Span) -> Span:
    """Without the kabupaten/kota whose kecamatan have rows of their own."""
    inside = {
        code_at(row.code, Level.KABKOTA)
        for row in rows
        if row.code and level_of(row.code) > Level.KABKOTA
    }
    return [row for row in rows if row.code not in inside]


def _sum(rows: Span, name: str) -> int | None:
    known = [value for row in rows if (value := row.values.get(name)) is not None]
    return sum(known) if known and len(known) == len(rows) else None
