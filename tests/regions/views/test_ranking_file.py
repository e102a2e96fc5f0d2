"""The ranking as a file to take away: right kind, right name, the rows that were asked for."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.http import HttpResponse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from regions.handing_out import ranking_values
from regions.models import User
from regions.ranking import Ranking, rank_children
from regions.views.export import ranking_file
from tests.factories import DAY, make_figure, make_jambi, make_siti, save_day
from tests.regions.ranking.ranked import ALL_TOLD

pytestmark = pytest.mark.django_db


def reported_jambi() -> Ranking:
    """Sarolangun at 86,00 % after 60 newly recorded today, Batanghari at 90,00 %."""
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    make_figure(jambi.batanghari, wajib_ktp=1000, recorded=900)
    save_day(make_siti(jambi), {jambi.limun: 50, jambi.sarolangun: 10})
    return rank_children(jambi.province, DAY)


def file(format: str, ranking: Ranking) -> HttpResponse:
    return ranking_file(ranking, ranking.rows, ALL_TOLD, format)


@pytest.mark.parametrize(
    ("format", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_has_its_kind_and_a_name_with_code_and_day(format, content_type):
    response = file(format, reported_jambi())

    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    disposition = f'attachment; filename="cakupan-15-2019-04-04.{format}"'
    assert response.headers["Content-Disposition"] == disposition


def test_csv_and_json_hold_what_the_command_prints():
    ranking = reported_jambi()

    sarolangun, batanghari = csv.DictReader(StringIO(file("csv", ranking).content.decode()))

    assert (sarolangun["code"], sarolangun["recorded"], sarolangun["percent"]) == (
        *("15.03", "860", "86.0"),
    )
    assert (batanghari["rank"], batanghari["recorded"]) == ("2", "900")
    assert json.loads(file("json", ranking).content) == ranking_values(ranking)


def test_the_workbook_holds_the_rows_and_their_sum():
    data = file("xlsx", reported_jambi()).content

    sheets = CalamineWorkbook.from_filelike(BytesIO(data))
    lines = sheets.get_sheet_by_index(0).to_python()[4:7]
    assert [line[4] for line in lines] == [860, 900, 1760]


def test_the_page_holds_the_ranking_and_the_trend_up_to_the_day():
    (page,) = PdfReader(BytesIO(file("pdf", reported_jambi()).content), strict=True).pages

    text = " ".join(page.extract_text().split())
    assert "1 Kabupaten Sarolangun 86,00 % 860 1.000" in text
    # On 31 January, the as-of day of the figures, and now.
    assert "85,00 % 88,00 % target 98 %" in text


def test_every_file_holds_only_the_rows_asked_for():
    ranking = reported_jambi()

    files = {
        format: ranking_file(ranking, ranking.rows[1:], ALL_TOLD, format)
        for format in ("csv", "json", "xlsx")
    }

    assert b"15.04" in files["csv"].content
    assert b"15.03" not in files["csv"].content
    assert [row["code"] for row in json.loads(files["json"].content)["rows"]] == ["15.04"]
    sheets = CalamineWorkbook.from_filelike(BytesIO(files["xlsx"].content))
    codes = [line[1] for line in sheets.get_sheet_by_index(0).to_python()[4:6]]
    assert codes == ["15.04", "15"]


@pytest.mark.parametrize("format", ["", "XLSX", "html", "../csv", "pdf\r\nX-Bad: 1"])
def test_another_format_is_refused_with_a_sentence(client, format):
    reported_jambi()
    client.force_login(User.objects.get(username="siti"))

    response = client.get("/wilayah/15/", {"per": DAY.isoformat(), "format": format})

    assert response.status_code == 400
    assert "Formatnya csv, xlsx, json, atau pdf." in response.text


def test_the_address_of_the_page_with_a_format_gives_the_rows_it_shows(client):
    ranking = reported_jambi()
    client.force_login(User.objects.get(username="siti"))
    asked = {"per": DAY.isoformat(), "format": "csv", "nama": "batang"}

    response = client.get("/wilayah/15/", asked)

    assert response.content == ranking_file(ranking, ranking.rows[1:], ALL_TOLD, "csv").content
