"""What an import command tells at its end: how each question is answered, interrupts, outputs."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from regions.management.file_import import FileImport
from regions.models import CountChange, DailyCount, ImportBatch, User
from tests.coverage_tracker.processes import printed, production, run
from tests.factories import DAY, make_jambi
from tests.regions.importing.offices import imported

ON_THE_DAY = ("--region", "15.03", "--day", DAY.isoformat())
PLACES = """
from datetime import date
from tests.factories import make_jambi
make_jambi()
"""


def write(folder, text: str):
    path = folder / "laporan kecamatan.csv"
    path.write_text(text)
    return path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "options", "kind", "way"),
    [
        ("Kecamatan;JML\nLimun;3\n", ON_THE_DAY, "column", '--map "JML=FIELD"'),
        ("Kecamatan;Orang\nLimun;3\n", ON_THE_DAY, "field", '--map "COLUMN=recorded"'),
        ("Kecamatan;Rekam\nPouh;3\n", ON_THE_DAY, "place", '--place "Pouh=CODE"'),
        ("Kecamatan;Rekam\nPauh;3\n", ON_THE_DAY[:2], "day", "--day YYYY-MM-DD"),
        ("Kecamatan;Rekam\nPauh;1.234\nLimun;5.00\n", ON_THE_DAY, "sign", "thousands"),
        ("Kecamatan;Tanggal;Rekam\nPauh;03/04/2019;3\n", ON_THE_DAY[:2], "order", "2019-04-03"),
        ("Kecamatan;Rekam\nPauh;3\nPauh;3\n", ON_THE_DAY, "repeated", "delete the repeated"),
    ],
)
def test_each_question_says_how_it_is_answered(
    tmp_path, settings, in_english, text, options, kind, way
):
    settings.TODAY = DAY
    make_jambi()

    status, result = imported("import_counts", write(tmp_path, text), *options)

    asked = {question["kind"]: question["message"] for question in result["questions"]}
    assert status == 2
    assert way in asked[kind]


@pytest.mark.django_db
def test_the_day_of_publication_is_the_answer_and_the_days_gone_by_are_told(
    tmp_path, settings, in_english
):
    settings.TODAY = DAY
    make_jambi()
    path = write(tmp_path, "Kode;Wajib KTP;Perekaman\n15.03;1000;800\n")
    options = ("--region", "15", "--as-of", "2019-03-31", "--published-on", "2019-04-02")

    status, result = imported("import_population", path, *options)

    told = [check["found"] for check in result["checks"]]
    assert (status, result["stored"], told) == (0, True, ["2019-04-02, 2019-04-03"])
    assert ImportBatch.objects.get().answers["days"] == ["2019-04-02", "2019-04-03", 2]


@pytest.mark.django_db(transaction=True)
def test_an_interrupt_while_storing_leaves_nothing(tmp_path, monkeypatch):
    def press_ctrl_c(*_progress):
        assert DailyCount.objects.exists()
        raise KeyboardInterrupt

    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")
    monkeypatch.setattr(FileImport, "show_progress", press_ctrl_c)

    status, result = imported("import_counts", path, *ON_THE_DAY)
    assert (status, result["stored"], len(result["errors"])) == (130, False, 1)
    with pytest.raises(CommandError) as told:
        call_command("import_counts", str(path), *ON_THE_DAY)

    assert (told.value.returncode, str(told.value)) == (130, result["errors"][0]["message"])
    for model in (DailyCount, CountChange, ImportBatch, User):
        assert not model.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_interrupt_that_comes_with_the_commit_comes_too_late(tmp_path, monkeypatch):
    def press_ctrl_c():
        raise KeyboardInterrupt

    make_jambi()
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\n")
    monkeypatch.setattr(
        FileImport, "show_progress", lambda *_progress: transaction.on_commit(press_ctrl_c)
    )

    status, result = imported("import_counts", path, *ON_THE_DAY)

    assert (status, result["stored"]) == (0, True)
    assert DailyCount.objects.count() == 1


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> dict[str, str]:
    """The environment of an installation with the places of Jambi."""
    database = tmp_path_factory.mktemp("installed") / "counts.sqlite3"
    environment = production(database, SECURE_SSL_REDIRECT="0", PYTHONIOENCODING="utf-8")
    migrated = run("manage.py", "migrate", "--verbosity", "0", environment=environment)
    assert migrated.returncode == 0, migrated.stderr
    printed(PLACES, environment)
    return environment


def in_shell(line: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    """What a shell makes of the line; $IMPORT is the command with its place and day."""
    words = (sys.executable, "manage.py", "import_counts", "--region", "15.03", "--day", str(DAY))
    return subprocess.run(  # noqa: S603 (lines of our own)
        ["/bin/sh", "-c", line],
        env={**environment, "IMPORT": " ".join(words)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=False,
    )


def test_one_json_document_and_nothing_else_is_written(installed, tmp_path):
    path = write(tmp_path, "Kecamatan;Perekaman\nLimun;12\nPouh;3\n")

    done = in_shell(f"$IMPORT '{path}' --format json <&-", installed)

    assert done.returncode == 2
    assert done.stderr == b""
    (question,) = json.loads(done.stdout)["questions"]
    assert question["value"] == "Pouh"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_and_text_come_out_of_any_terminal(installed, tmp_path, encoding):
    text = "Kecamatan;Perekaman ✓\nLimun;12\nJumlah;11\n"
    path, terminal = write(tmp_path, text), {**installed, "PYTHONIOENCODING": encoding}
    command = f"$IMPORT '{path}' --dry-run --map 'Perekaman ✓=recorded'"

    as_json = in_shell(f"{command} --format json", terminal)
    as_text = in_shell(command, terminal)

    assert (as_json.returncode, as_text.returncode) == (0, 0), as_text.stderr
    assert json.loads(as_json.stdout.decode(encoding))["columns"]["Perekaman ✓"] == "recorded"
    assert ("✓" in as_json.stdout.decode(encoding)) == (encoding == "utf-8")
    assert "1 rows would be stored" in as_text.stdout.decode(encoding)


def test_a_file_may_have_any_name(installed, tmp_path):
    path = os.fsencode(tmp_path) + b"/nama\xff bukan UTF-8.xlsx"
    with open(path, "wb") as file:
        file.write(b"Kecamatan;Perekaman\nLimun;12\n")

    done = in_shell(f"$IMPORT '{tmp_path}'/nama*.xlsx --format json", installed)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["stored"] is True


@pytest.mark.parametrize(
    "output",
    ["| true", ">&-", "> /dev/full", "> /dev/null 2>&-"],
    ids=["closed pipe", "closed output", "full disk", "closed errors"],
)
def test_the_status_says_what_was_stored_though_nobody_hears_it(installed, tmp_path, output):
    path = write(tmp_path, "Kecamatan;Perekaman\nPauh;5\n")

    # The status of the command itself, not of what stands behind it.
    line = f"{{ $IMPORT '{path}' --format json; echo $? >'{tmp_path}/status'; }} {output}"
    done = in_shell(line, installed)

    assert (tmp_path / "status").read_text() == "0\n", done.stderr
    assert b"Traceback" not in done.stderr
    assert (b"could not be written" in done.stderr) == ("full" in output)
