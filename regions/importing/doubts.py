"""What the numbers of a table say against the columns proposed for it: asked, never decided."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from ..models import ImportKind
from .numbers import is_percent_like, percents
from .plausible import agrees, is_share, sums
from .proposal import FIELDS_OF_KIND, MOST_PEOPLE, NOT_OF_A_DAY, PEOPLE_FIELDS, Proposal
from .vocabulary import fields_of, plain

MOST_PERCENT, LEAST_PERCENT = 110, 25
_MAY_BE_WAJIB_KTP = re.compile(r"^(?!.*\b(belum|blm|sudah|telah)\b).*\b(wajib|wktp)\b")
_MAY_BE_RECORDED = re.compile(r"^(?!.*\b(belum|blm)\b).*(rekam|realisasi)")


class Doubts(Proposal):
    """Questions about columns that were taken by their words."""

    def ask_about_doubts(self) -> None:
        if self.kind == ImportKind.POPULATION:
            self._ask_about_percentages()
            self._check_plausible()
        self._ask_about_numbers_beside()
        if self.kind == ImportKind.COUNTS:
            self._refuse_cumulative()
        self._ask_about_parts()

    def _ask_about_percentages(self) -> None:
        """Shares under a word for people: with decimals, or the only numbers and none above 110."""
        people = [name for name in PEOPLE_FIELDS if not self.free(name)]
        for at in map(self.result.fields.index, people):
            numbers = [number for number in self.numbers(at) if number is not None]
            alone = len(people) == 1 and max(numbers, default=MOST_PEOPLE) <= MOST_PERCENT
            if not self.given[at] and (alone or is_percent_like(self.table.cells[at])):
                message = _("These look like percentages. Are they, or are they numbers of people?")
                self.ask(at, (self.result.fields[at], "percent"), message)
                self.result.fields[at] = ""

    def _check_plausible(self) -> None:
        """Ask where the numbers say that two columns are mistaken for each other."""
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
        at = self.assigned()
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
                self.ask(at, PEOPLE_FIELDS, message)

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
                self.ask(at, (), message)

    def _refuse_cumulative(self) -> None:
        for name in NOT_OF_A_DAY:
            at = self.result.position(name)
            if at is not None and not self.given[at]:
                message = _(
                    "A file with this column holds figures up to a day, not the counts of a day;"
                    " import it as population figures. If it does hold daily counts, ignore the"
                    " column."
                )
                self.ask(at, (), message)

    def _ask_about_parts(self) -> None:
        """A file whose columns are all parts (a month, one sex) has no whole."""
        if self.free("recorded") and self.free("missing"):
            message = _("Is this the number of recorded people, or only a part of it?")
            self._ask_where_said(_MAY_BE_RECORDED, "recorded", message)
        elif self.free("wajib_ktp") and (self.free("recorded") or self.free("missing")):
            message = _("Is this the number of those obliged to hold a card, or only a part of it?")
            self._ask_where_said(_MAY_BE_WAJIB_KTP, "wajib_ktp", message)

    def _ask_where_said(self, word: re.Pattern[str], name: str, message: str) -> None:
        if self.result.questions or name not in FIELDS_OF_KIND[self.kind]:
            return
        for at, header in enumerate(self.headers):
            if self.result.fields[at] or self.given[at] or not word.search(plain(header)):
                continue
            if "percent" not in fields_of(header) and any(self.numbers(at)):
                self.ask(at, (name,), message)
