"""A ranking as JSON, CSV and plain text; the same rows everywhere.

The workbook is made in workbook.py, the sheet of paper in paper.py.
"""

import csv
import unicodedata
from datetime import date
from typing import Any, Protocol

from ..ranking import Ranking, Row
from ..wording import Column, Unit, data_columns


class Written(Protocol):
    """What a text is written to: a file, or the output of a command."""

    def write(self, text: str, /) -> object: ...


def percent(hundredths: int | None) -> float | None:
    """9654 becomes 96.54, for machines; people get it from regions.numerals."""
    return None if hundredths is None else hundredths / 100


def number(column: Column, row: Row) -> Any:
    """What the column says of the row as a number, 96.54 and not 9654; None is unknown."""
    value = column.value(row)
    return percent(value) if column.unit in (Unit.PERCENT, Unit.POINTS) else value


def row_values(row: Row) -> dict[str, Any]:
    """One row under the names of the fixed interface; None is unknown."""
    values = {column.key: _for_json(number(column, row)) for column in data_columns()}
    return {**values, "parts_known": [row.standing.known_parts, row.standing.parts]}


def _for_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def ranking_values(ranking: Ranking) -> dict[str, Any]:
    """The ranking as `manage.py rank --format json` prints it."""
    head, region = ranking.head, ranking.region
    values = {
        "region": {"code": region.code, "name": region.name, "level": region.level},
        "day": ranking.day.isoformat(),
        "target_percent": percent(head.goal.hundredths),
        "deadline": head.goal.deadline and head.goal.deadline.isoformat(),
        "recorded": head.standing.recorded,
        "wajib_ktp": head.standing.wajib_ktp,
        "percent": percent(head.standing.hundredths),
        "people_to_target": head.people_to_target,
        "parts_known": [head.standing.known_parts, head.standing.parts],
        "rows": [row_values(row) for row in ranking.rows],
    }
    if ranking.not_broken_down is not None:
        values["not_broken_down"] = ranking.not_broken_down
        values["ended_kecamatan"] = ranking.ended
    if ranking.undivided:
        values["undivided"] = [
            {
                "codes": [part.code for part in one.parts],
                "recorded": one.row.standing.recorded,
                "wajib_ktp": one.row.standing.wajib_ktp,
                "percent": percent(one.row.standing.hundredths),
            }
            for one in ranking.undivided
        ]
    return values


def write_csv(ranking: Ranking, file: Written) -> None:
    """The fixed columns; texts are safe to open in a spreadsheet."""
    keys = [column.key for column in data_columns()]
    writer = csv.DictWriter(file, keys, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in ranking.rows:
        values = row_values(row)
        writer.writerow(
            {
                name: never_a_formula(value) if isinstance(value, str) else value
                for name, value in values.items()
            }
        )


def never_a_formula(text: str) -> str:
    """The text on one line, behind an apostrophe where a spreadsheet might calculate it.

    That is after =, +, - and @, also in their full width or behind spaces and characters that
    do not show; and after a semicolon, at which an Indonesian Excel begins a new cell.
    Source: OWASP, "CSV Injection".
    """
    one_line = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return ";".join(f"'{part}" if _begins_a_formula(part) else part for part in one_line.split(";"))


def _begins_a_formula(text: str) -> bool:
    shown = (c for c in unicodedata.normalize("NFKC", text) if c.isprintable() and c != " ")
    return next(shown, "") in {"=", "+", "-", "@", "\N{MINUS SIGN}"}


def write_table(ranking: Ranking, file: Written) -> None:
    """Aligned columns for a terminal."""
    shown = ("rank", "code", "name", "percent", "recorded", "wajib_ktp", "people_to_target")
    rows = [shown, *(tuple(row_values(row)[name] for name in shown) for row in ranking.rows)]
    cells = [["-" if value is None else str(value) for value in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(shown))]
    for row in cells:
        line = "  ".join(
            cell.ljust(width) if i == 2 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        file.write(line.rstrip() + "\n")
