"""What is shown of places on a day, as plain numbers and sentences."""

from collections.abc import Iterable
from datetime import date

from coverage_tracker import clock
from regions.decrees import around
from regions.handing_out import recap_text
from regions.models import Region
from regions.ranking import Ranking, Row, rank_children, trend
from regions.reporting import last_at_days_end, reports_of_day
from regions.wording import decree_texts, tiles, trend_table

# People recorded, people obliged, hundredths of a percent.
Stands = tuple[int | None, int | None, int | None]
UNKNOWN: Stands = (None, None, None)


def place(code: str) -> Region:
    return Region.objects.select_related("province", "kabkota__province").get(code=code)


def ranked(code: str, day: date) -> Ranking:
    return rank_children(place(code), day)


def stands(row: Row) -> Stands:
    return row.standing.recorded, row.standing.wajib_ktp, row.standing.hundredths


def whole(code: str, day: date) -> Stands:
    """Where the place itself stands on its page of the day."""
    return stands(ranked(code, day).head)


def inside(code: str, day: date) -> dict[str, Stands]:
    """Where what lies in it stands, as far as there is a figure or a decree left it open."""
    rows = ranked(code, day).rows
    return {
        row.region.code: stands(row) for row in rows if stands(row) != UNKNOWN or row.is_undivided
    }


def course(code: str, days: Iterable[date]) -> list[tuple[str, str]]:
    """Percent and mark of each of the days, as the trend opened on the last one tells them."""
    region, days = place(code), list(days)
    table = trend_table(trend(region, days), around(region, days[-1]))
    return [(percent, mark) for _day, percent, _recorded, _wajib, mark in reversed(table)]


def about_coverage(code: str, day: date) -> str:
    """What stands under the percentage in the first tile."""
    region = place(code)
    reports = reports_of_day(region, day, clock.today)
    return tiles(ranked(code, day), last_at_days_end(region, day), reports)[0].note


def decrees(code: str, day: date) -> list[str]:
    return decree_texts(around(place(code), day))


def recap(code: str, day: date) -> str:
    return recap_text(ranked(code, day), reports_of_day(place(code), day, clock.today))
