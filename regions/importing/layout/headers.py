"""The tables of a sheet: where the header stands, and which rows under it are rows.

Titles above, notes and signatures below, column numbers and headers repeated on every page are
left out. Total rows stay: who knows the places tells them apart.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from ..tables import Cell, Column, Merged, Sheet, Table
from .days_across import continues_with_days, heads_days
from .header_rows import (
    continues,
    has_amount,
    header_width,
    header_words,
    is_certain,
    is_place_without_number,
    may_be_apart,
    names_rows,
    numbers_columns,
    only_years,
)

_MOST_HEADER_ROWS = 4
_WIDE = 3


def find_tables(sheets: Iterable[Sheet]) -> list[Table]:
    """The tables of all visible sheets, in the order of the file; none where no header is."""
    return [table for sheet in sheets if not sheet.hidden for table in _tables(sheet)]


class _Sheet:
    """A sheet whose merged cells are found by the row that they begin in, and end where it does.

    A file may hold many thousands of them, each as wide as a spreadsheet can be.
    """

    def __init__(self, sheet: Sheet):
        self.name, self.rows, self.from_1904 = sheet.name, sheet.rows, sheet.from_1904
        self._merged: dict[int, list[Merged]] = {}
        last = max(map(len, self.rows), default=0) - 1
        for block in sheet.merged:
            if block.first_column <= last:
                block = block._replace(last_column=min(block.last_column, last))
                self._merged.setdefault(block.first_row, []).append(block)

    def merged(self, rows: Iterable[int]) -> list[Merged]:
        return [block for at in rows for block in self._merged.get(at, ())]

    def over(self, row: int) -> list[Merged]:
        """The merged cells that hold a cell of `row`, begun there or a header's height above."""
        above = range(row - _MOST_HEADER_ROWS + 1, row + 1)
        return [block for block in self.merged(above) if row <= block.last_row]


def _tables(read: Sheet) -> Iterator[Table]:
    sheet = _Sheet(read)
    blocks = list(_certain_headers(sheet)) or list(_likely_header(sheet))
    headers = [_texts(sheet, block) for block in blocks]
    pages: list[tuple[list[str | None], list[int], list[int]]] = []
    for at, (block, texts) in enumerate(zip(blocks, headers, strict=True)):
        end = blocks[at + 1].start if at + 1 < len(blocks) else len(sheet.rows)
        rows = _rows_of(sheet, range(block.stop, end), texts)
        # The same header again is the next page of the same table.
        if not pages or not _same(pages[-1][0], texts):
            pages.append((texts, [], []))
        pages[-1][1].extend(rows)
        pages[-1][2].extend(range(rows[-1] + 1 if rows else block.stop, end))
    for texts, rows, below in pages:
        if rows:
            yield _table(sheet, texts, rows)._replace(apart=tuple(_apart(sheet, texts, below)))


def _same(one: list[str | None], other: list[str | None]) -> bool:
    return [text for text in one if text] == [text for text in other if text]


def _certain_headers(sheet: _Sheet) -> Iterator[range]:
    at = 0
    earlier: list[Cell] = []
    while at < len(sheet.rows):
        row, above = sheet.rows[at], sheet.rows[at - 1] if at else []
        if row and (is_certain(row) or heads_days(row, above, earlier)):
            block = _block(sheet, at)
            yield block
            at, earlier = block.stop, row
        else:
            at += 1


def _likely_header(sheet: _Sheet) -> Iterator[range]:
    """A header of words we do not know: the widest row of words with numbers only below it."""
    best, widest = None, 1
    for at, row in enumerate(sheet.rows):
        if not row:
            continue
        width = header_width(row)
        if width > widest:
            best, widest = at, width
        elif has_amount(row) and len(_filled(row)) >= max(widest, 2):
            break
    if best is not None:
        yield _block(sheet, best)


def _block(sheet: _Sheet, first: int) -> range:
    """The header rows that begin with row `first`, also one above that only holds groups."""
    rows = sheet.rows
    last = first
    spans = sheet.over(first)
    merged_to = max((m.last_row for m in spans), default=first)
    # Under the merged header of the names no place can stand, whatever else does.
    named_to = max((m.last_row for m in spans if _heads_names(sheet, m)), default=first)
    while last + 1 < len(rows) and last + 1 - first < _MOST_HEADER_ROWS:
        below = rows[last + 1]
        is_header = header_words(below) or only_years(below)
        is_header = is_header and (last < merged_to or continues(below, rows[last]))
        is_header = is_header or continues_with_days(below, rows[last])
        if not (is_header or last < named_to):
            break
        last += 1
    return range(_top(sheet, first), last + 1)


def _top(sheet: _Sheet, first: int) -> int:
    """The row above, or further up, where groups begin that hold the headers of row `first`."""
    rows, left = sheet.rows, min(_filled(sheet.rows[first]))
    for m in sheet.over(first):
        if m.first_row < first and _heads_names(sheet, m):
            return m.first_row
    groups = [m for m in sheet.merged([first - 1]) if m.last_row == first - 1]
    if groups and all(m.first_column > left for m in groups):
        begun = {m.first_column for m in groups}
        if header_words(rows[first - 1]) or begun.issuperset(_filled(rows[first - 1])):
            return first - 1
    return first


def _heads_names(sheet: _Sheet, block: Merged) -> bool:
    text = sheet.rows[block.first_row][block.first_column : block.first_column + 1]
    return names_rows(str(*text))


def _texts(sheet: _Sheet, block: range) -> list[str | None]:
    """One text for each column of the header, groups before what they hold; None where blank."""
    width = max(len(sheet.rows[at]) for at in block)
    lines = [_line(sheet.rows[at], width) for at in block]
    merged = sheet.merged(block)
    width = max([width, *(m.last_column + 1 for m in merged)])
    lines = [line + [None] * (width - len(line)) for line in lines]
    starts = [[text is not None for text in line] for line in lines]
    for at, line in enumerate(lines[:-1]):
        if any(m.first_row == block.start + at for m in merged):
            _spread_merged(line, block.start + at, merged)
        else:
            _spread_over_blanks(line, at, lines, starts)
    texts = []
    for c in range(width):
        parts = [text for line in lines if (text := line[c])]
        texts.append(" ".join(dict.fromkeys(parts)) or None)
    return texts


def _line(row: list[Cell], width: int) -> list[str | None]:
    def text(value: Cell) -> str | None:
        if value is None:
            return None
        if isinstance(value, date):
            return value.isoformat()
        return " ".join(str(value).split())

    return [text(value) for value in row] + [None] * (width - len(row))


def _spread_merged(line: list[str | None], row: int, merged: list[Merged]) -> None:
    for block in merged:
        if block.first_row == row:
            for c in range(block.first_column + 1, block.last_column + 1):
                line[c] = line[block.first_column]


def _spread_over_blanks(
    line: list[str | None], at: int, lines: list[list[str | None]], starts: list[list[bool]]
) -> None:
    """A group written once, with blanks after it, holds what stands under those blanks."""
    group = None
    for c in range(len(line)):
        has_below = any(begun[c] for begun in starts[at + 1 :])
        if starts[at][c]:
            group = line[c] if has_below else None
        elif not has_below or any(begun[c] for begun in starts[:at]):
            group = None
        else:
            line[c] = group


def _filled(row: list[Cell]) -> list[int]:
    return [c for c, value in enumerate(row) if value is not None]


def _rows_of(sheet: _Sheet, span: range, texts: list[str | None]) -> list[int]:
    """The rows of one page: up to the last with a number, and places named right under it."""
    rows = sheet.rows
    wide = sum(map(bool, texts)) >= _WIDE
    start = span.start
    while start < span.stop and (not rows[start] or numbers_columns(rows[start])):
        start += 1
    last = next(
        (
            at
            for at in range(span.stop - 1, start - 1, -1)
            if len(_filled(rows[at])) >= 2 and has_amount(rows[at])
        ),
        None,
    )
    if last is None:
        return []
    titles = {
        m.first_row
        for m in sheet.merged(span)
        if (m.last_column - m.first_column + 1) * 2 > len(texts)
    }
    found = [
        at
        for at in range(start, last + 1)
        if rows[at] and not (at in titles and len(_filled(rows[at])) == 1)
    ]
    for at in range(last + 1, span.stop):
        if not rows[at] or (wide and not is_place_without_number(rows[at], texts)):
            break
        found.append(at)
    return found


def _table(sheet: _Sheet, texts: list[str | None], rows: list[int]) -> Table:
    width = max(len(sheet.rows[at]) for at in rows)
    blocks = _blocks_down(sheet, rows)
    columns: list[Column] = []
    cells: list[list[Cell]] = []
    seen: dict[str, int] = {}
    joined: set[tuple[int, int]] = set()
    for c in range(width):
        values = [row[c] if c < len(row) else None for row in map(sheet.rows.__getitem__, rows)]
        if all(value is None for value in values):
            continue
        letter = column_letter(c)
        header = (texts[c] if c < len(texts) else None) or letter
        seen[header] = seen.get(header, 0) + 1
        if seen[header] > 1:
            header = f"{header} ({seen[header]})"
        joined |= {(len(cells), at) for at in _fill_down(values, blocks.get(c, ()))}
        columns.append(Column(letter, header))
        cells.append(values)
    numbers = [at + 1 for at in rows]
    found = Table(sheet.name, tuple(columns), numbers, cells, frozenset(joined))
    return found._replace(from_1904=sheet.from_1904)


def _apart(sheet: _Sheet, texts: list[str | None], below: list[int]) -> Iterator[tuple[int, str]]:
    """The rows that may belong to the table above them, with the name in them."""
    for at in below:
        row = sheet.rows[at]
        if row and may_be_apart(row, texts):
            names = (row[c] for c in _filled(row) if names_rows(texts[c] or ""))
            yield at + 1, str(next(names, ""))


def _blocks_down(sheet: _Sheet, rows: list[int]) -> dict[int, list[range]]:
    """By column, the merged cells over several of these rows, as places in `rows`."""
    blocks: dict[int, list[range]] = {}
    for m in sheet.merged(rows):
        first, end = bisect_left(rows, m.first_row), bisect_right(rows, m.last_row)
        if end - first > 1:
            blocks.setdefault(m.first_column, []).append(range(first, end))
    return blocks


def _fill_down(values: list[Cell], blocks: Iterable[range]) -> Iterator[int]:
    """Give every row of a merged cell its value, in place; the rows are yielded."""
    for block in blocks:
        value = values[block.start]
        for at in block[1:]:
            # What stands under a merged cell is not seen, but it is there.
            if value is None or values[at] is not None:
                break
            values[at] = value
            yield from (block.start, at)


def column_letter(column: int) -> str:
    """0 is "A", 26 is "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
