"""Who has reported a day, in one set of words for every screen, recap and file."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from .. import numerals
from ..levels import Level
from ..models import Region
from ..ranking import Row
from ..reporting import Counters, DayReports, Filled, OfficeReport, Report

# The state of one office's day.
REPORT_TEXTS = {
    Report.ON_TIME: pgettext_lazy("day", "reported"),
    Report.LATE: pgettext_lazy("day", "reported late"),
    Report.ZERO: pgettext_lazy("day", "zero, with reason"),
    Report.CLOSED: pgettext_lazy("day", "closed"),
    Report.MISSING: pgettext_lazy("day", "not reported"),
    Report.OPEN: pgettext_lazy("day", "awaited"),
    Report.DAY_OFF: pgettext_lazy("day", "day off"),
    Report.NOT_BEGUN: pgettext_lazy("day", "not begun"),
}
# What stands in a small cell, so that colour is not all that tells the days apart.
MARKS = {
    Report.ON_TIME: "✓",
    Report.LATE: "T",
    Report.ZERO: "0",
    Report.CLOSED: "×",
    Report.MISSING: "!",
    Report.OPEN: "?",
    Report.DAY_OFF: "·",
    Report.NOT_BEGUN: "–",
}


def legend() -> list[tuple[str, str, str]]:
    """Class, mark and words of each state."""
    return [(report.value, MARKS[report], str(REPORT_TEXTS[report])) for report in Report]


def report_sentences(reports: DayReports) -> list[str]:
    """How many of those expected have reported, and until when the day is open."""
    found = reports.counters
    if not found.expected:
        return _nobody_is_expected(found)
    values = {"n": numerals.people(found.reported), "all": numerals.people(found.expected)}
    sentences = [_("%(n)s of %(all)s kabupaten/kota expected have reported.") % values]
    if found.missing:
        sentences.append(_("%(n)s not reported.") % {"n": numerals.people(found.missing)})
    if reports.open_until is not None:
        values = {
            "n": numerals.people(found.open),
            "day": numerals.long_day(reports.open_until),
        }
        sentences.append(_("%(n)s awaited, until %(day)s.") % values)
    return sentences


def _why_nobody(found: Counters) -> Report:
    """Why nobody is expected to report: closed, a day off, or nobody has begun."""
    if found.day_off or found.reported:
        return Report.DAY_OFF
    return Report.CLOSED if found.closed else Report.NOT_BEGUN


def _nobody_is_expected(found: Counters) -> list[str]:
    why = _why_nobody(found)
    if why == Report.CLOSED:
        return [_("All were closed.")]
    if why == Report.NOT_BEGUN:
        return [_("No office here has begun to report.")]
    told = ngettext(
        "%(n)s has reported all the same.", "%(n)s have reported all the same.", found.reported
    )
    off = _("A weekend, holiday or joint leave: nobody is expected to report.")
    return [off, told % {"n": numerals.people(found.reported)}] if found.reported else [off]


def office_sentence(office: OfficeReport, filled: Filled | None = None) -> str:
    """The report of one office in a sentence, and how much of it is filled in."""
    if office.report == Report.OPEN:
        until = numerals.long_day(office.deadline)
        return _("Report of the office: awaited, until %(day)s.") % {"day": until}
    return _("Report of the office: %(state)s.") % {"state": _state_and_extent(office, filled)}


def sentences_about(region: Region, reports: DayReports) -> list[str]:
    """How the offices in `region` reported the day; inside a kabupaten/kota, how its own did."""
    if region.level < Level.KABKOTA:
        return report_sentences(reports)
    return [office_sentence(one, reports.filled_of(one.code)) for one in reports.offices]


def today_line(region: Region, reports: DayReports) -> str:
    """How far the day that has just begun has come; "" where nobody has begun to report."""
    found = reports.counters
    if found.not_begun == found.places:
        return ""
    if not found.expected:
        state = str(REPORT_TEXTS[_why_nobody(found)])
        if found.reported:
            values = {"state": state, "n": numerals.people(found.reported)}
            return _("Today: %(state)s, %(n)s reported all the same") % values
        return _("Today: %(state)s") % {"state": state}
    if region.level >= Level.KABKOTA:
        return _("Today: %(state)s") % {"state": REPORT_TEXTS[reports.offices[0].report]}
    values = {"n": numerals.people(found.reported), "all": numerals.people(found.expected)}
    return _("Today: %(n)s of %(all)s have reported") % values


def in_short(found: Counters) -> tuple[str, str]:
    """How many have reported, of whom; and who is missing, in the fewest words."""
    if not found.expected:
        why = _why_nobody(found)
        off = why == Report.DAY_OFF
        nobody = _("nobody is expected") if off else str(REPORT_TEXTS[why])
        return numerals.people(found.reported), nobody
    values = {"n": numerals.people(found.reported), "all": numerals.people(found.expected)}
    parts = [
        _("%(n)s not reported") % {"n": numerals.people(found.missing)} if found.missing else "",
        _("%(n)s awaited") % {"n": numerals.people(found.open)} if found.open else "",
    ]
    rest = ", ".join(filter(None, parts))
    return _("%(n)s of %(all)s") % values, rest or _("all offices")


def row_report(reports: DayReports, row: Row) -> str:
    """What the row of a place says of the day.

    An office has its state; several offices say how many have reported. A kecamatan has no
    report of its own: what is said is whether its office gave it a number.
    """
    place = row.region
    if place.level > Level.KABKOTA:
        return _("has a number") if row.last_report == reports.day else _("no number")
    if place.level == Level.KABKOTA:
        return _state_and_extent(reports.by_code[place.code], reports.filled_of(place.code))
    found = reports.by_province.get(place.code)
    if found is None:
        return ""
    count, rest = in_short(found)
    if not found.expected and not found.reported:
        return str(REPORT_TEXTS[_why_nobody(found)])
    told = _("%(count)s reported") % {"count": count}
    return f"{told}, {rest}" if found.missing or found.open else told


def _state_and_extent(office: OfficeReport, filled: Filled | None) -> str:
    return ", ".join(filter(None, (str(REPORT_TEXTS[office.report]), extent(office, filled))))


def extent(office: OfficeReport, filled: Filled | None) -> str:
    """How much of its report an office has filled in, and whether it said that this is all.

    Of a zero that is said by the word itself.
    """
    complete = complete_text(office.is_complete and office.report != Report.ZERO)
    return ", ".join(filter(None, (filled_text(filled), complete)))


def complete_text(is_complete: bool) -> str:
    return pgettext("day", "complete") if is_complete else ""


def completed_sentence(reports: DayReports) -> str:
    """Of those that reported, how many said that nothing more comes; "" where none did."""
    if not reports.complete:
        return ""
    return _("%(n)s offices have reported, %(complete)s of them completely.") % {
        "n": numerals.people(reports.counters.reported),
        "complete": numerals.people(reports.complete),
    }


def remark_text(region: Region, reports: DayReports) -> str:
    """What the office of a kabupaten/kota says beside its numbers of the day."""
    remark = reports.offices[0].remark if region.level == Level.KABKOTA else ""
    return _("Remark of the office: %(remark)s") % {"remark": remark} if remark else ""


def filled_text(filled: Filled | None) -> str:
    """How many kecamatan have a number, where not all have; empty where no office says any."""
    if filled is None or filled.given == filled.kecamatan:
        return ""
    if not filled.given:
        return _("not broken down by kecamatan")
    return _("%(told)s of %(all)s kecamatan filled in") % {
        "told": str(filled.given),
        "all": str(filled.kecamatan),
    }


def report_text(row: Row, reports: DayReports) -> str:
    """The same, with the last report where the day has none yet."""
    text = row_report(reports, row)
    if row.last_report == reports.day:
        return text
    if row.last_report is not None:
        last = _("last report %(day)s") % {"day": numerals.short_day(row.last_report)}
        return ", ".join(filter(None, (text, last)))
    never = _("never reported")
    return f"{text}, {never}" if row.region.level == Level.KABKOTA else never
