"""`manage.py bench` measures what it says, in an order that leaves room for all of it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from regions.levels import Level
from regions.management.commands import bench
from regions.measuring import benchmark, benchmark_import
from regions.models import CountChange, DailyCount, DayStatus

pytestmark = pytest.mark.django_db

DAYS = 4
ROWS = 300


def test_a_bench_that_grows_ranks_again_imports_and_leaves_exact_totals(monkeypatch):
    # The same run with years of a few days; its lines with processes need a database of its own.
    monkeypatch.setattr(bench, "DAYS_A_YEAR", DAYS)
    monkeypatch.setattr(benchmark_import, "ROWS", ROWS)
    monkeypatch.setattr(benchmark, "run", lambda day, by: iter(()))
    said = StringIO()

    bench.Command(stdout=said).measure(years=2, level=Level.KABKOTA, seed=1, grow_to=5)

    ranked, imported = said.getvalue().splitlines()[2:4]
    simulated = DailyCount.objects.count() - ROWS
    assert ranked.startswith(f"national ranking at {simulated:,} counts : at ")
    assert f"import of {ROWS}" in imported
    days = DayStatus.objects.filter(kabkota__code="15.03").values_list("day", flat=True)
    assert DAYS * 3 < len(days) <= DAYS * 5 + 1
    # The file lies before all that was simulated.
    logged = CountChange.objects.filter(field="recorded").values_list("day", flat=True)
    assert len(logged) == ROWS
    assert set(logged) == {min(DailyCount.objects.values_list("day", flat=True))}


def test_growing_to_no_more_years_than_there_are_is_refused():
    with pytest.raises(CommandError, match="--grow-to is more than --years"):
        call_command("bench", years=3, grow_to=3)
