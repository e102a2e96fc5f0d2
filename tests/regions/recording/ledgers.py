"""The ledger of an office as it is stored, and as the counts say it should be."""

from datetime import date, timedelta

from regions.models import MEASURES, DailyCount, DayTotal, Region, RunningHead
from regions.recording import ledger
from tests.factories import Jambi, make_siti, save_day


def ledger_rows(kabkota: Region) -> list[dict]:
    """What is stored: per day its sums and its totals."""
    rows = DayTotal.objects.filter(head=kabkota.pk).order_by("day")
    return list(rows.values(*ledger.LEDGER))


def kecamatan_told(kabkota: Region, counts: list[DailyCount], day: date) -> int | None:
    """For how many kecamatan the counter gave a number; None without a row."""
    of_day = [count for count in counts if count.day == day]
    told = {c.region_id for c in of_day if c.channel == "loket" and c.recorded is not None}
    return len(told - {kabkota.pk}) if of_day else None


def ledger_by_hand(kabkota: Region) -> list[dict]:
    """The same from the counts, one person at a time."""
    counts = list(DailyCount.objects.filter(kabkota=kabkota))
    days = [count.day for count in counts]
    if not days:
        return []
    rows = []
    for offset in range((max(days) - min(days)).days + 1):
        day = min(days) + timedelta(days=offset)
        row = {"day": day, "kecamatan_told": kecamatan_told(kabkota, counts, day)}
        for measure in MEASURES:
            reported = [(c.day, getattr(c, measure) or 0) for c in counts]
            row[measure] = sum(people for d, people in reported if d == day)
            row[f"{measure}_total"] = sum(people for d, people in reported if d <= day)
        rows.append(row)
    return rows


def assert_agrees_with_the_counts(kabkota: Region) -> None:
    expected = ledger_by_hand(kabkota)
    assert ledger_rows(kabkota) == expected
    if expected:
        head = RunningHead.objects.get(kabkota=kabkota)
        assert (head.first_day, head.last_day) == (expected[0]["day"], expected[-1]["day"])
        for name in ledger.TOTALS:
            assert getattr(head, name) == expected[-1][name]


def make_three_days(jambi: Jambi) -> None:
    """2 April 5 people, 3 April 7, then nothing on the 4th and 5th, 6 April 11."""
    siti = make_siti(jambi)
    for offset, recorded in ((0, 5), (1, 7), (4, 11)):
        save_day(siti, {jambi.limun: recorded}, day=date(2019, 4, 2) + timedelta(days=offset))
