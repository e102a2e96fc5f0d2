"""The writer of population figures: one row per publication, every change logged, once."""

from datetime import date

import pytest

from regions.models import (
    Basis,
    FigureChange,
    FigurePin,
    ImportBatch,
    ImportState,
    PopulationFigure,
    RunningHead,
)
from regions.recording import NewFigure, Signature, pin_figure, planned_figures, record_figures
from tests.factories import AS_OF, DAY, at, make_budi, make_figure, make_jambi
from tests.row_locks import statements

pytestmark = pytest.mark.django_db


def figure(place, published_on=AS_OF, **values) -> NewFigure:
    return NewFigure(place.pk, place.kabkota_id or place.pk, AS_OF, published_on, values)


def make_batch(jambi, by) -> ImportBatch:
    words = {"kind": "population", "state": ImportState.STORED, "file_name": "dkb.xlsx"}
    return ImportBatch.objects.create(region=jambi.province, by=by, at=at(8), **words)


def log() -> list[tuple]:
    return list(FigureChange.objects.order_by("id").values_list("field", "old", "new"))


def test_a_new_figure_is_stored_and_logged():
    jambi = make_jambi()
    signed = Signature(make_budi(jambi), at())

    record_figures([figure(jambi.sarolangun, wajib_ktp=10, recorded=0, basis="dkb")], signed)

    stored = PopulationFigure.objects.get()
    assert (stored.wajib_ktp, stored.recorded, stored.basis) == (10, 0, "dkb")
    assert log() == [("wajib_ktp", None, 10), ("recorded", None, 0), ("basis", None, "dkb")]


def test_each_value_is_logged_with_place_days_and_signature(jambi, budi):
    published = date(2019, 3, 1)
    values = {"wajib_ktp": 10, "source": "DKB"}
    signed = Signature(budi, at(9), batch=make_batch(jambi, budi))

    record_figures([figure(jambi.limun, published, **values)], signed)

    change = ("region", "as_of", "published_on", "field", "old", "new", "by", "at", "batch")
    assert list(FigureChange.objects.order_by("id").values_list(*change)) == [
        (jambi.limun.pk, AS_OF, published, field, None, new, budi.pk, at(9), signed.batch.pk)
        for field, new in values.items()
    ]


def test_a_figure_goes_when_both_numbers_are_withdrawn_and_its_log_stays(jambi, budi):
    make_figure(jambi.sarolangun, 10, 5)
    other = make_figure(jambi.batanghari, 20, 8)
    signed = Signature(budi, at())

    record_figures([figure(jambi.sarolangun, wajib_ktp=None)], signed)
    assert PopulationFigure.objects.get(region=jambi.sarolangun).recorded == 5
    record_figures([figure(jambi.sarolangun, recorded=None)], signed)

    assert PopulationFigure.objects.get() == other
    assert log() == [("wajib_ktp", 10, None), ("recorded", 5, None)]


def test_the_same_figure_again_changes_nothing():
    jambi = make_jambi()
    signed = Signature(make_budi(jambi), at())
    new = figure(jambi.sarolangun, wajib_ktp=10, recorded=0, basis="dkb")
    record_figures([new], signed)

    assert record_figures([new], signed) == []
    assert FigureChange.objects.count() == 3


def test_a_number_that_is_not_named_stays():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 10, 5)

    record_figures([figure(jambi.sarolangun, recorded=6)], Signature(make_budi(jambi), at()))

    stored = PopulationFigure.objects.get()
    assert (stored.wajib_ktp, stored.recorded) == (10, 6)
    assert log() == [("recorded", 5, 6)]


def test_another_publication_is_a_figure_of_its_own():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 10, 5)
    later = figure(jambi.sarolangun, published_on=date(2019, 3, 1), wajib_ktp=11, basis="dkb")

    record_figures([later], Signature(make_budi(jambi), at()))

    assert sorted(PopulationFigure.objects.values_list("wajib_ktp", flat=True)) == [10, 11]


def test_another_basis_of_the_same_days_stands_beside_it():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 10, 5)
    signed = Signature(make_budi(jambi), at())

    record_figures([figure(jambi.sarolangun, wajib_ktp=12, recorded=5, basis="dp4")], signed)
    record_figures([figure(jambi.sarolangun, recorded=6, basis="dp4")], signed)

    stored = PopulationFigure.objects.order_by("pk").values_list("basis", "wajib_ktp", "recorded")
    assert list(stored) == [("dkb", 10, 5), ("dp4", 12, 6)]
    assert set(FigureChange.objects.values_list("basis", flat=True)) == {"dp4"}
    record_figures([figure(jambi.sarolangun, wajib_ktp=None, recorded=None, basis="dkb")], signed)
    assert PopulationFigure.objects.get().basis == "dp4"


def test_a_figure_without_a_word_of_its_basis_is_dkb():
    jambi = make_jambi()

    record_figures([figure(jambi.sarolangun, wajib_ktp=12)], Signature(make_budi(jambi), at()))

    assert PopulationFigure.objects.get().basis == "dkb"


def test_a_pin_is_stored_with_who_when_and_why_and_logged(jambi, budi):
    pinned = make_figure(jambi.sarolangun, 10, 5, basis=Basis.DP4)

    pin_figure(pinned, day=DAY, reason="Surat 7", signed=Signature(budi, at(9)))

    pin = FigurePin.objects.get()
    assert (pin.figure, pin.day, pin.reason, pin.by, pin.at) == (
        *(pinned, DAY, "Surat 7", budi, at(9)),
    )
    change = FigureChange.objects.get()
    assert (change.field, change.old, change.new, change.by) == ("pinned", None, "Surat 7", budi)
    assert (change.region, change.as_of, change.published_on, change.basis) == (
        *(jambi.sarolangun, AS_OF, AS_OF, "dp4"),
    )


def test_what_would_change_is_told_without_changing_it(django_assert_num_queries):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 10, 5)
    signed = Signature(make_budi(jambi), at())
    new = [figure(jambi.sarolangun, recorded=6), figure(jambi.batanghari, wajib_ktp=3)]

    with django_assert_num_queries(1):
        plan = planned_figures(new, signed)

    assert [(change.field, change.old, change.new) for change in plan.log] == [
        ("recorded", 5, 6),
        ("wajib_ktp", None, 3),
    ]
    assert PopulationFigure.objects.get().recorded == 5


def test_the_number_of_queries_does_not_grow_with_the_places(django_assert_max_num_queries):
    jambi = make_jambi()
    signed = Signature(make_budi(jambi), at())
    places = [jambi.sarolangun, jambi.batanghari, jambi.limun, jambi.pauh, jambi.mersam]

    with django_assert_max_num_queries(8):
        record_figures([figure(place, wajib_ktp=10, basis="dkb") for place in places], signed)

    assert PopulationFigure.objects.count() == 5


def test_what_is_stored_of_figures_is_read_under_the_locks_of_their_offices():
    jambi = make_jambi()
    signed = Signature(make_budi(jambi), at())
    new = [figure(place, wajib_ktp=10, basis="dkb") for place in (jambi.limun, jambi.batanghari)]
    record_figures(new, signed)

    with statements() as asked:
        record_figures(new, signed)

    heads = [jambi.sarolangun.pk, jambi.batanghari.pk]
    assert (asked[0].table, list(asked[0].params)) == (RunningHead._meta.db_table, heads)
    assert asked[0].locks
