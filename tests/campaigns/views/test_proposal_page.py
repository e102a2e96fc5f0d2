"""The page that proposes where the next event should go, and shares out team-days."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import EventState
from regions.decrees import apply_decree, read_decree
from regions.levels import Level
from regions.reporting import USUAL
from tests.campaigns.factories import make_event, make_stop, save_result, stop_in
from tests.factories import (
    DAY,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    make_target,
    save_day,
)
from tests.reading import links, page_words, words

pytestmark = pytest.mark.django_db

PAGE = "/gisa/usulan/"
LAST_WEEKS = USUAL.between(DAY - timedelta(weeks=4), DAY)
ASKED = "hari_tim=5&blangko=900&sehari=100&serentak=11"


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def jambi():
    """Sarolangun is 180 people short, Batanghari 40; nobody has reported yet."""
    jambi = make_jambi()
    make_target("98", deadline="2019-04-17", label="Pemilu 17 April 2019")
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.batanghari, 500, 450)
    for place in (jambi.limun, jambi.pauh):
        make_figure(place, 400, 300)
    return jambi


@pytest.fixture
def budi(jambi, client):
    budi = make_budi(jambi)
    client.force_login(budi)
    return budi


@pytest.fixture
def siti(jambi):
    return make_siti(jambi)


@pytest.fixture
def ani(jambi):
    return make_ani(jambi)


@pytest.fixture
def reported(jambi, siti, ani):
    """Both offices told of the last weeks, kecamatan by kecamatan, that nobody came."""
    places = {
        siti: (jambi.limun, jambi.sarolangun_kota, jambi.pauh),
        ani: (jambi.mersam, jambi.muara_tembesi),
    }
    for by, kecamatan in places.items():
        for day in LAST_WEEKS:
            save_day(by, dict.fromkeys(kecamatan, 0), day=day)


def candidate_rows(response) -> list[str]:
    """The rows of the candidates, those with an event first."""
    html = response.content.decode()
    rows = []
    for table in html.split('<table class="log candidates">')[1:]:
        rows += table.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")[:-1]
    return [words(row) for row in rows]


def places_and_scores(response) -> list[tuple[str, str]]:
    """The places with their ranks, and the people they are short without an event."""
    found = (
        re.fullmatch(r"(.*?) \S+ % \S+ (.*) kurang .*", row) for row in candidate_rows(response)
    )
    return [match.groups() for match in found]


def shares_shown(response) -> list[str]:
    part = response.content.decode().partition('id="hari-tim"')[2]
    body = part.partition("<tbody>")[2].partition("</tbody>")[0]
    return [words(row) for row in body.split("</tr>")[:-1]]


def test_places_stand_by_what_an_event_could_bring_with_their_reasons(client, budi, reported):
    response = client.get(f"{PAGE}?wilayah=15")

    first, second = candidate_rows(response)
    assert first.startswith("1. Kabupaten Sarolangun 80,00 % 180 180")
    assert "kurang 180 orang untuk target, seluruhnya 200 belum rekam" in first
    assert "belum pernah ada kegiatan" in first
    assert second.startswith("2. Kabupaten Batanghari 90,00 % 40 40")


def test_the_manager_is_led_to_plan_an_event_there_and_further_down(client, budi):
    found = links(client.get(f"{PAGE}?per=2019-04-03"))

    assert "/gisa/baru/?wilayah=15.03" in found
    assert any(
        link.startswith("?") and "wilayah=15.03" in link and "per=2019-04-03" in link
        for link in found
    )


def test_inside_a_kabupaten_its_kecamatan_are_proposed(client, budi, reported):
    response = client.get(f"{PAGE}?wilayah=15.03")

    rows = candidate_rows(response)
    assert [row.split(" 75,00")[0] for row in rows] == ["1. Limun", "2. Pauh"]
    assert "/gisa/baru/?wilayah=15.03" in links(response)
    assert "Cakupan belum diketahui: Sarolangun." in page_words(response)


def test_an_operator_plans_only_at_home(client, ani):
    client.force_login(ani)

    found = links(client.get(f"{PAGE}?wilayah=15"))

    assert [link for link in found if "/gisa/baru/" in link] == ["/gisa/baru/?wilayah=15.04"]
    assert not any("wilayah=15.03" in link for link in found)


def test_a_viewer_reads_the_proposal_and_plans_nothing(client, jambi):
    client.force_login(make_eko(jambi))

    response = client.get(PAGE)

    assert len(candidate_rows(response)) == 2
    assert not any("/gisa/baru/" in link for link in links(response))


def test_a_place_with_an_event_ahead_stands_apart(client, jambi, budi, reported):
    make_event(jambi, budi)

    response = client.get(PAGE)

    first, second = candidate_rows(response)
    assert first.startswith("Kabupaten Sarolangun")
    assert "kegiatan 4–5 April 2019" in first
    assert second.startswith("1. Kabupaten Batanghari")
    assert "Kegiatan sudah direncanakan atau berjalan" in page_words(response)


def test_a_cancelled_event_holds_no_place_back(client, jambi, budi, reported):
    make_event(jambi, budi, state=EventState.CANCELLED, cancelled_because="banjir")

    assert candidate_rows(client.get(PAGE))[0].startswith("1. Kabupaten Sarolangun")


def test_an_event_that_just_ended_halves_what_another_could_bring(client, jambi, budi, reported):
    long_ago, lately = DAY - timedelta(days=90), DAY - timedelta(days=6)
    make_event(jambi, budi, first_day=long_ago, last_day=long_ago)
    make_event(jambi, budi, first_day=lately, last_day=lately, state=EventState.DONE)

    first = candidate_rows(client.get(PAGE))[0]

    assert "80,00 % 180 90" in first
    assert "kegiatan terakhir selesai 6 hari lalu" in first
    assert "−90" in first


RENUMBERED = "renumbered,15.03,15.13"
MERGED = (
    "merged,15.03,15.04",
    "renumbered,15.03.01,15.04.11",
    "renumbered,15.03.02,15.04.12",
    "renumbered,15.03.03,15.04.13",
)


def decree(*lines: str, day: date = LAST_WEEKS[-1]) -> None:
    text = "".join(f"{day},{line},,UU 1\n" for line in lines)
    apply_decree(read_decree(f"day,kind,old,new,name,decree\n{text}".encode()), DAY)


@pytest.mark.parametrize("lines", [(RENUMBERED,), MERGED], ids=["renumbered", "merged"])
def test_an_event_before_a_decree_halves_too(client, jambi, budi, reported, lines):
    lately = DAY - timedelta(days=6)
    event = make_event(jambi, budi, first_day=lately, last_day=lately, state=EventState.DONE)
    make_stop(event, jambi.limun)

    decree(*lines)

    (code,) = {line.split(",")[2] for line in lines if line.count(".") == 2}
    (first, *_others) = candidate_rows(client.get(PAGE))
    assert "kegiatan terakhir selesai 6 hari lalu" in first
    (of_limun,) = [
        row for row in candidate_rows(client.get(f"{PAGE}?wilayah={code}")) if "Limun" in row
    ]
    assert "kegiatan terakhir selesai 6 hari lalu" in of_limun


def test_the_kecamatan_of_a_stop_stands_apart_the_others_are_next(client, jambi, budi, reported):
    event = make_event(jambi, budi)
    make_stop(event, jambi.limun, last_day=DAY)

    first, second = candidate_rows(client.get(f"{PAGE}?wilayah=15.03"))

    assert first.startswith("Limun")
    assert "kegiatan 4 April 2019" in first
    assert second.startswith("1. Pauh")


def test_the_stops_of_a_cancelled_event_hold_no_kecamatan_back(client, jambi, budi, reported):
    event = make_event(jambi, budi, state=EventState.CANCELLED, cancelled_because="banjir")
    make_stop(event, jambi.limun)

    assert candidate_rows(client.get(f"{PAGE}?wilayah=15.03"))[0].startswith("1. Limun")


def test_events_of_another_province_say_nothing_here(client, jambi, budi):
    elsewhere = make_region("14.01")
    make_event(jambi, budi, region=elsewhere)

    assert "kegiatan 4" not in page_words(client.get(PAGE))


def test_cards_at_hand_are_those_the_office_last_said(client, jambi, budi, siti):
    save_day(siti, {jambi.limun: 0}, day=date(2019, 4, 2), status={"blangko_left": 150})
    save_day(siti, {jambi.limun: 0}, day=date(2019, 4, 3), status={"blangko_left": 120})

    first = candidate_rows(client.get(f"{PAGE}?per=2019-04-04"))[0]

    assert "blangko tinggal 120 keping" in first


def test_cards_said_more_than_a_week_ago_say_nothing(client, jambi, budi, siti):
    save_day(siti, {jambi.limun: 0}, day=date(2019, 3, 28), status={"blangko_left": 120})

    assert "keping: bawa" not in page_words(client.get(f"{PAGE}?per=2019-04-04"))


def test_the_cards_of_a_neighbour_are_not_told_to_an_operator(client, jambi, siti, ani):
    save_day(siti, {jambi.limun: 0}, status={"blangko_left": 120})
    client.force_login(ani)

    assert "keping: bawa" not in page_words(client.get(f"{PAGE}?wilayah=15"))


def test_working_days_without_a_report_are_said_and_taken_off(client, jambi, budi, siti):
    make_figure(jambi.sarolangun, 1000, 800, as_of=LAST_WEEKS[0] - timedelta(days=1))
    for day in LAST_WEEKS[:-2]:
        save_day(siti, {jambi.limun: 3}, day=day)

    first = candidate_rows(client.get(f"{PAGE}?per=2019-04-04"))[0]

    assert "−6" in first


def test_an_event_takes_off_those_expected_on_its_days_without_a_result(client, jambi, budi):
    event = make_event(jambi, budi, places=[jambi.limun], expected_people=60)
    page = f"{PAGE}?per=2019-04-04"

    before = candidate_rows(client.get(page))[0]
    save_result(stop_in(event, jambi.limun), budi, recorded=10)
    after = candidate_rows(client.get(page))[0]

    assert "80,00 % 180" in before
    assert "−60" in before
    assert "81,00 % 170" in after
    assert "−30" in after


def test_an_event_counts_only_its_days_before_the_deadline(client, jambi, budi):
    days = {"first_day": date(2019, 4, 16), "last_day": date(2019, 4, 18)}
    make_event(jambi, budi, expected_people=60, **days)

    assert "−20" in candidate_rows(client.get(PAGE))[0]


def test_where_nobody_said_how_many_an_event_expects_it_takes_nothing_off(client, jambi, budi):
    make_event(jambi, budi)

    assert "−" not in candidate_rows(client.get(PAGE))[0]


def test_withdrawn_reports_move_no_place(client, jambi, budi, siti, ani):
    """Batanghari does 10 every working day; as if it had done nothing it would need 20 more."""
    before_them = LAST_WEEKS[0] - timedelta(days=1)
    make_figure(jambi.sarolangun, 1000, 690, as_of=before_them)
    make_figure(jambi.batanghari, 1000, 640, as_of=before_them)
    for day in LAST_WEEKS:
        save_day(siti, {jambi.limun: 7}, day=day)
        save_day(ani, {jambi.mersam: 10}, day=day)

    before = places_and_scores(client.get(PAGE))
    for day in (LAST_WEEKS[3], LAST_WEEKS[9]):
        save_day(ani, {jambi.mersam: None}, day=day)
    after = client.get(PAGE)

    assert "−20" in "".join(candidate_rows(after))
    assert places_and_scores(after) == before
    assert [place for place, _score in before] == [
        "1. Kabupaten Sarolangun",
        "2. Kabupaten Batanghari",
    ]


def test_a_place_of_too_few_reports_has_no_rank(client, budi):
    rows = candidate_rows(client.get(PAGE))

    assert [row.partition(" ")[0] for row in rows] == ["Kabupaten", "Kabupaten"]
    assert "80,00 % 180 180 kurang" not in rows[0]


def test_team_days_are_shared_out_for_most_people(client, budi):
    """Of 200 missing in three kecamatan a team-day reaches 3, of 50 in two 1."""
    (row,) = shares_shown(client.get(f"{PAGE}?{ASKED}&pilihan=people"))

    assert row.startswith("Kabupaten Sarolangun 5 15 180 ")


def test_team_days_are_shared_out_for_most_places(client, jambi, budi):
    make_figure(jambi.batanghari, 500, 488, as_of=date(2019, 2, 1))

    people = shares_shown(client.get(f"{PAGE}?{ASKED}"))
    places = shares_shown(client.get(f"{PAGE}?{ASKED}&pilihan=places"))

    assert [row.split(" 5 ")[0] for row in people] == ["Kabupaten Sarolangun"]
    assert [row.split(" 2 ")[0] for row in places][1:] == ["Kabupaten Batanghari"]


def test_between_equal_team_days_the_lowest_coverage_decides(client, jambi, budi):
    """With 50 missing in two kecamatan Batanghari brings 1 as Sarolangun does."""
    make_figure(jambi.sarolangun, 1000, 945, as_of=date(2019, 2, 1))

    rows = shares_shown(client.get(f"{PAGE}?hari_tim=1&blangko=9&sehari=100&serentak=1"))

    assert [row.split(" 1 ")[0] for row in rows] == ["Kabupaten Batanghari"]


def test_teams_at_once_and_the_deadline_limit_a_place(client, budi):
    asked = "per=2019-04-04&hari_tim=50&blangko=900&sehari=1&serentak=2"

    rows = shares_shown(client.get(f"{PAGE}?{asked}"))

    assert rows == [
        "Kabupaten Sarolangun 24 24 180 tidak ada lagi tim yang dapat bekerja di sini sebelum "
        "tenggat",
        "Kabupaten Batanghari 24 24 40 tidak ada lagi tim yang dapat bekerja di sini sebelum "
        "tenggat",
    ]


def test_those_expected_at_a_planned_event_need_no_team_day(client, jambi, budi):
    make_event(jambi, budi, expected_people=60)

    rows = shares_shown(client.get(f"{PAGE}?{ASKED}"))

    assert rows[0].startswith("Kabupaten Sarolangun 5 10 120")


def test_without_team_days_in_the_address_nothing_is_calculated(client, jambi, budi, siti):
    save_day(siti, {jambi.limun: 0}, status={"blangko_left": 120})

    response = client.get(PAGE)

    assert 'role="status"' not in response.content.decode()
    assert 'name="blangko" id="id_blangko" inputmode="numeric" autocomplete="off" value="120"' in (
        response.content.decode()
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("hari_tim=dua&blangko=900&sehari=100&serentak=11", "“dua” bukan angka"),
        ("hari_tim=-2&blangko=900&sehari=100&serentak=11", "-2 kurang dari nol"),
        ("hari_tim=&blangko=900&sehari=100&serentak=11", "Isi berapa hari"),
        ("hari_tim=2&blangko=&sehari=100&serentak=11", "Isi berapa keping blangko"),
        ("hari_tim=2&blangko=900&sehari=0&serentak=11", "tidak membantu siapa pun"),
        ("hari_tim=2&blangko=900&sehari=251&serentak=11", "251 terlalu besar"),
        ("hari_tim=2&blangko=900&sehari=&serentak=11", "yang direkam satu tim"),
        ("hari_tim=2&blangko=900&sehari=100&serentak=", "bekerja serentak"),
        ("hari_tim=100000&blangko=900&sehari=100&serentak=11", "100000 terlalu besar"),
        (f"{ASKED}&pilihan=semua", "semua"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_in_the_form(client, budi, asked, message):
    response = client.get(f"{PAGE}?{asked}")

    assert response.status_code == 200
    assert message in page_words(response)
    assert 'role="status"' not in response.content.decode()
    typed = asked.partition("hari_tim=")[2].partition("&")[0]
    assert f'value="{typed}"' in response.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("?wilayah=15.03.01", 404, "Limun bukan kabupaten/kota"),
        ("?wilayah=99", 404, "99"),
        ("?per=kemarin", 400, "kemarin"),
        ("?per=2019-04-05", 400, "5 April 2019"),
    ],
)
def test_addresses_that_cannot_be_shown_say_why(client, budi, address, status, message):
    response = client.get(f"{PAGE}{address}")

    assert response.status_code == status
    assert message in page_words(response)


def test_people_see_proposals_where_they_see_the_ranking(client, ani):
    client.force_login(ani)

    assert client.get(f"{PAGE}?wilayah=15.03").status_code == 403
    assert client.get(f"{PAGE}?wilayah=15.04").status_code == 200


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("code", ["15", "15.03", "ID"])
def test_the_number_of_queries_does_not_grow_with_places_and_events(client, jambi, code):
    client.force_login(make_dewi(jambi))
    address = f"{PAGE}?wilayah={code}&{ASKED}"
    client.get(address)
    few = queries_of(client, address)

    siti = make_siti(jambi)
    ended = make_event(jambi, siti, first_day=date(2019, 3, 1), last_day=date(2019, 3, 1))
    save_result(make_stop(ended, jambi.limun), siti, day=ended.last_day, recorded=5)
    for n in range(20, 30):
        for place in (make_region(f"15.{n}"), make_region(f"15.03.{n}")):
            make_figure(place, 1000, 500)
            if place.level == Level.KABKOTA:
                make_event(jambi, siti, region=place)
    make_stop(make_event(jambi, siti), jambi.pauh)

    assert queries_of(client, address) == few
