"""lock_day: Budi, manager of Jambi, locks a day of Sarolangun and opens it again."""

from datetime import timedelta

import pytest

from campaigns.models import StopResult
from regions.importing.storing import undo
from regions.models import Channel, CountChange, DayStatus, RunningHead, Source, State
from regions.recording import (
    KEEP,
    DayIsLocked,
    OfficeDay,
    Signature,
    lock_day,
    record_days,
)
from tests.campaigns.factories import make_event, save_result, stop_in
from tests.factories import DAY, at, make_ani, save_day
from tests.regions.importing.storing.stored_files import LIMUN, bring
from tests.regions.recording.stored_days import everything_stored, status_of
from tests.row_locks import locked, statements

pytestmark = pytest.mark.django_db

WHY = "sudah dilaporkan ke gubernur"


def lock(jambi, budi, *, locked=True, hour=9, why=WHY) -> bool:
    return lock_day(kabkota=jambi.sarolangun, day=DAY, by=budi, at=at(hour), locked=locked, why=why)


def test_a_locked_day_takes_no_numbers_until_it_is_opened(jambi, siti, budi):
    save_day(siti, {jambi.limun: 12})
    lock(jambi, budi)
    before = everything_stored()

    with pytest.raises(DayIsLocked):
        save_day(siti, {jambi.limun: 13})
    assert everything_stored() == before

    lock(jambi, budi, locked=False)
    save_day(siti, {jambi.limun: 13})
    assert RunningHead.objects.get().recorded_total == 13


def test_neither_a_file_nor_an_event_writes_into_a_locked_day(jambi, siti, budi):
    event = make_event(jambi, siti, places=[jambi.limun])
    lock(jambi, budi)
    closed = OfficeDay(jambi.sarolangun.pk, DAY, (State.CLOSED.value, "", *[KEEP] * 6))

    with pytest.raises(DayIsLocked):
        list(record_days([], [closed], Signature(siti, at(10))))
    with pytest.raises(DayIsLocked):
        save_result(stop_in(event, jambi.limun), siti, recorded=40)

    assert not StopResult.objects.exists()
    assert status_of(jambi.sarolangun).state == State.EMPTY


def test_a_file_with_a_day_that_was_locked_since_is_not_taken_back(jambi, siti, budi):
    batch = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)
    lock(jambi, budi, hour=10)
    before = everything_stored()

    with pytest.raises(DayIsLocked):
        undo(batch, siti, at(11))

    assert everything_stored() == before


def test_the_lock_is_logged_with_who_when_and_why(jambi, siti, budi):
    save_day(siti, {jambi.limun: 12})

    lock(jambi, budi)

    change = CountChange.objects.first()
    assert (change.region, change.kabkota, change.day) == (jambi.sarolangun, jambi.sarolangun, DAY)
    assert (change.channel, change.field, change.old, change.new) == ("", "locked", False, True)
    assert (change.by, change.at, change.source, change.why) == (budi, at(9), Source.FORM, WHY)
    assert change.version == status_of(jambi.sarolangun).version == 2


def test_what_the_office_said_and_who_said_it_when_stays(jambi, siti, budi):
    save_day(siti, {jambi.limun: 12}, status={"blangko_left": 480}, at=at(8))
    before = DayStatus.objects.values().get()

    lock(jambi, budi)

    assert DayStatus.objects.values().get() == before | {"locked": True, "version": 2}


def test_a_day_of_which_nothing_was_said_can_be_locked_and_reported_when_it_is_open(
    jambi, siti, budi
):
    lock(jambi, budi)
    status = status_of(jambi.sarolangun)
    assert (status.state, status.first_reported_at, status.version) == (State.EMPTY, None, 1)
    assert CountChange.objects.get().old is False

    lock(jambi, budi, locked=False)
    save_day(siti, {jambi.limun: 12}, at=at(11))

    status = status_of(jambi.sarolangun)
    assert (status.state, status.first_reported_at) == (State.REPORTED, at(11))


def test_to_lock_a_locked_day_or_to_open_an_open_one_changes_and_logs_nothing(jambi, siti, budi):
    assert lock(jambi, budi, locked=False) is False
    assert everything_stored()[:3] == [[], [], []]

    assert lock(jambi, budi) is True
    before = everything_stored()
    assert lock(jambi, budi, hour=10, why="sekali lagi") is False

    assert everything_stored() == before


def test_a_form_from_before_the_lock_saves_without_a_clash_when_the_day_is_open_again(
    jambi, siti, budi
):
    save_day(siti, {jambi.limun: 12}, status={"blangko_left": 480})
    lock(jambi, budi)
    lock(jambi, budi, locked=False)

    seen = {jambi.limun: 1, None: 1}
    save_day(siti, {jambi.limun: 13}, status={"blangko_left": 470}, seen=seen)

    status = status_of(jambi.sarolangun)
    assert (status.blangko_left, status.version) == (470, 4)


def test_another_day_and_another_office_stay_open(jambi, siti, budi):
    lock_day(kabkota=jambi.batanghari, day=DAY, by=budi, at=at(9), locked=True, why=WHY)

    save_day(siti, {jambi.limun: 12})
    save_day(siti, {jambi.limun: 3}, channel=Channel.JEMPUT_BOLA)

    assert RunningHead.objects.get(kabkota=jambi.sarolangun).recorded_total == 15


def test_only_that_day_of_that_office_is_locked(jambi, siti, budi):
    save_day(make_ani(jambi), {jambi.mersam: 5})
    save_day(siti, {jambi.limun: 11}, day=DAY - timedelta(days=1))
    save_day(siti, {jambi.limun: 12})

    lock(jambi, budi)

    locked_days = DayStatus.objects.filter(locked=True).values_list("kabkota__code", "day")
    assert list(locked_days) == [("15.03", DAY)]


def test_the_office_is_locked_for_writing_before_its_day_is_read(jambi, siti, budi):
    save_day(siti, {jambi.limun: 12})

    with statements() as asked:
        lock(jambi, budi)

    assert locked(asked) == [RunningHead._meta.db_table]
    assert asked[0].locks
