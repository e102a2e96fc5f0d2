"""Measures the design on a database of its own: ratios within one run, never seconds to keep.

Each line names what is measured against what, and the bound it is meant to keep. Nothing here
is a test: machines differ, ratios on one machine much less.
"""

import multiprocessing
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter

from django.db import connection, connections

from ..levels import Level
from ..models import Region, RunningHead, User
from ..ranking import rank_children
from ..recording import ledger, record_day

ROUNDS = 21
SAVES = 15
WRITERS = 16
WRITER_TURNS = 3
ROWS_A_SAVE = 14


@dataclass(frozen=True)
class BenchLine:
    """One figure: `ratio` of two times (or rates), and what it should be."""

    what: str
    ratio: float
    bound: str
    detail: str


def medians(*acts: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median seconds of each, taken in turn so that all meet the same machine."""
    times: list[list[float]] = [[] for _ in acts]
    for _round in range(rounds):
        for act, taken in zip(acts, times, strict=True):
            begin = perf_counter()
            act()
            taken.append(perf_counter() - begin)
    return [statistics.median(taken) for taken in times]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def national_ranking(day: date) -> float:
    """Median seconds of the ranking of all kabupaten/kota."""
    nation = Region.objects.get(code="ID")
    return medians(lambda: rank_children(nation, day, Level.KABKOTA))[0]


def ranking_line(day: date) -> BenchLine:
    nation = Region.objects.get(code="ID")
    plain, orm = medians(plain_select, lambda: rank_children(nation, day, Level.KABKOTA))
    return BenchLine(
        "national ranking of 514 through the ORM : plain SELECT of 514 rows",
        orm / plain,
        "<= 16, aim 8",
        f"{milliseconds(orm)} : {milliseconds(plain)}",
    )


def growth_line(small: float, day: date, rows: int, more_rows: int) -> BenchLine:
    large = national_ranking(day)
    return BenchLine(
        f"national ranking at {more_rows:,} counts : at {rows:,}",
        large / small,
        "<= 1.2",
        f"{milliseconds(large)} : {milliseconds(small)}",
    )


PLAIN_SELECT = """
    SELECT region.code, region.name, region.kind, head.last_day, head.recorded_total
    FROM regions_runninghead head JOIN regions_region region ON region.id = head.kabkota_id
"""


def plain_select() -> list[tuple]:
    """The least a page of stored figures reads: one row per kabupaten/kota, nothing computed."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_SELECT)
        return cursor.fetchall()


class Typist:
    """Saves one office's days with numbers that are new each time."""

    def __init__(self, office: Region, by: User, seed: int):
        self.office, self.by = office, by
        inside = Region.objects.filter(kabkota=office, level=Level.KECAMATAN)
        self.places = [office, *inside.order_by("code")][:ROWS_A_SAVE]
        self.rng = random.Random(seed)  # noqa: S311 (numbers to measure with)

    def save(self, day: date) -> None:
        counts = {
            place: {m: self.rng.randrange(1000) for m in ("recorded", "printed", "delivered")}
            for place in self.places
        }
        at = datetime.combine(day, datetime.min.time(), self.office.zone)
        record_day(kabkota=self.office, day=day, by=self.by, at=at, counts=counts)


def save_line(day: date, by: User) -> BenchLine:
    typist = Typist(offices(1)[0], by, seed=1)
    year_ago = day - timedelta(days=365)
    today, back = medians(lambda: typist.save(day), lambda: typist.save(year_ago), rounds=SAVES)
    return BenchLine(
        f"a save of {len(typist.places)} rows, 365 days back : of today",
        back / today,
        "<= 3",
        f"{milliseconds(back)} : {milliseconds(today)}",
    )


def offices(count: int) -> list[Region]:
    """Kabupaten/kota with enough kecamatan for a save of ROWS_A_SAVE rows."""
    found = Region.objects.filter(level=Level.KABKOTA, valid_to=None).select_related("province")
    full = (
        office
        for office in found.order_by("code")
        if Region.objects.filter(kabkota=office, level=Level.KECAMATAN).count() >= ROWS_A_SAVE - 1
    )
    return [office for office, _number in zip(full, range(count), strict=False)]


def writers_line(day: date, by: User) -> BenchLine:
    """16 processes save at once, each for its own office, with and without running totals.

    Those with totals come last and write the same days, so the ledger is exact again.
    """
    without: list[float] = []
    with_totals: list[float] = []
    errors = 0
    for turn in range(WRITER_TURNS):
        for rates, prepare in ((without, without_totals), (with_totals, None)):
            rate, failed = saves_a_second(day, by, prepare, seed=2 * turn + (prepare is None))
            rates.append(rate)
            errors += failed
    slow, fast = statistics.median(with_totals), statistics.median(without)
    return BenchLine(
        f"{WRITERS} writers with running totals : without, saves/s",
        slow / fast,
        ">= 0.75, no error",
        f"{slow:.0f}/s : {fast:.0f}/s, {errors} errors",
    )


def saves_a_second(
    day: date, by: User, prepare: Callable[[], None] | None, *, seed: int
) -> tuple[float, int]:
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(WRITERS + 1), fork.Queue()
    typing = [Typist(office, by, seed) for office in offices(WRITERS)]
    connections.close_all()
    processes = [
        fork.Process(target=type_days, args=(typist, day, prepare, start, results))
        for typist in typing
    ]
    for process in processes:
        process.start()
    start.wait()
    begin = perf_counter()
    errors = sum(results.get() for _ in processes)
    seconds = perf_counter() - begin
    for process in processes:
        process.join()
    return (WRITERS * SAVES - errors) / seconds, errors


def type_days(typist: Typist, day: date, prepare, start, results) -> None:
    """In a process of its own: save after save of today and of yesterday, as offices do."""
    if prepare:
        prepare()
    connection.ensure_connection()
    errors = 0
    start.wait()
    for n in range(SAVES):
        try:
            typist.save(day - timedelta(days=n % 2))
        except Exception:
            errors += 1
    results.put(errors)


def without_totals() -> None:
    """Only in a process that ends after measuring: record_day without its running totals."""
    ledger.lock_heads = lambda kabkota_ids: {pk: RunningHead(kabkota_id=pk) for pk in kabkota_ids}
    ledger.apply = lambda head, day, sums: None


def run(day: date, by: User) -> Iterator[BenchLine]:
    """Every line, in turn. Writes into the database it runs on; its totals stay exact."""
    yield ranking_line(day)
    yield save_line(day, by)
    yield writers_line(day, by)
