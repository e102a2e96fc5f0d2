"""import_counts and import_population as they are used from outside: fixed names and statuses."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from regions.decrees import apply_decree, read_decree
from regions.models import CountChange, DailyCount, DayStatus, ImportBatch, Region, Source
from regions.ranking import rank_children
from tests.factories import DAY, make_figure, make_jambi, make_region, make_siti, renumber, save_day
from tests.regions.importing.offices import imported

pytestmark = pytest.mark.django_db
ON_THE_DAY = ("--region", "15.03", "--day", DAY.isoformat())


def write(tmp_path, text: str):
    path = tmp_path / "laporan.csv"
    path.write_text(text)
    return path


def test_counts_are_stored_through_the_one_door(tmp_path):
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    path = write(tmp_path, "Kecamatan;Perekaman;Cetak\nLimun;12;-\nPauh;0;3\n")

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert status == 0
    assert result["stored"] is True
    assert [(r["code"], r["row"], r["values"]) for r in result["rows"]] == [
        ("15.03.01", 2, {"recorded": 12}),
        ("15.03.03", 3, {"recorded": 0, "printed": 3}),
    ]
    assert rank_children(jambi.province, DAY).rows[0].standing.recorded == 812
    batch = ImportBatch.objects.get()
    assert (
        CountChange.objects.filter(batch=batch, source=Source.IMPORT, channel="loket").count() == 3
    )
    # Missing is missing, never 0.
    assert DailyCount.objects.get(region=jambi.limun).printed is None


def test_a_dry_run_stores_nothing_and_says_that_it_would(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")

    status, result = imported("import_counts", path, *ON_THE_DAY, "--dry-run")

    assert (status, result["stored"], result["changed"]) == (0, False, 2)
    assert not DailyCount.objects.exists()
    assert not ImportBatch.objects.exists()


def test_the_same_file_again_changes_nothing(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")
    imported("import_counts", path, *ON_THE_DAY)
    before = list(CountChange.objects.values_list("pk", flat=True))

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert (status, result["stored"], result["changed"]) == (0, True, 0)
    assert list(CountChange.objects.values_list("pk", flat=True)) == before
    assert ImportBatch.objects.count() == 1


def test_one_wrong_cell_keeps_the_whole_file_out_and_all_are_told(tmp_path):
    make_jambi()
    text = "Kecamatan;Perekaman\nLimun;12\nPauh;-3\nSarolangun Kota;tiga\n"

    status, result = imported("import_counts", write(tmp_path, text), *ON_THE_DAY)

    assert (status, result["stored"]) == (1, False)
    assert [(e["row"], e["column"], e["value"]) for e in result["errors"]] == [
        (3, "Perekaman", "-3"),
        (4, "Perekaman", "tiga"),
    ]
    assert all(error["message"] for error in result["errors"])
    assert not DailyCount.objects.exists()


def test_an_open_question_keeps_the_whole_file_out(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\nPouh;3\n")

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert (status, result["stored"]) == (2, False)
    (question,) = result["questions"]
    assert (question["kind"], question["value"]) == ("place", "Pouh")
    assert "15.03.03" in question["choices"]

    status, result = imported("import_counts", path, *ON_THE_DAY, "--place", "Pouh=15.03.03")
    assert (status, result["stored"]) == (0, True)


def test_without_a_day_the_day_is_asked_for(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")

    status, result = imported("import_counts", path, "--region", "15.03")

    assert status == 2
    assert [question["kind"] for question in result["questions"]] == ["day"]


def test_a_day_that_has_not_come_is_an_error(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kecamatan;Tanggal;Perekaman\nLimun;2099-04-05;12\n")

    status, result = imported("import_counts", path, "--region", "15.03")

    assert (status, [e["row"] for e in result["errors"]]) == (1, [2])


def test_places_of_another_office_are_an_error(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kode;Perekaman\n15.03.01;12\n15.04.01;3\n")

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert (status, [(e["row"], e["value"]) for e in result["errors"]]) == (1, [(3, "15.04.01")])


def test_two_numbers_for_one_place_and_day_are_an_error(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kode;Perekaman\n15.03.01;12\n15.03.01;13\n")

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert (status, [(e["row"], e["value"]) for e in result["errors"]]) == (1, [(3, "13")])


def test_data_of_citizens_are_refused_and_not_repeated(tmp_path):
    make_jambi()
    path = write(tmp_path, "NIK;Kecamatan;Perekaman\n1503014404190001;Limun;1\n")

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert (status, len(result["errors"])) == (1, 1)
    assert "1503014404190001" not in str(result)


def test_a_column_or_field_that_does_not_exist_is_an_error(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")

    status, result = imported("import_counts", path, *ON_THE_DAY, "--map", "Rekam=recorded")
    assert (status, result["errors"][0]["column"]) == (1, "Rekam")

    status, result = imported("import_counts", path, *ON_THE_DAY, "--map", "Perekaman=rekam")
    assert (status, result["errors"][0]["value"]) == (1, "rekam")


def test_the_rows_of_the_region_itself_are_a_total_beside_others_and_a_place_alone(tmp_path):
    jambi = make_jambi()
    beside = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\nKab. Sarolangun;13\n")

    status, result = imported("import_counts", beside, *ON_THE_DAY)
    assert (status, [r["code"] for r in result["rows"]]) == (0, ["15.03.01"])

    alone = write(tmp_path, "Kabupaten;Perekaman\nKab. Sarolangun;13\n")
    status, result = imported("import_counts", alone, *ON_THE_DAY)
    assert (status, [r["code"] for r in result["rows"]]) == (0, ["15.03"])
    assert DailyCount.objects.get(region=jambi.sarolangun).recorded == 13


def test_a_file_that_is_no_table_is_an_error_in_the_same_shape(tmp_path):
    make_jambi()
    path = tmp_path / "kosong.xlsx"
    path.write_bytes(b"")

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert (status, result["rows"], len(result["errors"])) == (1, [], 1)


def test_an_unknown_region_or_file_ends_the_command(tmp_path):
    make_jambi()

    with pytest.raises(CommandError, match=r"15\.99"):
        call_command("import_counts", "x.csv", region="15.99")
    with pytest.raises(CommandError, match=r"x\.csv"):
        call_command("import_counts", "x.csv", region="15.03")


@pytest.mark.usefixtures("in_english")
def test_two_answers_about_one_column_or_name_end_the_command():
    make_jambi()
    for option, first, second in (
        ("--map", "Rekam=recorded", "Rekam=wajib_ktp"),
        ("--place", "Pouh=15.03.01", "Pouh=15.03.03"),
    ):
        with pytest.raises(CommandError, match="two"):
            call_command("import_counts", __file__, *ON_THE_DAY, option, first, option, second)


def test_a_wrong_option_is_an_error_and_no_question():
    command = ["manage.py", "import_counts", "x.csv", "--region", "15", "--day", "31-01-2019"]
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(command)
    assert end.value.code == 1


def test_nobody_can_log_in_as_the_signer(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")
    imported("import_counts", path, *ON_THE_DAY)

    signer = ImportBatch.objects.get().by
    assert not signer.is_active
    assert signer.region == Region.objects.get(code="ID")
    assert not signer.has_usable_password()


def test_figures_in_the_file_s_own_days_need_a_word(tmp_path):
    make_jambi()
    path = write(tmp_path, "Kode;Tanggal;Wajib KTP;Rekam\n15.03;31/01/2019;1000;800\n")
    command = ("import_population", path, "--region", "15")

    status, result = imported(*command, "--as-of", "2019-01-31")
    assert (status, result["rows"][0]["day"]) == (0, date(2019, 1, 31).isoformat())

    status, result = imported(*command, "--as-of", "2019-02-28")
    assert (status, [q["choices"] for q in result["questions"]]) == (2, [["day", "ignore"]])


def test_a_place_is_the_one_that_stood_on_the_day_of_the_row(tmp_path):
    jambi = make_jambi()
    new = make_region("15.03.31", "Limun Raya", valid_from=date(2019, 3, 1))
    renumber(jambi.limun, new)
    text = "Kode;Tanggal;Perekaman\n15.03.01;2019-02-28;3\n15.03.01;2019-03-01;4\n"

    status, result = imported("import_counts", write(tmp_path, text), "--region", "15.03")

    # The old code says on that day the place itself, later the one that followed it.
    assert (status, [(r["code"], r["day"]) for r in result["rows"]]) == (
        0,
        [("15.03.01", "2019-02-28"), ("15.03.31", "2019-03-01")],
    )


def test_a_name_of_the_past_is_that_of_the_place_it_became(tmp_path):
    jambi = make_jambi()
    renumber(jambi.limun, make_region("15.03.31", "Batang Asai Hilir", valid_from=date(2019, 3, 1)))
    text = "Kecamatan;Tanggal;Perekaman\nLimun;2019-03-02;4\nLimun;2019-02-27;3\n"

    status, result = imported("import_counts", write(tmp_path, text), "--region", "15.03")

    assert status == 0, result
    assert [row["code"] for row in result["rows"]] == ["15.03.31", "15.03.01"]


@pytest.mark.parametrize("written", ["15.03.01", "Limun"])
def test_a_renumbered_office_brings_its_days_gone_by_under_the_codes_of_then(tmp_path, written):
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 1}, day=date(2019, 2, 1))
    make_region("97")
    decree = b"day,kind,old,new,name,decree\n2019-03-01,renumbered,15.03,97.05,,UU 1\n"
    apply_decree(read_decree(decree), DAY)
    column = "Kode" if written[0].isdigit() else "Kecamatan"
    text = f"{column};Tanggal;Perekaman\n{written};2019-02-15;3\n{written};2019-03-02;4\n"

    status, result = imported("import_counts", write(tmp_path, text), "--region", "97.05")

    assert status == 0, result
    assert [row["code"] for row in result["rows"]] == ["15.03.01", "97.05.01"]
    stored = DailyCount.objects.filter(recorded__gt=1).order_by("day")
    assert list(stored.values_list("kabkota__code", "recorded")) == [("15.03", 3), ("97.05", 4)]


def test_one_name_for_a_place_and_for_the_total_is_an_error(tmp_path):
    make_jambi()
    text = "Kecamatan;Perekaman\nLimun;3\nSarolangun;5\nSAROLANGUN;8\n"
    path = write(tmp_path, text)

    status, result = imported("import_counts", path, *ON_THE_DAY, "--place", "Sarolangun=15.03")
    assert (status, [e["row"] for e in result["errors"]]) == (1, [4])

    both = ("--place", "Sarolangun=15.03.02", "--place", "SAROLANGUN=15.03")
    status, result = imported("import_counts", path, *ON_THE_DAY, *both)
    assert (status, [e["value"] for e in result["errors"]]) == (1, ["SAROLANGUN"])


def test_a_second_row_for_a_place_whose_first_has_no_number_is_told(tmp_path):
    make_jambi()
    text = "Kode;Rekam;Persen\n15.03;-;80,1\n15.04;700;70\n15.03;800;80,1\n"
    command = ("import_population", write(tmp_path, text), "--region", "15")

    status, result = imported(*command, "--as-of", "2019-01-31")

    assert status == 0
    assert {2, 4} <= {check["row"] for check in result["checks"]}


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("dry_run", [[], ["--dry-run"]])
def test_a_locked_day_ends_the_command(tmp_path, dry_run):
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.pauh: 1})
    DayStatus.objects.update(locked=True)
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")

    with pytest.raises(CommandError, match="locked"):
        call_command("import_counts", str(path), *ON_THE_DAY, *dry_run)
    assert DailyCount.objects.count() == 1
    assert not ImportBatch.objects.exists()


def test_a_total_of_several_days_is_compared_for_increments_and_never_for_levels(tmp_path):
    make_jambi()
    text = (
        "Kode;Tanggal;Perekaman;Sisa blangko\n"
        "15.03;2019-04-03;3;500\n15.03;2019-04-04;4;480\nJumlah;;8;480\n"
    )

    status, result = imported("import_counts", write(tmp_path, text), "--region", "15")

    compared = [(c["row"], c["expected"], c["found"]) for c in result["checks"]]
    assert (status, compared) == (0, [(4, 7, 8)])
