"""Several figures of one place and as-of day: side by side, the rule, and who may choose."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import Basis, FigureChange, FigurePin, User
from regions.ranking import rank_children
from regions.recording import Signature, pin_figure
from tests.factories import (
    DAY,
    Jambi,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import links, page_words, table_rows

pytestmark = pytest.mark.django_db

AROUND_EVERY_PAGE = 3
ADDRESS = "/wilayah/15.03/angka-dasar/"


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def jambi(client) -> Jambi:
    """Sarolangun has 860 of 1000 by DKB, and 812 of 1000 by DP4."""
    client.cookies["django_language"] = "en"
    jambi = make_jambi()
    make_figure(jambi.sarolangun, recorded=800)
    make_figure(jambi.sarolangun, recorded=752, basis=Basis.DP4)
    save_day(make_siti(jambi), {jambi.limun: 60})
    return jambi


def read(client, reader, address=ADDRESS, **query):
    client.force_login(reader)
    response = client.get(address, query)
    assert response.status_code == 200
    return response


def choose(client, person, figure=None, **typed):
    client.force_login(person)
    return client.post(ADDRESS, {"figure": figure.pk if figure else "", **typed})


def recorded_on(jambi, day: date = DAY) -> int:
    return rank_children(jambi.sarolangun, day).head.standing.recorded


def test_the_page_of_the_place_says_what_the_other_figure_says_and_leads_to_both(client, jambi):
    eko = make_eko(jambi)

    page = read(client, eko, "/wilayah/15.03/", per=DAY)

    assert "86.00 % recorded (860 of 1,000 people obliged)" in page_words(page)
    assert "By DP4: 81.20 %. Compare the figures of this day" in page_words(page)
    assert f"{ADDRESS}?per=2019-04-04" in links(page)
    assert "By DP4" not in page_words(read(client, eko, "/wilayah/15/", per=DAY))


def test_the_province_names_the_places_for_which_another_basis_has_a_figure(client, jambi):
    make_figure(jambi.batanghari)
    make_figure(jambi.batanghari, 1100, None, basis=Basis.DP4)
    make_figure(jambi.batanghari, basis=Basis.DPT, as_of=date(2018, 12, 31))
    make_figure(jambi.batanghari, basis=Basis.DPT, published_on=DAY + timedelta(days=1))
    make_figure(jambi.batanghari, published_on=DAY)
    make_figure(make_region("15.05"), as_of=date(2018, 12, 31))
    dewi = make_dewi(jambi)
    said = "Another basis has a figure of the same day for 1 place in it: Kabupaten Sarolangun."

    assert said in page_words(read(client, dewi, "/wilayah/15/", per=DAY))
    assert said in page_words(read(client, dewi, "/wilayah/ID/", per=DAY, tingkat="kabkota"))
    assert "Another basis" not in page_words(read(client, dewi, "/wilayah/ID/", per=DAY))


def test_where_there_is_one_figure_or_the_other_lacks_a_number_nothing_is_said(client, jambi):
    make_figure(jambi.batanghari)
    make_figure(jambi.batanghari, 1100, None, basis=Basis.DP4)

    page = read(client, make_ani(jambi), "/wilayah/15.04/", per=DAY)

    assert page.context["claims"] == ""


def test_the_claims_stand_side_by_side_in_the_order_of_the_rule(client, jambi):
    make_figure(jambi.sarolangun, 900, None, basis=Basis.OTHER)
    earlier = date(2019, 2, 1)
    make_figure(jambi.sarolangun, recorded=700, basis=Basis.DP4, published_on=earlier)
    make_figure(jambi.sarolangun, recorded=1, as_of=date(2018, 12, 31), basis=Basis.DPT)

    page = read(client, make_eko(jambi))

    assert table_rows(page) == [
        "consolidated data (DKB) in force 86.00 % 860 1,000 31 January 2019 DKB",
        "election data (DP4) 76.00 % 760 1,000 1 February 2019 DKB",
        "election data (DP4) 81.20 % 812 1,000 31 January 2019 DKB",
        "other basis – – 900 31 January 2019 DKB",
    ]
    assert "DKB, DP4, DPT, estimate, other basis, in this order" in page_words(page)
    assert "Choose one by hand" not in page_words(page)


def test_budi_chooses_with_a_reason_and_it_counts_from_today_on(client, jambi):
    budi, yesterday = make_budi(jambi), DAY - timedelta(days=1)
    dp4 = jambi.sarolangun.figures.get(basis=Basis.DP4)

    response = choose(client, budi, dp4, reason="Surat 7")

    assert response.url == f"{ADDRESS}?per=2019-04-04"
    assert (recorded_on(jambi, yesterday), recorded_on(jambi)) == (800, 812)
    pin = FigurePin.objects.get()
    assert (pin.figure, pin.by, pin.day, pin.reason) == (dp4, budi, DAY, "Surat 7")
    said = "Chosen by hand by budi from 4 April 2019 on: Surat 7"
    assert said in next(row for row in table_rows(read(client, budi, per=DAY)) if "DP4" in row)
    place = page_words(read(client, budi, "/wilayah/15.03/", per=DAY))
    assert f"By DKB: 86.00 %. {said}. Compare" in place
    log = read(client, budi, "/riwayat/", jenis="angka").context["lines"]
    assert [(line.what, line.new, line.through) for line in log] == [
        ("Chosen by hand (DP4)", "Surat 7", "page of the figures")
    ]


def test_without_a_reason_or_a_figure_the_page_comes_back_with_what_was_typed(client, jambi):
    dewi = make_dewi(jambi)
    dp4 = jambi.sarolangun.figures.get(basis=Basis.DP4)

    without_reason = choose(client, dewi, dp4, reason=" ")
    without_figure = choose(client, dewi, reason="Surat 7")
    of_another = choose(client, dewi, make_figure(jambi.batanghari), reason="Surat 7")

    for response in (without_reason, without_figure, of_another):
        assert response.status_code == 422
        assert response.context["form"].errors
    assert without_reason.context["form"]["figure"].value() == str(dp4.pk)
    assert 'value="Surat 7"' in without_figure.content.decode()
    assert "Choose one of the figures." in page_words(without_figure)
    assert not FigurePin.objects.exists()
    assert not FigureChange.objects.filter(field="pinned").exists()


def test_a_figure_that_lacks_a_number_cannot_be_chosen(client, jambi):
    other = make_figure(jambi.sarolangun, 900, None, basis=Basis.OTHER)

    response = choose(client, make_dewi(jambi), other, reason="Surat 7")

    assert response.status_code == 422
    assert len(response.context["form"].fields["figure"].choices) == 2


def test_siti_ani_and_eko_choose_nothing_and_budi_not_on_the_page_of_another_day(client, jambi):
    dp4 = jambi.sarolangun.figures.get(basis=Basis.DP4)
    people = (make_ani(jambi), make_eko(jambi), User.objects.get(username="siti"))

    for person in people:
        assert choose(client, person, dp4, reason="Surat 7").status_code == 403
    assert not FigurePin.objects.exists()
    earlier = read(client, make_budi(jambi), per=DAY - timedelta(days=1))
    assert earlier.context["form"] is None
    assert f"{ADDRESS}?per=2019-04-04" in links(earlier)


def test_the_page_asks_as_often_for_many_figures_and_choices_as_for_two(client, jambi):
    budi = make_budi(jambi)

    def queries() -> int:
        client.force_login(budi)
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS, {"per": DAY})
        return len(asked)

    few = queries()
    signed = Signature(budi, at())
    for basis in (Basis.DPT, Basis.ESTIMATE, Basis.OTHER):
        for back in range(4):
            published = DAY - timedelta(days=back)
            figure = make_figure(jambi.sarolangun, basis=basis, published_on=published)
            pin_figure(figure, day=DAY, reason="Surat", signed=signed)

    assert queries() == few <= AROUND_EVERY_PAGE + 12
