"""What people do with the pages, in words: log in, open a day, type, save."""

import re

from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from regions.models import Region, Role, User
from tests.factories import Jambi, make_figure, make_person, save_day

PASSWORD = "rahasia-sekali-3"
ENTRY = "/entri/15.03/2019-04-04/"
SAVED = re.compile(r"Tersimpan \d\d\.\d\d\.\d\d WIB")


def operator(jambi: Jambi, name: str = "Siti") -> User:
    """Someone who enters the counts of Sarolangun."""
    return make_person(
        name.lower(), Role.OPERATOR, jambi.sarolangun, first_name=name, password=PASSWORD
    )


def manager(jambi: Jambi) -> User:
    """Budi, who reads the ranking of Jambi."""
    return make_person("budi", Role.MANAGER, jambi.province, first_name="Budi", password=PASSWORD)


def reported_day(jambi: Jambi, siti: User) -> None:
    """Sarolangun with a population figure and the 12 people that Limun recorded on the day."""
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.batanghari, 2000, 1900)
    save_day(siti, {jambi.limun: {"recorded": 12, "printed": 9}})


def type_password(page: Page, user: User, password: str = PASSWORD) -> None:
    """Fill in the log-in form that is being shown, and send it."""
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_label("Kata sandi").press("Enter")


def logged_in(context: BrowserContext, user: User) -> Page:
    """A page of someone who logged in a while ago, in this browser."""
    client = Client()
    client.force_login(user, backend="regions.access.OfficeBackend")
    session = client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}
    context.add_cookies([cookie])
    return context.new_page()


def opened_entry(context: BrowserContext, user: User) -> Page:
    """The entry page of 4 April 2019, opened by someone who is logged in."""
    page = logged_in(context, user)
    page.goto(ENTRY)
    return page


def cell(page: Page, place: Region, measure: str = "recorded") -> Locator:
    return page.locator(f'input[name="{place.code}-{measure}"]')


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan", exact=True).click()


def expect_saved(page: Page) -> None:
    """The green line at the top, which only a commit brings."""
    expect(page.locator(".message.success")).to_contain_text(SAVED)


def state_line(page: Page) -> Locator:
    """The line beside the save button: saved when, or what is not saved yet."""
    return page.locator("[data-save-state]")
