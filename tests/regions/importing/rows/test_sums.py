"""Rows that are the sum of others, wherever they stand: nobody is counted twice or lost."""

import pytest
import xlsxwriter

from regions.models import DailyCount, PopulationFigure
from tests.factories import AS_OF, DAY, make_jambi, make_region
from tests.regions.importing.offices import imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def bring(tmp_path, text: str, region: str = "15.03", *more: str) -> tuple[int, dict]:
    make_jambi()
    path = tmp_path / "laporan.csv"
    path.write_text(text)
    return imported("import_counts", path, "--region", region, *more)


ON_THE_DAY = ("--day", DAY.isoformat())


def stored() -> dict[str, int]:
    return dict(DailyCount.objects.values_list("region__code", "recorded"))


def told(result: dict) -> list[tuple]:
    return [(check["row"], check["expected"], check["found"]) for check in result["checks"]]


KECAMATAN = {"15.03.01": 40, "15.03.02": 30, "15.03.03": 30}
PROVINCE = """Kode;Nama;Perekaman
15.03;Kabupaten Sarolangun;{total}
15.03.01;Limun;40
15.03.02;Sarolangun;30
15.03.03;Pauh;30
15.04;Batanghari;12
"""


def test_counts_of_a_kabupaten_beside_its_kecamatan_are_their_sum(tmp_path):
    status, result = bring(tmp_path, PROVINCE.format(total=101), "15", *ON_THE_DAY)

    assert status == 0
    # Batanghari stands alone and is itself.
    assert stored() == {**KECAMATAN, "15.04": 12}
    assert told(result) == [(2, 100, 101)]


def test_what_an_office_does_not_break_down_is_no_sum(tmp_path):
    text = PROVINCE.format(total=9).replace(";Kabupaten", ";Kantor Kabupaten")

    bring(tmp_path, text, "15", *ON_THE_DAY)

    assert stored() == {"15.03": 9, **KECAMATAN, "15.04": 12}


def test_figures_of_a_kabupaten_beside_its_kecamatan_are_all_stored(tmp_path):
    """Figures are not summed over kecamatan: none of them is the sum of others."""
    make_jambi()
    path = tmp_path / "dkb.csv"
    path.write_text(
        "Kode;Nama;Wajib KTP;Rekam\n15.03;Kabupaten Sarolangun;1010;900\n"
        "15.03.01;Limun;400;350\n15.03.03;Pauh;300;280\n15.04;Batanghari;800;700\n"
    )

    status, result = imported(
        "import_population", path, "--region", "15", "--as-of", AS_OF.isoformat()
    )

    figures = dict(PopulationFigure.objects.values_list("region__code", "wajib_ktp"))
    assert (status, result["questions"]) == (0, [])
    assert figures == {"15.03": 1010, "15.03.01": 400, "15.03.03": 300, "15.04": 800}


FIGURES = (
    "Kode;Nama;Wajib KTP;Rekam\n{own}15.03.01;Limun;400;350\n15.03.02;Sarolangun;310;270\n"
    "15.03.03;Pauh;300;280\n{last}"
)
OF_KECAMATAN = {"15.03.01": 400, "15.03.02": 310, "15.03.03": 300}
ITSELF = "stored as the figure of Kabupaten Sarolangun itself"
NO_FIGURE = "no row gives the figure of Kabupaten Sarolangun itself"


def bring_figures(tmp_path, text: str, region: str = "15.03", *more: str):
    """Exit status, what is stored, and the remarks: row, text, what was computed."""
    make_jambi()
    path = tmp_path / "dkb.csv"
    path.write_text(text)
    said = ("--region", region, "--as-of", AS_OF.isoformat(), *more)
    status, result = imported("import_population", path, *said)
    figures = dict(PopulationFigure.objects.values_list("region__code", "wajib_ktp"))
    return (
        status,
        figures,
        [(check["row"], check["message"], check["expected"]) for check in result["checks"]],
    )


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize(
    "named", ["15.03;Kabupaten Sarolangun", "1503;", ";KAB. SAROLANGUN", "15.03;Sarolangun"]
)
def test_in_its_own_file_the_figure_of_a_kabupaten_is_its_own_too(tmp_path, named, last):
    row = f"{named};1010;900\n"
    text = FIGURES.format(**({"own": "", "last": row} if last else {"own": row, "last": ""}))

    status, figures, told = bring_figures(tmp_path, text)

    assert (status, figures) == (0, {"15.03": 1010, **OF_KECAMATAN})
    ((at, said, _computed),) = told
    assert at == (5 if last else 2)
    assert ITSELF in said


def test_a_figure_of_its_own_that_is_not_the_sum_is_told(tmp_path):
    text = FIGURES.format(own="15.03;Kabupaten Sarolangun;1800;900\n", last="JUMLAH;;1010;900\n")

    status, figures, told = bring_figures(tmp_path, text)

    # JUMLAH is that of the kecamatan, which is right.
    assert (status, figures["15.03"]) == (0, 1800)
    assert [row[0] for row in told] == [2, 2]
    assert ITSELF in told[0][1]
    assert "do not add up" in told[1][1]


@pytest.mark.parametrize("named", [";JUMLAH", "JUMLAH;", ";TOTAL KABUPATEN", "15.03;Jumlah"])
@pytest.mark.parametrize("wajib", [1010, 1011])
def test_a_total_is_compared_and_that_no_row_is_the_figure_is_told(tmp_path, named, wajib):
    text = FIGURES.format(own="", last=f"{named};{wajib};900\n")

    status, figures, told = bring_figures(tmp_path, text)

    assert (status, figures) == (0, OF_KECAMATAN)
    assert [row[0] for row in told if NO_FIGURE in row[1]] == [5]
    assert [row[2] for row in told if "another sum" in row[1]] == [1010] * (wajib - 1010)


def test_a_total_beside_the_figure_of_its_own_is_compared_only(tmp_path):
    own = "15.03;Kabupaten Sarolangun;1010;900\n"

    _status, figures, told = bring_figures(
        tmp_path, FIGURES.format(own=own, last=";JUMLAH;1011;900\n")
    )

    assert figures["15.03"] == 1010
    assert [(at, computed) for at, _said, computed in told] == [(2, None), (6, 1010)]
    assert "another sum" in told[1][1]


def test_of_a_figure_without_kecamatan_nothing_is_told(tmp_path):
    text = "Kode;Nama;Wajib KTP;Rekam\n15.03;Kabupaten Sarolangun;8000;7000\n"

    assert bring_figures(tmp_path, text) == (0, {"15.03": 8000}, [])


def test_two_figures_of_its_own_that_differ_are_an_error(tmp_path):
    own = "15.03;Kabupaten Sarolangun;{};900\n"

    text = FIGURES.format(own=own.format(1010), last=own.format(1011))

    assert bring_figures(tmp_path, text)[:2] == (1, {})


def test_a_name_that_was_said_to_be_the_kabupaten_is_its_figure(tmp_path):
    text = "Nama;Wajib KTP;Rekam\nLimun;400;350\nPauh;300;280\nSarolangun Raya;1010;900\n"

    status, figures, _told = bring_figures(
        tmp_path, text, "15.03", "--place", "Sarolangun Raya=15.03"
    )

    assert (status, figures) == (0, {"15.03.01": 400, "15.03.03": 300, "15.03": 1010})


def test_the_total_of_a_kabupaten_in_the_file_of_its_province_is_told(tmp_path):
    text = FIGURES.format(own="", last="15.03;JUMLAH;1010;900\n15.04;Batanghari;8000;7000\n")

    status, figures, told = bring_figures(tmp_path, text, "15")

    assert (status, figures) == (0, {**OF_KECAMATAN, "15.04": 8000})
    ((at, said, _computed),) = told
    assert at == 5
    assert NO_FIGURE in said


@pytest.mark.parametrize("named", [True, False])
def test_a_sum_on_another_sheet_is_one_too(tmp_path, named):
    make_jambi()
    path = tmp_path / "laporan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    whole = [["Nama", "Perekaman"], ["Kabupaten Sarolangun", 101], ["", ""]]
    if not named:
        whole = [["Perekaman", "Pencetakan"], [101, 5], [101, 5]]
    parts = [["Nama", "Perekaman"], ["Limun", 40], ["Pauh", 30], ["Kec. Sarolangun", 30]]
    for name, rows in (("Rekap", whole), ("Rincian", parts)):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()

    status, result = imported("import_counts", path, "--region", "15.03", *ON_THE_DAY)

    assert (status, stored()) == (0, KECAMATAN)
    assert (2, 100, 101) in told(result)


def test_a_sum_of_a_day_without_parts_is_not_lost_in_silence(tmp_path):
    text = (
        "Nama;Tanggal;Perekaman\nLimun;2019-04-01;4\nKab. Sarolangun;2019-04-01;4\n"
        "Kab. Sarolangun;2019-04-02;9\nKab. Sarolangun;2019-04-03;0\n"
    )

    _status, result = bring(tmp_path, text)

    assert stored() == {"15.03.01": 4}
    (check,) = result["checks"]
    assert (check["row"], "not stored" in check["message"]) == (4, True)


@pytest.mark.parametrize("name", ["Kab. Sarolangun", "JUMLAH"])
def test_a_level_in_a_total_row_is_not_lost_in_silence(tmp_path, name):
    text = f"Nama;Perekaman;Sisa blangko\nLimun;4;\n{name};4;500\n"

    _status, result = bring(tmp_path, text, "15.03", *ON_THE_DAY)

    (check,) = result["checks"]
    assert (check["row"], "blank cards left" in check["message"]) == (3, True)


def test_a_total_over_fewer_rows_says_that_some_are_not_there(tmp_path):
    text = "Nama;Perekaman\nLimun;4\nPauh;3\nKab. Sarolangun;11\n"

    status, result = bring(tmp_path, text, "15.03", *ON_THE_DAY)

    assert (status, told(result)) == (0, [(4, 7, 11)])
    assert "Of the 3 places of 15.03 only 2 are there" in result["checks"][0]["message"]


@pytest.mark.parametrize("word", ["JUMLAH", "Sub Total", "TOTAL KESELURUHAN"])
def test_the_word_of_a_total_may_stand_in_the_column_of_row_numbers(tmp_path, word):
    text = f"No;Kode;Nama;Perekaman\n1;15.03.01;Limun;4\n2;15.03.03;Pauh;3\n{word};;;8\n"

    status, result = bring(tmp_path, text, "15.03", *ON_THE_DAY)

    assert (status, told(result)) == (0, [(4, 7, 8)])
    assert stored() == {"15.03.01": 4, "15.03.03": 3}


def test_a_row_without_place_or_word_of_a_total_is_wrong(tmp_path):
    text = "Jenis;Nama;Perekaman\nKecamatan;Limun;4\nKota;;3\n"

    status, result = bring(tmp_path, text, "15.03", *ON_THE_DAY)

    assert (status, [error["row"] for error in result["errors"]]) == (1, [3])


FOUR = "Nama;Perekaman;Pencetakan\nLimun;90;5\nPauh;30;\nKec. Sarolangun;20;4\n"


@pytest.mark.parametrize(("recorded", "said"), [(140, [5]), (141, [])])
def test_a_place_that_is_exactly_the_sum_of_the_others_is_told(tmp_path, recorded, said):
    """Such as a total under a name that an earlier file had for a kecamatan."""
    make_jambi()
    make_region("15.03.04", "Pelawan")
    path = tmp_path / "laporan.csv"
    path.write_text(f"{FOUR}Sarolangun;{recorded};9\n")
    more = (*ON_THE_DAY, "--place", "Sarolangun=15.03.04")

    status, result = imported("import_counts", path, "--region", "15.03", *more)

    told = [c["row"] for c in result["checks"] if "exactly the sum of the others" in c["message"]]
    assert (status, told) == (0, said)


def test_small_numbers_are_by_chance_the_sum_of_others(tmp_path):
    text = "Nama;Perekaman\nLimun;4\nPauh;2\nKec. Sarolangun;2\nKantor;0\n"

    _status, result = bring(tmp_path, text, "15.03", *ON_THE_DAY)

    assert result["checks"] == []
