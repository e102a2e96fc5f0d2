"""The page of a region: where it stands, and what lies in it, lowest first."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

from .. import access, wording
from ..decrees import around
from ..levels import Level
from ..models import Backtest
from ..ranking import (
    Ranking,
    Row,
    claims,
    kecamatan_apart,
    newer_incomplete,
    rank_children,
    with_other_figures,
)
from ..reporting import DayReports, last_at_days_end
from .addresses import day_context, reports_context, says_what_is_bad, seen_region_and_day
from .export import ranking_file
from .narrowing import NarrowingForm


@require_GET
@says_what_is_bad
def region_page(request: OfficeRequest, code: str) -> HttpResponse:
    """`per` is the day, default the one that opens; `tingkat=kabkota` ranks the nation's 514.

    `format` gives the same rows as a file.
    """
    region, day = seen_region_and_day(request, code)
    by_kabkota = region.level == Level.NATION and request.GET.get("tingkat") == "kabkota"
    level = Level.KABKOTA if by_kabkota else Level(region.level + 1)
    ranking = rank_children(region, day, level, with_weeks=True)
    of_reports = reports_context(region, day)
    reports = of_reports["reports"]
    narrowing = NarrowingForm(request.GET)
    rows = narrowing.narrowed(ranking.rows, reports)
    if "format" in request.GET:
        return ranking_file(ranking, rows, reports, request.GET["format"])
    context = {
        "section": "ranking",
        "region": region,
        "title": wording.title(region),
        "crumbs": [
            (above, access.may_see(request.user, above)) for above in wording.crumbs(region)
        ],
        "by_kabkota": by_kabkota,
        "lists_kabkota": level == Level.KABKOTA,
        "may_record": access.may_record(request.user, region),
        "may_keep": access.may_keep_targets_and_figures(request.user, region),
        "shows_entry": region.level == Level.KABKOTA,
        **day_context(request, region, day),
        **of_reports,
        "remark": wording.remark_text(region, reports),
        "decrees": wording.decree_texts(around(region, day)),
        "narrowing": narrowing,
        **ranking_context(request, ranking, rows, reports, level),
    }
    return render(request, "regions/region.html", context)


def about_figures(ranking: Ranking) -> list[str]:
    """What else is to be known of the population figures: sentences; 2 queries."""
    newer = newer_incomplete(ranking.region, ranking.day)
    said = (
        wording.apart_text(kecamatan_apart(ranking)),
        wording.incomplete_text(ranking.region, newer),
        wording.others_text(with_other_figures(ranking)),
    )
    return list(filter(None, said))


def ranking_context(
    request: OfficeRequest, ranking: Ranking, rows: list[Row], reports: DayReports, level: Level
) -> dict:
    """The ranking put into words; of its rows those asked for, the map and the sums of all."""
    opens = partial(access.may_see, request.user)
    return {
        "ranking": ranking,
        "sentences": wording.headline(ranking),
        "half": wording.half_of_the_missing(ranking),
        "tiles": wording.tiles(ranking, last_at_days_end(ranking.region, ranking.day), reports),
        "goal_text": wording.target_text(ranking.head.goal),
        "kind_of_rows": wording.kind_of_rows(level),
        "table": wording.ranking_table(ranking, rows, reports, opens),
        "origins": wording.origins_text(ranking),
        "about_figures": about_figures(ranking),
        "claims": wording.claims_text(claims(ranking.head)),
        "came_true": wording.came_true(Backtest.objects.in_region(ranking.region).summed()),
        "map": wording.drawn_map(ranking, level, opens),
    }
