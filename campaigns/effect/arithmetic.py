"""What an outreach event did to newly recorded people. Pure arithmetic; no Django.

Difference in differences, in proportions: had there been no event, the place would have gone
on at its own earlier pace, times what the days did to similar places (a rush before an
election, rain, a broken network are theirs too). What is beyond that is the effect. Source:
Card and Krueger, "Minimum Wages and Employment" (American Economic Review 84, 1994); Angrist
and Pischke, "Mostly Harmless Econometrics" (2009), section 5.2.

    index(day)    = people of the similar places that day / people of their usual days
    expected(day) = pace x index(day),  pace = sum of people / sum of indices before the event
    effect        = sum over the event's days of (people - expected)

The range. One place and a handful of similar ones are too few to permute (with ten, no range
of 90 % exists), but there are some 40 working days before the event: how far people strayed
from pace x index then says how far they stray by themselves. The variance of a day grows with its
level: in step where people come by chance, with the square where whole days are good or bad;
in between (Taylor's power law, Nature 189, 1961) it goes with index^1.5. Days near each other
stray alike, so the variance of a sum of days is more than the sum of theirs: see straying.py.
Two of them are added: that of the event's days, and that of the pace (a sum of the days
before, each over the sum of their indices) times the sum of indices over the event's days.
It holds what it promises, or more, when days stray independently and when good and bad weeks
follow each other (tested by simulation). It promises nothing where weeks stray further than
they did before, where the place was sliding or rising against the others already, where it
was chosen because it had just slumped (it would have risen again by itself: Ashenfelter's dip,
Review of Economics and Statistics 60, 1978), or of what befell this place alone on those days.

A day of the event on which the office was expected and has not reported leaves the effect
unknown: whom it served at its counter is not nobody. The same of the days after.

Where it fails: similar places that lend their staff to the event record fewer people
themselves, which flatters it (the reader is told); an announced event keeps people waiting
(Ashenfelter, 1978), so the days of the announcement do not count as "before".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log2, sqrt

from .straying import Straying

PROMISED_PERCENT = 90
FEWEST_DAYS_BEFORE = 10
MOST_SIMILAR = 5
# Ten points of coverage set two places as far apart as twice the size does.
POINTS_LIKE_TWICE_THE_SIZE = 1000
POWER_OF_THE_LEVEL = 1.5

# Newly recorded people by day; None is "not reported", which is not 0.
Series = Mapping[date, int | None]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What makes two places similar: coverage in hundredths of a percent, and wajib KTP."""

    code: str
    hundredths: int
    wajib_ktp: int


@dataclass(frozen=True, slots=True)
class Pace:
    """People newly recorded on so many reported days; `silent` are the days without a report."""

    people: int
    days: int
    silent: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """People more (or, below zero, fewer) than expected on `days`, with its range."""

    people: int
    low: int
    high: int
    days: int
    expected: int

    @property
    def is_clear(self) -> bool:
        """Whether the whole range lies on one side of zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Effect:
    """Before, during and after the event; `gain` during, `dip` after, `net` both together.

    A change is None where it cannot be judged: too few days before, no similar place, no day
    yet, or a day of it that was not reported. `similar` are the codes that were compared with.
    """

    before: Pace
    during: Pace
    after: Pace
    gain: Change | None
    dip: Change | None
    net: Change | None
    similar: tuple[str, ...]


def most_alike(place: Likeness, others: Iterable[Likeness]) -> list[str]:
    """The codes of the few places nearest in coverage and size, the nearest first."""

    def distance(other: Likeness) -> tuple[float, str]:
        points = abs(other.hundredths - place.hundredths) / POINTS_LIKE_TWICE_THE_SIZE
        return points + abs(log2(other.wajib_ktp / place.wajib_ktp)), other.code

    return [other.code for other in sorted(others, key=distance)][:MOST_SIMILAR]


def effect(
    place: Series,
    similar: Mapping[str, Series],
    *,
    before: Sequence[date],
    during: Sequence[date],
    after: Sequence[date],
) -> Effect:
    """What the event changed; the days before and after are those that could be worked on."""
    index = _Index(similar, before)
    usual = _Usual(place, index, before)
    return Effect(
        before=_pace(place, before),
        during=_pace(place, during),
        after=_pace(place, after),
        gain=usual.change(during),
        dip=usual.change(after),
        net=usual.change([*during, *after]) if after else None,
        similar=tuple(sorted(index.usual)),
    )


def _pace(place: Series, days: Sequence[date]) -> Pace:
    reported = [people for day in days if (people := place.get(day)) is not None]
    silent = tuple(day for day in days if place.get(day) is None)
    return Pace(sum(reported), len(reported), silent)


class _Index:
    """What a day did to the similar places: 1.0 is as usual, 1.6 a rush."""

    def __init__(self, similar: Mapping[str, Series], before: Sequence[date]):
        self._similar, self.usual = similar, {}
        for code, people in similar.items():
            pace = _pace(people, before)
            if pace.people and pace.days >= FEWEST_DAYS_BEFORE:
                self.usual[code] = pace.people / pace.days

    def on(self, day: date) -> float | None:
        """By those who reported the day; None where none of them did."""
        told = {
            code: people
            for code in self.usual
            if (people := self._similar[code].get(day)) is not None
        }
        if not told:
            return None
        return sum(told.values()) / sum(self.usual[code] for code in told)


class _Usual:
    """The place as it goes without an event: its pace per index, and how far days stray."""

    def __init__(self, place: Series, index: _Index, before: Sequence[date]):
        self._place, self._index = place, index
        # Where nobody works, nothing is to be learned of the pace.
        days = [(people, level) for people, level in self._days(before) if level > 0]
        self._days_before = len(days)
        if self._days_before < FEWEST_DAYS_BEFORE:
            return
        levels = sum(level for _people, level in days)
        self._a_level = sum(people for people, _level in days) / levels
        strayed = [(people - self._a_level * level) / _scale(level) for people, level in days]
        self._straying = Straying.of(strayed)
        shares = [_scale(level) / levels for _people, level in days]
        self._of_the_pace = self._straying.variance(shares)

    def change(self, days: Sequence[date]) -> Change | None:
        """How far the sum of these days is from the expected, with its range; None: unknown."""
        judged = self._days(days)
        silent = any(self._place.get(day) is None for day in days)
        if self._days_before < FEWEST_DAYS_BEFORE or silent or not judged:
            return None
        levels = sum(level for _people, level in judged)
        expected = self._a_level * levels
        found = sum(people for people, _level in judged) - expected
        # Days off lie between neighbours, but nothing is carried over by them.
        scales = [_scale(level) for _people, level in judged if level > 0]
        variance = self._straying.variance(scales) + levels**2 * self._of_the_pace
        far = _student(PROMISED_PERCENT, self._straying.freedom) * sqrt(variance)
        return Change(
            round(found),
            floor(round(found - far, 6)),
            ceil(round(found + far, 6)),
            len(judged),
            round(expected),
        )

    def _days(self, days: Sequence[date]) -> list[tuple[int, float]]:
        """People and index of the days that both sides reported."""
        found = ((self._place.get(day), self._index.on(day)) for day in days)
        return [(n, level) for n, level in found if n is not None and level is not None]


def _scale(level: float) -> float:
    """How far a day strays grows with its level: the root of the variance."""
    return level ** (POWER_OF_THE_LEVEL / 2)


def _student(percent: int, freedom: float) -> float:
    """How many standard errors a two-sided range of so many percent reaches out."""
    from scipy.special import stdtrit  # 0,1 s: only where needed

    return float(stdtrit(freedom, 0.5 + percent / 200))
