"""The recap as text: what it says, that it always fits, and that no name breaks it."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from regions.arithmetic import Standing
from regions.handing_out.recap import MOST_CHARACTERS, compose, plain
from regions.models import Basis
from regions.ranking import Goal, Ranking, Row
from regions.reporting import DayReports, Report
from tests.factories import DAY
from tests.regions.ranking.ranked import (
    UNKNOWN,
    office_report,
    origin,
    people,
    ranking,
    reports,
    row,
)

ALL_REPORTED = reports(("15.03", Report.ON_TIME), ("15.04", Report.ZERO))
ELECTION = Goal(9800, date(2019, 4, 17), "Pemilu 17 April 2019")


def jambi(standing: Standing, *rows: Row, **fields) -> Ranking:
    return ranking(row("15", standing, **{"name": "Jambi", **fields}), *rows)


def text(of: Ranking, before: Standing = UNKNOWN, told=ALL_REPORTED, events=()) -> str:
    return compose(of, before, told, events)


def told_and_missing(missing: list[str], told: int = 0, day: date = DAY) -> DayReports:
    """So many offices that reported the day, and the names of those that did not."""
    state = {True: Report.MISSING, False: Report.DAY_OFF}[day.weekday() < 5]
    offices = [office_report(f"15.{n:03}", name, state, day) for n, name in enumerate(missing)]
    offices += [office_report(f"15.{500 + n}", "X", Report.ON_TIME, day) for n in range(told)]
    return DayReports(day, tuple(offices))


def test_the_recap_says_where_the_region_stands_and_who_is_lowest():
    sarolangun = row("15.03", people(191_963, 223_211), name="Kabupaten Sarolangun")
    bungo = row("15.08", people(231_039, 230_687), name="Kabupaten Bungo")
    standing = people(2_386_685, 2_472_223)
    of = jambi(standing, sarolangun, bungo, goal=ELECTION, week_ago=people(2_380_000, 2_472_223))

    recap = compose(
        of,
        people(2_385_469, 2_472_223),
        told_and_missing(["Kabupaten Tanjung Jabung Barat"], told=10),
        ["4 April: GISA di Sarolangun, 08.00 WIB"],
    )

    assert recap == (
        "*Perekaman KTP-el Provinsi Jambi*\n"
        "Per Kamis, 4 April 2019\n"
        "\n"
        "96,54 % sudah merekam (2.386.685 dari 2.472.223 wajib KTP).\n"
        "Kurang 36.094 orang untuk 98 %; 13 hari lagi (Pemilu 17 April 2019).\n"
        "Dibanding sehari sebelumnya: +1.216 orang (+0,05 poin), baru dari 10 dari 11 dinas.\n"
        "Dibanding seminggu sebelumnya: +0,28 poin.\n"
        "\n"
        "*Terendah*\n"
        "1. Kabupaten Sarolangun: 86,00 %, 31.248 orang belum rekam\n"
        "2. Kabupaten Bungo: 100,15 %, 352 orang di atas wajib KTP\n"
        "\n"
        "10 dari 11 kabupaten/kota yang wajib lapor sudah lapor. 1 belum lapor.\n"
        "*Belum lapor: 1 dari 11*\n"
        "Kabupaten Tanjung Jabung Barat\n"
        "\n"
        "*Kegiatan*\n"
        "- 4 April: GISA di Sarolangun, 08.00 WIB"
    )


def test_the_recap_is_in_the_language_of_the_page():
    with translation.override("en"):
        recap = text(jambi(people(2_386_685, 2_472_223)))

    assert "96.54 % recorded (2,386,685 of 2,472,223 people obliged)." in recap
    assert "2 of 2 kabupaten/kota expected have reported." in recap


def test_only_the_five_lowest_are_named_and_none_that_is_unknown():
    rows = [row(f"15.{n:02}", people(800 + n, 1000), name=f"Tempat-{n}.") for n in range(1, 8)]
    few = [rows[0], row("15.09", UNKNOWN, name="Gelap")]

    assert "5. Tempat-5.: 80,50 %, 195 orang belum rekam" in text(jambi(UNKNOWN, *rows))
    assert "Tempat-6." not in text(jambi(UNKNOWN, *rows))
    assert "Gelap" not in text(jambi(UNKNOWN, *few))


def test_unknown_coverage_is_said_with_the_part_that_is_known_and_without_a_change():
    head = Standing(None, None, 11, 514)

    recap = text(jambi(head, known=Standing(860, 1000, 11, 11)), before=people(850, 1000))

    assert "Cakupan belum diketahui: baru 11 dari 514 kabupaten/kota yang angkanya ada." in recap
    assert "Yang diketahui: 86,00 % (860 dari 1.000 wajib KTP)." in recap
    assert "sebelumnya" not in recap


def test_without_an_earlier_figure_there_is_no_change_and_it_says_so():
    recap = text(jambi(people(860, 1000)), before=UNKNOWN)

    assert "Belum ada angka sebelumnya sebagai pembanding." in recap
    assert "Dibanding" not in recap


def test_a_fall_has_a_minus_and_standing_still_a_plain_zero():
    fallen = text(jambi(people(860, 1000)), before=people(870, 1000))
    still = text(jambi(people(860, 1000)), before=people(860, 1000))

    assert "−10 orang (−1,00 poin)" in fallen
    assert "0 orang (0,00 poin)" in still


def test_a_day_of_which_nobody_told_anything_is_compared_with_none():
    silent = reports(("15.03", Report.MISSING), ("15.04", Report.MISSING))
    closed = reports(("15.03", Report.CLOSED), ("15.04", Report.CLOSED))
    still, outreach = jambi(people(860, 1000)), jambi(people(900, 1000))

    assert "sehari sebelumnya" not in text(still, people(860, 1000), silent)
    assert "sebelumnya: 0 orang" in text(still, people(860, 1000), closed)
    assert "+40 orang (+4,00 poin), baru dari 0 dari 2 dinas." in text(
        outreach, people(860, 1000), silent
    )


def test_what_a_new_population_figure_did_is_told_apart_from_what_recording_did():
    since_yesterday = text(jambi(people(860, 1000)), before=people(860, 990))
    a_week_ago = people(840, 990)
    since_last_week = text(jambi(people(860, 1000), week_ago=a_week_ago, newly_7=20), UNKNOWN)
    same = text(jambi(people(860, 1000), week_ago=people(855, 1000)), people(857, 1000))

    assert "Jumlah wajib KTP berubah di antara kedua tanggal itu." in since_yesterday
    assert (
        "Dibanding seminggu sebelumnya: +1,16 poin.\n(+2,02 perekaman, −0,86 angka wajib KTP baru)"
    ) in since_last_week
    assert "berubah" not in same
    assert "perekaman," not in same


def test_the_denominator_is_named_with_its_day_publication_basis_and_source():
    origins = frozenset([origin(source="DKB semester II 2018")])

    assert (
        "Wajib KTP per 31 Januari 2019, terbit 31 Januari 2019; dasar: Data Konsolidasi Bersih "
        "(DKB); sumber: DKB semester II 2018."
    ) in text(jambi(people(860, 1000), origins=origins))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2019, 4, 4), "13 hari lagi"),
        (date(2019, 4, 17), "tenggatnya hari ini"),
        (date(2019, 4, 18), "tenggat sudah lewat"),
    ],
)
def test_the_deadline_is_ahead_today_or_past(day, said):
    assert said in text(replace(jambi(people(860, 1000), goal=ELECTION), day=day))


def test_kecamatan_that_do_not_add_up_are_said_and_those_of_another_basis_alone_are_not():
    head = row("15.03", people(900, 1000), origins=frozenset([origin()]))
    estimates = frozenset([origin(Basis.ESTIMATE)])

    def inside(recorded: int) -> str:
        part = row("15.03.01", people(recorded, 1000), origins=estimates)
        with translation.override("en"):
            return text(ranking(head, part))

    assert "do not add up" in inside(960)
    assert "together 960 of 1,000 people obliged (as of 31 January 2019, estimate)" in inside(960)
    assert "kecamatan add up" not in inside(900)
    assert "In the ranking also: estimate." in inside(900)


def test_a_target_without_a_deadline_has_none_and_a_reached_one_is_reached():
    open_ended = text(jambi(people(860, 1000)))
    reached = text(jambi(people(1050, 1000), goal=ELECTION))

    assert "Kurang 120 orang untuk 98 %.\n" in open_ended
    assert "105,00 % sudah merekam (1.050 dari 1.000 wajib KTP)." in reached
    assert "Target 98 % tercapai." in reached


def test_a_region_without_rows_has_no_list_of_the_lowest():
    pauh = ranking(row("15.03.01", people(860, 1000), name="Pauh"))

    assert "Terendah" not in text(pauh, told=reports(("15.03", Report.ON_TIME)))


def test_nobody_is_named_for_a_day_off():
    off = told_and_missing(["A", "B", "C"], day=date(2019, 4, 7))
    recap = text(jambi(people(860, 1000)), told=off)

    off = gettext("A weekend, holiday or joint leave: nobody is expected to report.")
    assert recap.endswith(f"\n\n{off}")


def test_who_may_still_report_in_time_is_counted_and_not_named():
    told = reports(("15.03", Report.ON_TIME), ("15.04", Report.OPEN))
    recap = text(jambi(people(860, 1000)), told=told)

    assert recap.endswith("sudah lapor. 1 masih ditunggu, sampai 5 April 2019.")


def test_of_many_silent_places_the_rest_is_counted():
    names = [f"Kabupaten Nomor {n}" for n in range(514)]

    recap = text(jambi(people(860, 1000)), told=told_and_missing(names))

    silent = recap.partition("*Belum lapor: 514 dari 514*\n")[2]
    named, _and, more = silent.partition(" dan ")
    shown = named.split(", ")
    assert shown == names[: len(shown)]
    assert more == f"{514 - len(shown)} lainnya"
    assert MOST_CHARACTERS - 25 < len(recap) <= MOST_CHARACTERS


def test_of_many_events_the_rest_is_counted():
    events = [f"Acara {n} di kecamatan {'jauh ' * 10}" for n in range(20)]

    recap = text(jambi(people(860, 1000)), events=events)

    listed = recap.partition("*Kegiatan*\n")[2].splitlines()
    assert listed[0].startswith("- Acara 0 di kecamatan jauh")
    assert listed[-1] == f"dan {20 - len(listed) + 1} lainnya"


MARKED_UP = ["*Pauh*", "Pa_uh", "~Pauh~", "`Pauh`", "Pauh\n*Kota*", "P\u202eauh"]


@pytest.mark.parametrize("name", MARKED_UP)
def test_a_name_cannot_bring_its_own_markup_or_lines(name):
    def named(name: str) -> str:
        """The recap in which everything that has a name is called so."""
        goal = replace(ELECTION, label=name)
        lowest = row("15.03", people(860, 1000), name=name)
        of = jambi(people(860, 1000), lowest, name=name, goal=goal)
        return text(of, told=told_and_missing([name], told=1), events=[name])

    recap, count = named(name), named("Pauh").count

    assert not set("_~`\u202e") & set(recap)
    assert recap.count("*") == count("*")
    assert recap.count("\n") == count("\n")


def test_a_long_name_ends_after_a_whole_word():
    assert plain("Kabupaten " + "Panjang Sekali " * 9, 30) == "Kabupaten Panjang Sekali…"
    assert plain("Kabupaten Sarolangun") == "Kabupaten Sarolangun"


names = st.text(max_size=100)
numbers = st.none() | st.integers(0, 2_000_000_000)
standings = st.builds(people, numbers, st.none() | st.integers(1, 2_000_000_000))


@given(
    head=standings,
    title=names,
    label=names,
    rows=st.lists(st.tuples(names, standings), max_size=8),
    before=standings,
    week_ago=standings,
    silent=st.lists(names, max_size=20),
    times=st.sampled_from((1, 5, 50)),
    working_day=st.booleans(),
    events=st.lists(st.text(max_size=300), max_size=12),
    language=st.sampled_from(("id", "en")),
)
def test_the_recap_fits_whatever_the_names_and_numbers(
    head, title, label, rows, before, week_ago, silent, times, working_day, events, language
):
    goal = Goal(9800, date(2019, 4, 17), label)
    places = [row(f"15.{n:02}", at, name=name) for n, (name, at) in enumerate(rows)]
    places.sort(key=lambda place: place.standing.hundredths is None)
    of = ranking(row("15", head, name=title, goal=goal, week_ago=week_ago), *places)
    told = told_and_missing(silent * times, 3, DAY if working_day else date(2019, 4, 7))

    with translation.override(language):
        recap = compose(of, before, told, events)

    assert len(recap) <= MOST_CHARACTERS
    assert recap == recap.strip()
    # What counts most is never left out.
    if head.hundredths is not None:
        wajib = f"{head.wajib_ktp:,}"
        assert (wajib if language == "en" else wajib.replace(",", ".")) in recap
    assert recap.count("*") % 2 == 0
