"""Who has reported a day, in words: counters, one line per office, and what may still come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import numerals
from ..arithmetic import Awaited, Standing, bounds, movable
from ..models import Region
from ..ranking import Ranking
from ..reporting import Counters, DayReports, Report, Reporting
from .reports import MARKS, REPORT_TEXTS, extent

# What a page may be narrowed down to: the name in the address, and the name on the page.
STATES = {
    "expected": gettext_lazy("Expected"),
    "reported": gettext_lazy("Reported"),
    "late": gettext_lazy("of these late"),
    "zero": gettext_lazy("of these zero, with reason"),
    "closed": gettext_lazy("Closed"),
    "missing": gettext_lazy("Not reported"),
    "open": gettext_lazy("Awaited"),
    "day_off": gettext_lazy("Day off"),
    "not_begun": gettext_lazy("Not begun"),
}


@dataclass(frozen=True, slots=True)
class CounterLink:
    """A counter that leads to the places behind it: `state` is its name in the address."""

    state: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One kabupaten/kota, ready to print; `strip` are the cells of its 14 days."""

    code: str
    name: str
    opens: bool
    report: str
    text: str
    reported_at: str
    last_report: str
    silence: str
    is_silent: bool
    note: str
    strip: SafeString


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """How the offices of one province have reported the day."""

    code: str
    name: str
    opens: bool
    told: str
    late: int
    missing: int
    open: int


def in_state(one: Reporting, state: str) -> bool:
    """Whether a record stands behind the counter of that name in STATES."""
    if state == "expected":
        return one.of_day.is_expected
    if state == "reported":
        return one.report in (Report.ON_TIME, Report.LATE, Report.ZERO)
    return one.report == state


def counter_links(found: Counters) -> list[CounterLink]:
    return [
        CounterLink(state, str(label), getattr(found, state)) for state, label in STATES.items()
    ]


def awaited(ranking: Ranking, offices: Sequence[Reporting]) -> list[Awaited]:
    """The offices with their standings; `ranking` is that of the same kabupaten/kota."""
    standings = {row.region.code: row.standing for row in [ranking.head, *ranking.rows]}
    return [
        Awaited(one.code, standings[one.code], one.silence.awaited, one.a_day)
        for one in offices
        if one.code in standings
    ]


def hint(ranking: Ranking, places: Sequence[Awaited]) -> str:
    """What coverage would be if those silent had worked as usual; "" where nothing is awaited."""
    low, high = bounds(places)
    if low.hundredths is None or not any(place.days for place in places):
        return ""
    name = ranking.region.name
    if high.hundredths is None:
        unknown = [place for place in places if place.people is None]
        text = ngettext(
            "%(n)s office that has not reported has no usual pace of the last four weeks, so "
            "how far the coverage of %(name)s could still rise is unknown.",
            "%(n)s offices that have not reported have no usual pace of the last four weeks, so "
            "how far the coverage of %(name)s could still rise is unknown.",
            len(unknown),
        )
        return text % {"n": numerals.people(len(unknown)), "name": name}
    # They are known, as their percentages are.
    assert low.recorded is not None
    assert high.recorded is not None
    values = {
        "name": name,
        "range": percent_range(low, high),
        "people": numerals.people(high.recorded - low.recorded),
    }
    if low.hundredths == high.hundredths:
        text = _(
            "If those silent worked as usual, up to %(people)s people more, the coverage of "
            "%(name)s stays %(range)s %%."
        )
    else:
        text = _(
            "If those silent worked as usual, up to %(people)s people more, the coverage of "
            "%(name)s will be %(range)s %%."
        )
    return text % values


def percent_range(low: Standing, high: Standing) -> str:
    """ "96,54–96,56"; one number where both ends show the same."""
    ends = (numerals.percent(low.hundredths), numerals.percent(high.hundredths))
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def office_lines(
    offices: Sequence[Reporting],
    places: Sequence[Awaited],
    reports: DayReports,
    opens: Callable[[Region], bool],
) -> list[OfficeLine]:
    """The offices as strings; `places` are all of the region, whatever `offices` narrow to.

    `opens` says of which places the reader may open the page.
    """
    notes, day = _notes(places), reports.day
    strips = _Strips()
    return [
        OfficeLine(
            code=one.code,
            name=one.region.name,
            opens=opens(one.region),
            report=one.report.value,
            text=str(REPORT_TEXTS[one.report]),
            reported_at=_reported_at(one, day),
            last_report=_last_report(one),
            silence=_silence(one),
            is_silent=one.last_report is None or one.silence.overdue > 0,
            note=", ".join(
                filter(
                    None,
                    (
                        extent(reports.by_code[one.code], reports.filled_of(one.code)),
                        notes.get(one.code),
                    ),
                )
            ),
            strip=strips.of(one),
        )
        for one in offices
    ]


def _notes(places: Sequence[Awaited]) -> dict[str, str]:
    """What the awaited reports could do to single places: their coverage and their rank."""
    moving, notes = movable(places), {}
    for place in places:
        parts = []
        if place.days and place.standing.hundredths is not None and place.people is not None:
            ends = {"range": percent_range(place.standing, place.high)}
            parts.append(_("as usual: %(range)s %%") % ends)
        if place.code in moving:
            parts.append(_("rank may change"))
        if parts:
            notes[place.code] = ", ".join(parts)
    return notes


def _reported_at(one: Reporting, day: date) -> str:
    """The day is left out where it is the service day itself."""
    moment, zone = one.first_reported_at, one.region.zone
    if moment is None:
        return numerals.UNKNOWN
    clock = f"{numerals.short_time(moment, zone)} {numerals.ZONE_NAMES[zone.key]}"
    local = moment.astimezone(zone).date()
    return clock if local == day else f"{numerals.short_day(local)} {clock}"


def _last_report(one: Reporting) -> str:
    return formats.date_format(one.last_report, "j M Y") if one.last_report else numerals.UNKNOWN


def _silence(one: Reporting) -> str:
    days = one.silence.overdue
    if one.last_report is None:
        return _("never reported")
    if not days:
        return numerals.UNKNOWN
    text = ngettext("%(n)s working day", "%(n)s working days", days)
    return text % {"n": numerals.people(days)}


class _Strips:
    """The cells of 14 days as HTML: 7.196 of them for the nation, too many for a template."""

    CELL = '<i class="{}" role="img" title="{}">{}</i>'

    def __init__(self):
        self._made: dict[tuple, SafeString] = {}

    def of(self, one: Reporting) -> SafeString:
        if one.days not in self._made:
            cells = (
                (report.value, f"{numerals.short_day(day)}: {REPORT_TEXTS[report]}", MARKS[report])
                for day, report in one.days
            )
            self._made[one.days] = format_html_join("", self.CELL, cells)
        return self._made[one.days]


def province_lines(
    offices: Sequence[Reporting], reports: DayReports, opens: Callable[[Region], bool]
) -> list[ProvinceLine]:
    """The offices by province, those with most silent ones first."""
    of_offices = filter(None, (one.region.province for one in offices))
    provinces = {province.code: province for province in of_offices}
    found = [(province, reports.by_province[code]) for code, province in provinces.items()]
    found.sort(key=lambda pair: (-pair[1].missing, -pair[1].open, pair[0].code))
    return [
        ProvinceLine(
            code=province.code,
            name=province.name,
            opens=opens(province),
            told=f"{one.reported}/{one.places}",
            late=one.late,
            missing=one.missing,
            open=one.open,
        )
        for province, one in found
    ]
