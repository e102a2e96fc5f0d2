"""A number or a day as people type it, and when a number is far above what is usual."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy

from .. import numerals

MOST_AT_HAND = 9_999_999
GROUPED = re.compile(r"[1-9]\d{0,2}([.,\u00a0 ])\d{3}(?:\1\d{3})*", re.ASCII)
FRACTION = re.compile(r"\+?[\d.,]*\d[.,]\d+", re.ASCII)
NEGATIVE = re.compile(r"[-−]\s*\d[\d.,\u00a0 ]*", re.ASCII)
# One more recording set's good day (50-150 people) is no typing mistake.
ONE_MORE_SET = 150
day_input = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def is_far_above(value: int, highest: int) -> bool:
    """Whether a day's number is far above the highest of late: to be asked about, not refused."""
    return value > highest + max(ONE_MORE_SET, 2 * highest)


def may_hold_outreach(counter: int | None, outreach: int) -> bool:
    """Whether the people of a counter may be those of outreach at the same place and day once more.

    From as many on: a smaller number cannot hold them all. How busy the counter usually is does
    not help: on the day of an event it may serve nobody or as many as ever.
    """
    return counter is not None and 0 < outreach <= counter


def is_far_from(value: int, low: int, high: int, fall: int, rise: int) -> bool:
    """Whether a level is far from the span in which it is expected: to be asked about only.

    Further than `fall` below or `rise` above, and less than a third or more than three times.
    """
    return (value < low - fall and 3 * value < low) or (value > high + rise and value > 3 * high)


class CountField(forms.Field):
    """A whole number of people or cards, as people type it: 1234, 1.234, " 12 "; empty is None."""

    default_error_messages = {
        "negative": gettext_lazy("%(typed)s is below zero; enter 0 or more."),
        "fraction": gettext_lazy("%(typed)s is not a whole number."),
        "text": gettext_lazy("“%(typed)s” is not a number; use digits only."),
        "too_large": gettext_lazy("%(typed)s is too large; at most %(most)s."),
    }

    def __init__(self, *, most: int, **kwargs):
        self.most = most
        super().__init__(required=False, **kwargs)

    def to_python(self, value: str | None) -> int | None:
        typed = (value or "").strip()
        if not typed:
            return None
        digits = re.sub(r"\D", "", typed) if GROUPED.fullmatch(typed) else typed
        if not (digits.isascii() and digits.isdigit()):
            self._refuse(typed)
        digits = digits.lstrip("0") or "0"
        if len(digits) > len(str(self.most)) or int(digits) > self.most:
            self._fail("too_large", typed, most=numerals.people(self.most))
        return int(digits)

    def _refuse(self, typed: str) -> None:
        if NEGATIVE.fullmatch(typed):
            self._fail("negative", typed)
        if FRACTION.fullmatch(typed):
            self._fail("fraction", typed)
        self._fail("text", typed)

    def _fail(self, code: str, typed: str, **params) -> None:
        shown = {"typed": shortened(typed), **params}
        raise forms.ValidationError(self.error_messages[code], code, shown)


def shortened(typed: str) -> str:
    """What was typed as a message repeats it: at most 20 characters."""
    return typed if len(typed) <= 20 else f"{typed[:20]}…"


class PercentField(forms.Field):
    """A percentage from `least` to `most` as people type it: 98, "99,4", "99.4 %"."""

    default_error_messages = {
        "required": gettext_lazy("Enter a percentage, such as 98 or 99,4."),
        "text": gettext_lazy("“%(typed)s” is no percentage; write it like 98 or 99,4."),
        "decimals": gettext_lazy("%(typed)s has more than two decimals."),
        "outside": gettext_lazy("%(typed)s is not between %(least)s and %(most)s %%."),
    }

    def __init__(self, *, least: int, most: int, **kwargs):
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def prepare_value(self, value: Decimal | str | None) -> str | None:
        """What is stored, as people read it; what was typed, as it was typed."""
        return numerals.short_percent(int(value * 100)) if isinstance(value, Decimal) else value

    def to_python(self, value: str | None) -> Decimal | None:
        typed = (value or "").strip()
        if not typed:
            return None
        read = numerals.read_percent(re.sub(r"\s", " ", typed))
        number = read[0] if read else None
        # A number that is far outside is told so, however it is written.
        if number is None and (far := re.fullmatch(r"[-−+]?\d{1,15}([.,]\d+)?", typed, re.ASCII)):
            number = Decimal(far[0].replace("−", "-").replace(",", "."))
        shown = {"typed": shortened(typed), "least": self.least, "most": self.most}
        if number is None:
            raise forms.ValidationError(self.error_messages["text"], "text", shown)
        if not self.least <= number <= self.most:
            raise forms.ValidationError(self.error_messages["outside"], "outside", shown)
        if number != round(number, 2):
            raise forms.ValidationError(self.error_messages["decimals"], "decimals", shown)
        return number
