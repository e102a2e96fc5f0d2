"""What may be typed for one day on the entry page.

A file has its own rules (regions.importing), but the limits of a number and what is far above
the usual are the same: regions.models and inputs.py say them for both.
"""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _

from .. import numerals
from ..models import (
    AT_DAYS_END,
    MEASURES,
    MOST_PER_DAY,
    DailyCount,
    DayStatus,
    Region,
    State,
    ZeroReason,
)
from .inputs import MOST_AT_HAND, CountField, is_far_above
from .typed_grid import TypedGrid


class DayForm(TypedGrid):
    """One office's counts of one day: `<code>-<measure>` per place, and the day's status.

    `highest` has the highest value of each place and measure of late; a number far above it is
    asked about once (`<field>-confirm` holding the same number says yes), never refused.
    """

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        kabkota: Region,
        places: Iterable[Region],
        stored: Mapping[int, DailyCount],
        status: DayStatus | None,
        highest: Mapping[tuple[int, str], int],
    ):
        self.kabkota, self.places = kabkota, list(places)
        self.stored, self.status, self.highest = stored, status, highest
        super().__init__(data)
        for place in self.places:
            for measure in MEASURES:
                self.fields[f"{place.code}-{measure}"] = CountField(
                    most=MOST_PER_DAY, initial=getattr(stored.get(place.pk), measure, None)
                )
        for level in AT_DAYS_END:
            self.fields[f"{kabkota.code}-{level}"] = CountField(
                most=MOST_AT_HAND, initial=getattr(status, level, None)
            )
        declared = status.state if status and status.state in (State.ZERO, State.CLOSED) else ""
        self.fields[self.state_name] = forms.ChoiceField(
            required=False,
            initial=declared,
            choices=[
                ("", _("as the numbers say")),
                (State.ZERO, _("zero, with a reason")),
                (State.CLOSED, _("office closed")),
            ],
        )
        self.fields[self.reason_name] = forms.ChoiceField(
            required=False,
            initial=status.zero_reason if status else "",
            choices=[("", _("choose a reason")), *ZeroReason.choices],
        )

    def input_name(self, row: Region, field: str) -> str:
        return f"{row.code}-{field}"

    @property
    def state_name(self) -> str:
        return f"{self.kabkota.code}-state"

    @property
    def reason_name(self) -> str:
        return f"{self.kabkota.code}-zero_reason"

    def clean(self) -> dict:
        numbers = self._numbers_of_the_day()
        if numbers is not None:
            self._check_state(numbers)
        for place in self.places:
            for measure in MEASURES:
                self._ask_if_unusual(place, measure)
        return self.cleaned_data

    def _numbers_of_the_day(self) -> list[int] | None:
        """All counts as they would stand after saving; None while one cannot be read."""
        numbers = []
        for place in self.places:
            for measure in MEASURES:
                name = f"{place.code}-{measure}"
                if name in self.errors:
                    return None
                if name in self.data:
                    numbers.append(self.cleaned_data[name])
                else:
                    numbers.append(getattr(self.stored.get(place.pk), measure, None))
        return [number for number in numbers if number is not None]

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

    def _ask_if_unusual(self, place: Region, measure: str) -> None:
        name = f"{place.code}-{measure}"
        value = self.cleaned_data.get(name)
        if value is None or value == self.fields[name].initial:
            return
        highest = self.highest.get((place.pk, measure), 0)
        if not is_far_above(value, highest):
            return
        if self.data.get(f"{name}-confirm") == str(value):
            return
        self.questions[name] = str(value)
        message = _("%(value)s is far above the usual (highest in 60 days: %(highest)s). Correct?")
        shown = {"value": numerals.people(value), "highest": numerals.people(highest)}
        self.add_error(name, forms.ValidationError(message % shown, code="unusual"))

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
        """The sent levels and state, as record_day takes them."""
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
