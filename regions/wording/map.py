"""The map of what lies in a region: each place's outline, colour class and words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import numerals
from ..levels import Level
from ..models import Region
from ..ranking import Ranking, Row
from ..reference import outline
from .bars import CLASS_ENDS, css_class
from .places import target_text


@dataclass(frozen=True, slots=True)
class MapPlace:
    code: str
    path: str
    dot: tuple[int, int] | None
    css_class: str
    words: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Map:
    """`legend` has a class, its words and how many places are in it; `unmapped` their names."""

    width: int
    height: int
    places: list[MapPlace]
    legend: list[tuple[str, str, int]]
    unmapped: list[str]


def drawn_map(ranking: Ranking, level: Level, opens: Callable[[Region], bool]) -> Map | None:
    """All places of the ranking, whatever the table is narrowed to; None without boundaries.

    `opens` says of which places the reader may open the page.
    """
    found = outline(ranking.region.code, level) if ranking.rows else None
    if found is None:
        return None
    rows = {row.region.code: row for row in ranking.rows}
    places = [
        MapPlace(
            shape.code,
            shape.path,
            shape.dot,
            css_class(rows[shape.code]),
            _words(rows[shape.code]),
            opens(rows[shape.code].region),
        )
        for shape in found.shapes
        if shape.code in rows
    ]
    mapped = {place.code for place in places}
    unmapped = [row.region.name for code, row in rows.items() if code not in mapped]
    return Map(found.width, found.height, places, _legend(ranking), sorted(unmapped))


def _words(row: Row) -> str:
    if row.standing.hundredths is None:
        return _("%(name)s: unknown") % {"name": row.region.name}
    return f"{row.region.name}: {numerals.percent(row.standing.hundredths)} %"


def _legend(ranking: Ranking) -> list[tuple[str, str, int]]:
    first, second, third = (numerals.short_percent(end) for end in CLASS_ENDS)
    words = {
        "c1": f"< {first} %",
        "c2": f"{first}–{second} %",
        "c3": f"{second}–{third} %",
        "c4": _("%(from)s %% up to the target") % {"from": third},
        "c5": _("target reached (%(target)s)") % {"target": target_text(ranking.head.goal)},
        "c0": _("unknown"),
    }
    classes = [css_class(row) for row in ranking.rows]
    return [(name, text, classes.count(name)) for name, text in words.items()]
