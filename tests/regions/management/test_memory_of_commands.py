"""What import_counts learns of an office, and what it knows from the page."""

import json

import pytest
from django.core.management import CommandError, call_command

from regions.importing.asking.memory import remembered_places
from regions.models import DailyCount, PlaceAlias
from tests.factories import DAY, make_jambi, make_siti

pytestmark = pytest.mark.django_db


@pytest.fixture
def jambi(settings):
    settings.TODAY = DAY
    return make_jambi()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "harian.csv"
    path.write_text("Kecamatan;Tanggal;Perekaman\nKp. Baru;2019-04-02;4\n")
    return path


def imported(file, *more: str) -> int | None:
    """The exit status."""
    try:
        call_command("import_counts", str(file), "--region", "15.03", "--format", "json", *more)
    except SystemExit as left:
        return left.code
    return 0


def test_a_place_that_was_given_is_remembered_once_stored(jambi, file, capsys):
    assert imported(file) == 2
    assert imported(file, "--place", "Kp. Baru=150301", "--dry-run") == 0
    assert remembered_places(jambi.sarolangun) == {}

    assert imported(file, "--place", "Kp. Baru=150301") == 0

    assert remembered_places(jambi.sarolangun) == {"Kp. Baru": "15.03.01"}
    assert imported(file, "--dry-run") == 0


def test_what_the_page_learned_the_command_knows_and_what_is_given_wins(jambi, file, capsys):
    place = {"region": jambi.sarolangun, "name": "KP BARU", "place": jambi.pauh}
    PlaceAlias.objects.create(**place, by=make_siti(jambi))

    assert imported(file, "--dry-run") == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["code"] == "15.03.03"
    assert imported(file, "--place", "Kp. Baru=15.03.01") == 0

    assert DailyCount.objects.get().region == jambi.limun
    assert remembered_places(jambi.sarolangun) == {"KP BARU": "15.03.01"}


@pytest.mark.parametrize("code", ["99.99", "x", "15.04.01", "15.3", "1503012001"])
def test_a_code_that_is_no_place_there_ends_the_command_before_anything_is_stored(
    jambi, file, code
):
    """Also where the name is not in the file: it was stored, and then could not be remembered."""
    more = ("--place", "Kp. Baru=15.03.01", "--place", f"Lain={code}")

    assert imported(file, *more) == 1
    with pytest.raises(CommandError, match="Lain"):
        call_command("import_counts", str(file), "--region", "15.03", *more)

    assert not DailyCount.objects.exists()
    assert not PlaceAlias.objects.exists()
