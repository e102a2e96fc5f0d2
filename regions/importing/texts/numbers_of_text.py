"""The numbers of a text, whose thousands signs are decided for all of it together."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ... import numerals
from ...entry import MOST_AT_HAND
from ...models import MEASURES, MOST_PER_DAY
from ..cells.numbers import whole_numbers
from .phrases import Said, Written


class NumbersOfText:
    """The value of each written number, or what is wrong with it."""

    def __init__(self, written: Iterable[Written]):
        texts = dict.fromkeys(text for text in written if isinstance(text, str))
        # A bare number says nothing of signs, and may not have lost one: nobody computed it.
        bare = [text for text in texts if text.isdigit()]
        signed = [text for text in texts if not text.isdigit()]
        self._values: dict[str, int | None] = {}
        self._problems: dict[str, str] = {}
        for one in ([text] for text in bare):
            self._read(one)
        self._read(signed)

    def _read(self, texts: list[str]) -> None:
        read = whole_numbers(texts, most=MOST_AT_HAND)
        for at, (text, value) in enumerate(zip(texts, read.values, strict=True)):
            self._values[text] = value
            if value is None:
                self._problems[text] = read.problems.get(at, read.question)

    def value(self, written: Written, field: str) -> tuple[int | None, str]:
        """The number and "", or None and why it cannot be taken; (None, "") for a blank."""
        if isinstance(written, Said):
            return (0 if written is Said.NIHIL else None), ""
        value = self._values[written]
        if value is not None and field in MEASURES and value > MOST_PER_DAY:
            problem = _("%(typed)s is too large; at most %(most)s.")
            said = {"typed": written, "most": numerals.people(MOST_PER_DAY)}
            return None, problem % said
        return value, self._problems.get(written, "")
