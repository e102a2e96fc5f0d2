"""What a file or an answer seems to say, and cannot mean: asked or refused, never stored."""

import pytest

from regions.models import DailyCount, PopulationFigure
from tests.factories import DAY, make_jambi
from tests.regions.importing.offices import imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ON_THE_DAY = ("--day", DAY.isoformat())
AS_OF = ("--as-of", "2019-01-31")


def bring(tmp_path, command: str, text: str, *more: str) -> tuple[int, dict]:
    make_jambi()
    path = tmp_path / "laporan.csv"
    path.write_text(text)
    return imported(command, path, "--region", "15", *more)


@pytest.mark.parametrize(
    ("command", "header", "more"),
    [
        ("import_counts", "Kecamatan;Perekaman;Cetak", ON_THE_DAY),
        ("import_population", "NAMA KEC.;Wajib KTP;Perekaman", AS_OF),
    ],
)
def test_a_kabupaten_in_a_column_of_kecamatan_is_asked_about(tmp_path, command, header, more):
    text = f"{header}\nSarolangun;120;100\n"

    status, result = bring(tmp_path, command, text, *more)

    assert status == 2
    question = result["questions"][0]
    assert (question["kind"], question["value"]) == ("place", "Sarolangun")
    assert question["choices"] == ["15.03"]
    assert not DailyCount.objects.exists()
    assert not PopulationFigure.objects.exists()


@pytest.mark.parametrize(
    ("header", "name", "more"),
    [
        ("Kab./Kota", "Sarolangun", ()),
        ("Kecamatan", "Kab. Sarolangun", ()),
        ("Kecamatan", "Sarolangun", ("--place", "Sarolangun=15.03")),
    ],
)
def test_a_kabupaten_that_is_said_to_be_one_is_taken(tmp_path, header, name, more):
    text = f"{header};Perekaman\n{name};12\n"

    status, _result = bring(tmp_path, "import_counts", text, *ON_THE_DAY, *more)

    assert status == 0
    assert DailyCount.objects.get().region.code == "15.03"


@pytest.mark.parametrize("as_of", ["0019-01-31", "2004-12-31", "2999-01-31"])
def test_a_figure_of_an_impossible_day_is_refused(tmp_path, as_of):
    text = "Kode;Wajib KTP;Sudah Rekam\n15.03;1000;900\n"

    status, _result = bring(tmp_path, "import_population", text, "--as-of", as_of)

    assert status == 1
    assert not PopulationFigure.objects.exists()


def test_two_columns_are_not_taken_for_one_field(tmp_path):
    text = "Kode;Wajib KTP;Sudah Rekam\n15.03;1000;900\n"
    maps = ("--map", "Wajib KTP=recorded", "--map", "Sudah Rekam=recorded")

    status, result = bring(tmp_path, "import_population", text, *AS_OF, *maps)

    assert status == 1
    assert "Wajib KTP, Sudah Rekam" in result["errors"][0]["message"]
    assert not PopulationFigure.objects.exists()


def test_two_columns_for_a_field_that_there_is_not_are_an_error_each(tmp_path):
    text = "Kode;Wajib KTP;Sudah Rekam\n15.03;1000;900\n"
    maps = ("--map", "Wajib KTP=obliged", "--map", "Sudah Rekam=obliged")

    status, result = bring(tmp_path, "import_population", text, *AS_OF, *maps)

    assert status == 1
    assert [error["value"] for error in result["errors"]][:2] == ["obliged", "obliged"]


@pytest.mark.parametrize("remainder", ["-50", "(50)", "- 50"])
def test_over_a_hundred_percent_the_remainder_may_be_below_zero(tmp_path, remainder):
    text = f"Kode;Wajib KTP;Sudah Rekam;Belum Rekam\n15.03;1000;1050;{remainder}\n"

    status, result = bring(tmp_path, "import_population", text, *AS_OF)

    assert status == 0, result
    figure = PopulationFigure.objects.get()
    assert (figure.wajib_ktp, figure.recorded) == (1000, 1050)


def test_another_remainder_below_zero_is_an_error(tmp_path):
    text = "Kode;Wajib KTP;Sudah Rekam;Belum Rekam\n15.03;1000;1050;-40\n15.04;1000;900;-100\n"

    status, result = bring(tmp_path, "import_population", text, *AS_OF)

    assert status == 1
    assert [error["row"] for error in result["errors"]] == [2, 3]
