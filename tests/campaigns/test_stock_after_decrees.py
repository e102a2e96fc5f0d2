"""What an office has, reported and used goes on when a decree gives it another code."""

from datetime import timedelta

import pytest

from campaigns.cards import count_stock, holdings
from regions.models import Region
from tests.campaigns.decreed import (
    RUNNING,
    SINCE,
    cards_of,
    merge_sarolangun_into_batanghari,
    renumber_sarolangun,
)
from tests.campaigns.factories import make_event, receive, save_result
from tests.factories import DAY, at, save_day

pytestmark = pytest.mark.django_db


def in_all() -> tuple[int, int]:
    """Cards at hand in Jambi, and how many of them are to be asked for."""
    found = holdings(Region.objects.filter(level=2).valid_on(DAY), DAY)
    return sum(one.at_hand or 0 for one in found), len(found)


EARLY, LATE = SINCE - timedelta(days=1), DAY - timedelta(days=1)


@pytest.mark.parametrize("told_on", [(EARLY, EARLY), (LATE, LATE), (EARLY, LATE), (LATE, EARLY)])
@pytest.mark.parametrize("left", [(450, 280), (450, None), (None, 280), (520, 280), (450, 330)])
@pytest.mark.parametrize("booked", [(500, 300), (500, 0)], ids=str)
def test_what_two_offices_have_is_what_they_have_when_merged(jambi, siti, told_on, left, booked):
    """Whichever was booked and reported, before the decree or until it came to be known."""
    offices = (jambi.sarolangun, jambi.pauh), (jambi.batanghari, jambi.mersam)
    for (office, place), cards, day, reported in zip(offices, booked, told_on, left, strict=True):
        if cards:
            receive(office, cards, siti, day=SINCE - timedelta(days=9))
        status = {} if reported is None else {"blangko_left": reported}
        save_day(siti, {place: {"printed": 5}}, kabkota=office, day=EARLY)
        # Of an office with neither book nor report, what it uses is not known either.
        counts = {"recorded": 5} if reported is None else {"printed": 7}
        save_day(siti, {place: counts}, kabkota=office, day=day, status=status)
    before, _offices = in_all()

    merge_sarolangun_into_batanghari(siti)

    assert in_all() == (before, 1)


@pytest.mark.parametrize("told_on", [(EARLY, EARLY), (LATE, LATE), (LATE, EARLY)])
def test_without_a_book_it_is_the_sum_of_their_reports(jambi, siti, told_on):
    offices = (jambi.sarolangun, jambi.pauh, 450), (jambi.batanghari, jambi.mersam, 280)
    for (office, place, left), day in zip(offices, told_on, strict=True):
        save_day(siti, {place: 5}, kabkota=office, day=EARLY)
        save_day(siti, {place: 5}, kabkota=office, day=day, status={"blangko_left": left})

    new = merge_sarolangun_into_batanghari(siti)

    assert cards_of(new) == 730


def test_what_a_merged_office_reports_since_is_of_all_of_it(jambi, siti):
    for office, place in ((jambi.sarolangun, jambi.pauh), (jambi.batanghari, jambi.mersam)):
        receive(office, 500, siti, day=SINCE - timedelta(days=9))
        status = {"blangko_left": 400}
        save_day(siti, {place: 5}, kabkota=office, day=EARLY, status=status)

    new = merge_sarolangun_into_batanghari(siti)
    assert cards_of(new) == 800
    status = {"blangko_left": 790}
    save_day(siti, {jambi.mersam: 5}, kabkota=new, day=LATE, at=at(9), status=status)
    assert cards_of(new) == 790
    count_stock(new, 795, day=DAY, by=siti, at=at())
    assert cards_of(new) == 795


def test_report_and_use_of_cards_go_on_under_the_new_code(jambi, siti):
    receive(jambi.sarolangun, 2000, siti, day=DAY - timedelta(days=60))
    for back in range(40, 0, -1):
        day = DAY - timedelta(days=back)
        status = {"blangko_left": 1990 - 10 * (41 - back)}
        save_day(siti, {jambi.pauh: {"printed": 10}}, day=day, status=status)
    (before,) = holdings([jambi.sarolangun], DAY)

    (after,) = holdings([renumber_sarolangun(siti)], DAY)

    assert after.reported == before.reported == 1590
    assert after.reported_on == before.reported_on == DAY - timedelta(days=1)
    assert after.at_hand == before.at_hand == 1590
    assert after.use == before.use
    assert after.days_left is not None
    assert (after.days_left, after.untold) == (before.days_left, before.untold)


@pytest.mark.parametrize("change", [renumber_sarolangun, merge_sarolangun_into_batanghari])
def test_cards_of_an_event_over_the_day_of_a_decree_are_told_of_the_new_office(jambi, siti, change):
    receive(jambi.sarolangun, 500, siti, day=SINCE - timedelta(days=9))
    event = make_event(jambi, siti, places=[jambi.limun], cards=100, **RUNNING)
    limun = event.stops.get()
    save_result(limun, siti, SINCE - timedelta(days=1), printed=5)
    save_result(limun, siti, SINCE, printed=7)

    new = change(siti)
    for day in (SINCE, DAY):
        save_result(limun, siti, day, printed=9)

    (found,) = holdings([new], DAY)
    assert found.events == ((event.name, 77),)
    assert found.book.left == 500
