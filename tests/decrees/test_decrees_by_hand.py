"""A decree never changes a sum above it, and every page after it equals the one by hand."""

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from regions.levels import NATION_CODE
from regions.models import Region
from regions.ranking import Ranking, rank_children, trend
from tests.decrees.drawing import Drawing, days, decree_days
from tests.decrees.worlds import (
    LAST,
    UNKNOWN,
    Line,
    Place,
    Stand,
    World,
    day_of,
    make_clerk,
    make_world,
    written,
)
from tests.factories import undone
from tests.properties import examples

pytestmark = pytest.mark.django_db
WEEK, MONTH = 7, 30
# Whose pages are looked at besides the nation's: of provinces, and of kabupaten/kota.
PROVINCES, ALL = (1,), (1, 2)


def stand(standing) -> Stand:
    return Stand(standing.recorded, standing.wajib_ktp, standing.hundredths)


def page(code: str, day: int) -> Ranking:
    region = Region.objects.select_related("province", "kabkota__province").get(code=code)
    return rank_children(region, day_of(day))


def decreed(world: World, day: int, lines: list[Line]) -> None:
    note(written(day, lines).decode())
    world.decree(day, lines)


def sums_of(provinces: list[str], on: list[int]) -> dict[tuple[str, int], Stand]:
    """The nation and these provinces, as the page of the nation says on each of the days."""
    found = {}
    for day in on:
        nation = page(NATION_CODE, day)
        rows = [row for row in nation.rows if row.region.code in provinces]
        for row in [nation.head, *rows]:
            found[row.region.code, day] = stand(row.standing)
    return found


@examples(100)
@given(data=st.data(), on=decree_days, other=days)
def test_a_decree_alone_changes_no_sum_above(data, on, other):
    with undone():
        world = make_world()
        drawing = Drawing(data.draw, world, make_clerk())
        drawing.first_figures()
        world.count("11.01", 0, 1, drawing.by)
        for day in on[:2]:
            drawing.figures(before=day)
            drawing.counts()
            lines = drawing.decree(day)
            if day == on[:2][-1]:
                # Known late: figures are as of later days, but of what may go on as another.
                go_on = {line.old if line.kind == "split" else line.new for line in lines}
                drawing.figures(before=LAST + 1, besides=go_on)
            inside = {code[:2] for line in lines for code in (line.old, line.new)}
            provinces = ["11", "12"] if len(inside) == 1 else []
            seen = sorted({max(day - 1, 0), day, other, LAST})
            before = sums_of(provinces, seen)

            decreed(world, day, lines)

            assert sums_of(provinces, seen) == before


@examples(100)
@given(data=st.data(), on=decree_days, seen=days)
def test_every_page_after_decrees_is_the_one_by_hand(data, on, seen):
    with undone():
        world = make_world()
        drawing = Drawing(data.draw, world, make_clerk())
        drawing.first_figures()
        world.count("11.01", 0, 1, drawing.by)
        drawing.counts()
        for day in on:
            decreed(world, day, drawing.decree(day))
        drawing.figures(before=LAST + 1, most=12)
        drawing.counts(most=8)
        assert_pages(world, seen)
        assert_pages(world, LAST, PROVINCES)
        assert_trends(world, sorted({seen, max(on) - 1, LAST}))


@examples(100)
@given(data=st.data(), on=st.integers(5, 55), seen=days)
def test_a_province_split_in_two(data, on, seen):
    """As Papua in 2022: kabupaten/kota are renumbered into the new province, all inside follows."""
    with undone():
        world = make_world()
        drawing = Drawing(data.draw, world, make_clerk())
        drawing.first_figures()
        world.count("11.01", 0, 1, drawing.by)
        drawing.figures(before=LAST + 1)
        drawing.counts()
        lines = drawing.province_split()
        listed = [on - 1, on, LAST]
        before = sums_of([], listed)

        decreed(world, on, lines)

        assert sums_of([], listed) == before
        drawing.figures(before=LAST + 1)
        drawing.counts()
        assert_pages(world, seen)
        assert_pages(world, on, PROVINCES)
        assert_trends(world, sorted({seen, on - 1, LAST}), PROVINCES)


def assert_pages(world: World, day: int, levels: tuple[int, ...] = ALL) -> None:
    """The pages of a day: who is listed, and where they stand and stood."""
    for code, inside in world.parents_on(day, levels):
        found = page(code, day)
        own = None if code == NATION_CODE else world.place(code)
        assert_row(world, own, found.head, day, code)
        rows = {row.region.code: row for row in found.rows}
        assert sorted(rows) == [place.code_on(day) for place in inside], (code, day)
        for place in inside:
            assert_row(world, place, rows[place.code_on(day)], day, code)


def assert_row(world: World, place: Place | None, row, day: int, on_page: str) -> None:
    for standing, then in (
        (row.standing, day),
        (row.week_ago, day - WEEK),
        (row.month_ago, day - MONTH),
    ):
        where = f"{row.region.code} of {then} on {on_page} of {day}"
        by_hand = world.whole(then) if place is None else world.stand_of(place, then)
        assert stand(standing) == by_hand, where


def assert_trends(world: World, on: list[int], levels: tuple[int, ...] = ALL) -> None:
    """Each point is the page of its day, of every place whose page is known on the last."""
    last = on[-1]
    for code, _inside in world.parents_on(last, levels):
        place = None if code == NATION_CODE else world.place(code)
        if stand_on(world, place, last) == UNKNOWN:
            continue
        points = trend(Region.objects.get(code=code), [day_of(day) for day in on]).points
        for day, point in zip(on, points, strict=True):
            assert point.day == day_of(day)
            assert stand(point.standing) == stand_on(world, place, day), f"{code} of {day}"


def stand_on(world: World, place: Place | None, day: int) -> Stand:
    return world.whole(day) if place is None else world.stand_of(place, day)


# Where the product says something else than the rules.


def known_world() -> World:
    """Each kabupaten/kota n has 40 + n people, 30 + n of them recorded."""
    world = make_world()
    for n, place in enumerate([*world.live(0, 2), *world.live(0, 3)]):
        world.figure(place.code_on(0), n % 5, 0, 40 + n, 30 + n)
    return world


@pytest.mark.parametrize("part", ["11.01", "11.20"])
def test_a_part_of_a_split_is_known_by_its_own_figure(part):
    world = known_world()
    world.decree(5, [Line("split", "11.01", "11.20", "Tempat baru")])
    world.figure(part, 6, 0, 10, 7)

    assert stand(page("11", LAST).head.standing) == Stand.of(93, 123)
    assert stand(page(part, LAST).head.standing) == Stand.of(7, 10)


def test_a_part_of_a_split_that_was_merged_is_known_by_the_figures_of_what_it_was_merged_of():
    world = known_world()
    world.decree(5, [Line("split", "11.01", "11.20", "Tempat baru")])
    world.figure("11.20", 6, 0, 20, 10)
    lines = [Line("merged", old, "11.30", "Tempat baru") for old in ("11.20", "11.02")]
    world.decree(10, lines)

    rows = {row.region.code: stand(row.standing) for row in page("11", LAST).rows}

    assert rows["11.30"] == Stand.of(10 + 31, 20 + 41)
    assert rows["11.01"] == UNKNOWN
    assert_pages(world, LAST)


def test_a_province_with_an_unknown_part_is_unknown():
    """What goes on was renumbered into 12; its people and those of the part are one figure."""
    world = known_world()
    world.decree(5, [Line("split", "11.01", "11.20", "Tempat baru")])
    world.decree(6, [Line("renumbered", "11.01", "12.25")])

    assert stand(page(NATION_CODE, LAST).head.standing) == Stand.of(195, 255)
    for code, inside in (("11", {"11.02", "11.03", "11.20"}), ("12", {"12.25"})):
        found = page(code, LAST)
        assert stand(found.head.standing) == UNKNOWN
        listed = {row.region.code for row in found.rows}
        assert listed >= inside
        assert all(one.startswith(code) for one in listed)


def test_a_split_told_after_a_figure_of_the_whole_changes_no_sum():
    world = known_world()
    world.figure("11.01", 10, 0, 50, 33)
    before = stand(page("11", LAST).head.standing)
    assert before == Stand.of(96, 133)

    world.decree(7, [Line("split", "11.01", "11.20", "Tempat baru")])

    assert stand(page("11", LAST).head.standing) == before


def test_a_merger_told_after_a_figure_of_the_part_that_goes_on_changes_no_sum():
    world = known_world()
    world.figure("11.01", 10, 0, 50, 33)
    before = stand(page("11", LAST).head.standing)
    assert before == Stand.of(96, 133)

    world.decree(7, [Line("merged", "11.02", "11.01")])

    assert stand(page("11", LAST).head.standing) == before
