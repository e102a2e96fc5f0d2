"""What belongs to an event, read at once and then put into words."""

import pytest

from campaigns.events import event_words, gather, give_back
from tests.campaigns.factories import make_event, save_result, stop_in
from tests.factories import DAY, at, make_budi, make_jambi, make_region

pytestmark = pytest.mark.django_db


def test_the_cards_of_an_event_add_up():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_event(jambi, budi, places=[jambi.limun], cards=500)
    save_result(stop_in(event, jambi.limun), budi, recorded=100, printed=90, spoiled=4)
    give_back(event, jambi.province, 300, day=DAY, by=budi, at=at())

    cards = gather(event).cards

    assert cards.given == {jambi.province: (500, 300)}
    assert (cards.used, cards.spoiled, cards.left) == (90, 4, 106)


def test_an_event_is_gathered_in_seven_queries_at_any_size_and_told_in_none(
    django_assert_num_queries,
):
    jambi = make_jambi()
    budi = make_budi(jambi)
    kecamatan = [make_region(f"15.03.{n}") for n in range(20, 40)]
    event = make_event(jambi, budi, places=kecamatan, cards=500)
    for office in (jambi.sarolangun, jambi.batanghari):
        event.teams.create(office=office, people=4, recording_sets=2)
    for kind in ("letter", "generator"):
        event.tasks.create(kind=kind, due_day=DAY, done_by=budi, done_at=at())

    with django_assert_num_queries(7):
        whole = gather(event)
    with django_assert_num_queries(0):
        words = event_words(whole, DAY)

    assert len(words["stops"]) == 20
    assert words["cards"]["left"] == "500"
