"""What may be typed for one day on the entry page.

A file has its own rules (regions.importing), but the limits of a number and what is far above
the usual are the same: regions.models and inputs.py say them for both.
"""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from ..models import (
    AT_DAYS_END,
    MEASURES,
    MOST_OF_A_REMARK,
    MOST_PER_DAY,
    DailyCount,
    DayStatus,
    Region,
    State,
    ZeroReason,
)
from .earlier import Earlier
from .inputs import MOST_AT_HAND, CountField
from .questions import TypedDay
from .remark_field import RemarkField
from .sheet import DaySheet
from .typed_grid import TypedGrid


def declared_state(status: DayStatus | None) -> str:
    """What the office declared; empty where the numbers say it."""
    return status.state if status and status.state in (State.ZERO, State.CLOSED) else ""


class DayForm(TypedGrid):
    """One office's counts of one day: `<code>-<measure>` per place, and the day's status.

    Numbers that are unlikely are asked about once, never refused (questions.py); not on a day
    that is locked, where an answer would be of no use.
    """

    def __init__(self, sheet: DaySheet, data: Mapping[str, str] | None = None):
        self.sheet, self.kabkota, self.places = sheet, sheet.kabkota, sheet.places
        self.stored, self.status = sheet.stored, sheet.status
        super().__init__(data)
        for place in self.places:
            for measure in MEASURES:
                self.fields[f"{place.code}-{measure}"] = CountField(
                    most=MOST_PER_DAY, initial=getattr(self.stored.get(place.pk), measure, None)
                )
        for level in AT_DAYS_END:
            self.fields[f"{self.kabkota.code}-{level}"] = CountField(
                most=MOST_AT_HAND, initial=getattr(self.status, level, None)
            )
        self.fields[self.state_name] = forms.ChoiceField(
            required=False,
            initial=declared_state(self.status),
            choices=[
                ("", _("as the numbers say")),
                (State.ZERO, _("zero, with a reason")),
                (State.CLOSED, _("office closed")),
            ],
        )
        self.fields[self.reason_name] = forms.ChoiceField(
            required=False,
            initial=self.status.zero_reason if self.status else "",
            choices=[("", _("choose a reason")), *ZeroReason.choices],
        )
        self.fields[self.complete_name] = forms.BooleanField(
            required=False, initial=bool(self.status and self.status.is_complete)
        )
        self.fields[self.remark_name] = RemarkField(
            most=MOST_OF_A_REMARK, initial=self.status.remark if self.status else ""
        )

    def input_name(self, row: Region, field: str) -> str:
        return f"{row.code}-{'complete' if field == 'is_complete' else field}"

    @property
    def state_name(self) -> str:
        return f"{self.kabkota.code}-state"

    @property
    def reason_name(self) -> str:
        return f"{self.kabkota.code}-zero_reason"

    @property
    def complete_name(self) -> str:
        return self.input_name(self.kabkota, "is_complete")

    @property
    def remark_name(self) -> str:
        return self.input_name(self.kabkota, "remark")

    def clean(self) -> dict:
        numbers = self._numbers_of_the_day()
        counts = [f"{place.code}-{measure}" for place in self.places for measure in MEASURES]
        if all(name in numbers for name in counts):
            given = [n for name in counts if (n := numbers[name]) is not None]
            self._check_state(given)
            self._check_complete(given)
        self._check_reason()
        if not self.sheet.is_locked:
            stored = {name: self.fields[name].initial for name in numbers}
            earlier = Earlier(self.kabkota, self.sheet.day)
            self.ask(TypedDay(self.sheet, earlier, numbers, stored).questions())
        return self.cleaned_data

    def _numbers_of_the_day(self) -> dict[str, int | None]:
        """Counts and levels as they would stand after saving; without those that are no number."""
        return {
            name: self.cleaned_data[name] if name in self.data else field.initial
            for name, field in self.fields.items()
            if isinstance(field, CountField) and name not in self.errors
        }

    def _check_state(self, numbers: list[int]) -> None:
        state = self.cleaned_data.get(self.state_name)
        if state == State.ZERO and not self.cleaned_data.get(self.reason_name):
            self.add_error(self.reason_name, _("Choose why nobody was recorded."))
        if state in (State.ZERO, State.CLOSED) and any(numbers):
            message = _("There are numbers above zero below; clear them or choose “%(auto)s”.")
            self.add_error(self.state_name, message % {"auto": _("as the numbers say")})
        if not state and self.state_name in self.data and numbers and not any(numbers):
            message = _("Every number is 0. Choose “%(zero)s” and the reason.")
            self.add_error(self.state_name, message % {"zero": _("zero, with a reason")})

    def _check_complete(self, numbers: list[int]) -> None:
        """Where nothing was said, nobody can say that this is all; a zero says it by itself."""
        said, state = (self.cleaned_data.get(n) for n in (self.complete_name, self.state_name))
        if said and not state and not numbers:
            message = _("Nothing is filled in yet. Zero everywhere? Choose “%(zero)s”.")
            self.add_error(self.complete_name, message % {"zero": _("zero, with a reason")})

    def _check_reason(self) -> None:
        """A reason is stored with a zero only, and none that was chosen is dropped unsaid."""
        state = self.cleaned_data.get(self.state_name)
        if self.cleaned_data.get(self.reason_name) and state in ("", State.CLOSED):
            message = _("A reason goes with “%(zero)s” only. Choose that, or take it back.")
            self.add_error(self.reason_name, message % {"zero": _("zero, with a reason")})

    def counts(self) -> dict[Region, dict[str, int | None]]:
        """The sent measures per place, as record_day takes them."""
        return {
            place: {
                measure: self.cleaned_data[f"{place.code}-{measure}"]
                for measure in MEASURES
                if f"{place.code}-{measure}" in self.data
            }
            for place in self.places
        }

    def day_status(self) -> dict[str, int | str | None]:
        """What was sent of the day as a whole, as record_day takes it."""
        code = self.kabkota.code
        sent = {
            level: self.cleaned_data[f"{code}-{level}"]
            for level in AT_DAYS_END
            if f"{code}-{level}" in self.data
        }
        if self.state_name in self.data:
            state = self.cleaned_data[self.state_name]
            reason = self.cleaned_data[self.reason_name] if state == State.ZERO else ""
            sent |= {"state": state, "zero_reason": reason}
        for field in ("is_complete", "remark"):
            name = self.input_name(self.kabkota, field)
            if name in self.data:
                sent[field] = self.cleaned_data[name]
        return sent

    def versions(self) -> dict[str, int]:
        rows: dict[str, DailyCount | DayStatus | None] = {
            self.version_name(place): self.stored.get(place.pk) for place in self.places
        }
        rows[self.version_name(None)] = self.status
        return {name: row.version if row else 0 for name, row in rows.items()}

    def version_name(self, place: Region | None) -> str:
        return f"{place.code}-version" if place else f"{self.kabkota.code}-status-version"

    def seen(self) -> dict[Region | None, int]:
        """The versions of the rows that the person was looking at, as sent."""
        sent = {key: self.version_sent(self.version_name(key)) for key in (None, *self.places)}
        return {key: version for key, version in sent.items() if version is not None}
