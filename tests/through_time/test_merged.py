"""A merged place is the sum of what it was merged of: people over people, from its first day on."""

from datetime import date

import pytest

from tests.factories import make_figure, make_region, make_siti, save_day
from tests.through_time.shown import about_coverage, course, decrees, inside, ranked, whole

pytestmark = pytest.mark.django_db

AS_OF = date(2018, 12, 31)
LAST_DAY, FIRST_DAY = date(2019, 2, 28), date(2019, 3, 1)
AROUND = (date(2019, 2, 27), LAST_DAY, FIRST_DAY, date(2019, 3, 4))


# The figure of the one that ends is as old as the other, or a month newer.
@pytest.mark.parametrize("as_of", [AS_OF, date(2019, 1, 31)])
def test_a_kecamatan_merged_into_one_that_goes_on_adds_its_people_and_its_figure(
    decree, jambi, as_of
):
    make_figure(jambi.sarolangun, 5000, 4500, as_of=AS_OF)
    make_figure(jambi.pauh, 1000, 800, as_of=as_of)
    make_figure(jambi.limun, 2000, 1900, as_of=AS_OF)
    save_day(make_siti(jambi), {jambi.pauh: 90, jambi.limun: 10}, day=date(2019, 2, 14))

    decree("2019-03-01,merged,15.03.03,15.03.01,")

    # 800 + 90 of 1,000; 1,900 + 10 of 2,000.
    assert inside("15.03", LAST_DAY) == {
        "15.03.03": (890, 1000, 8900),
        "15.03.01": (1910, 2000, 9550),
    }
    # 890 + 1,910 of 1,000 + 2,000: 2,800 / 3,000 = 93,333… %.
    assert inside("15.03", FIRST_DAY) == {"15.03.01": (2800, 3000, 9333)}
    # 4,500 + 100 of 5,000 on both days, and nobody is left over.
    assert whole("15.03", LAST_DAY) == whole("15.03", FIRST_DAY) == (4600, 5000, 9200)
    after = ranked("15.03", FIRST_DAY)
    assert (after.not_broken_down, after.ended, after.undivided) == (0, 0, ())


def test_the_one_that_goes_on_names_the_decree_beside_its_fall(decree, jambi):
    make_figure(jambi.pauh, 1000, 890, as_of=AS_OF)
    make_figure(jambi.limun, 2000, 1910, as_of=AS_OF)

    decree("2019-03-01,merged,15.03.03,15.03.01,")

    assert course("15.03.01", AROUND) == [
        ("95.50 %", ""),
        ("95.50 %", ""),
        ("93.33 %", "0.00 by recording, −2.17 by changed regions (UU 1)"),
        ("93.33 %", ""),
    ]
    assert decrees("15.03.01", FIRST_DAY) == [
        "Since 1 March 2019 with what was 15.03.03 Pauh (UU 1)."
    ]
    # 93.33 - 95.50, and none of it because people were recorded.
    assert about_coverage("15.03.01", FIRST_DAY).startswith(
        "−2.17 points in 7 days: 0.00 by recording, −2.17"
    )


def test_a_kabupaten_merged_into_another_leaves_the_province_and_its_course_as_they_were(
    decree, jambi
):
    make_figure(jambi.sarolangun, 1000, 950, as_of=AS_OF)
    make_figure(jambi.batanghari, 1000, 700, as_of=AS_OF)
    make_figure(make_region("15.05"), 1000, 960, as_of=AS_OF)
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 1}, day=date(2019, 2, 14))
    save_day(siti, {jambi.limun: 0}, day=FIRST_DAY)

    decree(
        "2019-03-01,merged,15.04,15.03,",
        "2019-03-01,renumbered,15.04.01,15.03.11,",
        "2019-03-01,renumbered,15.04.02,15.03.12,",
    )

    # 950 + 1 + 700 + 960 of 3,000 on any day: 2,611 / 3,000 = 87,0333… %.
    for day in AROUND:
        assert whole("15", day) == whole("ID", day) == (2611, 3000, 8703)
    percents, notes = zip(*course("15", AROUND), strict=True)
    assert percents == ("87.03 %",) * 4
    assert notes == ("", "", "UU 1", "")
    assert about_coverage("15", FIRST_DAY) == "0.00 points in 7 days"
    assert inside("15", LAST_DAY) == {
        "15.03": (951, 1000, 9510),
        "15.04": (700, 1000, 7000),
        "15.05": (960, 1000, 9600),
    }
    # 951 + 700 of 2,000 = 82,55 %.
    assert inside("15", FIRST_DAY) == {"15.03": (1651, 2000, 8255), "15.05": (960, 1000, 9600)}
    by_decree = "0.00 by recording, −12.55 by changed regions (UU 1)"
    assert course("15.03", AROUND)[1:3] == [("95.10 %", ""), ("82.55 %", by_decree)]
