"""The map in words: every place, its class, and a legend that counts each place once."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from regions import wording
from regions.access import may_see
from regions.arithmetic import Standing
from regions.levels import Level
from regions.models import Region, Role, User
from regions.ranking import Goal
from regions.ranking.goals import DEFAULT_GOAL
from regions.wording.map import Map
from tests.regions.ranking.ranked import UNKNOWN, people, ranking, row

DEWI_MAY_SEE = partial(may_see, User(username="dewi", role=Role.NATIONAL, region=Region(code="ID")))


def map_of_jambi(*standings: Standing, goal: Goal = DEFAULT_GOAL) -> Map:
    codes = [f"15.{n:02}" for n in range(1, 10)] + ["15.71", "15.72"]
    padded = [*standings, *[UNKNOWN] * (len(codes) - len(standings))]
    rows = [
        row(code, standing, name=f"Tempat {code}", goal=goal)
        for code, standing in zip(codes, padded, strict=True)
    ]
    return wording.drawn_map(ranking(row("15"), *rows), Level.KABKOTA, DEWI_MAY_SEE)


def test_the_map_says_of_every_place_its_name_and_percentage():
    found = map_of_jambi(people(8600, 10_000), people(10_044, 10_000))

    words = [place.words for place in found.places]
    assert words[:3] == [
        "Tempat 15.01: 86,00 %",
        "Tempat 15.02: 100,44 %",
        "Tempat 15.03: belum diketahui",
    ]
    assert len(words) == 11
    assert found.unmapped == []


def test_the_legend_names_every_class_and_counts_every_place_once():
    shares = (8699, 8700, 9199, 9200, 9499, 9500, 9799, 9800, 10_100)
    found = map_of_jambi(*(people(share, 10_000) for share in shares))

    assert found.legend == [
        ("c1", "< 87 %", 1),
        ("c2", "87–92 %", 2),
        ("c3", "92–95 %", 2),
        ("c4", "95 % sampai di bawah target", 2),
        ("c5", "target tercapai (98 %)", 2),
        ("c0", "belum diketahui", 2),
    ]


@given(st.lists(st.none() | st.integers(0, 12_000), min_size=11, max_size=11))
def test_the_counts_of_the_legend_add_up_to_the_rows(shares):
    found = map_of_jambi(*(people(share, share and 10_000) for share in shares))

    assert sum(count for _name, _words, count in found.legend) == 11
    drawn = [place.css_class for place in found.places]
    assert {name: drawn.count(name) for name, _words, _count in found.legend} == {
        name: count for name, _words, count in found.legend
    }


def test_a_place_without_an_outline_is_named_under_the_map():
    rows = [row(f"81.05.{n:02}", people(9, 10), name=f"Tempat {n}") for n in (1, 16)]

    found = wording.drawn_map(ranking(row("81.05"), *rows), Level.KECAMATAN, DEWI_MAY_SEE)

    assert [place.code for place in found.places] == ["81.05.01"]
    assert found.unmapped == ["Tempat 16"]
    assert sum(count for _name, _words, count in found.legend) == 2


def test_a_place_leads_down_only_for_who_may_see_it():
    siti = User(username="siti", role=Role.OPERATOR, region=Region(code="15.03"))
    rows = [row("15.03", people(9, 10)), row("15.04", people(9, 10))]

    found = wording.drawn_map(ranking(row("15"), *rows), Level.KABKOTA, partial(may_see, siti))

    assert {place.code: place.opens for place in found.places} == {"15.03": True, "15.04": False}


def test_without_rows_there_is_no_map():
    assert wording.drawn_map(ranking(row("15.03.01")), Level.DESA, DEWI_MAY_SEE) is None
