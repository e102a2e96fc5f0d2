"""Population figures on a page of their own: shown before stored, asked about, corrected, refused.

Budi is the manager of Jambi, Dewi national staff; Siti types for Sarolangun.
"""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regions.days import days_from
from regions.models import FigureChange, PopulationFigure, User
from regions.ranking import rank_children
from tests.factories import (
    DAY,
    Jambi,
    make_budi,
    make_dewi,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    make_target,
    save_day,
    undone,
)
from tests.reading import page_words, table_rows
from tests.regions.views.confirmed_forms import send, shown_then_stored
from tests.regions.views.test_region_page_queries import AROUND_EVERY_PAGE

pytestmark = pytest.mark.django_db

JAMBI = "/angka/?wilayah=15"


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def typed(**values: str) -> dict:
    figure = {"region": "15.03", "as_of": "2019-03-31", "wajib_ktp": "1.000", "recorded": "832"}
    return {**figure, "basis": "dkb", "source": "Surat 470/2019", **values}


def stored() -> list[tuple]:
    figures = PopulationFigure.objects.order_by("pk")
    return list(
        figures.values_list("region__code", "as_of", "published_on", "wajib_ktp", "recorded")
    )


def asked_in(response: HttpResponse) -> list[str]:
    return [asked.text for asked in response.context["trial"].asked]


def test_the_effect_on_the_ranking_is_shown_first_and_nothing_is_stored(client, jambi):
    make_figure(jambi.sarolangun, 1000, 841)
    make_figure(jambi.batanghari, 1000, 835)

    shown = send(client, make_budi(jambi), JAMBI, typed())

    words = page_words(shown)
    assert shown.status_code == 200
    assert "Not stored yet. Kabupaten Sarolangun: 84.10 % → 83.20 %, rank 2 → 1." in words
    assert table_rows(shown)[1] == "Kabupaten Sarolangun 84.10 % 83.20 % 2 → 1 1 place down"
    assert asked_in(shown) == []
    assert len(stored()) == 2
    assert not FigureChange.objects.exists()


def test_once_seen_it_counts_from_today_unless_said_and_the_ranking_is_the_one_shown(client, jambi):
    make_figure(jambi.sarolangun, 1000, 841)
    save_day(make_siti(jambi), {jambi.limun: 3}, day=date(2019, 4, 2))
    budi = make_budi(jambi)
    shown = send(client, budi, JAMBI, typed()).context["trial"].ranking.head.hundredths_after

    answer = shown_then_stored(client, budi, JAMBI, typed())

    assert (answer.status_code, answer.url) == (302, "/angka/?wilayah=15")
    assert stored()[1] == ("15.03", date(2019, 3, 31), DAY, 1000, 832)
    assert rank_children(jambi.province, DAY).head.standing.hundredths == shown
    yesterday = rank_children(jambi.province, DAY - timedelta(days=1)).rows[0].standing
    assert yesterday.hundredths == 8440
    assert "Stored: the figure of Kabupaten Sarolangun." in page_words(client.get(answer.url))


def test_one_published_before_today_lists_the_days_it_changes_and_asks_once(client, jambi):
    budi, wish = make_budi(jambi), typed(published_on="2019-04-01")

    shown = send(client, budi, JAMBI, wish)
    unanswered = client.post(JAMBI, {**wish, "seen": shown.context["trial"].seen})

    assert asked_in(shown) == [
        "This changes the pages of 3 days gone by, from 1 April 2019 to 3 April 2019. Correct?"
    ]
    assert "2019-04-01, 2019-04-02, 2019-04-03" in page_words(shown)
    assert (unanswered.status_code, stored()) == (422, [])
    assert "please answer the questions" in page_words(unanswered)
    assert shown_then_stored(client, budi, JAMBI, wish).status_code == 302


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"as_of": "2019-04-05"}, "5 April 2019 has not come yet"),
        ({"as_of": "2004-12-31"}, "There are no figures from before 2005."),
        ({"as_of": ""}, "This field is required."),
        ({"as_of": "2019-02-30"}, "Enter a valid date."),
        ({"published_on": "2019-03-30"}, "cannot be published before its as-of day"),
        ({"published_on": "2091-01-01"}, "more than a year ahead"),
        ({"wajib_ktp": "0"}, "Nobody obliged is not a denominator"),
        ({"wajib_ktp": "-5"}, "-5 is below zero"),
        ({"wajib_ktp": "99,4"}, "99,4 is not a whole number."),
        ({"wajib_ktp": "abc"}, "“abc” is not a number"),
        ({"wajib_ktp": "", "recorded": ""}, "Enter how many people are obliged."),
        ({"recorded": "1.301"}, "1,301 are more than 130 % of 1,000 people obliged."),
        ({"recorded": "1e3"}, "“1e3” is not a number"),
        ({"source": ""}, "This field is required."),
        ({"source": "DKB\0"}, "Null characters are not allowed."),
        ({"basis": "bps"}, "Select a valid choice."),
        ({"region": ""}, "Choose one of these places."),
        ({"region": "15"}, "Choose one of these places."),
        ({"region": "14.01"}, "Choose one of these places."),
    ],
)
def test_nonsense_is_refused_with_a_reason_and_what_was_typed_stays(client, jambi, values, said):
    response = send(client, make_budi(jambi), JAMBI, typed(**values))

    assert response.status_code == 422
    assert said in page_words(response)
    kept = {**typed(), **values}
    for name in ("as_of", "wajib_ktp", "recorded", "source"):
        html = response.content.decode()
        assert not kept[name].strip() or f'value="{kept[name]}"' in html
    assert stored() == []


def test_a_place_that_was_not_there_on_the_day_has_no_figure(client, jambi):
    make_region("15.09", "Kabupaten Baru", valid_from=date(2019, 4, 1))
    make_region("15.08", "Kabupaten Lama", valid_to=date(2019, 3, 30))
    budi = make_budi(jambi)

    early, late = (send(client, budi, JAMBI, typed(region=code)) for code in ("15.09", "15.08"))

    assert "Kabupaten Baru did not exist on that day." in page_words(early)
    assert "Kabupaten Lama did not exist on that day." in page_words(late)
    on_its_last_day = typed(region="15.08", as_of="2019-03-30")
    assert shown_then_stored(client, budi, JAMBI, on_its_last_day).status_code == 302


@pytest.mark.parametrize(("recorded", "asks"), [("1.000", False), ("1.001", True), ("1.300", True)])
def test_more_recorded_than_obliged_is_asked_about_once(client, jambi, recorded, asks):
    wish = typed(recorded=recorded)
    budi = make_budi(jambi)
    shown = send(client, budi, JAMBI, wish)
    unanswered = client.post(JAMBI, {**wish, "seen": shown.context["trial"].seen})

    assert any("more than 1,000 obliged" in text for text in asked_in(shown)) is asks
    assert unanswered.status_code == (422 if asks else 302)
    if asks:
        assert shown_then_stored(client, budi, JAMBI, wish).status_code == 302
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("wajib", "asks"), [("900", False), ("1.200", False), ("599", True), ("1.201", True)]
)
def test_a_denominator_a_third_away_from_the_last_is_asked_about(client, jambi, wajib, asks):
    make_figure(jambi.sarolangun, 900, 500)
    make_figure(jambi.sarolangun, 50, 5, as_of=date(2018, 6, 30))

    shown = send(client, make_budi(jambi), JAMBI, typed(wajib_ktp=wajib, recorded="500"))

    expected = [f"{int(wajib.replace('.', '')):,} is more than a third away from the 900"]
    assert [text.split(" of 31")[0] for text in asked_in(shown)] == (expected if asks else [])


@pytest.mark.parametrize(
    ("basis", "last"),
    [
        ("dkb", None),
        ("dp4", "1,600 of 31 December 2018."),
        ("dpt", "1,600 of 31 December 2018 (another basis: election data (DP4))."),
    ],
)
def test_a_denominator_is_compared_with_the_last_of_its_basis(client, jambi, basis, last):
    make_figure(jambi.sarolangun, 1000, 500, as_of=date(2018, 6, 30))
    make_figure(jambi.sarolangun, 1600, 500, as_of=date(2018, 12, 31), basis="dp4")

    shown = send(client, make_budi(jambi), JAMBI, typed(wajib_ktp="1.000", basis=basis))

    away = "1,000 is more than a third away from the"
    assert [text for text in asked_in(shown) if "third away" in text] == (
        [f"{away} {last} Correct?"] if last else []
    )


@pytest.mark.parametrize(
    ("then", "asks"), [("1.100", False), ("1.333", False), ("999", True), ("1.334", True)]
)
def test_those_obliged_on_the_deadline_are_typed_and_asked_about(client, jambi, then, asks):
    budi, wish = make_budi(jambi), typed(wajib_ktp_on_deadline=then)

    shown = send(client, budi, JAMBI, wish)

    assert [text.split(" far")[0] for text in asked_in(shown)] == (
        [f"{int(then.replace('.', '')):,} obliged on the deadline are"] if asks else []
    )
    assert shown_then_stored(client, budi, JAMBI, wish).status_code == 302
    figure = PopulationFigure.objects.get()
    assert figure.wajib_ktp_on_deadline == int(then.replace(".", ""))
    logged = FigureChange.objects.get(field="wajib_ktp_on_deadline")
    assert (logged.old, logged.new) == (None, figure.wajib_ktp_on_deadline)


def test_nobody_obliged_on_the_deadline_is_refused(client, jambi):
    refused = send(client, make_budi(jambi), JAMBI, typed(wajib_ktp_on_deadline="0"))

    assert refused.status_code == 422
    assert "Nobody obliged is not a denominator" in page_words(refused)


def test_the_page_of_the_province_says_both_where_every_office_says_so(client, jambi):
    budi = make_budi(jambi)
    make_target("98", deadline=date(2019, 4, 17), label="Pemilu")
    make_figure(jambi.batanghari, 1000, 900)
    wish = typed(wajib_ktp_on_deadline="1.100")
    shown_then_stored(client, budi, JAMBI, wish)
    in_part = page_words(client.get("/wilayah/15/?per=2019-04-04"))
    PopulationFigure.objects.filter(region=jambi.batanghari).update(wajib_ktp_on_deadline=1100)
    whole = page_words(client.get("/wilayah/15/?per=2019-04-04"))
    recap = client.get("/wilayah/15/rekap/?per=2019-04-04").content.decode()

    assert "228 people short of 98 %; 13 days left (Pemilu)." in in_part
    both = "98 % today: 228 people short; on the day of Pemilu: 424 people short; 13 days left."
    assert both in whole
    assert both in recap


def test_an_answer_holds_only_for_the_numbers_it_was_given_for(client, jambi):
    budi = make_budi(jambi)
    first = send(client, budi, JAMBI, typed(recorded="1.100")).context["trial"]
    boxes = {asked.name: asked.value for asked in first.asked}
    wish = typed(recorded="1.200")
    seen = send(client, budi, JAMBI, wish).context["trial"].seen

    assert client.post(JAMBI, {**wish, **boxes, "seen": seen}).status_code == 422
    assert stored() == []


def test_a_figure_of_that_day_and_publication_is_corrected_not_typed_twice(client, jambi):
    make_figure(jambi.sarolangun, 1000, 841, as_of=date(2019, 3, 31), published_on=DAY)

    refused = send(client, make_budi(jambi), JAMBI, typed())

    assert refused.status_code == 422
    assert "is stored; correct that one" in page_words(refused)


def test_a_correction_needs_a_reason_and_logs_old_and_new(client, jambi):
    budi = make_budi(jambi)
    figure = make_figure(jambi.sarolangun, 1000, 841, published_on=DAY)
    address = f"/angka/{figure.pk}/"
    wish = typed(as_of="2019-01-31", published_on="2019-04-04", source="DKB")

    refused = send(client, budi, address, wish)
    done = shown_then_stored(client, budi, address, {**wish, "why": "salah ketik"})

    assert "This field is required." in page_words(refused)
    assert done.status_code == 302
    changes = FigureChange.objects.values_list("field", "old", "new", "by__username", "why")
    assert list(changes) == [("recorded", 841, 832, "budi", "salah ketik")]
    assert len(stored()) == 1


def test_a_figure_moved_to_another_day_is_one_figure_and_changes_the_days_of_both(client, jambi):
    budi = make_budi(jambi)
    figure = make_figure(jambi.sarolangun, 1000, 832, published_on=date(2019, 4, 2))
    wish = typed(as_of="2019-03-31", published_on="2019-04-03", why="hari", source="DKB")

    shown = send(client, budi, f"/angka/{figure.pk}/", wish)

    assert "2 days gone by, from 2 April 2019 to 3 April 2019" in asked_in(shown)[0]
    assert shown_then_stored(client, budi, f"/angka/{figure.pk}/", wish).status_code == 302
    assert stored() == [("15.03", date(2019, 3, 31), date(2019, 4, 3), 1000, 832)]


def test_without_any_number_a_figure_is_taken_away_after_a_question(client, jambi):
    budi = make_budi(jambi)
    figure = make_figure(jambi.sarolangun, published_on=DAY)
    wish = typed(wajib_ktp="", recorded="", why="bukan angka kami", as_of="2019-01-31")

    shown = send(client, budi, f"/angka/{figure.pk}/", wish)

    assert asked_in(shown) == ["Without a number the figure is taken away. Correct?"]
    assert shown_then_stored(client, budi, f"/angka/{figure.pk}/", wish).status_code == 302
    assert stored() == []
    assert {c.new for c in FigureChange.objects.all()} == {None}


def test_a_figure_of_a_kecamatan_is_shown_in_the_ranking_of_its_kabupaten(client, jambi):
    make_figure(jambi.limun, 100, 80)
    make_figure(jambi.pauh, 100, 90)
    wish = typed(region="15.03.01", wajib_ktp="100", recorded="95")

    shown = send(client, make_budi(jambi), "/angka/?wilayah=15.03", wish)

    assert "Limun: 80.00 % → 95.00 %, rank 1 → 2." in page_words(shown)


def test_the_list_tells_which_figure_is_in_force(client, jambi):
    make_figure(jambi.sarolangun, 1000, 841)
    make_figure(jambi.sarolangun, 900, 800, as_of=date(2018, 6, 30))
    make_figure(jambi.sarolangun, 1100, 900, published_on=date(2019, 5, 2))
    make_figure(jambi.limun)
    client.force_login(make_budi(jambi))

    rows = table_rows(client.get(JAMBI))

    assert [row.split(" DKB consolidated data (DKB) ")[1] for row in rows] == [
        "counts from 2 May 2019 Correct",
        "in force: newest as-of day Correct",
        "replaced by the one as of 31 January 2019 Correct",
    ]
    assert rows[1].startswith(
        "Kabupaten Sarolangun 15.03 31 January 2019 31 January 2019 1,000 841 DKB"
    )


def test_dewi_chooses_among_all_kabupaten_and_a_kabupaten_page_among_its_kecamatan(client, jambi):
    make_region("14.01.01")
    client.force_login(make_dewi(jambi))

    def offered(wilayah: str) -> list[str]:
        form = client.get("/angka/", {"wilayah": wilayah}).context["form"]
        return [code for code, _name in form.fields["region"].choices]

    assert offered("ID") == ["", "14.01", "15.03", "15.04"]
    assert offered("15") == ["", "15.03", "15.04"]
    assert offered("15.03") == ["15.03", "15.03.01", "15.03.02", "15.03.03"]
    assert offered("15.03.01") == ["15.03.01"]


def queries(client: Client, reader: User, address: str) -> int:
    client.force_login(reader)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_page_asks_as_often_for_many_figures_as_for_one_and_has_pages(client, jambi):
    dewi = make_dewi(jambi)
    make_figure(jambi.sarolangun)
    few = queries(client, dewi, "/angka/")

    for n in range(10, 68):
        make_figure(make_region(f"16.{n}"))

    assert few == queries(client, dewi, "/angka/") <= AROUND_EVERY_PAGE + 5
    assert len(table_rows(client.get("/angka/?halaman=2"))) == 9


keys = st.tuples(st.integers(0, 20), st.integers(0, 20))
others = st.lists(keys, max_size=3, unique=True)


@given(keys, others, st.none() | keys)
def test_the_days_asked_about_are_those_whose_ranking_changes(client, key, others, corrected):
    """A figure of its own numbers, typed or (`corrected`) moved there, among others."""

    def day(number: int) -> date:
        return DAY - timedelta(days=20 - number)

    def make(jambi: Jambi, key: tuple[int, int], n: int) -> PopulationFigure:
        as_of, lag = key
        return make_figure(
            jambi.sarolangun,
            1000 + n,
            700 + n,
            as_of=day(as_of),
            published_on=day(as_of) + timedelta(days=lag),
        )

    others = [one for one in others if one not in (key, corrected)]
    if corrected == key:
        corrected = None
    with undone():
        jambi = make_jambi()
        for n, one in enumerate(others):
            make(jambi, one, n)
        address = JAMBI
        if corrected:
            address = f"/angka/{make(jambi, corrected, 50).pk}/"
        published = day(key[0]) + timedelta(days=key[1])
        wish = typed(
            as_of=day(key[0]).isoformat(),
            published_on=published.isoformat(),
            wajib_ktp="1099",
            recorded="750",
            why="uji",
        )
        days = list(days_from(day(0), DAY))

        def standings() -> list:
            return [rank_children(jambi.province, one).rows[-1].standing for one in days] + [
                rank_children(jambi.province, one).rows[0].standing for one in days
            ]

        before = standings()
        trial = send(client, make_budi(jambi), address, wish).context["trial"]
        with transaction.atomic():
            assert shown_then_stored(client, User.objects.get(), address, wish).status_code == 302
        after = standings()
        changed = {one for one, old, new in zip(days * 2, before, after, strict=True) if old != new}

    assert set(trial.made.days) == changed
    assert trial.made.days == sorted(changed)
