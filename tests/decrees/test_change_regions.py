"""change_regions as it is used from outside: what it answers, and what it leaves as it was."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from regions.models import Region, RegionChange, Role
from regions.ranking import Row, rank_children
from tests.factories import DAY, make_figure, make_person, make_region, make_siti, save_day

pytestmark = pytest.mark.django_db
BEGINS = DAY + timedelta(days=10)
HEADER = "day,kind,old,new,name,decree\n"
LIMUN_MOVES = f"{BEGINS},renumbered,15.03.01,15.03.11,,UU 1\n"


@pytest.fixture
def change(tmp_path, jambi) -> Iterator[Callable[..., tuple[int, dict]]]:
    """The command on the small Jambi, in English; its exit status and JSON."""

    def run(text: str | bytes, *options: str) -> tuple[int, dict]:
        path, out, status = tmp_path / "keputusan.csv", StringIO(), 0
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            call_command("change_regions", str(path), *options, "--format", "json", stdout=out)
        except SystemExit as end:
            status = end.code
        return status, json.loads(out.getvalue())

    with translation.override("en"):
        yield run


def places() -> list[tuple]:
    """All that a decree could change of places."""
    fields = ("code", "name", "parent", "valid_from", "valid_to", "replaced_by")
    return list(Region.objects.order_by("code").values_list(*fields))


def test_a_decree_is_applied_and_told(change):
    status, told = change(HEADER + LIMUN_MOVES)

    assert status == 0
    assert told == {
        "stored": True,
        "changed": 1,
        "known": 0,
        "followed": 0,
        "changes": [
            {
                "day": BEGINS.isoformat(),
                "kind": "renumbered",
                "old": "15.03.01",
                "new": "15.03.11",
                "name": "Limun",
                "decree": "UU 1",
            }
        ],
        "checks": [],
        "errors": [],
    }
    old, new = (Region.objects.get(code=code) for code in ("15.03.01", "15.03.11"))
    assert (old.valid_to, old.replaced_by) == (BEGINS - timedelta(days=1), new)
    assert (new.valid_from, new.valid_to, new.parent.code) == (BEGINS, None, "15.03")


def test_the_same_file_again_changes_nothing(change):
    change(HEADER + LIMUN_MOVES)
    before = places()

    status, told = change(HEADER + LIMUN_MOVES)

    assert status == 0
    assert (told["stored"], told["changed"], told["known"], told["followed"]) == (True, 0, 1, 0)
    assert (told["changes"], told["errors"]) == ([], [])
    assert places() == before
    assert RegionChange.objects.count() == 1


def test_a_dry_run_tells_the_same_and_stores_nothing(change):
    before = places()

    status, told = change(HEADER + LIMUN_MOVES, "--dry-run")

    assert status == 0
    assert (told["stored"], told["changed"]) == (False, 1)
    assert [one["new"] for one in told["changes"]] == ["15.03.11"]
    assert places() == before
    assert not RegionChange.objects.exists()


def test_a_line_added_to_a_known_decree_is_applied_alone(change):
    change(HEADER + LIMUN_MOVES)

    status, told = change(HEADER + LIMUN_MOVES + f"{BEGINS},renamed,15.04,15.04,Batang Hari,UU 1\n")

    assert (status, told["changed"], told["known"]) == (0, 1, 1)
    assert Region.objects.get(code="15.04").name == "Batang Hari"


def line(*cells: str) -> str:
    return ",".join(cells) + "\n"


ON = BEGINS.isoformat()
REFUSED = {
    "unknown place": (
        line(ON, "renumbered", "15.03.77", "15.03.11", "", "UU 1"),
        "15.03.77",
    ),
    "two changes of one place on one day": (
        LIMUN_MOVES + line(ON, "merged", "15.03.01", "15.03.02", "", "UU 1"),
        "15.03.01 is changed twice",
    ),
    "split into itself": (
        line(ON, "split", "15.03.01", "15.03.01", "", "UU 1"),
        "15.03.01 cannot be split into itself",
    ),
    "merged with itself": (
        line(ON, "merged", "15.03.01", "15.03.01", "", "UU 1"),
        "15.03.01 cannot be merged with itself",
    ),
    "bad date": (
        line("14-04-2019", "renumbered", "15.03.01", "15.03.11", "", "UU 1"),
        "14-04-2019",
    ),
    "a day that is not in the calendar": (
        line("2019-02-30", "renumbered", "15.03.01", "15.03.11", "", "UU 1"),
        "2019-02-30",
    ),
    "bad kind": (line(ON, "dissolved", "15.03.01", "15.03.11", "", "UU 1"), "dissolved"),
    "bad code": (line(ON, "renumbered", "15.3.1", "15.03.11", "", "UU 1"), "15.3.1"),
    "two levels": (line(ON, "merged", "15.03.01", "15.04", "", "UU 1"), "not of one level"),
    "too few values": (line(ON, "renumbered", "15.03.01", "15.03.11"), "4 values"),
    "no decree": (line(ON, "renumbered", "15.03.01", "15.03.11", "", ""), "decree"),
    "no name": (
        line(ON, "split", "15.03.01", "15.03.11", "", "UU 1"),
        "The name of 15.03.11 is missing",
    ),
    "code of another place": (
        line(ON, "renumbered", "15.03.01", "15.03.02", "", "UU 1"),
        "15.03.02",
    ),
    "parent that does not exist": (
        line(ON, "renumbered", "15.03.01", "15.77.01", "", "UU 1"),
        "15.77, which does not exist",
    ),
    "too far ahead": (
        line("2099-01-01", "renumbered", "15.03.01", "15.03.11", "", "UU 1"),
        "2099-01-01",
    ),
}


@pytest.mark.parametrize("wrong", REFUSED, ids=str)
def test_a_wrong_line_is_told_and_keeps_the_whole_file_out(change, wrong):
    lines, said = REFUSED[wrong]
    good = line(ON, "renamed", "15.04", "15.04", "Batang Hari", "UU 1")
    before = places()

    status, told = change(HEADER + good + lines)

    assert status == 1
    assert (told["stored"], told["changed"], told["changes"]) == (False, 0, [])
    errors = [(error["line"], error["message"]) for error in told["errors"]]
    assert len(errors) == 1
    number, message = errors[0]
    assert number == 1 + 1 + lines.count("\n")
    assert said in message
    assert places() == before
    assert not RegionChange.objects.exists()


UNREADABLE = {
    "wrong columns": (b"day,kind,old,new\n", 1, "day,kind,old,new,name,decree"),
    "not UTF-8": (HEADER.encode() + "Kepulauan Aru é".encode("latin-1"), 0, "UTF-8"),
    "empty": (b"", 0, "empty"),
    "only the heading": (HEADER.encode(), 0, "no place"),
}


@pytest.mark.parametrize("wrong", UNREADABLE, ids=str)
def test_what_is_no_decree_is_refused(change, wrong):
    content, number, said = UNREADABLE[wrong]

    status, told = change(content)

    assert (status, told["stored"]) == (1, False)
    ((line_number, message),) = [(error["line"], error["message"]) for error in told["errors"]]
    assert line_number == number
    assert said in message


def test_a_file_that_is_not_there_is_said(change, tmp_path):
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("change_regions", str(tmp_path / "hilang.csv"), "--format", "json", stdout=out)
    assert end.value.code == 1
    assert "hilang.csv" in json.loads(out.getvalue())["errors"][0]["message"]


def test_a_place_that_has_ended_is_not_changed_again(change):
    change(HEADER + LIMUN_MOVES)
    later = (BEGINS + timedelta(days=5)).isoformat()
    before = places()

    status, told = change(HEADER + line(later, "renumbered", "15.03.01", "15.03.12", "", "UU 2"))

    assert (status, told["stored"]) == (1, False)
    assert [error["message"] for error in told["errors"]] == [f"15.03.01 has ended before {later}."]
    assert places() == before


@pytest.mark.parametrize("days", [0, -3])
def test_decrees_of_one_place_come_in_order(change, days):
    change(HEADER + LIMUN_MOVES)
    day = (BEGINS + timedelta(days=days)).isoformat()
    before = places()

    status, told = change(HEADER + line(day, "merged", "15.03.01", "15.03.02", "", "UU 2"))

    assert (status, told["stored"]) == (1, False)
    assert [error["message"] for error in told["errors"]] == [
        f"15.03.01 was changed by another decree on {day} or later."
    ]
    assert places() == before
    assert RegionChange.objects.count() == 1


def test_nothing_changes_before_the_first_count(change, jambi):
    save_day(make_siti(jambi), {jambi.limun: 3}, day=BEGINS + timedelta(days=1))
    before = places()

    status, told = change(HEADER + LIMUN_MOVES)

    assert (status, told["stored"]) == (1, False)
    assert [error["message"] for error in told["errors"]] == [
        f"{ON} lies before the first count that is stored, of {BEGINS + timedelta(days=1)}."
    ]
    assert places() == before


def test_as_text_it_says_what_changed(change, tmp_path):
    path, out = tmp_path / "teks.csv", StringIO()
    path.write_text(HEADER + LIMUN_MOVES)

    call_command("change_regions", str(path), stdout=out)

    assert f"{ON} renumbered 15.03.01 -> 15.03.11 Limun" in out.getvalue()


def test_a_province_is_split_and_what_lies_in_it_follows(change):
    """As Papua in 2022: kabupaten get the number of the new province, kecamatan go with them."""
    for code in ("91.02.01", "91.02.02", "91.03.01", "91.04.01"):
        make_region(code)
    siti = make_person("siti", Role.OPERATOR, Region.objects.get(code="91.02"))
    for code in ("91.02", "91.03", "91.04", "91.02.01"):
        make_figure(Region.objects.get(code=code), 1000, 800)
    save_day(siti, {Region.objects.get(code="91.02.01"): 7})
    text = HEADER + (
        line(ON, "split", "91", "93", "Papua Selatan", "UU 14/2022")
        + line(ON, "renumbered", "91.02", "93.01", "", "UU 14/2022")
        + line(ON, "renumbered", "91.03", "93.02", "", "UU 14/2022")
    )

    status, told = change(text)

    assert (status, told["errors"]) == (0, [])
    assert (told["changed"], told["followed"]) == (6, 3)
    assert {(one["kind"], one["old"], one["new"]) for one in told["changes"]} == {
        ("split", "91", "93"),
        ("renumbered", "91.02", "93.01"),
        ("renumbered", "91.03", "93.02"),
        ("renumbered", "91.02.01", "93.01.01"),
        ("renumbered", "91.02.02", "93.01.02"),
        ("renumbered", "91.03.01", "93.02.01"),
    }
    siti.refresh_from_db()
    assert siti.region.code == "93.01"

    before, after = BEGINS - timedelta(days=1), BEGINS
    assert known(listed("91", before)) == {"91.02": 807, "91.03": 800, "91.04": 800}
    assert known(listed("91", after)) == {"91.04": 800}
    assert known(listed("93", after)) == {"93.01": 807, "93.02": 800}
    assert known(listed("93.01", after)) == {"93.01.01": 807, "93.01.02": None}
    assert known(listed("ID", before))["91"] == 2407
    assert {code: n for code, n in known(listed("ID", after)).items() if code > "9"} == {
        "91": 800,
        "93": 1607,
    }

    again, told = change(text)
    assert (again, told["changed"], told["known"]) == (0, 0, 3)


def listed(code: str, day: date) -> list[Row]:
    return rank_children(Region.objects.get(code=code), day).rows


def known(rows: list[Row]) -> dict[str, int | None]:
    return {row.region.code: row.standing.recorded for row in rows}


def test_a_place_that_goes_on_may_stand_among_its_parts_as_often_as_the_file_is_sent(change):
    file = (
        f"{BEGINS},split,15.03.01,15.03.01,Limun,UU 1\n"
        f"{BEGINS},split,15.03.01,15.03.11,Limun Hilir,UU 1\n"
    )
    first, told = change(HEADER + file)
    second, told_again = change(HEADER + file)

    assert (first, told["changed"], second, told_again["changed"]) == (0, 1, 0, 0)
    assert Region.objects.get(code="15.03.01").valid_to is None


def test_where_all_that_lies_inside_follows_one_part_that_is_said(change):
    status, told = change(
        HEADER + f"{BEGINS},split,15.03,15.11,Hulu,UU 1\n{BEGINS},split,15.03,15.12,Hilir,UU 1\n"
    )

    assert (status, told["followed"]) == (0, 3)
    assert told["checks"] == [
        "All places inside 15.03 follow 15.11; lines say which of them do not."
    ]


def test_a_boundary_of_one_place_is_none(change):
    status, told = change(HEADER + f"{BEGINS},boundary,15.03,15.03,,UU 1\n")

    assert status == 1
    assert told["errors"] == [{"line": 2, "message": "A boundary lies between two places."}]
