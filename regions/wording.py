"""A ranking put into words and ready-made strings, in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from . import numerals
from .access import may_see
from .completeness import Report
from .coverage import HUNDRED_PERCENT
from .goals import Goal
from .levels import Level
from .models import (
    Basis,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    Kind,
    Region,
    State,
    User,
    ZeroReason,
)
from .ranking import Ranking, Row

# Upper ends of the coverage classes, in hundredths; the last but one ends at the target.
CLASS_ENDS = (8700, 9200, 9500)
BAR_STEP = 1000


def title(region: Region) -> str:
    """ "Provinsi Jambi", "Kabupaten Sarolangun", "Kecamatan Pauh" """
    if region.kind == Kind.PROVINSI and not region.name.startswith("Daerah"):
        return _("Province of %(name)s") % {"name": region.name}
    if region.kind == Kind.KECAMATAN:
        return _("Kecamatan %(name)s") % {"name": region.name}
    return region.name


def target_text(goal: Goal) -> str:
    return f"{numerals.short_percent(goal.hundredths)} %"


def headline(ranking: Ranking) -> list[str]:
    """The state of the region in sentences: coverage, what is missing, until when, the lowest."""
    head, standing = ranking.head, ranking.head.standing
    if standing.hundredths is None:
        return [*_unknown_sentences(head), *_lowest(ranking)]
    sentences = [
        _("%(percent)s %% recorded (%(recorded)s of %(wajib)s people obliged).")
        % {
            "percent": numerals.percent(standing.hundredths),
            "recorded": numerals.people(standing.recorded),
            "wajib": numerals.people(standing.wajib_ktp),
        },
        _to_target(head, ranking.day),
    ]
    return [*sentences, *_lowest(ranking)]


def _unknown_sentences(head: Row) -> list[str]:
    standing = head.standing
    if standing.parts == 1:
        if standing.wajib_ktp is None:
            return [_("Coverage is unknown: no population figure was published by this day.")]
        return [_("Coverage is unknown: nothing has been reported yet.")]
    sentence = _("Coverage is unknown: figures of %(known)s of %(parts)s kabupaten/kota are known.")
    sentences = [sentence % {"known": standing.known_parts, "parts": standing.parts}]
    if head.known.hundredths is not None:
        part = _("Those known: %(percent)s %% (%(recorded)s of %(wajib)s).")
        sentences.append(
            part
            % {
                "percent": numerals.percent(head.known.hundredths),
                "recorded": numerals.people(head.known.recorded),
                "wajib": numerals.people(head.known.wajib_ktp),
            }
        )
    return sentences


def _to_target(head: Row, day: date) -> str:
    target = target_text(head.goal)
    if head.reached:
        return _("The target of %(target)s is reached.") % {"target": target}
    short = _("%(people)s people short of %(target)s") % {
        "people": numerals.people(head.people_to_target),
        "target": target,
    }
    if head.goal.deadline is None:
        return f"{short}."
    days = (head.goal.deadline - day).days
    if days < 0:
        until = _("the deadline has passed")
    elif days == 0:
        until = _("the deadline is today")
    else:
        until = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    label = head.goal.label or numerals.long_day(head.goal.deadline)
    return f"{short}; {until} ({label})."


def _lowest(ranking: Ranking) -> list[str]:
    if not ranking.rows or ranking.rows[0].rank is None or len(ranking.rows) < 2:
        return []
    lowest = ranking.rows[0]
    values = {
        "name": title(lowest.region),
        "percent": numerals.percent(lowest.standing.hundredths),
    }
    return [_("Lowest: %(name)s, %(percent)s %%.") % values]


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
    report: str
    silent: bool
    notes: tuple[str, ...]


def bar_start(rows: list[Row]) -> int:
    """Where the bars begin, in hundredths: a round 10 % below the lowest, at most 80 %."""
    known = [row.standing.hundredths for row in rows if row.standing.hundredths is not None]
    lowest = min(known, default=HUNDRED_PERCENT)
    return max(0, min(8000, (lowest - BAR_STEP // 2) // BAR_STEP * BAR_STEP))


def lines(rows: list[Row], day: date, reader: User) -> list[Line]:
    """The rows as strings; `reader` decides which names lead further down."""
    start = bar_start(rows)
    span = HUNDRED_PERCENT - start
    return [_line(row, day, start, span, reader) for row in rows]


def _line(row: Row, day: date, start: int, span: int, reader: User) -> Line:
    standing, hundredths = row.standing, row.standing.hundredths
    goal = row.goal.hundredths
    return Line(
        rank=str(row.rank or ""),
        code=row.region.code,
        name=row.region.name,
        opens=may_see(reader, row.region),
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
        report=_report(row, day),
        silent=row.last_report != day,
        notes=tuple(_notes(row)),
    )


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
    return notes


def crumbs(region: Region) -> list[Region]:
    """The regions above, from the nation down."""
    above = []
    while region.parent is not None:
        region = region.parent
        above.insert(0, region)
    return above


def kind_of_rows(ranking: Ranking, level: Level | None) -> str:
    """What the ranking lists: provinces, kabupaten/kota, kecamatan."""
    level = level or Level(min(ranking.region.level + 1, Level.KECAMATAN))
    return {
        Level.PROVINCE: _("provinces"),
        Level.KABKOTA: _("kabupaten/kota"),
        Level.KECAMATAN: _("kecamatan"),
    }[level]


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


REPORT_TEXTS = {
    Report.ON_TIME: pgettext_lazy("day", "reported"),
    Report.LATE: pgettext_lazy("day", "late"),
    Report.ZERO: pgettext_lazy("day", "zero"),
    Report.CLOSED: pgettext_lazy("day", "closed"),
    Report.MISSING: pgettext_lazy("day", "missing"),
    Report.NOT_EXPECTED: pgettext_lazy("day", "day off"),
    Report.OPEN: pgettext_lazy("day", "open"),
}


@dataclass(frozen=True, slots=True)
class StripDay:
    """One of the last 14 days in the strip above the entry grid."""

    iso: str
    number: int
    long: str
    text: str
    report: str
    is_shown: bool


def strip_days(strip: list[tuple[date, Report]], shown: date) -> list[StripDay]:
    return [
        StripDay(
            iso=day.isoformat(),
            number=day.day,
            long=f"{numerals.weekday(day)}, {numerals.long_day(day)}",
            text=str(REPORT_TEXTS[report]),
            report=report.value,
            is_shown=day == shown,
        )
        for day, report in strip
    ]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One entry of the change log, ready to print."""

    at: str
    by: str
    place: str
    code: str
    day: str
    what: str
    old: str
    new: str
    through: str


def change_lines(changes: Iterable[CountChange]) -> list[ChangeLine]:
    return [_change_line(change) for change in changes]


def _change_line(change: CountChange) -> ChangeLine:
    zone = change.kabkota.zone
    model = DailyCount if change.channel else DayStatus
    what = str(model._meta.get_field(change.field).verbose_name)
    if change.channel == Channel.JEMPUT_BOLA:
        what = f"{what} ({Channel.JEMPUT_BOLA.label})"
    local_day = numerals.short_day(change.at.astimezone(zone).date())
    return ChangeLine(
        at=f"{local_day} {numerals.clock_time(change.at, zone)}",
        by=change.by.get_full_name() or change.by.username,
        place=change.region.name,
        code=change.region.code,
        day=numerals.long_day(change.day),
        what=what[:1].upper() + what[1:],
        old=_logged(change.field, change.old),
        new=_logged(change.field, change.new),
        through=" · ".join(filter(None, (change.get_source_display(), change.why))),
    )


def _logged(field: str, value: int | str | None) -> str:
    if field == "state":
        return str(State(value).label)
    if field == "zero_reason":
        return str(ZeroReason(value).label) if value else numerals.UNKNOWN
    return numerals.people(value)
