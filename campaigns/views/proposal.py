"""Where the next event should go, and how team-days and cards could be shared out."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions import access as regional
from regions.levels import NATION_CODE, Level
from regions.ranking import Ranking
from regions.reporting import last_at_days_end
from regions.views.addresses import (
    day_context,
    says_what_is_bad,
    seen_region_and_day,
    today_there,
)
from regions.wording import crumbs, kind_of_rows, title

from .. import access
from ..proposal import (
    AllocationForm,
    Place,
    allocate,
    need_of,
    places_for_events,
    propose_events,
    ranking_for_events,
    reach_in,
    wording,
)


@require_GET
@says_what_is_bad
def event_proposal(request: OfficeRequest) -> HttpResponse:
    """`wilayah` is the region, default one's own; `per` the day; the rest asks the planning aid."""
    own = request.user.region.code if request.user.region else NATION_CODE
    code = request.GET.get("wilayah") or own
    # Teams go out from today on, and cards are those at hand now.
    region, day = seen_region_and_day(request, code, today_there)
    if region.level > Level.KABKOTA:
        message = _("Events are planned for a kabupaten/kota; %(region)s is none.")
        raise Http404(message % {"region": region.name})
    ranking = ranking_for_events(region, day)
    places = places_for_events(ranking, clock.today, access.offices_seen_by(request.user))
    context = {
        "section": "events",
        "region": region,
        "title": title(region),
        "crumbs": [(r, regional.may_see(request.user, r)) for r in crumbs(region)],
        "kind_of_rows": kind_of_rows(Level(ranking.rows[0].region.level)) if ranking.rows else "",
        "plans": region.code if access.may_plan(request.user, region) else "",
        **day_context(request, region, day),
        **proposed(request, ranking, places),
        **shared_out(request, ranking, places),
    }
    return render(request, "campaigns/proposal.html", context)


def proposed(request: OfficeRequest, ranking: Ranking, places: list[Place]) -> dict:
    found = propose_events(places)
    regions = {row.region.code: row.region for row in ranking.rows}
    percents = {row.region.code: row.standing.hundredths for row in ranking.rows}
    lines = partial(
        wording.candidate_lines,
        regions=regions,
        percents=percents,
        opens=partial(regional.may_see, request.user),
        plans=partial(access.may_plan, request.user),
    )
    return {
        "under_way": lines(found.under_way, ranked=False),
        "lines": lines(found.ranked, ranked=True),
        "unpaced": lines(found.unpaced, ranked=False),
        "left_out": wording.left_out_texts(found, regions),
    }


def shared_out(request: OfficeRequest, ranking: Ranking, places: list[Place]) -> dict:
    """The planning aid's form, and its answer where it was asked and could be read."""
    if "hari_tim" not in request.GET:
        left = last_at_days_end(ranking.region, ranking.day)["blangko_left"].amount
        return {"form": AllocationForm(initial={"blangko": left})}
    form = AllocationForm(request.GET)
    if not form.is_valid():
        return {"form": form}
    asked = form.cleaned_data
    reached = reach_in(ranking, places)
    found = allocate(
        (need_of(place, asked["serentak"]) for place in places),
        team_days=asked["hari_tim"],
        cards=asked["blangko"],
        a_team_day=asked["sehari"],
        share=reached.share,
        aim=asked["pilihan"],
    )
    regions = {row.region.code: row.region for row in ranking.rows}
    return {
        "form": form,
        "answer": wording.allocation_sentences(found, ranking.head.goal.deadline),
        "yields": wording.yield_text(reached),
        "shares": wording.share_lines(found, regions),
        "without": wording.without_team_days(found),
    }
