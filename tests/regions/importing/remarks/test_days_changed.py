"""A figure that is said to have counted before today names the days whose pages it changes."""

from collections import deque
from datetime import date, timedelta

import pytest
from django.db import transaction

from regions.days import days_from
from regions.importing.options import FileOptions
from regions.importing.storing.storing import store
from regions.models import Basis, ImportBatch, ImportKind, PopulationFigure, Role
from regions.ranking import rank_children
from regions.recording import Signature, pin_figure, unpin_figures
from tests.factories import DAY, at, make_budi, make_figure, make_jambi, make_person
from tests.regions.importing.layout.test_office_layouts import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

AS_OF = date(2018, 12, 31)
FILE = "Kab/Kota;Wajib KTP;Perekaman\nSarolangun;220000;190000\nBatanghari;210000;180000\n"


def found_in(jambi, published_on: date | None, text: str = FILE, **options):
    options = {"as_of": AS_OF, "published_on": published_on, **options}
    options = FileOptions(ImportKind.POPULATION, jambi.province, DAY, **options)
    found = read(text, options, {})
    assert found.ready, (found.errors, found.questions)
    return found


def days_said(found) -> list[str]:
    return [day.isoformat() for day in found.days_changed]


def test_who_says_nothing_publishes_today_and_changes_no_day_gone_by():
    jambi = make_jambi()
    found = found_in(jambi, None)

    assert found.options.counts_from == DAY
    assert days_said(found) == []
    assert days_said(found_in(jambi, DAY)) == []


@pytest.mark.parametrize(
    ("as_of", "published_on", "number"),
    [
        # Before the file's, on both days; published after it; and of a later day.
        (date(2018, 6, 30), date(2018, 9, 1), 52),
        (AS_OF, date(2019, 3, 20), 37),
        (date(2019, 1, 31), date(2019, 3, 10), 27),
        (date(2019, 1, 31), date(2019, 2, 1), 0),
    ],
)
def test_the_days_said_are_those_whose_ranking_changes(as_of, published_on, number):
    jambi = make_jambi()
    for place in (jambi.sarolangun, jambi.batanghari):
        make_figure(place, 200_000, 150_000, as_of=as_of, published_on=published_on)
    begin = date(2019, 2, 11)
    found = found_in(jambi, begin)
    days = list(days_from(begin - timedelta(days=30), DAY))

    before = [rank_children(jambi.province, day).head.standing for day in days]
    with transaction.atomic():
        trial = ImportBatch(kind=ImportKind.POPULATION, region=jambi.province)
        deque(store(found, trial, make_budi(jambi), at(9)), maxlen=0)
        after = [rank_children(jambi.province, day).head.standing for day in days]
        transaction.set_rollback(True)

    changed = [
        day.isoformat() for day, one, other in zip(days, before, after, strict=True) if one != other
    ]
    assert days_said(found) == changed
    assert len(changed) == number
    assert PopulationFigure.objects.count() == 2


def test_a_figure_without_a_number_changes_only_the_days_that_have_no_complete_one():
    jambi = make_jambi()
    begin = date(2019, 2, 11)
    for place in (jambi.sarolangun, jambi.batanghari):
        make_figure(place, 200_000, 150_000, as_of=date(2018, 6, 30), published_on=DAY)
    make_figure(jambi.batanghari, 1, None, as_of=date(2018, 11, 30), published_on=begin)
    incomplete = "Kab/Kota;Wajib KTP;Perekaman\nSarolangun;220000;\nBatanghari;210000;\n"

    assert len(days_said(found_in(jambi, begin, incomplete))) == 52
    for place in (jambi.sarolangun, jambi.batanghari):
        make_figure(place, 200_000, 150_000, as_of=date(2018, 1, 31), published_on=begin)
    assert days_said(found_in(jambi, begin, incomplete)) == []


def test_a_basis_that_goes_behind_and_a_figure_that_is_pinned_change_no_day_or_fewer():
    jambi = make_jambi()
    begin = date(2019, 2, 11)
    stored = [
        make_figure(place, 200_000, 150_000, as_of=AS_OF, published_on=begin, basis=basis)
        for place in (jambi.sarolangun, jambi.batanghari)
        for basis in (Basis.DP4, Basis.OTHER)
    ]

    assert days_said(found_in(jambi, begin, basis=Basis.ESTIMATE)) == []
    assert len(days_said(found_in(jambi, begin))) == 52
    pinned_on = DAY - timedelta(days=10)
    for figure in stored:
        if figure.basis == Basis.OTHER:
            signed = Signature(make_person(f"dewi-{figure.pk}", Role.NATIONAL, jambi.nation), at(9))
            pin_figure(figure, day=pinned_on, reason="Surat 7", signed=signed)
    assert len(days_said(found_in(jambi, begin))) == 42
    unpin_figures(stored, day=DAY - timedelta(days=4), signed=signed)
    assert len(days_said(found_in(jambi, begin))) == 46


def test_a_file_that_is_stored_already_changes_no_day():
    jambi = make_jambi()
    begin = date(2019, 2, 11)
    budi = make_budi(jambi)
    batch = ImportBatch(kind=ImportKind.POPULATION, region=jambi.province)
    deque(store(found_in(jambi, begin), batch, budi, at(9)), maxlen=0)

    assert PopulationFigure.objects.count() == 2
    assert days_said(found_in(jambi, begin)) == []
    PopulationFigure.objects.filter(region=jambi.sarolangun).update(recorded=1)
    assert len(days_said(found_in(jambi, begin))) == 52
