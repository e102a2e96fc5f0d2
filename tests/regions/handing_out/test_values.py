"""The same rows as JSON, CSV and text, under the names of the fixed interface."""

import csv
import json
from datetime import date
from io import StringIO

from regions.arithmetic import Standing
from regions.handing_out import ranking_values, write_csv, write_table
from regions.handing_out.values import row_values
from regions.ranking import Goal, Ranking
from tests.regions.ranking.ranked import UNKNOWN, origin, people, ranking, row

ROW_KEYS = [
    *("rank", "code", "name", "recorded", "wajib_ktp", "percent", "missing"),
    *("people_to_target", "reached", "change_7", "change_30", "rank_change_7", "last_report"),
    *("change_7_people", "change_7_denominator", "change_30_people", "change_30_denominator"),
    *("as_of", "published_on", "basis", "source", "target_percent"),
    *("change_7_decrees", "change_30_decrees"),
]
HEAD_KEYS = [
    *("region", "day", "target_percent", "deadline", "recorded", "wajib_ktp", "percent"),
    *("people_to_target", "parts_known", "rows"),
]


def jambi() -> Ranking:
    """Sarolangun at 86,00 %, a point more than a week ago; Batanghari unknown."""
    sarolangun = row(
        "15.03",
        people(860, 1000),
        name="Kabupaten Sarolangun",
        week_ago=people(850, 1000),
        newly_7=12,
        origins=frozenset([origin(), origin(source="lain")]),
        rank_change_7=-1,
        last_report=date(2019, 4, 3),
    )
    batanghari = row("15.04", name="Kabupaten Batanghari")
    head = row("15", Standing(None, None, 1, 2), name="Jambi")
    return ranking(head, sarolangun, batanghari)


def csv_rows(of: Ranking) -> list[list[str]]:
    file = StringIO()
    write_csv(of, file)
    return list(csv.reader(StringIO(file.getvalue())))


def table_lines(of: Ranking) -> list[str]:
    file = StringIO()
    write_table(of, file)
    return file.getvalue().splitlines()


def test_the_head_and_its_rows_have_exactly_the_fixed_keys():
    values = ranking_values(jambi())

    assert list(values) == HEAD_KEYS
    assert values["region"] == {"code": "15", "name": "Jambi", "level": 1}
    assert [list(one) for one in values["rows"]] == [[*ROW_KEYS, "parts_known"]] * 2


def test_a_row_says_everything_in_numbers_that_machines_read():
    assert row_values(jambi().rows[0]) == {
        "rank": 1,
        "code": "15.03",
        "name": "Kabupaten Sarolangun",
        "recorded": 860,
        "wajib_ktp": 1000,
        "percent": 86.0,
        "missing": 140,
        "people_to_target": 120,
        "reached": False,
        "change_7": 1.0,
        "change_30": None,
        "rank_change_7": -1,
        "last_report": "2019-04-03",
        "change_7_people": 1.2,
        "change_7_denominator": -0.2,
        "change_30_people": None,
        "change_30_denominator": None,
        "as_of": "2019-01-31",
        "published_on": "2019-01-31",
        "basis": "dkb",
        "source": "DKB; lain",
        "target_percent": 98.0,
        "change_7_decrees": None,
        "change_30_decrees": None,
        "parts_known": [1, 1],
    }


def test_what_is_unknown_is_null_never_zero():
    values = ranking_values(jambi())
    unknown = values["rows"][1]

    assert {key for key, value in unknown.items() if value is not None} == {
        *("code", "name", "parts_known", "target_percent"),
    }
    assert unknown["parts_known"] == [0, 1]
    assert (values["recorded"], values["wajib_ktp"], values["percent"]) == (None, None, None)
    assert values["people_to_target"] is None
    assert values["parts_known"] == [1, 2]


def test_a_percentage_is_rounded_down_and_not_capped():
    almost, over = row(standing=people(97_996, 100_000)), row(standing=people(1050, 1000))

    assert row_values(almost)["percent"] == 97.99
    assert row_values(over)["percent"] == 105.0
    assert row_values(over)["missing"] == -50
    assert row_values(over)["people_to_target"] == 0
    assert row_values(over)["reached"] is True


def test_the_target_has_its_deadline_as_a_date():
    goal = Goal(9930, date(2019, 4, 17), "Pemilu")

    values = ranking_values(ranking(row("15", people(860, 1000), goal=goal)))

    assert (values["target_percent"], values["deadline"]) == (99.3, "2019-04-17")


def test_a_target_without_a_deadline_has_null():
    assert ranking_values(jambi())["deadline"] is None


def test_only_a_kabupaten_says_what_was_not_broken_down():
    inside = ranking(row("15.03", people(860, 1000), counted=60), not_broken_down=10)

    assert list(ranking_values(inside)) == [*HEAD_KEYS, "not_broken_down", "ended_kecamatan"]
    assert ranking_values(inside)["not_broken_down"] == 10


def test_the_values_can_be_written_as_json():
    values = ranking_values(jambi())

    assert json.loads(json.dumps(values)) == values


def test_csv_has_a_header_and_the_columns_of_the_rows():
    header, sarolangun, batanghari = csv_rows(jambi())

    assert header == ROW_KEYS
    assert sarolangun == [
        *("1", "15.03", "Kabupaten Sarolangun", "860", "1000", "86.0", "140", "120", "False"),
        *("1.0", "", "-1", "2019-04-03", "1.2", "-0.2", "", ""),
        *("2019-01-31", "2019-01-31", "dkb", "DKB; lain", "98.0", "", ""),
    ]
    assert batanghari == ["", "15.04", "Kabupaten Batanghari", *[""] * 18, "98.0", "", ""]


def test_csv_keeps_a_comma_inside_a_name():
    inside = ranking(row("15"), row("15.03", name='Kota "Baru", Jambi'))

    assert csv_rows(inside)[1][2] == 'Kota "Baru", Jambi'


def test_the_table_is_aligned_and_shows_unknown_as_a_dash():
    assert table_lines(jambi()) == [
        "rank   code  name                  percent  recorded  wajib_ktp  people_to_target",
        "   1  15.03  Kabupaten Sarolangun     86.0       860       1000               120",
        "   -  15.04  Kabupaten Batanghari        -         -          -                 -",
    ]


def test_a_ranking_without_rows_is_a_header_alone():
    kecamatan = ranking(row("15.03.01", UNKNOWN))

    assert csv_rows(kecamatan) == [ROW_KEYS]
    assert len(table_lines(kecamatan)) == 1
