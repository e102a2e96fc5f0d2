"""The page of a region: where it stands, and what lies in it, lowest first."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coverage_tracker import clock

from .. import access, numerals, wording
from ..filters import RankingFilter
from ..levels import Level
from ..ranking import rank_children
from .pages import BadDay, bad_request, check_not_to_come, check_valid, get_region, parse_day

ONE_DAY = timedelta(days=1)


@require_GET
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """`per` is the day, default today there; `tingkat=kabkota` ranks the nation's 514."""
    region = get_region(code)
    access.check_may_see(request.user, region)
    if region.level == Level.DESA:
        message = _("%(region)s is a desa; figures are kept down to the kecamatan.")
        raise Http404(message % {"region": region.name})
    today = clock.today(region.zone)
    try:
        day = parse_day(request.GET.get("per") or today.isoformat())
        check_not_to_come(day, today)
    except BadDay as error:
        return bad_request(request, str(error))
    check_valid(region, day)

    by_kabkota = region.level == Level.NATION and request.GET.get("tingkat") == "kabkota"
    level = Level.KABKOTA if by_kabkota else None
    ranking = rank_children(region, day, level)
    narrowing = RankingFilter(request.GET, rows=ranking.rows, day=day)
    rows = narrowing.narrowed_rows
    context = {
        "section": "ranking",
        "region": region,
        "title": wording.title(region),
        "crumbs": [
            (above, access.may_see(request.user, above)) for above in wording.crumbs(region)
        ],
        "day": day,
        "today": today,
        "day_text": numerals.long_day(day),
        "weekday": numerals.weekday(day),
        "kept": [(name, value) for name, value in request.GET.items() if name != "per"],
        "day_before": day - ONE_DAY,
        "day_after": day + ONE_DAY if day < today else None,
        "sentences": wording.headline(ranking),
        "goal_text": wording.target_text(ranking.head.goal),
        "ranking": ranking,
        "kind_of_rows": wording.kind_of_rows(ranking, level),
        "by_kabkota": by_kabkota,
        "lists_kabkota": by_kabkota or region.level == Level.PROVINCE,
        "narrowing": narrowing,
        "lines": wording.lines(rows, day, request.user),
        "whole": wording.whole_line(ranking),
        "bar_start": numerals.short_percent(wording.bar_start(rows)),
        "bases": wording.bases_text(ranking),
        "may_record": access.may_record(request.user, region),
        "shows_entry": region.level == Level.KABKOTA,
    }
    return render(request, "regions/region.html", context)
