"""Where the keyboard stands is always to be seen, and the content is one key away."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import (
    ENTRY,
    cell,
    expect_saved,
    logged_in,
    opened_entry,
    operator,
    reported_day,
    save,
)
from tests.factories import save_day

pytestmark = pytest.mark.browser

# An outline on the element (for a hidden checkbox: on its label; a date field outlines its
# own parts; a place on the map has a thicker border), inside the screen, and nothing else,
# such as the save bar, on top of it.
FOCUS = """() => {
  const element = document.activeElement;
  const marked = element.matches(".unfold") ? element.labels[0] : element;
  const style = getComputedStyle(marked);
  const box = marked.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const map = marked.closest(".map svg");
  const border = map && getComputedStyle(marked.querySelector("path, circle")).strokeWidth;
  return {
    what: marked.outerHTML.slice(0, 60),
    outlined: outlined || marked.type === "date" || parseFloat(border) >= 2,
    uncovered: top !== null && ((map || marked).contains(top) || top.contains(marked)),
  };
}"""


def tabbed_stops(page: Page, most: int = 80) -> list[dict]:
    """Every place the Tab key reaches, from the top of the page on."""
    stops = []
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body") and len(stops) < most:
        stops.append(page.evaluate(FOCUS))
        page.keyboard.press("Tab")
    return stops


def let_the_chart_come(page: Page) -> None:
    """Where there is one: what is below it moves when it comes near and is drawn."""
    if page.locator("[data-trend]").count():
        page.evaluate("document.querySelector('[data-trend]').scrollIntoView()")
        expect(page.get_by_role("button", name="Simpan gambar (PNG)")).to_be_visible()
        page.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("address", ["/wilayah/15.03/", ENTRY, "/riwayat/"])
def test_every_stop_of_the_tab_key_is_visible(new_context, jambi, address, width):
    siti = operator(jambi)
    reported_day(jambi, siti)
    page = logged_in(new_context(viewport={"width": width, "height": 500}), siti)
    page.goto(address)
    let_the_chart_come(page)

    stops = tabbed_stops(page)

    assert 10 < len(stops) < 80
    assert [stop["what"] for stop in stops if not stop["outlined"]] == []
    assert [stop["what"] for stop in stops if not stop["uncovered"]] == []


def test_the_first_key_leads_past_the_header(context, jambi):
    page = logged_in(context, operator(jambi))
    page.goto("/wilayah/15.03/")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).not_to_be_in_viewport()

    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator("main").locator(":focus")).to_have_text("Indonesia")


def test_typing_begins_in_the_first_empty_cell_and_goes_on_there_after_saving(context, jambi):
    siti = operator(jambi)
    save_day(siti, {jambi.sarolangun: {"recorded": 1, "printed": 1, "delivered": 1}})
    page = opened_entry(context, siti)
    expect(cell(page, jambi.limun)).to_be_focused()

    page.keyboard.type("20")
    page.keyboard.press("Enter")
    save(page)
    expect_saved(page)

    expect(cell(page, jambi.sarolangun_kota)).to_be_focused()
