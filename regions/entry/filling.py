"""How much of a day an office has told: nothing, some of its kecamatan, or all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .. import numerals
from ..models import CountChange, State
from .sheet import DaySheet

# So many empty kecamatan are named, the others counted.
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Filled:
    """The kecamatan of an office on a day by what it has told of them, and the state of its day.

    A kecamatan is filled in by its number of recorded, as in the ranking; also from outreach.
    `waiting` are those without outreach, that only the counter fills in: code and name; `empty`
    the names of those that have no number.
    """

    state: str
    is_complete: bool
    kecamatan: int
    waiting: list[tuple[str, str]]
    empty: list[str]

    @property
    def text(self) -> str:
        """How much is filled in; "" of a zero and of a closed day, which speak of all."""
        told = self.kecamatan - len(self.empty)
        if self.state in (State.ZERO, State.CLOSED) or not self.kecamatan:
            return ""
        if self.state == State.REPORTED and not told:
            return _("Reported without its kecamatan.")
        text = _("%(told)s of %(all)s kecamatan filled in") % {
            "told": numerals.people(told),
            "all": numerals.people(self.kecamatan),
        }
        if self.is_complete:
            text = f"{text}, {pgettext('day', 'complete')}"
        if not told or not self.empty:
            return f"{text}."
        return _("%(filled)s; empty: %(names)s.") % {"filled": text, "names": self._named()}

    def _named(self) -> str:
        names = ", ".join(self.empty[:MOST_NAMED])
        if not self.empty[MOST_NAMED:]:
            return names
        more = numerals.people(len(self.empty) - MOST_NAMED)
        return _("%(names)s and %(n)s more") % {"names": names, "n": more}

    @property
    def words(self) -> dict[str, Any]:
        """What static/js/entry/filled.js says the same with while numbers are typed."""
        return {
            "kecamatan": self.kecamatan,
            "waiting": self.waiting,
            "named": MOST_NAMED,
            "count": _("%(told)s of %(all)s kecamatan filled in"),
            "complete": pgettext("day", "complete"),
            "some": _("%(filled)s; empty: %(names)s."),
            "more": _("%(names)s and %(n)s more"),
        }


def filled(sheet: DaySheet, changes: Iterable[CountChange] = ()) -> Filled:
    """How much is told once those changes were made to what the sheet has; reads no database."""
    state = sheet.status.state if sheet.status else State.EMPTY.value
    is_complete = sheet.status is not None and sheet.status.is_complete
    told, by_outreach = (
        {pk for pk, count in counts.items() if count.recorded is not None}
        for counts in (sheet.stored, sheet.outreach)
    )
    for change in changes:
        if change.field == "state":
            state = str(change.new)
        elif change.field == "is_complete":
            is_complete = bool(change.new)
        elif change.field == "recorded" and change.new is None:
            told.discard(change.region_id)
        elif change.field == "recorded":
            told.add(change.region_id)
    inside = [place for place in sheet.places if place.pk != sheet.kabkota.pk]
    waiting = [place for place in inside if place.pk not in by_outreach]
    return Filled(
        state,
        is_complete,
        len(inside),
        [(place.code, place.name) for place in waiting],
        [place.name for place in waiting if place.pk not in told],
    )
