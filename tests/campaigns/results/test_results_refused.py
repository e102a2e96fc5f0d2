"""What is refused of results is refused whole: nothing is half saved, and nothing overwritten."""

from datetime import timedelta

import pytest

from campaigns.cards import account_of
from campaigns.cards.refusals import NotEnoughCards
from campaigns.events import cancel_event
from campaigns.models import StopResult
from campaigns.results import (
    NotADayOfTheStop,
    TooManyForADay,
)
from campaigns.results.recording import TypedResult
from regions.models import MOST_PER_DAY, DayStatus
from regions.recording import DayChangedMeanwhile, DayIsLocked
from tests.campaigns.factories import NEXT_DAY, make_event, make_stop, save_result, stop_in
from tests.campaigns.results.stored_results import everything, posted, save_all
from tests.factories import DAY, at, make_budi, save_day

pytestmark = pytest.mark.django_db


def test_a_cancelled_event_takes_no_results(event, limun, siti):
    cancel_event(event, because="banjir", day=DAY, by=siti, at=at())

    with pytest.raises(NotADayOfTheStop):
        save_result(limun, siti, recorded=40)

    assert not StopResult.objects.exists()


@pytest.mark.parametrize("days", [-1, 2])
def test_a_day_outside_the_stop_is_refused(limun, siti, days):
    with pytest.raises(NotADayOfTheStop):
        save_result(limun, siti, DAY + timedelta(days=days), recorded=40)

    assert not StopResult.objects.exists()


def test_the_days_of_a_stop_are_read_anew_not_from_an_old_copy(limun, siti, event):
    event.stops.filter(pk=limun.pk).update(first_day=NEXT_DAY)

    with pytest.raises(NotADayOfTheStop):
        save_result(limun, siti, recorded=40)


def test_a_stop_of_another_event_is_refused(event, siti, jambi):
    other = make_event(jambi, siti, places=[jambi.limun], name="GISA Limun")

    with pytest.raises(NotADayOfTheStop):
        save_all(event, siti, TypedResult(stop_in(other, jambi.limun), {"recorded": 1}))


def test_a_stop_in_another_kabupaten_is_refused_whole(event, siti, jambi):
    stray = make_stop(event, jambi.mersam)

    with pytest.raises(ValueError, match=r"15\.04\.01"):
        save_result(stray, siti, recorded=40)

    assert not StopResult.objects.exists()


def test_a_name_that_is_no_result_is_refused(limun, siti):
    with pytest.raises(ValueError, match=r"no results: \['at', 'day', 'pk', 'stop', 'version'\]"):
        save_all(
            limun.event,
            siti,
            TypedResult(limun, dict.fromkeys(("version", "pk", "stop", "day", "at", "printed"), 7)),
        )


def test_a_day_that_the_province_locked_takes_no_results(limun, siti, jambi):
    save_day(siti, {jambi.limun: 12})
    DayStatus.objects.update(locked=True)
    before = everything()

    with pytest.raises(DayIsLocked):
        save_result(limun, siti, recorded=40, printed=3)

    assert everything() == before


def test_more_than_a_day_holds_is_refused_whole(event, limun, siti, jambi):
    save_result(limun, siti, recorded=MOST_PER_DAY)
    before = everything()

    with pytest.raises(TooManyForADay) as refusal:
        save_result(make_stop(event, jambi.limun, "Pasar"), siti, recorded=1)

    assert (refusal.value.kecamatan, refusal.value.count) == (jambi.limun, MOST_PER_DAY + 1)
    assert everything() == before


def test_a_result_someone_else_saved_meanwhile_is_not_overwritten(limun, siti, jambi):
    save_result(limun, make_budi(jambi), recorded=40)

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_result(limun, siti, recorded=41, seen=0)

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.field, clash.yours, clash.theirs) == (limun, "recorded", 41, 40)
    assert clash.by.username == "budi"
    assert posted(jambi.limun).recorded == 40


def test_with_what_was_seen_only_the_same_value_clashes(event, limun, siti):
    save_result(limun, siti, recorded=40)
    seen = {"recorded": None, "printed": None}

    (saved,) = save_all(event, siti, TypedResult(limun, {"printed": 5}, 0, seen))
    assert (saved.recorded, saved.printed, saved.version) == (40, 5, 2)

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_all(event, siti, TypedResult(limun, {"recorded": 41, "delivered": 1}, 0, seen))
    assert [(clash.row, clash.field) for clash in refusal.value.clashes] == [(limun, "recorded")]


@pytest.mark.parametrize("version", [0, None])
def test_what_was_left_as_it_was_keeps_the_newer_one(event, limun, siti, version):
    save_result(limun, siti, recorded=40, notes="ramai")
    seen = {"recorded": None, "notes": "", "printed": None}
    typed = {"recorded": None, "notes": "", "printed": 5}

    (saved,) = save_all(event, siti, TypedResult(limun, typed, version, seen))
    assert (saved.recorded, saved.notes, saved.printed) == (40, "ramai", 5)

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_all(event, siti, TypedResult(limun, {**typed, "printed": 6}, 0, seen))
    assert set(refusal.value.newer) == {(limun, "notes"), (limun, "recorded")}


def test_one_stop_that_clashes_keeps_the_whole_grid_back(event, limun, pauh, siti):
    save_result(limun, siti, recorded=40)
    before = everything()

    with pytest.raises(DayChangedMeanwhile):
        save_all(
            event,
            siti,
            TypedResult(pauh, {"recorded": 7}, 0),
            TypedResult(limun, {"recorded": 41}, 0),
        )

    assert everything() == before


def test_not_enough_cards_refuses_all_of_it(event, limun, pauh, siti):
    save_result(limun, siti, recorded=40, printed=95)
    before = everything()

    with pytest.raises(NotEnoughCards) as refusal:
        save_all(
            event,
            siti,
            TypedResult(limun, {"recorded": 50}),
            TypedResult(pauh, {"printed": 4, "spoiled": 2}),
        )

    assert (refusal.value.there, refusal.value.asked) == (5, 6)
    assert everything() == before
    assert account_of(event).balance == 5
