"""The chart of coverage: drawn when its place comes near, spans in place, saved as a picture."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.acting import logged_in, manager, operator, reported_day
from tests.factories import make_target

pytestmark = pytest.mark.browser

REGION_PAGE = "/wilayah/15/?per=2019-04-04"
INKED = """(canvas) => {
  const blank = document.createElement("canvas");
  blank.width = canvas.width;
  blank.height = canvas.height;
  return canvas.width > 0 && canvas.toDataURL() !== blank.toDataURL();
}"""


@pytest.fixture
def budi(jambi):
    """The manager of Jambi, whose two kabupaten are known since January."""
    make_target("98", deadline="2019-04-17", label="Pemilu 17 April 2019")
    reported_day(jambi, operator(jambi))
    return manager(jambi)


def expect_drawn(page: Page) -> None:
    canvas = page.locator(".trend canvas")
    expect(canvas).to_be_visible()
    # Drawing is the last thing the script does before it offers the picture.
    expect(page.get_by_role("button", name="Simpan gambar (PNG)")).to_be_visible()
    assert canvas.evaluate(INKED)


def scroll_to_chart(page: Page) -> None:
    page.evaluate("document.querySelector('.trend').scrollIntoView()")


def fetched(page: Page) -> list[str]:
    """The addresses the page asks for from now on."""
    asked: list[str] = []

    def note(response: Response) -> None:
        asked.append(response.url)

    page.on("response", note)
    return asked


def test_the_chart_comes_only_when_its_place_comes_near(new_context, budi):
    page = logged_in(new_context(viewport={"width": 360, "height": 640}), budi)
    asked = fetched(page)
    page.goto(REGION_PAGE, wait_until="networkidle")
    assert not any("perkembangan" in url or "Chart" in url for url in asked)

    scroll_to_chart(page)

    expect_drawn(page)
    assert any("/wilayah/15/perkembangan/" in url for url in asked)
    assert page.url.endswith(REGION_PAGE)


def test_who_stands_in_the_place_of_the_chart_while_it_comes_stays_there(new_context, budi):
    page = logged_in(new_context(viewport={"width": 360, "height": 640}), budi)
    page.goto(REGION_PAGE, wait_until="networkidle")

    page.locator(".trend").get_by_role("link").focus()

    expect_drawn(page)
    expect(page.get_by_role("link", name="90 hari")).to_be_focused()


def test_another_span_is_drawn_in_place_and_keeps_the_focus(context, budi):
    page = logged_in(context, budi)
    page.goto(REGION_PAGE)
    scroll_to_chart(page)
    expect(page.get_by_text("Cakupan, 90 hari sampai 4 April 2019")).to_be_visible()

    page.get_by_role("link", name="30 hari").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Cakupan, 30 hari sampai 4 April 2019")).to_be_visible()
    expect_drawn(page)
    expect(page.get_by_role("link", name="30 hari")).to_be_focused()
    assert page.url.endswith(REGION_PAGE)


def test_a_span_after_the_session_has_ended_leads_to_the_log_in(context, budi):
    page = logged_in(context, budi)
    page.goto(REGION_PAGE)
    scroll_to_chart(page)
    expect_drawn(page)
    context.clear_cookies(name="sessionid")

    page.get_by_role("link", name="365 hari").click()

    expect(page.get_by_label("Nama pengguna")).to_be_visible()


def test_the_chart_is_saved_as_a_picture_named_after_place_and_day(context, budi):
    page = logged_in(context, budi)
    page.goto(REGION_PAGE)
    scroll_to_chart(page)
    expect_drawn(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="Simpan gambar (PNG)").click()

    assert download.value.suggested_filename == "15-2019-04-04.png"
    picture = Path(download.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")


def test_the_charts_own_page_draws_it_and_folds_the_table_away(context, budi):
    page = logged_in(context, budi)

    page.goto("/wilayah/15/perkembangan/")

    expect_drawn(page)
    table = page.get_by_role("table")
    expect(table).to_be_hidden()
    page.get_by_text("Angka yang sama dalam tabel").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("4 April 2019")


def test_without_scripts_the_link_leads_to_the_table(new_context, budi):
    page = logged_in(new_context(java_script_enabled=False), budi)
    page.goto(REGION_PAGE)

    page.get_by_role("link", name="Grafik dan tabel").click()

    newest = page.get_by_role("table").get_by_role("row").nth(1)
    expect(newest).to_be_visible()
    expect(newest).to_contain_text("4 April 2019")
    expect(newest).to_contain_text("90,40 %")
    expect(page.locator(".trend canvas")).to_be_hidden()
    page.get_by_role("link", name="30 hari").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("30 hari")


def test_where_coverage_is_unknown_the_page_says_so_in_place(context, jambi):
    page = logged_in(context, manager(jambi))
    page.goto(REGION_PAGE)

    scroll_to_chart(page)

    expect(page.get_by_text("jadi belum ada grafik")).to_be_visible()
