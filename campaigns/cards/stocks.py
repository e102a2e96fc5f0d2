"""How many blank cards each office has: by its book, and by its own report. Reads only.

By the book: its ledger of moves less what its counter has used since the book began. Use at
the counter (channel loket) is all use less that of outreach events, whose cards come from
their own accounts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Least

from regions.days import ONE_DAY
from regions.levels import Level
from regions.models import DayStatus, DayTotal, Region

from ..models import CardMove, MoveKind
from .days_left import DaysLeft, cards_to_ask_for, days_left
from .use import CounterUse, cards_of, use_of, used_at_events

# Without a book, an older report says nothing about the cards at hand.
REPORT_HOLDS = timedelta(days=28)
# A physical count that holds.
A_STANDING_COUNT = Q(kind=MoveKind.COUNTED, reverses=None, reversed_by=None)
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
    is what its book says of that day, and `counted_on` the day of its last physical count. `events`
    are the cards on the accounts of events held there, by name. `use` is what its counter used
    in the last weeks.

    At hand is the smaller of report and book, compared on the day of the report. What the report
    was short of the book then, it is short of it now: since that day both lost what was used or
    sent and gained what came, so it is carried on by the book, and never below an empty shelf. A
    report of 0 thus stays 0 until cards come in. The gap lasts, however old the report, until the
    office counts its cards: silence makes no shelf fuller. Without a book it is the report, for
    four weeks; after that, or where there is neither, unknown.

    At hand is what was told. How long it lasts and what to ask for also take off what the working
    days since the last word (report, count, or the first move) will have used that nobody told of.
    """

    day: date
    book: CardBook
    reported: int | None
    reported_on: date | None
    left_then: int | None
    counted_on: date | None
    events: tuple[tuple[str, int], ...]
    use: CounterUse

    @property
    def difference(self) -> int | None:
        """Cards that the office reported above (below: negative) its book of that day."""
        if self.reported is None or self.left_then is None:
            return None
        return self.reported - self.left_then

    @property
    def is_settled(self) -> bool:
        """Whether a count after the report has put an end to their difference."""
        return bool(self.counted_on and self.reported_on and self.counted_on > self.reported_on)

    @property
    def by_report(self) -> int | None:
        """What the report makes of today; None where it says nothing of it (any more)."""
        if self.reported is None or self.reported_on is None or self.is_settled:
            return None
        if self.difference is not None:
            return max(0, self.book.left + self.difference)
        if self.book.begun is None and self.day - self.reported_on <= REPORT_HOLDS:
            return self.reported
        return None

    @property
    def at_hand(self) -> int | None:
        """The smaller of what book and report make of today."""
        by_book = None if self.book.begun is None else self.book.left
        return min(
            (cards for cards in (by_book, self.by_report) if cards is not None), default=None
        )

    @property
    def exists(self) -> bool:
        """Whether the office does; one that has ended may still have cards."""
        return self.book.office.is_valid_on(self.day)

    @property
    def has_counter(self) -> bool:
        """Whether cards are used here: at a kabupaten/kota that has not ended."""
        return self.book.office.level == Level.KABKOTA and self.exists

    @property
    def at_events(self) -> int:
        return sum(cards for _name, cards in self.events)

    @property
    def days_left(self) -> DaysLeft | None:
        return days_left(self.at_hand, self.use.weeks, self.untold)

    @property
    def untold(self) -> int:
        """Working days not told since the last word on how many cards there are."""
        by_report = None if self.by_report is None else self.reported_on
        begun = self.book.begun and self.book.begun - ONE_DAY
        words = [day for day in (by_report, self.counted_on, begun) if day is not None]
        return sum(day > max(words, default=date.min) for day in self.use.untold)

    @property
    def to_ask_for(self) -> int | None:
        """Cards to ask for, to last for the next thirty days; None is unknown."""
        return cards_to_ask_for(self.at_hand, self.use.weeks, self.untold)


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
    """What is known about each office's cards at the end of `day`.

    At most 14 queries at any size.
    """
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
    counted_on, at_events = _counted_on(offices, day), _at_events(offices, day)
    use = use_of(offices, day)
    return [
        Holding(
            day=day,
            book=_card_book(office, row, day),
            reported=row["reported"],
            reported_on=row["reported_on"],
            left_then=_left_then(office, row),
            counted_on=counted_on.get(office.pk),
            events=at_events.get(office.pk, ()),
            use=use.get(office.pk, CounterUse()),
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
    results = used_at_events().filter(
        stop__event__region=OuterRef("pk"), day__gte=OuterRef("begun"), day__lte=until
    )
    return {
        "into": _summed(moves.filter(target__office=OuterRef("pk")), "target__office", F("cards")),
        "out": _summed(moves.filter(source__office=OuterRef("pk")), "source__office", F("cards")),
        "total": _used_up_to(day__lte=until),
        "outreach": _summed(results, "stop__event__region", cards_of("{}")),
    }


def _used_up_to(**days) -> Coalesce:
    """Cards used through all channels since the first count: the last total of those days."""
    ledger = DayTotal.objects.filter(head=OuterRef("pk"), **days).order_by("-day")
    last = ledger.annotate(cards=cards_of("{}_total")).values("cards")[:1]
    return Coalesce(Subquery(last), 0, output_field=IntegerField())


def _summed(rows: QuerySet, group: str, cards) -> Coalesce:
    sums = rows.order_by().values(group).annotate(sum=Sum(cards)).values("sum")
    return Coalesce(Subquery(sums), 0, output_field=IntegerField())


def _counted_on(offices: list[Region], day: date) -> dict[int, date]:
    """When each of these offices was last counted, up to `day`."""
    counts = CardMove.objects.filter(A_STANDING_COUNT, day__lte=day).filter(
        Q(target__office__in=offices) | Q(source__office__in=offices)
    )
    # A count has one side only: more were found, or fewer.
    office = Coalesce("target__office", "source__office")
    last = counts.order_by().annotate(office=office).values_list("office").annotate(Max("day"))
    return dict(last)


def _at_events(offices: list[Region], day: date) -> dict[int, tuple[tuple[str, int], ...]]:
    """The events held in each of these offices that have cards on `day`, and how many."""
    moves = CardMove.objects.filter(day__lte=day).order_by()
    there: dict[tuple[int, int, str], int] = defaultdict(int)
    for side, sign in (("target", 1), ("source", -1)):
        event = [f"{side}__event__{field}" for field in ("region", "pk", "name")]
        of_events = moves.filter(**{f"{side}__event__region__in": offices})
        for *of_it, cards in of_events.values_list(*event).annotate(Sum("cards")):
            there[tuple(of_it)] += sign * cards
    found: dict[int, tuple[tuple[str, int], ...]] = defaultdict(tuple)
    for (office, _event, name), cards in sorted(there.items()):
        if cards:
            found[office] += ((name, cards),)
    return found
