"""A ranking to take away: the rows of the page as a file."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from coverage_tracker import clock

from ..handing_out import ranking_values, write_csv, write_xlsx
from ..ranking import Ranking, Row, days_of_span, trend
from ..reporting import DayReports
from .addresses import BadAddress

TREND_DAYS = 90


def ranking_file(
    ranking: Ranking, rows: Sequence[Row], reports: DayReports, format: str
) -> HttpResponse:
    """`rows` of the ranking as csv, xlsx, json or pdf; raises BadAddress for another format."""
    if format not in WRITERS:
        raise BadAddress(_("The format is csv, xlsx, json or pdf."))
    content_type, write = WRITERS[format]
    name = f"cakupan-{ranking.region.code}-{ranking.day.isoformat()}.{format}"
    return HttpResponse(
        write(ranking, rows, reports),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _csv(ranking: Ranking, rows: Sequence[Row], reports: DayReports) -> str:
    file = StringIO()
    write_csv(replace(ranking, rows=list(rows)), file)
    return file.getvalue()


def _json(ranking: Ranking, rows: Sequence[Row], reports: DayReports) -> str:
    return json.dumps(ranking_values(replace(ranking, rows=list(rows))), ensure_ascii=False)


def _xlsx(ranking: Ranking, rows: Sequence[Row], reports: DayReports) -> bytes:
    file = BytesIO()
    write_xlsx(ranking, rows, reports, file)
    return file.getvalue()


def _pdf(ranking: Ranking, rows: Sequence[Row], reports: DayReports) -> bytes:
    # reportlab is slow to load, and most processes never print.
    from ..handing_out.paper import write_pdf

    found = trend(ranking.region, days_of_span(ranking.region, ranking.day, TREND_DAYS))
    points = [(point.day, point.standing.hundredths) for point in found.points]
    file = BytesIO()
    write_pdf(ranking, rows, reports, file, clock.now(), points)
    return file.getvalue()


WRITERS: dict[str, tuple[str, Callable[[Ranking, Sequence[Row], DayReports], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json", _json),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "pdf": ("application/pdf", _pdf),
}
