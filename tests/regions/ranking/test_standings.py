"""What is read for a ranking: the figures and counts that can matter, however many there are."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.decrees import Lineage, Link
from regions.levels import Level
from regions.models import Channel, PopulationFigure, Region
from regions.ranking.standings import Figures, inside_totals, with_last_count
from tests.factories import (
    AS_OF,
    DAY,
    make_figure,
    make_jambi,
    make_siti,
    save_day,
    undone,
)
from tests.properties import examples
from tests.regions.by_hand import (
    START,
    Rows,
    claims,
    figure_of,
    figures,
    make_places,
    make_world,
    pins,
    saves,
)

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)
offsets = st.integers(-2, 62) | st.integers(18, 40)
spans = st.tuples(offsets, st.integers(0, 40))


@examples(60)
@given(
    everywhere=st.booleans(),
    figures=figures | claims,
    pins=pins,
    spans=st.lists(spans, min_size=1, max_size=3),
)
def test_the_figure_in_force_on_any_day_of_a_span_is_the_one_found_by_hand(
    everywhere, figures, pins, spans
):
    with undone():
        places = make_places()
        make_world(places, everywhere, figures, saves=[], targets=[], pins=pins)
        rows = Rows.stored()

        for begin, length in spans:
            first = START + timedelta(days=begin)
            days = [first + timedelta(days=n) for n in range(length + 1)]
            found = Figures(Region.objects.all(), days[0], days[-1], Lineage([]))
            for place in places.values():
                in_force = [found.in_force(place.pk, day) for day in days]
                by_hand = [figure_of([place], day, rows) for day in days]
                assert list(map(values_of, in_force)) == list(map(values_of, by_hand))


def values_of(figure) -> tuple | None:
    """Of a Figure or a PopulationFigure."""
    keys = ("as_of", "published_on", "basis", "wajib_ktp", "recorded")
    return figure and tuple(getattr(figure, key) for key in keys)


def test_figures_that_were_followed_by_others_are_not_read():
    jambi = make_jambi()
    for n in range(5):
        make_figure(jambi.sarolangun, as_of=AS_OF + n * ONE_DAY)
        make_figure(jambi.batanghari, as_of=AS_OF + n * ONE_DAY)
    corrected = AS_OF + 5 * ONE_DAY
    make_figure(jambi.batanghari, as_of=AS_OF, published_on=DAY)
    make_figure(jambi.batanghari, as_of=AS_OF + 4 * ONE_DAY, published_on=corrected)
    make_figure(jambi.batanghari, as_of=DAY, published_on=DAY + ONE_DAY)
    in_force_between = PopulationFigure.objects.in_force_between
    offices = Region.objects.filter(level=Level.KABKOTA)

    found = in_force_between(offices, DAY, DAY).order_by("region__code")
    assert list(found.values_list("region__code", "as_of", "published_on")) == [
        ("15.03", AS_OF + 4 * ONE_DAY, AS_OF + 4 * ONE_DAY),
        ("15.04", AS_OF + 4 * ONE_DAY, corrected),
    ]
    assert in_force_between(offices, DAY, DAY + ONE_DAY).count() == 3
    assert not in_force_between(offices.filter(code="14.01"), DAY, DAY).exists()


def test_of_a_renumbered_place_the_newest_figure_counts_under_whichever_code_it_came():
    jambi = make_jambi()
    old, new = jambi.limun, jambi.pauh
    make_figure(old, recorded=810, as_of=AS_OF + ONE_DAY)
    make_figure(new, recorded=800, as_of=AS_OF)
    make_figure(old, recorded=820, as_of=AS_OF + ONE_DAY, published_on=AS_OF + 9 * ONE_DAY)
    new_code = Link(DAY, "renumbered", old.pk, new.pk)

    figures = Figures(Region.objects.all(), AS_OF, DAY, Lineage([new_code]))

    recorded = [figures.in_force(old.pk, AS_OF + n * ONE_DAY).recorded for n in (0, 1, 8, 9)]
    assert recorded == [800, 810, 810, 820]


def test_of_two_figures_of_the_same_days_the_one_under_the_code_of_today_counts():
    jambi = make_jambi()
    old, new = jambi.limun, jambi.pauh
    make_figure(old, recorded=810)
    make_figure(new, recorded=800)
    new_code = Link(DAY, "renumbered", old.pk, new.pk)

    figures = Figures(Region.objects.all(), AS_OF, DAY, Lineage([new_code]))

    assert figures.in_force(old.pk, DAY).recorded == 800


@examples(60)
@given(saves=saves, asked=st.sets(offsets, min_size=2, max_size=6))
def test_totals_after_the_first_day_asked_differ_as_those_since_the_first_count(saves, asked):
    days = [START + timedelta(days=offset) for offset in sorted(asked)]
    with undone():
        places = make_places()
        make_world(places, everywhere=False, figures=[], saves=saves, targets=[])
        rows = Rows.stored()

        for code in ("15.03", "15.04", "15.05"):
            bounded = of_places(places[code], days, after=days[0])
            whole = of_places(places[code], days, after=None)
            assert {count.region_id for count in counts_within(code, date.min, days[-1], rows)} == (
                whole.keys()
            )
            assert bounded.keys() == {
                count.region_id for count in counts_within(code, days[0], days[-1], rows)
            }
            for place, total in whole.items():
                part = bounded.get(place, dict.fromkeys(days, 0))
                assert [total[day] - total[days[0]] for day in days] == [part[d] for d in days]
                for before, day in pairwise(days):
                    counts = counts_within(code, before, day, rows)
                    newly = sum(c.recorded or 0 for c in counts if c.region_id == place)
                    assert total[day] - total[before] == newly


def of_places(office: Region, days: list[date], after: date | None) -> dict:
    return inside_totals([office.pk], [], days, after=after).by_place()


def counts_within(code: str, after: date, until: date, rows: Rows) -> list:
    """All counts under that office, its own included, after one day and up to another."""
    ids = {region.pk for region in rows.regions if region.code.startswith(code)}
    return [c for c in rows.counts if c.region_id in ids and after < c.day <= until]


def test_what_was_counted_on_the_day_itself_is_not_after_it():
    jambi = make_jambi()
    siti = make_siti(jambi)
    for number, day in ((1, DAY - ONE_DAY), (2, DAY), (4, DAY + ONE_DAY), (8, DAY + 2 * ONE_DAY)):
        save_day(siti, {jambi.limun: number, jambi.sarolangun: 10 * number}, day=day)
    save_day(siti, {jambi.pauh: 5}, day=DAY)

    found = of_places(jambi.sarolangun, [DAY + ONE_DAY, DAY], after=DAY)

    assert found == {
        jambi.limun.pk: {DAY: 0, DAY + ONE_DAY: 4},
        jambi.sarolangun.pk: {DAY: 0, DAY + ONE_DAY: 40},
    }


@examples(40)
@given(saves=saves, asked=st.sets(offsets, min_size=1, max_size=3))
def test_the_last_count_of_each_place_is_the_last_number_up_to_the_day(saves, asked):
    with undone():
        places = make_places()
        make_world(places, everywhere=False, figures=[], saves=saves, targets=[])
        rows = Rows.stored()

        for until in (START + timedelta(days=offset) for offset in asked):
            for place in with_last_count(Region.objects.all(), until):
                numbers = [
                    count.day
                    for count in rows.counts
                    if count.region_id == place.pk and count.recorded is not None
                ]
                expected = max((day for day in numbers if day <= until), default=None)
                assert place.last_count == expected


def test_a_last_count_is_a_number_of_recorded_be_it_zero_or_of_an_outreach():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 0, jambi.pauh: 3}, day=DAY - 3 * ONE_DAY)
    save_day(siti, {jambi.pauh: 2}, day=DAY - 2 * ONE_DAY, channel=Channel.JEMPUT_BOLA)
    save_day(siti, {jambi.limun: {"printed": 4}}, day=DAY - ONE_DAY)

    inside = with_last_count(Region.objects.filter(kabkota=jambi.sarolangun), DAY)

    assert {place.code: place.last_count for place in inside} == {
        "15.03.01": DAY - 3 * ONE_DAY,
        "15.03.02": None,
        "15.03.03": DAY - 2 * ONE_DAY,
    }
