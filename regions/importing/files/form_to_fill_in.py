"""The Excel file an office downloads, fills in and sends back; filled with what is stored.

The same file is template and export: imported as it is, it changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import BinaryIO, NamedTuple

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from ... import numerals
from ...entry import MOST_AT_HAND
from ...levels import Level
from ...models import (
    AT_DAYS_END,
    MEASURES,
    MOST_PER_DAY,
    Channel,
    DailyCount,
    DayStatus,
    Region,
    name_of,
)
from ...sheet_styles import AS_TYPED, FORMATS, HEADER
from ...wording import label

HEADER_HEIGHT = 45
CODE_WIDTH, NAME_WIDTH, DAY_WIDTH, NUMBER_WIDTH, TEXT_WIDTH = 10, 34, 12, 12, 100
NUMBERS_AT = 3
NOT_HERE = {"bg_color": "#E7E6E6"}

Values = tuple[int | None, ...]


class FormRow(NamedTuple):
    """One day of one place; `levels` is None for a kecamatan, which has none of its own."""

    code: str
    name: str
    day: date
    measures: Values
    levels: Values | None


def write_format(kabkota: Region, first: date, last: date, file: BinaryIO) -> None:
    """One row for each day, both ends included, and place: the office itself, then its kecamatan.

    Holds what is stored for channel loket; a cell is empty where nothing is (missing is not 0).
    A day that was declared zero or closed has no counts and stays empty: the file does not say
    what an office declared. Headers are in the page's language. 3 queries at any number of days.
    """
    workbook = xlsxwriter.Workbook(file, AS_TYPED)
    days = dict.fromkeys((first.isoformat(), last.isoformat()))
    sheet = workbook.add_worksheet(" ".join((kabkota.code, *days)))
    formats = {name: workbook.add_format(FORMATS[name]) for name in ("text", "people", "day")}
    header = workbook.add_format(HEADER)
    not_here = workbook.add_format(NOT_HERE)

    sheet.set_row(0, HEADER_HEIGHT)
    for at, text in enumerate(_headers()):
        sheet.write_string(0, at, text, header)
    rows = 0
    for rows, line in enumerate(_lines(kabkota, first, last), start=1):
        _write(sheet, rows, line, formats, not_here)
    _set_up(sheet, rows, formats)
    _write_instructions(workbook)
    workbook.close()


def office_name(kabkota: Region) -> str:
    """What an office's own row is called: no total, but what is not broken down."""
    return _("Office of %(region)s") % {"region": kabkota.name}


def _headers() -> list[str]:
    day = name_of(DailyCount, "day")
    texts = (_("Code"), _("Name"), day, *map(label, (*MEASURES, *AT_DAYS_END)))
    return [capfirst(str(text)) for text in texts]


def _lines(kabkota: Region, first: date, last: date) -> Iterator[FormRow]:
    inside = Region.objects.filter(kabkota=kabkota, level=Level.KECAMATAN)
    kecamatan = list(inside.order_by("code"))
    period = {"kabkota": kabkota, "day__range": (first, last)}
    counts = _by_key(
        DailyCount.objects.filter(channel=Channel.LOKET, **period), ("region_id", "day"), MEASURES
    )
    levels = _by_key(DayStatus.objects.filter(**period), ("kabkota_id", "day"), AT_DAYS_END)
    name = office_name(kabkota)
    for days in range((last - first).days + 1):
        day = first + timedelta(days=days)
        key = (kabkota.pk, day)
        yield FormRow(kabkota.code, name, day, counts.get(key, ()), levels.get(key, ()))
        for place in kecamatan:
            if place.is_valid_on(day):
                yield FormRow(place.code, place.name, day, counts.get((place.pk, day), ()), None)


def _by_key(rows, key: Sequence[str], values: Sequence[str]) -> Mapping[tuple, Values]:
    return {row[: len(key)]: row[len(key) :] for row in rows.values_list(*key, *values)}


def _write(sheet: Worksheet, at: int, line: FormRow, formats: Mapping, not_here) -> None:
    sheet.write_string(at, 0, line.code, formats["text"])
    sheet.write_string(at, 1, line.name, formats["text"])
    sheet.write_datetime(at, 2, line.day, formats["day"])
    levels_at = NUMBERS_AT + len(MEASURES)
    for begin, values in ((NUMBERS_AT, line.measures), (levels_at, line.levels or ())):
        for column, value in enumerate(values, start=begin):
            if value is not None:
                sheet.write_number(at, column, value, formats["people"])
    if line.levels is None:
        for column in range(levels_at, levels_at + len(AT_DAYS_END)):
            sheet.write_blank(at, column, None, not_here)


def _set_up(sheet: Worksheet, rows: int, formats: Mapping) -> None:
    levels_at = NUMBERS_AT + len(MEASURES)
    end = levels_at + len(AT_DAYS_END)
    sheet.set_column(0, 0, CODE_WIDTH, formats["text"])
    sheet.set_column(1, 1, NAME_WIDTH, formats["text"])
    sheet.set_column(2, 2, DAY_WIDTH, formats["day"])
    sheet.set_column(NUMBERS_AT, end - 1, NUMBER_WIDTH, formats["people"])
    sheet.freeze_panes(1, NUMBERS_AT)
    # Codes are texts on purpose.
    sheet.ignore_errors({"number_stored_as_text": f"A1:A{rows + 1}"})
    if rows:
        _only_whole(sheet, (1, NUMBERS_AT, rows, levels_at - 1), MOST_PER_DAY)
        _only_whole(sheet, (1, levels_at, rows, end - 1), MOST_AT_HAND)


def _only_whole(sheet: Worksheet, block: tuple[int, int, int, int], most: int) -> None:
    message = _("A whole number from 0 to %(most)s. Leave it empty if it is not known.")
    rule = {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
        "error_title": _("Not a count"),
        "error_message": message % {"most": numerals.people(most)},
    }
    sheet.data_validation(*block, rule)


def _write_instructions(workbook: xlsxwriter.Workbook) -> None:
    """One column of sentences, which nobody takes for a table."""
    sheet = workbook.add_worksheet(_("Instructions"))
    sheet.set_column(0, 0, TEXT_WIDTH)
    wrapped = workbook.add_format({**FORMATS["text"], "text_wrap": True, "valign": "top"})
    for at, text in enumerate(_instructions()):
        sheet.write_string(at, 0, text, wrapped)


def _instructions() -> list[str]:
    fields = {field.name: field for field in DailyCount._meta.fields}
    counted = [fields[measure] for measure in MEASURES]
    return [
        _("Enter the counts of each day and place, then send this file in on the import page."),
        _("Empty is not zero: leave a cell empty if nothing is known, enter 0 if it was none."),
        _("The row of the office holds only what is not broken down by kecamatan, never a total."),
        _("The grey cells stay empty: what they would hold is known for the office as a whole."),
        _("An empty cell changes nothing that is stored. Rows that are not needed may be deleted."),
        _("Counts only: no identity numbers, names or addresses of citizens."),
        *(capfirst(f"{field.verbose_name}: {field.help_text}.") for field in counted),
    ]
