"""Which column holds what: proposed from headers and numbers, decided by a person where open.

A header alone never decides between two things that are called the same (DOMAIN: the trap of
JML and JML_WKTP). What decides is, in this order: what a person said, a word that is clear,
the arithmetic of the rows (wajib KTP - recorded = not yet recorded); else it is asked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from django.utils.translation import gettext as _

from ...models import AT_DAYS_END, MEASURES, ImportKind
from ...wording import label
from ..findings import Error, Question
from ..layout.days_across import ANY_DAY
from ..tables import Table
from .doubts import ask_about_doubts
from .personal import personal_columns
from .plausible import agrees
from .proposal import Assignment, Proposal, ProposedColumn
from .vocabulary import FIELDS, fields_of, plain

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
    proposal = Proposal(table, kind, given)
    _refuse_doubled(proposal)
    _take_clear_words(proposal)
    _weigh_open_words(proposal)
    ask_about_doubts(proposal)
    _ask_for_what_is_needed(proposal, names_needed)
    return proposal.assignment()


def _refuse_doubled(proposal: Proposal) -> None:
    """A person named two columns of one table for one field.

    What is no field at all is refused elsewhere, once for the whole file.
    """
    headers: dict[str, list[str]] = defaultdict(list)
    for column in proposal.columns:
        headers[column.field].append(column.header)
    for name, named in headers.items():
        if name in FIELDS and len(named) > 1:
            message = _("Two columns cannot both be “%(field)s”: %(columns)s.")
            said = {"field": label(name), "columns": ", ".join(named)}
            proposal.errors.append(Error(message % said, proposal.sheet, value=name))


def _take_clear_words(proposal: Proposal) -> None:
    """Take a word that has one meaning, where no other column claims the same."""
    claims: dict[str, list[ProposedColumn]] = defaultdict(list)
    for column in proposal.columns:
        if not column.given and len(column.meanings) == 1:
            claims[next(iter(column.meanings))].append(column)
    for name, claiming in claims.items():
        if not proposal.free(name):
            continue
        columns = _narrowed(name, claiming)
        if len(columns) == 1:
            columns[0].field = name
        elif name != "percent":
            _ask_which_counts(proposal, name, columns)


def _narrowed(name: str, columns: list[ProposedColumn]) -> list[ProposedColumn]:
    """Of the columns for one field those that say most, where that can be seen."""
    for word in TELLING.get(name, ()):
        said = [column for column in columns if word in plain(column.header)]
        if said:
            return said
    return columns


def _ask_which_counts(proposal: Proposal, name: str, columns: Sequence[ProposedColumn]) -> None:
    message = _("More than one column could be this; say which one counts.")
    if len({column.word for column in columns}) < len(columns):
        message = _(
            "This header stands more than once; say which column counts. Of two tables"
            " side by side, put one under the other in the file."
        )
    for column in columns:
        proposal.ask(column, (name,), message)


def _weigh_open_words(proposal: Proposal) -> None:
    """Choose among the meanings of unclear words by the arithmetic of the rows.

    A way is one field for each of these columns, "" for none. All ways that agree have to store
    the same; the population is not stored.
    """
    unclear = [c for c in proposal.columns if len(c.meanings) > 1 and not c.given]
    tried = unclear[:MOST_OPEN]
    meanings = [[*sorted(filter(proposal.free, column.meanings)), ""] for column in tried]
    ways = [
        way
        for way in product(*meanings)
        if all(way.count(name) == 1 for name in way if name)
        and _agrees(proposal, dict(zip(way, tried, strict=True)))
    ]
    stored = {tuple("" if name == "population" else name for name in way) for way in ways}
    if len(stored) == 1:
        fullest = max(ways, key=lambda way: len(way) - way.count(""))
        for column, name in zip(tried, fullest, strict=True):
            column.field = name
    else:
        _eliminate(proposal, unclear)


def _agrees(proposal: Proposal, way: Mapping[str, ProposedColumn]) -> bool:
    taken = {**proposal.by_field(), **way}
    wajib, recorded, missing = map(taken.get, ("wajib_ktp", "recorded", "missing"))
    if not (wajib and recorded and missing):
        return False
    return agrees(wajib.numbers, recorded.numbers, missing.numbers)


def _eliminate(proposal: Proposal, unclear: Sequence[ProposedColumn]) -> None:
    """Take the meaning that is left where the others are taken; ask where several are."""
    while True:
        left = [(c, sorted(filter(proposal.free, c.meanings))) for c in unclear if not c.field]
        settled = [(c, names[0]) for c, names in left if len(names) == 1 and names != RECORDED]
        if not settled:
            break
        column, name = settled[0]
        column.field = name
    for column, names in left:
        if names:
            message = _("This word stands for different things; say which it is.")
            if column.header == ANY_DAY:
                message = _("Each of these columns is a day. What do their numbers count?")
            proposal.ask(column, names, message)


def _ask_for_what_is_needed(proposal: Proposal, names_needed: bool) -> None:
    """A column of places, where they are needed, and one with numbers to store."""
    asked = {question.column for question in proposal.questions}
    left = [c for c in proposal.columns if not c.field and c.header not in asked]
    if names_needed and proposal.free("code") and proposal.free("name"):
        _need(proposal, "name", left, _("Which column names the places?"))
    population = proposal.kind == ImportKind.POPULATION
    values = ("wajib_ktp", "recorded") if population else (*MEASURES, *AT_DAYS_END)
    pending = any(set(question.choices) & set(values) for question in proposal.questions)
    if pending or not all(map(proposal.free, values)):
        return
    message = _("No column with numbers of people was recognised; is it filled in?")
    if not proposal.free("missing"):
        message = _(
            "Coverage does not follow from those not yet recorded alone. Add the column with those"
            " obliged (wajib KTP) or those recorded."
        )
    elif not proposal.free("percent"):
        message = _(
            "There are percentages, but no numbers of people, and people cannot be told"
            " from a percentage. Add the column with their number."
        )
    figures = [column for column in left if fields_of(column.word) != {"ignore"}]
    _need(proposal, "wajib_ktp" if population else "recorded", figures, message)


def _need(proposal: Proposal, name: str, columns: Sequence[ProposedColumn], message: str) -> None:
    """Ask which of the columns is the field; without any the file is refused."""
    if columns:
        headers = tuple(column.header for column in columns)
        proposal.questions.append(Question("field", "", name, headers, message))
    else:
        proposal.errors.append(Error(message, proposal.sheet))
