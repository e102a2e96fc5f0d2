"""One table of columns: each output says the same of a row, and a new column is a line."""

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from regions import wording
from regions.handing_out import ranking_values, write_csv, write_xlsx
from regions.handing_out.paper import write_pdf
from regions.ranking import Besides, Goal, Origin, Ranking
from regions.wording import Column, Unit, columns
from regions.wording.columns import COLUMNS, OFF_PAGE, OnPage
from tests.factories import DAY
from tests.reading import words
from tests.regions.ranking.ranked import ALL_TOLD, origin, people, ranking, row, told_by

COLUMN_HEADERS_AT = 3


def sarolangun() -> Ranking:
    """Kecamatan that rose and fell, are over 100 %, at the target, and unknown."""
    places = [
        row(
            "15.03.01",
            people(8600, 10_000),
            name="Limun",
            week_ago=people(8610, 10_000),
            month_ago=people(8000, 10_000),
            newly_7=25,
            newly_30=590,
            origins=frozenset([origin("estimate", date(2018, 12, 31), "BPS")]),
            goal=Goal(9300),
            rank_change_7=-3,
            besides_30=Besides(("UU 1",)),
            counted=1250,
            last_report=date(2019, 4, 1),
        ),
        row(
            "15.03.02",
            people(22_468, 20_000),
            name="Pauh",
            week_ago=people(22_200, 20_000),
            month_ago=people(22_600, 20_000),
            newly_30=100,
            origins=frozenset([Origin(date(2018, 6, 30), date(2018, 9, 1), "dkb", "DKB")]),
            rank_change_7=2,
            besides_7=Besides(("UU 2",)),
            counted=3,
            last_report=DAY,
        ),
        row(
            "15.03.03",
            people(9800, 10_000),
            name="Singkut",
            week_ago=people(9800, 10_000),
            month_ago=people(9800, 10_000),
            rank_change_7=0,
        ),
        row("15.03.04", name="Mandiangin"),
    ]
    of = ranking(row("15.03", people(40_868, 40_000), name="Kabupaten Sarolangun"), *places)
    of.region.time_zone = "Asia/Jakarta"
    return of


def number(text: str) -> float | None:
    """What an Indonesian text says as a number; None where it says none."""
    found = re.search(r"([−+]?)([\d.]+(?:,\d+)?)", text)
    if found is None:
        return 0 if text in ("tercapai", "tetap") else None
    sign = -1 if found[1] == "−" or text.startswith(("lebih", "turun")) else 1
    return sign * float(found[2].replace(".", "").replace(",", "."))


# Each output read back: the values of each place by the key of the column.


def in_json(of: Ranking) -> dict[str, dict]:
    rows = json.loads(json.dumps(ranking_values(of)))["rows"]
    days = ("last_report", "as_of", "published_on")
    return {one["code"]: {**one, **{key: _day(one[key]) for key in days}} for one in rows}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def in_csv(of: Ranking) -> dict[str, dict]:
    file = StringIO()
    write_csv(of, file)
    read: dict[str, Callable[[str], Any]] = {
        "code": str,
        "name": str,
        "reached": {"True": True, "False": False}.get,
        "last_report": _day,
        "as_of": _day,
        "published_on": _day,
        "basis": str,
        "source": str,
        "change_7_decrees": str,
        "change_30_decrees": str,
    }
    return {
        one["code"]: {
            key: read.get(key, float)(text) if text else None for key, text in one.items()
        }
        for one in csv.DictReader(StringIO(file.getvalue()))
    }


def sheet_of(file: BytesIO) -> list[list]:
    book = CalamineWorkbook.from_filelike(BytesIO(file.getvalue()))
    return book.get_sheet_by_index(0).to_python()


def in_workbook(of: Ranking) -> dict[str, dict]:
    file = BytesIO()
    write_xlsx(of, of.rows, ALL_TOLD, file)
    sheet = sheet_of(file)
    headers = {str(c.sheet_header or c.header): c.key for c in COLUMNS if c.sheet is not None}
    keys = [headers[header] for header in sheet[COLUMN_HEADERS_AT]]
    found = {}
    for line in sheet[COLUMN_HEADERS_AT + 1 :][: len(of.rows)]:
        values = dict(zip(keys, (None if cell == "" else cell for cell in line), strict=True))
        found[values["code"]] = values
    return found


def on_paper(of: Ranking) -> dict[str, dict]:
    file = BytesIO()
    write_pdf(of, of.rows, ALL_TOLD, file, datetime(2019, 4, 4, tzinfo=UTC))
    text = " ".join(PdfReader(file).pages[0].extract_text().split())
    found = {}
    for one in of.rows:
        cells = re.search(
            rf"(?<!\S)(\d+)? ?{one.region.name} ([\d,]+ %|–) (\S+) (\S+) (\S+) (\S+) (\S+)", text
        )
        keys = ["percent", "recorded", "wajib_ktp", "missing", "people_to_target", "change_7"]
        numbers = dict(zip(keys, map(number, cells.groups()[1:]), strict=True))
        name = re.search(rf"\b{one.region.name}\b", cells[0])[0]
        rank = int(cells[1]) if cells[1] else None
        found[one.region.code] = {**numbers, "rank": rank, "name": name}
    return found


def page(of: Ranking) -> str:
    table = wording.ranking_table(of, of.rows, told_by(of), lambda region: True)
    return render_to_string(
        "regions/_ranking.html", {"table": table, "goal_text": "98 %", "day": of.day}
    )


def cells_of(html: str) -> dict[str, tuple[str, str]]:
    """Text and small text of each cell of one row that says what it is."""
    cells = re.findall(r'<td[^>]*data-label="([^"]*)">(.*?)</td>', html, re.DOTALL)
    parts = {unescape(label): cell.partition("<span") for label, cell in cells}
    return {label: (words(big), words(span + small)) for label, (big, span, small) in parts.items()}


def on_page(of: Ranking) -> dict[str, dict]:
    body = page(of).partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for html in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
        cells = cells_of(html)
        smalls = cells["7 hari"][1].split(" · ")
        why = smalls.pop() if "perekaman" in smalls[-1] else ""
        *moved, month = smalls
        code = re.search(r"/wilayah/([\d.]+)/", html)[1]
        rank, reported = (
            re.search(pattern, html)[1]
            for pattern in (r'"n rank">(\d*)<', r'<span class="sub[^"]*">([^<]*)<')
        )
        found[code] = {
            "code": code,
            "name": words(re.search(r"<a .*?</a>", html)[0]),
            "rank": number(rank),
            "percent": number(re.search(r"<b>(.*?)</b>", html)[1]),
            "recorded": number(cells["Sudah merekam"][0]),
            "wajib_ktp": number(cells["Sudah merekam"][1]),
            "counted": number(cells["Baru"][0]),
            "missing": number(cells["Belum rekam"][0]),
            "people_to_target": number(cells["Belum rekam"][1]),
            "change_7": number(cells["7 hari"][0]),
            "rank_change_7": number(moved[0]) if moved else None,
            "change_30": number(month),
            "why_changed": why,
            "last_report": {
                "terisi": DAY,
                "tanpa angka, lapor terakhir 1 Apr": date(2019, 4, 1),
                "belum pernah lapor": None,
            }[reported],
        }
    return found


@cache
def outputs() -> dict[str, dict[str, dict]]:
    of = sarolangun()
    return {
        "json": in_json(of),
        "csv": in_csv(of),
        "workbook": in_workbook(of),
        "paper": on_paper(of),
        "page": on_page(of),
    }


# Drawn by the template: the place with its link and last report, and the coverage.
DRAWN = {"rank", "code", "name", "percent", "last_report"}


def shown_in(column: Column) -> set[str]:
    where = {
        "json": column.data,
        "csv": column.data,
        "workbook": column.sheet is not None,
        "paper": column.paper is not None,
        "page": column.page is not OFF_PAGE or column.key in DRAWN,
    }
    return {output for output, shown in where.items() if shown}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_a_row_has_the_same_value_wherever_the_column_is_shown(column):
    for one in sarolangun().rows:
        value = column.value(one)
        if column.unit in (Unit.PERCENT, Unit.POINTS) and value is not None:
            value = value / 100

        said = {name: of[one.region.code].get(column.key, "") for name, of in outputs().items()}
        assert said == {name: value if name in shown_in(column) else "" for name in said}


def test_no_two_columns_of_these_places_are_alike():
    """One in the place of another would be seen."""
    rows = sarolangun().rows
    values = [tuple(column.value(one) for one in rows) for column in COLUMNS]

    assert len(set(values)) == len(COLUMNS)


def test_a_new_column_is_a_line_in_the_table(monkeypatch):
    shown = {"data": True, "sheet": 9, "paper": 60, "page": OnPage()}
    waiting = Column("waiting", "Menunggu", Unit.PEOPLE, lambda row: 4321, **shown)
    monkeypatch.setattr(columns, "COLUMNS", (*COLUMNS, waiting))
    of = sarolangun()
    csv_file, xlsx, pdf = StringIO(), BytesIO(), BytesIO()
    write_csv(of, csv_file)
    write_xlsx(of, of.rows, ALL_TOLD, xlsx)
    write_pdf(of, of.rows, ALL_TOLD, pdf, datetime(2019, 4, 4, tzinfo=UTC))

    header, first, *_rest = csv_file.getvalue().splitlines()
    sheet = sheet_of(xlsx)
    paper = PdfReader(pdf).pages[0].extract_text()

    assert (header.split(",")[-1], first.split(",")[-1]) == ("waiting", "4321")
    assert ranking_values(of)["rows"][0]["waiting"] == 4321
    assert (sheet[COLUMN_HEADERS_AT][-1], sheet[COLUMN_HEADERS_AT + 1][-1]) == ("Menunggu", 4321)
    assert "Menunggu" in paper
    assert paper.count("4.321") == len(of.rows) + 1
    assert cells_of(page(of))["Menunggu"] == ("4.321", "")
