"""The columns of a ranking: what each is called, how it is read off a row, where it is shown.

One table for the page, CSV, JSON, the workbook and the sheet of paper: a new column is a line
in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import numerals
from ..ranking import Row
from . import row_texts

Text = str | Promise


class Unit(Enum):
    """What a value is; percentages and points are in hundredths."""

    RANK = "rank"
    TEXT = "text"
    PEOPLE = "people"
    PERCENT = "percent"
    POINTS = "points"
    PLACES = "places"
    DAY = "day"
    YES_NO = "yes_no"


TEXTS: dict[Unit, Callable[[Any], str]] = {
    Unit.RANK: lambda rank: str(rank or ""),
    Unit.TEXT: lambda text: text or numerals.UNKNOWN,
    Unit.PEOPLE: numerals.people,
    Unit.PERCENT: row_texts.coverage,
    Unit.POINTS: numerals.change,
    Unit.PLACES: row_texts.places_moved,
    Unit.DAY: row_texts.short_day,
}


@dataclass(frozen=True, slots=True)
class OnPage:
    """A cell of the page, or what stands in small letters in the cell of the column `under`.

    `header` and `text` stand in place of the column's own, `small` below the header;
    `css_class` gives the cell its place on a small screen.
    """

    header: Text = ""
    css_class: str = ""
    small: Text = ""
    under: str = ""
    text: Callable[[Row], str] | None = None
    only_of_kecamatan: bool = False


OFF_PAGE = OnPage()


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row; None is unknown. It is shown where it says so.

    `data`: in CSV and JSON, under its key. `sheet` and `paper`: its width in characters in the
    workbook and in points on paper, 0 for what the others leave. `page`: its cell; rank, name
    and coverage have theirs in the template, with a link and a bar. `paper_text` stands on paper
    in place of the plain value. Of what `adds_up` a part has a sum too. `of_origin`: it is told
    where denominators come from.
    """

    key: str
    header: Text
    unit: Unit
    value: Callable[[Row], Any]
    data: bool = False
    sheet: int | None = None
    paper: int | None = None
    page: OnPage = OFF_PAGE
    sheet_header: Text = ""
    paper_text: Callable[[Row], str] | None = None
    adds_up: bool = False
    of_origin: bool = False

    def text(self, row: Row) -> str:
        """The value as people read it."""
        return TEXTS[self.unit](self.value(row))


COLUMNS = (
    Column("rank", "#", Unit.RANK, lambda row: row.rank, data=True, sheet=5, paper=18),
    Column(
        "code",
        _("Code"),
        Unit.TEXT,
        lambda row: row.region.code,
        data=True,
        sheet=9,
        of_origin=True,
    ),
    Column(
        "name",
        _("Region"),
        Unit.TEXT,
        lambda row: row.region.name,
        data=True,
        sheet=36,
        paper=0,
        of_origin=True,
    ),
    Column(
        "percent",
        _("Coverage"),
        Unit.PERCENT,
        lambda row: row.standing.hundredths,
        data=True,
        sheet=11,
        sheet_header=_("Coverage (%)"),
        paper=50,
    ),
    Column(
        "recorded",
        _("Recorded"),
        Unit.PEOPLE,
        lambda row: row.standing.recorded,
        data=True,
        sheet=13,
        paper=58,
        page=OnPage(css_class="a-rec"),
        adds_up=True,
    ),
    Column(
        "wajib_ktp",
        _("wajib KTP"),
        Unit.PEOPLE,
        lambda row: row.standing.wajib_ktp,
        data=True,
        sheet=13,
        paper=58,
        page=OnPage(_("of wajib KTP"), under="recorded", text=row_texts.of_wajib),
        adds_up=True,
        of_origin=True,
    ),
    Column(
        "missing",
        _("Missing"),
        Unit.PEOPLE,
        lambda row: row.standing.missing,
        data=True,
        sheet=12,
        paper=56,
        page=OnPage(css_class="a-miss", text=row_texts.missing_or_over),
        adds_up=True,
    ),
    Column(
        "target_percent",
        _("Target (%)"),
        Unit.PERCENT,
        lambda row: row.goal.hundredths,
        data=True,
        sheet=9,
        of_origin=True,
    ),
    Column(
        "people_to_target",
        _("To target"),
        Unit.PEOPLE,
        lambda row: row.people_to_target,
        data=True,
        sheet=12,
        paper=54,
        paper_text=row_texts.reached_or_to_target,
        page=OnPage(_("to the target"), under="missing", text=row_texts.status_or_to_target),
    ),
    Column("reached", "", Unit.YES_NO, lambda row: row.reached, data=True),
    Column(
        "change_7",
        _("7 days (points)"),
        Unit.POINTS,
        lambda row: row_texts.points(row.change_7),
        data=True,
        sheet=10,
        paper=50,
        page=OnPage(_("7 days"), "a-week"),
        paper_text=row_texts.change_7_on_paper,
    ),
    Column(
        "change_7_people",
        _("7 days (points): by recording"),
        Unit.POINTS,
        lambda row: row_texts.points_by_people(row.change_7),
        data=True,
        sheet=11,
    ),
    Column(
        "change_7_denominator",
        _("7 days (points): by new figures"),
        Unit.POINTS,
        lambda row: row_texts.points_by_figures(row.change_7),
        data=True,
        sheet=12,
    ),
    Column(
        "rank_change_7",
        _("7 days (places)"),
        Unit.PLACES,
        lambda row: row.rank_change_7,
        data=True,
        sheet=10,
        page=OnPage(under="change_7"),
    ),
    Column(
        "change_30",
        _("30 days (points)"),
        Unit.POINTS,
        lambda row: row_texts.points(row.change_30),
        data=True,
        sheet=10,
        page=OnPage(_("30 days, points"), under="change_7"),
    ),
    Column(
        "change_30_people",
        _("30 days (points): by recording"),
        Unit.POINTS,
        lambda row: row_texts.points_by_people(row.change_30),
        data=True,
        sheet=11,
    ),
    Column(
        "change_30_denominator",
        _("30 days (points): by new figures"),
        Unit.POINTS,
        lambda row: row_texts.points_by_figures(row.change_30),
        data=True,
        sheet=12,
    ),
    Column(
        "change_7_decrees",
        _("7 days (points): decrees"),
        Unit.TEXT,
        lambda row: row_texts.few(row.besides_7.decrees),
        data=True,
        sheet=20,
    ),
    Column(
        "change_30_decrees",
        _("30 days (points): decrees"),
        Unit.TEXT,
        lambda row: row_texts.few(row.besides_30.decrees),
        data=True,
        sheet=20,
    ),
    Column(
        "why_changed",
        "",
        Unit.TEXT,
        row_texts.why_changed,
        page=OnPage(under="change_7", text=row_texts.why_changed),
    ),
    Column(
        "counted",
        _("New since the base figure"),
        Unit.PEOPLE,
        lambda row: row.counted,
        sheet=12,
        page=OnPage(_("New"), "a-new", _("since the base figure"), only_of_kecamatan=True),
        adds_up=True,
    ),
    Column(
        "last_report", _("Last report"), Unit.DAY, lambda row: row.last_report, data=True, sheet=12
    ),
    Column(
        "as_of",
        _("As of"),
        Unit.DAY,
        lambda row: row_texts.common(origin.as_of for origin in row.origins),
        data=True,
        of_origin=True,
    ),
    Column(
        "published_on",
        _("Published on"),
        Unit.DAY,
        lambda row: row_texts.common(origin.published_on for origin in row.origins),
        data=True,
        of_origin=True,
    ),
    Column(
        "basis",
        _("Basis"),
        Unit.TEXT,
        lambda row: row_texts.few(origin.basis for origin in row.origins),
        data=True,
        of_origin=True,
    ),
    Column(
        "source",
        _("Source"),
        Unit.TEXT,
        lambda row: row_texts.few(origin.source for origin in row.origins),
        data=True,
        of_origin=True,
    ),
)
# Where the order is not that of the table; what is not named comes behind.
DATA_ORDER = (
    *("rank", "code", "name", "recorded", "wajib_ktp", "percent", "missing", "people_to_target"),
    *("reached", "change_7", "change_30", "rank_change_7", "last_report"),
    *("change_7_people", "change_7_denominator", "change_30_people", "change_30_denominator"),
    *("as_of", "published_on", "basis", "source", "target_percent"),
    *("change_7_decrees", "change_30_decrees"),
)
PAGE_ORDER = ("recorded", "counted")


def data_columns() -> list[Column]:
    """Those of CSV and JSON, in the order of the fixed interface."""
    return _ordered([column for column in COLUMNS if column.data], DATA_ORDER)


def sheet_columns() -> list[Column]:
    return [column for column in COLUMNS if column.sheet is not None]


def origin_columns() -> list[Column]:
    """Those that tell where a denominator comes from."""
    return [column for column in COLUMNS if column.of_origin]


def paper_columns() -> list[Column]:
    return [column for column in COLUMNS if column.paper is not None]


def page_columns(*, of_kecamatan: bool) -> list[tuple[Column, list[Column]]]:
    """Those with a cell on the page, each with those that stand in small letters in it."""
    shown = [c for c in COLUMNS if c.page is not OFF_PAGE]
    if not of_kecamatan:
        shown = [column for column in shown if not column.page.only_of_kecamatan]
    cells = _ordered([column for column in shown if not column.page.under], PAGE_ORDER)
    return [(cell, [c for c in shown if c.page.under == cell.key]) for cell in cells]


def _ordered(columns: list[Column], keys: Sequence[str]) -> list[Column]:
    places = {key: place for place, key in enumerate(keys)}
    return sorted(columns, key=lambda column: places.get(column.key, len(keys)))


def known_part(head: Row) -> Row:
    """The whole as the sum of what is known of it."""
    return replace(head, standing=head.known)


def row_of_sum(head: Row, column: Column) -> Row:
    """The row to read a value of the whole off: where only a part is known, of sums that part."""
    return known_part(head) if column.adds_up and row_texts.only_known(head) else head
