"""Siti enters Sarolangun's day; Budi in Jambi sees it at his next request."""

import pytest
from playwright.sync_api import expect

from regions.models import CountChange, DailyCount
from regions.recording import ledger
from tests.browser.acting import (
    cell,
    expect_saved,
    logged_in,
    manager,
    opened_entry,
    operator,
    reported_day,
    save,
    state_line,
    type_password,
)
from tests.factories import DAY, save_day

pytestmark = pytest.mark.browser


def recorded(place) -> int | None:
    return DailyCount.objects.get(region=place, day=DAY).recorded


def test_a_hundred_more_in_limun_are_in_the_managers_ranking_and_log_at_once(new_context, jambi):
    siti, budi = operator(jambi), manager(jambi)
    reported_day(jambi, siti)
    of_siti, of_budi = new_context().new_page(), logged_in(new_context(), budi)
    of_budi.goto("/wilayah/15/?per=2019-04-04")
    sarolangun = of_budi.get_by_role("row").filter(
        has=of_budi.get_by_role("link", name="Sarolangun")
    )
    expect(sarolangun.locator(".a-rec")).to_contain_text("812")

    of_siti.goto("/")
    type_password(of_siti, siti)
    of_siti.get_by_role("link", name="Isi angka hari ini").click()
    expect(of_siti.get_by_role("heading", level=1)).to_have_text(
        "Entri harian Kabupaten Sarolangun"
    )
    expect(cell(of_siti, jambi.limun)).to_have_value("12")
    cell(of_siti, jambi.limun).fill("112")
    save(of_siti)
    expect_saved(of_siti)
    expect(of_siti.locator(".message.success")).to_contain_text("Cakupan sekarang 91,20 %")

    of_budi.reload()
    expect(sarolangun.locator(".a-rec")).to_contain_text("912")
    expect(sarolangun).to_contain_text("91,20 %")
    of_budi.get_by_role("link", name="Riwayat").click()
    newest = of_budi.locator("table.log tbody tr").first
    for words in ("Siti", "Limun", "4 April 2019", "Perekaman", "12", "112", "halaman entri"):
        expect(newest).to_contain_text(words)
    assert list(ledger.check()) == []


def test_a_number_far_above_the_usual_is_asked_about_once_and_kept(context, jambi, watcher):
    watcher.expect("status of 422")
    siti = operator(jambi)
    reported_day(jambi, siti)
    page = opened_entry(context, siti)

    cell(page, jambi.limun).fill("700")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Belum tersimpan")
    expect(page.get_by_text("700 jauh di atas biasanya")).to_be_visible()
    expect(cell(page, jambi.limun)).to_have_value("700")
    expect(cell(page, jambi.limun)).to_be_focused()
    assert recorded(jambi.limun) == 12

    page.get_by_label("benar").check()
    save(page)
    expect_saved(page)
    assert recorded(jambi.limun) == 700


def test_what_is_no_number_comes_back_marked_with_the_reason(context, jambi, watcher):
    watcher.expect("status of 422")
    page = opened_entry(context, operator(jambi))

    cell(page, jambi.limun).fill("12 orang")
    cell(page, jambi.pauh).fill("7")
    save(page)

    expect(page.get_by_text("“12 orang” bukan angka")).to_be_visible()
    expect(cell(page, jambi.limun)).to_have_value("12 orang")
    expect(cell(page, jambi.limun)).to_have_attribute("aria-invalid", "true")
    expect(cell(page, jambi.pauh)).to_have_value("7")
    assert not DailyCount.objects.exists()


def test_saving_what_is_saved_already_says_so(context, jambi):
    siti = operator(jambi)
    reported_day(jambi, siti)
    page = opened_entry(context, siti)
    logged = CountChange.objects.count()

    save(page)

    expect(page.get_by_role("status").first).to_contain_text(
        "Tidak ada yang berubah; semua sudah tersimpan."
    )
    assert CountChange.objects.count() == logged


def two_at_once(new_context, jambi):
    """Siti saved 20 for Limun while Tono, who saw it empty, typed 25 there and 7 for Pauh."""
    siti, tono = operator(jambi), operator(jambi, "Tono")
    page = opened_entry(new_context(), tono)
    cell(page, jambi.limun).fill("25")
    cell(page, jambi.pauh).fill("7")
    save_day(siti, {jambi.limun: 20})
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("orang lain menyimpan")
    return page


def test_of_two_at_once_the_second_sees_both_values_and_insists(new_context, jambi, watcher):
    watcher.expect("status of 409")
    page = two_at_once(new_context, jambi)
    expect(page.get_by_text("Sementara itu disimpan oleh Siti")).to_contain_text(": 20")
    expect(cell(page, jambi.limun)).to_have_value("25")
    expect(cell(page, jambi.pauh)).to_have_value("7")
    assert recorded(jambi.limun) == 20

    save(page)

    expect_saved(page)
    assert (recorded(jambi.limun), recorded(jambi.pauh)) == (25, 7)


def test_of_two_at_once_the_second_takes_the_others_value(new_context, jambi, watcher):
    watcher.expect("status of 409")
    page = two_at_once(new_context, jambi)

    page.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(cell(page, jambi.limun)).to_have_value("20")
    expect(state_line(page)).to_have_text("1 angka belum tersimpan.")
    save(page)

    expect_saved(page)
    assert (recorded(jambi.limun), recorded(jambi.pauh)) == (20, 7)
