"""Simulated counts of the whole nation, to measure with: any years, either level.

Written in bulk, past record_day and without a change log, so only into a database that
holds no counts. The same seed gives the same numbers on both databases.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd
from django.db import transaction

from ..levels import Level
from ..models import Basis, Channel, DailyCount, DayStatus, PopulationFigure, Region, State, User
from ..recording import append, ledger
from ..reference import DATA_DIR, read_csv

DAYS_A_YEAR = 365
# A kabupaten/kota records 22 to 31 people a day in calm times.
PEOPLE_A_DAY = (15, 45)
SILENT_SHARE = 0.03
# The semester figures, and how long after their day they are published.
FIGURE_DAYS = ((6, 30), (12, 31))
PUBLISHED_AFTER = timedelta(days=50)


class HoldsCounts(Exception):
    """The database has counts already; nothing was written."""


def simulate(*, years: int, level: Level, seed: int, last_day: date, by: User) -> Iterator[int]:
    """Fill `years` of 365 days up to `last_day`; yields the rows written, office by office.

    `level` is KABKOTA (one row per office and day) or KECAMATAN (one per kecamatan).
    Raises HoldsCounts.
    """
    if DailyCount.objects.exists():
        raise HoldsCounts
    first_day = last_day - timedelta(days=DAYS_A_YEAR * years - 1)
    yield from simulate_span(first_day, last_day, level=level, seed=seed, by=by)
    ledger.rebuild()


def simulate_span(
    first_day: date, last_day: date, *, level: Level, seed: int, by: User
) -> Iterator[int]:
    """Counts and figures of these days, without the running totals."""
    wajib = {
        row["code"]: int(row["wajib_ktp_estimate"])
        for row in read_csv(DATA_DIR / "population_estimates.csv")
    }
    inside: dict[int, list[int]] = {}
    kecamatan = Region.objects.valid_on(last_day).filter(level=Level.KECAMATAN)
    for pk, kabkota_id in kecamatan.values_list("pk", "kabkota_id"):
        inside.setdefault(kabkota_id, []).append(pk)
    offices = Region.objects.valid_on(last_day).filter(level=Level.KABKOTA).order_by("code")
    for index, office in enumerate(offices):
        rng = np.random.default_rng((seed, first_day.toordinal(), index))
        places = inside[office.pk] if level == Level.KECAMATAN else [office.pk]
        counts = simulated_counts(office, places, first_day, last_day, rng, by)
        with transaction.atomic():
            for model, frame in (
                (DailyCount, counts),
                (DayStatus, simulated_statuses(office, counts, rng, by)),
            ):
                rows = frame.astype(object).itertuples(index=False, name=None)
                append(model, frame.columns, rows)
            add_figures(office, wajib.get(office.code, 100_000), first_day, last_day, rng)
        yield len(counts)


def simulated_counts(
    office: Region, places: list[int], first: date, last: date, rng: np.random.Generator, by: User
) -> pd.DataFrame:
    """One row per place and day on which the office reported."""
    days = pd.date_range(first, last, freq="D")
    per_place = rng.uniform(*PEOPLE_A_DAY) / len(places)
    recorded = rng.poisson(per_place, (len(days), len(places)))
    printed = rng.binomial(recorded, 0.9)
    delivered = rng.binomial(printed, 0.85)
    reported = np.repeat(rng.random(len(days)) >= SILENT_SHARE, len(places))
    frame = pd.DataFrame(
        {
            "region_id": np.tile(places, len(days)),
            "kabkota_id": office.pk,
            "province_id": office.province_id,
            "day": np.repeat(days.strftime("%Y-%m-%d"), len(places)),
            "channel": Channel.LOKET.value,
            "recorded": recorded.ravel(),
            "printed": printed.ravel(),
            "delivered": delivered.ravel(),
            "version": 1,
            "entered_by_id": by.pk,
            "entered_at": f"{datetime.combine(last, time(8)):%Y-%m-%d %H:%M:%S}",
        }
    )
    return frame[reported]


def simulated_statuses(
    office: Region, counts: pd.DataFrame, rng: np.random.Generator, by: User
) -> pd.DataFrame:
    days = counts["day"].drop_duplicates()
    return pd.DataFrame(
        {
            "kabkota_id": office.pk,
            "day": days,
            "state": State.REPORTED.value,
            "zero_reason": "",
            "is_complete": False,
            "print_ready": rng.integers(20, 400, len(days)),
            "blangko_left": rng.integers(500, 9000, len(days)),
            "remark": "",
            "version": 1,
            "first_reported_at": days + " 08:00:00",
            "entered_by_id": by.pk,
            "entered_at": days + " 08:00:00",
            "locked": False,
        }
    )


def add_figures(
    office: Region, wajib: int, first: date, last: date, rng: np.random.Generator
) -> None:
    """A figure on the eve of the first day, then one a semester, published weeks later."""
    share = rng.uniform(0.85, 1.0)
    semesters = [
        date(year, month, day)
        for year in range(first.year, last.year + 1)
        for month, day in FIGURE_DAYS
    ]
    eve = first - timedelta(days=1)
    figures = [(eve, eve)]
    figures += [(day, day + PUBLISHED_AFTER) for day in semesters if eve < day <= last]
    PopulationFigure.objects.bulk_create(
        PopulationFigure(
            region=office,
            as_of=as_of,
            published_on=published_on,
            basis=Basis.ESTIMATE,
            wajib_ktp=round(wajib * 1.005**n),
            recorded=round(wajib * 1.005**n * share),
            source="simulate",
        )
        for n, (as_of, published_on) in enumerate(figures)
    )
