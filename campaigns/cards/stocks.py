"""How many blank cards each office has: by its book, and by its own report. Reads only.

By the book: its ledger of moves less what its counter has used since the book began. Use at
the counter (channel loket) is all use less that of outreach events, whose cards come from
their own accounts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least

from regions.arithmetic import WEEKS_LOOKED_AT
from regions.days import WEEK
from regions.models import TAKES_A_CARD, DayStatus, DayTotal, Region

from ..models import CardMove, EventState, StopResult
from .days_left import DaysLeft, days_left

# An older report says nothing about the cards at hand.
REPORT_HOLDS = timedelta(days=28)
PER_OFFICE = ("into", "out", "total", "outreach")


@dataclass(frozen=True, slots=True)
class CardBook:
    """What is in an office by the book, and since when (None: its book has not begun).

    `left` may fall below zero where the counter used cards that nobody entered as received;
    that is shown, and never blocks a day's counts.
    """

    office: Region
    booked: int
    used_at_counter: int
    begun: date | None = None

    @property
    def left(self) -> int:
        return self.booked - self.used_at_counter


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is known about the cards of one office at the end of `day`.

    `reported` is what the office itself last gave as cards left, on `reported_on`; `left_then`
    is what its book says of that day. `at_events` are cards on the accounts of events held
    there. `weeks` are the cards its counter used in each of the last weeks, oldest first.
    """

    day: date
    book: CardBook
    reported: int | None
    reported_on: date | None
    left_then: int | None
    at_events: int
    weeks: tuple[int, ...]

    @property
    def difference(self) -> int | None:
        """Cards that the office reported above (below: negative) its book of that day."""
        if self.reported is None or self.left_then is None:
            return None
        return self.reported - self.left_then

    @property
    def at_hand(self) -> int | None:
        """By the book; where there is none, as reported of late; else unknown."""
        if self.book.begun is not None:
            return self.book.left
        fresh = self.reported_on is not None and self.day - self.reported_on <= REPORT_HOLDS
        return self.reported if fresh else None

    @property
    def days_left(self) -> DaysLeft | None:
        return days_left(self.at_hand, self.weeks)


def card_books(
    offices: Iterable[Region], day: date, *, begins: date | None = None
) -> list[CardBook]:
    """The book of each office at the end of `day`; 1 query at any size.

    The book begins with the first move to the office that was not reversed; `begins` asks what
    it would say if it began that day at the latest.
    """
    offices = list(offices)
    rows = _with_book(offices, begins).annotate(**_book_columns(day))
    found = {row["pk"]: row for row in rows.values("pk", "begun", "before", *PER_OFFICE)}
    return [_card_book(office, found[office.pk], day) for office in offices]


def left_by_the_book(office: Region, day: date) -> int | None:
    """Cards in the office at the end of `day`; None where its book has not begun; 1 query."""
    (book,) = card_books([office], day)
    return book.left if book.begun else None


def holdings(offices: Iterable[Region], day: date) -> list[Holding]:
    """What is known about each office's cards at the end of `day`; 5 queries at any size."""
    offices = list(offices)
    given = DayStatus.objects.filter(
        kabkota=OuterRef("pk"), day__lte=day, blangko_left__isnull=False
    ).order_by("-day")
    rows = _with_book(offices).annotate(
        reported=Subquery(given.values("blangko_left")[:1]),
        reported_on=Subquery(given.values("day")[:1]),
        **_book_columns(day),
        **{f"then_{name}": part for name, part in _book_columns(OuterRef("reported_on")).items()},
    )
    then = [f"then_{name}" for name in PER_OFFICE]
    columns = ("pk", "begun", "before", "reported", "reported_on", *PER_OFFICE, *then)
    found = {row["pk"]: row for row in rows.values(*columns)}
    at_events, weeks = _at_events(offices, day), _weeks(offices, day)
    return [
        Holding(
            day=day,
            book=_card_book(office, row, day),
            reported=row["reported"],
            reported_on=row["reported_on"],
            left_then=_left_then(office, row),
            at_events=at_events.get(office.pk, 0),
            weeks=weeks.get(office.pk, ()),
        )
        for office, row in ((office, found[office.pk]) for office in offices)
    ]


def _card_book(office: Region, row: dict[str, Any], day: date, prefix: str = "") -> CardBook:
    begun = row["begun"]
    booked = row[f"{prefix}into"] - row[f"{prefix}out"]
    if begun is None or begun > day:
        return CardBook(office, booked, 0)
    used = row[f"{prefix}total"] - row["before"] - row[f"{prefix}outreach"]
    return CardBook(office, booked, used, begun)


def _left_then(office: Region, row: dict[str, Any]) -> int | None:
    if row["reported_on"] is None:
        return None
    book = _card_book(office, row, row["reported_on"], "then_")
    return book.left if book.begun else None


def _with_book(offices: list[Region], begins: date | None = None) -> QuerySet:
    """The offices with the day on which the book began, and the cards used `before` it."""
    not_reversed = CardMove.objects.filter(
        target__office=OuterRef("pk"), reverses=None, reversed_by=None
    )
    begun: Any = Subquery(not_reversed.order_by("day").values("day")[:1])
    if begins is not None:
        begun = Least(Coalesce(begun, Value(begins)), Value(begins))
    before = _used_up_to(day__lt=OuterRef("begun"))
    pks = [office.pk for office in offices]
    return Region.objects.filter(pk__in=pks).annotate(begun=begun).annotate(before=before)


def _book_columns(until) -> dict[str, Coalesce]:
    """Columns of an office's book up to `until`: moves in and out, cards used, by outreach."""
    moves = CardMove.objects.filter(day__lte=until)
    results = StopResult.objects.filter(
        stop__event__region=OuterRef("pk"), day__gte=OuterRef("begun"), day__lte=until
    ).exclude(stop__event__state=EventState.CANCELLED)
    return {
        "into": _summed(moves.filter(target__office=OuterRef("pk")), "target__office", F("cards")),
        "out": _summed(moves.filter(source__office=OuterRef("pk")), "source__office", F("cards")),
        "total": _used_up_to(day__lte=until),
        "outreach": _summed(results, "stop__event__region", _cards_of("{}")),
    }


def _used_up_to(**days) -> Coalesce:
    """Cards used through all channels since the first count: the last total of those days."""
    ledger = DayTotal.objects.filter(head=OuterRef("pk"), **days).order_by("-day")
    last = ledger.annotate(cards=_cards_of("{}_total")).values("cards")[:1]
    return Coalesce(Subquery(last), 0, output_field=IntegerField())


def _summed(rows: QuerySet, group: str, cards) -> Coalesce:
    sums = rows.order_by().values(group).annotate(sum=Sum(cards)).values("sum")
    return Coalesce(Subquery(sums), 0, output_field=IntegerField())


def _cards_of(name: str) -> Combinable:
    """The measures that take a card, added up; `name` is how the column of one is called."""
    cards: Combinable
    cards, *others = (Coalesce(F(name.format(measure)), 0) for measure in TAKES_A_CARD)
    for other in others:
        cards = cards + other
    return cards


def _at_events(offices: list[Region], day: date) -> dict[int, int]:
    moves = CardMove.objects.filter(day__lte=day).order_by()
    there: dict[int, int] = {}
    for side, sign in (("target", 1), ("source", -1)):
        held_in = f"{side}__event__region"
        of_events = moves.filter(**{f"{held_in}__in": offices})
        for office, cards in of_events.values_list(held_in).annotate(Sum("cards")):
            there[office] = there.get(office, 0) + sign * cards
    return there


def _weeks(offices: list[Region], day: date) -> dict[int, tuple[int, ...]]:
    """Cards that each counter used in each of the last weeks, the last one ending on `day`."""
    ends = [day - WEEK * back for back in reversed(range(WEEKS_LOOKED_AT))]
    used = DayTotal.objects.filter(head__in=[office.pk for office in offices]).values_list("head")
    outreach = StopResult.objects.filter(stop__event__region__in=offices).exclude(
        stop__event__state=EventState.CANCELLED
    )
    by_week = {head: weeks for head, *weeks in _in_weeks(used, ends)}
    for office, *weeks in _in_weeks(outreach.values_list("stop__event__region"), ends):
        counter = by_week.get(office, [0] * WEEKS_LOOKED_AT)
        by_week[office] = [all_ - out for all_, out in zip(counter, weeks, strict=True)]
    return {office: tuple(weeks) for office, weeks in by_week.items()}


def _in_weeks(rows: QuerySet, ends: list[date]) -> QuerySet:
    of_these_weeks = rows.filter(day__gt=ends[0] - WEEK, day__lte=ends[-1]).order_by()
    return of_these_weeks.annotate(
        **{
            f"week_{number}": Sum(
                _cards_of("{}"), filter=Q(day__gt=end - WEEK, day__lte=end), default=0
            )
            for number, end in enumerate(ends)
        }
    )
