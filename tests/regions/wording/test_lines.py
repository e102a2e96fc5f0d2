"""A ranking in words: the sentence on top, and the rows ready to print."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import translation

from regions import wording
from regions.access import may_see
from regions.arithmetic import Standing
from regions.models import Basis, Kind, Region, User
from regions.ranking import Goal, Ranking, Row
from regions.reporting import DayReports, Report
from regions.wording import headline, ranking_table
from regions.wording.ranking_lines import Line, RankingTable, SumLine
from tests.factories import DAY
from tests.regions.ranking.ranked import (
    UNKNOWN,
    origin,
    people,
    ranking,
    region,
    reports,
    row,
    told_by,
)

DEWI_MAY_SEE = partial(may_see, User(username="dewi", region=Region(code="ID")))
POLLING = date(2019, 4, 17)
JAMBI = people(2_386_685, 2_472_223)


def goal(deadline: date | None = POLLING, label: str = "Pemilu 17 April 2019") -> Goal:
    return Goal(9800, deadline, label)


def table(
    of: Ranking, opens: Callable[[Region], bool] = DEWI_MAY_SEE, told: DayReports | None = None
) -> RankingTable:
    """The table of the ranking; all its offices have reported, unless `told` says otherwise."""
    return ranking_table(of, of.rows, told or told_by(of), opens)


def line(one: Row, report: Report = Report.ON_TIME) -> Line:
    told = reports((one.region.code, report))
    (shown,) = table(ranking(row("15"), one), told=told).lines
    return shown


def cells(of: Line | SumLine) -> dict[str, tuple[str, str]]:
    """Text and small text of the numbers in a line, by what they are."""
    return {cell.label: (cell.text, cell.small) for cell in of.cells if cell.label}


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


@pytest.mark.parametrize(
    ("obliged", "label", "said"),
    [
        (
            10_300,
            "Pemilu 17 April 2019",
            "98 % today: 1,200 people short; on the day of Pemilu 17 April 2019: "
            "1,494 people short; 13 days left.",
        ),
        (
            10_300,
            "",
            "98 % today: 1,200 people short; on 17 April 2019: 1,494 people short; 13 days left.",
        ),
        (
            8_700,
            "Pemilu",
            "98 % today: 1,200 people short; on the day of Pemilu: reached; 13 days left.",
        ),
        (None, "", "1,200 people short of 98 %; 13 days left (17 April 2019)."),
    ],
)
def test_where_it_is_known_who_is_obliged_on_the_deadline_both_are_said(obliged, label, said):
    head = row("15", people(8600, 10_000), goal=goal(label=label), wajib_on_deadline=obliged)

    with translation.override("en"):
        assert headline(ranking(head))[1] == said


@pytest.mark.parametrize("day", [POLLING, POLLING + timedelta(days=1)])
def test_who_was_obliged_on_a_deadline_that_has_passed_is_not_said(day):
    head = row("15", people(8600, 10_000), goal=goal(), wajib_on_deadline=10_300, day=day)

    with translation.override("en"):
        said = headline(ranking(head, day=day))[1]

    assert ("1,494" in said) is (day == POLLING)


def test_reached_today_but_not_on_the_deadline_is_not_called_reached():
    head = row("15", people(9850, 10_000), goal=goal(), wajib_on_deadline=10_300)

    with translation.override("en"):
        assert headline(ranking(head))[1].startswith("98 % today: reached; on the day of Pemilu")
    assert head.reached
    assert head.to_target_on_deadline == 244


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
        "Yang diketahui: 91,00 % (1.820 dari 2.000 wajib KTP).",
    ]


def test_what_is_known_of_the_nation_says_how_old_it_is_and_of_which_bases():
    """Figures of places that are unknown are not of the sum that is shown."""
    old = origin(Basis.ESTIMATE, as_of=date(2019, 1, 31))
    known = row("15", people(1820, 2000), origins=frozenset({old, origin(as_of=DAY)}))
    unknown = row("11", UNKNOWN, origins=frozenset({origin(Basis.DP4, as_of=date(2010, 1, 1))}))
    silent = {"day": date(2026, 11, 25), "last_report": DAY}
    head = row("ID", Standing(None, None, 11, 514), known=people(1820, 2000), **silent)

    said = headline(ranking(head, known, unknown, day=date(2026, 11, 25)))

    assert said[1] == (
        "Yang diketahui: 91,00 % (1.820 dari 2.000 wajib KTP; wajib KTP per 31 Januari 2019,"
        " lebih dari dua semester yang lalu; dasar bercampur: Data Konsolidasi Bersih (DKB),"
        " estimasi; tanpa laporan sejak 4 April 2019)."
    )


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


def test_a_line_below_target_says_how_many_people_are_needed():
    below = line(row("15.03", people(8600, 10_000), name="Kabupaten Sarolangun"))

    assert below.percent == "86,00 %"
    assert cells(below)["Sudah merekam"] == ("8.600", "dari 10.000")
    assert cells(below)["Belum rekam"] == ("1.400", "1.200 ke target")
    assert below.notes == ()


def test_a_line_that_reached_the_target_says_so_and_needs_nobody():
    assert cells(line(at_percent(9850)))["Belum rekam"] == ("150", "tercapai")


def test_a_line_over_100_percent_is_not_capped_and_says_how_many_over():
    over = line(at_percent(10_500))

    assert over.percent == "105,00 %"
    assert cells(over)["Belum rekam"] == ("lebih 500", "tercapai")
    assert over.notes == ("di atas 100 %",)


def test_exactly_100_percent_is_not_over():
    assert line(at_percent(10_000)).notes == ()
    assert cells(line(at_percent(10_000)))["Belum rekam"][0] == "0"


def test_an_unknown_line_says_what_it_waits_for():
    no_figure, no_recorded = line(row()), line(row(standing=people(None, 1000)))
    in_part = line(row("15", Standing(None, None, 2, 3)))

    assert (no_figure.percent, no_figure.rank) == ("–", "")
    assert cells(no_figure)["Belum rekam"] == ("–", "belum ada angka penduduk")
    assert cells(no_recorded)["Sudah merekam"] == ("–", "dari 1.000")
    assert cells(no_recorded)["Belum rekam"] == ("–", "belum ada laporan")
    assert cells(in_part)["Belum rekam"] == ("–", "2 dari 3 diketahui")


def test_a_line_on_an_estimate_says_so():
    assert line(at_percent(9000, origins=frozenset([origin(Basis.ESTIMATE), origin()]))).notes == (
        "estimasi",
    )


@pytest.mark.parametrize(
    ("moved", "said"), [(2, "naik 2 · –"), (-3, "turun 3 · –"), (0, "tetap · –"), (None, "–")]
)
def test_places_moved_are_said_in_words_before_the_change_of_a_month(moved, said):
    assert cells(line(at_percent(9000, rank_change_7=moved)))["7 hari"] == ("–", said)


def test_a_change_of_coverage_has_its_sign():
    fell = line(at_percent(9000, week_ago=people(9010, 10_000), month_ago=people(8900, 10_000)))

    assert cells(fell)["7 hari"] == ("−0,10", "+1,00")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"week_ago": people(9279, 10_000), "newly_7": 12}, "– · +0,12 perekaman, −2,91"),
        ({"month_ago": people(9279, 10_000), "newly_30": 12}, "30 hari: +0,12 perekaman, −2,91"),
        ({"week_ago": people(8990, 10_000)}, ""),
    ],
)
def test_what_a_new_figure_did_is_told_apart_beside_the_change(fields, said):
    small = cells(line(at_percent(9000, **fields)))["7 hari"][1]

    assert said in small
    assert ("angka wajib KTP baru" in small) is bool(said)


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
        (Report.DAY_OFF, BEFORE, "libur, lapor terakhir 1 Apr", False),
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

    (shown,) = table(ranking(row("ID"), province), told=of_day).lines

    assert (shown.report, shown.silent) == (said, silent)


@pytest.mark.parametrize(
    ("last", "said"), [(DAY, "terisi"), (BEFORE, "tanpa angka, lapor terakhir 1 Apr")]
)
def test_a_kecamatan_has_a_number_or_none_and_no_report_of_its_own(last, said):
    told = reports(("15.03", Report.MISSING))
    inside = ranking(row("15.03"), row("15.03.01", last_report=last))
    (shown,) = table(inside, told=told).lines

    assert (shown.report, shown.silent) == (said, False)


def test_only_places_that_the_reader_may_see_open():
    siti = User(username="siti", region=Region(code="15.03"))
    jambi = ranking(row("15"), row("15.03"), row("15.04"), row("15.030"))

    seen = table(jambi, partial(may_see, siti)).lines
    assert [one.opens for one in seen] == [True, False, False]
    assert all(one.opens for one in table(jambi).lines)


def test_the_denominator_is_named_and_a_mixture_is_said():
    dkb = origin(source="DKB")
    estimate = origin(Basis.ESTIMATE, date(2018, 12, 31), "Proyeksi")
    of_one, of_both = (row("15", origins=frozenset(these)) for these in ([dkb], [dkb, estimate]))

    assert wording.origins_text(ranking(of_one)) == (
        "Wajib KTP per 31 Januari 2019, terbit 31 Januari 2019; dasar: Data Konsolidasi Bersih "
        "(DKB); sumber: DKB."
    )
    assert wording.origins_text(ranking(of_both)) == (
        "Wajib KTP per 31 Desember 2018 – 31 Januari 2019, terbit 31 Desember 2018 – 31 Januari "
        "2019; dasar: Data Konsolidasi Bersih (DKB), estimasi; sumber: DKB; Proyeksi."
    )
    assert wording.origins_text(ranking(row("15"))) == ""
    below = row("15.03", origins=frozenset([estimate]))
    assert wording.origins_text(ranking(of_one, below)).endswith(
        "sumber: DKB. Dalam peringkat juga: estimasi."
    )
    many = [origin(source=str(n)) for n in range(11)]
    assert "sumber: 11 sumber." in wording.origins_text(ranking(row("15", origins=frozenset(many))))


def test_the_first_sentence_says_why_the_percentage_is_to_be_read_with_care():
    def said(day: date = DAY, **fields) -> str:
        return wording.headline(ranking(row("15", people(860, 1000), **fields), day=day))[0]

    fresh = frozenset([origin()])
    mixed = frozenset([origin(), origin(Basis.ESTIMATE)])
    year_later = date(2020, 2, 1)

    assert (
        said(origins=fresh, last_report=DAY) == "86,00 % sudah merekam (860 dari 1.000 wajib KTP)."
    )
    assert "dasar bercampur: Data Konsolidasi Bersih (DKB), estimasi" in said(origins=mixed)
    assert "semester" not in said(year_later, origins=fresh)
    assert said(year_later + timedelta(days=1), origins=fresh).endswith(
        "1.000 wajib KTP; wajib KTP per 31 Januari 2019, lebih dari dua semester yang lalu)."
    )
    assert "tanpa laporan" not in said(last_report=DAY - timedelta(days=30))
    assert "tanpa laporan sejak 4 Maret 2019" in said(last_report=DAY - timedelta(days=31))


def test_the_whole_is_the_sum_or_only_what_is_known_and_says_which():
    (whole,) = table(ranking(row("15", people(1820, 2000)))).sums
    head = row("15", Standing(None, None, 2, 3), known=people(1820, 2000))
    (in_part,) = table(ranking(head)).sums

    assert (whole.percent, whole.partly) == ("91,00 %", "")
    assert (in_part.percent, in_part.partly) == ("–", "hanya 2 yang diketahui")
    for sums in (whole, in_part):
        assert cells(sums) == {
            "Sudah merekam": ("1.820", "dari 2.000"),
            "Belum rekam": ("180", ""),
        }


def test_a_sum_over_100_percent_is_a_plain_number():
    (whole,) = table(ranking(row("15", people(2100, 2000)))).sums

    assert cells(whole)["Belum rekam"] == ("−100", "")


def test_what_was_not_broken_down_is_shown_even_where_it_is_none():
    inside = ranking(row("15.03", people(860, 1000), counted=60), not_broken_down=0)

    rest, whole = table(inside).sums

    assert (rest.name, cells(rest)) == ("Tidak dirinci per kecamatan", {"Baru": ("0", "")})
    assert cells(whole)["Baru"] == ("60", "")


def test_kecamatan_that_have_ended_have_a_line_where_people_were_counted_in_them():
    inside = ranking(row("15.03", people(860, 1000), counted=60), not_broken_down=0, ended=40)

    with translation.override("en"):
        rest, ended, _whole = table(inside).sums

    assert cells(rest) == {"New": ("0", "")}
    assert (ended.name, cells(ended)) == ("Kecamatan that have ended", {"New": ("40", "")})


def test_only_kecamatan_say_who_is_new_since_the_base_figure():
    of_jambi = table(ranking(row("15"), row("15.03", counted=60)))
    of_sarolangun = table(ranking(row("15.03"), row("15.03.01", counted=60)))

    assert "Baru" not in cells(of_jambi.lines[0])
    assert cells(of_sarolangun.lines[0])["Baru"] == ("60", "")
    headers = [(column.header, column.small_header) for column in of_sarolangun.columns]
    assert headers == [
        ("Sudah merekam", "dari wajib KTP"),
        ("Baru", "sejak angka dasar"),
        ("Belum rekam", "ke target"),
        ("7 hari", "30 hari, poin"),
    ]
