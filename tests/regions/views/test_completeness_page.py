"""The page of who has reported: its day, its counters, its lines, and what may still come."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext_lazy

from coverage_tracker import clock
from regions.models import DayStatus, Role, State
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_dewi,
    make_person,
    make_region,
    save_day,
)
from tests.reading import links, page_words, table_rows, words
from tests.regions.views.completeness_page import listed, page
from tests.regions.views.test_region_page_queries import AROUND_EVERY_PAGE, make_kabkota

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, HOLIDAY = date(2019, 4, 1), date(2019, 4, 2), date(2019, 4, 3)
ZERO = {"state": State.ZERO, "zero_reason": "nobody_came"}
CLOSED = {"state": State.CLOSED}
NOBODY = gettext_lazy("A weekend, holiday or joint leave: nobody is expected to report.")


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def counters(response) -> dict[str, int]:
    """The counters by the state they lead to; "" leads to all places."""
    found = response.context["counters"]
    return {"": response.context["places"]} | {one.state: one.number for one in found}


def test_the_page_is_of_ones_own_region_and_of_the_last_day_that_is_overdue(
    client, jambi, siti, budi
):
    provincial, own = page_words(page(client, budi)), page_words(page(client, siti))

    assert "Kelengkapan laporan Provinsi Jambi" in provincial
    assert "1 April 2019. 0 dari 2 kabupaten/kota yang wajib lapor sudah lapor." in provincial
    assert "Kelengkapan laporan Kabupaten Sarolangun" in own


def test_the_page_is_of_today_once_half_of_those_expected_have_reported(client, jambi, siti, budi):
    save_day(siti, {jambi.limun: 5})

    text = page_words(page(client, budi))

    assert "4 April 2019. 1 dari 2 kabupaten/kota yang wajib lapor sudah lapor." in text


def test_who_has_no_region_sees_the_nation(client, jambi):
    wati = make_person("wati", Role.VIEWER, None, is_staff=True, is_superuser=True)

    assert "Kelengkapan laporan Indonesia" in page_words(page(client, wati))


def test_today_is_that_of_the_regions_own_clock(client, jambi, settings, monkeypatch):
    papua = make_region("91", "Papua", time_zone="Asia/Jayapura")
    office = make_region("91.03", parent=papua)
    settings.TODAY = None
    night_in_jakarta = datetime(2019, 4, 4, 16, 0, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: night_in_jakarta)
    dewi = make_dewi(jambi)
    save_day(dewi, {office: 3}, kabkota=office, day=date(2019, 4, 5), at=night_in_jakarta)
    for own in (jambi.sarolangun, jambi.batanghari):
        save_day(dewi, {own: 3}, kabkota=own, day=DAY, at=night_in_jakarta)

    assert "5 April 2019." in page_words(page(client, dewi, wilayah="91"))
    assert "4 April 2019." in page_words(page(client, dewi, wilayah="15"))
    assert "4 April 2019." in page_words(page(client, dewi))


def test_the_steps_lead_to_the_days_around_and_keep_region_and_state(client, jambi, budi):
    response = page(client, budi, wilayah="15", per="2019-04-02", status="missing")

    steps = [link for link in links(response) if "status=missing" in link and "per=" in link]
    assert "?wilayah=15&per=2019-04-01&status=missing" in steps
    assert "?wilayah=15&per=2019-04-03&status=missing" in steps


def test_there_is_no_step_beyond_today(client, budi):
    assert not [link for link in links(page(client, budi)) if "2019-04-05" in link]


def test_the_navigation_leads_here_and_says_so(client, budi):
    response = page(client, budi)

    assert '<a href="/kelengkapan/" aria-current="page">Kelengkapan</a>' in response.text


@pytest.mark.parametrize("per", ["kemarin", "2019-02-30", "04-04-2019", "1999-01-01", "2019-04-05"])
def test_a_day_that_cannot_be_meant_is_400(client, budi, per):
    assert page(client, budi, per=per).status_code == 400


def test_a_state_that_does_not_exist_is_400_and_named(client, budi):
    response = page(client, budi, status="hilang")

    assert response.status_code == 400
    assert "“hilang”" in page_words(response)


def test_only_ones_own_region_what_is_above_and_below_open(client, jambi, siti, budi):
    make_region("14.01")

    assert page(client, siti, wilayah="15.04").status_code == 403
    assert page(client, siti, wilayah="15").status_code == 200
    assert page(client, budi, wilayah="15.04").status_code == 200
    assert page(client, budi, wilayah="14").status_code == 403
    assert page(client, make_dewi(jambi), wilayah="14.01").status_code == 200


@pytest.mark.parametrize("code", ["99", "15.03.01", "\0"])
def test_there_is_no_page_of_an_unknown_region_or_a_kecamatan(client, budi, code):
    assert page(client, budi, wilayah=code).status_code == 404


def test_a_region_that_did_not_exist_on_the_day_is_404(client, jambi, budi):
    make_region("15.05", valid_from=DAY)

    assert page(client, budi, wilayah="15.05", per="2019-04-03").status_code == 404
    assert page(client, budi, wilayah="15.05", per="2019-04-04").status_code == 200


def test_every_counter_leads_to_the_places_behind_it(client, jambi, siti, budi):
    days = {
        "15.03": {"counts": {jambi.limun: 5}},
        "15.04": {"counts": {jambi.mersam: 5}, "at": at(day=DAY)},
        "15.05": {"status": ZERO},
        "15.06": {"status": CLOSED},
        "15.07": {},
    }
    for code, fields in days.items():
        office = getattr(jambi, {"15.03": "sarolangun", "15.04": "batanghari"}.get(code, ""), None)
        office = office or make_region(code)
        if fields:
            save_day(siti, fields.pop("counts", {}), kabkota=office, day=MONDAY, **fields)

    found = counters(page(client, budi, per="2019-04-01"))

    assert found == {
        "": 5,
        "expected": 4,
        "reported": 3,
        "late": 1,
        "zero": 1,
        "closed": 1,
        "missing": 1,
        "open": 0,
        "day_off": 0,
        "not_begun": 0,
    }
    response = page(client, budi, per="2019-04-01")
    addresses = [link for link in links(response) if "status=" in link]
    assert len(addresses) == 9
    for address in addresses:
        state = address.rpartition("status=")[2]
        assert len(listed(client.get(f"/kelengkapan/{address}"))) == found[state]


def test_a_counter_without_places_leads_to_a_page_that_says_so(client, budi):
    response = page(client, budi, status="closed")

    assert "Tidak ada daerah dengan keadaan ini pada hari tersebut." in page_words(response)
    assert counters(response)[""] == 2


def test_on_a_holiday_nobody_is_expected(client, jambi, siti, budi):
    save_day(siti, {jambi.limun: 5}, day=HOLIDAY)

    response = page(client, budi, per=HOLIDAY.isoformat())

    assert f"{NOBODY} 1 tetap lapor." in page_words(response)
    assert counters(response)["expected"] == 0
    assert len(listed(page(client, budi, per="2019-04-03", status="day_off"))) == 1


def test_an_open_day_says_until_when(client, budi):
    response = page(client, budi, per="2019-04-04")

    assert "2 masih ditunggu, sampai 5 April 2019." in page_words(response)


def test_a_line_tells_state_time_last_report_and_silence(client, jambi, siti, budi):
    save_day(siti, {jambi.limun: 5})
    save_day(make_ani(jambi), {jambi.mersam: 3}, day=date(2019, 3, 26))

    silent, reported = listed(page(client, budi, per="2019-04-01"))
    today_silent, today = listed(page(client, budi, per="2019-04-04"))

    assert silent.startswith("Kabupaten Sarolangun belum lapor – – belum pernah lapor")
    assert reported.startswith("Kabupaten Batanghari belum lapor – 26 Mar 2019 4 hari kerja")
    assert today_silent.startswith("Kabupaten Batanghari")
    assert "masih ditunggu – 26 Mar 2019 4 hari kerja" in today_silent
    assert today.startswith(
        "Kabupaten Sarolangun 1 dari 3 kecamatan terisi lapor 15.00 WIB 4 Apr 2019 –"
    )


def test_a_report_of_another_day_is_told_with_its_date_on_the_clock_there(client, jambi):
    papua = make_region("91", time_zone="Asia/Jayapura")
    office = make_region("91.03", parent=papua)
    dewi = make_dewi(jambi)
    save_day(dewi, {office: 3}, kabkota=office, day=TUESDAY, at=at(16, day=HOLIDAY))

    (line,) = listed(page(client, dewi, wilayah="91", per="2019-04-02"))

    assert "lapor 4 Apr 01.00 WIT 2 Apr 2019" in line


def test_a_name_leads_to_the_entry_page_of_that_day_where_the_reader_may_see_it(client, siti, budi):
    def entries(reader) -> list[str]:
        response = page(client, reader, wilayah="15", per="2019-04-02")
        return [a for a in links(response) if a.startswith("/entri/") and "04-02" in a]

    assert entries(budi) == ["/entri/15.03/2019-04-02/", "/entri/15.04/2019-04-02/"]
    assert entries(siti) == ["/entri/15.03/2019-04-02/"]


def test_the_strip_says_each_of_14_days_in_words_and_a_legend_explains_it(client, jambi, siti):
    save_day(siti, {jambi.limun: 5}, day=TUESDAY)

    response = page(client, siti, per="2019-04-04")

    html = response.text
    assert html.count('role="img"') == 14
    for cell in ("1 Apr: belum lapor", "2 Apr: lapor", "3 Apr: libur", "4 Apr: masih ditunggu"):
        assert f'title="{cell}"' in html
    legend = words(html[html.index('class="notes days legend"') :].partition("</p>")[0])
    assert "✓ lapor" in legend
    assert "! belum lapor" in legend


def test_names_are_escaped(client, jambi, budi):
    make_region("15.05", "Kabupaten <b>Tebo</b>")

    assert "Kabupaten &lt;b&gt;Tebo&lt;/b&gt;" in page(client, budi).text


def test_the_nation_is_summed_by_province_the_most_silent_first(client, jambi, siti):
    make_region("16", "Sumatera Selatan")
    make_region("16.01")
    save_day(siti, {jambi.limun: 5}, day=MONDAY)
    save_day(make_ani(jambi), {jambi.mersam: 5}, day=MONDAY, at=at(day=MONDAY))

    response = page(client, make_dewi(jambi), per="2019-04-01")

    assert table_rows(response) == ["Sumatera Selatan 0/1 0 1 0", "Jambi 2/2 0 0 0"]
    assert "?per=2019-04-01&wilayah=16" in links(response)
    assert len(listed(response)) == 3


def test_in_english_the_page_speaks_english(client, jambi, budi):
    client.cookies["django_language"] = "en"

    with translation.override("en"):
        text = page_words(page(client, budi))

    assert "Completeness of reports, Province of Jambi" in text
    assert "0 of 2 kabupaten/kota expected have reported." in text


def test_the_page_asks_as_often_for_514_places_as_for_11(client, jambi):
    dewi = make_dewi(jambi)
    long_ago = DAY - timedelta(days=90)
    for office in (jambi.sarolangun, jambi.batanghari):
        DayStatus.objects.create(
            kabkota=office,
            day=long_ago,
            state=State.REPORTED,
            first_reported_at=at(day=long_ago),
            entered_by=dewi,
            entered_at=at(),
        )

    def asked() -> tuple[int, int]:
        DayStatus.objects.filter(day=DAY).update(first_reported_at=at())
        client.force_login(dewi)
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/kelengkapan/")
        return len(listed(response)), len(queries)

    make_kabkota(jambi.province, range(100, 109), by=dewi)
    eleven = asked()
    make_kabkota(jambi.province, range(109, 612), by=dewi)
    all_of_them = asked()

    assert (eleven[0], all_of_them[0]) == (11, 514)
    assert eleven[1] == all_of_them[1] <= AROUND_EVERY_PAGE + 21
