"""Who has reported a day, in one set of words for every screen, recap and file."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from .. import numerals
from ..levels import Level
from ..models import Region
from ..ranking import Row
from ..reporting import Counters, DayReports, Report, is_working_day, next_working_day

# The state of one office's day.
REPORT_TEXTS = {
    Report.ON_TIME: pgettext_lazy("day", "reported"),
    Report.LATE: pgettext_lazy("day", "reported late"),
    Report.ZERO: pgettext_lazy("day", "zero, with reason"),
    Report.CLOSED: pgettext_lazy("day", "closed"),
    Report.MISSING: pgettext_lazy("day", "not reported"),
    Report.NOT_EXPECTED: pgettext_lazy("day", "day off"),
    Report.OPEN: pgettext_lazy("day", "awaited"),
}
# What stands in a small cell, so that colour is not all that tells the days apart.
MARKS = {
    Report.ON_TIME: "✓",
    Report.LATE: "T",
    Report.ZERO: "0",
    Report.CLOSED: "×",
    Report.MISSING: "!",
    Report.NOT_EXPECTED: "·",
    Report.OPEN: "?",
}


def legend() -> list[tuple[str, str, str]]:
    """Class, mark and words of each state."""
    return [(report.value, MARKS[report], str(REPORT_TEXTS[report])) for report in Report]


def report_sentences(found: Counters, day: date) -> list[str]:
    """How many of those expected have reported, and until when the day is open."""
    if not is_working_day(day):
        off = _("A weekend or public holiday: nobody is expected to report.")
        told = ngettext(
            "%(n)s has reported all the same.", "%(n)s have reported all the same.", found.reported
        )
        return [off, told % {"n": numerals.people(found.reported)}] if found.reported else [off]
    if not found.expected:
        return [_("All were closed.")]
    values = {"n": numerals.people(found.reported), "all": numerals.people(found.expected)}
    sentences = [_("%(n)s of %(all)s kabupaten/kota expected have reported.") % values]
    if found.missing:
        sentences.append(_("%(n)s not reported.") % {"n": numerals.people(found.missing)})
    if found.open:
        values = {
            "n": numerals.people(found.open),
            "day": numerals.long_day(next_working_day(day)),
        }
        sentences.append(_("%(n)s awaited, until %(day)s.") % values)
    return sentences


def office_sentence(report: Report, day: date) -> str:
    """The report of one office in a sentence."""
    if report == Report.OPEN:
        until = numerals.long_day(next_working_day(day))
        return _("Report of the office: awaited, until %(day)s.") % {"day": until}
    return _("Report of the office: %(state)s.") % {"state": REPORT_TEXTS[report]}


def sentences_about(region: Region, reports: DayReports) -> list[str]:
    """How the offices in `region` reported the day; inside a kabupaten/kota, how its own did."""
    if region.level < Level.KABKOTA:
        return report_sentences(reports.counters, reports.day)
    return [office_sentence(office.report, reports.day) for office in reports.offices]


def in_short(found: Counters, day: date) -> tuple[str, str]:
    """How many have reported, of whom; and who is missing, in the fewest words."""
    if not is_working_day(day):
        return numerals.people(found.reported), _("nobody is expected")
    if not found.expected:
        return numerals.people(found.reported), str(REPORT_TEXTS[Report.CLOSED])
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
        return str(REPORT_TEXTS[reports.by_office[place.code]])
    found = reports.by_province.get(place.code)
    if found is None:
        return ""
    count, rest = in_short(found, reports.day)
    if not found.expected and not found.reported:
        off = not is_working_day(reports.day)
        return str(REPORT_TEXTS[Report.NOT_EXPECTED if off else Report.CLOSED])
    told = _("%(count)s reported") % {"count": count}
    return f"{told}, {rest}" if found.missing or found.open else told


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
