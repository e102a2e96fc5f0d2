"""What the columns of a table are proposed to hold, while it is being found out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..models import LEVELS, MEASURES, ImportKind
from .findings import Error, Question
from .numbers import whole_numbers
from .tables import Column, Table
from .vocabulary import as_written, fields_of, plain

# Enough for every place of the nation together; what one place may have is checked later.
MOST_PEOPLE = 999_999_999
PLACE_FIELDS = ("code", "name", "day")
PEOPLE_FIELDS = ("wajib_ktp", "recorded", "missing", "population")
FIELDS_OF_KIND = {
    ImportKind.POPULATION: (*PLACE_FIELDS, *PEOPLE_FIELDS, "percent"),
    ImportKind.COUNTS: (*PLACE_FIELDS, *MEASURES, *LEVELS),
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
    return plain(column.header), plain(column.letter)


class Proposal:
    """The state of `assign`: what is taken, what was asked, what the cells say."""

    def __init__(self, table: Table, kind: ImportKind, given: Mapping[str, str]):
        self.table, self.kind = table, kind
        self.headers = [column.header for column in table.columns]
        # What is written in the file, where "PEREKAMAN (2)" also is "PEREKAMAN".
        self.words = [as_written(header, self.headers) for header in self.headers]
        wanted = {plain(name): chosen for name, chosen in given.items()}
        self.given = [
            next((wanted[key] for key in column_keys(column) if key in wanted), "")
            for column in table.columns
        ]
        usable = {*FIELDS_OF_KIND[kind], *(NOT_OF_A_DAY if kind == ImportKind.COUNTS else ())}
        self.meanings = [fields_of(word) & usable for word in self.words]
        self.result = Assignment([chosen if chosen != "ignore" else "" for chosen in self.given])
        self._numbers: dict[int, list[int | None]] = {}

    def ask(self, at: int, choices: Sequence[str], message: str) -> None:
        question = Question("column", self.headers[at], "", (*choices, "ignore"), message)
        if all(question.column != asked.column for asked in self.result.questions):
            self.result.questions.append(question)

    def free(self, name: str) -> bool:
        return name not in self.result.fields

    def assigned(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.result.fields) if name}

    def numbers(self, at: int) -> list[int | None]:
        if at not in self._numbers:
            self._numbers[at] = whole_numbers(self.table.cells[at], most=MOST_PEOPLE).values
        return self._numbers[at]
