"""What the columns of a table are proposed to hold, while it is being found out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...models import AT_DAYS_END, MEASURES, ImportKind
from ..cells.numbers import whole_numbers
from ..findings import Error, Question
from ..tables import Cell, Column, Table
from .vocabulary import as_written, fields_of, plain_words

# Enough for every place of the nation together; what one place may have is checked later.
MOST_PEOPLE = 999_999_999
PLACE_FIELDS = ("code", "name", "day")
PEOPLE_FIELDS = ("wajib_ktp", "recorded", "missing", "population")
FIELDS_OF_KIND = {
    ImportKind.POPULATION: (*PLACE_FIELDS, *PEOPLE_FIELDS, "percent"),
    ImportKind.COUNTS: (*PLACE_FIELDS, *MEASURES, *AT_DAYS_END),
}
# In a file of daily counts these say that its numbers are no counts of a day.
NOT_OF_A_DAY = ("wajib_ktp", "missing")


@dataclass
class Assignment:
    """The field of every column of a table ("" where none), and what is still open."""

    fields: list[str]
    questions: list[Question] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)

    def position(self, name: str) -> int | None:
        return self.fields.index(name) if name in self.fields else None


def column_keys(column: Column) -> tuple[str, str]:
    """What a column answers to: its header in any spelling, its letter."""
    return plain_words(column.header), plain_words(column.letter)


@dataclass(eq=False)
class ProposedColumn:
    """One column: what it says, what it may mean, what it is taken for.

    `word` is the header as the file has it: "PEREKAMAN" where the header is "PEREKAMAN (2)".
    `meanings` are the fields that the word may stand for. `given` is what a person said, a
    field or "ignore". `field` is what the column is taken for so far. Both are "" for nothing.
    """

    header: str
    letter: str
    cells: Sequence[Cell]
    word: str
    meanings: frozenset[str]
    given: str
    field: str

    @cached_property
    def numbers(self) -> list[int | None]:
        return whole_numbers(self.cells, most=MOST_PEOPLE).values


class ColumnProposal:
    """The columns of a table, and what is asked or refused about them so far."""

    def __init__(self, table: Table, kind: ImportKind, given: Mapping[str, str]):
        self.sheet, self.kind = table.sheet, kind
        self.questions: list[Question] = []
        self.errors: list[Error] = []
        headers = [column.header for column in table.columns]
        wanted = {plain_words(name): chosen for name, chosen in given.items()}
        usable = {*FIELDS_OF_KIND[kind], *(NOT_OF_A_DAY if kind == ImportKind.COUNTS else ())}
        self.columns: list[ProposedColumn] = []
        for column, cells in zip(table.columns, table.cells, strict=True):
            word = as_written(column.header, headers)
            said = next((wanted[key] for key in column_keys(column) if key in wanted), "")
            self.columns.append(
                ProposedColumn(
                    column.header,
                    column.letter,
                    cells,
                    word,
                    meanings=fields_of(word) & usable,
                    given=said,
                    field=said if said != "ignore" else "",
                )
            )

    def by_field(self) -> dict[str, ProposedColumn]:
        return {column.field: column for column in self.columns if column.field}

    def of(self, name: str) -> ProposedColumn | None:
        """The column that is taken for a field; the first, where a person named two."""
        return next((column for column in self.columns if column.field == name), None)

    def free(self, name: str) -> bool:
        return self.of(name) is None

    def ask(self, column: ProposedColumn, choices: Sequence[str], message: str) -> None:
        """Ask about a column, but not twice. Only what such a file may hold can be chosen."""
        if all(column.header != asked.column for asked in self.questions):
            possible = (name for name in FIELDS_OF_KIND[self.kind] if name in choices)
            question = Question("column", column.header, "", (*possible, "ignore"), message)
            self.questions.append(question)

    def assignment(self) -> Assignment:
        return Assignment([column.field for column in self.columns], self.questions, self.errors)
