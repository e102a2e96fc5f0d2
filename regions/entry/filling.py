"""How much of a day an office has told: nothing, some of its kecamatan, or all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import numerals
from ..models import CountChange, State
from .sheet import DaySheet

# So many empty kecamatan are named at once.
FEW = 3


@dataclass(frozen=True, slots=True)
class Filled:
    """`kecamatan` an office has, the names of the `empty` ones, and the state of its day.

    A kecamatan is filled in by its number of recorded, as in the ranking; also from outreach.
    """

    state: str
    kecamatan: int
    empty: list[str]

    @property
    def is_partly(self) -> bool:
        """Reported, but not for every kecamatan."""
        return self.state == State.REPORTED and bool(self.empty)

    @property
    def are_few_empty(self) -> bool:
        return len(self.empty) <= FEW and len(self.empty) < self.kecamatan

    @property
    def text(self) -> str:
        """What is said of a day that was reported in part; else nothing."""
        if not self.is_partly:
            return ""
        if len(self.empty) == self.kecamatan:
            return _("Reported without its kecamatan.")
        told = self.kecamatan - len(self.empty)
        text = _("%(told)s of %(all)s kecamatan filled in") % {
            "told": numerals.people(told),
            "all": numerals.people(self.kecamatan),
        }
        if self.are_few_empty:
            return _("%(filled)s; empty: %(names)s.") % {
                "filled": text,
                "names": ", ".join(self.empty),
            }
        return f"{text}."


def filled(sheet: DaySheet, changes: Iterable[CountChange] = ()) -> Filled:
    """How much is told once those changes were made to what the sheet has; reads no database."""
    state = sheet.status.state if sheet.status else State.EMPTY.value
    told, by_outreach = (
        {pk for pk, count in counts.items() if count.recorded is not None}
        for counts in (sheet.stored, sheet.outreach)
    )
    for change in changes:
        if change.field == "state":
            state = str(change.new)
        elif change.field == "recorded" and change.new is None:
            told.discard(change.region_id)
        elif change.field == "recorded":
            told.add(change.region_id)
    inside = [place for place in sheet.places if place.pk != sheet.kabkota.pk]
    empty = [place.name for place in inside if place.pk not in told | by_outreach]
    return Filled(state, len(inside), empty)
