"""Print-ready records and blank cards: the last word of each office, added over offices only."""

from datetime import timedelta

import pytest

from regions.reporting import DayEndSum, last_at_days_end
from tests.factories import DAY, make_ani, make_dewi, make_region, make_siti, save_day

pytestmark = pytest.mark.django_db


def give(by, *, days_ago: int = 0, kabkota=None, **levels) -> None:
    save_day(by, {}, kabkota=kabkota, day=DAY - timedelta(days=days_ago), status=levels)


def blangko(region, day=DAY) -> DayEndSum:
    return last_at_days_end(region, day)["blangko_left"]


def test_levels_are_added_over_offices_and_never_over_days(jambi):
    siti, ani = make_siti(jambi), make_ani(jambi)
    for days_ago, left in ((2, 500), (1, 480), (0, 450)):
        give(siti, days_ago=days_ago, blangko_left=left, print_ready=left // 10)
    give(ani, days_ago=3, blangko_left=1000)

    assert last_at_days_end(jambi.province, DAY) == {
        "blangko_left": DayEndSum(1450, 2),
        "print_ready": DayEndSum(45, 1),
    }
    assert blangko(jambi.sarolangun) == blangko(jambi.limun) == DayEndSum(450, 1)


def test_the_last_word_of_an_office_counts_however_the_days_were_entered(jambi):
    siti = make_siti(jambi)
    give(siti, blangko_left=450)
    give(siti, days_ago=3, blangko_left=500)

    assert blangko(jambi.province) == DayEndSum(450, 1)


def test_a_later_day_without_the_level_leaves_the_last_word_standing(jambi):
    siti = make_siti(jambi)
    give(siti, days_ago=2, blangko_left=500)
    give(siti, print_ready=7)

    assert blangko(jambi.province) == DayEndSum(500, 1)


def test_what_was_not_given_is_unknown_and_a_zero_is_a_zero(jambi):
    assert blangko(jambi.province) == DayEndSum(None, 0)

    give(make_siti(jambi), blangko_left=0)

    assert blangko(jambi.province) == DayEndSum(0, 1)
    assert last_at_days_end(jambi.province, DAY)["print_ready"] == DayEndSum(None, 0)


@pytest.mark.parametrize(("days_ago", "remembered"), [(0, 1), (6, 1), (7, 0), (8, 0)])
def test_a_word_is_remembered_for_a_week(jambi, days_ago, remembered):
    give(make_siti(jambi), days_ago=days_ago, blangko_left=500)

    assert blangko(jambi.province).offices == remembered


def test_what_is_said_of_later_days_is_not_known_yet(jambi):
    give(make_siti(jambi), blangko_left=500)

    assert blangko(jambi.province, DAY - timedelta(days=1)) == DayEndSum(None, 0)


def test_another_province_is_counted_only_in_the_nation(jambi):
    padang = make_region("13.71", "Kota Padang")
    give(make_siti(jambi), blangko_left=500)
    give(make_dewi(jambi), kabkota=padang, blangko_left=70)

    assert blangko(jambi.province) == DayEndSum(500, 1)
    assert blangko(jambi.nation) == DayEndSum(570, 2)
    assert blangko(jambi.batanghari) == DayEndSum(None, 0)


def test_all_of_it_is_two_queries(jambi, django_assert_num_queries):
    give(make_siti(jambi), blangko_left=500)

    with django_assert_num_queries(2):
        last_at_days_end(jambi.nation, DAY)
