"""A ranking asks as often for many places as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.levels import Level
from regions.models import Region, Role
from regions.ranking import rank_children
from tests.factories import DAY, make_figure, make_person, make_region, make_siti, save_day
from tests.regions.jambi_with_figures import make_jambi_with_figures

pytestmark = pytest.mark.django_db


def queries_for(region: Region, level: Level | None = None) -> int:
    region = Region.objects.select_related("kabkota__province", "province").get(pk=region.pk)
    with CaptureQueriesContext(connection) as queries:
        rank_children(region, DAY, level)
    return len(queries)


def make_kabkota_with_counts(numbers: range) -> None:
    for number in numbers:
        kabkota = make_region(f"15.{number}")
        clerk = make_person(f"operator of {kabkota.code}", Role.OPERATOR, kabkota)
        make_figure(kabkota)
        save_day(clerk, {kabkota: number})


@pytest.mark.parametrize("level", [None, Level.KABKOTA])
def test_ranking_30_kabupaten_takes_as_many_queries_as_ranking_2(level):
    jambi = make_jambi_with_figures()
    few = queries_for(jambi.nation, level), queries_for(jambi.province)

    make_kabkota_with_counts(range(40, 68))

    assert (queries_for(jambi.nation, level), queries_for(jambi.province)) == few
    assert len(rank_children(jambi.province, DAY).rows) == 30
    assert max(few) <= 7


def test_ranking_30_kecamatan_takes_as_many_queries_as_ranking_3():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 1})
    few = queries_for(jambi.sarolangun)

    more = [make_region(f"15.03.{number}") for number in range(20, 47)]
    save_day(siti, dict.fromkeys(more, 2))

    assert queries_for(jambi.sarolangun) == few
    assert len(rank_children(jambi.sarolangun, DAY).rows) == 30
    assert few <= 7
