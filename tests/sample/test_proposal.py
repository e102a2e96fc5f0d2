"""On the day of the article the next events belong to Batanghari and Tanjung Jabung Barat."""

from datetime import date

import pytest

from campaigns.effect.of_event import judged
from campaigns.models import Event
from campaigns.proposal import (
    Place,
    allocate,
    need_of,
    places_for_events,
    propose_events,
    ranking_for_events,
)
from campaigns.proposal.allocation import Aim
from campaigns.proposal.order import EventProposal, Why
from regions.models import Region, User
from tests.factories import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

DAY = date(2019, 4, 4)
SAROLANGUN, BATANGHARI, TANJAB_BARAT, MERANGIN = "15.03", "15.04", "15.06", "15.02"


def make_gisa(**fields) -> Event:
    """The event of the article, in Sarolangun."""
    return Event.objects.create(
        region=Region.objects.select_related("province__parent").get(code=SAROLANGUN),
        name="GISA Sarolangun",
        first_day=DAY,
        last_day=date(2019, 4, 5),
        created_by=User.objects.get(username="manajer"),
        created_at=at(),
        **fields,
    )


def places(code: str) -> list[Place]:
    region = Region.objects.select_related("province__parent").get(code=code)
    ranking = ranking_for_events(region, DAY)
    return places_for_events(ranking, lambda zone: DAY, Region.objects.all())


def proposal(code: str) -> EventProposal:
    return propose_events(places(code))


def test_after_sarolangun_come_batanghari_and_tanjung_jabung_barat():
    make_gisa()

    found = proposal("15")

    assert [one.place.code for one in found.under_way] == [SAROLANGUN]
    assert [one.place.code for one in found.ranked][:2] == [BATANGHARI, TANJAB_BARAT]


def test_before_that_event_was_planned_sarolangun_itself_came_first():
    order = [one.place.code for one in proposal("15").ranked]

    assert order[:3] == [SAROLANGUN, BATANGHARI, TANJAB_BARAT]


def test_the_nation_comes_to_the_same_order_and_names_the_unknown_ones():
    make_gisa()

    found = proposal("ID")

    assert [one.place.code for one in found.ranked][:2] == [BATANGHARI, TANJAB_BARAT]
    assert len(found.unknown) == 514 - 11


def test_batanghari_is_proposed_for_reasons_that_add_up():
    first = proposal("15").ranked[1]

    reasons = {reason.why: reason for reason in first.reasons}
    assert reasons[Why.TO_TARGET].people == 18_469
    assert reasons[Why.TO_TARGET].missing == 22_711
    assert (reasons[Why.OWN_PACE].days, reasons[Why.OWN_PACE].needed) == (12, 1_540)
    taken_off = [reasons[why].people for why in (Why.OWN_PACE, Why.UNTOLD)]
    assert first.score == 18_469 + sum(taken_off)
    assert max(taken_off) < 0
    assert reasons[Why.FEW_CARDS].cards < 18_469


@pytest.mark.parametrize("aim", Aim)
def test_team_days_and_cards_go_to_sarolangun_and_batanghari_before_merangin(aim):
    make_gisa(expected_people=5_000)

    found = allocate(
        [need_of(place, at_once=11) for place in places("15")], team_days=60, cards=5_000, aim=aim
    )

    assert {share.code: share.team_days > 0 for share in found.shares} == {
        SAROLANGUN: True,
        BATANGHARI: True,
        TANJAB_BARAT: False,
        "15.72": False,
        MERANGIN: False,
    }
    assert (found.people, found.cards_left) == (5_000, 0)


def test_inside_sarolangun_kecamatan_are_proposed_by_the_people_they_lack():
    found = proposal(SAROLANGUN)

    scores = [one.score for one in found.ranked]
    assert len(scores) == 11
    assert scores == sorted(scores, reverse=True)


def test_the_first_day_of_the_event_is_seen_in_the_simulated_counts():
    """The sample gives Sarolangun two and a half times its usual day on 4 April."""
    found, _regions = judged(make_gisa(), DAY)

    assert found.gain.low > 0
    assert found.gain.days == 1
    assert set(found.similar) >= {BATANGHARI, TANJAB_BARAT}
