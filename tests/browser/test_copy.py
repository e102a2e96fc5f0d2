"""The recap lands in the clipboard at one press; where that is not allowed, on its own page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import logged_in, manager, operator, reported_day

pytestmark = pytest.mark.browser

REGION_PAGE = "/wilayah/15/?per=2019-04-04"
REFUSED = """
navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
"""
RECAP = re.compile(r"^\*Perekaman KTP-el Provinsi Jambi\*\nPer Kamis, 4 April 2019\n")
PRESS_TWICE = """() => {
  const button = document.querySelector("a[data-copied]");
  let written = 0;
  new MutationObserver((changes) => {
    written += changes.length;
    document.body.dataset.written = written;
  }).observe(button, { childList: true });
  button.click();
  button.click();
}"""
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def budi(jambi):
    reported_day(jambi, operator(jambi))
    return manager(jambi)


def copied(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_the_recap_is_copied_from_the_region_page_and_the_button_says_so(context, budi):
    context.grant_permissions(CLIPBOARD)
    page = logged_in(context, budi)
    page.goto(REGION_PAGE)

    page.get_by_role("link", name="Salin rekap").click()

    expect(page.get_by_role("link", name="Tersalin")).to_be_visible()
    text = copied(page)
    assert text.startswith("*Perekaman KTP-el Provinsi Jambi*\nPer Kamis, 4 April 2019\n")
    assert "90,40 % sudah merekam" in text
    assert page.url.endswith(REGION_PAGE)


def test_a_button_pressed_twice_returns_to_its_first_words(context, budi):
    context.grant_permissions(CLIPBOARD)
    page = logged_in(context, budi)
    page.goto(REGION_PAGE)

    page.evaluate(PRESS_TWICE)

    # Each press says "Tersalin" and takes it back.
    expect(page.locator("body")).to_have_attribute("data-written", "4")
    expect(page.get_by_role("link", name="Salin rekap")).to_be_visible()


def test_where_copying_is_refused_the_button_leads_to_the_recap(context, budi):
    page = logged_in(context, budi)
    page.add_init_script(REFUSED)
    page.goto(REGION_PAGE)

    page.get_by_role("link", name="Salin rekap").click()

    expect(page.get_by_label("Teks untuk WhatsApp")).to_have_value(RECAP)
    assert page.url.endswith("/wilayah/15/rekap/?per=2019-04-04")


def test_on_its_own_page_the_text_is_copied_or_marked_to_be_copied_by_hand(new_context, budi):
    free, strict = new_context(permissions=CLIPBOARD), new_context()
    page = logged_in(free, budi)
    page.goto("/wilayah/15/rekap/")
    page.get_by_role("button", name="Salin").click()
    expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
    assert copied(page) == page.locator("#recap").input_value()

    page = logged_in(strict, budi)
    page.add_init_script(REFUSED)
    page.goto("/wilayah/15/rekap/")
    page.get_by_role("button", name="Salin").click()
    expect(page.locator("#recap")).to_be_focused()
    marked = "[recap.selectionStart, recap.selectionEnd - recap.value.length]"
    assert page.evaluate(marked) == [0, 0]


def test_without_scripts_the_link_leads_to_the_text(new_context, budi):
    page = logged_in(new_context(java_script_enabled=False), budi)
    page.goto(REGION_PAGE)

    page.get_by_role("link", name="Salin rekap").click()

    expect(page.get_by_label("Teks untuk WhatsApp")).to_have_value(RECAP)
    expect(page.get_by_role("button", name="Salin")).to_be_hidden()
