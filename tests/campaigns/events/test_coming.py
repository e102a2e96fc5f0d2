"""The recap tells which events are on and which come next, though regions knows no events."""

from datetime import timedelta

import pytest

from campaigns.events import coming_events
from campaigns.models import EventState
from coverage_tracker import clock
from regions.handing_out import recap_text
from regions.ranking import rank_children
from regions.reporting import reports_of_day
from tests.campaigns.factories import NEXT_DAY, make_event
from tests.factories import DAY, make_budi, make_figure, make_jambi, make_region

pytestmark = pytest.mark.django_db


def test_the_recap_of_every_level_names_the_event_of_the_day():
    jambi = make_jambi()
    make_figure(jambi.sarolangun)
    make_event(jambi, make_budi(jambi))

    for region in (jambi.nation, jambi.province, jambi.sarolangun):
        text = recap_text(rank_children(region, DAY), reports_of_day(region, DAY, clock.today))
        assert "4–5 April 2019: GISA Sarolangun (Kabupaten Sarolangun)" in text
    assert "GISA" not in recap_text(
        rank_children(jambi.batanghari, DAY), reports_of_day(jambi.batanghari, DAY, clock.today)
    )


def test_the_next_events_follow_in_order_and_what_is_over_or_off_is_left_out():
    jambi = make_jambi()
    budi = make_budi(jambi)
    later = DAY + timedelta(days=9)
    made = {
        "Nanti": {"first_day": later, "last_day": later},
        "Hari ini": {},
        "Jauh": {"first_day": DAY + timedelta(days=31), "last_day": DAY + timedelta(days=31)},
        "Lewat": {"first_day": DAY - timedelta(days=3), "last_day": DAY - timedelta(days=1)},
        "Batal": {"state": EventState.CANCELLED, "cancelled_because": "banjir"},
        "Selesai": {"state": EventState.DONE},
        "Riau": {"region": make_region("14.01")},
    }
    for name, fields in made.items():
        make_event(jambi, budi, name=name, **fields)

    told = [
        line.partition(": ")[2].partition(" (")[0] for line in coming_events(jambi.province, DAY)
    ]

    assert told == ["Hari ini", "Nanti"]
    last_day = [line for line in coming_events(jambi.sarolangun, NEXT_DAY) if "Hari ini" in line]
    assert len(last_day) == 1


def test_no_more_than_five_events_are_told():
    jambi = make_jambi()
    budi = make_budi(jambi)
    for n in range(7):
        make_event(jambi, budi, name=f"GISA {n}")

    assert len(coming_events(jambi.nation, DAY)) == 5
