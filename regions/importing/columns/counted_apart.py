"""A number that may hold others which are kept apart: reprints within the cards printed, people
under 17 and of other regions within the recorded.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from ..cells.numbers import whole_numbers
from ..findings import Question
from ..tables import Table
from .proposal import MOST_PEOPLE, Assignment, column_keys
from .vocabulary import SUM, plain_words

PARTS = {"recorded": ("recorded_minors", "recorded_outsiders"), "printed": ("reprinted",)}


def doubted_wholes(
    table: Table, assignment: Assignment, given: Mapping[str, str]
) -> Iterator[Question]:
    """A question about CETAK JUMLAH beside CETAK ULANG; its field is taken back.

    Asked where the header says that it is a sum, or where it is the sum of that part and of a
    column without a field in every row.
    """
    said = {plain_words(name) for name in given}
    for name, parts in PARTS.items():
        at = assignment.position(name)
        apart = [c for part in parts if (c := assignment.position(part)) is not None]
        if at is None or not apart or said & set(column_keys(table.columns[at])):
            continue
        column = table.columns[at]
        if SUM.search(plain_words(column.header)) or _is_sum(table, assignment, at, apart):
            message = _(
                "“%(part)s” is kept apart, and this may be the sum that holds it as well. Is it"
                " the number without them?"
            )
            assignment.fields[at] = ""
            message %= {"part": table.columns[apart[0]].header}
            yield Question("column", column.header, "", (name, "ignore"), message)


def _is_sum(table: Table, assignment: Assignment, whole: int, apart: list[int]) -> bool:
    """Whether the column is that of the parts and one other, wherever anything is kept apart."""
    sums, *parts = (_numbers(table, at) for at in (whole, *apart))
    others = [at for at, name in enumerate(assignment.fields) if not name]
    for other in others:
        rows = list(zip(sums, _numbers(table, other), *parts, strict=True))
        rows = [row for row in rows if any(row[2:]) and None not in row[:2]]
        if rows and all(row[0] == sum(filter(None, row[1:])) for row in rows):
            return True
    return False


def _numbers(table: Table, at: int) -> list[int | None]:
    return whole_numbers(table.cells[at], most=MOST_PEOPLE).values
