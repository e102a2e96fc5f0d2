"""What is asked about a day before it is saved: numbers that can be true, but seldom are.

Nothing here refuses: whoever says that a number is correct has it stored as it was typed. Asked
is only about what was typed now; what is stored already was answered when it was stored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .. import numerals
from ..models import AT_DAYS_END, MEASURES, TAKES_A_CARD, Region
from .earlier import Earlier, LastLevel
from .inputs import is_far_above, is_far_from, may_hold_outreach
from .sheet import DaySheet
from .typed_grid import Question

# The most blank cards that an office is given at once, as offices report.
ONE_DELIVERY = 10_000
# What a level may move in a day without a question.
ONE_MOVE = 1_000
CARDS_LEFT = "blangko_left"


@dataclass(frozen=True)
class TypedDay:
    """One office's day as it would stand after saving, by the names of its inputs.

    `numbers` are counts and levels; what could not be read is missing. `stored` are those that
    are stored.
    """

    sheet: DaySheet
    earlier: Earlier
    numbers: Mapping[str, int | None]
    stored: Mapping[str, int | None]

    def questions(self) -> Iterator[Question]:
        for place in self.sheet.places:
            for measure in MEASURES:
                yield from self._far_above_the_usual(place, measure)
            yield from self._more_handed_over_than_there_was(place)
            yield from self._people_of_outreach(place)
        for measure in MEASURES:
            yield from self._sum_in_the_row_of_the_office(measure)
        for level in AT_DAYS_END:
            yield from self._far_from_the_last_level(level)
        yield from self._more_used_than_there_was()

    def _far_above_the_usual(self, place: Region, measure: str) -> Iterator[Question]:
        """Above the highest of 60 days by as much as `is_far_above` says."""
        name = f"{place.code}-{measure}"
        value = self.numbers.get(name)
        highest = self.sheet.highest.get((place.pk, measure), 0)
        if value is not None and self._is_new(value, name) and is_far_above(value, highest):
            text = _("%(value)s is far above the usual (highest in 60 days: %(highest)s). Correct?")
            yield _question(name, text, (value,), value=value, highest=highest)

    def _more_handed_over_than_there_was(self, place: Region) -> Iterator[Question]:
        """More than printed and reprinted on the day and on the last day before with any.

        How many cards wait is not known: what an office printed before it reported here, and
        what nobody ever fetched, is in no sum. Known is the rule: recorded by day, printed the
        same night, handed over the next day; outreach prints too. So who hands over more fetched
        older cards, or mistyped. Asked is only where the row itself tells of printing: a
        kecamatan whose cards the office prints hands over what others printed, day after day.
        """
        printed, reprinted, delivered = (
            f"{place.code}-{measure}" for measure in ("printed", "reprinted", "delivered")
        )
        made, given = self._sum(printed, reprinted), self.numbers.get(delivered)
        if not made or given is None or given <= made:
            return
        if not (self._is_new(made, printed, reprinted) or self._is_new(given, delivered)):
            return
        outside = self.sheet.outreach.get(place.pk)
        before = self.earlier.made_last(place)
        if outside:
            before += (outside.printed or 0) + (outside.reprinted or 0)
        if given > made + before:
            text = _(
                "%(given)s handed over, but only %(made)s printed and reprinted,"
                " and %(before)s before. Correct?"
            )
            yield _question(delivered, text, (given, made), given=given, made=made, before=before)

    def _people_of_outreach(self, place: Region) -> Iterator[Question]:
        """As many as outreach has posted for the place and day, or more; in the office's own row,
        as it has posted for all places of the office."""
        is_office = place.pk == self.sheet.kabkota.pk
        posted = self.sheet.outreach.values() if is_office else [self.sheet.outreach.get(place.pk)]
        outreach = sum(count.recorded or 0 for count in posted if count)
        name = f"{place.code}-recorded"
        value = self.numbers.get(name)
        if value is None or not may_hold_outreach(value, outreach):
            return
        if self._is_new(value, name):
            text = _(
                "Outreach has counted %(outreach)s people here on this day already. Are these"
                " %(value)s others, who came to the counter?"
            )
            yield _question(name, text, (value, outreach), value=value, outreach=outreach)

    def _sum_in_the_row_of_the_office(self, measure: str) -> Iterator[Question]:
        """The office's own row holds exactly what two or more of its kecamatan have together."""
        own, *inside = (f"{place.code}-{measure}" for place in self.sheet.places)
        total, value = self._sum(*inside), self.numbers.get(own)
        with_people = [name for name in inside if self.numbers.get(name)]
        if not total or value != total or len(with_people) < 2:
            return
        if self._is_new(value, own) or self._is_new(total, *inside):
            text = _("%(value)s is the sum of the kecamatan and would count twice. Correct?")
            yield _question(own, text, (value,), value=value)

    def _far_from_the_last_level(self, level: str) -> Iterator[Question]:
        """More than one move away from what was there, and three times as much or a third.

        What was there: the last value of 60 days, and that less the cards used since. Blank
        cards come, too, one delivery at a time; where the office has a book, which knows of
        deliveries, a number near the book is as good.
        """
        name = f"{self.sheet.kabkota.code}-{level}"
        value = self.numbers.get(name)
        if value is None or value == self.stored[name]:
            return
        last = self.earlier.levels.get(level)
        book = self._left_by_the_book() if level == CARDS_LEFT else None
        high = last.value if last else 0
        low = max(0, high - self._used_since(last.day)) if last else 0
        may_come = last is None or (level == CARDS_LEFT and book is None)
        if not is_far_from(value, low, high, ONE_MOVE, ONE_DELIVERY if may_come else ONE_MOVE):
            return
        if book is not None and not is_far_from(value, book, book, ONE_MOVE, ONE_MOVE):
            return
        yield _far_from_last(name, value, last)

    def _more_used_than_there_was(self) -> Iterator[Question]:
        """Printed, reprinted and spoiled are more than the blank cards the day began with.

        Those are the cards last reported less what was used since, or those of the book, if it
        has more; unknown without either. If the office says that more are left than there were,
        cards have come, and nothing is asked. It is asked beside the cards left.
        """
        name, used = f"{self.sheet.kabkota.code}-{CARDS_LEFT}", self._used()
        if not used or name not in self.numbers or not self._is_new(used, *self._using()):
            return
        last, left = self.earlier.levels.get(CARDS_LEFT), self.numbers[name]
        there = max(0, last.value - self.earlier.used_since(last.day)) if last else None
        if there is not None and (used <= there or (left is not None and left > there)):
            return
        book = self._left_by_the_book()
        known = [there] if book is None else [there, book + used]
        there = max((cards for cards in known if cards is not None), default=None)
        if there is not None and used > there:
            text = _(
                "%(used)s cards printed, reprinted and spoiled, but there were only %(there)s"
                " blank cards. Correct?"
            )
            yield _question(name, text, (used,), used=used, there=max(0, there))

    def _left_by_the_book(self) -> int | None:
        """What the book would say at the end of the day as it is typed."""
        used = self._used()
        if used is None or self.earlier.book is None:
            return None
        return self.earlier.book - used + sum(self.stored[name] or 0 for name in self._using())

    def _used_since(self, day: date) -> int:
        return self.earlier.used_since(day) + (self._used() or 0)

    def _used(self) -> int | None:
        return self._sum(*self._using())

    def _using(self) -> list[str]:
        """The inputs that tell of blank cards taken."""
        return [f"{place.code}-{m}" for place in self.sheet.places for m in TAKES_A_CARD]

    def _sum(self, *names: str) -> int | None:
        """All of them together, empty ones as none; None if one could not be read."""
        if any(name not in self.numbers for name in names):
            return None
        return sum(self.numbers[name] or 0 for name in names)

    def _is_new(self, value: int, *names: str) -> bool:
        """Whether these inputs come to something else than what is stored of them."""
        return value != sum(self.stored[name] or 0 for name in names)


def _far_from_last(name: str, value: int, last: LastLevel | None) -> Question:
    if last is None:
        text = _("%(value)s is a lot, and nothing was given in the 60 days before. Correct?")
        return _question(name, text, (value,), value=value)
    text = _("%(value)s is far from the last value (%(last)s on %(day)s). Correct?")
    day = numerals.short_day(last.day)
    return _question(name, text, (value,), value=value, last=last.value, day=day)


def _question(name: str, text: str, about: tuple[int, ...], **shown: int | str) -> Question:
    words = {
        key: numerals.people(value) if isinstance(value, int) else value
        for key, value in shown.items()
    }
    return Question(name, text % words, about)
