"""Blank cards in a browser: the pages fit and are accessible, and a transfer is entered once."""

import pytest
from playwright.sync_api import expect

from campaigns.models import CardMove, MoveKind
from tests.browser.acting import logged_in, manager, operator
from tests.browser.test_every_page import PHONE, check
from tests.campaigns.factories import balance, receive
from tests.factories import make_region, save_day

pytestmark = pytest.mark.browser


@pytest.fixture
def siti(jambi):
    """Siti of Sarolangun, who reported fewer cards than the 700 of her book less 9 used."""
    make_region("15.05", "Kabupaten Tanjung Jabung Timur yang Panjang Namanya")
    siti = operator(jambi)
    receive(jambi.province, 26_000, siti)
    receive(jambi.sarolangun, 700, siti)
    save_day(siti, {jambi.pauh: {"printed": 9}}, status={"blangko_left": 480})
    return siti


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/blangko/", "Blangko, Provinsi Jambi"),
        ("/blangko/15/", "Blangko Provinsi Jambi"),
        ("/blangko/15.03/", "Blangko Kabupaten Sarolangun"),
        ("/blangko/mutasi/{move}/batalkan/", "Batalkan mutasi"),
    ],
)
def test_pages_of_blank_cards_fit_and_are_accessible(context, jambi, siti, address, heading):
    page = logged_in(context, manager(jambi))

    page.goto(address.format(move=CardMove.objects.first().pk))

    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check(page)


def test_a_refused_transfer_fits_is_accessible_and_keeps_what_was_typed(context, siti, watcher):
    watcher.expect("status of 422")
    page = logged_in(context, siti)
    page.goto("/blangko/15.03/")

    form = page.locator("#kirim")
    form.get_by_label("Ke dinas").select_option("15.04")
    form.get_by_label("Keping").fill("701")
    form.get_by_role("button").click()

    expect(form.get_by_text("Menurut buku ada 691 keping")).to_be_visible()
    expect(form.get_by_label("Keping")).to_have_value("701")
    check(page)


def test_on_a_phone_the_manager_follows_the_proposal_and_the_back_button_moves_nothing_twice(
    new_context, jambi, siti
):
    page = logged_in(new_context(viewport={"width": PHONE, "height": 740}), manager(jambi))
    page.goto("/blangko/")

    page.get_by_role("link", name="Catat pemindahan ini").first.click()
    form = page.locator("#kirim")
    # By the report, which is the smaller: 480 and 600 are above the warning level.
    expect(form.get_by_label("Keping")).to_have_value("600")
    form.get_by_role("button").click()
    expect(page.get_by_text("Tercatat: dikirim ke Kabupaten Sarolangun")).to_be_visible()
    page.go_back()
    form.get_by_role("button").click()
    expect(page.locator("#isi")).to_contain_text("dikirim ke Kabupaten Sarolangun")

    assert CardMove.objects.filter(kind=MoveKind.TRANSFER).count() == 1
    assert balance(jambi.sarolangun) == 1300
