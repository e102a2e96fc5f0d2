"""Whether the figures in force of the kecamatan add up to that of the kabupaten/kota."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.models import Basis, PopulationFigure, Region
from regions.ranking import kecamatan_apart, newer_incomplete, rank_children
from tests.factories import AS_OF, DAY, make_figure, make_jambi, make_siti, save_day, undone
from tests.properties import examples
from tests.regions.by_hand import (
    START,
    Rows,
    exists,
    figure_of,
    figures,
    former,
    make_places,
    make_world,
    saves,
)

pytestmark = pytest.mark.django_db


def sides_by_hand(kabkota: Region, day, rows: Rows) -> tuple | None:
    inside = [
        figure_of(former(place, rows), day, rows)
        for place in rows.regions
        if place.kabkota_id == kabkota.pk and exists(place, day)
    ]
    sides = []
    for found in (inside, [figure_of([kabkota], day, rows)]):
        if not found or any(f is None or None in (f.recorded, f.wajib_ktp) for f in found):
            return None
        days, bases = {f.as_of for f in found}, {f.basis for f in found}
        sides.append((sum(f.recorded for f in found), sum(f.wajib_ktp for f in found), days, bases))
    return None if sides[0] == sides[1] else tuple(sides)


@examples(60)
@given(
    figures=figures,
    saves=saves,
    asked=st.sets(st.integers(0, 62), min_size=1, max_size=3),
)
def test_both_sides_are_those_of_the_figures_in_force_whatever_was_counted_since(
    figures, saves, asked
):
    with undone():
        places = make_places()
        make_world(places, True, figures, saves, targets=[])
        rows = Rows.stored()
        for day in (START + timedelta(days=offset) for offset in asked):
            for code in ("15.03", "15.04", "15.05"):
                found = kecamatan_apart(rank_children(places[code], day))
                by_hand = sides_by_hand(places[code], day, rows)
                assert (found and (tuple(found.inside), tuple(found.own))) == by_hand


def make_inside(jambi, *numbers: tuple[int, int], **fields) -> None:
    places = (jambi.limun, jambi.sarolangun_kota, jambi.pauh)
    for place, (wajib, recorded) in zip(places, numbers, strict=True):
        make_figure(place, wajib, recorded, **fields)


def test_what_adds_up_in_both_numbers_on_one_day_is_not_apart():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_inside(jambi, (400, 300), (300, 250), (300, 250))
    save_day(make_siti(jambi), {jambi.limun: 5, jambi.sarolangun: 7})

    assert kecamatan_apart(rank_children(jambi.sarolangun, DAY)) is None


def test_another_sum_another_day_or_another_basis_is_apart():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_inside(jambi, (400, 300), (300, 250), (300, 250))
    for change in (
        {"wajib_ktp": 401},
        {"recorded": 299},
        {"as_of": AS_OF - timedelta(days=1)},
        {"basis": Basis.ESTIMATE},
    ):
        with undone():
            PopulationFigure.objects.filter(region=jambi.limun).update(**change)

            found = kecamatan_apart(rank_children(jambi.sarolangun, DAY))

            assert found is not None
            assert found.same_sums is not bool({"wajib_ktp", "recorded"} & set(change))


def test_nothing_is_compared_while_a_part_is_unknown_and_above_the_kabupaten():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.limun, 9000, 800)

    assert kecamatan_apart(rank_children(jambi.sarolangun, DAY)) is None
    assert kecamatan_apart(rank_children(jambi.province, DAY)) is None


def left_out(place: Region, day, rows: Rows) -> list[PopulationFigure]:
    """Newest first; none where no figure is complete."""
    told = [f for f in rows.figures if f.region_id == place.pk]
    told = [f for f in told if f.as_of <= day and f.published_on <= day]
    complete = [f for f in told if None not in (f.recorded, f.wajib_ktp)]
    newer = [
        f
        for f in told
        if f not in complete
        and not any(
            c.as_of > f.as_of
            or (c.as_of == f.as_of and (c.basis != f.basis or c.published_on > f.published_on))
            for c in complete
        )
    ]
    newer.sort(key=lambda f: (-f.as_of.toordinal(), -f.published_on.toordinal(), f.pk))
    return newer if complete else []


@examples(60)
@given(
    everywhere=st.booleans(),
    figures=figures,
    asked=st.sets(st.integers(0, 62), min_size=1, max_size=3),
)
def test_newer_figures_that_lack_a_number_are_those_found_by_hand(everywhere, figures, asked):
    with undone():
        places = make_places()
        make_world(places, everywhere, figures, saves=[], targets=[])
        rows = Rows.stored()
        for day in (START + timedelta(days=offset) for offset in asked):
            for code, inside in (
                ("ID", lambda place: place.code.count(".") == 1),
                ("15", lambda place: place.code.count(".") == 1 and place.code < "16"),
                ("15.03", lambda place: place.code.startswith("15.03")),
                ("15.03.01", lambda place: place.code == "15.03.01"),
            ):
                expected = {}
                for place in filter(inside, rows.regions):
                    newer = left_out(place, day, rows)
                    if exists(place, day) and newer:
                        expected[place.code] = newer[0].pk
                found = newer_incomplete(places[code], day)
                assert {figure.region.code: figure.pk for figure in found} == expected
                assert [f.region.code for f in found] == sorted(expected)
