"""How many blank cards each office has: by its book, and by its own report. Reads only.

By the book: its ledger of moves less what its counter has used since the book began. Use at
the counter (channel loket) is all use less that of outreach events, whose cards come from
their own accounts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Least

from regions.days import ONE_DAY
from regions.decrees import Lineage
from regions.levels import Level
from regions.models import TOLD, ChangeKind, Channel, DailyCount, DayStatus, DayTotal, Region

from ..models import CardMove, MoveKind
from .days_left import DaysLeft, cards_to_ask_for, days_left
from .use import CounterUse, cards_of, use_of, used_at_events
from .words import Moved, Parts, Told, Word

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

    `words` are what the office itself last gave as cards left, and what its book says of that day:
    one, but of a merged place that has not reported as a whole yet one for each part. `begun` is
    the first day of its book under whatever code, and `counted_on` that of its last physical count.
    `events` are the cards on the accounts of events held there, by name. `use` is what its counter
    used in the last weeks.

    At hand is the smaller of report and book, compared on the day of the report. What the report
    was short of the book then, it is short of it now: since that day both lost what was used or
    sent and gained what came, so it is carried on by the book, and never below an empty shelf. A
    report of 0 thus stays 0 until cards come in. The gap lasts, however old the report, until the
    office counts its cards: silence makes no shelf fuller. Without a book it is the report, for
    four weeks; after that, or where there is neither, unknown. Of parts, each is the smaller one.

    At hand is what was told. How long it lasts and what to ask for also take off what the working
    days since the last word (report, count, or the first move) will have used that nobody told of.
    """

    day: date
    book: CardBook
    words: tuple[Word, ...]
    begun: date | None
    counted_on: date | None
    events: tuple[tuple[str, int], ...]
    use: CounterUse

    @property
    def reported(self) -> int | None:
        return sum(word.reported for word in self.words) if self.words else None

    @property
    def reported_on(self) -> date | None:
        """Of several words the oldest."""
        return min((word.reported_on for word in self.words), default=None)

    @property
    def left_then(self) -> int | None:
        """What the book said of the day of the report."""
        known = [word.left_then for word in self.words if word.left_then is not None]
        return sum(known) if known else None

    @property
    def difference(self) -> int | None:
        """Cards that the office reported above (below: negative) its book of that day."""
        known = [word.difference for word in self.words if word.difference is not None]
        return sum(known) if known else None

    @property
    def is_settled(self) -> bool:
        """Whether a count after the report has put an end to their difference."""
        return bool(self.words) and all(word.is_settled for word in self.words)

    @property
    def beside_the_book(self) -> int | None:
        """Cards of which only a report tells; None where none does (any more)."""
        known = [
            word.beside
            for word in self.words
            if not word.is_booked
            and not word.is_settled
            and self.day - word.reported_on <= REPORT_HOLDS
        ]
        return sum(known) if known else None

    @property
    def by_book(self) -> int | None:
        if self.book.begun is None:
            return None
        return self.book.left + (self.beside_the_book or 0)

    @property
    def by_report(self) -> int | None:
        """What the report makes of today; None where it says nothing of it (any more)."""
        gaps = [
            word.difference
            for word in self.words
            if word.difference is not None and not word.is_settled
        ]
        if not gaps or self.by_book is None:
            return self.beside_the_book if self.by_book is None else None
        gap = gaps[0] if len(self.words) == 1 else sum(min(0, gap) for gap in gaps)
        return max(0, self.by_book + gap)

    @property
    def at_hand(self) -> int | None:
        """The smaller of what book and report make of today."""
        by_book = self.by_book
        return min(
            (cards for cards in (by_book, self.by_report) if cards is not None), default=None
        )

    @property
    def is_alive(self) -> bool:
        """Whether the office does; one that has ended may still have cards."""
        return self.book.office.is_valid_on(self.day)

    @property
    def has_counter(self) -> bool:
        """Whether cards are used here: at a kabupaten/kota that has not ended."""
        return self.book.office.level == Level.KABKOTA and self.is_alive

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
        begun = self.begun and self.begun - ONE_DAY
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
    rows = _with_book([office.pk for office in offices], begins).annotate(**_book_columns(day))
    found = {row["pk"]: row for row in rows.values("pk", "begun", "before", *PER_OFFICE)}
    return [_card_book(office, found[office.pk], day) for office in offices]


def left_by_the_book(office: Region, day: date) -> int | None:
    """Cards in the office at the end of `day`; None where its book has not begun; 1 query."""
    (book,) = card_books([office], day)
    return book.left if book.begun else None


def holdings(offices: Iterable[Region], day: date) -> list[Holding]:
    """What is known about each office's cards at the end of `day`, under whatever code.

    At most 18 queries at any size.
    """
    offices, lineage = list(offices), Lineage.stored()
    made_of = {
        one.pk: lineage.made_of(one.pk, day) if one.is_valid_on(day) else [one.pk]
        for one in offices
    }
    codes = {code for those in made_of.values() for code in those}
    rows, counted = _told_rows(codes, day), _counted(codes, day)
    told = {
        pk: Told(
            row["reported"],
            row["reported_on"],
            row["reported_at"],
            _left_then(row),
            row["told_on"],
            row["begun_itself"],
            *counted.get(pk, (None, None)),
        )
        for pk, row in rows.items()
    }
    moved = _moved_by_decree(codes) if len(codes) > len(offices) else []
    at_events, use = _at_events(codes, day, lineage), use_of(offices, day, lineage)
    found = []
    for office in offices:
        parts = Parts(made_of[office.pk], lineage, told, moved)
        book = _card_book(office, rows[office.pk], day)
        found.append(
            Holding(
                day=day,
                book=book,
                words=parts.words(),
                begun=parts.begun or book.begun,
                counted_on=parts.counted_on,
                events=at_events.get(office.pk, ()),
                use=use.get(office.pk, CounterUse()),
            )
        )
    return found


def _told_rows(codes: Collection[int], day: date) -> dict[int, dict[str, Any]]:
    """Of each code its book, its last report, and its book then; 1 query."""
    statuses = DayStatus.objects.filter(kabkota=OuterRef("pk"), day__lte=day).order_by("-day")
    given = statuses.filter(blangko_left__isnull=False)
    rows = _with_book(codes).annotate(
        reported=Subquery(given.values("blangko_left")[:1]),
        reported_on=Subquery(given.values("day")[:1]),
        reported_at=Subquery(given.values("entered_at")[:1]),
        told_on=Subquery(statuses.filter(state__in=TOLD).values("day")[:1]),
        begun_itself=Subquery(_into_the_book().exclude(kind=MoveKind.DECREE).values("day")[:1]),
        **_book_columns(day),
        **{f"then_{name}": part for name, part in _book_columns(OuterRef("reported_on")).items()},
    )
    then = [f"then_{name}" for name in PER_OFFICE]
    said = ("reported", "reported_on", "reported_at", "told_on")
    columns = ("pk", "begun", "begun_itself", "before", *said)
    return {row["pk"]: row for row in rows.values(*columns, *PER_OFFICE, *then)}


def _moved_by_decree(codes: Collection[int]) -> list[Moved]:
    moves = CardMove.objects.filter(
        kind=MoveKind.DECREE, source__office__in=codes, target__office__in=codes
    )
    columns = ("source__office", "target__office", "day", "at", "cards")
    found = [Moved(*move) for move in moves.order_by("day").values_list(*columns)]
    # Of a kecamatan that was renumbered into another office, counts since then moved there.
    change = "region__changes_before"
    renumbered = {
        f"{change}__kind": ChangeKind.RENUMBERED,
        f"{change}__old__kabkota__in": codes,
        f"{change}__day__lte": F("day"),
    }
    counts = DailyCount.objects.filter(kabkota__in=codes, channel=Channel.LOKET, **renumbered)
    by_day = counts.order_by().values_list("kabkota", f"{change}__old__kabkota", "day")
    used = by_day.annotate(cards=Sum(cards_of("{}")))
    return found + [Moved(office, former, on, None, cards) for office, former, on, cards in used]


def _left_then(row: dict[str, Any]) -> int:
    """What was left by the book on the day of the last report; 0 where there is none."""
    if not row["reported_on"]:
        return 0
    then = _in_book(row, row["reported_on"], "then_")
    return then.booked - then.used


class _InBook(NamedTuple):
    booked: int
    used: int
    begun: date | None = None


def _card_book(office: Region, row: dict[str, Any], day: date) -> CardBook:
    return CardBook(office, *_in_book(row, day))


def _in_book(row: dict[str, Any], day: date, prefix: str = "") -> _InBook:
    """What the book says at the end of `day`; `prefix` that of the day of the last report."""
    begun = row["begun"]
    booked = row[f"{prefix}into"] - row[f"{prefix}out"]
    if begun is None or begun > day:
        return _InBook(booked, 0)
    used = row[f"{prefix}total"] - row["before"] - row[f"{prefix}outreach"]
    return _InBook(booked, used, begun)


def _into_the_book() -> QuerySet[CardMove]:
    """The moves to an office that were not reversed, oldest first."""
    moves = CardMove.objects.filter(target__office=OuterRef("pk"), reverses=None, reversed_by=None)
    return moves.order_by("day")


def _with_book(offices: Collection[int], begins: date | None = None) -> QuerySet:
    """The offices with the day on which the book began, and the cards used `before` it."""
    begun: Any = Subquery(_into_the_book().values("day")[:1])
    if begins is not None:
        begun = Least(Coalesce(begun, Value(begins)), Value(begins))
    before = _used_up_to(day__lt=OuterRef("begun"))
    return Region.objects.filter(pk__in=offices).annotate(begun=begun).annotate(before=before)


def _book_columns(until) -> dict[str, Coalesce]:
    """Columns of an office's book up to `until`: moves in and out, cards used, by outreach."""
    moves = CardMove.objects.filter(day__lte=until)
    ended, days = F("stop__event__region__valid_to"), {"day__lte": until}
    own = Q(stop__event__region=OuterRef("pk")) & (
        Q(stop__event__region__valid_to=None) | Q(day__lte=ended)
    )
    # An event over the day of a decree stays under the old code.
    former = Q(stop__event__region__replaced_by=OuterRef("pk"), day__gt=ended)
    results = used_at_events().filter(own | former, day__gte=OuterRef("begun"), **days)
    return {
        "into": _summed(moves.filter(target__office=OuterRef("pk")), "target__office", F("cards")),
        "out": _summed(moves.filter(source__office=OuterRef("pk")), "source__office", F("cards")),
        "total": _used_up_to(day__lte=until),
        "outreach": _summed(results.annotate(all=Value(1)), "all", cards_of("{}")),
    }


def _used_up_to(**days) -> Coalesce:
    """Cards used through all channels since the first count: the last total of those days."""
    ledger = DayTotal.objects.filter(head=OuterRef("pk"), **days).order_by("-day")
    last = ledger.annotate(cards=cards_of("{}_total")).values("cards")[:1]
    return Coalesce(Subquery(last), 0, output_field=IntegerField())


def _summed(rows: QuerySet, group: str, cards) -> Coalesce:
    sums = rows.order_by().values(group).annotate(sum=Sum(cards)).values("sum")
    return Coalesce(Subquery(sums), 0, output_field=IntegerField())


def _counted(offices: Collection[int], day: date) -> dict[int, tuple[date, datetime]]:
    """When each of these offices was last counted, up to `day`, and when that was entered."""
    counts = CardMove.objects.filter(A_STANDING_COUNT, day__lte=day).filter(
        Q(target__office__in=offices) | Q(source__office__in=offices)
    )
    # A count has one side only: more were found, or fewer.
    office = Coalesce("target__office", "source__office")
    by_office = counts.order_by().annotate(office=office).values_list("office")
    return {pk: (on, at) for pk, on, at in by_office.annotate(Max("day"), Max("at"))}


def _at_events(
    offices: Collection[int], day: date, lineage: Lineage
) -> dict[int, tuple[tuple[str, int], ...]]:
    """The events held in each of these offices that have cards on `day`, and how many; an event
    under a former code is held in the office of the day."""
    moves = CardMove.objects.filter(day__lte=day).order_by()
    there: dict[tuple[int, int, str], int] = defaultdict(int)
    for side, sign in (("target", 1), ("source", -1)):
        event = [f"{side}__event__{field}" for field in ("region", "pk", "name")]
        of_events = moves.filter(**{f"{side}__event__region__in": offices})
        for office, *of_it, cards in of_events.values_list(*event).annotate(Sum("cards")):
            there[lineage.on(office, day), *of_it] += sign * cards
    found: dict[int, tuple[tuple[str, int], ...]] = defaultdict(tuple)
    for (office, _event, name), cards in sorted(there.items()):
        if cards:
            found[office] += ((name, cards),)
    return found
