"""A file taken back: what becomes of the states of its days, and of what offices declared."""

from datetime import timedelta

import pytest

from regions.importing.storing.undoing import undo
from regions.models import DayStatus, State
from tests.factories import DAY, at, make_jambi, make_siti, save_day
from tests.regions.importing.storing.stored_files import LIMUN, bring, stored_counts

pytestmark = pytest.mark.django_db

CLOSED = {"state": State.CLOSED, "zero_reason": ""}
ZERO = {"state": State.ZERO, "zero_reason": "no_cards"}


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


@pytest.mark.parametrize("declared", [CLOSED, ZERO], ids=["closed", "zero"])
@pytest.mark.parametrize("before", [{}, CLOSED, ZERO | {"zero_reason": "nobody_came"}])
@pytest.mark.parametrize("withdrawn", [True, False])
def test_what_was_declared_since_stays(declared, before, withdrawn):
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status=before)
    batch = bring(LIMUN.format(0), siti, jambi.sarolangun, day=DAY)
    save_day(siti, {jambi.limun: None} if withdrawn else {}, status=declared)

    undo(batch, siti, at(10))

    status = DayStatus.objects.get()
    assert (status.state, status.zero_reason) == tuple(declared.values())
    assert stored_counts() == {}


def test_what_was_declared_since_stays_where_the_file_had_not_changed_the_state():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.pauh: 0})
    batch = bring(LIMUN.format(0), siti, jambi.sarolangun, day=DAY)
    save_day(siti, {jambi.pauh: None}, status=CLOSED)

    undo(batch, siti, at(10))

    assert DayStatus.objects.get().state == State.CLOSED


def test_people_who_come_back_make_a_day_reported_that_was_declared_closed_since():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5})
    batch = bring(LIMUN.format(0), siti, jambi.sarolangun, day=DAY)
    save_day(siti, {}, status=CLOSED)

    undo(batch, siti, at(10))

    assert DayStatus.objects.get().state == State.REPORTED
    assert stored_counts() == {("15.03.01", DAY): (5, None)}


def test_a_day_closed_and_locked_since_among_those_of_the_file_is_left_alone():
    jambi = make_jambi()
    siti = make_siti(jambi)
    days = (DAY, DAY - timedelta(days=2))
    text = "Kecamatan;Tanggal;Perekaman\n" + "".join(f"Limun;{day};7\n" for day in days)
    batch = bring(text, siti, jambi.sarolangun)
    between = DAY - timedelta(days=1)
    save_day(siti, {}, day=between, status=CLOSED)
    DayStatus.objects.filter(day=between).update(locked=True)

    undo(batch, siti, at(10))

    assert stored_counts() == {}
