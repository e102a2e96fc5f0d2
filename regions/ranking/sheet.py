"""The numbers of all places at hand, summed to the rows of a ranking; reads no database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..arithmetic import Pace, Standing, known_part, pace, pace_of_sum, summed, weeks_of_sum
from ..days import MONTH, WEEK
from ..models import Region
from .figures import Origin
from .goals import Goal
from .ground import UNKNOWN, Base, Ground, Holding, counted_since, counted_until, standing
from .rows import FIGURES, Besides, Row, Undivided
from .standings import Reports, Totals
from .weeks import Weeks


class Part(NamedTuple):
    """What the figures and counts say of one kabupaten/kota (or kecamatan), or of several."""

    now: Standing
    week_ago: Standing
    month_ago: Standing
    newly_7: int
    newly_30: int
    known: Standing
    counted: int | None
    origins: frozenset[Origin]
    report: date | None
    weeks: Weeks
    pace: Pace | None
    paced: int
    wajib_on_deadline: int | None
    besides: tuple[Besides, Besides] = (FIGURES, FIGURES)


def _on_deadline(holdings: Iterable[Holding]) -> int | None:
    """Wajib KTP on the deadline, of all of these; None where one of them gives none."""
    figures = [base.figure for holding in holdings for base in holding.bases]
    numbers = [figure and figure.wajib_ktp_on_deadline for figure in figures]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _sum_of_known(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


class Sheet:
    """The numbers of all kabupaten/kota (or kecamatan) at hand, ready to be summed by row."""

    def __init__(
        self,
        day: date,
        ground: Ground,
        totals: Totals,
        reports: Reports,
        weeks: Mapping[int, Weeks],
    ):
        self.days = (day, day - WEEK, day - MONTH)
        self.ground, self.totals, self.reports, self.weeks = ground, totals, reports, weeks
        self._parts: dict[int, Part] = {}

    def row_of_place(self, region: Region, goal: Goal, since: date | None = None) -> Row:
        """`since` says from which day on `counted` counts where the place has no figure."""
        row = self._row(region, self._part(region.pk, since), goal)
        row.is_undivided = self.ground.holding(region.pk, self.days[0]) is None
        return row

    def row_of_sum(self, region: Region, goal: Goal, *, whole: bool) -> Row:
        """All that lies in `region`: as it was on each of the days; `whole` for all at hand."""
        above = None if whole else region.pk
        return self._row(region, self._sum(above), goal)

    def undivided(self, holdings: Iterable[Holding], goal: Goal) -> Iterator[Undivided]:
        """What is known of parts of a split together only."""
        day = self.days[0]
        for one in holdings:
            if one.is_one:
                continue
            parts = [place for pk in one.places if (place := self.ground.at(pk, day))]
            alone = [self._part(place.pk).now for place in parts]
            rest = _less(standing(one, self.totals, day), alone)
            part = Part(
                rest,
                UNKNOWN,
                UNKNOWN,
                newly_7=0,
                newly_30=0,
                known=known_part([rest]),
                counted=None,
                origins=_origins([one]),
                report=None,
                weeks=(),
                pace=None,
                paced=0,
                wajib_on_deadline=None,
            )
            yield Undivided(tuple(parts), self._row(parts[0], part, goal))

    def _row(self, region: Region, part: Part, goal: Goal) -> Row:
        return Row(
            region=region,
            day=self.days[0],
            standing=part.now,
            goal=goal,
            counted=part.counted,
            origins=part.origins,
            week_ago=part.week_ago,
            month_ago=part.month_ago,
            newly_7=part.newly_7,
            newly_30=part.newly_30,
            known=part.known,
            last_report=part.report,
            weeks=part.weeks,
            pace=part.pace,
            paced=part.paced,
            wajib_on_deadline=part.wajib_on_deadline,
            besides_7=part.besides[0],
            besides_30=part.besides[1],
        )

    def _part(self, place: int, since: date | None = None) -> Part:
        if place not in self._parts:
            holdings = [self.ground.holding(place, day) for day in self.days]
            now, week_ago, month_ago = map(self._standing, holdings, self.days)
            codes = self.ground.lineage.codes(self.ground.lineage.root(place))
            newly_7, newly_30 = (self._newly(codes, day) for day in self.days[1:])
            all_codes = holdings[0].counted if holdings[0] else codes
            weeks = self.weeks.get(place, ())
            of_it = pace(weeks) if weeks else None
            self._parts[place] = Part(
                now,
                week_ago,
                month_ago,
                newly_7,
                newly_30,
                known=known_part([now]),
                counted=self._counted(all_codes, holdings[0], since),
                origins=_origins(filter(None, holdings[:1])),
                report=self._report(all_codes),
                weeks=weeks,
                pace=of_it,
                paced=int(of_it is not None),
                wajib_on_deadline=_on_deadline(filter(None, holdings[:1])),
                besides=self._besides(place, *([one] if one else [] for one in holdings)),
            )
        return self._parts[place]

    def _sum(self, above: int | None) -> Part:
        holdings, week_ago, month_ago = (self.ground.in_sum(above, day) for day in self.days)
        places = [self._part(place) for holding in holdings for place in holding.places]
        now = [self._with_parts_known(holding) for holding in holdings]
        whole, paced, _of = pace_of_sum(part.pace for part in places)
        # One alone keeps its weeks as they were, told or not.
        weeks = places[0].weeks if len(places) == 1 else weeks_of_sum(p.weeks for p in places)
        newly_7, newly_30 = (
            sum(self._newly(holding.counted, day) for holding in holdings) for day in self.days[1:]
        )
        return Part(
            now=summed(now),
            week_ago=summed(standing(one, self.totals, self.days[1]) for one in week_ago),
            month_ago=summed(standing(one, self.totals, self.days[2]) for one in month_ago),
            newly_7=newly_7,
            newly_30=newly_30,
            known=known_part(now),
            counted=_sum_of_known(self._counted(one.counted, one, None) for one in holdings),
            origins=_origins(holdings),
            report=max((part.report for part in places if part.report), default=None),
            weeks=tuple(weeks),
            pace=whole,
            paced=paced,
            wajib_on_deadline=_on_deadline(holdings),
            besides=self._besides(above, holdings, week_ago, month_ago),
        )

    def _besides(
        self, place: int | None, now: Sequence[Holding], *before: Sequence[Holding]
    ) -> tuple[Besides, Besides]:
        """What beside people changed since a week and since a month ago; None is the whole."""
        week, month = (
            self._besides_since(place, now, then, day)
            for then, day in zip(before, self.days[1:], strict=True)
        )
        return week, month

    def _besides_since(
        self, place: int | None, now: Sequence[Holding], then: Sequence[Holding], day: date
    ) -> Besides:
        if place is None:
            return FIGURES
        decrees = self.ground.lineage.decrees_of_ground(place, day, self.days[0])
        return Besides.between(decrees, _bases(then), _bases(now)) if decrees else FIGURES

    def _with_parts_known(self, holding: Holding) -> Standing:
        """Of parts of a split each is known that has a figure of its own, however known the sum."""
        now = standing(holding, self.totals, self.days[0])
        if holding.is_one:
            return now
        known = sum(self._part(place).now.known_parts for place in holding.places)
        return now._replace(known_parts=known)

    def _standing(self, holding: Holding | None, day: date) -> Standing:
        return UNKNOWN if holding is None else standing(holding, self.totals, day)

    def _newly(self, codes: Sequence[int], since: date) -> int:
        """People newly recorded under these codes after a day."""
        until = counted_until(codes, self.totals, self.days[0])
        return until - counted_until(codes, self.totals, since)

    def _report(self, codes: Iterable[int]) -> date | None:
        return max(filter(None, map(self.reports.get, codes)), default=None)

    def _counted(
        self, codes: Sequence[int], holding: Holding | None, since: date | None
    ) -> int | None:
        """None where nothing was ever counted."""
        day = self.days[0]
        if not counted_until(codes, self.totals, day):
            return None if self._report(codes) is None else 0
        if holding is not None and any(base.figure for base in holding.bases):
            return counted_since(holding, self.totals, day)
        return self._newly(codes, since) if since else counted_until(codes, self.totals, day)


def _less(whole: Standing, parts: Iterable[Standing]) -> Standing:
    """The whole without those parts of it that are known; unknown where these are more."""
    if whole.recorded is None or whole.wajib_ktp is None:
        return UNKNOWN
    known = [part for part in parts if part.hundredths is not None]
    recorded = whole.recorded - sum(part.recorded or 0 for part in known)
    wajib = whole.wajib_ktp - sum(part.wajib_ktp or 0 for part in known)
    return Standing.of_one(recorded, wajib) if recorded >= 0 and wajib > 0 else UNKNOWN


def _bases(holdings: Iterable[Holding]) -> frozenset[Base]:
    return frozenset(base for holding in holdings for base in holding.bases)


def _origins(holdings: Iterable[Holding]) -> frozenset[Origin]:
    return frozenset(
        base.figure.origin for holding in holdings for base in holding.bases if base.figure
    )
