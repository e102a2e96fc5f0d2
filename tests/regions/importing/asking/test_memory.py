"""What an office answered before: kept per office, per layout, without its days."""

import pytest

from regions.importing.asking.memory import remember, remembered_columns, remembered_places
from regions.importing.options import Answers, FileOptions
from regions.importing.reading.limits import PAGE
from regions.importing.understanding import understand
from regions.models import PlaceAlias
from tests.factories import DAY, make_siti

pytestmark = pytest.mark.django_db
FILE = b"Kecamatan;Tanggal;Rekaman;Lain\nLimun;2019-04-02;12;3\n"


def found_in(region, content: bytes = FILE):
    options = FileOptions("counts", region, DAY)
    return understand(content, "a.csv", options, Answers(), PAGE)


def test_nothing_is_remembered_of_a_new_office(jambi):
    assert remembered_places(jambi.sarolangun) == {}
    assert remembered_columns(jambi.sarolangun, "counts", "0" * 64) == {"columns": {}, "signs": {}}


def test_places_are_those_of_one_office(jambi):
    answers = {"places": {"Kp. Baru": "15.03.01"}}

    remember(found_in(jambi.sarolangun), answers, make_siti(jambi))

    assert remembered_places(jambi.sarolangun) == {"Kp. Baru": "15.03.01"}
    assert remembered_places(jambi.batanghari) == {}
    assert remembered_places(jambi.province) == {}


def test_a_later_answer_replaces_an_earlier_one_in_any_spelling(jambi):
    siti, found = make_siti(jambi), found_in(jambi.sarolangun)

    remember(found, {"places": {"Kp. Baru": "15.03.01"}}, siti)
    remember(found, {"places": {"KP BARU": "15.03.02"}}, siti)

    assert list(remembered_places(jambi.sarolangun).values()) == ["15.03.02"]


def test_an_answer_that_was_taken_away_or_is_too_long_is_not_remembered(jambi):
    answers = {"places": {"Kp. Baru": "", "x" * 201: "15.03.01"}}

    remember(found_in(jambi.sarolangun), answers, make_siti(jambi))

    assert not PlaceAlias.objects.exists()


def test_columns_and_signs_hold_for_the_same_headers_and_kind(jambi):
    siti, found = make_siti(jambi), found_in(jambi.sarolangun)

    remember(found, {"columns": {"Lain": "printed"}, "signs": {"Lain": "."}}, siti)
    remember(found, {"columns": {"Rekaman": "recorded"}}, siti)

    known = {"columns": {"Lain": "printed", "Rekaman": "recorded"}, "signs": {"Lain": "."}}
    nothing = {"columns": {}, "signs": {}}
    assert remembered_columns(jambi.sarolangun, "counts", found.layout) == known
    assert remembered_columns(jambi.sarolangun, "population", found.layout) == nothing
    assert remembered_columns(jambi.batanghari, "counts", found.layout) == nothing
    shouting = found_in(jambi.sarolangun, FILE.replace(b"Lain", b"LAIN"))
    assert remembered_columns(jambi.sarolangun, "counts", shouting.layout) == known


def test_which_column_has_the_days_is_decided_for_each_file(jambi):
    found = found_in(jambi.sarolangun)
    answers = {"columns": {"Tanggal": "ignore", "Lain": "day"}, "orders": {"Tanggal": "dmy"}}

    remember(found, answers, make_siti(jambi))

    assert remembered_columns(jambi.sarolangun, "counts", found.layout)["columns"] == {}
