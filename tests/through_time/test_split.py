"""A part of a split is unknown until it has a figure; its people stay in the sums above."""

from datetime import date

import pytest

from regions.wording import headline, undivided_name
from tests.factories import make_figure, make_siti, save_day
from tests.through_time.shown import (
    UNKNOWN,
    about_coverage,
    course,
    inside,
    place,
    ranked,
    stands,
    whole,
)

pytestmark = pytest.mark.django_db

AS_OF = date(2018, 12, 31)
LAST_DAY, FIRST_DAY = date(2019, 2, 28), date(2019, 3, 1)
AROUND = (date(2019, 2, 27), LAST_DAY, FIRST_DAY, date(2019, 3, 4))


def not_told_apart(code: str, day: date) -> dict[str, tuple]:
    return {undivided_name(one): stands(one.row) for one in ranked(code, day).undivided}


@pytest.fixture
def pauh_in_two(decree, jambi) -> None:
    """1,750 of 2,000 recorded in Pauh and 90 since; split in two, and 5 counted in the first."""
    make_figure(jambi.sarolangun, 5000, 4500, as_of=AS_OF)
    make_figure(jambi.pauh, 2000, 1750, as_of=AS_OF)
    siti = make_siti(jambi)
    save_day(siti, {jambi.pauh: 90}, day=date(2019, 2, 14))
    decree(
        "2019-03-01,split,15.03.03,15.03.31,Pauh Hulu", "2019-03-01,split,15.03.03,15.03.32,Hilir"
    )
    save_day(siti, {place("15.03.31"): 5}, day=FIRST_DAY)


@pytest.mark.usefixtures("pauh_in_two")
def test_no_part_of_a_kecamatan_split_in_two_has_all_its_people():
    # 1,750 + 90 of 2,000.
    assert inside("15.03", LAST_DAY) == {"15.03.03": (1840, 2000, 9200)}
    assert inside("15.03", FIRST_DAY) == {"15.03.31": UNKNOWN, "15.03.32": UNKNOWN}
    # 1,840 + 5 of 2,000 = 92,25 %.
    assert not_told_apart("15.03", FIRST_DAY) == {
        "Not yet told apart: Pauh Hulu, Hilir": (1845, 2000, 9225)
    }
    for code in ("15.03.31", "15.03.32"):
        assert headline(ranked(code, FIRST_DAY)) == [
            "Coverage is unknown: not yet told apart since a decree split the place."
        ]
    # 4,500 + 90 of 5,000, and 5 more.
    assert whole("15.03", LAST_DAY) == (4590, 5000, 9180)
    assert whole("15.03", FIRST_DAY) == (4595, 5000, 9190)
    after = ranked("15.03", FIRST_DAY)
    assert (after.not_broken_down, after.ended) == (0, 0)


@pytest.mark.usefixtures("pauh_in_two")
def test_what_is_not_told_apart_is_the_rest_until_each_part_has_a_figure():
    make_figure(place("15.03.31"), 1100, 1020, as_of=date(2019, 3, 4))
    make_figure(place("15.03.32"), 890, 800, as_of=date(2019, 3, 6))

    # 1,845 - 1,020 of 2,000 - 1,100: 825 / 900 = 91,666… %.
    assert inside("15.03", date(2019, 3, 5)) == {
        "15.03.31": (1020, 1100, 9272),
        "15.03.32": UNKNOWN,
    }
    assert not_told_apart("15.03", date(2019, 3, 5)) == {
        "Not yet told apart: Pauh Hulu, Hilir": (825, 900, 9166)
    }
    assert inside("15.03", date(2019, 3, 6)) == {
        "15.03.31": (1020, 1100, 9272),
        "15.03.32": (800, 890, 8988),
    }
    assert not_told_apart("15.03", date(2019, 3, 6)) == {}
    assert whole("15.03", date(2019, 3, 6)) == (4595, 5000, 9190)


def test_a_kabupaten_split_with_figures_of_the_same_day_leaves_the_days_before_known(decree, jambi):
    make_figure(jambi.sarolangun, 2000, 1890, as_of=AS_OF)
    make_figure(jambi.batanghari, 1000, 910, as_of=AS_OF)
    save_day(make_siti(jambi), {jambi.limun: 10}, day=date(2019, 2, 14))

    decree(
        "2019-03-01,split,15.03,15.12,Kabupaten Batang Asai",
        "2019-03-01,renumbered,15.03.03,15.12.01,",
    )
    # 1,890 + 10 + 910 of 3,000: 2,810 / 3,000 = 93,666… %.
    assert whole("15", LAST_DAY) == whole("15", FIRST_DAY) == (2810, 3000, 9366)
    make_figure(place("15.03"), 1200, 1150, as_of=FIRST_DAY)
    make_figure(place("15.12"), 820, 760, as_of=FIRST_DAY)

    assert whole("15", LAST_DAY) == (2810, 3000, 9366)
    # 1,150 + 760 + 910 of 1,200 + 820 + 1,000: 2,820 / 3,020 = 93,377… %.
    assert whole("15", FIRST_DAY) == (2820, 3020, 9337)
    assert course("15", AROUND) == [
        ("93.66 %", ""),
        ("93.66 %", ""),
        ("93.37 %", "0.00 by recording, −0.29 by new population figures"),
        ("93.37 %", ""),
    ]
    # 93.37 - 93.66.
    assert about_coverage("15", FIRST_DAY) == (
        "−0.29 points in 7 days: 0.00 by recording, −0.29 by new population figures"
    )
    # The part that goes on has the course of what it was; 1,150 / 1,200 = 95,833… %.
    by_both = "0.00 by recording, +0.83 by changed regions (UU 1) and new population figures"
    assert course("15.03", AROUND)[1:3] == [("95.00 %", ""), ("95.83 %", by_both)]
    # The other was not there before; 760 / 820 = 92,682… %.
    assert course("15.12", AROUND)[1:3] == [("–", ""), ("92.68 %", "UU 1")]
