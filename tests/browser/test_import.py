"""Bringing a file in a browser: seen, answered, stored, seen in the ranking, taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from regions.models import DailyCount, ImportBatch, ImportState
from tests.browser.acting import logged_in, manager, operator
from tests.browser.test_every_page import check as check_as_it_is
from tests.factories import make_figure, save_day

pytestmark = pytest.mark.browser

ADDRESS = re.compile(r"/impor/\d+/$")
COUNTS = (
    "Laporan harian Kabupaten Sarolangun\n\n"
    "Kecamatan;Tanggal;Perekaman;Cetak\n"
    "Limun;2019-04-02;12;9\nPauhh Barat;2019-04-02;40;8\nJUMLAH;2019-04-02;53;17\n"
)
FIGURES = "Kode;Nama;Wajib KTP;Perekaman\n15.03;Sarolangun;1000;700\n15.04;Batang Hari;2000;1990\n"


def bring(page: Page, text: str, name: str = "harian.csv") -> None:
    page.goto("/impor/")
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Baca berkas").click()


def check(page: Page) -> None:
    """Neither too wide nor inaccessible, once its styles are there."""
    page.wait_for_load_state()
    check_as_it_is(page)


def bring_with_a_question(page: Page, jambi) -> None:
    bring(page, COUNTS)
    page.wait_for_url(ADDRESS)
    expect(page.locator(".import-state")).to_contain_text(
        "1 baris siap; 1 pertanyaan; 0 kesalahan."
    )


def answer_and_store(page: Page) -> None:
    page.get_by_label("atau kode lain").fill("15.03.03")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator(".import-state")).to_contain_text(
        "2 baris siap; 0 pertanyaan; 0 kesalahan."
    )
    expect(page.locator(".changes")).to_contain_text("Pauh")
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.locator(".import-state")).to_contain_text("2 baris, 4 nilai berubah")


def recorded() -> dict[str, int | None]:
    return dict(DailyCount.objects.values_list("region__code", "recorded"))


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def browser_context(new_context, request):
    return new_context(java_script_enabled=request.param)


def test_siti_brings_a_file_answers_stores_it_and_takes_it_back(browser_context, jambi):
    siti = operator(jambi)
    make_figure(jambi.sarolangun, 1000, 800)
    page = logged_in(browser_context, siti)
    page.goto("/wilayah/15.03/")
    expect(page.get_by_text("80,00 % sudah merekam")).to_be_visible()

    bring_with_a_question(page, jambi)
    assert recorded() == {}
    answer_and_store(page)
    assert recorded() == {"15.03.01": 12, "15.03.03": 40}
    page.get_by_role("link", name="Lihat peringkat").click()
    expect(page.get_by_text("85,20 % sudah merekam")).to_be_visible()

    page.go_back()
    page.get_by_role("button", name="Batalkan seluruh impor").click()
    expect(page.locator(".import-state")).to_contain_text("Dibatalkan")
    page.goto("/wilayah/15.03/")
    expect(page.get_by_text("80,00 % sudah merekam")).to_be_visible()


def test_what_was_saved_meanwhile_is_shown_before_it_is_stored(browser_context, jambi, watcher):
    watcher.expect("status of 409")
    siti = operator(jambi)
    page = logged_in(browser_context, siti)
    bring(page, "Kecamatan;Tanggal;Perekaman\nLimun;2019-04-04;12\n")
    page.wait_for_url(ADDRESS)

    save_day(siti, {jambi.limun: 11})
    page.get_by_role("button", name="Simpan semua").click()

    expect(page.get_by_role("alert")).to_contain_text("Sementara itu")
    expect(page.locator(".changes")).to_contain_text("11 → 12")
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.locator("main")).to_contain_text("1 baris, 1 nilai berubah")
    assert recorded() == {"15.03.01": 12}


def test_a_file_that_cannot_be_read_is_refused_on_the_page(browser_context, jambi, watcher):
    watcher.expect("status of 422")
    page = logged_in(browser_context, operator(jambi))

    bring(page, "%PDF-1.7", "laporan.pdf")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".upload .error").first).to_contain_text("PDF")
    bring(page, COUNTS)
    page.wait_for_url(ADDRESS)


def test_a_session_that_ended_asks_for_the_file_again(browser_context, jambi, watcher):
    watcher.expect("status of 401")
    page = logged_in(browser_context, operator(jambi))
    page.goto("/impor/")
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": COUNTS.encode()}
    page.locator("input[type=file]").set_input_files(file)
    browser_context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Baca berkas").click()

    expect(page.get_by_role("alert")).to_contain_text("pilih lagi berkasnya")
    assert not ImportBatch.objects.exists()


def test_without_a_connection_the_page_says_so_and_keeps_the_file(new_context, jambi, watcher):
    watcher.expect("ERR_INTERNET_DISCONNECTED")
    context = new_context()
    page = logged_in(context, operator(jambi))
    page.goto("/impor/")
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": COUNTS.encode()}
    page.locator("input[type=file]").set_input_files(file)
    context.set_offline(True)
    page.get_by_role("button", name="Baca berkas").click()
    expect(page.get_by_text("tidak ada sambungan")).to_be_visible()

    context.set_offline(False)
    page.get_by_role("button", name="Baca berkas").click()

    page.wait_for_url(ADDRESS)


def test_the_pages_of_a_file_fit_and_are_accessible(new_context, jambi):
    page = logged_in(new_context(), operator(jambi))
    bring_with_a_question(page, jambi)
    check(page)
    answer_and_store(page)
    check(page)
    page.get_by_role("button", name="Batalkan seluruh impor").click()
    expect(page.locator(".import-state")).to_contain_text("Dibatalkan")
    check(page)
    page.goto("/impor/")
    check(page)


def test_a_file_with_errors_fits_and_is_accessible(new_context, jambi):
    page = logged_in(new_context(), operator(jambi))
    bring(page, COUNTS + "Limun;2019-04-03;dua belas;-4\n", f"{'panjang' * 12}.csv")
    page.wait_for_url(ADDRESS)

    expect(page.get_by_role("heading", name="Kesalahan")).to_be_visible()
    check(page)


def test_budi_sees_the_ranking_before_and_after_and_stores(new_context, jambi):
    make_figure(jambi.sarolangun, 1000, 950)
    make_figure(jambi.batanghari, 2000, 1800)
    page = logged_in(new_context(), manager(jambi))
    page.goto("/impor/")
    check(page)
    page.get_by_label("Keadaan per").fill("2019-01-31")
    page.get_by_label("Diterbitkan").fill("2019-02-07")
    file = {"name": "dkb.csv", "mimeType": "text/csv", "buffer": FIGURES.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Baca berkas").click()

    expect(page.locator("section[aria-labelledby=ranking-change]")).to_contain_text("2 → 1")
    check(page)
    box = page.locator("input[name=days-confirm]")
    page.get_by_role("button", name="Simpan semua").click()
    # The browser itself asks for the answer about days gone by.
    expect(box).to_be_focused()
    top_of_bar = page.locator(".savebar").bounding_box()["y"]
    assert box.bounding_box()["y"] + box.bounding_box()["height"] <= top_of_bar
    box.check()
    page.get_by_role("button", name="Simpan semua").click()

    expect(page.locator(".import-state")).to_contain_text("2 baris, 4 nilai berubah")
    assert ImportBatch.objects.get().state == ImportState.STORED


def test_a_forgotten_day_does_not_ask_for_the_file_again(new_context, jambi, watcher):
    watcher.expect("status of 422")
    page = logged_in(new_context(), manager(jambi))
    page.goto("/impor/")
    text = "kode;wajib ktp;sudah rekam\n15.03;207.000;179.000\n15.04;160.000;152.000\n"
    file = {"name": "dkb.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)

    page.get_by_role("button", name="Baca berkas").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("pilih ulang")).to_have_count(0)
    page.get_by_label("Keadaan per").fill("2019-03-31")
    page.get_by_role("button", name="Baca berkas").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("dkb.csv")


def test_a_long_file_name_does_not_widen_the_list(new_context, jambi):
    page = logged_in(new_context(), operator(jambi))
    bring(page, COUNTS, f"{'laporan_harian_' * 10}.csv")
    page.wait_for_url(ADDRESS)

    page.goto("/impor/")

    expect(page.locator(".brought")).to_contain_text("laporan_harian_")
    check(page)


def test_an_answer_that_is_no_page_of_ours_leaves_the_form_usable(new_context, jambi, watcher):
    watcher.expect("status of 502")
    page = logged_in(new_context(), operator(jambi))
    refusal = {"status": 502, "content_type": "text/html", "body": "<h1>Bad Gateway</h1>"}
    page.goto("/impor/")
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": COUNTS.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.route("**/impor/", lambda route: route.fulfill(**refusal), times=1)

    page.get_by_role("button", name="Baca berkas").click()
    expect(page.locator("[data-note]")).to_be_visible()
    page.get_by_role("button", name="Baca berkas").click()

    page.wait_for_url(ADDRESS)


def test_a_page_that_comes_back_from_memory_is_ready(new_context, jambi):
    page = logged_in(new_context(), operator(jambi))
    page.goto("/impor/")
    button = page.get_by_role("button", name="Baca berkas")
    button.evaluate("button => { button.disabled = true; }")

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(button).to_be_enabled()
