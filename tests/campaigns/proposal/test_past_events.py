"""What the events of the last year did: on the stops and days with a result."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from campaigns.models import Event, EventState, Team
from campaigns.proposal import places_for_events, ranking_for_events, reach_in
from campaigns.proposal.reach import USUAL_SHARE, Reach
from regions.decrees import apply_decree, read_decree
from regions.models import Region
from tests.campaigns.factories import make_event, make_stop, save_result
from tests.factories import DAY, make_budi, make_figure, make_jambi, make_siti, save_day

pytestmark = pytest.mark.django_db

MARCH = date(2019, 3, 6)


@pytest.fixture
def jambi():
    """In Sarolangun 2.000 of 10.000 people are missing, in three kecamatan."""
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 10_000, 8_000)
    return jambi


@pytest.fixture
def budi(jambi):
    return make_budi(jambi)


def ended(jambi, by, *, sets: int = 6, **fields) -> Event:
    """An event of two days with two stops, of which the first has results: 120 and 80 people."""
    fields = {"first_day": MARCH, "last_day": MARCH + timedelta(days=1), **fields}
    event = make_event(jambi, by, state=EventState.DONE, **fields)
    Team.objects.create(event=event, office=jambi.sarolangun, people=9, recording_sets=sets)
    told, _untold = make_stop(event, jambi.limun), make_stop(event, jambi.pauh)
    save_result(told, by, day=event.first_day, recorded=120)
    save_result(told, by, day=event.last_day, recorded=80)
    return event


def found(region: Region, day: date = DAY) -> Reach:
    ranking = ranking_for_events(region, day)
    places = places_for_events(ranking, lambda zone: day, Region.objects.all())
    return reach_in(ranking, places)


@pytest.mark.parametrize("region", ["nation", "province", "sarolangun"])
def test_an_event_teaches_the_share_of_what_it_has_results_of(jambi, budi, region):
    """200 people; half of its stops and days were told: 6 of 12 team-days are too few yet."""
    ended(jambi, budi)
    assert found(getattr(jambi, region)) == Reach(USUAL_SHARE, 0)

    ended(jambi, budi)
    assert found(getattr(jambi, region)) == Reach(Fraction(400) / (12 * Fraction(2_000, 3)), 2)


@pytest.mark.parametrize("since", [DAY - timedelta(days=9), MARCH + timedelta(days=1)])
def test_an_event_under_an_old_code_teaches_the_same(jambi, budi, since):
    ended(jambi, budi)
    ended(jambi, budi)
    save_day(budi, {jambi.pauh: 10}, kabkota=jambi.sarolangun, day=DAY - timedelta(days=5))
    before = found(jambi.province)

    text = f"day,kind,old,new,name,decree\n{since},renumbered,15.03,15.13,,UU 1\n"
    apply_decree(read_decree(text.encode()), DAY)

    assert before.events == 2
    assert found(jambi.province) == found(Region.objects.get(code="15.13")) == before


def test_missing_before_are_all_who_were_recorded_since(jambi, budi):
    """Also those at the counter, not those before the event."""
    ended(jambi, budi, sets=12)
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 90}, day=MARCH - timedelta(days=1))
    save_day(siti, {jambi.limun: 60}, day=MARCH + timedelta(days=9))

    assert found(jambi.province).share == Fraction(200) / (12 * Fraction(2_000 - 90, 3))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": EventState.CANCELLED, "cancelled_because": "banjir"},
        {"last_day": DAY},
        {"first_day": DAY - timedelta(days=400), "last_day": DAY - timedelta(days=399)},
    ],
)
def test_events_cancelled_running_or_long_ago_teach_nothing(jambi, budi, fields):
    event = ended(jambi, budi, sets=12)
    assert found(jambi.province).events == 1

    Event.objects.filter(pk=event.pk).update(**fields)

    assert found(jambi.province).events == 0


def test_an_event_without_stops_or_of_an_unknown_place_teaches_nothing(jambi, budi):
    without = make_event(jambi, budi, first_day=MARCH, last_day=MARCH)
    Team.objects.create(event=without, office=jambi.sarolangun, people=9, recording_sets=40)
    elsewhere = ended(jambi, budi, sets=12)
    Event.objects.filter(pk=elsewhere.pk).update(region=jambi.batanghari)

    assert found(jambi.province).events == 0
