"""Many offices save at once: nothing is lost, nothing locks up. PostgreSQL only.

SQLite lets one writer in at a time, so there is nothing to test there.
"""

import random
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from regions.models import DailyCount, Region, Role, RunningHead, User
from regions.ranking.standings import kabkota_totals
from regions.recording import ledger
from tests.factories import DAY, make_nation, make_person, make_region, save_day

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite has one writer at a time; run with a PostgreSQL DATABASE_URL",
    ),
]

THREADS = 12
SECONDS_UNTIL_STUCK = 60


def make_offices(offices: int, kecamatan: int) -> dict[Region, list[Region]]:
    make_nation()
    return {
        make_region(f"15.{office:02}"): [
            make_region(f"15.{office:02}.{place:02}") for place in range(1, kecamatan + 1)
        ]
        for office in range(1, offices + 1)
    }


def make_clerk(office: Region) -> User:
    return make_person(f"operator of {office.code}", Role.OPERATOR, office)


def all_at_once(jobs: list[Callable[[], None]]) -> list[BaseException]:
    """Run each job in a thread of its own, all starting together; returns what they raised."""
    start, raised = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], None]) -> None:
        try:
            start.wait()
            job()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job], daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS_UNTIL_STUCK)
    assert not any(thread.is_alive() for thread in threads)
    return raised


def test_first_saves_of_one_office_and_day_by_twelve_people_are_all_counted():
    ((office, places),) = make_offices(1, THREADS).items()
    clerk = make_clerk(office)

    def save(place: Region) -> Callable[[], None]:
        return lambda: save_day(clerk, {place: 5}, kabkota=office)

    raised = all_at_once([save(place) for place in places])

    assert raised == []
    assert DailyCount.objects.count() == THREADS
    assert RunningHead.objects.get().recorded_total == 5 * THREADS
    assert list(ledger.check()) == []


def test_different_days_of_one_office_saved_at_once_leave_no_gap():
    ((office, (place, *_)),) = make_offices(1, 1).items()
    clerk = make_clerk(office)
    offsets = random.Random(15).sample(range(-20, 20), THREADS)

    def save(offset: int) -> Callable[[], None]:
        return lambda: save_day(clerk, {place: 3}, day=DAY + timedelta(days=offset))

    raised = all_at_once([save(offset) for offset in offsets])

    head = RunningHead.objects.get()
    assert raised == []
    assert head.recorded_total == 3 * THREADS
    assert head.days.count() == max(offsets) - min(offsets) + 1
    assert list(ledger.check()) == []


def test_saves_and_corrections_of_many_offices_and_days_at_once_lose_nothing():
    offices = make_offices(3, THREADS)
    clerks = {office: make_clerk(office) for office in offices}

    def work(number: int) -> Callable[[], None]:
        def job() -> None:
            rng = random.Random(number)
            for round_ in range(1, 9):
                office = rng.choice(list(offices))
                day = DAY + timedelta(days=rng.randrange(-4, 5))
                own_place = offices[office][number]
                save_day(clerks[office], {own_place: round_, office: rng.randrange(9)}, day=day)

        return job

    raised = all_at_once([work(number) for number in range(THREADS)])

    assert raised == []
    for number in range(THREADS):
        rng, last = random.Random(number), {}
        for round_ in range(1, 9):
            office = rng.choice(list(offices))
            day = DAY + timedelta(days=rng.randrange(-4, 5))
            rng.randrange(9)
            last[offices[office][number].pk, day] = round_
        own = DailyCount.objects.filter(region__in=[places[number] for places in offices.values()])
        assert {(count.region_id, count.day): count.recorded for count in own} == last
    assert list(ledger.check()) == []


def test_two_corrections_of_one_value_at_once_are_two_log_entries_in_a_row():
    ((office, (place, *_)),) = make_offices(1, 1).items()
    clerk = make_clerk(office)
    save_day(clerk, {place: 100})

    raised = all_at_once(
        [lambda n=n: save_day(clerk, {place: n}, kabkota=office) for n in range(THREADS)]
    )

    changes = place.changes.order_by("id")
    assert raised == []
    assert [change.version for change in changes] == list(range(1, THREADS + 2))
    assert [change.old for change in changes[1:]] == [change.new for change in changes][:-1]
    assert DailyCount.objects.get().recorded == changes.last().new
    assert list(ledger.check()) == []


@pytest.mark.parametrize("heads_exist", [True, False])
def test_imports_of_the_same_offices_in_opposite_order_do_not_deadlock(heads_exist):
    offices = make_offices(6, 2)
    clerks = {office: make_clerk(office) for office in offices}
    if heads_exist:
        with transaction.atomic():
            ledger.lock_heads(office.pk for office in offices)

    def bring_all(number: int) -> Callable[[], None]:
        def job() -> None:
            in_order = list(offices) if number % 2 else list(reversed(offices))
            day = DAY + timedelta(days=number % 3)
            for _ in range(2):
                with transaction.atomic():
                    ledger.lock_heads(office.pk for office in in_order)
                    for office in in_order:
                        save_day(clerks[office], {offices[office][number % 2]: number}, day=day)

        return job

    raised = all_at_once([bring_all(number) for number in range(THREADS)])

    assert raised == []
    assert DailyCount.objects.count() == 6 * 2 * 3
    assert list(ledger.check()) == []


def test_a_reader_never_sees_a_correction_in_one_total_and_not_in_the_next():
    ((office, (place, *_)),) = make_offices(1, 1).items()
    clerk = make_clerk(office)
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    save_day(clerk, {place: 1}, day=before)
    save_day(clerk, {place: 5}, day=DAY)
    newly = set()

    def correct() -> None:
        for n in range(2, 42):
            save_day(clerk, {place: n}, kabkota=office, day=before)

    def read() -> None:
        for _ in range(150):
            found, _reports = kabkota_totals(
                RunningHead.objects.all(), [before, after], until=after
            )
            newly.add(found[office.pk][after] - found[office.pk][before])

    raised = all_at_once([correct, read, read, read])

    assert raised == []
    assert newly == {5}


def test_a_check_during_saves_finds_no_difference():
    ((office, (place, *_)),) = make_offices(1, 1).items()
    clerk = make_clerk(office)
    save_day(clerk, {place: 1})
    found = []

    def correct() -> None:
        for n in range(2, 22):
            save_day(clerk, {place: n}, kabkota=office, day=DAY + timedelta(days=n % 4))

    def check() -> None:
        for _ in range(20):
            found.extend(ledger.check())

    raised = all_at_once([correct, check, check])

    assert raised == []
    assert found == []
