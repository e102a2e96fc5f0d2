"""The form of one day of Sarolangun: what is handed on, and one refusal of every rule."""

from functools import partial

import pytest

from regions.models import AT_DAYS_END, MEASURES, State, ZeroReason
from tests.factories import DAY, Jambi, make_jambi, make_siti, save_day
from tests.regions.entry.typed_day import (
    COMPLETE,
    LIMUN,
    PAUH,
    REASON,
    REMARK,
    STATE,
    codes_of,
    day_form,
)

pytestmark = pytest.mark.django_db


def test_every_place_has_every_measure_and_the_office_the_levels_too():
    form = day_form(make_jambi())

    places = ("15.03", "15.03.01", "15.03.02", "15.03.03")
    counts = {f"{place}-{measure}" for place in places for measure in MEASURES}
    levels = {f"15.03-{level}" for level in AT_DAYS_END}
    assert set(form.fields) == counts | levels | {STATE, REASON, COMPLETE, REMARK}


def test_it_opens_with_what_is_stored():
    jambi = make_jambi()
    save_day(
        make_siti(jambi),
        {jambi.limun: 0},
        status={"state": State.ZERO, "zero_reason": ZeroReason.NO_CARDS, "blangko_left": 40},
    )

    form = day_form(jambi)

    assert form[LIMUN].value() == 0
    assert form[PAUH].value() is None
    assert form["15.03-blangko_left"].value() == 40
    assert (form[STATE].value(), form[REASON].value()) == (State.ZERO, ZeroReason.NO_CARDS)


def test_a_day_that_was_reported_opens_as_the_numbers_say():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 12})

    assert day_form(jambi)[STATE].value() == ""


def test_only_what_was_sent_is_handed_on_and_blank_withdraws():
    jambi = make_jambi()
    form = day_form(jambi, {LIMUN: "12", "15.03.01-printed": "", "15.03-print_ready": "7"})

    assert form.is_valid()
    assert form.counts() == {
        jambi.sarolangun: {},
        jambi.limun: {"recorded": 12, "printed": None},
        jambi.sarolangun_kota: {},
        jambi.pauh: {},
    }
    assert form.day_status() == {"print_ready": 7}


def test_fields_of_other_places_are_not_read():
    jambi = make_jambi()
    form = day_form(jambi, {"15.04.01-recorded": "9", "15.03.01-cheese": "9", LIMUN: "1"})

    assert form.is_valid()
    assert {place: values for place, values in form.counts().items() if values} == {
        jambi.limun: {"recorded": 1}
    }


def test_one_wrong_number_does_not_hide_another():
    form = day_form(make_jambi(), {LIMUN: "-1", PAUH: "dua", "15.03-blangko_left": "1,5"})

    assert not form.is_valid()
    assert codes_of(form, LIMUN) == ["negative"]
    assert codes_of(form, PAUH) == ["text"]
    assert codes_of(form, "15.03-blangko_left") == ["fraction"]


def test_zero_needs_a_reason():
    form = day_form(make_jambi(), {STATE: State.ZERO, REASON: ""})

    assert form.errors == {REASON: ["Pilih alasan tidak ada perekaman."]}


def test_zero_with_a_reason_is_a_report():
    form = day_form(make_jambi(), {STATE: State.ZERO, REASON: ZeroReason.NOBODY_CAME})

    assert form.is_valid()
    assert form.day_status() == {"state": State.ZERO, "zero_reason": ZeroReason.NOBODY_CAME}


@pytest.mark.parametrize("state", ["", State.CLOSED])
def test_a_reason_beside_another_state_is_refused_and_not_dropped(in_english, state):
    form = day_form(make_jambi(), {STATE: state, REASON: ZeroReason.NOBODY_CAME})

    assert form.errors == {
        REASON: ["A reason goes with “zero, with a reason” only. Choose that, or take it back."]
    }


def test_the_reason_of_a_zero_that_is_none_any_more_is_refused_until_it_is_taken_back():
    jambi = make_jambi()
    save_day(make_siti(jambi), {}, status={"state": State.ZERO, "zero_reason": ZeroReason.NO_CARDS})

    left = day_form(jambi, {STATE: "", REASON: ZeroReason.NO_CARDS, LIMUN: "3"})
    taken_back = day_form(jambi, {STATE: "", REASON: "", LIMUN: "3"})

    assert list(left.errors) == [REASON]
    assert taken_back.is_valid()
    assert taken_back.day_status() == {"state": "", "zero_reason": ""}


@pytest.mark.parametrize("state", [State.ZERO, State.CLOSED])
def test_no_number_above_zero_goes_with_zero_or_closed(state):
    form = day_form(
        make_jambi(), {STATE: state, REASON: ZeroReason.NOBODY_CAME, LIMUN: "0", PAUH: "3"}
    )

    assert STATE in form.errors
    assert "Masih ada angka di atas nol" in form.errors[STATE][0]


def test_closed_clashes_also_with_a_stored_number_that_was_not_sent():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 12})

    assert list(day_form(jambi, {STATE: State.CLOSED}).errors) == [STATE]
    assert day_form(jambi, {STATE: State.CLOSED, LIMUN: ""}).is_valid()


def test_all_zeros_ask_for_the_reason():
    form = day_form(make_jambi(), {STATE: "", LIMUN: "0", PAUH: "0"})

    assert list(form.errors) == [STATE]
    assert "Semua angka 0" in form.errors[STATE][0]


def test_a_zero_beside_a_number_is_just_a_zero():
    assert day_form(make_jambi(), {STATE: "", LIMUN: "0", PAUH: "1"}).is_valid()


@pytest.mark.parametrize(("name", "value"), [(STATE, "reported"), (REASON, "rain")])
def test_a_choice_that_is_not_offered_is_refused(name, value):
    form = day_form(make_jambi(), {name: value})

    assert codes_of(form, name) == ["invalid_choice"]


def test_versions_are_those_of_the_rows_and_zero_where_there_is_none():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    save_day(siti, {jambi.limun: 13})

    assert day_form(jambi).versions() == {
        "15.03-version": 0,
        "15.03.01-version": 2,
        "15.03.02-version": 0,
        "15.03.03-version": 0,
        "15.03-status-version": 1,
    }


def test_versions_that_are_none_count_as_not_sent():
    jambi = make_jambi()
    form = day_form(
        jambi,
        {
            "15.03.01-version": "2",
            "15.03.02-version": "-1",
            "15.03.03-version": "9" * 5000,
            "15.03-version": "<script>",
            "15.03-status-version": "0",
        },
    )

    assert form.seen() == {jambi.limun: 2, None: 0}


def is_unusual(jambi: Jambi, typed: str, **confirmed: str) -> bool:
    sent = {LIMUN: typed, **{f"{LIMUN}-{key}": value for key, value in confirmed.items()}}
    form = day_form(jambi, sent)
    return codes_of(form, LIMUN) == ["unusual"] and not form.is_valid()


def test_without_a_history_more_than_one_recording_set_can_do_is_asked_about():
    unusual = partial(is_unusual, make_jambi())

    assert not unusual("150")
    assert unusual("151")


@pytest.mark.parametrize(("highest", "still_usual"), [(20, 170), (75, 225), (100, 300)])
def test_with_a_history_it_is_thrice_the_highest_or_one_more_set(highest, still_usual):
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: highest}, day=DAY.replace(day=3))
    unusual = partial(is_unusual, jambi)

    assert not unusual(str(still_usual))
    assert unusual(str(still_usual + 1))


def test_the_question_says_what_is_usual():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 20}, day=DAY.replace(day=3))

    form = day_form(jambi, {LIMUN: "1234"})

    assert form.errors[LIMUN] == [
        "1.234 jauh di atas biasanya (tertinggi dalam 60 hari: 20). Benar?"
    ]
    assert form.questions == {LIMUN: "1234"}


def test_yes_holds_for_the_number_that_was_asked_about_only():
    unusual = partial(is_unusual, make_jambi())

    assert not unusual("1.234", confirm="1234")
    assert unusual("1235", confirm="1234")
    assert unusual("1234", confirm="on")


def test_a_stored_number_is_not_asked_about_again():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 1234})

    assert not is_unusual(jambi, "1234")
    assert is_unusual(jambi, "1235")


def test_that_the_day_is_complete_and_a_remark_are_handed_on_as_sent():
    jambi = make_jambi()
    form = day_form(jambi, {LIMUN: "1", COMPLETE: "on", REMARK: "  alat  Pauh rusak "})
    taken_back = day_form(jambi, {LIMUN: "1", COMPLETE: "", REMARK: ""})

    assert form.is_valid()
    assert form.day_status() == {"is_complete": True, "remark": "alat Pauh rusak"}
    assert taken_back.is_valid()
    assert taken_back.day_status() == {"is_complete": False, "remark": ""}


def test_a_day_opens_complete_and_with_its_remark():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 1}, status={"is_complete": True, "remark": "ramai"})

    form = day_form(jambi)

    assert (form[COMPLETE].value(), form[REMARK].value()) == (True, "ramai")


@pytest.mark.parametrize("sent", [{LIMUN: ""}, {LIMUN: "", "15.03-blangko_left": "40"}, {}])
def test_a_day_without_a_number_cannot_be_complete(sent):
    form = day_form(make_jambi(), {**sent, STATE: "", COMPLETE: "on"})

    assert not form.is_valid()
    assert list(form.errors) == [COMPLETE]


@pytest.mark.parametrize("state", [State.CLOSED, State.ZERO])
def test_a_zero_or_a_closed_day_may_be_called_complete_as_well(state):
    reason = ZeroReason.NOBODY_CAME if state == State.ZERO else ""

    assert day_form(make_jambi(), {STATE: state, REASON: reason, COMPLETE: "on"}).is_valid()


@pytest.mark.parametrize(
    "remark",
    [
        "NIK 1503014507900001 datang dua kali",
        "1503 0145 0790 0001",
        "15.03.01.450790.0001",
        "x" * 201,
        "rusak\x00",
    ],
)
def test_a_remark_with_an_identity_number_or_too_long_is_refused(remark):
    form = day_form(make_jambi(), {LIMUN: "1", REMARK: remark})

    assert not form.is_valid()
    assert list(form.errors) == [REMARK]


@pytest.mark.parametrize(
    "remark", ["alat rusak 08.00 - 12.00", "dibawa 6.000 + 5.000 keping", "x" * 200]
)
def test_a_remark_may_hold_hours_and_numbers_of_cards(remark):
    assert day_form(make_jambi(), {LIMUN: "1", REMARK: remark}).is_valid()
