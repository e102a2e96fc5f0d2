"""A figure that was chosen by hand: the choice is taken back, with a reason, from today on."""

from datetime import date, timedelta

import pytest

from regions.days import ONE_DAY
from regions.models import Basis, FigureChange, FigurePin, PopulationFigure, Role
from regions.ranking import rank_children, trend
from regions.recording import Signature, pin_figure, unpin_figures
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
    make_person,
    make_region,
    make_siti,
)
from tests.reading import page_words, table_rows

pytestmark = pytest.mark.django_db

ADDRESS = "/wilayah/15.03/angka-dasar/"
BY_RULE = {"figure": "rule", "reason": "Surat 8"}
PINNED_ON = DAY - timedelta(days=3)


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def jambi(client) -> Jambi:
    """Sarolangun has 800 of 1000 by DKB, and 752 by DP4."""
    client.cookies["django_language"] = "en"
    jambi = make_jambi()
    make_figure(jambi.sarolangun, recorded=800)
    make_figure(jambi.sarolangun, recorded=752, basis=Basis.DP4)
    return jambi


@pytest.fixture
def budi(jambi):
    return make_budi(jambi)


@pytest.fixture
def dp4(jambi, budi) -> PopulationFigure:
    """Chosen by Budi three days ago."""
    figure = jambi.sarolangun.figures.get(basis=Basis.DP4)
    pin_figure(figure, day=PINNED_ON, reason="Surat 7", signed=Signature(budi, at()))
    return figure


def send(client, person, typed: dict):
    client.force_login(person)
    return client.post(ADDRESS, typed)


def recorded_on(jambi, day: date = DAY) -> int:
    return rank_children(jambi.sarolangun, day).head.standing.recorded


def test_from_today_on_the_rule_chooses_and_earlier_pages_keep_the_choice(client, jambi, budi, dp4):
    done = send(client, budi, BY_RULE)

    assert (done.status_code, done.url) == (302, f"{ADDRESS}?per=2019-04-04")
    assert [recorded_on(jambi, DAY - timedelta(days=back)) for back in (4, 3, 1, 0)] == [
        *(800, 752, 752, 800)
    ]
    page = client.get(done.url)
    assert "The choice was taken back; from today on the rule chooses." in page_words(page)
    assert "Chosen by hand" not in "".join(table_rows(page))
    earlier = client.get(ADDRESS, {"per": PINNED_ON})
    said = "Chosen by hand by budi from 1 April 2019 on: Surat 7"
    assert said in next(row for row in table_rows(earlier) if "DP4" in row)


def test_the_log_tells_who_took_it_back_and_why(client, budi, dp4):
    send(client, budi, BY_RULE)

    (line, _pinned) = client.get("/riwayat/", {"jenis": "angka"}).context["lines"]
    assert (line.what, line.old, line.new) == ("Chosen by hand (DP4)", "Surat 7", "–")
    assert (line.by, line.through) == ("budi", "page of the figures · Surat 8")


def test_it_is_offered_only_while_a_figure_is_chosen(client, jambi, budi):
    offer = "none by hand: the rule chooses"
    client.force_login(budi)

    assert offer not in page_words(client.get(ADDRESS, {"per": DAY}))
    assert send(client, budi, BY_RULE).status_code == 422
    figure = jambi.sarolangun.figures.get(basis=Basis.DP4)
    pin_figure(figure, day=DAY, reason="Surat 7", signed=Signature(budi, at()))
    assert offer in page_words(client.get(ADDRESS, {"per": DAY}))
    assert send(client, budi, BY_RULE).status_code == 302
    assert recorded_on(jambi) == 800
    assert offer not in page_words(client.get(ADDRESS, {"per": DAY}))
    assert send(client, budi, BY_RULE).status_code == 422


def test_without_a_reason_the_choice_stays(client, jambi, budi, dp4):
    refused = send(client, budi, {**BY_RULE, "reason": " "})

    assert refused.status_code == 422
    assert refused.context["form"]["figure"].value() == "rule"
    assert "This field is required." in page_words(refused)
    assert recorded_on(jambi) == 752


def test_only_those_who_choose_take_it_back(client, jambi, dp4):
    rini = make_person("rini", Role.MANAGER, make_region("14"))

    for person in (make_siti(jambi), make_ani(jambi), make_eko(jambi), rini):
        assert send(client, person, BY_RULE).status_code == 403
    assert recorded_on(jambi) == 752
    assert send(client, make_dewi(jambi), BY_RULE).status_code == 302
    assert recorded_on(jambi) == 800


def test_all_choices_of_the_day_go_and_a_new_one_holds_again(client, jambi, budi, dp4):
    dkb = jambi.sarolangun.figures.get(basis=Basis.DKB)
    signed = Signature(budi, at(), "Surat 8")
    pin_figure(dkb, day=DAY, reason="Surat 9", signed=signed)
    other = make_figure(jambi.batanghari)
    pin_figure(other, day=DAY, reason="Surat 10", signed=signed)

    unpin_figures([dkb, dp4], day=DAY, signed=signed)
    unpin_figures([dkb, dp4], day=DAY, signed=signed)

    taken_back = FigureChange.objects.filter(field="pinned", new__isnull=True).order_by("pk")
    assert [(c.basis, c.old, c.why) for c in taken_back] == [
        ("dp4", "Surat 7", "Surat 8"),
        ("dkb", "Surat 9", "Surat 8"),
    ]
    assert FigurePin.objects.get(ended_on=None).figure == other
    pin_figure(dp4, day=DAY, reason="Surat 11", signed=signed)
    assert recorded_on(jambi) == 752


@pytest.mark.parametrize(("chosen", "ended"), [(90, 60), (60, 3), (3, 1)])
def test_however_long_ago_it_was_each_day_has_the_figure_of_then(jambi, budi, chosen, ended):
    figures = list(jambi.sarolangun.figures.order_by("pk"))
    PopulationFigure.objects.update(as_of=date(2018, 12, 31), published_on=date(2018, 12, 31))
    first, last = DAY - timedelta(days=chosen), DAY - timedelta(days=ended)
    pin_figure(figures[-1], day=first, reason="Surat 7", signed=Signature(budi, at()))
    unpin_figures(figures, day=last, signed=Signature(budi, at()))

    days = [first - ONE_DAY, first, last - ONE_DAY, last, DAY]
    assert [recorded_on(jambi, day) for day in days] == [800, 752, 752, 800, 800]
    course = {point.day: point.standing.recorded for point in trend(jambi.sarolangun, days).points}
    assert [course[day] for day in days] == [800, 752, 752, 800, 800]
