"""What was typed outlives a dead network, a closed tab and the end of a session."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from regions.models import DailyCount, DayStatus, User
from tests.browser.acting import (
    ENTRY,
    PASSWORD,
    cell,
    expect_saved,
    opened_entry,
    operator,
    reported_day,
    save,
    state_line,
    type_password,
)
from tests.factories import save_day

pytestmark = pytest.mark.browser

DRAFT = "Ada isian dari kunjungan sebelumnya yang belum tersimpan."


def saved() -> dict[str, int | None]:
    return {count.region.code: count.recorded for count in DailyCount.objects.all()}


def typed_entry(context: BrowserContext, jambi, siti) -> Page:
    """The entry page with 21 for Limun, 7 for Pauh and 480 cards left, none of it saved."""
    page = opened_entry(context, siti)
    cell(page, jambi.limun).fill("21")
    cell(page, jambi.pauh).fill("7")
    cell(page, jambi.sarolangun, "blangko_left").fill("480")
    expect(state_line(page)).to_have_text("3 angka belum tersimpan.")
    return page


def expect_typed(page: Page, jambi) -> None:
    expect(cell(page, jambi.limun)).to_have_value("21")
    expect(cell(page, jambi.pauh)).to_have_value("7")
    expect(cell(page, jambi.sarolangun, "blangko_left")).to_have_value("480")


def test_the_page_says_how_many_values_are_not_saved_and_when_they_are(context, jambi):
    siti = operator(jambi)
    reported_day(jambi, siti)
    page = opened_entry(context, siti)
    expect(state_line(page)).to_have_text("Terakhir tersimpan 15.00.00 WIB oleh Siti.")

    cell(page, jambi.limun).fill("13")
    expect(state_line(page)).to_have_text("1 angka belum tersimpan.")
    cell(page, jambi.limun).fill("12")
    expect(state_line(page)).to_have_text("Terakhir tersimpan 15.00.00 WIB oleh Siti.")
    cell(page, jambi.limun).fill("13")
    save(page)

    expect_saved(page)
    expect(state_line(page)).to_contain_text("Terakhir tersimpan")


def test_what_a_dead_network_kept_is_sent_by_itself_once_it_is_back(context, jambi, watcher):
    watcher.expect("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    page = typed_entry(context, jambi, operator(jambi))

    context.set_offline(True)
    save(page)
    expect(state_line(page)).to_contain_text("Tidak terkirim: sambungan terputus.")
    expect(page.get_by_text("1 hari belum terkirim.")).to_be_visible()
    expect_typed(page, jambi)
    assert saved() == {}
    context.set_offline(False)

    expect(cell(page, jambi.limun)).not_to_have_class("unsaved")
    expect(state_line(page)).to_contain_text("Terakhir tersimpan")
    expect(page.get_by_text("1 hari belum terkirim.")).to_be_hidden()
    assert saved() == {"15.03.01": 21, "15.03.03": 7}


def test_an_answer_that_never_arrived_does_not_count_the_day_twice(context, jambi, watcher):
    """Meanwhile a colleague corrected it: what is sent again is known, and does not undo that."""
    watcher.expect("ERR_FAILED", "htmx:sendError", "htmx:afterRequest")
    page = typed_entry(context, jambi, operator(jambi))

    ani = operator(jambi, "Ani")

    def swallow(route):
        route.fetch(max_redirects=0)
        assert saved() == {"15.03.01": 21, "15.03.03": 7}
        save_day(ani, {jambi.limun: 25})
        route.abort()

    page.route(f"**{ENTRY}", swallow, times=1)
    save(page)

    expect(page.get_by_text("Diterima server")).to_be_visible()
    expect(cell(page, jambi.limun)).to_have_value("25")
    assert saved() == {"15.03.01": 25, "15.03.03": 7}


def test_a_closed_tab_offers_its_input_at_the_next_visit(context, jambi):
    siti = operator(jambi)
    typed_entry(context, jambi, siti).close()

    page = opened_entry(context, siti)
    expect(cell(page, jambi.limun)).to_have_value("")
    expect(page.get_by_text(DRAFT)).to_be_visible()
    page.get_by_role("button", name="Pulihkan").click()
    expect_typed(page, jambi)
    expect(state_line(page)).to_have_text("3 angka belum tersimpan.")
    save(page)

    expect_saved(page)
    assert saved() == {"15.03.01": 21, "15.03.03": 7}
    page.reload()
    expect(cell(page, jambi.limun)).to_have_value("21")
    expect(page.get_by_text(DRAFT)).to_be_hidden()


def test_a_tab_that_is_closed_while_its_last_number_is_being_kept_has_kept_it(context, jambi):
    """A browser store that never answers: what was typed is there before it does."""
    siti = operator(jambi)
    page = opened_entry(context, siti)
    page.evaluate("() => { IDBObjectStore.prototype.put = () => new Promise(() => {}); }")
    cell(page, jambi.limun).fill("21")
    page.close()

    page = opened_entry(context, siti)
    page.get_by_role("button", name="Pulihkan").click()

    expect(cell(page, jambi.limun)).to_have_value("21")
    save(page)
    expect_saved(page)
    page.reload()
    expect(page.get_by_text(DRAFT)).to_be_hidden()


def test_discarded_input_is_not_offered_again(context, jambi):
    siti = operator(jambi)
    typed_entry(context, jambi, siti).close()

    page = opened_entry(context, siti)
    page.get_by_role("button", name="Buang").click()
    page.reload()

    expect(cell(page, jambi.limun)).to_have_value("")
    expect(page.get_by_text(DRAFT)).to_be_hidden()


def test_one_persons_input_is_not_offered_to_another_on_the_same_computer(context, jambi):
    typed_entry(context, jambi, operator(jambi)).close()

    page = opened_entry(context, operator(jambi, "Tono"))

    expect(state_line(page)).to_have_text("Belum ada yang tersimpan untuk hari ini.")
    expect(page.get_by_text(DRAFT)).to_be_hidden()


def test_a_number_saved_with_a_thousands_dot_is_not_offered_as_unsaved(context, jambi):
    siti = operator(jambi)
    save_day(siti, {jambi.limun: 900})
    page = opened_entry(context, siti)

    cell(page, jambi.sarolangun, "blangko_left").fill("1.480")
    save(page)
    expect_saved(page)

    expect(cell(page, jambi.sarolangun, "blangko_left")).to_have_value("1480")
    expect(state_line(page)).to_contain_text("Terakhir tersimpan")
    expect(page.get_by_text(DRAFT)).to_be_hidden()


def test_a_chosen_state_of_the_day_is_input_like_any_other(context, jambi):
    siti = operator(jambi)
    page = opened_entry(context, siti)
    page.get_by_label("Keadaan hari").select_option("zero")
    page.get_by_label("Alasan nihil").select_option("device_broken")
    expect(state_line(page)).to_have_text("2 angka belum tersimpan.")
    page.close()

    page = opened_entry(context, siti)
    page.get_by_role("button", name="Pulihkan").click()
    expect(page.get_by_label("Keadaan hari")).to_have_value("zero")
    save(page)

    expect_saved(page)
    expect(state_line(page)).to_contain_text("Terakhir tersimpan")
    status = DayStatus.objects.get()
    assert (status.state, status.zero_reason) == ("zero", "device_broken")


def test_leaving_with_unsaved_values_asks_first(context, jambi):
    page = opened_entry(context, operator(jambi))
    cell(page, jambi.limun).press_sequentially("21")
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Riwayat").click(no_wait_after=True)

    expect(cell(page, jambi.limun)).to_have_value("21")
    assert asked == ["beforeunload"]


def test_a_session_that_ends_in_mid_entry_loses_nothing(context, jambi, watcher):
    watcher.expect("status of 401")
    siti = operator(jambi)
    page = typed_entry(context, jambi, siti)
    context.clear_cookies(name="sessionid")

    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Sesi Anda sudah berakhir.")
    type_password(page, siti, "salah")
    expect(page.get_by_role("alert")).to_contain_text("tidak cocok")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", name="Anda sudah masuk kembali")).to_be_visible()
    assert saved() == {}
    page.get_by_role("button", name="Simpan sekarang").click()

    expect_saved(page)
    expect_typed(page, jambi)
    assert saved() == {"15.03.01": 21, "15.03.03": 7}
    expect(page.get_by_text(DRAFT)).to_be_hidden()


FOCUS_AT_SWAP = """
document.addEventListener("htmx:afterSwap", () => queueMicrotask(() => {
  document.body.dataset.focusAtSwap = document.activeElement.name;
}));
"""


def test_the_log_in_form_takes_the_focus_as_it_appears_and_not_in_mid_typing(
    context, jambi, watcher
):
    """Focus that moves a moment later sends the first letters into another field."""
    watcher.expect("status of 401")
    page = typed_entry(context, jambi, operator(jambi))
    page.evaluate(FOCUS_AT_SWAP)
    context.clear_cookies(name="sessionid")

    save(page)

    expect(page.locator("body")).to_have_attribute("data-focus-at-swap", "username")


def test_a_form_with_a_stale_token_is_offered_again(context, jambi, watcher):
    watcher.expect("status of 403")
    page = typed_entry(context, jambi, operator(jambi))
    context.clear_cookies(name="csrftoken")

    save(page)
    expect(page.get_by_role("heading", name="Formulir kedaluwarsa")).to_be_visible()
    assert saved() == {}
    page.get_by_role("button", name="Simpan sekarang").click()

    expect_saved(page)
    assert saved() == {"15.03.01": 21, "15.03.03": 7}


def test_a_draft_brought_back_shows_what_a_colleague_saved_meanwhile(context, jambi, watcher):
    watcher.expect("409")
    typed_entry(context, jambi, operator(jambi)).close()
    save_day(operator(jambi, "Ani"), {jambi.limun: 25})

    page = opened_entry(context, User.objects.get(username="siti"))
    page.get_by_role("button", name="Pulihkan").click()
    save(page)

    expect(page.get_by_text("menyimpan angka lain untuk hari ini")).to_be_visible()
    assert saved() == {"15.03.01": 25}


def test_one_more_number_never_replaces_a_draft_that_is_still_offered(context, jambi):
    siti = operator(jambi)
    typed_entry(context, jambi, siti).close()
    page = opened_entry(context, siti)
    cell(page, jambi.sarolangun_kota).fill("3")
    cell(page, jambi.sarolangun_kota).fill("")
    cell(page, jambi.sarolangun_kota).fill("4")
    page.close()

    page = opened_entry(context, siti)
    page.get_by_role("button", name="Pulihkan").click()

    expect_typed(page, jambi)
    expect(cell(page, jambi.sarolangun_kota)).to_have_value("4")


def test_every_page_says_which_days_wait(context, jambi):
    siti = operator(jambi)
    page = typed_entry(context, jambi, siti)

    page.goto("/kelengkapan/")

    expect(page.get_by_text("1 hari belum terkirim.")).to_be_visible()
    page.get_by_role("link", name="Kamis, 4 April 2019").click()
    expect(page.get_by_text(DRAFT)).to_be_visible()


def test_a_save_without_an_answer_gives_up_and_is_sent_again(context, jambi, watcher):
    watcher.expect("htmx:timeout", "htmx:afterRequest", "ERR_")
    page = typed_entry(context, jambi, operator(jambi))
    page.locator("form[data-entry]").evaluate("""form => {
      form.setAttribute("hx-request", '{"timeout":300}');
    }""")
    page.route(f"**{ENTRY}", lambda route: None, times=1)
    page.route("**/antrean/", lambda route: route.abort())

    save(page)

    expect(state_line(page)).to_contain_text("Belum pasti terkirim")
    expect_typed(page, jambi)
    page.unroute("**/antrean/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Diterima server")).to_be_visible()
    assert saved() == {"15.03.01": 21, "15.03.03": 7}
