"""Events by the month, and as a file for calendar programs."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client

from campaigns.models import EventState
from campaigns.views.calendars import as_ics, month_of
from regions.views.addresses import BadAddress
from tests.campaigns.factories import NEXT_DAY, make_event
from tests.factories import DAY, make_budi, make_jambi, make_region

pytestmark = pytest.mark.django_db
MADE_AT = datetime(2019, 4, 4, 1, 2, 3, tzinfo=UTC)
ADDRESS = "http://testserver/gisa/1/"


def busy_days(month) -> dict[int, list[str]]:
    return {
        day.number: [event.name for event in day.events]
        for week in month.weeks
        for day in week
        if day.in_month and day.events
    }


def test_the_month_shows_each_event_on_each_of_its_days():
    jambi = make_jambi()
    budi = make_budi(jambi)
    events = [
        make_event(jambi, budi, name="GISA"),
        make_event(jambi, budi, name="Lain", first_day=NEXT_DAY, last_day=date(2019, 4, 7)),
        make_event(
            jambi, budi, name="Batal", state=EventState.CANCELLED, cancelled_because="banjir"
        ),
    ]

    month = month_of(events, None, DAY)

    assert month.title == "April 2019"
    assert busy_days(month) == {4: ["GISA"], 5: ["GISA", "Lain"], 6: ["Lain"], 7: ["Lain"]}
    assert (month.before, month.after) == ("2019-03", "2019-05")
    assert month.weekdays[0] == "Senin"
    assert all(len(week) == 7 for week in month.weeks)


def test_another_month_is_shown_when_asked_for():
    month = month_of([], "2018-12", DAY)

    assert (month.title, month.before, month.after) == ("Desember 2018", "2018-11", "2019-01")


@pytest.mark.parametrize("asked", ["2019-13", "April", "2019", "1900-01", "9999-12", "2019-04-04"])
def test_what_is_no_month_is_said(asked):
    with pytest.raises(BadAddress, match="bukan bulan"):
        month_of([], asked, DAY)


def test_the_file_has_an_entry_a_day_in_utc_on_the_region_s_own_clock():
    jambi = make_jambi()
    papua = make_region("91.01", "Kabupaten Merauke")
    papua.province.time_zone = "Asia/Jayapura"
    papua.province.save()
    event = make_event(jambi, make_budi(jambi), region=papua, opens_at=time(8), closes_at=time(16))

    lines = as_ics(event, ADDRESS, MADE_AT).split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "DTSTART:20190403T230000Z" in lines
    assert "DTEND:20190404T070000Z" in lines
    assert "DTSTART:20190404T230000Z" in lines
    assert "DTSTAMP:20190404T010203Z" in lines
    assert "LOCATION:Kabupaten Merauke" in lines


def test_names_cannot_break_out_of_their_line():
    jambi = make_jambi()
    name = "GISA; pagi, siang\r\nATTENDEE:mailto:x " + "panjang " * 10
    event = make_event(jambi, make_budi(jambi), name=name[:120])

    text = as_ics(event, ADDRESS, MADE_AT)

    assert "SUMMARY:GISA\\; pagi\\, siang ATTENDEE:mailto:x" in text
    assert "\r\nATTENDEE" not in text
    assert max(map(len, text.split("\r\n"))) <= 75


def test_a_cancelled_event_says_so_in_the_calendar():
    jambi = make_jambi()
    cancelled = {"state": EventState.CANCELLED, "cancelled_because": "banjir"}
    event = make_event(jambi, make_budi(jambi), **cancelled)

    assert "STATUS:CANCELLED" in as_ics(event, ADDRESS, MADE_AT)


def test_the_file_is_sent_as_a_calendar(settings):
    settings.TODAY = DAY
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_event(jambi, budi)
    client = Client()
    client.force_login(budi)

    response = client.get(f"/gisa/{event.pk}/kalender.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"gisa-{event.pk}.ics" in response["Content-Disposition"]
    assert f"URL:http://testserver/gisa/{event.pk}/" in response.content.decode()
