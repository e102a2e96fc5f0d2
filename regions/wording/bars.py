"""What is drawn in a row of the ranking: its colour, the bar to the target, the bars of weeks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from ..arithmetic import HUNDRED_PERCENT, WEEKS_LOOKED_AT, Week
from ..ranking import Row

# Upper ends of the coverage classes, in hundredths; the last but one ends at the target.
CLASS_ENDS = (8700, 9200, 9500)
BAR_STEP = 1000
WEEK_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """`bar` and `tick` (the target) in percent of the width; `weeks` are rectangles of an SVG."""

    css_class: str
    bar: int
    tick: int
    weeks: SafeString


def bar_start(rows: Sequence[Row]) -> int:
    """Where the bars begin, in hundredths: a round 10 % below the lowest, at most 80 %."""
    known = [row.standing.hundredths for row in rows if row.standing.hundredths is not None]
    lowest = min(known, default=HUNDRED_PERCENT)
    return max(0, min(8000, (lowest - BAR_STEP // 2) // BAR_STEP * BAR_STEP))


def drawn(row: Row, start: int) -> Drawn:
    """What is drawn of a row whose bars begin at `start`, in hundredths."""
    hundredths, span = row.standing.hundredths, HUNDRED_PERCENT - start
    return Drawn(
        css_class=css_class(row),
        bar=0 if hundredths is None else max(0, min(100, (hundredths - start) * 100 // span)),
        tick=max(0, min(100, (row.goal.hundredths - start) * 100 // span)),
        weeks=week_bars(row.weeks),
    )


def week_bars(weeks: Sequence[Week]) -> SafeString:
    """A rectangle for each week with somebody recorded, the highest 20 units; empty for none.

    A week of which nothing was told has none either, but a line at its foot: it is unknown.
    Made here: 4.112 of them for the nation are too many for a template.
    """
    people = [week.people + week.people_off + week.outreach for week in weeks]
    most, shapes = max(people, default=0), []
    for n, (week, newly) in enumerate(
        zip(weeks, people, strict=True), WEEKS_LOOKED_AT - len(weeks)
    ):
        if newly > 0:
            height = max(1, newly * WEEK_HEIGHT // most)
            shapes.append(f'<rect x="{8 * n}" y="-{height}" width="6" height="{height}"/>')
        elif week.working and not week.told:
            shapes.append(f'<rect class="untold" x="{8 * n}" y="-1" width="6" height="1"/>')
    return mark_safe("".join(shapes))  # noqa: S308 (whole numbers only)


def css_class(row: Row) -> str:
    """The coverage class: c1 (lowest) to c4, c5 where the target is reached, c0 unknown."""
    hundredths = row.standing.hundredths
    if hundredths is None:
        return "c0"
    if row.reached:
        return "c5"
    return f"c{1 + sum(hundredths >= end for end in CLASS_ENDS)}"
