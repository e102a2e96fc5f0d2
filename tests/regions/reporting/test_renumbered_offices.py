"""An office that a decree renumbers or merges reports on, under whatever code."""

from datetime import timedelta

import pytest

from coverage_tracker import clock
from regions.decrees import apply_decree, read_decree
from regions.models import Region
from regions.reporting import Report, last_at_days_end, reporting
from tests.factories import DAY, make_ani, save_day

pytestmark = pytest.mark.django_db
YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def decree(*lines: str) -> None:
    text = "day,kind,old,new,name,decree\n" + "".join(f"{DAY},{line},UU 1\n" for line in lines)
    apply_decree(read_decree(text.encode()), DAY)


def test_a_renumbered_office_keeps_its_reports_and_what_it_said_of_a_days_end(jambi, siti):
    save_day(siti, {jambi.limun: 12}, day=YESTERDAY - timedelta(days=30))
    save_day(siti, {jambi.limun: 12}, day=YESTERDAY, status={"blangko_left": 300})
    (before,) = reporting(jambi.sarolangun, YESTERDAY, clock.today)

    decree("renumbered,15.03,15.13,")

    new = Region.objects.get(code="15.13")
    (after,) = reporting(new, DAY, clock.today)
    assert after.last_report == before.last_report == YESTERDAY
    assert dict(after.days)[YESTERDAY] == Report.ON_TIME
    assert [report for _day, report in after.days[:-1]] == [
        report for _day, report in before.days[1:]
    ]
    assert after.of_day.report == Report.OPEN
    for region in (new, jambi.province):
        assert last_at_days_end(region, DAY)["blangko_left"].amount == 300


def test_the_cards_of_a_merged_office_are_those_of_its_parts_until_it_counts_them(jambi, siti):
    save_day(siti, {jambi.limun: 12}, day=YESTERDAY, status={"blangko_left": 300})
    save_day(make_ani(jambi), {jambi.mersam: 12}, day=YESTERDAY, status={"blangko_left": 50})

    decree("merged,15.04,15.03,", "renumbered,15.04.01,15.03.11,", "renumbered,15.04.02,15.03.12,")

    for region in (jambi.sarolangun, jambi.province, jambi.nation):
        assert last_at_days_end(region, DAY)["blangko_left"].amount == 350
    assert last_at_days_end(jambi.province, YESTERDAY)["blangko_left"].offices == 2
    save_day(siti, {jambi.limun: 12}, status={"blangko_left": 340})
    assert last_at_days_end(jambi.province, DAY)["blangko_left"].amount == 340
