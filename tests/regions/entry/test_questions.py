"""What is asked about a day before it is saved, when it is not, and what an answer holds for."""

from collections.abc import Mapping

import pytest

from campaigns.cards import receive_cards
from regions.models import Channel
from tests.factories import DAY, Jambi, at, save_day
from tests.regions.entry.typed_day import LIMUN, PAUH, STATE, day_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

YESTERDAY = DAY.replace(day=3)
CARDS_LEFT, PRINT_READY = "15.03-blangko_left", "15.03-print_ready"
PRINTED, REPRINTED = "15.03.01-printed", "15.03.01-reprinted"
DELIVERED, SPOILED = "15.03.01-delivered", "15.03.01-spoiled"
OWN = "15.03-recorded"


def asked(jambi: Jambi, sent: Mapping[str, str]) -> dict[str, list[str]]:
    form = day_form(jambi, sent)
    assert form.is_valid() == (not form.has_open_questions())
    return {name: list(map(str, errors)) for name, errors in form.errors.items()}


def yesterday(siti, jambi: Jambi, counts: dict | None = None, **levels: int) -> None:
    save_day(siti, {jambi.limun: counts or {"recorded": 5}}, day=YESTERDAY, status=levels)


# Levels


@pytest.mark.parametrize(
    ("level", "last", "typed", "is_asked"),
    [
        ("blangko_left", 4500, 999_999, True),
        ("blangko_left", 4500, 45_000, True),
        ("blangko_left", 4500, 14_500, False),
        ("blangko_left", 600, 10_600, False),
        ("blangko_left", 600, 10_601, True),
        ("blangko_left", 4500, 4300, False),
        ("blangko_left", 4500, 450, True),
        ("blangko_left", 900, 0, False),
        ("blangko_left", 4500, 0, True),
        ("print_ready", 300, 888_888, True),
        ("print_ready", 300, 1300, False),
        ("print_ready", 300, 1301, True),
        ("print_ready", 3000, 8999, False),
        ("sent_for_enrolment", 0, 1000, False),
        ("duplicates", 12, 120_000, True),
    ],
)
def test_a_level_far_from_its_last_value_is_asked_about(jambi, siti, level, last, typed, is_asked):
    yesterday(siti, jambi, **{level: last})

    assert (f"15.03-{level}" in asked(jambi, {f"15.03-{level}": str(typed)})) is is_asked


def test_the_question_says_what_was_there_and_when(jambi, siti):
    yesterday(siti, jambi, blangko_left=4500)

    assert asked(jambi, {CARDS_LEFT: "999999"}) == {
        CARDS_LEFT: ["999,999 is far from the last value (4,500 on 3 Apr). Correct?"]
    }


def test_without_a_last_value_more_than_one_delivery_is_asked_about(jambi):
    assert asked(jambi, {CARDS_LEFT: "10000"}) == {}
    assert asked(jambi, {PRINT_READY: "10001"}) == {
        PRINT_READY: ["10,001 is a lot, and nothing was given in the 60 days before. Correct?"]
    }


def test_cards_used_since_explain_a_fall(jambi, siti):
    yesterday(siti, jambi, blangko_left=2200)
    save_day(siti, {jambi.limun: {"printed": 60}}, day=YESTERDAY.replace(day=2))
    fallen = {CARDS_LEFT: "700"}

    assert CARDS_LEFT in asked(jambi, fallen)
    assert asked(jambi, {**fallen, PRINTED: "140", SPOILED: "5"}) == {}


def test_the_book_explains_what_the_last_value_does_not(jambi, siti):
    yesterday(siti, jambi, blangko_left=600)
    assert CARDS_LEFT in asked(jambi, {CARDS_LEFT: "30600"})

    receive_cards(office=jambi.sarolangun, cards=30_500, day=DAY, by=siti, at=at(), note="")

    assert asked(jambi, {CARDS_LEFT: "30600"}) == {}
    assert asked(jambi, {CARDS_LEFT: "550"}) == {}
    assert CARDS_LEFT in asked(jambi, {CARDS_LEFT: "9000"})


# Cards handed over


def test_more_handed_over_than_there_was_is_asked_about(jambi):
    assert asked(jambi, {LIMUN: "2", PRINTED: "60", DELIVERED: "90"}) == {
        DELIVERED: ["90 handed over, but only 60 printed and reprinted, and 0 before. Correct?"]
    }


@pytest.mark.parametrize(
    ("before", "channel"),
    [({"printed": 25, "reprinted": 5}, Channel.LOKET), ({"printed": 30}, Channel.JEMPUT_BOLA)],
)
def test_cards_of_the_last_day_that_printed_are_handed_over_the_next(jambi, siti, before, channel):
    save_day(siti, {jambi.limun: before}, day=DAY.replace(day=1), channel=channel)
    save_day(siti, {jambi.limun: {"delivered": 4}}, day=YESTERDAY)

    assert asked(jambi, {PRINTED: "60", DELIVERED: "90"}) == {}
    assert DELIVERED in asked(jambi, {PRINTED: "60", DELIVERED: "91"})


def test_cards_that_outreach_printed_the_same_day_count_too(jambi, siti):
    save_day(siti, {jambi.limun: {"printed": 28, "reprinted": 2}}, channel=Channel.JEMPUT_BOLA)

    assert asked(jambi, {PRINTED: "60", DELIVERED: "90"}) == {}
    assert DELIVERED in asked(jambi, {PRINTED: "60", DELIVERED: "91"})


def test_who_prints_nothing_hands_over_what_others_printed(jambi):
    assert asked(jambi, {DELIVERED: "90"}) == {}
    assert asked(jambi, {PRINTED: "0", DELIVERED: "90"}) == {}


# Cards used


def test_more_used_than_there_was_is_asked_about_beside_the_cards_left(jambi, siti):
    yesterday(siti, jambi, blangko_left=100)
    used = {PRINTED: "90", REPRINTED: "6", SPOILED: "4"}

    assert asked(jambi, used) == {}
    assert asked(jambi, {**used, SPOILED: "5"}) == {
        CARDS_LEFT: [
            "101 cards printed, reprinted and spoiled, but there were only 100 blank cards."
            " Correct?"
        ]
    }


def test_what_was_used_since_the_last_report_is_gone(jambi, siti):
    yesterday(siti, jambi, {"printed": 7})
    save_day(siti, {}, day=YESTERDAY.replace(day=2), status={"blangko_left": 100})

    assert asked(jambi, {PRINTED: "93"}) == {}
    assert CARDS_LEFT in asked(jambi, {PRINTED: "94"})


def test_an_office_that_says_more_are_left_has_received_some(jambi, siti):
    yesterday(siti, jambi, blangko_left=100)

    assert asked(jambi, {PRINTED: "110", CARDS_LEFT: "500"}) == {}


def test_where_nobody_ever_reported_cards_nothing_is_known(jambi):
    assert asked(jambi, {PRINTED: "140"}) == {}


def test_cards_in_the_book_were_there(jambi, siti):
    yesterday(siti, jambi, blangko_left=100)
    receive_cards(office=jambi.sarolangun, cards=120, day=DAY, by=siti, at=at(), note="")

    assert asked(jambi, {PRINTED: "120"}) == {}
    assert CARDS_LEFT in asked(jambi, {PRINTED: "121"})


# The row of the office


def test_the_sum_of_the_kecamatan_in_the_row_of_the_office_is_asked_about(jambi):
    assert asked(jambi, {LIMUN: "12", PAUH: "7", OWN: "19"}) == {
        OWN: ["19 is the sum of the kecamatan and would count twice. Correct?"]
    }


@pytest.mark.parametrize(
    "sent",
    [
        {LIMUN: "12", PAUH: "7", OWN: "18"},
        {LIMUN: "12", OWN: "12"},
        {LIMUN: "12", PAUH: "0", OWN: "12"},
        {LIMUN: "0", PAUH: "0", OWN: "0", STATE: "zero", "15.03-zero_reason": "nobody_came"},
        {LIMUN: "12", PAUH: "7", "15.03-printed": "19"},
    ],
)
def test_no_sum_of_two_kecamatan_is_not(jambi, sent):
    assert asked(jambi, sent) == {}


# Answers


def test_several_questions_are_answered_at_once(jambi, siti):
    yesterday(siti, jambi, blangko_left=100)
    sent = {PRINTED: "1200", DELIVERED: "1300", LIMUN: "12", PAUH: "7", OWN: "19"}
    sent[CARDS_LEFT] = "0"
    form = day_form(jambi, sent)

    assert not form.is_valid()
    assert form.questions == {
        PRINTED: "1200",
        DELIVERED: "1300 1200",
        OWN: "19",
        CARDS_LEFT: "1200",
    }
    answers = {f"{name}-confirm": yes for name, yes in form.questions.items()}
    assert asked(jambi, sent | answers) == {}


def test_an_answer_holds_for_the_numbers_it_was_given_to(jambi):
    sent = {PRINTED: "60", DELIVERED: "90", f"{DELIVERED}-confirm": "90 60"}

    assert asked(jambi, sent) == {}
    assert DELIVERED in asked(jambi, {**sent, PRINTED: "59"})
    assert DELIVERED in asked(jambi, {**sent, DELIVERED: "91"})


def test_an_answer_outlives_a_mistake_that_keeps_the_question_from_being_asked(jambi, siti):
    yesterday(siti, jambi, blangko_left=100)
    sent = {PRINTED: "120", CARDS_LEFT: "999999", f"{CARDS_LEFT}-confirm": "999999 120"}

    wrong = day_form(jambi, {**sent, REPRINTED: "x"})
    assert list(wrong.errors) == [REPRINTED]
    assert wrong.questions == {CARDS_LEFT: "999999 120"}

    unread = day_form(jambi, {**sent, REPRINTED: "x", CARDS_LEFT: "y"})
    assert unread.yes_kept(CARDS_LEFT) == "999999 120"


def test_of_two_questions_of_an_input_the_answered_one_is_not_asked_again(jambi, siti):
    yesterday(siti, jambi, {"printed": 1000})
    sent = {PRINTED: "900", DELIVERED: "2000", f"{DELIVERED}-confirm": "2000"}

    form = day_form(jambi, sent)

    assert len(form.errors[DELIVERED]) == len(form.answered[DELIVERED]) == 1
    assert form.questions == {DELIVERED: "2000 900"}


def test_what_is_stored_is_not_asked_about_again(jambi, siti):
    yesterday(siti, jambi, blangko_left=100)
    nonsense = {"recorded": 2, "printed": 160, "delivered": 190}
    counts = {jambi.limun: nonsense, jambi.pauh: 7, jambi.sarolangun: 9}
    save_day(siti, counts, status={"blangko_left": 999_999})
    form = day_form(jambi)
    page = {name: str(form[name].value() or "") for name in form.fields}

    assert asked(jambi, page) == {}
    assert asked(jambi, {**page, "15.03.02-recorded": "0"}) == {}


def test_a_locked_day_asks_nothing(jambi, siti):
    save_day(siti, {jambi.limun: 12})
    jambi.sarolangun.statuses.update(locked=True)

    assert asked(jambi, {LIMUN: "1234", CARDS_LEFT: "999999"}) == {}
