"""What is told about the sheets of a file as they lie there."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from ..findings import Check
from ..tables import Sheet, Table

SEPARATORS = ";,|"


def no_table(sheets: Iterable[Sheet]) -> str:
    """A text file that a spreadsheet opened with another separator has one cell in each row."""
    rows = [row for sheet in sheets for row in sheet.rows if row]
    for sign in SEPARATORS:
        divided = [row for row in rows if len(row) == 1 and str(row[0]).count(sign) > 1]
        if len(divided) > 1 and 2 * len(divided) > len(rows):
            message = _(
                "Each row stands in one cell, with “%(sign)s” between its values. In Excel, choose"
                " Data, Text to Columns, and save the file again."
            )
            return message % {"sign": sign}
    return _("No table was found: there must be a row of headers with the numbers under it.")


def hidden_parts(sheets: Sequence[Sheet], tables: Iterable[Table]) -> Iterator[Check]:
    """Hidden sheets are left out; rows that a filter hides are in the file all the same."""
    for sheet in sheets:
        if sheet.hidden and sheet.rows:
            yield Check(_("The sheet is hidden and was left out."), sheet=sheet.name)
    hidden = {sheet.name: sheet.hidden_rows for sheet in sheets}
    for table in tables:
        rows = [number for number in table.numbers if number in hidden[table.sheet]]
        if rows:
            message = _("%(n)s rows are hidden here, as by a filter; they are imported too.")
            yield Check(message % {"n": len(rows)}, rows[0], sheet=table.sheet)
