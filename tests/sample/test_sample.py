"""The sample is the day of the article, and everything in it that is made up says so."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count, Sum

from regions.levels import Level
from regions.models import (
    Basis,
    CountChange,
    DailyCount,
    DayStatus,
    DayTotal,
    PopulationFigure,
    Region,
    RunningHead,
    Source,
    Target,
    User,
)
from regions.ranking import Ranking, rank_children
from regions.recording import ledger
from regions.reference import DATA_DIR, read_csv
from regions.reference.sample import PEOPLE, apportion, load_sample
from regions.reporting import USUAL, Duty, Report, report_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

ARTICLE_DAY = date(2019, 4, 4)
CONSOLIDATED = date(2019, 1, 31)
SAROLANGUN, BATANGHARI, TANJAB_BARAT = "15.03", "15.04", "15.06"


def ranked(code: str, day: date = ARTICLE_DAY) -> Ranking:
    region = Region.objects.select_related("province", "kabkota__province").get(code=code)
    return rank_children(region, day)


def test_on_the_day_of_the_article_jambi_stands_at_96_54_percent():
    head = ranked("15").head

    assert (head.standing.recorded, head.standing.wajib_ktp) == (2_386_685, 2_472_223)
    assert head.standing.hundredths == 9654
    assert (head.goal.hundredths, head.people_to_target) == (9800, 36_094)
    assert (head.goal.deadline, head.goal.label) == (date(2019, 4, 17), "Pemilu 17 April 2019")
    assert (head.standing.known_parts, head.standing.parts) == (11, 11)


def test_sarolangun_is_lowest_then_batanghari_then_tanjung_jabung_barat():
    lowest = ranked("15").rows[:3]

    assert [row.region.code for row in lowest] == [SAROLANGUN, BATANGHARI, TANJAB_BARAT]
    assert 8600 <= lowest[0].standing.hundredths <= 8605
    assert [row.rank for row in lowest] == [1, 2, 3]


def test_at_the_end_of_january_the_recorded_people_are_those_published():
    before = ranked("15", CONSOLIDATED)

    assert before.head.standing.recorded == 2_367_771
    published = {
        row["code"]: int(row["recorded_31_january"])
        for row in read_csv(DATA_DIR / "jambi_2019.csv")
    }
    assert {row.region.code: row.standing.recorded for row in before.rows} == published


def test_the_day_before_the_figures_nothing_is_known():
    assert ranked("15", date(2019, 1, 30)).head.standing.recorded is None


def test_other_provinces_are_unknown_and_not_at_zero():
    nation = ranked("ID")

    assert [row.region.code for row in nation.rows if row.rank] == ["15"]
    others = [row for row in nation.rows if row.region.code != "15"]
    assert len(others) == 37
    for row in others:
        standing = row.standing
        assert (standing.recorded, standing.hundredths, row.last_report) == (None, None, None)
        assert standing.wajib_ktp > 0
        assert standing.known_parts == 0
    assert nation.head.standing.hundredths is None
    assert (nation.head.standing.known_parts, nation.head.standing.parts) == (11, 514)
    assert nation.head.known.hundredths == 9654


def test_kecamatan_figures_add_up_to_those_of_their_kabupaten():
    in_jambi = PopulationFigure.objects.filter(region__province__code="15")

    inside = in_jambi.filter(region__level=Level.KECAMATAN).values_list("region__kabkota__code")
    sums = inside.annotate(Sum("wajib_ktp"), Sum("recorded"))
    offices = in_jambi.filter(region__level=Level.KABKOTA)
    figures = offices.values_list("region__code", "wajib_ktp", "recorded")

    assert len(figures) == 11
    assert sorted(sums) == sorted(figures)


def test_kecamatan_and_the_rest_add_up_to_every_kabupaten_of_jambi():
    for row in ranked("15").rows:
        inside = ranked(row.region.code)
        recorded = sum(child.standing.recorded for child in inside.rows)
        assert recorded + inside.not_broken_down == row.standing.recorded
        assert inside.head.standing == row.standing
        assert all(child.standing.known_parts == 1 for child in inside.rows)


def test_the_counts_since_january_are_the_difference_of_the_two_published_figures():
    for row in read_csv(DATA_DIR / "jambi_2019.csv"):
        counted = DailyCount.objects.filter(kabkota__code=row["code"]).aggregate(Sum("recorded"))

        published = int(row["recorded_4_april_simulated"]) - int(row["recorded_31_january"])
        assert counted["recorded__sum"] == published


def test_every_simulated_value_says_so():
    labels = CountChange.objects.order_by().values_list("source", "why", "by__username").distinct()

    assert list(labels) == [(Source.SAMPLE, "simulasi", "simulasi")]
    logged = CountChange.objects.exclude(channel="").values("region", "day").distinct().count()
    assert logged == DailyCount.objects.count()
    assert set(DailyCount.objects.values_list("entered_by__username", flat=True)) == {"simulasi"}


def test_estimated_denominators_say_so():
    figures = PopulationFigure.objects.all()

    guessed = figures.filter(source__iregex="estimasi|simulasi")
    elsewhere = figures.exclude(region__province__code="15")
    assert not guessed.exclude(basis=Basis.ESTIMATE).exists()
    assert not figures.filter(basis=Basis.ESTIMATE).exclude(pk__in=guessed).exists()
    assert not elsewhere.exclude(basis=Basis.ESTIMATE).exists()
    assert not elsewhere.exclude(recorded=None).exists()
    assert Basis.ESTIMATE in ranked("15").bases


def test_all_days_lie_between_the_figure_and_the_article():
    days = DailyCount.objects.order_by("day").values_list("day", flat=True)

    assert (days.first(), days.last()) == (date(2019, 2, 1), ARTICLE_DAY)


def test_the_running_totals_agree_with_the_counts():
    assert list(ledger.check()) == []


def test_there_are_offices_that_said_nothing_and_some_that_were_late():
    duty = Duty(ZoneInfo("Asia/Jakarta"), USUAL, date(2019, 2, 1))

    def report(code: str, day: date) -> Report:
        status = DayStatus.objects.filter(kabkota__code=code, day=day).first()
        return report_of(status, day, ARTICLE_DAY, duty)

    assert report(TANJAB_BARAT, ARTICLE_DAY) is Report.OPEN
    assert report(SAROLANGUN, date(2019, 4, 1)) is Report.MISSING
    assert report(SAROLANGUN, date(2019, 3, 28)) is Report.LATE
    assert report(SAROLANGUN, ARTICLE_DAY) is Report.ON_TIME


def test_nobody_reports_before_the_work_was_done():
    early = [
        status
        for status in DayStatus.objects.select_related("kabkota__province")
        if status.first_reported_at.astimezone(status.kabkota.zone).date() < status.day
    ]

    assert early == []


def test_blank_cards_are_never_below_zero_and_printed_cards_come_out_of_them():
    left = DayStatus.objects.values_list("blangko_left", flat=True)

    assert min(left) > 0
    assert not DailyCount.objects.filter(printed=None).exists()


def everything_but_passwords() -> list[list]:
    users = list(User.objects.order_by("pk").values())
    for user in users:
        del user["password"]
    tables = (
        *(Region, PopulationFigure, Target, DailyCount, DayStatus, CountChange),
        *(DayTotal, RunningHead),
    )
    return [users, *(list(table.objects.order_by("pk").values_list()) for table in tables)]


def test_loading_the_sample_again_changes_only_the_passwords():
    before = everything_but_passwords()

    load_sample("kata-sandi-baru")

    assert everything_but_passwords() == before
    for username, _role, _code in PEOPLE:
        assert User.objects.get(username=username).check_password("kata-sandi-baru")


def test_the_sample_people_are_marked_and_the_simulator_cannot_log_in():
    found = User.objects.filter(is_demo=True).values_list("username", "role", "region__code")

    assert set(PEOPLE) <= set(found)
    assert User.objects.get(username="simulasi").is_active is False


def test_every_office_of_jambi_broke_its_days_down_by_kecamatan():
    by_office = DailyCount.objects.values_list("kabkota__code").annotate(
        places=Count("region", distinct=True)
    )
    kecamatan = Region.objects.filter(province__code="15", level=Level.KECAMATAN)
    inside = kecamatan.values_list("kabkota__code").annotate(places=Count("pk"))

    assert dict(by_office) == {code: places + 1 for code, places in inside}


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (7, [0, 1], [0, 7]),
        (0, [3, 5], [0, 0]),
        (100, [0.335, 0.335, 0.33], [34, 33, 33]),
    ],
)
def test_shares_are_whole_and_add_up(total, weights, parts):
    assert apportion(total, weights) == parts
