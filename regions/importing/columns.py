"""Which column holds what: proposed from headers and numbers, decided by a person where open.

A header alone never decides between two things that are called the same (DOMAIN: the trap of
JML and JML_WKTP). What decides is, in this order: what a person said, a word that is clear,
the arithmetic of the rows (wajib KTP - recorded = not yet recorded); else it is asked.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from django.utils.translation import gettext as _

from ..models import LEVELS, MEASURES, ImportKind
from .doubts import Doubts
from .findings import Error, Question
from .labels import label
from .personal import personal_columns
from .plausible import agrees
from .proposal import Assignment
from .tables import Table
from .vocabulary import fields_of, plain

# Of several columns with places, the one with the smallest places is meant.
DEEPER = ("kec", "kab", "kota", "prov")
# Of several columns for a field, the ones with the first of these words that is there.
TELLING = {"percent": ("rekam",), "code": DEEPER, "name": DEEPER, "day": ("tgl", "tanggal")}
# What is stored first of all is never taken only because nothing else is left.
RECORDED = ["recorded"]
# More unclear columns than these are not tried against each other, only asked about.
MOST_OPEN = 4


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


class _Assigning(Doubts):
    def run(self, names_needed: bool) -> Assignment:
        self._refuse_doubled()
        self._take_clear_words()
        self._weigh_open_words()
        self.ask_about_doubts()
        self._ask_for_what_is_needed(names_needed)
        return self.result

    def _refuse_doubled(self) -> None:
        """A person named two columns of one table for one field."""
        for name in dict.fromkeys(filter(None, self.result.fields)):
            columns = [
                h for h, n in zip(self.headers, self.result.fields, strict=True) if n == name
            ]
            if len(columns) > 1:
                message = _("Two columns cannot both be “%(field)s”: %(columns)s.")
                said = {"field": label(name), "columns": ", ".join(columns)}
                self.result.errors.append(Error(message % said, self.table.sheet, value=name))

    def _take_clear_words(self) -> None:
        claims: dict[str, list[int]] = {}
        for at, meanings in enumerate(self.meanings):
            if not self.given[at] and len(meanings) == 1:
                claims.setdefault(*meanings, []).append(at)
        for name, columns in claims.items():
            if not self.free(name):
                continue
            if len(columns) > 1:
                columns = self._narrowed(name, columns)
            if len(columns) == 1:
                self.result.fields[columns[0]] = name
                continue
            if name == "percent":
                continue
            message = _("More than one column could be this; say which one counts.")
            if len({self.words[at] for at in columns}) < len(columns):
                message = _(
                    "This header stands more than once; say which column counts. Of two tables"
                    " side by side, put one under the other in the file."
                )
            for at in columns:
                self.ask(at, (name,), message)

    def _narrowed(self, name: str, columns: list[int]) -> list[int]:
        """Of several columns for one field the one that says most, where that can be seen."""
        for word in TELLING.get(name, ()):
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
            sorted(name for name in self.meanings[at] if self.free(name)) for at in open_columns
        ]
        ways = [
            dict(zip(open_columns, way, strict=False))
            for way in product(*([*names, ""] for names in remaining[:MOST_OPEN]))
            if len({name for name in way if name}) == sum(map(bool, way))
        ]
        agreeing = [way for way in ways if self._agrees(self.assigned() | _by_field(way))]
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
            left = {at: sorted(filter(self.free, self.meanings[at])) for at in still_open}
            settled = [at for at, names in left.items() if len(names) == 1 and names != RECORDED]
            if not settled:
                break
            self.result.fields[settled[0]] = left[settled[0]][0]
            still_open.remove(settled[0])
        for at, names in left.items():
            if names:
                self.ask(at, names, _("This word stands for different things; say which it is."))

    def _agrees(self, columns: Mapping[str, int]) -> bool:
        if not {"wajib_ktp", "recorded", "missing"} <= columns.keys():
            return False
        three = (columns["wajib_ktp"], columns["recorded"], columns["missing"])
        return agrees(*map(self.numbers, three))

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
            if "percent" in fields:
                message = _(
                    "There are percentages, but no numbers of people, and people cannot be told"
                    " from a percentage. Add the column with their number."
                )
            no_figures = {
                h
                for h, word in zip(self.headers, self.words, strict=True)
                if fields_of(word) == {"ignore"}
            }
            self._need(wanted, tuple(h for h in headers if h not in no_figures), message)

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
