"""What the numbers of a table say against the columns proposed for it: asked, never decided."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from ...models import ImportKind
from ..cells.numbers import is_percent_like, percents
from .plausible import MOST_PERCENT, agrees, is_share, sums
from .proposal import FIELDS_OF_KIND, MOST_PEOPLE, NOT_OF_A_DAY, PEOPLE_FIELDS, Proposal
from .vocabulary import fields_of, plain

LEAST_PERCENT = 25
_MAY_BE_WAJIB_KTP = re.compile(r"^(?!.*\b(belum|blm|sudah|telah)\b).*\b(wajib|wktp)\b")
_MAY_BE_RECORDED = re.compile(r"^(?!.*\b(belum|blm)\b).*(rekam|realisasi)")


def ask_about_doubts(proposal: Proposal) -> None:
    """Ask about columns that were taken by their words."""
    if proposal.kind == ImportKind.POPULATION:
        _ask_about_percentages(proposal)
        _check_plausible(proposal)
    _ask_about_numbers_beside(proposal)
    if proposal.kind == ImportKind.COUNTS:
        _refuse_cumulative(proposal)
    _ask_about_parts(proposal)


def _ask_about_percentages(proposal: Proposal) -> None:
    """Shares under a word for people: with decimals, or the only numbers and none above 110."""
    people = [column for name in PEOPLE_FIELDS if (column := proposal.of(name))]
    for column in people:
        numbers = [number for number in column.numbers if number is not None]
        alone = len(people) == 1 and max(numbers, default=MOST_PEOPLE) <= MOST_PERCENT
        if not column.given and (alone or is_percent_like(column.cells)):
            message = _("These look like percentages. Are they, or are they numbers of people?")
            proposal.ask(column, (column.field, "percent"), message)
            column.field = ""


def _check_plausible(proposal: Proposal) -> None:
    """Ask where the numbers say that two columns are mistaken for each other."""
    if _are_swapped(proposal):
        message = _(
            "The other numbers of the rows fit only if these two columns are the other way"
            " round. Say what each column holds."
        )
        _ask_unless_given(proposal, ("wajib_ktp", "recorded"), message)
    for part, whole, most, least in (
        ("recorded", "wajib_ktp", MOST_PERCENT, LEAST_PERCENT),
        ("wajib_ktp", "population", 100, 0),
    ):
        of_part, of_whole = proposal.of(part), proposal.of(whole)
        if not (of_part and of_whole):
            continue
        parts, wholes = sums(of_part.numbers, of_whole.numbers)
        if not (least * wholes <= 100 * parts <= most * wholes):
            message = _(
                "By these columns %(part)s %% of the people of the other would be meant, which"
                " is hardly so. Say what each column holds."
            ) % {"part": 100 * parts // wholes if wholes else "∞"}
            _ask_unless_given(proposal, (part, whole), message)


def _are_swapped(proposal: Proposal) -> bool:
    names = ("wajib_ktp", "recorded", "missing", "percent")
    obliged, recording, missing, percent = map(proposal.by_field().get, names)
    if not (obliged and recording):
        return False
    wajib, recorded = obliged.numbers, recording.numbers
    if missing:
        left = missing.numbers
        if agrees(recorded, wajib, left) and not agrees(wajib, recorded, left):
            return True
    if percent:
        share = percents(percent.cells)
        return is_share(wajib, recorded, share) and not is_share(recorded, wajib, share)
    return False


def _ask_unless_given(proposal: Proposal, names: Sequence[str], message: str) -> None:
    """Ask about the columns of these fields that no person named."""
    for column in filter(None, map(proposal.of, names)):
        if not column.given:
            proposal.ask(column, PEOPLE_FIELDS, message)


def _ask_about_numbers_beside(proposal: Proposal) -> None:
    """Right of the last header: in 1,234 the sign was taken for the end of the cell."""
    headed = [at for at, column in enumerate(proposal.columns) if column.header != column.letter]
    for column in proposal.columns[max(headed, default=-1) + 1 :]:
        found = (*column.numbers, *percents(column.cells))
        if not column.given and any(number is not None for number in found):
            message = _(
                "There are numbers in a column without a header: the cells of these rows may"
                " have moved, as where a number with a comma was divided. Look at the rows;"
                " ignore the column if they are right."
            )
            proposal.ask(column, (), message)


def _refuse_cumulative(proposal: Proposal) -> None:
    for column in filter(None, map(proposal.of, NOT_OF_A_DAY)):
        if not column.given:
            message = _(
                "A file with this column holds figures up to a day, not the counts of a day;"
                " import it as population figures. If it does hold daily counts, ignore the"
                " column."
            )
            proposal.ask(column, (), message)


def _ask_about_parts(proposal: Proposal) -> None:
    """A file whose columns are all parts (a month, one sex) has no whole."""
    if proposal.free("recorded") and proposal.free("missing"):
        message = _("Is this the number of recorded people, or only a part of it?")
        if proposal.kind == ImportKind.COUNTS:
            message = _(
                "Is this the number of people recorded on the day, and neither a part of it nor a"
                " sum of more days?"
            )
        _ask_where_said(proposal, _MAY_BE_RECORDED, "recorded", message)
    elif proposal.free("wajib_ktp") and (proposal.free("recorded") or proposal.free("missing")):
        message = _("Is this the number of those obliged to hold a card, or only a part of it?")
        _ask_where_said(proposal, _MAY_BE_WAJIB_KTP, "wajib_ktp", message)


def _ask_where_said(proposal: Proposal, word: re.Pattern[str], name: str, message: str) -> None:
    if proposal.questions or name not in FIELDS_OF_KIND[proposal.kind]:
        return
    for column in proposal.columns:
        if column.field or column.given or not word.search(plain(column.header)):
            continue
        if "percent" not in fields_of(column.header) and any(column.numbers):
            proposal.ask(column, (name,), message)
