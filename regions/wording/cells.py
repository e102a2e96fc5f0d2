"""The cells of the ranking on the page: the columns that have one, made ready to print."""

from collections.abc import Sequence
from typing import NamedTuple

from .. import numerals
from ..ranking import Row
from .columns import Column, page_columns

BESIDE = " · "


class Cell(NamedTuple):
    """`label` says what the number is where a small screen has no header; all empty for none."""

    css_class: str = ""
    label: str = ""
    text: str = ""
    small: str = ""


EMPTY = Cell()


class PageColumn:
    """A column of the page: one of the table, and those that stand in small letters in its cell.

    What all its cells have in common is put into words once.
    """

    def __init__(self, column: Column, smalls: Sequence[Column]):
        page = column.page
        self.column, self.smalls = column, smalls
        self.css_class = f"n {page.css_class}".rstrip()
        self.header = str(page.header or column.header)
        small_headers = [page.small, *(small.page.header for small in smalls)]
        self.small_header = ", ".join(str(text) for text in small_headers if text)
        self._text = page.text or column.text
        self._small_texts = [small.page.text or small.text for small in smalls]

    def cell(self, row: Row) -> Cell:
        small = BESIDE.join(filter(None, [text(row) for text in self._small_texts]))
        return Cell(self.css_class, self.header, self._text(row), small)

    def of_sum(self, part: Row) -> Cell:
        """Of the region itself: a plain number, of what adds up."""
        if not self.column.adds_up:
            return EMPTY
        texts = zip(self.smalls, self._small_texts, strict=True)
        small = BESIDE.join(text(part) for small, text in texts if small.adds_up)
        return Cell(self.css_class, self.header, self.column.text(part), small)

    def of_rest(self, people: int) -> Cell:
        """Of the people that no place below was given for: only how many they are."""
        if self.column.key != "counted":
            return EMPTY
        return Cell(self.css_class, self.header, numerals.people(people))


def columns_on_page(*, of_kecamatan: bool) -> list[PageColumn]:
    return [PageColumn(*found) for found in page_columns(of_kecamatan=of_kecamatan)]
