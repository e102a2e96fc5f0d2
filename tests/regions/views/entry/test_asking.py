"""Questions on the page: the number stays, one tick answers, and no answer is lost on the way."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from regions.models import MEASURES, DailyCount, DayStatus
from tests.factories import DAY, save_day, undone
from tests.properties import examples
from tests.reading import page_words
from tests.regions.views.entry_form import (
    LIMUN,
    PAUH,
    SAROLANGUN_TODAY,
    assert_refused,
    boxes_of,
    everything_stored,
    fields_of,
    row_of,
    send,
)

pytestmark = pytest.mark.django_db

CARDS_LEFT, PRINT_READY = "15.03-blangko_left", "15.03-print_ready"
NONSENSE = {
    LIMUN: "12",
    PAUH: "7",
    "15.03-recorded": "19",
    "15.03.01-printed": "60",
    "15.03.01-delivered": "90",
    CARDS_LEFT: "999999",
    PRINT_READY: "888888",
}
ASKED = {
    "15.03-recorded-confirm": "19",
    "15.03.01-delivered-confirm": "90 60",
    f"{CARDS_LEFT}-confirm": "999999",
    f"{PRINT_READY}-confirm": "888888",
}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def siti(siti_in_english) -> Client:
    return siti_in_english


def questions(response) -> dict[str, str]:
    return {name: yes for name, yes in boxes_of(response).items() if name.endswith("-confirm")}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_all_questions_of_a_page_are_answered_in_one_go(siti, headers):
    stored = everything_stored()
    page = fields_of(siti.get(SAROLANGUN_TODAY))

    asked = siti.post(SAROLANGUN_TODAY, {**page, **NONSENSE}, headers=headers)

    assert_refused(asked, 422, "Tick “correct” if they are right")
    assert questions(asked) == ASKED
    assert {name: fields_of(asked)[name] for name in NONSENSE} == NONSENSE
    assert "90 handed over, but only 60 printed" in row_of(asked, "Limun")
    assert everything_stored() == stored

    saved = siti.post(SAROLANGUN_TODAY, {**fields_of(asked), **ASKED}, headers=headers)

    assert saved.status_code == 302
    assert DayStatus.objects.get().blangko_left == 999_999
    assert DailyCount.objects.get(region__code="15.03.01").delivered == 90


def test_once_answered_and_stored_nothing_is_asked_again(siti):
    send(siti, NONSENSE | ASKED)

    again = send(siti, {"15.03.02-printed": "3"})

    assert again.status_code == 302
    assert DailyCount.objects.get(region__code="15.03.02").printed == 3


def test_an_answer_is_still_ticked_after_another_mistake(siti):
    wrong = send(siti, {**NONSENSE, **ASKED, "15.03.03-printed": "dua"})

    assert_refused(wrong, 422, "please correct the marked fields")
    content = wrong.content.decode()
    for name, yes in ASKED.items():
        assert f'name="{name}" value="{yes}" checked' in content

    right = {**fields_of(wrong), **questions(wrong), "15.03.03-printed": "2"}
    assert siti.post(SAROLANGUN_TODAY, right).status_code == 302


def test_an_answer_to_a_number_that_cannot_be_asked_about_meanwhile_is_kept(siti):
    typed = {"15.03.01-delivered": "90", "15.03.01-delivered-confirm": "90 60"}

    wrong = send(siti, {**typed, "15.03.01-printed": "6o"})
    right = siti.post(SAROLANGUN_TODAY, {**fields_of(wrong), "15.03.01-printed": "60"})

    assert wrong.status_code == 422
    assert right.status_code == 302


def test_an_answer_outlives_a_clash(siti, rini):
    page = fields_of(siti.get(SAROLANGUN_TODAY))
    send(rini, {LIMUN: "20"})

    clash = siti.post(SAROLANGUN_TODAY, {**page, CARDS_LEFT: "999999", LIMUN: "13", **ASKED})
    decided = siti.post(SAROLANGUN_TODAY, {**fields_of(clash), **questions(clash)})

    assert clash.status_code == 409
    assert decided.status_code == 302
    assert DayStatus.objects.get().blangko_left == 999_999


def test_a_reason_without_its_state_comes_back_with_a_sentence(siti):
    stored = everything_stored()

    for state in ("", "closed"):
        back = send(siti, {"15.03-zero_reason": "no_network", "15.03-state": state, LIMUN: ""})

        assert_refused(back, 422, "A reason goes with “zero, with a reason” only.")
        assert fields_of(back)["15.03-zero_reason"] == "no_network"
    assert everything_stored() == stored


NUMBERS = st.sampled_from(["", "0", "1", "7", "60", "90", "151", "700", "99999", "x", "-1"])
GRIDS = st.dictionaries(
    st.sampled_from(
        [
            *(f"{place}-{m}" for place in ("15.03", "15.03.01", "15.03.03") for m in MEASURES),
            *(CARDS_LEFT, PRINT_READY),
        ]
    ),
    NUMBERS,
    max_size=8,
)


@examples(60)
@given(typed=GRIDS, says_yes=st.booleans())
def test_a_grid_is_stored_as_it_was_typed_or_shown_again_as_it_was_typed(siti, typed, says_yes):
    with undone():
        before = everything_stored()
        response = send(siti, typed)
        if response.status_code == 422 and says_yes:
            response = siti.post(SAROLANGUN_TODAY, {**fields_of(response), **questions(response)})

        if response.status_code == 302:
            shown = fields_of(siti.get(SAROLANGUN_TODAY))
        else:
            shown = fields_of(response)
            words = page_words(response)
            assert "Correct?" in words or "Not saved yet: please correct" in words
            assert everything_stored() == before
        assert {name: shown[name] for name in typed} == typed


def queries(client: Client, typed: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as captured:
        send(client, typed)
    return len(captured)


def test_levels_and_cards_cost_a_save_three_queries_at_most_and_the_page_none(jambi, siti):
    """The last levels, the cards used since, and the book: read only if something needs them."""
    operator, yesterday = jambi.sarolangun.people.get(), DAY.replace(day=3)
    save_day(operator, {jambi.limun: 9}, day=yesterday, status={"blangko_left": 500})
    plain = queries(siti, {LIMUN: "x", PAUH: "7"})
    level = queries(siti, {LIMUN: "x", PRINT_READY: "70"})
    cards = queries(siti, {LIMUN: "x", "15.03.01-printed": "9", CARDS_LEFT: "88888"})

    assert (level - plain, cards - plain) == (1, 3)
