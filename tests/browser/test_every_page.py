"""Every page on a phone and on an office screen: nothing wider than the screen, accessible."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from regions.models import Role
from tests.browser.acting import (
    ENTRY,
    PASSWORD,
    cell,
    logged_in,
    manager,
    operator,
    reported_day,
    save,
    type_password,
)
from tests.campaigns.events.test_planning import make_plan
from tests.campaigns.factories import make_event, make_stop, save_result, stop_in
from tests.factories import make_figure, make_person, make_region, make_target, save_day

pytestmark = pytest.mark.browser

PHONE, OFFICE = 360, 1366
# A4 upright at 96 dots an inch, without its margins.
PAPER = {"width": 718, "height": 1046}
# After the first run the rules are in the page.
RULES_IN_THE_PAGE = Axe(axe_script="")
WIDER_THAN_THE_SCREEN = """() => {
  const width = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth > width
    ? [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > width + 1)
        .map((element) => element.outerHTML.slice(0, 80))
    : [];
}"""


def check(page: Page) -> None:
    """Neither scrolls sideways nor breaks a rule of axe, at both widths."""
    axe = Axe()
    for width in (PHONE, OFFICE):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], f"too wide at {width} px"
        found = axe.run(page)
        assert found.violations_count == 0, f"at {width} px:\n{found.generate_report()}"
        axe = RULES_IN_THE_PAGE


@pytest.fixture
def siti(jambi):
    """Jambi as it can look: a place far below, one over 100 %, one unknown; a long name."""
    siti = operator(jambi)
    make_region("15.05", "Kabupaten Tanjung Jabung Timur yang Panjang Namanya")
    make_target("98", deadline="2019-04-17", label="Pemilu 17 April 2019")
    reported_day(jambi, siti)
    make_figure(jambi.limun, 500, 480, basis="estimate")
    make_figure(jambi.pauh, 300, 310)
    save_day(siti, {jambi.pauh: 2}, status={"blangko_left": 480})
    return siti


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/wilayah/ID/", "Indonesia"),
        ("/wilayah/ID/?tingkat=kabkota", "Indonesia"),
        ("/wilayah/15/", "Provinsi Jambi"),
        ("/wilayah/15.03/", "Kabupaten Sarolangun"),
        ("/wilayah/15.03.01/", "Kecamatan Limun"),
        ("/wilayah/15.03/perkembangan/", "Perkembangan cakupan, Kabupaten Sarolangun"),
        ("/wilayah/15/perkembangan/?rentang=365", "Perkembangan cakupan, Provinsi Jambi"),
        ("/wilayah/15.03.02/perkembangan/", "Perkembangan cakupan, Kecamatan Sarolangun"),
        ("/wilayah/15/rekap/", "Rekap"),
        (ENTRY, "Entri harian Kabupaten Sarolangun"),
        ("/kelengkapan/?wilayah=ID", "Kelengkapan laporan Indonesia"),
        ("/kelengkapan/?wilayah=15", "Kelengkapan laporan Provinsi Jambi"),
        ("/kelengkapan/?wilayah=15&per=2019-04-01", "Kelengkapan laporan Provinsi Jambi"),
        ("/kelengkapan/?status=closed", "Kelengkapan laporan Kabupaten Sarolangun"),
        ("/kalender/?tahun=2019", re.compile("2019, Kabupaten Sarolangun$")),
        ("/kalender/?wilayah=ID&tahun=2019", re.compile("2019, Indonesia$")),
        ("/impor/", "Impor, Kabupaten Sarolangun"),
        ("/riwayat/", "Riwayat"),
        ("/gisa/usulan/?wilayah=ID", "Usulan tempat kegiatan berikutnya, Indonesia"),
        ("/gisa/usulan/?wilayah=15", "Usulan tempat kegiatan berikutnya, Provinsi Jambi"),
        (
            "/gisa/usulan/?wilayah=15.03&hari_tim=9&blangko=900&sehari=50&serentak=11",
            "Usulan tempat kegiatan berikutnya, Kabupaten Sarolangun",
        ),
        (
            "/gisa/usulan/?hari_tim=sembilan&blangko=-1&sehari=0&serentak=",
            "Usulan tempat kegiatan berikutnya, Kabupaten Sarolangun",
        ),
    ],
)
def test_pages_fit_and_are_accessible(context, siti, address, heading):
    page = logged_in(context, siti)

    page.goto(address)

    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check(page)


@pytest.mark.parametrize("address", ["/wilayah/ID/", "/wilayah/15/", "/wilayah/15.03/"])
def test_a_region_page_with_map_and_chart_fits_on_screen_and_paper(context, siti, address):
    page = logged_in(context, siti)
    page.goto(address)
    expect(page.locator(".map > svg")).to_be_visible()

    page.evaluate("document.querySelector('.trend').scrollIntoView()")
    expect(page.locator(".trend canvas")).to_be_visible()
    check(page)

    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
    expect(page.locator("table.ranking")).to_be_visible()
    expect(page.locator(".narrowing")).to_be_hidden()


def test_the_calendar_with_a_refused_decree_fits_and_is_accessible(context, jambi, watcher):
    watcher.expect("status of 422")
    page = logged_in(context, manager(jambi))
    page.goto("/kalender/?wilayah=15&tahun=2019")
    check(page)

    page.locator("#id_day").fill("2019-04-06")
    page.locator("#id_decree").fill("SK Gubernur 7/2019")
    page.locator("form.plan button").click()

    expect(page.locator("#id_day_error")).to_be_visible()
    expect(page.locator("#id_decree")).to_have_value("SK Gubernur 7/2019")
    check(page)

    page.goto("/kalender/?wilayah=15.03&tahun=2019")
    expect(page.locator("#id_day")).to_be_visible()
    check(page)


def test_targets_and_figures_with_what_they_would_do_fit_and_are_accessible(
    context, jambi, siti, watcher
):
    watcher.expect("status of 422")
    page = logged_in(context, manager(jambi))
    page.goto("/target/")
    page.locator("#id_percent").fill("994")
    page.locator("form.plan button.primary").click()
    expect(page.locator("#id_percent_error")).to_be_visible()
    expect(page.locator("#id_percent")).to_have_value("994")
    check(page)

    page.locator("#id_percent").fill("99,4")
    page.locator("#id_from_day").fill("2019-03-01")
    page.locator("form.plan button.primary").click()
    expect(page.locator("#goals")).to_be_visible()
    check(page)
    page.locator("form.plan [type=checkbox]").check()
    page.locator("form.plan button.primary").click()
    expect(page.locator("form.plan [type=checkbox]")).to_have_count(0)
    check(page)

    page.goto("/angka/?wilayah=15")
    page.locator("#id_region").select_option("15.03")
    page.locator("#id_as_of").fill("2019-03-31")
    page.locator("#id_published_on").fill("2019-04-01")
    page.locator("#id_wajib_ktp").fill("1.000")
    page.locator("#id_recorded").fill("1.100")
    page.locator("#id_source").fill("Surat 470/2019")
    page.locator("form.plan button.primary").click()
    expect(page.locator("#ranking-change")).to_be_visible()
    check(page)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/wilayah/15.99/", 404, "Tidak ditemukan"),
        ("/tidak-ada/", 404, "Tidak ditemukan"),
        ("/wilayah/15.04/", 403, "Anda tidak berwenang membukanya"),
        ("/wilayah/15/?per=kemarin", 400, "Alamat ini tidak terbaca"),
    ],
)
def test_pages_that_refuse_fit_and_are_accessible(context, siti, watcher, address, status, heading):
    watcher.expect(f"status of {status}")
    page = logged_in(context, siti)

    assert page.goto(address).status == status

    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check(page)


def test_the_log_in_fits_and_is_accessible_also_after_a_wrong_password(page, siti):
    page.goto("/masuk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
    check(page)

    type_password(page, siti, "salah")
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)


def test_an_entry_with_unfolded_columns_and_questions_fits_and_is_accessible(
    context, jambi, siti, watcher
):
    watcher.expect("status of 422")
    page = logged_in(context, siti)
    page.goto(ENTRY)

    page.get_by_text("Kolom lain").click()
    cell(page, jambi.limun).fill("700")
    cell(page, jambi.limun, "printed").fill("60")
    cell(page, jambi.limun, "delivered").fill("90")
    cell(page, jambi.sarolangun, "blangko_left").fill("999999")
    cell(page, jambi.pauh).fill("dua belas orang")
    cell(page, jambi.pauh, "spoiled").fill("-3")
    save(page)

    expect(page.get_by_role("alert")).to_be_visible()
    expect(cell(page, jambi.pauh, "spoiled")).to_be_visible()
    check(page)

    for box in page.get_by_label("benar").all():
        box.check()
    save(page)

    expect(page.locator(".answered")).to_have_count(3)
    check(page)


def test_an_entry_that_clashes_fits_and_is_accessible(context, jambi, siti, watcher):
    watcher.expect("status of 409")
    tono = make_person("tono", Role.OPERATOR, jambi.sarolangun, password=PASSWORD)
    page = logged_in(context, tono)
    page.goto(ENTRY)

    cell(page, jambi.limun).fill("25")
    save_day(siti, {jambi.limun: 20})
    save(page)

    expect(page.get_by_role("button", name="Pakai yang tersimpan")).to_be_visible()
    check(page)


def test_a_viewers_entry_page_fits_and_is_accessible(context, jambi, siti):
    page = logged_in(context, make_person("eko", Role.VIEWER, jambi.province))

    page.goto(ENTRY)

    expect(page.get_by_text("Anda dapat membaca halaman ini")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan")).to_have_count(0)
    check(page)


def test_a_day_that_a_manager_may_lock_and_locks_fits_and_is_accessible(context, jambi, siti):
    save_day(siti, {jambi.limun: 20})
    page = logged_in(context, make_person("budi", Role.MANAGER, jambi.province, password=PASSWORD))
    page.goto(ENTRY)
    form = page.locator("form[action$='/kunci/']")
    check(page)

    form.get_by_role("textbox").fill("sudah dilaporkan ke gubernur " * 6)
    form.get_by_role("button").click()

    locked = page.locator(".message.info").filter(has_text="dikunci")
    expect(locked).to_contain_text("sudah dilaporkan ke gubernur")
    check(page)


def make_outreach(jambi, siti) -> str:
    """The address of an event's results, of two stops, one of them entered."""
    event = make_event(jambi, siti, places=[jambi.limun], cards=100)
    make_stop(event, jambi.pauh, "Balai Desa Pulau Pandan yang Panjang Namanya")
    save_result(stop_in(event, jambi.limun), siti, recorded=40, printed=30, notes="ramai")
    return f"/gisa/{event.pk}/hasil/2019-04-04/"


def test_the_results_of_an_event_fit_and_are_accessible(context, jambi, siti):
    page = logged_in(context, siti)

    page.goto(make_outreach(jambi, siti))

    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil GISA Sarolangun")
    check(page)


def test_results_with_unfolded_columns_and_mistakes_fit_and_are_accessible(
    context, jambi, siti, watcher
):
    watcher.expect("status of 422")
    page = logged_in(context, siti)
    page.goto(make_outreach(jambi, siti))

    page.get_by_text("Kolom lain").click()
    page.get_by_label("Pauh").first.fill("dua belas orang")
    page.get_by_label("gagal, iris mata").first.fill("-3")
    save(page)

    expect(page.get_by_role("alert")).to_contain_text("Belum tersimpan")
    check(page)


@pytest.mark.parametrize("address", [ENTRY, "/wilayah/15/", "/wilayah/15/perkembangan/"])
def test_pages_that_name_an_event_fit_and_are_accessible(context, jambi, siti, address):
    make_outreach(jambi, siti)
    page = logged_in(context, siti)

    page.goto(address)

    expect(page.get_by_text("GISA Sarolangun").first).to_be_visible()
    check(page)


def test_a_viewers_results_page_fits_and_is_accessible(context, jambi, siti):
    page = logged_in(context, make_person("eko", Role.VIEWER, jambi.province))

    page.goto(make_outreach(jambi, siti))

    expect(page.get_by_text("Anda dapat membaca halaman ini")).to_be_visible()
    check(page)


def test_on_a_phone_the_strip_of_days_begins_at_the_open_day(new_context, siti):
    page = logged_in(new_context(viewport={"width": PHONE, "height": 740}), siti)

    page.goto(ENTRY)

    expect(page.locator(".strip [aria-current]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/gisa/", "Kegiatan GISA"),
        ("/gisa/baru/?wilayah=15.03", "Rencana kegiatan, Kabupaten Sarolangun"),
        ("/gisa/{pk}/", "GISA Sarolangun"),
        ("/gisa/{pk}/ubah/", "Rencana kegiatan, Kabupaten Sarolangun"),
        ("/gisa/{pk}/cetak/", "GISA Sarolangun"),
    ],
)
def test_the_pages_of_an_event_fit_and_are_accessible(context, jambi, siti, address, heading):
    event = make_plan(jambi, siti)
    save_result(stop_in(event, jambi.limun), siti, recorded=40)
    page = logged_in(context, siti)

    page.goto(address.format(pk=event.pk))

    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check(page)
