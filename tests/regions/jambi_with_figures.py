"""Two offices with population figures, and rows of their ranking."""

from datetime import timedelta

from regions.models import Region
from tests.factories import DAY, Jambi, make_figure, make_jambi

YESTERDAY = DAY - timedelta(days=1)


def make_jambi_with_figures() -> Jambi:
    """Sarolangun at 80,00 %, Batanghari at 90,00 % on 31 January."""
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    make_figure(jambi.batanghari, wajib_ktp=500, recorded=450)
    return jambi


def codes(ranking) -> list[str]:
    return [row.region.code for row in ranking.rows]


def row_of(ranking, region: Region):
    return next(row for row in ranking.rows if row.region.pk == region.pk)
