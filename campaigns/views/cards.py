"""Blank cards: what the offices of a region have, and who could give some to whom."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions.access import may_see
from regions.levels import NATION_CODE, Level
from regions.models import Region
from regions.views.addresses import (
    check_not_to_come,
    day_context,
    get_region,
    parse_day,
    says_what_is_bad,
)
from regions.wording import crumbs, title

from .. import access
from ..cards import Holding, fewest_first, holdings, propose_transfers, wording
from ..models import CardAccount

OFFICES = (Level.PROVINCE, Level.KABKOTA)


@require_GET
@says_what_is_bad
def cards(request: OfficeRequest) -> HttpResponse:
    """`wilayah` is the region, default one's own; `per` the day. An operator gets the own book."""
    own, code = request.user.region, request.GET.get("wilayah")
    if not code and own and own.level == Level.KABKOTA:
        return redirect("cards_office", own.code)
    region = get_region(code or (own.code if own else NATION_CODE))
    check_may_see_cards(request, region)
    if region.level > Level.KABKOTA:
        raise Http404(no_office(region))
    today = clock.today(region.zone)
    day = parse_day(request.GET.get("per") or today.isoformat())
    check_not_to_come(day, today)
    found = in_order(region, holdings_in(region, day))
    context = {
        "section": "cards",
        "region": region,
        "title": title(region),
        "crumbs": crumbs_for(request, region),
        **day_context(request, region, day),
        "sentences": wording.summary(found) if len(found) != 1 else wording.of_office(found[0]),
        "lines": wording.holding_lines(found),
        **transfer_context(region, found),
    }
    return render(request, "campaigns/cards.html", context)


def holdings_in(region: Region, day: date) -> list[Holding]:
    """Of the offices that exist on the day, and of those that ended and still have cards."""
    found = holdings(offices_of(region, day), day)
    return [one for one in found if one.is_alive or one.book.left > 0]


def offices_of(region: Region, day: date) -> list[Region]:
    """The offices that exist on the day, and those that ended and had cards given."""
    inside = Region.objects.within(region).filter(level__in=OFFICES)
    with_cards = CardAccount.objects.filter(balance__gt=0, office__in=inside).values("office")
    alive = Q(pk__in=inside.valid_on(day).values("pk"))
    return list(inside.filter(alive | Q(pk__in=with_cards)).order_by("code"))


def in_order(region: Region, found: list[Holding]) -> list[Holding]:
    """Of a province: its own stock, then the office that runs out first; else by code."""
    if region.level == Level.NATION:
        return found

    def urgency(one: Holding) -> tuple:
        return (
            one.book.office.level,
            fewest_first(one.days_left),
            one.at_hand is None,
            one.at_hand or 0,
            one.book.office.code,
        )

    return sorted(found, key=urgency)


def transfer_context(region: Region, found: list[Holding]) -> dict:
    """Who could give to whom; only within a province, and only seen by who sees all of it."""
    if region.level != Level.PROVINCE:
        return {"transfers": [], "short": [], "proposes": False}
    transfers, short = propose_transfers(filter(None, map(wording.shelf, found)))
    names = {one.book.office.code: title(one.book.office) for one in found}
    return {
        "proposes": True,
        "transfers": wording.transfer_lines(transfers, names),
        "short": wording.short_lines(short, names),
    }


def check_may_see_cards(request: OfficeRequest, region: Region) -> None:
    if access.may_see_cards(request.user, region):
        return
    own = request.user.region
    assert own is not None  # who works nowhere is a superuser and sees everything
    message = _("%(region)s lies outside the region you work for (%(own)s).")
    raise PermissionDenied(message % {"region": region.name, "own": own.name})


def no_office(region: Region) -> str:
    message = _("Blank cards are kept by provinces and kabupaten/kota; %(region)s is neither.")
    return message % {"region": region.name}


def crumbs_for(request: OfficeRequest, region: Region) -> list[tuple[Region, bool]]:
    return [(above, may_see(request.user, above)) for above in crumbs(region)]
