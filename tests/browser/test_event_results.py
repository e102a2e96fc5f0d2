"""Siti enters an event's results on a phone in the field; Budi's ranking has them, once."""

import pytest
from playwright.sync_api import Locator, Page, expect

from campaigns.cards import account_of
from campaigns.models import Stop, StopResult
from regions.recording import ledger
from tests.browser.acting import (
    ENTRY,
    expect_saved,
    logged_in,
    manager,
    operator,
    reported_day,
    save,
    state_line,
)
from tests.campaigns.factories import make_event, make_stop, save_result, stop_in
from tests.factories import make_budi

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
# Pixels of the light band behind an event; no line or text of the chart has that colour.
BAND_PIXELS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let found = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 100 && data[i] > 225 && data[i + 2] > 120 && data[i + 2] < 200) found += 1;
  }
  return found;
}"""
OUTREACH_OF_LIMUN = "jemput bola hari ini: +40"


@pytest.fixture
def siti(jambi):
    siti = operator(jambi)
    reported_day(jambi, siti)
    return siti


@pytest.fixture
def event(jambi, siti):
    return make_event(jambi, siti, places=[jambi.limun, jambi.pauh], cards=100)


def address(event) -> str:
    return f"/gisa/{event.pk}/hasil/2019-04-04/"


def result(page: Page, stop: Stop, name: str) -> Locator:
    return page.locator(f'input[name="{stop.pk}-{name}"]')


def test_two_stops_entered_on_a_phone_are_in_the_managers_ranking_once(
    new_context, jambi, siti, event
):
    limun, pauh = stop_in(event, jambi.limun), stop_in(event, jambi.pauh)
    of_budi = logged_in(new_context(), manager(jambi))
    of_budi.goto("/wilayah/15/?per=2019-04-04")
    sarolangun = of_budi.get_by_role("row").filter(
        has=of_budi.get_by_role("link", name="Sarolangun", exact=False)
    )
    expect(sarolangun.locator(".a-rec")).to_contain_text("812")

    phone = logged_in(new_context(viewport=PHONE, has_touch=True), siti)
    phone.goto(ENTRY)
    phone.get_by_role("link", name="GISA Sarolangun").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hasil GISA Sarolangun")
    for stop, people in ((limun, "40"), (pauh, "8")):
        result(phone, stop, "recorded").fill(people)
        result(phone, stop, "printed").fill("5")
    result(phone, pauh, "notes").fill("genset mati satu jam")
    expect(phone.locator('[data-sum="recorded"]')).to_have_text("48")
    expect(state_line(phone)).to_have_text("5 angka belum tersimpan.")
    save(phone)
    expect_saved(phone)
    expect(phone.get_by_text("Sisa blangko kegiatan: 90")).to_be_visible()
    save(phone)
    expect(phone.get_by_role("status").first).to_contain_text("Tidak ada yang berubah")

    of_budi.reload()
    expect(sarolangun.locator(".a-rec")).to_contain_text("860")
    expect(of_budi.get_by_text("Jemput bola hari ini: GISA Sarolangun")).to_be_visible()
    phone.goto(ENTRY)
    expect(phone.get_by_text(OUTREACH_OF_LIMUN)).to_be_visible()
    assert StopResult.objects.get(stop=pauh).notes == "genset mati satu jam"
    assert account_of(event).balance == 90
    assert list(ledger.check()) == []


def test_too_few_cards_keep_what_was_typed_on_the_screen(new_context, jambi, siti, event, watcher):
    watcher.expect("status of 422")
    limun = stop_in(event, jambi.limun)
    phone = logged_in(new_context(viewport=PHONE), siti)
    phone.goto(address(event))

    result(phone, limun, "printed").fill("101")
    result(phone, limun, "recorded").fill("40")
    save(phone)

    expect(phone.get_by_role("alert")).to_contain_text("memerlukan 101 keping")
    expect(result(phone, limun, "recorded")).to_have_value("40")
    assert not StopResult.objects.exists()


def test_of_two_at_once_the_second_takes_the_others_number(
    new_context, jambi, siti, event, watcher
):
    watcher.expect("status of 409")
    limun = stop_in(event, jambi.limun)
    phone = logged_in(new_context(viewport=PHONE), siti)
    phone.goto(address(event))

    result(phone, limun, "recorded").fill("41")
    result(phone, limun, "printed").fill("7")
    save_result(limun, make_budi(jambi), recorded=40)
    save(phone)
    expect(phone.get_by_text("Sementara itu disimpan oleh budi")).to_contain_text(": 40")
    phone.get_by_role("button", name="Pakai yang tersimpan").click()
    save(phone)

    expect_saved(phone)
    stored = StopResult.objects.get()
    assert (stored.recorded, stored.printed) == (40, 7)


def test_enter_goes_down_the_stops_and_a_pasted_block_lands(new_context, jambi, siti, event):
    limun, pauh = stop_in(event, jambi.limun), stop_in(event, jambi.pauh)
    page = logged_in(new_context(), siti)
    page.goto(address(event))

    result(page, limun, "recorded").focus()
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(result(page, pauh, "recorded")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", "40\\t3\\n8\\t1\\n");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    page.get_by_role("button", name="Terapkan").click()

    typed = [
        result(page, stop, name).input_value()
        for stop in (limun, pauh)
        for name in ("recorded", "already_recorded")
    ]
    assert typed == ["40", "3", "8", "1"]


def test_what_was_never_saved_is_offered_again_notes_too(new_context, jambi, siti, event):
    limun = stop_in(event, jambi.limun)
    context = new_context(viewport=PHONE)
    phone = logged_in(context, siti)
    phone.goto(address(event))
    result(phone, limun, "recorded").fill("40")
    result(phone, limun, "notes").fill("ramai")
    phone.close()

    phone = context.new_page()
    phone.goto(address(event))
    phone.get_by_role("button", name="Pulihkan").click()

    expect(result(phone, limun, "recorded")).to_have_value("40")
    expect(result(phone, limun, "notes")).to_have_value("ramai")


def test_without_javascript_results_are_saved_too(new_context, jambi, siti, event):
    make_stop(event, jambi.limun, "Pasar Pulau Pandan yang Panjang Namanya")
    pauh = stop_in(event, jambi.pauh)
    page = logged_in(new_context(java_script_enabled=False, viewport=PHONE), siti)
    page.goto(address(event))

    result(page, pauh, "recorded").fill("8")
    page.get_by_text("Kolom lain").click()
    result(page, pauh, "failed_iris").fill("2")
    save(page)

    expect_saved(page)
    stored = StopResult.objects.get()
    assert (stored.recorded, stored.failed_iris) == (8, 2)


def band_pixels(page: Page) -> int:
    page.goto("/wilayah/15/?per=2019-04-04")
    page.evaluate("document.querySelector('.trend').scrollIntoView()")
    expect(page.get_by_role("button", name="Simpan gambar (PNG)")).to_be_visible()
    return page.locator(".trend canvas").evaluate(BAND_PIXELS)


def test_the_chart_draws_a_band_behind_the_days_of_an_event(new_context, jambi, siti):
    page = logged_in(new_context(), siti)
    assert band_pixels(page) == 0

    make_event(jambi, siti)

    assert band_pixels(page) > 500
    expect(page.get_by_text("Pita terang: jemput bola.")).to_be_visible()
