"""What is said about files that are brought: where they stand, what they change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ... import numerals
from ...levels import level_of
from ...models import (
    AT_DAYS_END,
    CountChange,
    FigureChange,
    ImportKind,
    Region,
    State,
)
from ...wording import field_text, title, value_text
from ..findings import Check
from ..rows.row_reader import STORED_FIELDS
from ..storing import ValueChange
from ..understanding import Understood

MOST_LISTED = 200


def place_text(region: Region) -> str:
    """ "Kabupaten Sarolangun (15.03)", "Kecamatan Pauh (15.03.03)" """
    return f"{title(region)} ({region.code})"


def state_of_file(found: Understood, changes: int, *, locked: bool) -> tuple[str, str]:
    """How far a waiting file is, and what to do next: two texts."""
    rows, questions, errors = (
        len(findings) for findings in (found.rows, found.questions, found.errors)
    )
    counted = "; ".join(
        (
            ngettext("%(n)s row ready", "%(n)s rows ready", rows) % {"n": numerals.people(rows)},
            ngettext("%(n)s question", "%(n)s questions", questions) % {"n": questions},
            ngettext("%(n)s error", "%(n)s errors", errors) % {"n": errors},
        )
    )
    if found.errors:
        step = _(
            "Correct the errors in the file (or say below what its columns are), and bring"
            " the file again. Nothing is stored before that."
        )
    elif found.questions:
        step = _("Answer the questions below. Nothing is stored before you say so.")
    elif locked:
        step = _("A day of this file is locked by the province; ask them to open it.")
    elif changes and found.days_changed:
        step = _(
            "Look at the numbers below. Pages of days gone by change: answer whether that is"
            " right, and press “Store all”."
        )
    elif changes and found.checks:
        step = _(
            "Look at the remarks and at the numbers below. If the numbers are right, press"
            " “Store all”."
        )
    elif changes:
        step = _("Look at the numbers below. If they are right, press “Store all”.")
    else:
        step = _("There is nothing to change: everything in this file was stored already.")
    return f"{counted}.", step


@dataclass(slots=True)
class ChangeRow:
    """One place and day: per field what it becomes and, where something was known, what it was."""

    place: str
    code: str
    day: str
    cells: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """The first changes as a table; the counts are of all values of the file."""

    headers: list[str]
    rows: list[ChangeRow]
    listed: int
    all: str
    more: bool
    new: str
    changed: str
    same: str


def change_sheet(
    changes: Sequence[ValueChange], values: int, places: dict[int, Region]
) -> ChangeSheet:
    """`values` is how many values the file gives; `places` has the regions of the changes."""
    stored = {name for names in STORED_FIELDS.values() for name in names}
    of_file = [change for change in changes if change.field in stored]
    new = sum(change.old is None for change in of_file)
    shown = [change for change in changes if not _follows(change)]
    listed = list(islice(shown, MOST_LISTED))
    fields = list(dict.fromkeys(change.field for change in listed))
    grouped: dict[tuple, dict[str, ValueChange]] = {}
    for change in listed:
        grouped.setdefault((change.region, change.day), {})[change.field] = change
    return ChangeSheet(
        headers=[field_text(name) for name in fields],
        rows=[
            ChangeRow(
                places[region].name,
                places[region].code,
                numerals.long_day(day),
                [_cell(name, found.get(name)) for name in fields],
            )
            for (region, day), found in grouped.items()
        ],
        listed=len(listed),
        all=numerals.people(len(shown)),
        more=len(listed) < len(shown),
        new=numerals.people(new),
        changed=numerals.people(len(of_file) - new),
        same=numerals.people(values - len(of_file)),
    )


def logged_sheet(made: Sequence[CountChange | FigureChange]) -> ChangeSheet:
    """The same table out of the log of an import that was stored."""
    places = {change.region_id: change.region for change in made}
    changes = [
        ValueChange(
            c.region_id, c.day if isinstance(c, CountChange) else c.as_of, c.field, c.old, c.new
        )
        for c in made
    ]
    return change_sheet(changes, len(changes), places)


def check_lines(checks: Iterable[Check]) -> Iterator[Check]:
    """The remarks with their numbers as people read them."""
    for check in checks:
        yield check._replace(expected=_shown(check.expected), found=_shown(check.found))


def _shown(value: int | str | None) -> str:
    return "" if value is None else numerals.people(value) if isinstance(value, int) else value


def _follows(change: ValueChange) -> bool:
    """What is no news: a day that counts as reported now, what was said of the file as a whole."""
    if change.field == "state":
        return change.old in (None, State.EMPTY) and change.new == State.REPORTED
    return change.field in ("basis", "source") and change.old is None


def _cell(name: str, change: ValueChange | None) -> tuple[str, str, str]:
    """The header again (for a phone), the new value, the old one."""
    if change is None:
        return field_text(name), "", ""
    old = "" if change.old is None else value_text(name, change.old)
    return field_text(name), value_text(name, change.new), old


def sums_of_file(found: Understood) -> list[tuple[str, str]]:
    """The sum of each field over the rows that give it; empty where a sum would mean nothing.

    Levels are never summed, nor are figures of different days, or of kabupaten/kota and kecamatan.
    """
    kinds = {(row.day, level_of(row.code)) for row in found.rows}
    if found.options.kind == ImportKind.POPULATION and len(kinds) > 1:
        return []
    given: dict[str, list[int]] = {}
    for row in found.rows:
        for name, value in row.values.items():
            if name not in AT_DAYS_END:
                given.setdefault(name, []).append(value)
    return [
        (
            ngettext("%(field)s, %(n)s row", "%(field)s, sum of %(n)s rows", len(values))
            % {"field": field_text(name), "n": numerals.people(len(values))},
            numerals.people(sum(values)),
        )
        for name, values in given.items()
    ]
