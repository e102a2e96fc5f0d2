"""The grid without a mouse: Enter, arrows and Tab move; a block copied from Excel lands."""

import re

import pytest
from playwright.sync_api import Page, expect

from regions.models import DailyCount
from tests.browser.acting import cell, expect_saved, opened_entry, operator, save, state_line

pytestmark = pytest.mark.browser

PASTE = """(cell, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  cell.dispatchEvent(paste);
}"""


def total(page: Page, measure: str = "recorded"):
    return page.locator(f'[data-sum="{measure}"]')


def test_enter_goes_down_then_to_the_next_column_and_from_the_last_cell_to_save(context, jambi):
    page = opened_entry(context, operator(jambi))
    cell(page, jambi.sarolangun).focus()

    for place, typed in ((jambi.sarolangun, 1), (jambi.limun, 20), (jambi.sarolangun_kota, 30)):
        expect(cell(page, place)).to_be_focused()
        page.keyboard.type(str(typed))
        page.keyboard.press("Enter")
    expect(cell(page, jambi.pauh)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(cell(page, jambi.sarolangun_kota)).to_be_focused()
    page.keyboard.type("31")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(cell(page, jambi.sarolangun, "printed")).to_be_focused()
    cell(page, jambi.pauh, "delivered").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Simpan")).to_be_focused()
    page.keyboard.press("Enter")

    expect_saved(page)
    saved = {count.region.code: count.recorded for count in DailyCount.objects.all()}
    assert saved == {"15.03": 1, "15.03.01": 20, "15.03.02": 31}


def test_arrows_move_between_cells_and_inside_a_number_only_at_its_edges(context, jambi):
    page = opened_entry(context, operator(jambi))
    middle = cell(page, jambi.limun, "printed")
    middle.focus()
    page.keyboard.type("12")

    page.keyboard.press("ArrowLeft")
    expect(middle).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(middle).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("7")
    expect(middle).to_have_value("172")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(cell(page, jambi.limun, "delivered")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(page, jambi.sarolangun_kota, "delivered")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(middle).to_be_focused()
    page.keyboard.type("9")
    expect(middle).to_have_value("9")


def test_arrows_stop_at_the_edges_of_the_grid(context, jambi):
    page = opened_entry(context, operator(jambi))

    cell(page, jambi.sarolangun).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(cell(page, jambi.sarolangun)).to_be_focused()
    cell(page, jambi.pauh, "delivered").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(cell(page, jambi.pauh, "delivered")).to_be_focused()


def test_tab_goes_through_the_visible_columns_row_by_row(context, jambi):
    page = opened_entry(context, operator(jambi))
    cell(page, jambi.limun).focus()

    visited = []
    for _press in range(4):
        visited.append(page.evaluate("document.activeElement.name"))
        page.keyboard.press("Tab")

    row = [f"15.03.01-{measure}" for measure in ("recorded", "printed", "delivered")]
    assert visited == [*row, "15.03.02-recorded"]


def test_the_folded_columns_open_by_keyboard_and_join_the_tab_order(context, jambi):
    page = opened_entry(context, operator(jambi))
    expect(cell(page, jambi.limun, "spoiled")).to_be_hidden()

    page.get_by_label("Kolom lain").focus()
    page.keyboard.press("Space")
    expect(cell(page, jambi.limun, "spoiled")).to_be_visible()
    cell(page, jambi.limun, "delivered").focus()
    page.keyboard.press("Tab")

    expect(page.locator(":focus")).to_have_attribute("name", re.compile(r"^15\.03\.01-recorded_"))


@pytest.mark.parametrize("end_of_line", ["\n", "\r\n"])
def test_a_block_from_excel_lands_cell_by_cell_and_the_sums_follow(context, jambi, end_of_line):
    page = opened_entry(context, operator(jambi))
    cell(page, jambi.sarolangun).fill("1")
    expect(total(page)).to_have_text("1")

    block = end_of_line.join(("20\t 15 \t3", "1.030\t\t4", "7\t8\t9", ""))
    cell(page, jambi.limun).evaluate(PASTE, block)
    page.get_by_role("button", name="Terapkan").click()

    landed = {
        "recorded": ("20", "1.030", "7"),
        "printed": ("15", "", "8"),
        "delivered": ("3", "4", "9"),
    }
    for measure, values in landed.items():
        places = (jambi.limun, jambi.sarolangun_kota, jambi.pauh)
        for place, value in zip(places, values, strict=True):
            expect(cell(page, place, measure)).to_have_value(value)
    expect(total(page)).to_have_text("1.058")
    expect(total(page, "printed")).to_have_text("23")
    expect(total(page, "delivered")).to_have_text("16")
    expect(state_line(page)).to_have_text("9 angka belum tersimpan.")


def test_a_pasted_column_that_is_too_long_fills_what_there_is(context, jambi):
    page = opened_entry(context, operator(jambi))

    cell(page, jambi.sarolangun_kota, "delivered").evaluate(PASTE, "1\t2\n3\t4\n5\t6\n")
    expect(page.get_by_text("4 angka tidak muat di tabel.")).to_be_visible()
    page.get_by_role("button", name="Terapkan").click()

    expect(cell(page, jambi.sarolangun_kota, "delivered")).to_have_value("1")
    expect(cell(page, jambi.pauh, "delivered")).to_have_value("3")
    expect(total(page, "delivered")).to_have_text("4")
    expect(state_line(page)).to_have_text("2 angka belum tersimpan.")


def test_a_block_with_names_lands_by_name_whatever_its_order_and_is_undone_at_once(context, jambi):
    page = opened_entry(context, operator(jambi))
    cell(page, jambi.sarolangun_kota).fill("5")

    block = "Kecamatan\tPerekaman\tCetak\nPauh\t31\t29\nLimun\t\t11\nBukan Kecamatan\t9\t9\n"
    cell(page, jambi.sarolangun).evaluate(PASTE, block)

    expect(cell(page, jambi.pauh)).to_have_value("31")
    expect(cell(page, jambi.pauh, "printed")).to_have_value("29")
    expect(cell(page, jambi.limun)).to_have_value("")
    expect(cell(page, jambi.limun, "printed")).to_have_value("11")
    expect(cell(page, jambi.sarolangun_kota)).to_have_value("5")
    expect(page.get_by_text("Bukan Kecamatan")).to_be_visible()
    assert not DailyCount.objects.exists()

    page.get_by_role("button", name="Urungkan tempelan").click()

    expect(cell(page, jambi.pauh)).to_have_value("")
    expect(cell(page, jambi.sarolangun_kota)).to_have_value("5")


def test_a_pasted_block_is_saved(context, jambi):
    page = opened_entry(context, operator(jambi))

    cell(page, jambi.limun).evaluate(PASTE, "20\t15\n30\t1\n")
    page.get_by_role("button", name="Terapkan").click()
    save(page)

    expect_saved(page)
    saved = {c.region.code: (c.recorded, c.printed) for c in DailyCount.objects.all()}
    assert saved == {"15.03.01": (20, 15), "15.03.02": (30, 1)}
