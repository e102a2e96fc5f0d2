"""The ranking before and after figures that are not stored."""

from datetime import date

import pytest

from regions.importing.options import Answers, FileOptions
from regions.importing.reading.limits import PAGE
from regions.importing.storing.ranking_after import ranking_change
from regions.importing.storing.storing import store
from regions.importing.understanding import understand
from regions.models import FigureChange, ImportBatch, PopulationFigure
from regions.ranking import rank_children
from tests.factories import AS_OF, DAY, at, make_budi, make_figure, make_siti, save_day

pytestmark = pytest.mark.django_db
FILE = b"Kode;Wajib KTP;Perekaman\n15.03;1000;800\n15.04;1000;900\n"


def found_in(region, content: bytes = FILE, published_on: date | None = None):
    options = FileOptions("population", region, DAY, as_of=AS_OF, published_on=published_on)
    found = understand(content, "a.csv", options, Answers(), PAGE)
    assert found.ready
    return found


def test_the_ranking_after_is_the_one_that_storing_brings(jambi):
    make_figure(jambi.sarolangun, 1000, 950)
    make_figure(jambi.batanghari, 1000, 940)
    save_day(make_siti(jambi), {jambi.limun: 30})
    budi, found = make_budi(jambi), found_in(jambi.province)

    shown = ranking_change(found, budi, at())
    list(store(found, ImportBatch(kind="population", region=jambi.province), budi, at()))
    after = rank_children(jambi.province, DAY)

    assert [
        (row.region, row.hundredths_before, row.hundredths_after, row.places) for row in shown.rows
    ] == [(jambi.sarolangun, 9800, 8300, -1), (jambi.batanghari, 9400, 9000, 1)]
    assert [row.hundredths_after for row in shown.rows] == [
        row.standing.hundredths for row in after.rows
    ]
    assert shown.head.hundredths_after == after.head.standing.hundredths


def test_nothing_stays_of_it(jambi):
    make_figure(jambi.sarolangun, 1000, 950)

    ranking_change(found_in(jambi.province), make_budi(jambi), at())

    assert PopulationFigure.objects.count() == 1
    assert not FigureChange.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_place_without_figures_before_has_moved_nowhere(jambi):
    shown = ranking_change(found_in(jambi.province), make_budi(jambi), at())

    assert [(row.hundredths_before, row.after.rank, row.places) for row in shown.rows] == [
        (None, 1, None),
        (None, 2, None),
    ]


def test_figures_published_later_are_ranked_on_the_day_they_count_from(jambi):
    found = found_in(jambi.province, published_on=date(2019, 5, 2))

    shown = ranking_change(found, make_budi(jambi), at())

    assert [row.hundredths_after for row in shown.rows] == [8000, 9000]
