"""A day typed without a network: the page is there, the numbers wait, and are sent once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from regions.models import CountChange, DailyCount
from tests.browser.acting import ENTRY, cell, logged_in, operator, save, state_line
from tests.factories import save_day

pytestmark = pytest.mark.browser

WAITING = "1 hari belum terkirim."


@pytest.fixture
def context(browser: Browser, browser_context_args, watcher, quiet_server) -> Iterator:
    """A browser in which the service worker may run."""
    context = browser.new_context(**{**browser_context_args, "service_workers": "allow"})
    watcher.follow(context)
    watcher.expect("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    yield context
    context.close()


def saved() -> dict[str, int | None]:
    return {count.region.code: count.recorded for count in DailyCount.objects.all()}


def kept_entry(context: BrowserContext, user) -> Page:
    """The entry page of an operator whose browser has kept what it keeps."""
    page = logged_in(context, user)
    page.goto(ENTRY)
    page.evaluate("""async () => {
      await navigator.serviceWorker.ready;
      for (let tries = 0; tries < 100; tries += 1) {
        const cache = await caches.open("pages");
        if ((await cache.keys()).length >= 6) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error("the pages were not kept");
    }""")
    return page


def typed_offline(context: BrowserContext, jambi, user) -> Page:
    page = kept_entry(context, user)
    context.set_offline(True)
    page.goto(ENTRY)
    cell(page, jambi.limun).fill("21")
    save(page)
    expect(state_line(page)).to_contain_text("Tidak terkirim: sambungan terputus.")
    expect(page.get_by_text(WAITING)).to_be_visible()
    return page


def test_a_day_typed_without_a_network_is_sent_once_when_it_is_back(context, jambi):
    page = typed_offline(context, jambi, operator(jambi))
    assert saved() == {}
    other = context.new_page()
    other.goto("/entri/15.03/2019-04-03/")
    expect(other.get_by_text(WAITING)).to_be_visible()

    context.set_offline(False)

    expect(other.get_by_text(WAITING)).to_be_hidden()
    expect(page.get_by_text(WAITING)).to_be_hidden()
    assert saved() == {"15.03.01": 21}
    assert CountChange.objects.filter(field="recorded").count() == 1


def test_it_outlives_the_closed_tab(context, jambi):
    typed_offline(context, jambi, operator(jambi)).close()
    context.set_offline(False)

    page = context.new_page()
    page.goto("/kelengkapan/")

    expect(page.get_by_text("Diterima server")).to_be_visible()
    assert saved() == {"15.03.01": 21}


def test_what_a_colleague_saved_meanwhile_is_shown_beside_it(context, jambi, watcher):
    watcher.expect("409")
    page = typed_offline(context, jambi, operator(jambi))
    save_day(operator(jambi, "Ani"), {jambi.limun: 25})

    context.set_offline(False)

    expect(page.get_by_text("buka untuk melihat keduanya")).to_be_visible()
    assert saved() == {"15.03.01": 25}
    page.goto(ENTRY)
    page.get_by_role("button", name="Pulihkan").click()
    save(page)
    expect(page.get_by_role("button", name="Pakai yang tersimpan")).to_be_visible()
    expect(cell(page, jambi.limun)).to_have_value("21")


def test_another_person_of_the_same_computer_neither_sees_nor_sends_it(context, jambi):
    typed_offline(context, jambi, operator(jambi)).close()
    context.set_offline(False)

    page = logged_in(context, operator(jambi, "Tono"))
    page.goto("/kelengkapan/")
    expect(page.get_by_text("Tono")).to_be_visible()
    expect(page.get_by_text(WAITING)).to_be_hidden()

    assert saved() == {}


def test_a_day_to_come_can_be_opened_when_it_has_come(context, jambi):
    page = kept_entry(context, operator(jambi))
    context.set_offline(True)

    page.goto("/entri/15.03/2019-04-05/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Entri harian")
    expect(page.get_by_text("Jumat, 5 April 2019")).to_be_visible()


def test_after_log_out_no_page_is_left_on_the_computer(context, jambi):
    page = kept_entry(context, operator(jambi))
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_label("Kata sandi")).to_be_visible()

    context.set_offline(True)
    page.goto(ENTRY)

    expect(page.get_by_role("heading", name="Tanpa sambungan")).to_be_visible()
    assert page.locator("[data-kept] li").count() == 0
    assert "siti" not in page.content().lower()
