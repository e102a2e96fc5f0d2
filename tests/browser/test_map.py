"""The map by keyboard and mouse: every place is a link that says where it stands."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import logged_in, manager, operator, reported_day

pytestmark = pytest.mark.browser

REGION_PAGE = "/wilayah/15/?per=2019-04-04"
STROKE = "path => parseFloat(getComputedStyle(path).strokeWidth)"


@pytest.fixture
def page_of_jambi(context, jambi) -> Page:
    reported_day(jambi, operator(jambi))
    page = logged_in(context, manager(jambi))
    page.goto(REGION_PAGE)
    return page


def place(page: Page, name: str):
    return page.locator(".map").get_by_role("link", name=name)


def tab_to(page: Page, target) -> None:
    """Press Tab until the focus is there, as someone without a mouse would."""
    for _press in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(target).to_be_focused()


def test_tab_reaches_a_place_with_a_visible_focus_and_enter_goes_down(page_of_jambi):
    page = page_of_jambi
    sarolangun = place(page, "Kabupaten Sarolangun: 81,20 %")
    outline = sarolangun.locator("path").first
    at_rest = outline.evaluate(STROKE)

    tab_to(page, sarolangun)

    assert outline.evaluate(STROKE) >= at_rest + 2
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kabupaten Sarolangun")
    assert page.url.endswith("/wilayah/15.03/?per=2019-04-04")


def test_resting_on_a_place_tells_its_name_and_percentage(page_of_jambi):
    titles = page_of_jambi.locator(".map a title").all_text_contents()

    assert titles == ["Kabupaten Sarolangun: 81,20 %", "Kabupaten Batanghari: 95,00 %"]


def test_a_click_on_a_place_goes_down(page_of_jambi):
    place(page_of_jambi, "Kabupaten Batanghari: 95,00 %").locator("path").first.click()

    expect(page_of_jambi.get_by_role("heading", level=1)).to_have_text("Kabupaten Batanghari")


def test_the_map_can_be_skipped(page_of_jambi):
    page = page_of_jambi
    skip = page.get_by_role("link", name="Lewati peta")
    tab_to(page, skip)
    expect(skip).to_be_in_viewport(ratio=1)

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    inside_the_map = "document.activeElement.closest('.map') !== null"
    assert not page.evaluate(inside_the_map)
    expect(page.locator(":focus")).to_have_count(1)


def test_on_a_phone_the_map_is_no_wider_than_the_screen(new_context, jambi):
    reported_day(jambi, operator(jambi))
    phone = new_context(viewport={"width": 360, "height": 740})
    page = logged_in(phone, manager(jambi))

    page.goto(REGION_PAGE)

    expect(page.locator(".map > svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box = page.locator(".map > svg").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
