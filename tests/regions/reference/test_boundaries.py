"""Every place that ships has an outline on the map, and every outline fits its map."""

import re
from collections import defaultdict

import pytest

from regions.levels import Level, parent_code
from regions.reference import DATA_DIR, boundaries, outline, read_csv

WITHOUT_OUTLINE = {"81.05.16"}
STEP = re.compile(r"(-?\d+)[ ]?(-?\d+)")


def codes(name: str) -> list[str]:
    return [row["code"] for row in read_csv(DATA_DIR / name)]


PROVINCES, KABKOTA, KECAMATAN = (
    codes(name) for name in ("provinces.csv", "regencies.csv", "districts.csv")
)


def inside(children: list[str]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for code in children:
        found[parent_code(code)].add(code)
    return found


def corners(path: str) -> list[list[tuple[int, int]]]:
    """The absolute points of each ring of the path data."""
    rings = []
    for ring in re.findall(r"M([^z]*)z", path):
        start, _, steps = ring.partition("l")
        x, y = map(int, start.split(" "))
        points = [(x, y)]
        for dx, dy in STEP.findall(steps):
            x, y = x + int(dx), y + int(dy)
            points.append((x, y))
        rings.append(points)
    return rings


def all_maps() -> list[tuple[str, Level, set[str]]]:
    """Every map that a page can show, and the places that belong on it."""
    nation = [("ID", Level.PROVINCE, set(PROVINCES)), ("ID", Level.KABKOTA, set(KABKOTA))]
    provinces = [(code, Level.KABKOTA, places) for code, places in inside(KABKOTA).items()]
    return nation + provinces


def maps_of_kabkota(province: str) -> list[tuple[str, Level, set[str]]]:
    by_kabkota = inside(KECAMATAN)
    return [
        (code, Level.KECAMATAN, by_kabkota[code] - WITHOUT_OUTLINE)
        for code in KABKOTA
        if parent_code(code) == province
    ]


def assert_map(code: str, level: Level, places: set[str]) -> None:
    found = outline(code, level)
    assert [shape.code for shape in found.shapes] == sorted(places)
    assert found.width > 0
    assert found.height > 0
    for shape in found.shapes:
        assert shape.path or shape.dot, f"{shape.code} cannot be seen"
        points = [point for ring in corners(shape.path) for point in ring]
        for x, y in [*points, *filter(None, [shape.dot])]:
            assert 0 <= x <= found.width, shape.code
            assert 0 <= y <= found.height, shape.code
        if not shape.dot:
            wide, high = ([axis[n] for axis in points] for n in (0, 1))
            assert max(max(wide) - min(wide), max(high) - min(high)) >= boundaries.SMALL


def test_there_are_as_many_places_as_the_decree_has():
    assert (len(PROVINCES), len(KABKOTA), len(KECAMATAN)) == (38, 514, 7285)


@pytest.mark.parametrize(("code", "level", "places"), all_maps())
def test_every_province_and_kabkota_has_an_outline_inside_its_map(code, level, places):
    assert_map(code, level, places)


@pytest.mark.parametrize("province", PROVINCES)
def test_every_kecamatan_but_one_has_an_outline_inside_its_map(province):
    for code, level, places in maps_of_kabkota(province):
        assert_map(code, level, places)


def test_a_place_too_small_to_be_seen_gets_a_dot_and_a_large_one_none():
    shapes = {shape.code: shape for shape in outline("ID", Level.KABKOTA).shapes}

    assert shapes["13.74"].dot is not None, "Kota Padang Panjang"
    assert shapes["15.03"].dot is None, "Kabupaten Sarolangun"


def test_the_nation_is_drawn_wider_than_high():
    found = outline("ID", Level.PROVINCE)

    assert found.width == 1000
    # From Sabang to Merauke 46 degrees, from Miangas to Rote 17.
    assert 300 < found.height < 450


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("99", Level.KABKOTA),
        ("15.99", Level.KECAMATAN),
        ("99.01", Level.KECAMATAN),
        ("15.03.01", Level.DESA),
    ],
)
def test_a_place_that_is_not_on_the_map_has_none(code, level):
    assert outline(code, level) is None
