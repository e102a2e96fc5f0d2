"""A decree known before its day: nothing follows it until then, and all of it on the day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.cards import holdings
from campaigns.models import Event
from coverage_tracker import settings as shipped
from coverage_tracker.middleware import DecreesOfTheDay
from regions.access import may_record
from regions.decrees import apply_decree, read_decree, travelling
from regions.models import Region, User
from regions.recording import Signature
from tests.campaigns.factories import make_event, receive
from tests.factories import DAY, at, save_day

pytestmark = pytest.mark.django_db
BEGINS = DAY + timedelta(days=3)
HEADER = "day,kind,old,new,name,decree\n"


@pytest.fixture
def asks_each_day(settings, monkeypatch):
    """A process that just began, as it runs outside the tests."""
    settings.MIDDLEWARE = shipped.MIDDLEWARE
    monkeypatch.setattr(DecreesOfTheDay, "followed_on", None)


def decree(*lines: str, signed: Signature | None = None) -> None:
    text = HEADER + "".join(f"{BEGINS},{line},UU 1\n" for line in lines)
    apply_decree(read_decree(text.encode()), DAY, signed)


def cards_of(office: Region, day) -> int | None:
    (holding,) = holdings([office], day)
    return holding.at_hand


def test_the_site_asks_each_day():
    assert "coverage_tracker.middleware.DecreesOfTheDay" in shipped.MIDDLEWARE


def test_a_place_bears_its_new_name_from_the_day_of_the_decree_on(
    jambi, siti, asks_each_day, settings
):
    decree("renamed,15.03,15.03,Kabupaten Baru")
    client = Client()
    client.force_login(siti)

    names = []
    for day in (DAY, BEGINS - timedelta(days=1), BEGINS):
        settings.TODAY = day
        client.get("/", follow=True)
        names.append(Region.objects.get(code="15.03").name)

    assert names == ["Kabupaten Sarolangun", "Kabupaten Sarolangun", "Kabupaten Baru"]


def test_what_is_renumbered_later_has_the_name_of_then(jambi):
    decree("renamed,15.03.01,15.03.01,Limun Baru")
    text = f"{HEADER}{BEGINS + timedelta(days=1)},renumbered,15.03.01,15.03.11,,UU 2\n"
    apply_decree(read_decree(text.encode()), DAY)

    assert Region.objects.get(code="15.03.11").name == "Limun Baru"


@pytest.mark.parametrize(
    "lines",
    [
        ("renumbered,15.03,15.13,",),
        (
            "merged,15.03,15.13,Kabupaten Gabungan",
            "merged,15.04,15.13,Kabupaten Gabungan",
            "renumbered,15.03.01,15.13.11,",
            "renumbered,15.03.02,15.13.12,",
        ),
        ("merged,15.03,15.04,", "renumbered,15.03.01,15.04.11,", "renumbered,15.03.02,15.04.12,"),
    ],
    ids=["renumbered", "merged", "merged into one that goes on"],
)
def test_people_stock_and_events_stay_until_the_day_and_follow_on_it(
    jambi, siti, asks_each_day, settings, lines
):
    receive(jambi.sarolangun, 500, siti, day=DAY - timedelta(days=9))
    save_day(siti, {jambi.pauh: {"printed": 30}}, day=DAY)
    make_event(jambi, siti, first_day=BEGINS, last_day=BEGINS)
    decree(*lines, signed=Signature(siti, at()))
    client = Client()
    client.force_login(siti)
    office = Region.objects.get(code=lines[0].split(",")[2])

    settings.TODAY = BEGINS - timedelta(days=1)
    client.get("/", follow=True)

    assert User.objects.get(pk=siti.pk).region == jambi.sarolangun
    assert cards_of(jambi.sarolangun, settings.TODAY) == 470
    assert Event.objects.get().region == jambi.sarolangun

    settings.TODAY = BEGINS
    assert client.get("/", follow=True).status_code == 200

    siti = User.objects.get(pk=siti.pk)
    assert siti.region == office
    assert may_record(siti, office)
    assert (cards_of(jambi.sarolangun, BEGINS), cards_of(office, BEGINS)) == (0, 470)
    assert Event.objects.get().region == office


def test_what_cannot_follow_is_logged_and_stops_no_page(
    jambi, siti, asks_each_day, settings, monkeypatch, caplog
):
    def fails(*_args):
        tried.append(settings.TODAY)
        # As a constraint does: what was done so far in this transaction is lost.
        Region.objects.create(pk=jambi.limun.pk, code="15.03.77", level=3)

    tried: list[date] = []
    monkeypatch.setattr(travelling, "travellers", [fails])
    decree("renumbered,15.03,15.13,", signed=Signature(siti, at()))
    client = Client()
    client.force_login(siti)
    next_day = BEGINS + timedelta(days=1)

    for day in (BEGINS, BEGINS, next_day):
        settings.TODAY = day
        assert client.get("/riwayat/").status_code == 200

    assert tried == [BEGINS, next_day]
    told = [record for record in caplog.records if record.exc_info]
    assert [record.name for record in told] == ["coverage_tracker.middleware"] * 2


def test_the_second_request_of_a_day_asks_nothing(jambi, siti, asks_each_day, settings):
    settings.TODAY = BEGINS
    client = Client()
    client.force_login(siti)
    first = queries_of(client)

    assert first - queries_of(client) == 1


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get("/riwayat/")
    return len(found)
