"""Why a percentage changed: a decree that moved ground is named, and no figure is blamed for it."""

import pytest
from django.utils import translation

from coverage_tracker import clock
from regions import numerals
from regions.decrees import around
from regions.handing_out import recap_text
from regions.ranking import Besides, Row, rank_children, trend
from regions.reporting import reports_of_day
from regions.wording import decree_texts, parts_of
from tests.decrees.test_decrees_by_hand import known_world, page
from tests.decrees.worlds import Line, World, day_of

pytestmark = pytest.mark.django_db
DECREED, SEEN = 20, 23
DECREE = f"Permendagri {DECREED}"


def row_of(code: str, above: str) -> Row:
    return next(row for row in page(above, SEEN).rows if row.region.code == code)


def why(row: Row) -> str:
    with translation.override("en"):
        return parts_of(row.change_7, row.besides_7)


def merged() -> World:
    """11.01 had 30 of 40 people, 11.02 31 of 41: together 75.30 %, before it 75.00 %."""
    world = known_world()
    world.decree(DECREED, [Line("merged", "11.02", "11.01")])
    return world


def test_a_merger_is_named_as_the_cause_of_the_change():
    merged()

    assert why(row_of("11.01", "11")) == (f"0.00 by recording, +0.30 by changed regions ({DECREE})")


def test_figures_that_change_with_a_merger_are_named_as_well():
    world = merged()
    world.figure("11.01", DECREED + 1, 0, 100, 80)

    assert why(row_of("11.01", "11")) == (
        f"0.00 by recording, +5.00 by changed regions ({DECREE}) and new population figures"
    )


def test_a_merger_inside_a_province_is_no_cause_of_its_change():
    world = merged()
    world.figure("11.03", DECREED + 1, 0, 100, 80)

    province, nation = row_of("11", "ID"), page("ID", SEEN).head

    for row in (province, nation):
        assert row.besides_7.decrees == ()
        assert why(row).endswith("by new population figures")


def test_a_province_that_gives_a_place_away_names_the_decree():
    """11 had 30, 31 and 32 of 40, 41 and 42: 75.60 %, without the first 75.90 %."""
    world = known_world()
    world.decree(DECREED, [Line("renumbered", "11.01", "12.04")])

    given, taken = row_of("11", "ID"), row_of("12", "ID")

    assert given.besides_7 == taken.besides_7 == Besides((DECREE,), figures=False)
    assert why(given) == f"0.00 by recording, +0.30 by changed regions ({DECREE})"
    assert page("ID", SEEN).head.besides_7.decrees == ()


def test_the_trend_splits_the_change_of_a_merger():
    merged()

    points = trend(page("11.01", SEEN).region, [day_of(DECREED - 1), day_of(DECREED)]).points

    assert [point.rebased for point in points] == [False, True]
    change = points[1].change
    assert change is not None
    assert (change.by_people, change.by_figures) == (0, 30)
    assert points[1].besides == Besides((DECREE,), figures=False)


def test_of_parts_of_a_split_only_those_with_a_figure_are_known():
    world = known_world()
    world.decree(DECREED, [Line("split", "11.01", "11.20", "Tempat baru")])

    head = page("11", SEEN).head

    assert (head.standing.recorded, head.standing.wajib_ktp) == (30 + 31 + 32, 40 + 41 + 42)
    assert (head.standing.known_parts, head.standing.parts) == (2, 4)


def test_the_recap_of_the_day_names_the_decree_beside_the_change_since_the_day_before():
    merged()
    ranking = rank_children(page("11.01", DECREED).region, day_of(DECREED))

    with translation.override("en"):
        recap = recap_text(ranking, reports_of_day(ranking.region, ranking.day, clock.today))

    assert f"(0.00 by recording, +0.30 by changed regions ({DECREE}))" in recap


def test_the_page_above_says_what_was_merged_inside_it():
    merged()

    with translation.override("en"):
        said = decree_texts(around(page("11", SEEN).region, day_of(SEEN)))
        above = decree_texts(around(page("ID", SEEN).region, day_of(SEEN)))

        since = numerals.long_day(day_of(DECREED))
    assert said == [
        f"Since {since}, inside it: 11.02 Tempat 11.02 → 11.01 Tempat 11.01 ({DECREE})."
    ]
    assert above == []
