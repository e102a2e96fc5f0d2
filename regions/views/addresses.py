"""Reading a place and a day out of an address, and saying clearly when there is none."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, numerals, wording
from ..access import EARLIEST_FIGURE
from ..days import ONE_DAY
from ..decrees import Lineage
from ..levels import Level
from ..models import Region
from ..reporting import DayReports, opening_day, reports_of_day, reports_of_days

View = Callable[..., HttpResponse]


class BadAddress(ValueError):
    """A day or a choice in an address that cannot be shown; the text is for the person."""


class GoesOnElsewhere(Exception):
    """A region that a decree renumbered or merged; the text names the decree."""

    def __init__(self, message: str, new: Region):
        super().__init__(message)
        self.new = new

    def address(self, request: HttpRequest) -> str:
        """The same page of the place that carries it on."""
        match = request.resolver_match
        assert match is not None  # there is a view
        asked, kwargs = request.GET.copy(), dict(match.kwargs)
        if "code" in kwargs:
            kwargs["code"] = self.new.code
        else:
            asked["wilayah"] = self.new.code
        path = reverse(match.view_name, args=match.args, kwargs=kwargs)
        return f"{path}?{asked.urlencode()}" if asked else path


def says_what_is_bad(view: View) -> View:
    """Answer a BadAddress that the view raises with 400 and its sentence, and an old address with
    the one of today."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BadAddress as error:
            return render(request, "400.html", {"message": str(error)}, status=400)
        except GoesOnElsewhere as moved:
            messages.info(request, str(moved))
            return redirect(moved.address(request))

    return answer


def get_region(code: str) -> Region:
    """The region with all above it, in 1 query; 404 with a sentence where there is none."""
    above = ("parent__parent__parent", "province", "kabkota__province", "replaced_by")
    regions = Region.objects.select_related(*above)
    # PostgreSQL refuses even to look for a NUL.
    region = None if "\0" in code else regions.filter(code=code).first()
    if region is None:
        raise Http404(_("No region has the code “%(code)s”.") % {"code": code[:20]})
    return region


def today_there(region: Region, today: Callable[[ZoneInfo], date]) -> date:
    """What pages that look ahead open on."""
    return today(region.zone)


def seen_region_and_day(
    request: OfficeRequest,
    code: str,
    opens_on: Callable[[Region, Callable[[ZoneInfo], date]], date] = opening_day,
) -> tuple[Region, date]:
    """The region, where the person may see it, and the day `per`; default: the one that opens.

    Raises BadAddress, PermissionDenied, and Http404 for a desa or a region not valid on the day.
    """
    region = get_region(code)
    access.check_may_see(request.user, region)
    if region.level == Level.DESA:
        message = _("%(region)s is a desa; figures are kept down to the kecamatan.")
        raise Http404(message % {"region": region.name})
    today = clock.today(region.zone)
    asked = request.GET.get("per")
    if not asked and region.replaced_by:
        check_valid(region, today)
    day = parse_day(asked) if asked else opens_on(region, clock.today)
    check_not_to_come(day, today)
    check_valid(region, day)
    return region, day


def reports_context(region: Region, day: date) -> dict:
    """The reports of the day, whether some are still to come, and the line about today."""
    today, reports = clock.today(region.zone), reports_of_day(region, day, clock.today)
    of_today = "" if day == today else wording.today_line(region, _of(region, today))
    return {
        "reports": reports,
        "is_provisional": bool(reports.counters.open),
        "today_line": of_today,
    }


def _of(region: Region, today: date) -> DayReports:
    return reports_of_days(region, [today], clock.today)[today]


def parse_day(text: str) -> date:
    """The day written in an address; raises BadAddress when it is none or before all figures."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        message = _("“%(text)s” is not a date; write it as year-month-day: 2019-04-04.")
        raise BadAddress(message % {"text": text[:20]}) from None
    if day < EARLIEST_FIGURE:
        raise BadAddress(_("There are no figures from before 2005."))
    return day


def check_not_to_come(day: date, today: date) -> None:
    if day > today:
        raise BadAddress(_("%(day)s has not come yet.") % {"day": numerals.long_day(day)})


def check_valid(region: Region, day: date) -> None:
    """Raises GoesOnElsewhere where the region had another code on that day, or was merged before
    it, and Http404 with a sentence where it did not exist on it for another reason."""
    if region.is_valid_on(day):
        return
    lineage = Lineage.stored()
    codes = Region.objects.filter(pk__in=lineage.codes(lineage.root(region.pk))).valid_on(day)
    then = codes.first()
    if region.valid_to and region.valid_to < day:
        message = wording.ended(region, list(region.changes_after.select_related("new")))
        if new := then or region.replaced_by:
            raise GoesOnElsewhere(message, new)
        raise Http404(message)
    if then:
        raise GoesOnElsewhere(wording.had_other_code(region, then, day), then)
    raise Http404(_("%(region)s did not exist on that day.") % {"region": region.name})


def day_context(request: OfficeRequest, region: Region, day: date) -> dict:
    """The day in words, and the days beside it that can be shown."""
    today = clock.today(region.zone)
    before, after = day - ONE_DAY, day + ONE_DAY
    shown = [d >= EARLIEST_FIGURE and d <= today and region.is_valid_on(d) for d in (before, after)]
    return {
        "day": day,
        "today": today,
        "day_text": numerals.long_day(day),
        "weekday": numerals.weekday(day),
        "kept": [(name, value) for name, value in request.GET.items() if name != "per"],
        "day_before": before if shown[0] else None,
        "day_after": after if shown[1] else None,
    }
