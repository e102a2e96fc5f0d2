"""Boundaries as SVG paths: what lies in a region, ready to be coloured. Indicative, not legal.

Source: regions/data/boundaries (TopoJSON; see SOURCES.md). Drawn once per process: the files
change only with a new version of the program.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

from ..levels import Level, code_at, level_of, lies_in
from .places import DATA_DIR

BOUNDARIES = DATA_DIR / "boundaries"
WIDTH = {Level.NATION: 1000, Level.PROVINCE: 560, Level.KABKOTA: 560}
# What is smaller than this many units either way gets a dot, so that it can be found.
SMALL = 7
# An island of a larger place may be left out when it is smaller than this.
SPECK = 2

XY = tuple[int, int]
Ring = list[XY]


class Shape(NamedTuple):
    """One place: its outline as SVG path data, and a dot where the outline is too small."""

    code: str
    path: str
    dot: XY | None


class Outline(NamedTuple):
    """A map in whole units, `width` by `height`."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


@cache
def outline(code: str, level: Level) -> Outline | None:
    """The places of `level` within `code`; None where no boundaries are known."""
    topology = _topology(code, level)
    within = {place: arcs for place, arcs in topology.places.items() if lies_in(place, code)}
    if not within:
        return None
    points = [topology.arcs[arc] for rings in within.values() for arc in _flat(rings)]
    west = min(x for arc in points for x, _y in arc)
    east = max(x for arc in points for x, _y in arc)
    south = min(y for arc in points for _x, y in arc)
    north = max(y for arc in points for _x, y in arc)
    # Degrees of longitude are narrower away from the equator.
    narrow = cos(radians((south + north) / 2))
    width = WIDTH[level_of(code)]
    unit = width / ((east - west) * narrow)

    def placed(arc: list[tuple[float, float]]) -> Ring:
        return [(round((x - west) * narrow * unit), round((north - y) * unit)) for x, y in arc]

    arcs = {arc: placed(topology.arcs[arc]) for rings in within.values() for arc in _flat(rings)}
    shapes = tuple(_shape(place, rings, arcs) for place, rings in sorted(within.items()))
    return Outline(width, round((north - south) * unit), shapes)


class _Topology(NamedTuple):
    """Places as polygons of rings of arcs; ~n is arc n backwards."""

    arcs: list[list[tuple[float, float]]]
    places: dict[str, list[list[int]]]


def _topology(code: str, level: Level) -> _Topology:
    if level == Level.KECAMATAN:
        return _read(f"districts/{code_at(code, Level.PROVINCE)}.topojson")
    return _read("provinces.topojson" if level == Level.PROVINCE else "regencies.topojson")


@cache
def _read(name: str) -> _Topology:
    path = BOUNDARIES / name
    if not path.exists():
        return _Topology([], {})
    data = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (west, south) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for steps in data["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + west, y * scale_y + south))
        arcs.append(arc)
    places: dict[str, list[list[int]]] = {}
    for collection in data["objects"].values():
        for geometry in collection["geometries"]:
            # A place without an outline has a geometry of no type.
            polygons = geometry.get("arcs")
            if not polygons:
                continue
            if geometry["type"] == "Polygon":
                polygons = [polygons]
            places[geometry["id"]] = [ring for polygon in polygons for ring in polygon]
    return _Topology(arcs, places)


def _flat(rings: Iterable[list[int]]) -> Iterator[int]:
    for ring in rings:
        for arc in ring:
            yield arc if arc >= 0 else ~arc


def _shape(code: str, rings: list[list[int]], arcs: dict[int, Ring]) -> Shape:
    drawn = [_joined(ring, arcs) for ring in rings]
    largest = max(drawn, key=_extent)
    kept = [ring for ring in drawn if _extent(ring) > SPECK and len(ring) > 2]
    dot = _middle(largest) if _extent(largest) < SMALL else None
    return Shape(code, "".join(map(_path, kept)), dot)


def _joined(ring: list[int], arcs: dict[int, Ring]) -> Ring:
    """The ring's points, without those that fall on the one before or on a straight line."""
    points: Ring = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        for point in part:
            if points and point == points[-1]:
                continue
            if len(points) > 1 and _straight(points[-2], points[-1], point):
                points.pop()
            points.append(point)
    return points


def _straight(a: XY, b: XY, c: XY) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (c[0] - b[0]) * (b[1] - a[1])


def _extent(ring: Ring) -> int:
    xs, ys = zip(*ring, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _middle(ring: Ring) -> XY:
    xs, ys = zip(*ring, strict=True)
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


def _path(ring: Ring) -> str:
    """Relative steps: the shortest way to write it down."""
    steps = [f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")
