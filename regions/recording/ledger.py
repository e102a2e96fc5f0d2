"""The running totals: one gap-free ledger row per kabupaten/kota and day, and its head.

    day(u, t)   = sum of DailyCount over u and t
    total(u, t) = total(u, t-1) + day(u, t), for every t from the first day to the last
    head(u)     = the last row

Only `apply`, `apply_days` and the rebuilds write them; they recompute a day as a SUM, never
add to it, so doing it twice changes nothing. Why this design: docs/adr/0003-running-totals.md.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q, Sum

from ..days import ONE_DAY, days_from
from ..levels import Level
from ..models import MEASURES, Channel, DailyCount, DayTotal, Region, RunningHead
from .copying import append

TOTALS = tuple(f"{measure}_total" for measure in MEASURES)
LEDGER = ("day", "kecamatan_told", *MEASURES, *TOTALS)
Amounts = dict[str, int]
# One day's amounts by measure, and how many kecamatan told theirs; the latter may be unknown.
DaySums = dict[str, Any]
# Values of the columns in LEDGER.
LedgerRow = tuple[Any, ...]
NOTHING = (0,) * len(MEASURES)


def lock_heads(kabkota_ids: Iterable[int]) -> dict[int, RunningHead]:
    """Lock these kabupaten/kota for writing, in ascending order; needs a transaction.

    The order is what keeps two imports with the same places from a deadlock.
    """
    wanted = sorted(set(kabkota_ids))
    heads = _locked(wanted)
    missing = [pk for pk in wanted if pk not in heads]
    if missing:
        RunningHead.objects.bulk_create(
            [RunningHead(kabkota_id=pk) for pk in missing], ignore_conflicts=True
        )
        heads = _locked(wanted)
    return heads


def _locked(kabkota_ids: list[int]) -> dict[int, RunningHead]:
    heads = RunningHead.objects.select_for_update().filter(pk__in=kabkota_ids).order_by("pk")
    return {head.pk: head for head in heads}


def summed_day(counts: Iterable[DailyCount]) -> DaySums:
    """One day's sums over its rows; a row that did not report a measure adds nothing."""
    counts = list(counts)
    sums: DaySums = {m: sum(getattr(count, m) or 0 for count in counts) for m in MEASURES}
    told = [c for c in counts if c.channel == Channel.LOKET and c.recorded is not None]
    sums["kecamatan_told"] = sum(count.region_id != count.kabkota_id for count in told)
    return sums


def apply(head: RunningHead, day: date, sums: DaySums) -> None:
    """Make `sums` the ledger's figures of `day` and shift what follows; the head is locked."""
    span = head.span
    if span is None:
        DayTotal.objects.bulk_create([_row(head, day, sums, sums)])
        _save_head(head, first_day=day, last_day=day, shift=sums)
    elif day > span.last:
        _append(head, span.last, day, sums)
    elif day < span.first:
        _prepend(head, span.first, day, sums)
    else:
        _correct(head, day, sums)


def _append(head: RunningHead, last: date, day: date, sums: DaySums) -> None:
    """Lengthen the ledger from its `last` day to `day`."""
    so_far = {m: getattr(head, f"{m}_total") for m in MEASURES}
    rows = [_row(head, d, {}, so_far) for d in days_from(last + ONE_DAY, day)]
    rows.append(_row(head, day, sums, {m: so_far[m] + sums[m] for m in MEASURES}))
    DayTotal.objects.bulk_create(rows)
    _save_head(head, last_day=day, shift=sums)


def _prepend(head: RunningHead, first: date, day: date, sums: DaySums) -> None:
    """Let the ledger begin on `day`, before its `first` one."""
    rows = [_row(head, day, sums, sums)]
    rows += [_row(head, d, {}, sums) for d in days_from(day + ONE_DAY, first)]
    _shift_after(head, day, sums)
    DayTotal.objects.bulk_create(rows)
    _save_head(head, first_day=day, shift=sums)


def _correct(head: RunningHead, day: date, sums: DaySums) -> None:
    stored = head.days.values("kecamatan_told", *MEASURES, *TOTALS).get(day=day)
    shift = {m: sums[m] - stored[m] for m in MEASURES}
    changed = [name for name in sums if sums[name] != stored[name]]
    if changed:
        totals = {f"{m}_total": stored[f"{m}_total"] + shift[m] for m in MEASURES if shift[m]}
        head.days.filter(day=day).update(**{name: sums[name] for name in changed}, **totals)
        _shift_after(head, day, shift)
    _save_head(head, shift=shift)


def _shift_after(head: RunningHead, day: date, shift: Amounts) -> None:
    """Let the totals of the ledger's days after `day` follow, with one UPDATE if there are any."""
    changed = {f"{m}_total": F(f"{m}_total") + shift[m] for m in MEASURES if shift[m]}
    if changed and head.last_day is not None and day < head.last_day:
        head.days.filter(day__gt=day).update(**changed)


def apply_days(head: RunningHead, days: Collection[date]) -> None:
    """What `apply` does, for many days at once; their sums are read from the counts.

    The rows from the first of them to the last are written anew, later ones shifted with one
    UPDATE: at most 7 statements. The head is locked.
    """
    first, last = min(days), max(days)
    span = head.span
    if span is not None:
        # No gap between these days and those that stand.
        first = min(first, span.last + ONE_DAY)
        last = max(last, span.first - ONE_DAY)
    before = _total_at(head, last)
    rows = _rows_of_counts(head, first, last, _total_at(head, first - ONE_DAY))
    grown = map(int.__sub__, rows[-1][-len(TOTALS) :], before)
    shift = dict(zip(MEASURES, grown, strict=True))
    head.days.filter(day__range=(first, last)).delete()
    append(DayTotal, ("head_id", *LEDGER), ((head.pk, *row) for row in rows))
    _shift_after(head, last, shift)
    ends = {
        "first_day": min(first, head.first_day or first),
        "last_day": max(last, head.last_day or last),
    }
    _save_head(head, shift=shift, **ends)


def _total_at(head: RunningHead, day: date) -> tuple[int, ...]:
    """The totals since the start at the end of that day."""
    span = head.span
    if span is None or day < span.first:
        return NOTHING
    if day >= span.last:
        return tuple(getattr(head, name) for name in TOTALS)
    totals: tuple[int, ...] = head.days.values_list(*TOTALS).get(day=day)
    return totals


def _save_head(head: RunningHead, *, shift: DaySums, **days: date) -> None:
    for name, value in days.items():
        setattr(head, name, value)
    for measure in MEASURES:
        name = f"{measure}_total"
        setattr(head, name, getattr(head, name) + shift[measure])
    head.version += 1
    head.save(update_fields=["first_day", "last_day", "version", *TOTALS])


def _row(head: RunningHead, day: date, sums: DaySums, totals: DaySums) -> DayTotal:
    return DayTotal(head=head, day=day, **sums, **{f"{m}_total": totals[m] for m in MEASURES})


@dataclass(frozen=True)
class Difference:
    """A place and day where the ledger does not say what the counts say."""

    code: str
    day: date | None
    what: str


def check() -> Iterator[Difference]:
    """Compare every ledger row and head with the counts; one kabupaten/kota at a time.

    Each is compared under its lock, so that a save in between is no difference.
    """
    for region in Region.objects.filter(level=Level.KABKOTA):
        with transaction.atomic():
            head = lock_heads([region.pk])[region.pk]
            expected = _ledger_of_counts(head)
            stored = {row[0]: row for row in head.days.values_list(*LEDGER)}
        yield from _differences(region.code, head, expected, stored)


def _differences(
    code: str, head: RunningHead, expected: list[LedgerRow], stored: dict[date, LedgerRow]
) -> Iterator[Difference]:
    # A day once reported stays in the ledger as zeros after its counts are withdrawn.
    covered = {row[0] for row in expected}
    for day in sorted(stored.keys() - covered):
        yield Difference(code, day, "row outside first and last day")
    for row in expected:
        day, found = row[0], stored.get(row[0])
        if found is None:
            yield Difference(code, day, "row missing")
        elif found != row:
            for name, is_now, should_be in zip(LEDGER, found, row, strict=True):
                if is_now != should_be:
                    yield Difference(code, day, f"{name} is {is_now}, counts say {should_be}")
    for name, value in _latest(expected).items():
        if getattr(head, name) != value:
            yield Difference(code, None, f"head {name} is {getattr(head, name)}, not {value}")


def rebuild() -> int:
    """Write every ledger anew from the counts, one locked kabupaten/kota at a time.

    Returns the number of ledger rows. Memory is that of one kabupaten/kota.
    """
    written = 0
    for pk in Region.objects.filter(level=Level.KABKOTA).values_list("pk", flat=True):
        with transaction.atomic():
            written += rebuild_locked(lock_heads([pk])[pk])
    return written


def rebuild_locked(head: RunningHead) -> int:
    """Write one ledger anew from its counts; the head is locked. Returns its number of rows."""
    rows = _ledger_of_counts(head)
    head.days.all().delete()
    append(DayTotal, ("head_id", *LEDGER), ((head.pk, *row) for row in rows))
    for name, value in _latest(rows).items():
        setattr(head, name, value)
    head.version += 1
    head.save()
    return len(rows)


def _latest(rows: list[LedgerRow]) -> dict[str, int]:
    totals = rows[-1][-len(TOTALS) :] if rows else NOTHING
    return dict(zip(TOTALS, totals, strict=True))


def _ledger_of_counts(head: RunningHead) -> list[LedgerRow]:
    """The ledger as the counts say it should be; sets the head's first and last day."""
    known = [d for d in (head.first_day, head.last_day) if d]
    counted = DailyCount.objects.filter(kabkota=head.kabkota_id).aggregate(Min("day"), Max("day"))
    known += [d for d in counted.values() if d]
    if not known:
        return []
    head.first_day, head.last_day = min(known), max(known)
    return _rows_of_counts(head, head.first_day, head.last_day, NOTHING)


def _rows_of_counts(
    head: RunningHead, first: date, last: date, so_far: tuple[int, ...]
) -> list[LedgerRow]:
    """The ledger's rows from one day to another; `so_far` is the total before them."""
    counts = DailyCount.objects.filter(kabkota=head.pk, day__range=(first, last)).values("day")
    told = Q(channel=Channel.LOKET, recorded__isnull=False) & ~Q(region=head.pk)
    sums = counts.annotate(
        told=Count("pk", filter=told),
        **{f"sum_{m}": Sum(m, default=0) for m in MEASURES},
    )
    of_day = {
        day: (told, amounts)
        for day, told, *amounts in sums.values_list("day", "told", *(f"sum_{m}" for m in MEASURES))
    }
    rows = []
    for day in days_from(first, last + ONE_DAY):
        kecamatan_told, amounts = of_day.get(day, (None, NOTHING))
        so_far = tuple(map(int.__add__, so_far, amounts))
        rows.append((day, kecamatan_told, *amounts, *so_far))
    return rows
