"""What may be typed for the stops of one day of an event."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from regions.entry import CountField, TypedGrid
from regions.models import MOST_PER_DAY

from ..models import RESULTS, Stop, StopResult
from .recording import TYPED, TypedResult

FIELD = re.compile(r"(\d{1,18})-(?:" + "|".join(TYPED) + ")", re.ASCII)


def typed_stops(data: Iterable[str]) -> set[int]:
    """The keys of the stops for which something was sent."""
    return {int(found[1]) for name in data if (found := FIELD.fullmatch(name))}


class ResultsForm(TypedGrid):
    """The results of some stops on one day: `<stop key>-<result>` and `<stop key>-notes`.

    Results have no log, so the values that the person was looking at are sent with the version.
    """

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        stops: Iterable[Stop],
        stored: Mapping[int, StopResult],
    ):
        self.stops, self.stored = list(stops), stored
        super().__init__(data)
        for stop in self.stops:
            for name in RESULTS:
                self.fields[f"{stop.pk}-{name}"] = CountField(
                    most=MOST_PER_DAY, initial=self._stored(stop, name)
                )
            self.fields[f"{stop.pk}-notes"] = forms.CharField(
                required=False,
                max_length=StopResult._meta.get_field("notes").max_length,
                initial=self._stored(stop, "notes"),
            )

    def input_name(self, row: Stop, field: str) -> str:
        return f"{row.pk}-{field}"

    def clean(self) -> dict:
        if typed_stops(self.data) - {stop.pk for stop in self.stops}:
            raise forms.ValidationError(
                _("Numbers were sent for a stop that does not belong to this event.")
            )
        return self.cleaned_data

    def _stored(self, stop: Stop, name: str) -> Any:
        result = self.stored.get(stop.pk)
        return getattr(result, name) if result else ("" if name == "notes" else None)

    def versions(self) -> dict[str, str]:
        hidden = {}
        for stop in self.stops:
            result = self.stored.get(stop.pk)
            hidden[f"{stop.pk}-version"] = str(result.version if result else 0)
            hidden[f"{stop.pk}-was"] = json.dumps([self._stored(stop, name) for name in TYPED])
        return hidden

    def rows(self) -> list[TypedResult]:
        """What was sent, as record_results takes it; the form is valid."""
        return [self._row(stop) for stop in self.stops]

    def _row(self, stop: Stop) -> TypedResult:
        values = {
            name: self.cleaned_data[f"{stop.pk}-{name}"]
            for name in TYPED
            if f"{stop.pk}-{name}" in self.data
        }
        return TypedResult(stop, values, self.version_sent(f"{stop.pk}-version"), self._was(stop))

    def _was(self, stop: Stop) -> dict[str, Any] | None:
        """The values that the person was looking at, as sent; None where that is unreadable."""
        try:
            values = json.loads(self.data.get(f"{stop.pk}-was", ""))
        except (ValueError, RecursionError):
            return None
        if not isinstance(values, list) or len(values) != len(TYPED):
            return None
        return dict(zip(TYPED, values, strict=True))
