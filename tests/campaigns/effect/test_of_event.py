"""The effect of a stored event, read from the days of its province, and shown on its page."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from campaigns.effect import effect_of
from campaigns.effect.arithmetic import Change, Effect, Pace
from campaigns.effect.of_event import judged, spans_of
from campaigns.effect.wording import effect_sentences
from campaigns.models import Event, EventState
from regions.models import Channel, Role, State, User
from regions.reporting import USUAL
from tests.campaigns.factories import make_event, make_stop, save_result
from tests.factories import (
    at,
    make_figure,
    make_jambi,
    make_person,
    make_region,
    save_day,
)
from tests.reading import words

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2019, 3, 11), date(2019, 3, 12)
BEGIN = date(2019, 2, 1)
LATER = date(2019, 3, 15)


@pytest.fixture
def jambi():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 10_000, 8_000)
    make_figure(jambi.batanghari, 10_000, 8_500)
    return jambi


def report(by: User, place, days: dict[date, int]) -> None:
    for day, people in days.items():
        save_day(by, {place: people}, kabkota=place, day=day, at=at(day=day))


def weekdays(first: date = BEGIN, last: date = LATER) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if USUAL.is_working(day)]


def event_of(jambi, by, first: date = FIRST, last: date = LAST, **fields) -> Event:
    event = make_event(jambi, by, first_day=first, last_day=last, **fields)
    return Event.objects.select_related("region__province__parent").get(pk=event.pk)


def test_people_of_the_event_are_compared_with_the_neighbour_on_the_same_days(jambi, siti):
    event = event_of(jambi, siti)
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10) | {FIRST: 210, LAST: 110})
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20) | {LAST: 40})

    found, _regions = judged(event, LATER)

    assert found.similar == ("15.04",)
    assert (found.gain.people, found.gain.expected) == (290, 30)
    assert (found.dip.people, found.dip.days) == (0, 3)


def test_both_channels_count_once(jambi, siti):
    event = event_of(jambi, siti, cards=100)
    stop = make_stop(event, jambi.limun)
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10))
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))

    save_result(stop, siti, FIRST, recorded=75)

    assert judged(event, LATER)[0].gain.people == 75
    assert jambi.limun.counts.get().channel == Channel.JEMPUT_BOLA


def test_the_days_of_the_announcement_are_not_before(jambi, siti):
    spans = spans_of(event_of(jambi, siti), LATER, USUAL)

    assert max(spans.before) == date(2019, 3, 5)
    assert spans.during == [FIRST, LAST]
    assert spans.after == [date(2019, 3, 13), date(2019, 3, 14), date(2019, 3, 15)]


def test_days_to_come_are_not_judged(jambi, siti):
    event = event_of(jambi, siti)

    spans = spans_of(event, FIRST, USUAL)

    assert (spans.during, spans.after) == ([FIRST], [])


def test_a_working_day_without_a_report_is_left_out_a_zero_with_its_reason_is_not(jambi, siti):
    event = event_of(jambi, siti)
    silent, nobody = weekdays()[3], weekdays()[4]
    report(siti, jambi.sarolangun, {day: 10 for day in weekdays() if day not in (silent, nobody)})
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))
    save_day(siti, {}, day=nobody, status={"state": State.ZERO, "zero_reason": "nobody_came"})

    before = judged(event, LATER)[0].before

    expected = len([day for day in weekdays() if day <= date(2019, 3, 5)]) - 1
    assert (before.days, before.people) == (expected, 10 * (expected - 1))


def test_on_a_sunday_nobody_is_expected(jambi, siti):
    sunday = date(2019, 3, 10)
    event = event_of(jambi, siti, sunday, sunday)
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10) | {sunday: 90})
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))

    gain = judged(event, LATER)[0].gain

    assert (gain.people, gain.expected) == (90, 0)


def sentences_of(event: Event, day: date) -> str:
    with translation.override("en"):
        return words(render_to_string("campaigns/_effect.html", effect_of(event, day)))


def test_until_the_office_has_reported_the_day_itself_the_effect_is_unknown(jambi, siti):
    """The office does about 99 a day; 150 come to the event, 100 to its own counter."""
    event = event_of(jambi, siti, FIRST, FIRST)
    usual = {day: 97 + 4 * (n % 2) for n, day in enumerate(weekdays()) if day != FIRST}
    report(siti, jambi.sarolangun, usual)
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 50))
    save_result(make_stop(event, jambi.limun), siti, FIRST, recorded=150)

    before, _regions = judged(event, FIRST)

    assert (before.gain, before.during.people, before.during.silent) == (None, 0, (FIRST,))
    text = "The effect is unknown: the office's own report is missing or not complete for 11 Mar."
    assert text in sentences_of(event, FIRST)
    assert "The range should hold" not in sentences_of(event, FIRST)

    report(siti, jambi.sarolangun, {FIRST: 100})

    gain = judged(event, FIRST)[0].gain
    assert (gain.people, gain.expected) == (151, 99)
    assert 130 < gain.low < 151 < gain.high < 170
    assert "The range should hold for 90 of 100 events" in sentences_of(event, FIRST)


@pytest.mark.parametrize(
    "told", [{"state": State.CLOSED}, {"state": State.ZERO, "zero_reason": "device_broken"}]
)
def test_an_office_that_was_closed_or_had_nobody_has_said_so(jambi, siti, told):
    event = event_of(jambi, siti, FIRST, FIRST)
    report(siti, jambi.sarolangun, {day: 10 for day in weekdays() if day != FIRST})
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))
    save_result(make_stop(event, jambi.limun), siti, FIRST, recorded=150)
    save_day(siti, {}, day=FIRST, status=told)

    gain = judged(event, LATER)[0].gain

    assert (gain.people, gain.expected) == (140, 10)


def test_with_one_kecamatan_of_three_the_office_has_not_said_how_the_day_went(jambi, siti):
    event = event_of(jambi, siti, FIRST, FIRST)
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 50))
    three = {jambi.limun: 33, jambi.pauh: 33, jambi.sarolangun_kota: 33}
    for day in weekdays():
        save_day(siti, three, day=day)
    assert judged(event, LATER)[0].during.silent == ()

    save_day(siti, {jambi.pauh: None, jambi.sarolangun_kota: None}, day=FIRST)

    found = judged(event, LATER)[0]
    assert (found.gain, found.during.silent) == (None, (FIRST,))


def test_a_day_off_is_complete_with_what_outreach_recorded(jambi, siti):
    sunday = date(2019, 3, 10)
    event = event_of(jambi, siti, sunday, sunday)
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10))
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))
    save_result(make_stop(event, jambi.limun), siti, sunday, recorded=75)

    assert judged(event, LATER)[0].gain.people == 75


def test_a_day_after_the_event_is_left_out_while_its_report_may_still_come(jambi, siti):
    event, thursday = event_of(jambi, siti), LATER - timedelta(days=1)
    report(siti, jambi.sarolangun, {day: 10 for day in weekdays() if day < thursday})
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))

    assert judged(event, LATER)[0].dip.days == 1

    found, _regions = judged(event, LATER + timedelta(days=1))
    assert (found.dip, found.net, found.after.silent) == (None, None, (thursday,))
    text = (
        "What came after it is unknown: the office's own report is missing or not complete for "
        "14 Mar."
    )
    assert text in sentences_of(event, LATER + timedelta(days=1))


def test_another_event_of_the_place_on_the_same_days_is_no_missing_report(jambi, siti):
    event = event_of(jambi, siti)
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10))
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))
    event_of(jambi, siti, FIRST, FIRST)

    found, _regions = judged(event, LATER)

    assert (found.gain.days, found.during.silent) == (1, ())


def test_a_neighbour_with_an_event_in_the_same_days_is_not_compared_with(jambi, siti):
    event = event_of(jambi, siti)
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10))
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))
    other = event_of(jambi, siti, LAST, LAST, region=jambi.batanghari)

    assert judged(event, LATER)[0].similar == ()

    Event.objects.filter(pk=other.pk).update(state=EventState.CANCELLED, cancelled_because="banjir")
    assert judged(event, LATER)[0].similar == ("15.04",)


def test_days_of_earlier_events_are_no_usual_days(jambi, siti):
    event, earlier = event_of(jambi, siti), weekdays()[5]
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10) | {earlier: 900})
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20) | {earlier: 700})
    for region in (jambi.sarolangun, jambi.batanghari):
        event_of(jambi, siti, earlier, earlier, region=region)

    found, _regions = judged(event, LATER)

    assert found.before.people == 10 * found.before.days
    assert (found.gain.people, found.gain.expected) == (0, 20)


def test_places_of_other_provinces_and_unknown_ones_are_not_compared_with(jambi, siti):
    event = event_of(jambi, siti)
    elsewhere, unknown = make_region("14.01"), make_region("15.05")
    make_figure(elsewhere, 10_000, 8_000)
    for place in (jambi.sarolangun, jambi.batanghari, elsewhere, unknown):
        report(siti, place, dict.fromkeys(weekdays(), 20))

    assert judged(event, LATER)[0].similar == ("15.04",)


def test_before_its_first_day_and_after_a_cancellation_there_is_nothing_to_judge(jambi, siti):
    event = event_of(jambi, siti)
    cancelled = event_of(jambi, siti, state=EventState.CANCELLED, cancelled_because="banjir")

    assert effect_of(event, FIRST - timedelta(days=1)) == {"effect": None}
    assert effect_of(cancelled, LATER) == {"effect": None}
    assert render_to_string("campaigns/_effect.html", {"effect": None}).strip() == ""


def test_the_part_of_the_page_shows_before_during_and_after(jambi, siti):
    event = event_of(jambi, siti)
    report(siti, jambi.sarolangun, dict.fromkeys(weekdays(), 10) | {FIRST: 210, LAST: 110})
    report(siti, jambi.batanghari, dict.fromkeys(weekdays(), 20))

    text = words(render_to_string("campaigns/_effect.html", effect_of(event, LATER)))

    assert "Kegiatan ini membawa sekitar 300 orang lebih banyak daripada 20 orang" in text
    assert "10 Maret 2019 82,40 %" in text
    assert "12 Maret 2019 85,60 % 8.560 1.440" in text
    assert "15 Maret 2019 85,90 %" in text
    assert "selama 320 2 160" in text
    assert "Kabupaten Batanghari" in text


def test_a_place_that_reported_too_little_is_said_to_be_unknown(jambi, siti):
    event = event_of(jambi, siti)

    text = words(render_to_string("campaigns/_effect.html", effect_of(event, FIRST)))

    assert "tidak ada wilayah serupa yang cukup sering melapor" in text


def test_the_number_of_queries_does_not_grow(jambi, siti):
    event = event_of(jambi, siti)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            effect_of(event, LATER)
        return len(found)

    few = queries()
    rng = random.Random(1)
    for n in range(20, 26):
        place = make_region(f"15.{n}")
        make_figure(place, 10_000, 8_000)
        by = make_person(f"operator{n}", Role.OPERATOR, place)
        report(by, place, {day: rng.randrange(5, 30) for day in weekdays()[:4]})

    assert queries() == few


GAIN = Change(300, 250, 350, 2, 20)
DIP = Change(-60, -90, -30, 9, 100)
NET = Change(240, 180, 300, 11, 120)
UNCLEAR = Change(-4, -12, 3, 2, 20)


def said(gain, dip=None, net=None, *, similar=("15.04",), **paces: Pace) -> list[str]:
    paces = dict.fromkeys(("before", "during", "after"), Pace(400, 40)) | paces
    with translation.override("en"):
        return effect_sentences(Effect(**paces, gain=gain, dip=dip, net=net, similar=similar))


def test_a_clear_effect_its_dip_and_both_together_are_said():
    assert said(GAIN, DIP, NET) == [
        "The event brought about 300 people more than the 20 expected without it "
        "(90 % range: +250 to +350).",
        "On the 9 working days after it about 60 people fewer came than expected "
        "(90 % range: −90 to −30): some would have come later anyway.",
        "Both together: +240 people (90 % range: +180 to +300).",
    ]


def test_an_effect_that_may_be_none_is_not_claimed():
    assert said(UNCLEAR) == [
        "No clear effect: −4 people against the 20 expected without the event "
        "(90 % range: −12 to +3)."
    ]


def test_fewer_people_are_said_as_fewer():
    assert said(DIP)[0].startswith("On the days of the event about 60 people fewer were recorded")


def test_after_the_event_there_may_be_more_or_nothing_clear():
    assert said(GAIN, GAIN, NET)[1].startswith(
        "On the 2 working days after it still about 300 people more came"
    )
    assert said(GAIN, Change(4, -3, 9, 1, 20), NET)[1].startswith(
        "On the working day after it no clear dip: +4 people"
    )


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"similar": ()}, "no similar place reported often enough"),
        ({"before": Pace(90, 9)}, "fewer than 10 days"),
        ({"during": Pace(5, 1, (FIRST, LAST))}, "is missing or not complete for 11 Mar, 12 Mar."),
        ({"during": Pace(0, 0)}, "another event was held here"),
        ({}, "no similar place has reported its days"),
    ],
)
def test_what_cannot_be_judged_says_why(known, reason):
    assert reason in said(None, **known)[0]
