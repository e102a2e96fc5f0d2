"""Whether a figure is in force, and why: said of each where it is kept."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regions.models import Basis
from regions.ranking import Figure, in_force, verdict
from regions.ranking.figures import Pin
from regions.wording import state_text
from tests.factories import AS_OF, DAY

OLDER = AS_OF - timedelta(days=184)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def figure(
    as_of: date = AS_OF,
    published_on: date | None = None,
    basis: Basis = Basis.DKB,
    recorded: int | None = 800,
    pins: tuple = (),
) -> Figure:
    published_on = published_on or as_of
    return Figure(as_of, published_on, 1000, recorded, basis, "DKB", pins=pins)


def states(*figures: Figure) -> list[str]:
    return [state_text(one, figures, DAY) for one in figures]


def test_of_a_place_without_another_it_is_in_force_and_maybe_incomplete():
    assert states(figure()) == ["in force"]
    assert states(figure(recorded=None)) == ["in force, but incomplete"]


def test_the_newer_as_of_day_replaces_the_older_whatever_its_basis():
    assert states(figure(basis=Basis.OTHER), figure(OLDER)) == [
        "in force: newest as-of day",
        "replaced by the one as of 31 January 2019",
    ]


def test_of_one_as_of_day_the_order_of_the_bases_decides():
    assert states(figure(basis=Basis.DPT), figure(basis=Basis.DP4), figure(OLDER)) == [
        "DP4 goes before it",
        "in force: DP4 goes before DPT",
        "replaced by the one as of 31 January 2019",
    ]


def test_the_one_chosen_by_hand_goes_before_the_order_from_that_day_on():
    pinned = figure(basis=Basis.ESTIMATE, pins=(Pin(7, DAY),))

    assert states(pinned, figure()) == [
        "in force: chosen by hand",
        "another one was chosen by hand",
    ]
    assert state_text(pinned, [pinned, figure()], DAY - timedelta(days=1)) == "DKB goes before it"


def test_of_one_basis_the_newer_publication_counts_and_the_older_is_replaced():
    assert states(figure(), figure(published_on=date(2019, 3, 1))) == [
        "replaced by the publication of 1 March 2019",
        "in force: newest publication",
    ]


def test_an_incomplete_one_leaves_the_older_in_force():
    assert states(figure(recorded=None), figure(OLDER)) == [
        "incomplete; the one as of 31 July 2018 is in force",
        "in force: the others are incomplete",
    ]


def test_one_to_come_says_from_when_it_counts_or_that_it_will_not():
    later = DAY + timedelta(days=9)

    assert states(figure(), figure(published_on=later)) == ["in force", "counts from 13 April 2019"]
    assert states(figure(), figure(OLDER, later)) == [
        "in force",
        "replaced by the one as of 31 January 2019",
    ]
    assert states(figure(), figure(published_on=later, recorded=None)) == [
        "in force",
        "incomplete; the one as of 31 January 2019 is in force",
    ]


figures = st.lists(
    st.builds(
        figure,
        as_of=st.sampled_from((AS_OF, OLDER)),
        published_on=st.sampled_from((AS_OF, DAY, DAY + timedelta(days=1))),
        basis=st.sampled_from(Basis),
        recorded=st.sampled_from((None, 700, 800)),
        pins=st.sampled_from(
            ((), (Pin(1, DAY),), (Pin(2, DAY + timedelta(days=1)),), (Pin(3, OLDER, DAY),))
        ),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.key,
)


@given(figures)
def test_the_verdict_on_each_is_that_of_the_rule(figures):
    found = in_force(Figure.newest_first(figures), DAY)

    for one in figures:
        if one.begins <= DAY:
            assert verdict(one, figures, DAY).is_in_force == (one is found)
