"""What the days before say about a day that is typed: levels, cards used and cards made."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from ..days import ONE_DAY, WEEK
from ..models import AT_DAYS_END, TAKES_A_CARD, Channel, DailyCount, DayStatus, Region

HISTORY = timedelta(days=60)
# Apps that know regions, and that regions does not know, tell how many blank cards an office has
# at the end of a day by its book; None where its book has not begun. See campaigns.apps.
books: list[Callable[[Region, date], int | None]] = []


class LastLevel(NamedTuple):
    """What was there at the end of that day, as the office said."""

    value: int
    day: date


class Earlier:
    """One office before `day`; each answer is read when it is first asked for, in 1 query."""

    def __init__(self, kabkota: Region, day: date):
        self.kabkota, self.day = kabkota, day

    @cached_property
    def levels(self) -> dict[str, LastLevel]:
        """Each level as it was last said in the 60 days before; 1 query."""
        before = DayStatus.objects.filter(
            kabkota=self.kabkota, day__lt=self.day, day__gte=self.day - HISTORY
        )
        found: dict[str, LastLevel] = {}
        for day, *values in before.order_by("day").values_list("day", *AT_DAYS_END):
            for level, value in zip(AT_DAYS_END, values, strict=True):
                if value is not None:
                    found[level] = LastLevel(value, day)
        return found

    @cached_property
    def book(self) -> int | None:
        """Blank cards at the end of `day` by the book, less what is stored as used that day."""
        told = (book(self.kabkota, self.day) for book in books)
        return next((cards for cards in told if cards is not None), None)

    def used_since(self, day: date) -> int:
        """Blank cards that the counter took after `day` and before this one."""
        return sum(
            sum(count[measure] or 0 for measure in TAKES_A_CARD)
            for count in self._counts
            if count["day"] > day and count["channel"] == Channel.LOKET
        )

    def made_last(self, place: Region) -> int:
        """Cards printed and reprinted, inside and outside, on the last day of the week before on
        which there were any: as a rule they are handed over the next day."""
        made: dict[date, int] = {}
        for count in self._counts:
            if count["region_id"] == place.pk and count["day"] >= self.day - WEEK:
                cards = (count["printed"] or 0) + (count["reprinted"] or 0)
                made[count["day"]] = made.get(count["day"], 0) + cards
        return next((made[day] for day in sorted(made, reverse=True) if made[day]), 0)

    @cached_property
    def _counts(self) -> list[dict]:
        """The week before, and longer where blank cards were not reported since; 1 query."""
        cards = self.levels.get("blangko_left")
        first = min(self.day - WEEK, cards.day + ONE_DAY if cards else self.day)
        counts = DailyCount.objects.filter(kabkota=self.kabkota, day__lt=self.day, day__gte=first)
        return list(counts.values("region_id", "day", "channel", "delivered", *TAKES_A_CARD))
