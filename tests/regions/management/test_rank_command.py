"""`manage.py rank`: the fixed interface that others read."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import (
    DAY,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    make_target,
    save_day,
)

pytestmark = pytest.mark.django_db

HEAD_KEYS = [
    *("region", "day", "target_percent", "deadline", "recorded", "wajib_ktp", "percent"),
    *("people_to_target", "parts_known", "rows"),
]
ROW_KEYS = [
    *("rank", "code", "name", "recorded", "wajib_ktp", "percent", "missing"),
    *("people_to_target", "reached", "change_7", "change_30", "rank_change_7", "last_report"),
    *("change_7_people", "change_7_denominator", "change_30_people", "change_30_denominator"),
    *("as_of", "published_on", "basis", "source", "target_percent"),
    *("change_7_decrees", "change_30_decrees"),
    "parts_known",
]


def make_reported_jambi() -> None:
    """Sarolangun at 86,00 % after 60 newly recorded today, Batanghari without a figure."""
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    save_day(make_siti(jambi), {jambi.limun: 50, jambi.sarolangun: 10})


def rank(code: str, **options) -> str:
    output = StringIO()
    call_command("rank", code, day=options.pop("day", DAY), stdout=output, **options)
    return output.getvalue()


def ranked(code: str, **options) -> dict:
    return json.loads(rank(code, format="json", **options))


def test_json_of_a_province_has_exactly_the_fixed_keys():
    make_reported_jambi()

    values = ranked("15")

    assert list(values) == HEAD_KEYS
    assert list(values["region"]) == ["code", "name", "level"]
    assert [list(row) for row in values["rows"]] == [ROW_KEYS] * 2


def test_json_of_a_kabupaten_also_says_what_was_not_broken_down():
    make_reported_jambi()

    values = ranked("15.03")

    assert list(values) == [*HEAD_KEYS, "not_broken_down", "ended_kecamatan"]
    assert values["not_broken_down"] == 10
    assert [list(row) for row in values["rows"]] == [ROW_KEYS] * 3


def test_json_of_a_known_place_holds_its_numbers():
    make_reported_jambi()
    make_target("90.5", deadline=date(2019, 4, 17))

    values = ranked("15.03")

    del values["rows"]
    assert values == {
        "region": {"code": "15.03", "name": "Kabupaten Sarolangun", "level": 2},
        "day": "2019-04-04",
        "target_percent": 90.5,
        "deadline": "2019-04-17",
        "recorded": 860,
        "wajib_ktp": 1000,
        "percent": 86.0,
        "people_to_target": 45,
        "parts_known": [1, 1],
        "not_broken_down": 10,
        "ended_kecamatan": 0,
    }


def test_json_rows_come_lowest_first_and_the_unknown_last():
    make_reported_jambi()

    known, unknown = ranked("15")["rows"]

    assert known == {
        "rank": 1,
        "code": "15.03",
        "name": "Kabupaten Sarolangun",
        "recorded": 860,
        "wajib_ktp": 1000,
        "percent": 86.0,
        "missing": 140,
        "people_to_target": 120,
        "reached": False,
        "change_7": 6.0,
        "change_30": 6.0,
        "rank_change_7": 0,
        "last_report": "2019-04-04",
        "change_7_people": 6.0,
        "change_7_denominator": 0.0,
        "change_30_people": 6.0,
        "change_30_denominator": 0.0,
        "as_of": "2019-01-31",
        "published_on": "2019-01-31",
        "basis": "dkb",
        "source": "DKB",
        "target_percent": 98.0,
        "change_7_decrees": None,
        "change_30_decrees": None,
        "parts_known": [1, 1],
    }
    assert unknown == {
        **dict.fromkeys(ROW_KEYS),
        "target_percent": 98.0,
        "code": "15.04",
        "name": "Kabupaten Batanghari",
        "parts_known": [0, 1],
    }


def test_json_of_a_sum_with_an_unknown_part_has_no_percent_but_says_how_many_are_known():
    make_reported_jambi()

    values = ranked("ID")

    assert (values["recorded"], values["percent"], values["people_to_target"]) == (None,) * 3
    assert values["parts_known"] == [1, 2]
    assert values["rows"][0]["parts_known"] == [1, 2]
    assert values["rows"][0]["rank"] is None


def test_percent_is_rounded_down_to_two_decimals():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=100_000, recorded=97_996)

    assert ranked("15.03")["percent"] == 97.99


def test_csv_has_the_columns_of_the_fixed_interface():
    make_reported_jambi()

    lines = rank("15", format="csv").splitlines()

    assert lines[0] == ",".join(ROW_KEYS[:-1])
    sarolangun = (
        "1,15.03,Kabupaten Sarolangun,860,1000,86.0,140,120,False,6.0,6.0,0,2019-04-04,"
        "6.0,0.0,6.0,0.0,2019-01-31,2019-01-31,dkb,DKB,98.0,,"
    )
    assert lines[1:] == [sarolangun, f",15.04,Kabupaten Batanghari{',' * 19}98.0,,"]


def test_the_table_is_aligned_and_shows_unknown_as_a_dash():
    make_reported_jambi()

    lines = rank("15").splitlines()

    assert len(lines) == 3
    assert lines[0].split()[:3] == ["rank", "code", "name"]
    assert lines[1].split() == [
        "1",
        "15.03",
        "Kabupaten",
        "Sarolangun",
        "86.0",
        "860",
        "1000",
        "120",
    ]
    assert lines[2].split() == ["-", "15.04", "Kabupaten", "Batanghari", "-", "-", "-", "-"]


def test_without_a_day_it_is_the_one_that_opens(settings):
    make_reported_jambi()
    settings.TODAY = date(2019, 4, 3)

    assert ranked("15.04", day=None)["day"] == "2019-04-01"


def test_an_unknown_code_is_refused():
    make_reported_jambi()

    with pytest.raises(CommandError, match=r"No region has the code 15\.99"):
        rank("15.99")


def test_a_place_is_not_ranked_on_a_day_on_which_it_did_not_exist():
    make_region("97", "Papua Barat Daya", valid_from=date(2022, 12, 9))

    with pytest.raises(CommandError, match="97 Papua Barat Daya did not exist on 2019-04-04"):
        rank("97")
