"""What a manager reads around the ranking: tiles, pace, outlook, half of the missing."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regions import numerals, wording
from regions.arithmetic import Outlook, Projection, Standing
from regions.models import Backtest, CameTrue
from regions.ranking import Goal, Row
from regions.reporting import DayEndSum, Report
from regions.wording import pace
from regions.wording.sentences import MOST_NAMED
from tests.factories import DAY
from tests.regions.ranking.ranked import people, ranking, reports, row, told

POLLING = date(2019, 4, 17)
GOAL = Goal(9800, POLLING, "Pemilu 17 April 2019")
NO_LEVELS = {"print_ready": DayEndSum(), "blangko_left": DayEndSum()}
BUSY = told(*[70] * 8)
JAMBI = Standing(2_386_685, 2_472_223, 11, 11)


def jambi(standing: Standing = JAMBI, **fields) -> Row:
    return row("15", standing, **{"goal": GOAL, "weeks": BUSY, "last_report": DAY, **fields})


ALL_TOLD = reports(*((f"15.{n:02}", Report.ON_TIME) for n in range(1, 12)))


def tiles(head: Row, levels=NO_LEVELS, told=ALL_TOLD) -> dict[str, tuple[str, str]]:
    found = wording.tiles(ranking(head), levels, told)
    return {tile.label: (tile.value, tile.note) for tile in found}


def test_the_tiles_say_coverage_people_to_target_pace_reports_and_what_is_left():
    week_ago = Standing(2_380_000, 2_472_223, 11, 11)
    head = jambi(week_ago=week_ago, weeks=told(*[7728] * 8))
    levels = {"print_ready": DayEndSum(2348, 11), "blangko_left": DayEndSum(30_873, 9)}

    assert tiles(head, levels) == {
        "Cakupan": ("96,54 %", "+0,28 poin dalam 7 hari"),
        "Menuju 98 %": ("36.094", "orang lagi"),
        "Laju per hari": ("1.104", "perlu 3.008; dari semua 11 dinas"),
        "Lapor 4 Apr": ("11 dari 11", "semua dinas"),
        "Menunggu cetak (PRR)": ("2.348", "laporan terakhir 11 dari 11"),
        "Sisa blangko": ("30.873", "laporan terakhir 9 dari 11"),
    }
    with translation.override("en"):
        english = tiles(head, levels)
    assert tiles(jambi(week_ago=JAMBI, last_report=None))["Cakupan"] == ("96,54 %", "")
    assert english["Coverage"] == ("96.54 %", "+0.28 points in 7 days")
    assert english["Recorded a day"] == ("1,104", "needed: 3,008; of all 11 offices")


def test_the_tiles_say_what_is_missing_and_needed_for_those_obliged_on_the_deadline():
    with translation.override("en"):
        found = tiles(jambi(wajib_on_deadline=2_505_505))

    assert found["To 98 %"] == ("36,094", "people to go; on the deadline: 68,710")
    # 12 days between this one and the deadline.
    needed = "needed: 3,008; for those obliged on the deadline: 5,726"
    assert found["Recorded a day"][1].startswith(needed)


def test_reached_today_something_may_still_be_needed_for_the_deadline():
    head = jambi(people(9900, 10_000), wajib_on_deadline=10_300)

    with translation.override("en"):
        found = tiles(head)

    assert found["To 98 %"] == ("reached", "on the deadline: 194")
    assert found["Recorded a day"][1].startswith("for those obliged on the deadline: 17")


def test_unknown_coverage_and_levels_are_a_dash_and_never_a_zero():
    head = jambi(Standing(None, None, 2, 11), last_report=None, weeks=())

    assert tiles(head) == {
        "Cakupan": ("–", ""),
        "Menuju 98 %": ("–", ""),
        "Laju per hari": ("–", ""),
        "Lapor 4 Apr": ("11 dari 11", "semua dinas"),
        "Menunggu cetak (PRR)": ("–", "tidak dilaporkan minggu ini"),
        "Sisa blangko": ("–", "tidak dilaporkan minggu ini"),
    }


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([Report.ON_TIME, Report.MISSING], ("1 dari 2", "1 belum lapor")),
        ([Report.ZERO, Report.OPEN], ("1 dari 2", "1 masih ditunggu")),
        ([Report.MISSING, Report.OPEN], ("0 dari 2", "1 belum lapor, 1 masih ditunggu")),
        ([Report.LATE, Report.CLOSED], ("1 dari 1", "semua dinas")),
        ([Report.CLOSED, Report.CLOSED], ("0", "tutup")),
    ],
)
def test_the_reports_tile_counts_those_who_were_expected(told, said):
    of_day = reports(*((f"15.0{n}", report) for n, report in enumerate(told, start=1)))

    assert tiles(jambi(), told=of_day)["Lapor 4 Apr"] == said


def test_on_a_day_off_the_tile_says_that_nobody_is_expected():
    off = reports(("15.03", Report.ON_TIME), ("15.04", Report.DAY_OFF), day=date(2019, 4, 7))

    assert tiles(jambi(), told=off)["Lapor 4 Apr"] == ("1", "tidak ada yang wajib lapor")


def test_a_level_of_zero_is_shown_as_zero():
    levels = {**NO_LEVELS, "blangko_left": DayEndSum(0, 1)}

    assert tiles(jambi(), levels)["Sisa blangko"] == ("0", "laporan terakhir 1 dari 11")


def test_one_office_is_not_counted_out_of_one_in_its_levels():
    head = row("15.03", people(860, 1000), last_report=DAY, weeks=BUSY)
    levels = {**NO_LEVELS, "blangko_left": DayEndSum(480, 1)}

    assert tiles(head, levels)["Sisa blangko"] == ("480", "laporan terakhir")
    own = reports(("15.03", Report.ON_TIME))
    assert tiles(head, levels, own)["Lapor 4 Apr"] == ("1 dari 1", "semua dinas")


def test_a_kecamatan_shows_nothing_that_its_office_reports_as_a_whole():
    head = row("15.03.01", people(860, 1000), weeks=BUSY)
    levels = {**NO_LEVELS, "blangko_left": DayEndSum(480, 1)}

    assert list(tiles(head, levels)) == ["Cakupan", "Menuju 98 %", "Laju per hari"]


def test_a_target_that_is_reached_has_no_needed_pace():
    found = tiles(jambi(people(9900, 10_000)))

    assert found["Menuju 98 %"] == ("tercapai", "")
    assert found["Laju per hari"] == ("10", "")


@pytest.mark.parametrize("deadline", [None, DAY, DAY - timedelta(days=1), DAY + timedelta(days=1)])
def test_without_days_left_nothing_is_needed(deadline):
    head = jambi(goal=Goal(9800, deadline), weeks=told(7, 14, 21, 70))

    assert tiles(head)["Laju per hari"] == ("4", "dari semua 11 dinas")


def test_the_pace_says_who_came_by_themselves_and_who_through_outreach():
    head = jambi(weeks=told(*[70] * 8, outreach=14))

    assert tiles(head)["Laju per hari"] == (
        "12",
        "perlu 3.008; datang sendiri 10, jemput bola 2; dari semua 11 dinas",
    )


def test_the_pace_of_a_province_says_of_how_many_offices_it_is_the_sum():
    assert tiles(jambi(paced=9))["Laju per hari"] == ("10", "perlu 3.008; dari 9 dari 11 dinas")


def test_a_sum_of_which_a_part_has_no_pace_has_no_date_and_no_line_ahead():
    """The people of all over the pace of some: a silent office would be one that does nothing."""
    assert pace.projection(jambi(), DAY).outlook != Outlook.TOO_FEW_REPORTS
    assert pace.projection(jambi(paced=10), DAY) == Projection(Outlook.TOO_FEW_REPORTS)


def test_an_office_whose_backtest_says_so_is_shown_a_straight_line_and_told_that_it_is_one():
    """1.080 people at ten a day: 108 days."""
    office = row("15.03", people(880, 2000), last_report=DAY, weeks=BUSY, goal=GOAL)
    office.region.backtest = Backtest(day=DAY, cases=24, held=20, straight_is_nearer=True)
    at_an_office = pace.projection(office, DAY)
    office.region.backtest.straight_is_nearer = False
    as_usual = pace.projection(office, DAY)

    assert at_an_office == Projection(Outlook.STRAIGHT_ON, DAY + timedelta(days=108))
    assert pace.outlook(at_an_office) == "sekitar Jul 2019"
    assert pace.kind_of(at_an_office) == "garis lurus: sejauh ini lebih tepat di sini"
    assert pace.is_late(at_an_office, GOAL)
    assert as_usual.outlook == Outlook.PROJECTED
    assert pace.kind_of(as_usual) == ""


def test_how_often_ranges_held_the_day_is_said_once_it_was_tried():
    assert pace.came_true(None) == ""
    assert pace.came_true(CameTrue(DAY, 1024, 920)) == (
        "Dari 1.024 perkiraan terdahulu, 920 tepat dalam rentang "
        "(diuji pada laporan sampai 4 April 2019)."
    )


def test_what_is_reached_is_reached_whatever_a_part_says():
    head = jambi(Standing(2_472_223, 2_472_223, 11, 11), paced=10)

    assert pace.projection(head, DAY).outlook == Outlook.REACHED


def test_the_pace_of_an_office_says_up_to_which_report_it_is_known():
    head = row("15.03", people(860, 1000), last_report=date(2019, 3, 20), weeks=BUSY)

    assert tiles(head)["Laju per hari"] == ("10", "sampai laporan terakhir, 20 Mar")


def test_an_office_that_reported_too_little_has_no_pace_and_says_why():
    head = row("15.03", people(860, 1000), last_report=DAY, weeks=told(70))

    assert tiles(head)["Laju per hari"] == ("–", "laporan terlalu sedikit")


def test_the_reports_tile_leads_to_who_is_missing_on_that_day():
    found = wording.tiles(ranking(jambi()), NO_LEVELS, ALL_TOLD)

    assert [tile.link for tile in found if tile.link] == ["/kelengkapan/?wilayah=15&per=2019-04-04"]


@pytest.mark.parametrize(
    ("found", "indonesian", "english"),
    [
        (Projection(Outlook.UNKNOWN), "–", "–"),
        (Projection(Outlook.REACHED, DAY, DAY, DAY), "tercapai", "reached"),
        (Projection(Outlook.TOO_FEW_REPORTS), "laporan terlalu sedikit", "too few reports"),
        (
            Projection(Outlook.NOT_AT_THIS_PACE),
            "tidak tercapai dengan laju ini",
            "not at this pace",
        ),
        (
            Projection(Outlook.PROJECTED, date(2019, 9, 1), date(2019, 8, 1), date(2019, 10, 1)),
            "Agu – Okt 2019",
            "Aug – Oct 2019",
        ),
        (
            Projection(Outlook.PROJECTED, date(2019, 9, 1), date(2019, 8, 1)),
            "paling cepat Agu 2019",
            "Aug 2019 at the earliest",
        ),
    ],
)
def test_an_outlook_in_the_fewest_words(found, indonesian, english):
    assert pace.outlook(found) == indonesian
    with translation.override("en"):
        assert pace.outlook(found) == english


def test_every_outlook_has_its_words():
    texts = {pace.outlook(Projection(outlook, DAY, DAY, DAY)) for outlook in Outlook}

    assert len(texts) == len(Outlook)


@pytest.mark.parametrize(
    ("outlook", "day", "deadline", "late"),
    [
        (Outlook.PROJECTED, POLLING, POLLING, False),
        (Outlook.PROJECTED, POLLING + timedelta(days=1), POLLING, True),
        (Outlook.PROJECTED, POLLING, None, False),
        (Outlook.NOT_AT_THIS_PACE, None, POLLING, True),
        (Outlook.NOT_AT_THIS_PACE, None, None, False),
        (Outlook.TOO_FEW_REPORTS, None, POLLING, False),
        (Outlook.UNKNOWN, None, POLLING, False),
        (Outlook.REACHED, POLLING + timedelta(days=9), POLLING, False),
    ],
)
def test_late_is_what_is_not_reached_by_the_deadline(outlook, day, deadline, late):
    assert pace.is_late(Projection(outlook, day, day, day), Goal(9800, deadline)) is late


@pytest.mark.parametrize(
    ("deadline", "needed"),
    [
        (POLLING, 3008),
        (DAY + timedelta(days=2), 36_094),
        (DAY + timedelta(days=1), None),
        (DAY, None),
        (None, None),
    ],
)
def test_the_needed_pace_is_for_the_days_after_this_one_and_before_the_deadline(deadline, needed):
    assert pace.needed(jambi(goal=Goal(9800, deadline)), DAY) == needed


missing = st.none() | st.integers(-500, 5000)


@given(st.lists(missing, max_size=9))
def test_no_fewer_places_hold_half_of_the_missing(numbers):
    rows = [
        row(f"15.{n:02}", people(None if gap is None else 10_000 - gap, 10_000), name=f"<{n}>")
        for n, gap in enumerate(numbers, start=1)
    ]
    gaps = [gap for gap in numbers if gap is not None and gap > 0]

    text = wording.half_of_the_missing(ranking(row("15", JAMBI), *rows))

    fewest = next(
        size
        for size in range(len(gaps) + 1)
        if any(2 * sum(some) >= sum(gaps) for some in combinations(gaps, size))
    )
    if None in numbers or len(gaps) < 3 or fewest > MOST_NAMED:
        assert text == ""
        return
    named = [n for n in range(1, len(numbers) + 1) if f"<{n}>" in text]
    assert len(named) == fewest
    assert 2 * sum(numbers[n - 1] for n in named) >= sum(gaps)
    assert f"ada di {fewest} dari {len(numbers)} wilayah: <" in text


def test_two_places_of_one_name_are_two_places():
    rows = [row(f"15.03.0{n}", people(900, 1000), name="Pasar") for n in (1, 2, 3, 4)]

    assert wording.half_of_the_missing(ranking(row("15.03", JAMBI), *rows)) == (
        "Separuh dari yang belum merekam ada di 2 dari 4 wilayah: Pasar, Pasar."
    )


@pytest.mark.parametrize(
    ("recorded", "days", "shown"),
    [
        (7728, 7, "1.104"),
        (0, 7, "0"),
        (3, 7, "0,4"),
        (7, 7, "1"),
        (69, 7, "9,9"),
        (70, 7, "10"),
        (74, 7, "11"),
        (73, 7, "10"),
        (1, 28, "0"),
        (2, 28, "0,1"),
    ],
)
def test_a_rate_below_ten_has_a_tenth(recorded, days, shown):
    assert numerals.rate(recorded, days) == shown


@pytest.mark.parametrize(
    ("first", "last", "indonesian", "english"),
    [
        (date(2019, 4, 12), date(2019, 4, 12), "12 Apr 2019", "12 Apr 2019"),
        (date(2019, 4, 12), date(2019, 4, 29), "12 – 29 Apr 2019", "12 – 29 Apr 2019"),
        (date(2019, 4, 20), date(2019, 6, 4), "20 Apr – 4 Jun 2019", "20 Apr – 4 Jun 2019"),
        (date(2019, 12, 20), date(2020, 1, 5), "20 Des – 5 Jan 2020", "20 Dec – 5 Jan 2020"),
        (date(2019, 8, 1), date(2019, 10, 31), "Agu – Okt 2019", "Aug – Oct 2019"),
        (date(2019, 12, 1), date(2020, 5, 31), "Des 2019 – Mei 2020", "Dec 2019 – May 2020"),
    ],
)
def test_a_range_is_as_rough_as_it_is_long(first, last, indonesian, english):
    assert numerals.rough_range(first, last) == indonesian
    with translation.override("en"):
        assert numerals.rough_range(first, last) == english


def test_a_rough_day_is_a_month():
    assert numerals.rough_day(date(2019, 8, 17)) == "Agu 2019"
