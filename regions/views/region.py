"""The page of a region: where it stands, and what lies in it, lowest first."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import access, wording
from ..arithmetic import WEEKS_LOOKED_AT
from ..levels import Level
from ..ranking import Ranking, rank_children
from ..reporting import last_at_days_end
from .addresses import day_context, says_what_is_bad, seen_region_and_day
from .export import ranking_file
from .narrowing import NarrowingForm


@require_GET
@says_what_is_bad
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """`per` is the day, default today there; `tingkat=kabkota` ranks the nation's 514.

    `format` gives the same rows as a file.
    """
    region, day = seen_region_and_day(request, code)
    by_kabkota = region.level == Level.NATION and request.GET.get("tingkat") == "kabkota"
    level = Level.KABKOTA if by_kabkota else Level(region.level + 1)
    ranking = rank_children(region, day, level, weeks=WEEKS_LOOKED_AT)
    narrowing = NarrowingForm(request.GET)
    if "format" in request.GET:
        return ranking_file(ranking, narrowing.narrowed(ranking.rows, day), request.GET["format"])
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
        "shows_entry": region.level == Level.KABKOTA,
        **day_context(request, region, day),
        **ranking_context(request, ranking, level, narrowing),
    }
    return render(request, "regions/region.html", context)


def ranking_context(
    request: HttpRequest, ranking: Ranking, level: Level, narrowing: NarrowingForm
) -> dict:
    """The ranking put into words; narrowed where asked, the map and the sums never."""
    rows = narrowing.narrowed(ranking.rows, ranking.day)
    opens = partial(access.may_see, request.user)
    return {
        "ranking": ranking,
        "sentences": wording.headline(ranking),
        "half": wording.half_of_the_missing(ranking),
        "tiles": wording.tiles(ranking, last_at_days_end(ranking.region, ranking.day)),
        "goal_text": wording.target_text(ranking.head.goal),
        "kind_of_rows": wording.kind_of_rows(level),
        "narrowing": narrowing,
        "table": wording.ranking_table(ranking, rows, opens),
        "bases": wording.bases_text(ranking),
        "map": wording.drawn_map(ranking, level, opens),
    }
