"""A ranking in words: the sentence on top, and the rows ready to print."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import translation

from regions import wording
from regions.access import may_see
from regions.arithmetic import Standing
from regions.models import Basis, Kind, Region, User
from regions.ranking import Goal, Row
from regions.reporting import Report
from regions.wording import bar_start, headline, lines
from regions.wording.ranking_lines import Line, css_class
from tests.factories import DAY
from tests.regions.ranking.ranked import UNKNOWN, people, ranking, region, reports, row

DEWI_MAY_SEE = partial(may_see, User(username="dewi", region=Region(code="ID")))
POLLING = date(2019, 4, 17)
JAMBI = people(2_386_685, 2_472_223)


def goal(deadline: date | None = POLLING, label: str = "Pemilu 17 April 2019") -> Goal:
    return Goal(9800, deadline, label)


def line(one: Row, report: Report = Report.ON_TIME) -> Line:
    return lines([one], reports((one.region.code, report)), DEWI_MAY_SEE)[0]


def at_percent(hundredths: int, **fields) -> Row:
    return row(standing=people(hundredths, 10_000), **fields)


def test_the_headline_says_coverage_what_is_missing_until_when_and_the_lowest():
    jambi = ranking(
        row("15", JAMBI, goal=goal()),
        row("15.03", people(8600, 10_000), name="Kabupaten Sarolangun"),
        row("15.04", people(9600, 10_000), name="Kabupaten Batanghari"),
    )

    assert headline(jambi) == [
        "96,54 % sudah merekam (2.386.685 dari 2.472.223 wajib KTP).",
        "Kurang 36.094 orang untuk 98 %; 13 hari lagi (Pemilu 17 April 2019).",
        "Terendah: Kabupaten Sarolangun, 86,00 %.",
    ]
    with translation.override("en"):
        assert headline(jambi) == [
            "96.54 % recorded (2,386,685 of 2,472,223 people obliged).",
            "36,094 people short of 98 %; 13 days left (Pemilu 17 April 2019).",
            "Lowest: Kabupaten Sarolangun, 86.00 %.",
        ]


def to_target(day: date = DAY, **fields) -> str:
    head = row("15", people(8600, 10_000), goal=goal(**fields))
    return headline(ranking(head, day=day))[1]


def test_one_day_before_the_deadline_is_one_day_in_english():
    with translation.override("en"):
        assert "; 1 day left (" in to_target(POLLING - timedelta(days=1))


def test_the_deadline_may_be_today():
    assert to_target(POLLING).endswith("98 %; tenggatnya hari ini (Pemilu 17 April 2019).")


def test_the_deadline_may_have_passed():
    passed = to_target(POLLING + timedelta(days=1))

    assert passed.endswith("98 %; tenggat sudah lewat (Pemilu 17 April 2019).")


def test_a_deadline_without_a_label_is_named_by_its_day():
    assert to_target(label="").endswith("13 hari lagi (17 April 2019).")


def test_without_a_deadline_the_sentence_ends_at_the_target():
    assert to_target(deadline=None, label="") == "Kurang 1.200 orang untuk 98 %."


def test_a_target_that_is_reached_is_said_without_the_deadline():
    reached = ranking(row("15", people(9800, 10_000), goal=goal()))

    assert headline(reached)[1] == "Target 98 % tercapai."


def test_97_996_percent_has_not_reached_98():
    almost = ranking(row("15", people(97_996, 100_000)))

    assert headline(almost)[:2] == [
        "97,99 % sudah merekam (97.996 dari 100.000 wajib KTP).",
        "Kurang 4 orang untuk 98 %.",
    ]


def test_over_100_percent_is_said_as_it_is():
    over = ranking(row("15", people(10_044, 10_000)))

    assert headline(over)[0] == "100,44 % sudah merekam (10.044 dari 10.000 wajib KTP)."


def test_unknown_parts_are_counted_and_the_known_ones_named_as_such():
    head = row("15", Standing(None, None, 2, 3), known=people(1820, 2000))

    assert headline(ranking(head)) == [
        "Cakupan belum diketahui: baru 2 dari 3 kabupaten/kota yang angkanya ada.",
        "Yang diketahui: 91,00 % (1.820 dari 2.000).",
    ]


def test_where_no_part_is_known_there_is_no_percentage():
    head = row("15", Standing(None, None, 0, 3), known=UNKNOWN)

    assert headline(ranking(head)) == [
        "Cakupan belum diketahui: baru 0 dari 3 kabupaten/kota yang angkanya ada."
    ]


def test_one_place_without_a_denominator_and_one_without_recorded_people_differ():
    no_figure, no_recorded = row("15.03", UNKNOWN), row("15.03", people(None, 1000))

    assert headline(ranking(no_figure)) == [
        "Cakupan belum diketahui: belum ada angka penduduk yang terbit sampai tanggal ini."
    ]
    assert headline(ranking(no_recorded)) == ["Cakupan belum diketahui: belum ada laporan."]


def test_a_single_place_is_not_called_the_lowest():
    alone = ranking(row("15", people(86, 100)), row("15.03", people(86, 100)))

    assert len(headline(alone)) == 2


def test_nothing_is_lowest_where_nothing_is_known():
    unknown = ranking(row("15", people(86, 100)), row("15.03"), row("15.04"))

    assert len(headline(unknown)) == 2


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (region("15", "Jambi"), "Provinsi Jambi"),
        (region("34", "Daerah Istimewa Yogyakarta"), "Daerah Istimewa Yogyakarta"),
        (region("15.03", "Kabupaten Sarolangun"), "Kabupaten Sarolangun"),
        (region("15.71", "Kota Jambi", Kind.KOTA), "Kota Jambi"),
        (region("15.03.01", "Limun"), "Kecamatan Limun"),
        (region("ID", "Indonesia"), "Indonesia"),
    ],
)
def test_a_title_says_what_kind_of_place_it_is(place, title):
    assert wording.title(place) == title


@pytest.mark.parametrize(
    ("lowest", "start"),
    [(8999, 8000), (8500, 8000), (8499, 7000), (6012, 5000), (10_500, 8000), (300, 0), (0, 0)],
)
def test_bars_begin_at_a_round_ten_percent_below_the_lowest(lowest, start):
    assert bar_start([at_percent(lowest), at_percent(9900)]) == start


def test_bars_begin_at_80_where_nothing_is_known():
    assert bar_start([row()]) == bar_start([]) == 8000


def test_a_bar_is_full_at_100_percent_and_over_it():
    rows, told = [at_percent(n) for n in (9000, 10_500)], reports(("15.03", Report.ON_TIME))
    bars = [one.bar for one in lines(rows, told, DEWI_MAY_SEE)]

    assert bars == [50, 100]
    assert line(row()).bar == 0


@pytest.mark.parametrize(("target", "tick"), [(9800, 90), (7000, 0), (12_000, 100)])
def test_the_mark_of_the_target_stays_within_the_bar(target, tick):
    assert line(at_percent(9000, goal=Goal(target))).tick == tick


@pytest.mark.parametrize(
    ("hundredths", "expected"),
    [
        *((8699, "c1"), (8700, "c2"), (9199, "c2"), (9200, "c3"), (9499, "c3")),
        *((9500, "c4"), (9799, "c4"), (9800, "c5"), (10_500, "c5")),
    ],
)
def test_the_coverage_class_rises_to_the_target(hundredths, expected):
    assert css_class(at_percent(hundredths)) == expected


def test_the_coverage_class_of_the_unknown_is_its_own():
    assert css_class(row()) == css_class(row(standing=people(None, 1000))) == "c0"


def test_a_low_target_that_is_reached_shows_as_reached():
    assert css_class(at_percent(8600, goal=Goal(8500))) == "c5"


def test_a_line_below_target_says_how_many_people_are_needed():
    below = line(row("15.03", people(8600, 10_000), name="Kabupaten Sarolangun"))

    assert (below.percent, below.recorded, below.wajib) == ("86,00", "8.600", "10.000")
    assert (below.missing, below.to_target, below.status) == ("1.400", "1.200", "")
    assert below.notes == ()


def test_a_line_that_reached_the_target_says_so_and_needs_nobody():
    reached = line(at_percent(9850))

    assert (reached.to_target, reached.status, reached.missing) == ("", "tercapai", "150")


def test_a_line_over_100_percent_is_not_capped_and_says_how_many_over():
    over = line(at_percent(10_500))

    assert (over.percent, over.missing) == ("105,00", "lebih 500")
    assert over.notes == ("di atas 100 %",)


def test_exactly_100_percent_is_not_over():
    assert line(at_percent(10_000)).notes == ()
    assert line(at_percent(10_000)).missing == "0"


def test_an_unknown_line_says_what_it_waits_for():
    no_figure, no_recorded = line(row()), line(row(standing=people(None, 1000)))
    in_part = line(row("15", Standing(None, None, 2, 3)))

    assert (no_figure.percent, no_figure.missing, no_figure.rank) == ("–", "–", "")
    assert no_figure.status == "belum ada angka penduduk"
    assert (no_recorded.wajib, no_recorded.status) == ("1.000", "belum ada laporan")
    assert in_part.status == "2 dari 3 diketahui"


def test_a_line_on_an_estimate_says_so():
    assert line(at_percent(9000, bases=frozenset({Basis.ESTIMATE, Basis.DKB}))).notes == (
        "estimasi",
    )


@pytest.mark.parametrize(
    ("moved", "said"), [(2, "naik 2"), (-3, "turun 3"), (0, "tetap"), (None, "")]
)
def test_places_moved_are_said_in_words(moved, said):
    assert line(at_percent(9000, rank_change_7=moved)).places_7 == said


def test_a_change_of_coverage_has_its_sign():
    fell = line(at_percent(9000, week_ago=people(9010, 10_000), month_ago=people(8900, 10_000)))

    assert (fell.change_7, fell.change_30) == ("−0,10", "+1,00")


BEFORE = DAY - timedelta(days=3)


@pytest.mark.parametrize(
    ("report", "last", "said", "silent"),
    [
        (Report.ON_TIME, DAY, "lapor", False),
        (Report.LATE, DAY, "terlambat", False),
        (Report.ZERO, DAY, "nihil, dengan alasan", False),
        (Report.OPEN, BEFORE, "masih ditunggu, lapor terakhir 1 Apr", False),
        (Report.MISSING, BEFORE, "belum lapor, lapor terakhir 1 Apr", True),
        (Report.CLOSED, BEFORE, "tutup, lapor terakhir 1 Apr", False),
        (Report.NOT_EXPECTED, BEFORE, "libur, lapor terakhir 1 Apr", False),
        (Report.MISSING, None, "belum lapor, belum pernah lapor", True),
    ],
)
def test_a_line_says_how_the_office_reported_and_when_it_last_did(report, last, said, silent):
    shown = line(at_percent(9000, last_report=last), report)

    assert (shown.report, shown.silent) == (said, silent)


@pytest.mark.parametrize(
    ("told", "said", "silent"),
    [
        ([Report.ON_TIME, Report.ZERO], "2 dari 2 lapor", False),
        ([Report.ON_TIME, Report.MISSING], "1 dari 2 lapor, 1 belum lapor", True),
        ([Report.ON_TIME, Report.OPEN], "1 dari 2 lapor, 1 masih ditunggu", False),
        ([Report.ON_TIME, Report.CLOSED], "1 dari 1 lapor", False),
    ],
)
def test_the_line_of_a_province_says_how_many_of_its_offices_have_reported(told, said, silent):
    province = row("15", people(9000, 10_000), last_report=DAY)
    of_day = reports(*((f"15.0{n}", report) for n, report in enumerate(told, start=1)))

    (shown,) = lines([province], of_day, DEWI_MAY_SEE)

    assert (shown.report, shown.silent) == (said, silent)


@pytest.mark.parametrize(
    ("last", "said"), [(DAY, "terisi"), (BEFORE, "tanpa angka, lapor terakhir 1 Apr")]
)
def test_a_kecamatan_has_a_number_or_none_and_no_report_of_its_own(last, said):
    told = reports(("15.03", Report.MISSING))
    shown = lines([row("15.03.01", last_report=last)], told, DEWI_MAY_SEE)

    assert (shown[0].report, shown[0].silent) == (said, False)


def test_only_places_that_the_reader_may_see_open():
    siti = User(username="siti", region=Region(code="15.03"))
    rows = [row("15.03"), row("15.04"), row("15.030")]
    told = reports(*((one.region.code, Report.OPEN) for one in rows))

    assert [one.opens for one in lines(rows, told, partial(may_see, siti))] == [True, False, False]
    assert all(one.opens for one in lines(rows, told, DEWI_MAY_SEE))


def test_one_basis_is_named_and_a_mixture_is_said():
    dkb, estimate = frozenset({Basis.DKB}), frozenset({Basis.ESTIMATE})
    head = row("15", bases=dkb)

    assert wording.bases_text(ranking(head)) == "Dasar penyebut: Data Konsolidasi Bersih (DKB)."
    assert wording.bases_text(ranking(head, row(bases=estimate))) == (
        "Penyebut berasal dari dasar yang berbeda: Data Konsolidasi Bersih (DKB), estimasi."
    )
    assert wording.bases_text(ranking(row("15"))) == ""


def test_the_whole_is_the_sum_or_only_what_is_known_and_says_which():
    whole = wording.whole_line(ranking(row("15", people(1820, 2000))))
    head = row("15", Standing(None, None, 2, 3), known=people(1820, 2000))
    in_part = wording.whole_line(ranking(head))

    assert (whole["percent"], whole["recorded"], whole["partly"]) == ("91,00", "1.820", "")
    assert (in_part["percent"], in_part["recorded"], in_part["partly"]) == ("–", "1.820", "2")
    assert whole["not_broken_down"] == ""


def test_what_was_not_broken_down_is_shown_even_where_it_is_none():
    shown = wording.whole_line(ranking(row("15.03", people(860, 1000)), not_broken_down=0))

    assert shown["not_broken_down"] == "0"
