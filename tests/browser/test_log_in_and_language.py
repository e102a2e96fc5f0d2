"""Logging in and out, wrong passwords, and the language of the page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acting import PASSWORD, logged_in, manager, operator, type_password

pytestmark = pytest.mark.browser


def test_after_logging_in_the_page_that_was_asked_for_opens(page, jambi):
    page.goto("/riwayat/?wilayah=15.03")
    expect(page).to_have_url(re.compile("/masuk/"))

    type_password(page, operator(jambi))

    expect(page).to_have_url(re.compile(r"/riwayat/\?wilayah=15\.03$"))


def test_who_logs_out_needs_the_password_again(context, jambi):
    page = logged_in(context, operator(jambi))
    page.goto("/")

    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
    page.goto("/wilayah/15.03/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")


def test_after_five_wrong_passwords_even_the_right_one_is_refused(page, jambi, watcher):
    watcher.expect("status of 429")
    siti, budi = operator(jambi), manager(jambi)
    page.goto("/masuk/")

    for attempt in range(1, 6):
        type_password(page, siti, f"salah-{attempt}")
        expected = "tidak cocok" if attempt < 5 else "dikunci selama 15 menit"
        expect(page.get_by_role("alert")).to_contain_text(expected)
    type_password(page, siti, PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("dikunci selama 15 menit")
    page.goto("/riwayat/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")

    type_password(page, budi, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Riwayat")


def test_english_is_one_button_away_stays_and_goes_back(context, jambi):
    page = logged_in(context, operator(jambi))
    page.goto("/wilayah/15.03/?per=2019-04-03")
    expect(page.locator("html")).to_have_attribute("lang", "id")

    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"per=2019-04-03$"))
    expect(page.get_by_text("3 April 2019.")).to_be_visible()
    page.get_by_role("link", name="Change log").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change log")
    page.get_by_role("button", name="Bahasa Indonesia").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Riwayat")


def test_a_browser_in_english_is_still_greeted_in_indonesian(new_context, jambi):
    page = new_context(locale="en-US").new_page()

    page.goto("/masuk/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
