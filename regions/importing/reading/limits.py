"""How much a file may hold, and what is said of a file that cannot be read."""

from typing import NamedTuple

from django.utils.translation import gettext as _

_MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """The file in bytes, its parts unpacked in bytes, its parts; rows with values per sheet."""

    bytes: int
    unpacked_bytes: int
    entries: int
    rows: int
    columns: int


# What a request may carry, and what someone with a terminal may.
PAGE = Limits(5 * _MEGABYTE, 60 * _MEGABYTE, 1_000, 20_000, 200)
COMMAND = Limits(200 * _MEGABYTE, 2_048 * _MEGABYTE, 10_000, 750_000, 200)


class Unreadable(Exception):
    """The file cannot be read. Its text is a sentence for the person: why, and what to do."""


def damaged() -> Unreadable:
    return Unreadable(
        _("The file is incomplete or damaged. Copy or download it again, or save it anew in Excel.")
    )


def protected() -> Unreadable:
    return Unreadable(
        _("The file is protected by a password. Open it, remove the password, save it again.")
    )


def without_values() -> Unreadable:
    return Unreadable(_("The file holds no values. Choose the file with the table in it."))


def too_large_inside() -> Unreadable:
    return Unreadable(
        _(
            "Inside, the file is far larger than a table of counts. Copy only the table to a new"
            " workbook and save that."
        )
    )


def too_many_rows(sheet: str, rows: int, limit: int) -> Unreadable:
    if not sheet:
        return Unreadable(
            _("The file has %(rows)s rows; %(limit)s can be read at once. Divide it into parts.")
            % {"rows": rows, "limit": limit}
        )
    return Unreadable(
        _("Sheet %(sheet)s has %(rows)s rows; %(limit)s can be read at once. Divide it into parts.")
        % {"sheet": sheet, "rows": rows, "limit": limit}
    )


def too_many_columns(sheet: str, row: int, limit: int) -> Unreadable:
    if not sheet:
        return Unreadable(
            _("Row %(row)s has more than %(limit)s columns. Remove what lies beside the table.")
            % {"row": row, "limit": limit}
        )
    return Unreadable(
        _(
            "Row %(row)s of sheet %(sheet)s has values beyond column %(limit)s."
            " Remove what lies beside the table."
        )
        % {"sheet": sheet, "row": row, "limit": limit}
    )
