"""Reads a decree: a CSV with one line for each place before and place after."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..levels import Level, level_of
from ..models import ChangeKind, Region, RegionChange

COLUMNS = ("day", "kind", "old", "new", "name", "decree")
# Of a province, a kabupaten/kota, a kecamatan and a desa.
CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
LONGEST_NAME = Region._meta.get_field("name").max_length or 0


class Entry(NamedTuple):
    """One line of a decree; `line` is where it stands, 0 for what follows from another."""

    line: int
    day: date
    kind: str
    old: str
    new: str
    name: str
    decree: str


class Problem(NamedTuple):
    """Why a decree cannot be applied; `line` 0 where it is the file as a whole."""

    line: int
    message: str


class Unreadable(Exception):
    """The file is no decree; nothing was stored."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems


def read_decree(content: bytes) -> list[Entry]:
    """The lines of the file. Raises Unreadable with everything that is wrong in it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable([Problem(0, _("The file is not UTF-8 text."))]) from None
    rows = csv.reader(io.StringIO(text))
    try:
        header, *lines = [(rows.line_num, [cell.strip() for cell in row]) for row in rows if row]
    except ValueError:
        raise Unreadable([Problem(0, _("The file is empty."))]) from None
    except csv.Error as error:
        raise Unreadable([Problem(rows.line_num, str(error))]) from None
    if tuple(header[1]) != COLUMNS:
        message = _("The columns must be: %(columns)s.") % {"columns": ",".join(COLUMNS)}
        raise Unreadable([Problem(header[0], message)])
    entries, problems = [], []
    for number, cells in lines:
        found = list(_wrong(cells))
        problems += [Problem(number, message) for message in found]
        if not found:
            day, *rest = cells
            entries.append(Entry(number, date.fromisoformat(day), *rest))
    if not lines:
        problems.append(Problem(0, _("The decree names no place.")))
    if problems:
        raise Unreadable(problems)
    return entries


def _wrong(cells: list[str]) -> Iterator[str]:
    if len(cells) != len(COLUMNS):
        yield _("This line has %(n)s values, not %(columns)s.") % {
            "n": len(cells),
            "columns": len(COLUMNS),
        }
        return
    day, kind, old, new, name, decree = cells
    if not _is_day(day):
        yield _("“%(text)s” is not a date; write it as year-month-day: 2019-04-04.") % {"text": day}
    if kind not in ChangeKind.values:
        yield _("“%(kind)s” is none of: %(kinds)s.") % {
            "kind": kind,
            "kinds": ", ".join(ChangeKind.values),
        }
    bad = [code for code in (old, new) if not CODE.fullmatch(code)]
    for code in bad:
        yield _("“%(code)s” is no code of a place.") % {"code": code}
    if not bad and level_of(old) != level_of(new):
        yield _("%(old)s and %(new)s are not of one level.") % {"old": old, "new": new}
    elif not bad and level_of(old) == Level.DESA:
        yield _("%(old)s is a desa; decrees are kept down to the kecamatan.") % {"old": old}
    if len(name) > LONGEST_NAME:
        yield _("The name is longer than %(n)s characters.") % {"n": LONGEST_NAME}
    if not decree or len(decree) > RegionChange.LONGEST_DECREE:
        yield _("The decree must be named, in %(n)s characters at most.") % {
            "n": RegionChange.LONGEST_DECREE
        }


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
