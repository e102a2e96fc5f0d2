"""Rows of a ranking made by hand: formatting is tested without a database."""

from datetime import date

from regions.arithmetic import Standing, Week, pace
from regions.levels import Level, level_of
from regions.models import Basis, Kind, Region
from regions.ranking import Origin, Ranking, Row
from regions.ranking.goals import DEFAULT_GOAL
from regions.reporting import USUAL, DayReports, OfficeReport, Report
from tests.factories import AS_OF, DAY, KINDS

UNKNOWN = Standing.of_one(None, None)


def region(code: str, name: str = "", kind: Kind | None = None) -> Region:
    level = level_of(code)
    kind = kind or Kind(KINDS[level])
    return Region(code=code, name=name or f"Tempat {code}", level=level, kind=kind)


def row(code: str = "15.03", standing: Standing = UNKNOWN, **fields) -> Row:
    """A place that never reported, as it was a week and a month ago."""
    name, kind = fields.pop("name", ""), fields.pop("kind", None)
    defaults = {
        "day": DAY,
        "goal": DEFAULT_GOAL,
        "counted": 0,
        "origins": frozenset(),
        "week_ago": UNKNOWN,
        "month_ago": UNKNOWN,
        "known": standing,
        "last_report": None,
    }
    for newly, before in (("newly_7", "week_ago"), ("newly_30", "month_ago")):
        defaults[newly] = grown(fields.get(before, UNKNOWN), standing)
    weeks = fields.get("weeks", ())
    if weeks:
        of_it = pace(weeks)
        defaults |= {"pace": of_it, "paced": standing.parts if of_it else 0}
    return Row(region=region(code, name, kind), standing=standing, **{**defaults, **fields})


def grown(before: Standing, now: Standing) -> int:
    """The people recorded in between, where nothing else can have changed."""
    same = before.wajib_ktp == now.wajib_ktp and None not in (before.recorded, now.recorded)
    return now.recorded - before.recorded if same else 0


def origin(basis: str = Basis.DKB, as_of: date = AS_OF, source: str = "DKB") -> Origin:
    return Origin(as_of, as_of, basis, source)


def told(*counter: int, outreach: int = 0) -> tuple[Week, ...]:
    """Weeks of which every day was told, with so many people at the counter of each."""
    return tuple(Week(7, 5, 5, people, 0, outreach) for people in counter)


def people(recorded: int | None, wajib_ktp: int | None) -> Standing:
    return Standing.of_one(recorded, wajib_ktp)


def ranking(
    head: Row, *rows: Row, day: date = DAY, not_broken_down: int | None = None, ended: int = 0
) -> Ranking:
    """As rank_children returns it, the rows in the order given; known ones get their rank."""
    for place, one in enumerate(rows, start=1):
        one.rank = place if one.standing.hundredths is not None else None
    if head.region.level != Level.KABKOTA:
        return Ranking(head.region, day, head, list(rows))
    return Ranking(head.region, day, head, list(rows), not_broken_down or 0, ended)


def reports(*offices: tuple[str, Report], day: date = DAY) -> DayReports:
    """How these offices, by code, reported the day."""
    return DayReports(
        day, tuple(office_report(code, f"Tempat {code}", report, day) for code, report in offices)
    )


def office_report(code: str, name: str, report: Report, day: date = DAY) -> OfficeReport:
    """How one office of Jambi reported the day, with the usual working days."""
    works, deadline = USUAL.is_working(day), USUAL.next_after(day)
    return OfficeReport(code, name, "Jambi", report, works, deadline)


def told_by(of: Ranking) -> DayReports:
    """All that are ranked have reported the day in time."""
    return reports(*((one.region.code, Report.ON_TIME) for one in of.rows), day=of.day)


# The two offices of tests that do not ask about reports.
ALL_TOLD = reports(("15.03", Report.ON_TIME), ("15.04", Report.ON_TIME))
