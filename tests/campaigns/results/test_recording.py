"""Results of stops: stored once, posted once to the daily counts, their cards booked once."""

import pytest

from campaigns.cards import account_of
from campaigns.events import cancel_event, close_event
from campaigns.events.event_cards import cards_of
from campaigns.models import EventState, MoveKind, StopResult
from campaigns.results.recording import TypedResult
from regions.models import Channel, CountChange, DailyCount, DayStatus, Source, State
from regions.recording import ledger
from tests.campaigns.factories import NEXT_DAY, make_event, make_stop, save_result, stop_in
from tests.campaigns.results.stored_results import everything, posted, save_all
from tests.factories import DAY, at, save_day

pytestmark = pytest.mark.django_db


def test_a_result_is_posted_to_the_outreach_count_of_its_kecamatan(limun, siti, jambi):
    save_result(limun, siti, recorded=40, printed=30, reprinted=5, delivered=20, spoiled=1)

    count = posted(jambi.limun)
    values = (count.recorded, count.printed, count.reprinted, count.delivered, count.spoiled)
    assert values == (40, 30, 5, 20, 1)
    assert (count.recorded_minors, count.recorded_outsiders) == (None, None)
    change = CountChange.objects.get(field="recorded")
    assert (change.source, change.why, change.by) == (Source.EVENT, "GISA Sarolangun", siti)


def test_what_is_not_posted_stays_with_the_event(limun, siti):
    save_result(
        limun, siti, already_recorded=9, replaced=8, data_changed=7, failed_iris=2, notes="hujan"
    )

    result = StopResult.objects.get()
    assert (result.already_recorded, result.failed_iris, result.notes) == (9, 2, "hujan")
    assert not DailyCount.objects.exists()


def test_saving_the_same_again_changes_and_logs_nothing(limun, siti):
    save_result(limun, siti, recorded=40, printed=30)
    before = everything()

    again = save_result(limun, siti, recorded=40, printed=30, seen=0)

    assert again is None
    assert everything() == before


def test_a_correction_replaces_and_a_withdrawal_empties(limun, siti, jambi):
    save_result(limun, siti, recorded=40, printed=30)

    save_result(limun, siti, recorded=25)
    assert (posted(jambi.limun).recorded, posted(jambi.limun).printed) == (25, 30)

    save_result(limun, siti, recorded=None)
    assert (posted(jambi.limun).recorded, posted(jambi.limun).printed) == (None, 30)
    assert list(ledger.check()) == []


def test_an_event_begins_with_its_first_result_and_no_other_event_does(event, limun, siti, jambi):
    other = make_event(jambi, siti, places=[jambi.limun], name="GISA Limun")

    save_result(limun, siti, recorded=None)
    event.refresh_from_db()
    assert event.state == EventState.PLANNED
    save_result(limun, siti, recorded=1)

    for one, state in ((event, EventState.RUNNING), (other, EventState.PLANNED)):
        one.refresh_from_db()
        assert one.state == state


def test_zero_people_is_posted_as_zero_not_as_nothing(limun, siti, jambi):
    save_result(limun, siti, recorded=0)

    assert posted(jambi.limun).recorded == 0


def test_two_stops_of_one_kecamatan_on_one_day_add_up(event, limun, siti, jambi):
    market = make_stop(event, jambi.limun, "Pasar")
    save_result(limun, siti, recorded=40)
    save_result(market, siti, recorded=2, printed=1)

    assert (posted(jambi.limun).recorded, posted(jambi.limun).printed) == (42, 1)

    save_result(limun, siti, recorded=None)
    assert posted(jambi.limun).recorded == 2


def test_two_events_in_one_kecamatan_add_up(limun, siti, jambi):
    other = make_event(jambi, siti, places=[jambi.limun], name="GISA Limun")
    save_result(limun, siti, recorded=40)
    save_result(stop_in(other, jambi.limun), siti, recorded=3)
    save_result(limun, siti, recorded=41)

    assert posted(jambi.limun).recorded == 44
    assert DailyCount.objects.count() == 1


def test_the_days_of_a_stop_are_posted_apart(limun, siti, jambi):
    save_result(limun, siti, recorded=40)
    save_result(limun, siti, NEXT_DAY, recorded=7)

    assert (posted(jambi.limun).recorded, posted(jambi.limun, NEXT_DAY).recorded) == (40, 7)


def test_what_the_office_typed_itself_stays_beside_it(limun, siti, jambi):
    save_day(siti, {jambi.limun: 12})

    save_result(limun, siti, recorded=40)

    office = DailyCount.objects.get(region=jambi.limun, channel=Channel.LOKET)
    assert (office.recorded, posted(jambi.limun).recorded) == (12, 40)
    assert DayStatus.objects.get().state == State.REPORTED


def test_an_event_alone_is_no_report_of_the_office(limun, siti):
    save_result(limun, siti, recorded=40)

    assert not DayStatus.objects.exclude(state=State.EMPTY).exists()


def test_results_of_a_cancelled_event_no_longer_count_but_are_kept(event, limun, siti, jambi):
    other = make_event(jambi, siti, places=[jambi.limun], name="GISA Limun")
    save_result(stop_in(other, jambi.limun), siti, recorded=3)
    save_result(limun, siti, recorded=40, printed=30, spoiled=2)

    cancel_event(event, because="banjir", day=DAY, by=siti, at=at())

    assert (posted(jambi.limun).recorded, posted(jambi.limun).printed) == (3, None)
    assert StopResult.objects.get(stop=limun).recorded == 40
    assert (cards_of(event, MoveKind.USED), cards_of(event, MoveKind.SPOILED)) == (0, 0)
    assert list(ledger.check()) == []


def test_without_a_version_what_is_given_wins(limun, siti, jambi):
    save_result(limun, siti, recorded=40)

    save_result(limun, siti, recorded=41)

    assert posted(jambi.limun).recorded == 41


def test_the_first_result_begins_the_event(event, limun, siti):
    save_result(limun, siti, recorded=1)

    event.refresh_from_db()
    assert event.state == EventState.RUNNING


def test_a_correction_that_leaves_cards_opens_a_closed_event_again(event, limun, siti):
    save_result(limun, siti, printed=100)
    close_event(event, by=siti, at=at())

    save_result(limun, siti, delivered=60)
    event.refresh_from_db()
    assert event.state == EventState.DONE

    save_result(limun, siti, printed=90)
    event.refresh_from_db()
    assert (event.state, account_of(event).balance) == (EventState.RUNNING, 10)


def test_a_grid_of_many_stops_asks_as_often_as_one_of_two(
    event, limun, pauh, siti, jambi, django_assert_max_num_queries
):
    save_all(event, siti, TypedResult(limun, {"printed": 1}), TypedResult(pauh, {"printed": 1}))
    many = [make_stop(event, jambi.limun, f"Dusun {n}") for n in range(20)]

    with django_assert_max_num_queries(32) as counted:
        save_all(event, siti, *(TypedResult(stop, {"printed": 1}) for stop in many))
    with django_assert_max_num_queries(len(counted)):
        save_all(event, siti, TypedResult(limun, {"printed": 2}), TypedResult(pauh, {"printed": 2}))
