"""Workbook and CSV to take away: numbers are numbers, and no name becomes a formula."""

import csv
import shutil
import subprocess
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from regions.arithmetic import Standing
from regions.handing_out import write_csv, write_xlsx
from regions.handing_out.values import never_a_formula
from regions.ranking import Goal, Ranking, Row
from tests.factories import AS_OF
from tests.regions.ranking.ranked import ALL_TOLD, UNKNOWN, origin, people, ranking, row

# What people type to make a spreadsheet calculate, call, or open something.
FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://jahat.example","klik")',
    "=SUM(A1:A9)",
    "+62811",
    "+1+cmd|' /C calc'!A0",
    "-1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\N{MINUS SIGN}1",
]
HARMLESS = ["Kabupaten Sarolangun", "15.03", "Kota-Baru", "Pauh = Limun", "", "'=1"]
ELECTION = Goal(9800, date(2019, 4, 17), "Pemilu")
FIRST_ROW = 4


def jambi(*more: Row) -> Ranking:
    """Sarolangun, Bungo over 100 %, an unknown one; the sums of the whole."""
    rows = (
        row(
            "15.03",
            people(979_969, 1_000_000),
            name="Kabupaten Sarolangun",
            goal=ELECTION,
            counted=60,
            week_ago=people(980_000, 1_000_000),
            rank_change_7=-1,
            last_report=date(2019, 4, 3),
        ),
        row("15.08", people(1050, 1000), name="Kabupaten Bungo", goal=ELECTION),
        *more,
    )
    recorded = sum(one.standing.recorded or 0 for one in rows)
    wajib = sum(one.standing.wajib_ktp or 0 for one in rows)
    fields = {"name": "Jambi", "goal": ELECTION, "origins": frozenset([origin()])}
    return ranking(row("15", Standing(recorded, wajib, 2, 2), **fields), *rows)


def workbook(of: Ranking, rows: list[Row] | None = None) -> bytes:
    file = BytesIO()
    write_xlsx(of, of.rows if rows is None else rows, ALL_TOLD, file)
    return file.getvalue()


def cells(data: bytes, sheet: int = 0) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(sheet).to_python()


def table(data: bytes) -> list[dict]:
    """The rows under the header, by its words, down to the first empty line."""
    header, *lines = cells(data)[FIRST_ROW - 1 :]
    end = next(at for at, line in enumerate(lines) if not any(line))
    return [dict(zip(header, line, strict=True)) for line in lines[:end]]


def texts(data: bytes) -> list[str]:
    return [line[0] for line in cells(data) if isinstance(line[0], str) and line[0]]


def xml(data: bytes, part: str = "xl/worksheets/sheet1.xml") -> str:
    return ZipFile(BytesIO(data)).read(part).decode()


def csv_rows(of: Ranking) -> list[dict]:
    file = StringIO()
    write_csv(of, file)
    return list(csv.DictReader(StringIO(file.getvalue(), newline="")))


def test_numbers_are_numbers_days_are_days_and_a_code_is_text():
    sarolangun = table(workbook(jambi()))[0]

    assert sarolangun == {
        "#": 1,
        "Kode": "15.03",
        "Wilayah": "Kabupaten Sarolangun",
        "Cakupan (%)": 97.99,
        "Sudah merekam": 979_969,
        "wajib KTP": 1_000_000,
        "Belum rekam": 20_031,
        "Target (%)": 98,
        "Ke target": 31,
        "7 hari (poin)": -0.01,
        "7 hari (poin): perekaman": -0.01,
        "7 hari (poin): angka baru": 0,
        "7 hari (poin): keputusan": "",
        "30 hari (poin): keputusan": "",
        "7 hari (peringkat)": -1,
        "30 hari (poin)": "",
        "30 hari (poin): perekaman": "",
        "30 hari (poin): angka baru": "",
        "Baru sejak angka dasar": 60,
        "Lapor terakhir": date(2019, 4, 3),
    }


def test_more_than_all_is_shown_as_it_is():
    bungo = table(workbook(jambi()))[1]

    assert (bungo["Cakupan (%)"], bungo["Belum rekam"], bungo["Ke target"]) == (105, -50, 0)


def test_what_is_unknown_is_empty_never_zero():
    unknown = table(workbook(jambi(row("15.09", UNKNOWN, name="Kabupaten Tebo"))))[2]

    filled = {name for name, value in unknown.items() if value != ""}
    assert filled == {"Kode", "Wilayah", "Target (%)", "Baru sejak angka dasar"}


def test_the_last_row_is_the_sum_of_the_rows():
    *rows, whole = table(workbook(jambi()))

    assert whole["Wilayah"] == "Jambi"
    for column in ("Sudah merekam", "wajib KTP", "Belum rekam"):
        assert whole[column] == sum(one[column] for one in rows)


def test_of_a_whole_that_is_partly_known_the_known_part_is_summed_and_named():
    head = row("ID", Standing(None, 9000, 11, 514), name="Indonesia", known=people(860, 1000))

    (whole,) = table(workbook(ranking(head)))

    assert whole["Wilayah"] == "Indonesia (hanya 11 yang diketahui)"
    assert (whole["Sudah merekam"], whole["wajib KTP"], whole["Belum rekam"]) == (860, 1000, 140)
    assert (whole["Cakupan (%)"], whole["Ke target"]) == ("", "")


def test_of_an_unknown_whole_the_obliged_stay_known():
    head = row("11.01", people(None, 9000), known=Standing(None, None, 0, 1))

    (_rest, whole) = table(workbook(ranking(head)))

    assert (whole["Sudah merekam"], whole["wajib KTP"]) == ("", 9000)


def test_a_kabupaten_also_says_what_was_not_broken_down():
    inside = ranking(
        row("15.03", people(860, 1000), counted=60),
        row("15.03.01", people(400, 500), counted=50),
        not_broken_down=10,
    )

    limun, rest, whole = table(workbook(inside))

    assert rest["Wilayah"] == "Tidak dirinci per kecamatan"
    counted = [one["Baru sejak angka dasar"] for one in (limun, rest, whole)]
    assert counted == [50, 10, 60]


def test_a_kabupaten_says_what_was_counted_in_kecamatan_that_have_ended_where_there_is_any():
    inside = ranking(row("15.03", people(860, 1000), counted=60), not_broken_down=10, ended=50)

    with translation.override("en"):
        _rest, ended, _whole = table(workbook(inside))

    assert ended["Region"] == "Kecamatan that have ended"
    assert ended["New since the base figure"] == 50


def test_the_top_says_which_region_day_and_target_and_how_to_read_it():
    assert texts(workbook(jambi()))[:3] == [
        "Perekaman KTP-el Provinsi Jambi",
        "Per 4 April 2019. Target: 98 % sampai 17 April 2019. Pemilu",
        "Wajib KTP per 31 Januari 2019, terbit 31 Januari 2019; dasar: Data Konsolidasi Bersih "
        "(DKB); sumber: DKB. Persentase dibulatkan ke bawah. "
        "Sel kosong berarti belum diketahui, bukan 0.",
    ]


def test_the_workbook_is_in_the_language_of_the_page():
    with translation.override("en"):
        data = workbook(jambi())

    assert texts(data)[0] == "e-KTP recording, Province of Jambi"
    assert table(data)[0]["Recorded"] == 979_969


def test_a_narrowed_ranking_says_that_the_sum_is_that_of_all():
    of = jambi()
    note = "Ditampilkan 1 dari 2 baris; jumlahnya untuk semua baris."

    narrowed = workbook(of, of.rows[:1])

    assert [one["Kode"] for one in table(narrowed)] == ["15.03", "15"]
    assert note in texts(narrowed)
    assert not any("Ditampilkan" in text for text in texts(workbook(of)))


@pytest.mark.parametrize("code", ["ID", "15", "15.03", "15.03.01"])
def test_the_sheet_is_named_after_code_and_day(code):
    data = workbook(ranking(row(code, people(860, 1000), name="[*?:/\\]" * 20)))

    sheets = CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names
    assert sheets == [f"{code} 2019-04-04", "Penyebut"]


def test_a_second_sheet_says_where_each_denominator_comes_from():
    limun = row("15.03.01", people(860, 1000), name="Limun", origins=frozenset([origin()]))
    pauh = row("15.03.02", name="Pauh")

    header, *lines = cells(workbook(ranking(row("15.03"), limun, pauh)), sheet=1)

    assert header == [
        *("Kode", "Wilayah", "wajib KTP", "Target (%)"),
        *("Per tanggal", "Terbit", "Dasar", "Sumber"),
    ]
    assert lines == [
        ["15.03.01", "Limun", 1000, 98, AS_OF, AS_OF, "Data Konsolidasi Bersih (DKB)", "DKB"],
        ["15.03.02", "Pauh", "", 98, "", "", "", ""],
    ]


def test_the_header_stays_in_sight_and_columns_are_wide_enough_for_names():
    sheet = xml(workbook(jambi()))

    assert f'xSplit="3" ySplit="{FIRST_ROW}"' in sheet
    assert 'state="frozen"' in sheet
    assert '<col min="3" max="3" width="36.' in sheet


def names_in_workbook(names: list[str]) -> tuple[list[str], str]:
    of = jambi(*(row(f"15.{n}", people(1, 2), name=name) for n, name in enumerate(names, 20)))
    data = workbook(of)
    return [one["Wilayah"] for one in table(data)[2:-1]], xml(data)


def test_formulas_in_names_stay_texts_in_the_workbook():
    assert len(FORMULAS) >= 20

    found, sheet = names_in_workbook(FORMULAS)

    # XML reads a lone carriage return as a line break.
    assert [name.replace("\r", "\n") for name in found] == [
        name.replace("\r", "\n") for name in FORMULAS
    ]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_addresses_in_names_stay_texts_in_the_workbook():
    found, sheet = names_in_workbook(["http://jahat.example/", "mailto:a@b", "internal:A1"])

    assert found == ["http://jahat.example/", "mailto:a@b", "internal:A1"]
    assert "<hyperlink" not in sheet


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_in_a_name_is_a_text_in_csv(name):
    of = ranking(row("15"), row("15.03", people(1050, 1000), name=name))

    (found,) = csv_rows(of)

    one_line = name.replace("\t", " ").replace("\r", " ").replace("\n", " ")
    assert found["name"] == f"'{one_line}"
    assert found["missing"] == "-50"


def test_a_formula_behind_a_semicolon_is_a_text_in_csv():
    assert never_a_formula("Pauh;=1+1;Limun; @SUM(1)") == "Pauh;'=1+1;Limun;' @SUM(1)"


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_text_is_left_alone(name):
    assert never_a_formula(name) == name


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_the_same_sums_and_calculates_no_name(tmp_path):
    of = jambi(*(row(f"15.{n}", people(1, 2), name=f) for n, f in enumerate(FORMULAS, 20)))
    (tmp_path / "cakupan.xlsx").write_bytes(workbook(of))
    # Comma, quotes, UTF-8; cells as stored, not as formatted.
    as_stored = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [SOFFICE, "--headless", profile, "--convert-to", as_stored, "cakupan.xlsx"]

    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)  # noqa: S603

    text = (tmp_path / "cakupan.csv").read_text(encoding="utf-8")
    lines = list(csv.reader(StringIO(text, newline="")))[FIRST_ROW:]
    rows, (whole,) = lines[: len(of.rows)], lines[len(of.rows) : len(of.rows) + 1]
    standing = of.head.standing
    assert sum(int(line[4]) for line in rows) == int(whole[4]) == standing.recorded
    assert sum(int(line[5]) for line in rows) == int(whole[5]) == standing.wajib_ktp
    assert rows[0][3] == "97.99"
    assert [line[2].strip() for line in rows[2:]] == [name.strip() for name in FORMULAS]
