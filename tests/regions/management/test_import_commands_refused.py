"""What an import command cannot begin with: the same JSON and status 1, or a line for a person."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from regions.models import DailyCount, DayStatus, ImportBatch, PlaceAlias, PopulationFigure, User
from tests.factories import DAY, make_jambi, make_siti, save_day
from tests.regions.importing.offices import imported

pytestmark = pytest.mark.django_db
ON_THE_DAY = ("--region", "15.03", "--day", DAY.isoformat())
AS_OF = ("--region", "15", "--as-of", "2019-01-31")
KEYS = {"stored", "changed", "columns", "rows", "questions", "errors", "checks"}


@pytest.fixture
def counts(tmp_path):
    path = tmp_path / "laporan.csv"
    path.write_text("Kecamatan;Perekaman;Cetak\nLimun;12;3\n")
    return path


@pytest.fixture
def figures(tmp_path):
    path = tmp_path / "angka.csv"
    path.write_text("Kode;Penduduk;Wajib KTP;Rekam\n15.03;1500;1000;800\n15.04;900;700;600\n")
    return path


def refused(command: str, path, *options: str) -> dict:
    """The one error of a command that stored nothing, in the shape that scripts rely on."""
    status, result = imported(command, path, *options)
    assert (status, result["stored"], result["changed"]) == (1, False, 0)
    assert result.keys() == KEYS
    (error,) = result["errors"]
    assert error["message"]
    assert error.keys() == {"message", "sheet", "row", "column", "value"}
    return error


@pytest.mark.parametrize(
    ("options", "value"),
    [
        (("--region", "15.99"), "15.99"),
        (("--region", "15.03.01"), "15.03.01"),
        ((*ON_THE_DAY, "--map", "Perekaman"), "Perekaman"),
        ((*ON_THE_DAY, "--map", "A=recorded", "--map", "A=printed"), "A"),
        ((*ON_THE_DAY, "--place", "Pouh=15.03.01", "--place", "Pouh=15.03.03"), "Pouh"),
        ((*ON_THE_DAY, "--place", "Pouh=15.04.01"), "Pouh"),
        ((*ON_THE_DAY, "--source", "x" * 201), ""),
    ],
)
def test_what_cannot_be_taken_is_told_in_both_formats(counts, options, value):
    make_jambi()

    error = refused("import_counts", counts, *options)

    assert (error["value"], error["row"], error["sheet"]) == (value, None, "")
    with pytest.raises(CommandError) as told:
        call_command("import_counts", str(counts), *options)
    assert (str(told.value), told.value.returncode) == (error["message"], 1)
    assert not User.objects.exists()


def test_a_file_that_cannot_be_read_is_told_in_both_formats(tmp_path):
    make_jambi()
    for path in (tmp_path / "tidak ada.csv", tmp_path):
        assert refused("import_counts", path, *ON_THE_DAY)["value"] == str(path)
        with pytest.raises(CommandError, match=path.name):
            call_command("import_counts", str(path), *ON_THE_DAY)


@pytest.mark.parametrize("dry_run", [[], ["--dry-run"]])
def test_a_locked_day_is_named(counts, dry_run):
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.pauh: 1})
    DayStatus.objects.update(locked=True)

    error = refused("import_counts", counts, *ON_THE_DAY, *dry_run)

    assert error["value"] == f"15.03 {DAY.isoformat()}"
    with pytest.raises(CommandError, match="Sarolangun"):
        call_command("import_counts", str(counts), *ON_THE_DAY, *dry_run)
    assert DailyCount.objects.count() == 1
    assert not ImportBatch.objects.exists()
    assert User.objects.count() == 1


def test_a_figure_is_published_at_most_a_year_from_now(figures, settings):
    settings.TODAY = DAY
    make_jambi()
    latest = DAY + timedelta(days=365)

    later = (latest + timedelta(days=1)).isoformat()
    error = refused("import_population", figures, *AS_OF, "--published-on", later)
    assert error["value"] == later

    status, _result = imported(
        "import_population", figures, *AS_OF, "--published-on", latest.isoformat()
    )
    assert status == 0
    assert set(PopulationFigure.objects.values_list("published_on", flat=True)) == {latest}


@pytest.mark.parametrize(
    "options",
    [
        ("--as-of", "2019-01-31", "--published-on", "2019-01-30"),
        ("--as-of", "2004-12-31"),
        ("--as-of", (DAY + timedelta(days=1)).isoformat()),
    ],
)
def test_a_day_of_the_options_that_cannot_be_is_told_once(figures, settings, options):
    settings.TODAY = DAY
    make_jambi()

    error = refused("import_population", figures, "--region", "15", *options)

    assert error["value"] == options[-1]


def test_a_day_of_the_file_is_not_later_than_its_publication(tmp_path, settings):
    settings.TODAY = DAY
    make_jambi()
    path = tmp_path / "angka.csv"
    path.write_text("Kode;Tanggal;Rekam\n15.03;31/01/2019;800\n15.04;28/02/2019;600\n")
    command = ("import_population", path, *AS_OF, "--map", "Tanggal=day")

    assert refused(*command, "--published-on", "2019-02-01")["row"] == 3


@pytest.mark.parametrize(
    ("command", "column", "field"),
    [
        ("import_population", "Penduduk", "blangko_left"),
        ("import_population", "Penduduk", "printed"),
        ("import_population", "Penduduk", "orang"),
        ("import_counts", "Perekaman", "wajib_ktp"),
        ("import_counts", "Perekaman", "percent"),
        ("import_counts", "Perekaman", "rekam"),
    ],
)
def test_a_field_that_such_a_file_does_not_have_is_an_error_with_those_it_has(
    counts, figures, command, column, field
):
    make_jambi()
    path, options = (counts, ON_THE_DAY) if command == "import_counts" else (figures, AS_OF)

    error = refused(command, path, *options, "--map", f"{column}={field}")

    assert (error["column"], error["value"]) == (column, field)
    own = {"import_counts": "blangko_left", "import_population": "wajib_ktp"}
    other = {"import_counts": "wajib_ktp", "import_population": "blangko_left"}
    assert own[command] in error["message"]
    assert "ignore" in error["message"]
    assert other[command] not in error["message"]


def test_a_place_that_the_file_does_not_name_is_told_and_not_remembered(counts):
    make_jambi()
    counts.write_text("Kecamatan;Perekaman\nKp. Baru;12\n15.03.03 Puah;3\n")
    places = ("Kp Baru=15.03.01", "15.03.03 Puah=15.03.03", "Kp. Bura=15.03.02")
    options = [word for place in places for word in ("--place", place)]

    status, result = imported("import_counts", counts, *ON_THE_DAY, *options)

    assert (status, [row["code"] for row in result["rows"]]) == (0, ["15.03.01", "15.03.03"])
    (told,) = [check["message"] for check in result["checks"] if "Kp" in check["message"]]
    assert "Kp. Bura" in told
    assert "Kp. Bura" not in PlaceAlias.objects.values_list("name", flat=True)
    assert PlaceAlias.objects.count() == 2


def test_a_dry_run_leaves_no_trace(counts, figures):
    make_jambi()
    counts.write_text("Kecamatan;Perekaman\nKp. Baru;12\n")

    place = ("--place", "Kp. Baru=15.03.01")
    assert imported("import_counts", counts, *ON_THE_DAY, *place, "--dry-run")[0] == 0
    assert imported("import_population", figures, *AS_OF, "--dry-run")[1]["changed"] == 8

    for model in (User, PlaceAlias, ImportBatch, DailyCount, PopulationFigure):
        assert not model.objects.exists()


def test_an_answer_about_the_name_with_its_code_is_taken(counts):
    """The question names the whole cell, so the answer does too."""
    make_jambi()
    counts.write_text("Kecamatan;Perekaman\n15.03.03 Puah Raya;12\n")
    (question,) = imported("import_counts", counts, *ON_THE_DAY)[1]["questions"]

    answer = f"{question['value']}={question['choices'][0]}"
    status, result = imported("import_counts", counts, *ON_THE_DAY, "--place", answer)

    assert (status, [row["code"] for row in result["rows"]]) == (0, ["15.03.03"])
    assert DailyCount.objects.get().day == date(2019, 4, 4)
