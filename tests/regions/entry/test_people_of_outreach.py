"""Counter numbers of a place and day that an event has posted already: the same people twice?"""

from collections.abc import Mapping

import pytest

from regions.entry import may_hold_outreach
from regions.models import Channel
from tests.campaigns.factories import make_event, save_result, stop_in
from tests.factories import DAY, Jambi, save_day
from tests.regions.entry.typed_day import LIMUN, PAUH, day_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OWN = "15.03-recorded"


def asked(jambi: Jambi, sent: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: list(map(str, found)) for name, found in day_form(jambi, sent).errors.items()}


def posted(jambi: Jambi, siti, **counts: int) -> None:
    """What outreach posted for these places."""
    places = {getattr(jambi, name): people for name, people in counts.items()}
    save_day(siti, places, channel=Channel.JEMPUT_BOLA)


@pytest.mark.parametrize(
    ("counter", "outreach", "may"),
    [
        (39, 40, False),
        (40, 40, True),
        (41, 40, True),
        (0, 0, False),
        (5, 0, False),
        (None, 3, False),
    ],
)
def test_a_number_below_that_of_outreach_cannot_hold_all_its_people(counter, outreach, may):
    assert may_hold_outreach(counter, outreach) is may


def test_from_as_many_as_outreach_on_it_is_asked_with_both_numbers(jambi, siti):
    posted(jambi, siti, limun=40)

    assert asked(jambi, {LIMUN: "39", PAUH: "40"}) == {}
    assert asked(jambi, {LIMUN: "40"}) == {
        LIMUN: [
            "Outreach has counted 40 people here on this day already. Are these 40 others, who"
            " came to the counter?"
        ]
    }
    assert list(asked(jambi, {LIMUN: "55"})) == [LIMUN]


def test_what_an_event_posted_by_its_own_page_is_asked_about(jambi, siti):
    event = make_event(jambi, siti, places=[jambi.limun])
    save_result(stop_in(event, jambi.limun), siti, recorded=40)

    assert list(asked(jambi, {LIMUN: "43"})) == [LIMUN]


def test_the_row_of_the_office_stands_beside_all_outreach_in_it(jambi, siti):
    posted(jambi, siti, limun=40, pauh=20)

    assert asked(jambi, {OWN: "59"}) == {}
    assert list(asked(jambi, {OWN: "60"})) == [OWN]


def test_it_is_asked_once_and_again_where_either_number_is_another(jambi, siti):
    posted(jambi, siti, limun=40)
    form = day_form(jambi, {LIMUN: "45"})
    assert not form.is_valid()
    said = {f"{LIMUN}-confirm": form.questions[LIMUN]}

    assert asked(jambi, {LIMUN: "45", **said}) == {}
    assert list(asked(jambi, {LIMUN: "46", **said})) == [LIMUN]
    posted(jambi, siti, limun=41)
    assert list(asked(jambi, {LIMUN: "45", **said})) == [LIMUN]


def test_what_is_stored_already_was_asked_about_then(jambi, siti):
    save_day(siti, {jambi.limun: 45})
    posted(jambi, siti, limun=40)

    assert asked(jambi, {LIMUN: "45", PAUH: "2"}) == {}
    assert list(asked(jambi, {LIMUN: "46"})) == [LIMUN]


def test_outreach_of_another_day_or_without_recorded_people_is_no_reason(jambi, siti):
    save_day(siti, {jambi.limun: 40}, day=DAY.replace(day=2), channel=Channel.JEMPUT_BOLA)
    save_day(siti, {jambi.limun: {"printed": 30}}, channel=Channel.JEMPUT_BOLA)

    assert asked(jambi, {LIMUN: "45"}) == {}
