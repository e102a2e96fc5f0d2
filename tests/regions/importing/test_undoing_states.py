"""A file taken back: what becomes of the states of its days, and of what offices declared."""

import pytest

from regions.importing.undoing import undo
from regions.models import DayStatus, State
from tests.factories import DAY, at, make_jambi, make_siti, save_day

from .stored_files import LIMUN, bring, stored_counts

pytestmark = pytest.mark.django_db


def test_a_day_that_was_only_in_the_file_is_unreported_again():
    jambi = make_jambi()
    siti = make_siti(jambi)
    batch = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)
    assert DayStatus.objects.get().state == State.REPORTED

    undo(batch, siti, at(10))

    assert DayStatus.objects.get().state == State.EMPTY


def test_a_declared_zero_comes_back():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.ZERO, "zero_reason": "nobody_came"})
    batch = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)

    undo(batch, siti, at(10))

    status = DayStatus.objects.get()
    assert (status.state, status.zero_reason) == (State.ZERO, "nobody_came")


@pytest.mark.parametrize("place", ["limun", "pauh"])
def test_a_declared_zero_does_not_come_back_over_people_typed_since(place):
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.ZERO, "zero_reason": "nobody_came"})
    batch = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)
    save_day(siti, {getattr(jambi, place): 8})

    undo(batch, siti, at(10))

    assert DayStatus.objects.get().state == State.REPORTED
    assert sum(recorded for recorded, _printed in stored_counts().values()) == 8
