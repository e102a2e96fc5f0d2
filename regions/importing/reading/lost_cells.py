"""What the reader of workbooks leaves out without a word, found in the XML of xlsx and ods.

A cell with an error (#N/A, #REF!) comes back blank, and blank means "not reported". A formula
that was never calculated, because a program and not a person wrote the file, comes back blank
or 0. The first gets its text back, the second is refused. Of a number with a footnote the raised
digit comes back as one of its own, and a hidden row like any other.
"""

import re
from collections.abc import Iterable, Iterator
from posixpath import join, normpath
from typing import NamedTuple, cast
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from ..tables import Merged, Sheet
from .archive import Archive
from .blank import BLANK
from .limits import Limits, Unreadable, damaged, too_large_inside, too_many_columns

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>((?:(?!</?(?:\w+:)?c[\s>]).)*)", re.DOTALL)
_PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_IS_ERROR = re.compile(rb"(?:^|\s)t\s*=\s*[\"']e[\"']")
_IS_TEXT = re.compile(rb"(?:^|\s)t\s*=\s*[\"']str[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_CELL_END = re.compile(rb".*</(?:\w+:)?(?:c|row)>", re.DOTALL)
_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\s(?=[^>]*\shidden=[\"'](?:1|true)[\"'])(?:[^>]*\s)?r=[\"'](\d{1,7})[\"']"
)
_NUMBER = re.compile(r"[\d., ]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_CELL = 4 * 1024 * 1024
_MOST_ROWS, _MOST_ERRORS = 1_048_576, 100_000
_NO_CELLS: list = []
_XLSB_ERRORS = {3, 11}
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


class Lost(NamedTuple):
    """A cell, counted from 0, and the text that stands in it."""

    row: int
    column: int
    text: str


def put_back(sheet: Sheet, lost: Iterable[Lost], limits: Limits) -> None:
    """Write the lost texts into the sheet's rows, in place."""
    for done, (row, column, text) in enumerate(lost):
        if row >= _MOST_ROWS or done > _MOST_ERRORS:
            raise too_large_inside()
        if column >= limits.columns:
            raise too_many_columns(sheet.name, row + 1, limits.columns)
        # Blank rows share one list: never changed, always replaced.
        sheet.rows.extend([_NO_CELLS] * (row + 1 - len(sheet.rows)))
        cells = list(sheet.rows[row])
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = text
        sheet.rows[row] = cells


def restore_xlsx(archive: Archive, sheets: list[Sheet], limits: Limits) -> None:
    """Put errors and raised digits back, mark hidden rows and days from 1904, in place.

    Raises Unreadable where a visible sheet was never calculated.
    """
    parts, recalculates, from_1904 = _xlsx_parts(archive)
    raised = dict(_raised_digits(archive))
    for at, sheet in enumerate(sheets):
        part = parts.get(sheet.name, "")
        hidden: set[int] = set()
        put_back(sheet, _xlsx_errors(archive, part, sheet, hidden, recalculates), limits)
        for row in sheet.rows if raised else ():
            row[:] = [raised.get(cell, cell) if isinstance(cell, str) else cell for cell in row]
        sheets[at] = sheet._replace(hidden_rows=frozenset(hidden), from_1904=from_1904)


def _raised_digits(archive: Archive) -> Iterator[tuple[str, str]]:
    """Numbers with a raised digit as the reader gives them ("121"), and as they look ("12¹")."""
    name = "xl/sharedStrings.xml"
    if name not in archive.names() or not any(b"superscript" in p for p in archive.pieces(name)):
        return
    try:
        for _event, text in _elements(archive, name, "end"):
            if not text.tag.endswith("}si"):
                continue
            runs = [
                (
                    "".join(t.text or "" for t in run.iterfind("{*}t")),
                    run.find("{*}rPr/{*}vertAlign[@val='superscript']") is not None,
                )
                for run in text.iterfind("{*}r")
            ]
            text.clear()
            read = "".join(part for part, _is_raised in runs).strip(BLANK)
            looks = "".join(part.translate(_RAISED) if up else part for part, up in runs)
            if _NUMBER.fullmatch(read) and looks.strip(BLANK) != read:
                yield read, looks.strip(BLANK)
    except (ElementTree.ParseError, LookupError, ValueError):
        raise damaged() from None


def _xlsx_errors(
    archive: Archive, part: str, sheet: Sheet, hidden: set[int], recalculates: bool
) -> Iterator[Lost]:
    """The cells with an error; the numbers of hidden rows are added to `hidden`."""
    formulas, zeros = 0, 0
    for attributes, inside in _xlsx_cells(archive, part, hidden):
        value = _VALUE.search(inside)
        if _IS_ERROR.search(attributes):
            yield _lost(attributes, value)
        elif not sheet.hidden and not _IS_TEXT.search(attributes):
            if value is None:
                raise _never_calculated(sheet.name)
            formulas += 1
            zeros += value[1].strip() == b"0"
    if recalculates and formulas and formulas == zeros:
        raise _never_calculated(sheet.name)


def _xlsx_parts(archive: Archive) -> tuple[dict[str, str], bool, bool]:
    """Part by sheet name, whether the file asks to be calculated when it is opened, and whether
    it counts days from 1904.

    Programs write the wish to be calculated together with 0 for every formula; Excel takes it
    out on saving.
    """
    targets: dict[str | None, str] = {}
    parts: dict[str, str] = {}
    try:
        # No entities: the archive has been looked through.
        relations = ElementTree.fromstring(archive.part("xl/_rels/workbook.xml.rels"))  # noqa: S314
        book = ElementTree.fromstring(archive.part("xl/workbook.xml"))  # noqa: S314
    # An encoding that does not exist, or has no fixed width, is a LookupError or a ValueError.
    except (ElementTree.ParseError, LookupError, ValueError):
        raise damaged() from None
    for relation in relations:
        target = relation.get("Target", "")
        targets[relation.get("Id")] = normpath(join("/xl", target)).lstrip("/")
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            related = element.get(_RELATION) or element.get(_STRICT_RELATION)
            parts[element.get("name", "")] = targets.get(related, "")

    def says(tag: str, attribute: str) -> bool:
        elements = book.iterfind(f"{{*}}{tag}")
        return any(element.get(attribute) in ("1", "true") for element in elements)

    return parts, says("calcPr", "fullCalcOnLoad"), says("workbookPr", "date1904")


def _xlsx_cells(archive: Archive, part: str, hidden: set[int]) -> Iterator[tuple[bytes, bytes]]:
    """Attributes and content of the cells with an error or a formula, the others passed over."""
    for whole in _whole_cells(archive, part):
        if b"hidden" in whole:
            hidden |= {int(number) for number in _HIDDEN_ROW.findall(whole)}
        if not (_FORMULA.search(whole) or _IS_ERROR.search(whole)):
            continue
        for cell in _CELL.finditer(whole):
            if not cell[1].endswith(b"/") and (
                _FORMULA.search(cell[2]) or _IS_ERROR.search(cell[1])
            ):
                yield cell[1], cell[2]


def _whole_cells(archive: Archive, part: str) -> Iterator[bytes]:
    waiting = b""
    for piece in archive.pieces(part) if part in archive.names() else ():
        waiting += piece
        if end := _CELL_END.match(waiting):
            yield waiting[: end.end()]
            waiting = waiting[end.end() :]
        elif len(waiting) > _LONGEST_CELL:
            raise damaged()
    yield waiting


def _lost(attributes: bytes, value: re.Match | None) -> Lost:
    place = _PLACE.search(attributes)
    if place is None:
        raise damaged()
    column = 0
    for letter in place[1].decode().upper():
        column = column * 26 + ord(letter) - 64
    return Lost(int(place[2]) - 1, column - 1, value[1].decode("utf-8", "replace") if value else "")


def _never_calculated(sheet: str) -> Unreadable:
    return Unreadable(
        _(
            "Sheet %(sheet)s has formulas that were never calculated. Open the file in Excel,"
            " save it, and choose it again."
        )
        % {"sheet": sheet}
    )


def restore_ods(archive: Archive, sheets: list[Sheet], limits: Limits) -> None:
    """The same for ods, and its merged cells; a cell or a row there may stand for several."""
    places = {sheet.name: at for at, sheet in enumerate(sheets)}
    at: int | None = None
    row = 0
    merged: list[Merged] = []
    hidden: set[int] = set()
    try:
        for event, element in _elements(archive, "content.xml", "start", "end"):
            if event == "start" and element.tag == f"{_TABLE}table":
                at, row, merged, hidden = places.get(element.get(f"{_TABLE}name", "")), 0, [], set()
            elif event == "end" and element.tag == f"{_TABLE}table-row" and at is not None:
                put_back(sheets[at], _ods_errors(element, row, sheets[at]), limits)
                merged += _ods_merged(element, row)
                if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                    hidden.add(row + 1)
                row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
                element.clear()
            elif event == "end" and element.tag == f"{_TABLE}table" and at is not None:
                merges, rows = tuple(merged), frozenset(hidden)
                sheets[at] = sheets[at]._replace(merged=merges, hidden_rows=rows)
    except (ElementTree.ParseError, LookupError, ValueError):
        raise damaged() from None


def _elements(
    archive: Archive, part: str, *events: str
) -> Iterator[tuple[str, ElementTree.Element]]:
    # No entities: the archive has been looked through.
    parser = ElementTree.XMLPullParser(events)
    for piece in archive.pieces(part):
        parser.feed(piece)
        # Events of namespaces, of another form, are not asked for.
        yield from cast("Iterator[tuple[str, ElementTree.Element]]", parser.read_events())
    parser.close()


def _ods_errors(line: ElementTree.Element, row: int, sheet: Sheet) -> Iterator[Lost]:
    column = 0
    for cell in line:
        if cell.get(f"{_CALC}value-type") == "error":
            yield Lost(row, column, "".join(cell.itertext()).strip())
        elif sheet.hidden:
            pass
        elif _is_uncalculated(cell):
            raise _never_calculated(sheet.name)
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))


def _is_uncalculated(cell: ElementTree.Element) -> bool:
    """A result that is an empty text has no type, but a blank line."""
    has_result = cell.get(f"{_OFFICE}value-type") or cell.find(f"{_TEXT}p") is not None
    return bool(cell.get(f"{_TABLE}formula")) and not has_result


def _ods_merged(line: ElementTree.Element, row: int) -> Iterator[Merged]:
    column = 0
    for cell in line:
        down, right = (int(cell.get(f"{_TABLE}number-{n}-spanned", 1)) for n in ("rows", "columns"))
        if down > 1 or right > 1:
            yield Merged(row, column, row + down - 1, column + right - 1)
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))


def refuse_errors_in_xlsb(archive: Archive) -> None:
    """Raises Unreadable where a cell shows an error: records 3 and 11 of [MS-XLSB]."""
    for name in archive.names():
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            part = b"".join(archive.pieces(name))
            if not _XLSB_ERRORS.isdisjoint(_xlsb_records(part)):
                raise Unreadable(
                    _(
                        "A cell of the file shows an error such as #N/A. Correct it, or save the"
                        " file as xlsx, so that its place can be told."
                    )
                )


def _xlsb_records(part: bytes) -> Iterator[int]:
    at = 0
    while at < len(part) - 1:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = part[at] if at < len(part) else 0
            at += 1
            size |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
        yield kind
        at += size
