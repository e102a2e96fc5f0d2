"""A ranking on one sheet of A4 paper (PDF): the state in words, the trend, the lowest places.

Import it where it is used: reportlab takes its time to load.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import BinaryIO
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.graphics.shapes import Drawing, Line, PolyLine, String
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from .. import numerals
from ..ranking import Ranking, Row, Undivided, kecamatan_apart
from ..reporting import DayReports
from ..wording import (
    Column,
    Unit,
    apart_text,
    coverage,
    headline,
    only_known,
    origins_text,
    paper_columns,
    row_of_sum,
    sentences_about,
    target_text,
    title,
    undivided_name,
)

# Day and hundredths of a percent, oldest first; None where coverage is unknown.
Points = Sequence[tuple[date, int | None]]

# Up to so many rows all are printed; of more, only the first few.
MOST_ROWS, FIRST_ROWS = 40, 35
WIDTH, HEIGHT = A4
MARGIN, FOOTER = 14 * mm, 8 * mm
INSIDE = WIDTH - 2 * MARGIN
INK, GREY, LINES = HexColor("#1b2733"), HexColor("#5a6672"), HexColor("#c9d1d9")
ACCENT, GOAL = HexColor("#0b5a8a"), HexColor("#b3261e")
# Bitstream Vera comes with reportlab and goes into the file: printed alike everywhere.
REGULAR, BOLD = "Vera", "VeraBd"
CHART_HEIGHT = 70


def write_pdf(
    ranking: Ranking,
    rows: Sequence[Row],
    reports: DayReports,
    file: BinaryIO,
    made_at: datetime,
    points: Points = (),
) -> None:
    """`rows` of the ranking on one page, in the language of the page.

    `made_at` is shown on the clock of the region. Rows that do not fit on the page are left
    out from the end and counted.
    """
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    canvas = Canvas(file, pagesize=A4)
    canvas.setTitle(f"{title(ranking.region)} {ranking.day.isoformat()}")
    top, bottom = HEIGHT - MARGIN, MARGIN + FOOTER
    said = " ".join([*headline(ranking), *sentences_about(ranking.region, reports)])
    shown = len(rows) if len(rows) <= MOST_ROWS else FIRST_ROWS
    story = _story(ranking, rows, said, shown, points)
    while shown and _height(story) > top - bottom:
        shown -= 1
        story = _story(ranking, rows, said, shown, points)
    for flowable in story:
        _width, height = flowable.wrap(INSIDE, top - bottom)
        top -= height
        flowable.drawOn(canvas, MARGIN, top)
    _draw_footer(canvas, made_at, ranking)
    canvas.showPage()
    canvas.save()


def _height(story: Sequence[Flowable]) -> float:
    return sum(flowable.wrap(INSIDE, HEIGHT)[1] for flowable in story)


def _story(
    ranking: Ranking, rows: Sequence[Row], said: str, shown: int, points: Points
) -> list[Flowable]:
    """`said` stands above the table, of which the first `shown` rows are printed."""
    goal = ranking.head.goal
    day = _("As of %(day)s. Target: %(target)s.") % {
        "day": numerals.long_day(ranking.day),
        "target": target_text(goal),
    }
    known = [hundredths for _day, hundredths in points if hundredths is not None]
    left_out = len(rows) - shown
    more = _("%(n)s more rows are not printed.") % {"n": numerals.people(left_out)}
    narrowed = _("%(n)s of %(all)s rows are listed; the sum is that of all.") % {
        "n": len(rows),
        "all": len(ranking.rows),
    }
    notes = [
        more if left_out else "",
        narrowed if len(rows) < len(ranking.rows) else "",
        origins_text(ranking),
        apart_text(kecamatan_apart(ranking)),
        _("Percentages are rounded down."),
    ]
    return [
        _text(_("e-KTP recording, %(region)s") % {"region": title(ranking.region)}, 14, BOLD),
        _text(day, 8.5, colour=GREY),
        Spacer(0, 4),
        _text(said, 9.5),
        Spacer(0, 6),
        *([_chart(points, ranking.head)] if len(known) > 1 else []),
        _table(ranking, rows[:shown]),
        Spacer(0, 4),
        _text(" ".join(filter(None, notes)), 7, colour=GREY),
    ]


def _text(text: str, size: float, font: str = REGULAR, *, colour=INK, align: int = 0) -> Paragraph:
    """A paragraph that wraps, even inside a word that is longer than the line."""
    style = ParagraphStyle(
        "", fontName=font, fontSize=size, leading=size * 1.25, textColor=colour, alignment=align
    )
    return Paragraph(escape(text), style)


def _table(ranking: Ranking, rows: Sequence[Row]) -> Table:
    size, columns = 7.2, paper_columns()
    left = INSIDE - sum(column.paper or 0 for column in columns)
    widths = [column.paper or left for column in columns]

    def line(cells: Sequence[str], font: str = REGULAR) -> list[Paragraph]:
        return [
            _text(cell, size, font, align=0 if column.unit == Unit.TEXT else TA_RIGHT)
            for column, cell in zip(columns, cells, strict=True)
        ]

    header = [str(column.header) for column in columns]
    whole = _whole(ranking.head, columns)
    cells = [
        line(header, BOLD),
        *(line(_cells(row, columns)) for row in rows),
        *(line(_undivided(one, columns)) for one in ranking.undivided),
        line(whole, BOLD),
    ]
    table = Table(cells, colWidths=widths)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                ("LINEBELOW", (0, 0), (-1, -2), 0.25, LINES),
                ("LINEBELOW", (0, 0), (-1, 0), 0.7, INK),
                ("LINEABOVE", (0, -1), (-1, -1), 0.7, INK),
            ]
        )
    )
    return table


def _cells(row: Row, columns: Sequence[Column]) -> list[str]:
    return [_cell(row, column) for column in columns]


def _cell(row: Row, column: Column) -> str:
    return column.paper_text(row) if column.paper_text else column.text(row)


def _undivided(one: Undivided, columns: Sequence[Column]) -> list[str]:
    """Parts of a split that are known together only."""
    cells = {column.key: _cell(row_of_sum(one.row, column), column) for column in columns}
    return list((cells | {"rank": "", "name": undivided_name(one)}).values())


def _whole(head: Row, columns: Sequence[Column]) -> list[str]:
    """The region itself; where only a part is known the sums of that part, and no percentage."""
    cells = {column.key: _cell(row_of_sum(head, column), column) for column in columns}
    cells["rank"] = ""
    if part := only_known(head):
        cells["name"] = f"{head.region.name} ({part})"
    return list(cells.values())


def _chart(points: Points, head: Row) -> Drawing:
    """Coverage from the first to the last day, and the target as a dashed line."""
    target = head.goal.hundredths
    known = [(day, hundredths) for day, hundredths in points if hundredths is not None]
    ends = [target, *(hundredths for _day, hundredths in known)]
    lowest, highest = min(ends), max(ends)
    first, last = points[0][0], points[-1][0]
    days, span = max(1, (last - first).days), max(1, highest - lowest)
    left, right, low, high = 46.0, INSIDE - 46, 16.0, CHART_HEIGHT - 12.0

    def x(day: date) -> float:
        return left + (right - left) * (day - first).days / days

    def y(hundredths: int) -> float:
        return low + (high - low) * (hundredths - lowest) / span

    drawing = Drawing(INSIDE, CHART_HEIGHT)
    drawing.add(Line(left, low - 3, right, low - 3, strokeColor=LINES, strokeWidth=0.5))
    drawing.add(Line(left, y(target), right, y(target), strokeColor=GOAL, strokeDashArray=[3, 2]))
    for stretch in _stretches(points):
        line = [number for day, hundredths in stretch for number in (x(day), y(hundredths))]
        drawing.add(PolyLine(line, strokeColor=ACCENT, strokeWidth=1.4))
    begun, ended = known[0], known[-1]
    goal = _("target %(target)s") % {"target": target_text(head.goal)}
    label = {"fontName": REGULAR, "fontSize": 6.5}
    for text, at, height, anchor, colour in (
        (coverage(begun[1]), x(begun[0]) - 3, y(begun[1]) - 2, "end", ACCENT),
        (coverage(ended[1]), x(ended[0]) + 3, y(ended[1]) - 2, "start", ACCENT),
        (goal, left, y(target) + 3, "start", GOAL),
        (numerals.long_day(first), left, 4, "start", GREY),
        (only_known(head), (left + right) / 2, 4, "middle", GREY),
        (numerals.long_day(last), right, 4, "end", GREY),
    ):
        drawing.add(String(at, height, text, textAnchor=anchor, fillColor=colour, **label))
    return drawing


def _stretches(points: Points) -> list[list[tuple[date, int]]]:
    """The points between two unknown ones; a single point has no line."""
    stretches: list[list[tuple[date, int]]] = [[]]
    for day, hundredths in points:
        if hundredths is None:
            stretches.append([])
        else:
            stretches[-1].append((day, hundredths))
    return [stretch for stretch in stretches if len(stretch) > 1]


def _draw_footer(canvas: Canvas, made_at: datetime, ranking: Ranking) -> None:
    zone = ranking.region.zone
    made = _("Made on %(day)s at %(time)s") % {
        "day": numerals.long_day(made_at.astimezone(zone).date()),
        "time": numerals.clock_time(made_at, zone),
    }
    canvas.setFont(REGULAR, 6.5)
    canvas.setFillColor(GREY)
    personal = _("Counts only; this application holds no personal data of citizens.")
    canvas.drawString(MARGIN, MARGIN, personal)
    canvas.drawRightString(WIDTH - MARGIN, MARGIN, made)
