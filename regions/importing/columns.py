"""Which column holds what: proposed from headers and numbers, decided by a person where open.

A header alone never decides between two things that are called the same (DOMAIN: the trap of
JML and JML_WKTP). What decides is, in this order: what a person said, a word that is clear,
the arithmetic of the rows (wajib KTP - recorded = not yet recorded); else it is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from django.utils.translation import gettext as _

from ..models import LEVELS, MEASURES, ImportKind
from .findings import Error, Question
from .numbers import percents, whole_numbers
from .personal import personal_columns
from .plausible import agrees, is_share, sums
from .tables import Table
from .vocabulary import fields_of, plain

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
# Of several columns with places, the one with the smallest places is meant.
DEEPER = ("kec", "kab", "kota", "prov")
MOST_PERCENT, LEAST_PERCENT = 110, 25
# What is stored first of all is never taken only because nothing else is left.
RECORDED = ["recorded"]
# More unclear columns than these are not tried against each other, only asked about.
MOST_OPEN = 4


@dataclass
class Assignment:
    """The field of every column of a table ("" where none), and what is still open."""

    fields: list[str]
    questions: list[Question] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)

    def position(self, name: str) -> int | None:
        return self.fields.index(name) if name in self.fields else None


def assign(
    table: Table, kind: ImportKind, given: Mapping[str, str], *, names_needed: bool
) -> Assignment:
    """Say what each column of `table` holds.

    `given` are fields that a person named, by header or letter. `names_needed`: whether a
    file without a column of places can be about anything.
    """
    personal = list(personal_columns(table))
    if personal:
        return Assignment([""] * len(table.columns), errors=personal)
    return _Assigning(table, kind, given).run(names_needed)


def column_keys(column) -> tuple[str, str]:
    """What a column answers to: its header in any spelling, its letter."""
    return plain(column.header), plain(column.letter)


class _Assigning:
    def __init__(self, table: Table, kind: ImportKind, given: Mapping[str, str]):
        self.table, self.kind = table, kind
        self.headers = [column.header for column in table.columns]
        wanted = {plain(name): chosen for name, chosen in given.items()}
        self.given = [
            next((wanted[key] for key in column_keys(column) if key in wanted), "")
            for column in table.columns
        ]
        usable = {*FIELDS_OF_KIND[kind], *(NOT_OF_A_DAY if kind == ImportKind.COUNTS else ())}
        self.meanings = [fields_of(header) & usable for header in self.headers]
        self.result = Assignment([chosen if chosen != "ignore" else "" for chosen in self.given])
        self._numbers: dict[int, list[int | None]] = {}

    def run(self, names_needed: bool) -> Assignment:
        self._take_clear_words()
        self._weigh_open_words()
        self._check_plausible()
        self._ask_about_numbers_beside()
        if self.kind == ImportKind.COUNTS:
            self._refuse_cumulative()
        self._ask_about_parts_of_recorded()
        self._ask_for_what_is_needed(names_needed)
        return self.result

    def _ask(self, at: int, choices: Sequence[str], message: str) -> None:
        question = Question("column", self.headers[at], "", (*choices, "ignore"), message)
        if all(question.column != asked.column for asked in self.result.questions):
            self.result.questions.append(question)

    def _free(self, name: str) -> bool:
        return name not in self.result.fields

    def _take_clear_words(self) -> None:
        claims: dict[str, list[int]] = {}
        for at, meanings in enumerate(self.meanings):
            if not self.given[at] and len(meanings) == 1:
                claims.setdefault(*meanings, []).append(at)
        for name, columns in claims.items():
            if not self._free(name):
                continue
            if len(columns) > 1:
                columns = self._narrowed(name, columns)
            if len(columns) == 1:
                self.result.fields[columns[0]] = name
                continue
            if name == "percent":
                continue
            message = _("More than one column could be this; say which one counts.")
            for at in columns:
                self._ask(at, (name,), message)

    def _narrowed(self, name: str, columns: list[int]) -> list[int]:
        """Of several columns for one field the one that says most, where that can be seen."""
        words = {"percent": ("rekam",), "code": DEEPER, "name": DEEPER}.get(name, ())
        for word in words:
            said = [at for at in columns if word in plain(self.headers[at])]
            if said:
                return said
        return columns

    def _weigh_open_words(self) -> None:
        """Choose among the meanings of unclear words by the arithmetic of the rows."""
        open_columns = [
            at for at, m in enumerate(self.meanings) if len(m) > 1 and not self.given[at]
        ]
        if not open_columns:
            return
        remaining = [
            sorted(name for name in self.meanings[at] if self._free(name)) for at in open_columns
        ]
        ways = [
            dict(zip(open_columns, way, strict=False))
            for way in product(*([*names, ""] for names in remaining[:MOST_OPEN]))
            if len({name for name in way if name}) == sum(map(bool, way))
        ]
        agreeing = [way for way in ways if self._agrees(self._assigned() | _by_field(way))]
        proven = {tuple(_people(way).items()) for way in agreeing}
        if len(proven) == 1:
            chosen = max(agreeing, key=lambda way: sum(map(bool, way.values())))
            for at, name in chosen.items():
                self.result.fields[at] = name
            return
        self._eliminate(open_columns)

    def _eliminate(self, open_columns: Sequence[int]) -> None:
        """Take the meaning that is left where the others are taken; ask where several are."""
        still_open = list(open_columns)
        while True:
            left = {at: sorted(filter(self._free, self.meanings[at])) for at in still_open}
            settled = [at for at, names in left.items() if len(names) == 1 and names != RECORDED]
            if not settled:
                break
            self.result.fields[settled[0]] = left[settled[0]][0]
            still_open.remove(settled[0])
        for at, names in left.items():
            if names:
                self._ask(at, names, _("This word stands for different things; say which it is."))

    def _assigned(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.result.fields) if name}

    def numbers(self, at: int) -> list[int | None]:
        if at not in self._numbers:
            self._numbers[at] = whole_numbers(self.table.cells[at], most=MOST_PEOPLE).values
        return self._numbers[at]

    def _agrees(self, columns: Mapping[str, int]) -> bool:
        if not {"wajib_ktp", "recorded", "missing"} <= columns.keys():
            return False
        three = (columns["wajib_ktp"], columns["recorded"], columns["missing"])
        return agrees(*map(self.numbers, three))

    def _check_plausible(self) -> None:
        """Ask where the numbers say that two columns are mistaken for each other."""
        if self.kind != ImportKind.POPULATION:
            return
        if self._are_swapped():
            message = _(
                "The other numbers of the rows fit only if these two columns are the other way"
                " round. Say what each column holds."
            )
            self._ask_unless_given(("wajib_ktp", "recorded"), message)
        for part, whole, most, least in (
            ("recorded", "wajib_ktp", MOST_PERCENT, LEAST_PERCENT),
            ("wajib_ktp", "population", 100, 0),
        ):
            at_part, at_whole = self.result.position(part), self.result.position(whole)
            if at_part is None or at_whole is None:
                continue
            parts, wholes = sums(self.numbers(at_part), self.numbers(at_whole))
            if not (least * wholes <= 100 * parts <= most * wholes):
                message = _(
                    "By these columns %(part)s %% of the people of the other would be meant, which"
                    " is hardly so. Say what each column holds."
                ) % {"part": 100 * parts // wholes if wholes else "∞"}
                self._ask_unless_given((part, whole), message)

    def _are_swapped(self) -> bool:
        at = self._assigned()
        if not {"wajib_ktp", "recorded"} <= at.keys():
            return False
        wajib, recorded = self.numbers(at["wajib_ktp"]), self.numbers(at["recorded"])
        if "missing" in at:
            missing = self.numbers(at["missing"])
            if agrees(recorded, wajib, missing) and not agrees(wajib, recorded, missing):
                return True
        if "percent" in at:
            share = percents(self.table.cells[at["percent"]])
            return is_share(wajib, recorded, share) and not is_share(recorded, wajib, share)
        return False

    def _ask_unless_given(self, names: Sequence[str], message: str) -> None:
        """Ask about the columns of these fields, unless a person named them all."""
        columns = [self.result.position(name) for name in names]
        if all(self.given[at] for at in columns):
            return
        for at in columns:
            if not self.given[at]:
                self._ask(at, PEOPLE_FIELDS, message)

    def _ask_about_numbers_beside(self) -> None:
        """Right of the last header: in 1,234 the sign was taken for the end of the cell."""
        letters = [column.letter for column in self.table.columns]
        headed = [at for at, header in enumerate(self.headers) if header != letters[at]]
        for at in range(max(headed, default=-1) + 1, len(letters)):
            found = (*self.numbers(at), *percents(self.table.cells[at]))
            if not self.given[at] and any(number is not None for number in found):
                message = _(
                    "There are numbers in a column without a header: the cells of these rows may"
                    " have moved, as where a number with a comma was divided. Look at the rows;"
                    " ignore the column if they are right."
                )
                self._ask(at, (), message)

    def _refuse_cumulative(self) -> None:
        for name in NOT_OF_A_DAY:
            at = self.result.position(name)
            if at is not None and not self.given[at]:
                message = _(
                    "A file with this column holds figures up to a day, not the counts of a day;"
                    " import it as population figures. If it does hold daily counts, ignore the"
                    " column."
                )
                self._ask(at, (), message)

    def _ask_about_parts_of_recorded(self) -> None:
        """A file whose columns of recordings are all parts (a month, one sex) has no whole."""
        if not self._free("recorded") or not self._free("missing") or self.result.questions:
            return
        for at, header in enumerate(self.headers):
            words = plain(header)
            if self.result.fields[at] or self.given[at] or "rekam" not in words:
                continue
            if "percent" not in fields_of(header) and any(self.numbers(at)):
                message = _("Is this the number of recorded people, or only a part of it?")
                self._ask(at, ("recorded",), message)

    def _ask_for_what_is_needed(self, names_needed: bool) -> None:
        fields = self.result.fields
        asked = {q.column for q in self.result.questions}
        headers = tuple(
            h for h, name in zip(self.headers, fields, strict=True) if not name and h not in asked
        )
        if names_needed and not {"code", "name"} & set(fields):
            self._need("name", headers, _("Which column names the places?"))
        values = (
            ("wajib_ktp", "recorded")
            if self.kind == ImportKind.POPULATION
            else (*MEASURES, *LEVELS)
        )
        pending = any(set(q.choices) & set(values) for q in self.result.questions)
        if not pending and not set(values) & set(fields):
            wanted = "wajib_ktp" if self.kind == ImportKind.POPULATION else "recorded"
            message = _("No column with numbers of people was recognised; is it filled in?")
            self._need(wanted, headers, message)

    def _need(self, name: str, headers: tuple[str, ...], message: str) -> None:
        if headers:
            self.result.questions.append(Question("field", "", name, headers, message))
        else:
            self.result.errors.append(Error(message, self.table.sheet))


def _by_field(way: Mapping[int, str]) -> dict[str, int]:
    return {name: at for at, name in way.items() if name}


def _people(way: Mapping[int, str]) -> dict[str, int]:
    """The part of a way that decides what is stored."""
    return {name: at for name, at in sorted(_by_field(way).items()) if name != "population"}
