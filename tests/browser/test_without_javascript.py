"""Old computers and blocked scripts: logging in, the ranking and the entry still work."""

import pytest
from playwright.sync_api import expect

from regions.models import DailyCount
from tests.browser.acting import (
    ENTRY,
    cell,
    expect_saved,
    logged_in,
    opened_entry,
    operator,
    reported_day,
    save,
    type_password,
)
from tests.factories import save_day

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(new_context):
    """A browser that runs no scripts."""
    return new_context(java_script_enabled=False)


def saved() -> dict[str, int | None]:
    return {count.region.code: count.recorded for count in DailyCount.objects.all()}


def test_siti_logs_in_reads_the_ranking_and_enters_the_day(plain, jambi):
    siti = operator(jambi)
    reported_day(jambi, siti)
    page = plain.new_page()

    page.goto("/")
    type_password(page, siti)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kabupaten Sarolangun")
    page.get_by_label("per Kamis").fill("2019-04-03")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("80,00 % sudah merekam")).to_be_visible()
    page.get_by_role("link", name="Hari berikutnya").click()
    expect(page.get_by_text("81,20 % sudah merekam")).to_be_visible()
    page.get_by_role("link", name="Isi angka hari ini").click()
    cell(page, jambi.limun).fill("112")
    cell(page, jambi.pauh).fill("7")
    save(page)

    expect_saved(page)
    assert saved() == {"15.03.01": 112, "15.03.03": 7}


def test_the_ranking_is_ordered_and_narrowed(plain, jambi):
    siti = operator(jambi)
    reported_day(jambi, siti)
    page = logged_in(plain, siti)
    page.goto("/wilayah/15/?per=2019-04-04")
    places = page.locator("table.ranking tbody th")
    expect(places).to_contain_text(["Kabupaten Sarolangun", "Kabupaten Batanghari"])

    page.get_by_label("Nama").fill("batang")
    page.get_by_role("button", name="Terapkan").click()

    expect(places).to_have_count(1)
    expect(places).to_contain_text("Kabupaten Batanghari")


def test_the_folded_columns_open_and_questions_are_answered(plain, jambi, watcher):
    watcher.expect("status of 422")
    page = opened_entry(plain, operator(jambi))

    page.get_by_text("Kolom lain").click()
    cell(page, jambi.limun, "spoiled").fill("3")
    cell(page, jambi.limun).fill("700")
    cell(page, jambi.sarolangun, "blangko_left").fill("999999")
    save(page)
    expect(cell(page, jambi.limun)).to_have_value("700")
    for box in page.get_by_label("benar").all():
        box.check()
    save(page)

    expect_saved(page)
    assert saved() == {"15.03.01": 700}
    assert DailyCount.objects.get().spoiled == 3


def test_both_values_of_a_clash_are_shown_and_the_own_is_saved_on_insisting(plain, jambi, watcher):
    watcher.expect("status of 409")
    siti, tono = operator(jambi), operator(jambi, "Tono")
    page = opened_entry(plain, tono)

    cell(page, jambi.limun).fill("25")
    save_day(siti, {jambi.limun: 20})
    save(page)
    expect(page.get_by_text("Sementara itu disimpan oleh Siti")).to_contain_text(": 20")
    save(page)

    expect_saved(page)
    assert saved() == {"15.03.01": 25}


def test_a_session_that_ends_in_mid_entry_loses_nothing(plain, jambi, watcher):
    watcher.expect("status of 401")
    siti = operator(jambi)
    page = opened_entry(plain, siti)
    cell(page, jambi.limun).fill("21")
    plain.clear_cookies(name="sessionid")

    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Sesi Anda sudah berakhir.")
    type_password(page, siti)
    page.get_by_role("button", name="Simpan sekarang").click()

    expect_saved(page)
    assert page.url.endswith(ENTRY)
    assert saved() == {"15.03.01": 21}
