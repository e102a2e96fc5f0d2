"""The table of a ranking on the page, every number ready to print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import numerals
from ..levels import Level
from ..models import Region
from ..ranking import Ranking, Row, Undivided
from ..reporting import DayReports
from . import pace, row_texts
from .bars import Drawn, bar_start, drawn
from .cells import Cell, PageColumn, columns_on_page
from .columns import known_part
from .reports import report_text


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words; `cells` are those of the table of columns, what is ahead stands apart."""

    rank: str
    code: str
    name: str
    opens: bool
    report: str
    silent: bool
    percent: str
    notes: tuple[str, ...]
    cells: tuple[Cell, ...]
    pace: str
    pace_of: str
    needed: str
    outlook: str
    outlook_of: str
    too_late: bool
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class SumLine:
    """A row below the ranking; `partly` says of what it is the sum, where not of all."""

    name: str
    partly: str
    percent: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RankingTable:
    """`columns` are those of the cells of its lines; bars begin at `bar_start` percent."""

    columns: list[PageColumn]
    lines: list[Line]
    sums: list[SumLine]
    bar_start: str


def ranking_table(
    ranking: Ranking, rows: Sequence[Row], reports: DayReports, opens: Callable[[Region], bool]
) -> RankingTable:
    """`rows` of the ranking (all or some), and the sums of all.

    `reports` are those of its day; `opens` says of which places the reader may open the page.
    """
    columns = columns_on_page(of_kecamatan=ranking.region.level == Level.KABKOTA)
    start = bar_start(rows)
    return RankingTable(
        columns=columns,
        lines=[_line(row, reports, columns, start, opens) for row in rows],
        sums=_sums(ranking, columns),
        bar_start=numerals.short_percent(start),
    )


def _line(
    row: Row,
    reports: DayReports,
    columns: list[PageColumn],
    start: int,
    opens: Callable[[Region], bool],
) -> Line:
    day = reports.day
    needed, projection = pace.needed(row, day), pace.projection(row, day)
    return Line(
        rank=str(row.rank or ""),
        code=row.region.code,
        name=row.region.name,
        opens=opens(row.region),
        report=report_text(row, reports),
        silent=reports.is_overdue(row.region.code),
        percent=row_texts.coverage(row.standing.hundredths),
        notes=tuple(row_texts.notes(row)),
        cells=tuple([column.cell(row) for column in columns]),
        pace=pace.a_day(row),
        pace_of=", ".join(filter(None, (pace.by_outreach(row), pace.of_known(row)))),
        needed="" if needed is None else numerals.people(needed),
        outlook=pace.outlook(projection),
        outlook_of=pace.kind_of(projection),
        too_late=pace.is_late(projection, row.goal),
        drawn=drawn(row, start),
    )


def _sums(ranking: Ranking, columns: list[PageColumn]) -> list[SumLine]:
    """What is in no row, where that is counted; then the region itself."""
    head, rest = ranking.head, ranking.not_broken_down
    unknown = head.standing.hundredths is None
    only = _("only the %(n)s that are known") % {"n": head.standing.known_parts}
    part = known_part(head) if unknown else head
    whole = SumLine(
        name=ranking.region.name,
        partly=only if unknown else "",
        percent=row_texts.coverage(head.standing.hundredths),
        cells=tuple(column.of_sum(part) for column in columns),
    )
    lines = [_undivided(one, columns) for one in ranking.undivided]
    beside = [] if rest is None else [(_("Not broken down by kecamatan"), rest)]
    if ranking.ended:
        beside.append((_("Kecamatan that have ended"), ranking.ended))
    lines += [
        SumLine(name, "", "", tuple(column.of_rest(people) for column in columns))
        for name, people in beside
    ]
    return [*lines, whole]


def _undivided(one: Undivided, columns: list[PageColumn]) -> SumLine:
    return SumLine(
        name=undivided_name(one),
        partly="",
        percent=row_texts.coverage(one.row.standing.hundredths),
        cells=tuple(column.of_sum(one.row) for column in columns),
    )


def undivided_name(one: Undivided) -> str:
    names = ", ".join(part.name for part in one.parts)
    return _("Not yet told apart: %(names)s") % {"names": names}
