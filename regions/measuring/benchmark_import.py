"""Measures what understanding and logging a file costs against only writing its rows."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from django.db import transaction

from ..importing.options import Answers, FileOptions
from ..importing.reading.limits import COMMAND
from ..importing.storing import file_hash, store
from ..importing.understanding import understand
from ..levels import NATION_CODE, Level
from ..models import Channel, DailyCount, ImportBatch, ImportKind, Region, User
from ..recording import append, stored_moment, without_collection
from .benchmark import BenchLine

ROWS = 500_000
MOST_A_DAY = 40
COLUMNS = (
    "region_id", "kabkota_id", "province_id", "day", "channel", "recorded", "printed", "version",
    "entered_by_id", "entered_at",
)  # fmt: skip


def import_line(before: date, by: User) -> BenchLine:
    """A file of 500.000 places and days before that day, against COPY (or executemany) of them.

    The file is read, matched, checked, stored, logged and summed; the plain rows are committed,
    and removed again before.
    """
    content = "".join(_lines(before)).encode()
    nation = Region.objects.get(code=NATION_CODE)
    options = FileOptions(kind=ImportKind.COUNTS, region=nation, today=before)
    plain = _seconds_of_plain_rows(before, by)
    batch = ImportBatch(
        kind=ImportKind.COUNTS,
        region=nation,
        file_name="counts.csv",
        file_hash=file_hash(content),
    )
    begin = perf_counter()
    with without_collection():
        found = understand(content, batch.file_name, options, Answers(), COMMAND)
        for _done in store(found, batch, by, datetime.now(UTC)):
            pass
    seconds = perf_counter() - begin
    return BenchLine(
        f"import of {ROWS:,} rows with log and totals : plain rows, rows/s",
        plain / seconds,
        ">= 0.15, aim 0.5",
        f"{ROWS / seconds:,.0f}/s : {ROWS / plain:,.0f}/s",
    )


def _seconds_of_plain_rows(before: date, by: User) -> float:
    known = {
        code: (pk, kabkota, province)
        for code, pk, kabkota, province in Region.objects.filter(level=Level.KECAMATAN).values_list(
            "code", "pk", "kabkota_id", "province_id"
        )
    }
    end = (1, by.pk, stored_moment(datetime.now(UTC)))
    rows = [
        (*known[code], day, Channel.LOKET.value, recorded, printed, *end)
        for code, day, recorded, printed in _counts(before)
    ]
    begin = perf_counter()
    # The commit belongs to it: PostgreSQL looks at the foreign keys then.
    with transaction.atomic():
        append(DailyCount, COLUMNS, rows)
    seconds = perf_counter() - begin
    DailyCount.objects.filter(day__lt=before).delete()
    return seconds


def _counts(before: date) -> Iterator[tuple[str, date, int, int]]:
    """The same numbers each time, for the last days before `before`."""
    rng = random.Random(1)  # noqa: S311 (numbers to measure with)
    places = Region.objects.filter(level=Level.KECAMATAN, valid_from=None).order_by("code")
    codes = list(places.values_list("code", flat=True))
    for n in range(ROWS):
        day = before - timedelta(days=1 + n // len(codes))
        yield codes[n % len(codes)], day, rng.randrange(MOST_A_DAY), rng.randrange(MOST_A_DAY)


def _lines(before: date) -> Iterator[str]:
    yield "kode,tanggal,perekaman,cetak\n"
    for code, day, recorded, printed in _counts(before):
        yield f"{code},{day},{recorded},{printed}\n"
