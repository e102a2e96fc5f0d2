"""The rows of a ranking, every number ready to print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .. import numerals
from ..arithmetic import HUNDRED_PERCENT
from ..models import Basis, Region
from ..ranking import Ranking, Row
from . import pace

# Upper ends of the coverage classes, in hundredths; the last but one ends at the target.
CLASS_ENDS = (8700, 9200, 9500)
BAR_STEP = 1000
# Below this many people obliged, one busy day (50 people) moves coverage by a point and more.
FEW_PEOPLE = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ranking, every number ready to print."""

    rank: str
    code: str
    name: str
    opens: bool
    percent: str
    css_class: str
    bar: int
    tick: int
    recorded: str
    wajib: str
    counted: str
    missing: str
    to_target: str
    status: str
    change_7: str
    places_7: str
    change_30: str
    pace: str
    needed: str
    outlook: str
    too_late: bool
    weeks: tuple[tuple[int, int], ...]
    report: str
    silent: bool
    notes: tuple[str, ...]


def bar_start(rows: list[Row]) -> int:
    """Where the bars begin, in hundredths: a round 10 % below the lowest, at most 80 %."""
    known = [row.standing.hundredths for row in rows if row.standing.hundredths is not None]
    lowest = min(known, default=HUNDRED_PERCENT)
    return max(0, min(8000, (lowest - BAR_STEP // 2) // BAR_STEP * BAR_STEP))


def lines(rows: list[Row], day: date, opens: Callable[[Region], bool]) -> list[Line]:
    """The rows as strings; `opens` says which names lead further down."""
    start = bar_start(rows)
    span = HUNDRED_PERCENT - start
    return [_line(row, day, start, span, opens) for row in rows]


def _line(row: Row, day: date, start: int, span: int, opens: Callable[[Region], bool]) -> Line:
    standing, hundredths = row.standing, row.standing.hundredths
    goal = row.goal.hundredths
    needed, projection = pace.needed(row, day), pace.projection(row, day)
    return Line(
        rank=str(row.rank or ""),
        code=row.region.code,
        name=row.region.name,
        opens=opens(row.region),
        percent=numerals.percent(hundredths),
        css_class=css_class(row),
        bar=0 if hundredths is None else max(0, min(100, (hundredths - start) * 100 // span)),
        tick=max(0, min(100, (goal - start) * 100 // span)),
        recorded=numerals.people(standing.recorded),
        wajib=numerals.people(standing.wajib_ktp),
        counted=numerals.people(row.counted),
        missing=_missing(row),
        to_target="" if row.reached else numerals.people(row.people_to_target),
        status=_status(row),
        change_7=numerals.change(row.change_7),
        places_7=_places(row.rank_change_7),
        change_30=numerals.change(row.change_30),
        pace=pace.a_day(row, weeks=1),
        needed="" if needed is None else numerals.people(needed),
        outlook=pace.outlook(projection),
        too_late=pace.is_late(projection, row.goal),
        weeks=week_bars(row.weeks),
        report=_report(row, day),
        silent=row.last_report != day,
        notes=tuple(_notes(row)),
    )


def week_bars(weeks: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Left edge and height of a bar per week, the highest 20 units; nothing where all are 0."""
    most = max(weeks, default=0)
    if most <= 0:
        return ()
    heights = (0 if people <= 0 else max(1, people * 20 // most) for people in weeks)
    return tuple((8 * n, height) for n, height in enumerate(heights))


def css_class(row: Row) -> str:
    """The coverage class: c1 (lowest) to c4, c5 where the target is reached, c0 unknown."""
    hundredths = row.standing.hundredths
    if hundredths is None:
        return "c0"
    if row.reached:
        return "c5"
    return f"c{1 + sum(hundredths >= end for end in CLASS_ENDS)}"


def _missing(row: Row) -> str:
    missing = row.standing.missing
    if missing is not None and missing < 0:
        return _("%(people)s over") % {"people": numerals.people(-missing)}
    return numerals.people(missing)


def _status(row: Row) -> str:
    standing = row.standing
    if row.reached:
        return _("reached")
    if standing.hundredths is not None:
        return ""
    if standing.parts > 1 and standing.known_parts:
        values = {"known": standing.known_parts, "parts": standing.parts}
        return _("%(known)s of %(parts)s known") % values
    return _("no report yet") if standing.wajib_ktp is not None else _("no population figure")


def _places(moved: int | None) -> str:
    if moved is None:
        return ""
    if moved == 0:
        return _("same place")
    text = _("up %(places)s") if moved > 0 else _("down %(places)s")
    return text % {"places": abs(moved)}


def _report(row: Row, day: date) -> str:
    if row.last_report is None:
        return _("never reported")
    if row.last_report == day:
        return _("reported this day")
    return _("last report %(day)s") % {"day": numerals.short_day(row.last_report)}


def _notes(row: Row) -> list[str]:
    notes = []
    if Basis.ESTIMATE in row.bases:
        notes.append(_("estimate"))
    if row.standing.missing is not None and row.standing.missing < 0:
        notes.append(_("over 100 %"))
    wajib = row.standing.wajib_ktp
    if wajib is not None and wajib < FEW_PEOPLE:
        notes.append(_("few people"))
    return notes


def whole_line(ranking: Ranking) -> dict[str, str]:
    """The sum under the ranking, and the people a kabupaten/kota did not break down."""
    head, rest = ranking.head, ranking.not_broken_down
    known = head.standing if head.standing.hundredths is not None else head.known
    return {
        "percent": numerals.percent(head.standing.hundredths),
        "recorded": numerals.people(known.recorded),
        "wajib": numerals.people(known.wajib_ktp),
        "missing": numerals.people(known.missing),
        "counted": numerals.people(head.counted),
        "not_broken_down": "" if rest is None else numerals.people(rest),
        "partly": "" if known is head.standing else str(head.standing.known_parts),
    }


def bases_text(ranking: Ranking) -> str:
    """What the denominators rest on; a mixture is said, it is not hidden."""
    labels = [str(Basis(basis).label) for basis in sorted(ranking.bases)]
    if len(labels) > 1:
        return _("The denominators come from different bases: %(bases)s.") % {
            "bases": ", ".join(labels)
        }
    return _("Basis of the denominators: %(basis)s.") % {"basis": labels[0]} if labels else ""
