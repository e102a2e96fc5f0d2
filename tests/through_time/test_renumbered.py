"""A renumbered place keeps its figure, its people and its course, however often it is done."""

from datetime import date

import pytest

from regions.models import User
from tests.factories import make_figure, make_siti, save_day
from tests.through_time.shown import about_coverage, course, decrees, inside, place, ranked, whole

pytestmark = pytest.mark.django_db

AS_OF = date(2018, 12, 31)
LAST_DAY, FIRST_DAY, MONDAY = date(2019, 2, 28), date(2019, 3, 1), date(2019, 3, 4)


def test_a_kabupaten_with_a_new_code_keeps_its_figure_and_counts_and_the_sums_above_go_on(
    decree, jambi
):
    make_figure(jambi.sarolangun, 1000, 950, as_of=AS_OF)
    make_figure(jambi.batanghari, 1000, 700, as_of=AS_OF)
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 7}, day=date(2019, 2, 14))

    decree("2019-03-01,renumbered,15.03,15.12,")
    save_day(User.objects.get(pk=siti.pk), {place("15.12.01"): 3}, day=MONDAY)

    # 950 + 7, and 3 more on Monday.
    assert inside("15", LAST_DAY)["15.03"] == (957, 1000, 9570)
    assert inside("15", FIRST_DAY) == {"15.12": (957, 1000, 9570), "15.04": (700, 1000, 7000)}
    assert inside("15", MONDAY)["15.12"] == (960, 1000, 9600)
    # 957 + 700 of 2,000 = 82,85 %; 1,660 of 2,000 = 83 %.
    for code in ("15", "ID"):
        assert whole(code, LAST_DAY) == whole(code, FIRST_DAY) == (1657, 2000, 8285)
        assert whole(code, MONDAY) == (1660, 2000, 8300)
        assert course(code, (LAST_DAY, FIRST_DAY, MONDAY)) == [
            ("82.85 %", ""),
            ("82.85 %", ""),
            ("83.00 %", ""),
        ]
    assert about_coverage("15.12", MONDAY) == "+0.30 points in 7 days"
    assert course("15.12", (LAST_DAY, FIRST_DAY, MONDAY)) == [
        ("95.70 %", ""),
        ("95.70 %", "UU 1"),
        ("96.00 %", ""),
    ]


def test_a_kecamatan_renumbered_twice_keeps_its_figure_and_its_people(decree, jambi):
    make_figure(jambi.sarolangun, 5000, 4500, as_of=AS_OF)
    make_figure(jambi.pauh, 1000, 910, as_of=AS_OF)
    save_day(make_siti(jambi), {jambi.pauh: 10}, day=date(2019, 2, 14))

    decree("2019-03-01,renumbered,15.03.03,15.03.31,")
    decree("2019-03-04,renumbered,15.03.31,15.03.41,")

    # 910 + 10 of 1,000 under each of the three codes.
    for day, code in ((LAST_DAY, "15.03.03"), (FIRST_DAY, "15.03.31"), (MONDAY, "15.03.41")):
        assert inside("15.03", day) == {code: (920, 1000, 9200)}
        assert (ranked("15.03", day).not_broken_down, ranked("15.03", day).ended) == (0, 0)
    assert course("15.03.41", (LAST_DAY, FIRST_DAY, MONDAY)) == [
        ("92.00 %", ""),
        ("92.00 %", "UU 1"),
        ("92.00 %", "UU 1"),
    ]
    assert decrees("15.03.41", MONDAY) == [
        "Until 28 February 2019: 15.03.03 Pauh (UU 1).",
        "Until 3 March 2019: 15.03.31 Pauh (UU 1).",
    ]
