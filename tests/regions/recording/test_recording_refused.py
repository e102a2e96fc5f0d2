"""record_day: what it or the database refuses, with nothing stored."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from regions.models import MEASURES, DailyCount, DayStatus, RunningHead
from regions.recording import DayIsLocked, ledger
from tests.factories import DAY, make_jambi, make_siti, save_day
from tests.regions.recording.stored_days import count_of, everything_stored

pytestmark = pytest.mark.django_db


def test_a_locked_day_is_refused_and_nothing_is_stored():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    DayStatus.objects.update(locked=True)
    before = everything_stored()

    with pytest.raises(DayIsLocked):
        save_day(siti, {jambi.limun: 13})

    assert everything_stored() == before


def test_another_day_of_a_locked_one_is_open():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    DayStatus.objects.update(locked=True)

    save_day(siti, {jambi.limun: 13}, day=DAY + timedelta(days=1))

    assert RunningHead.objects.get().recorded_total == 25


def test_a_kecamatan_of_another_office_is_refused_and_nothing_is_stored():
    jambi = make_jambi()

    with pytest.raises(ValueError, match=r"15\.04\.01 does not belong to 15\.03"):
        save_day(make_siti(jambi), {jambi.limun: 12, jambi.mersam: 3})

    assert everything_stored() == [[], [], [], [], []]


@pytest.mark.parametrize("stranger", ["batanghari", "province", "nation"])
def test_no_other_place_is_taken_for_the_office_itself(stranger):
    jambi = make_jambi()

    with pytest.raises(ValueError, match="does not belong"):
        save_day(make_siti(jambi), {getattr(jambi, stranger): 3})


def test_when_the_totals_fail_nothing_of_the_day_is_stored(monkeypatch):
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    before = everything_stored()

    def fails(*args):
        assert DailyCount.objects.get(region=jambi.limun).recorded == 99
        raise RuntimeError("disk full")

    monkeypatch.setattr(ledger, "apply", fails)
    with pytest.raises(RuntimeError, match="disk full"):
        save_day(siti, {jambi.limun: 99, jambi.pauh: 1}, status={"blangko_left": 5})

    assert everything_stored() == before


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("impossible", [-1, 100_000])
def test_the_database_refuses_negative_counts_and_more_than_99999(measure, impossible):
    jambi = make_jambi()

    with pytest.raises(IntegrityError), transaction.atomic():
        save_day(make_siti(jambi), {jambi.limun: {measure: impossible}})

    assert not DailyCount.objects.exists()


def test_99999_in_a_day_is_possible():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: 99_999})

    assert RunningHead.objects.get().recorded_total == 99_999


def test_the_database_refuses_a_negative_level():
    jambi = make_jambi()

    with pytest.raises(IntegrityError), transaction.atomic():
        save_day(make_siti(jambi), {}, status={"blangko_left": -1})


def test_the_database_refuses_a_second_row_for_one_place_day_and_channel():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    twin = count_of(jambi.limun)
    twin.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
