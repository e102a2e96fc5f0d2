"""Answers to a file's questions: kept, and refused where they are none."""

import pytest

from regions.importing.asking.answers import MOST_ASKED
from tests.factories import DAY, make_budi, make_jambi, make_person, make_siti
from tests.reading import page_words
from tests.regions.views.import_pages import (
    AS_OF,
    COUNTS,
    STRANGE,
    TRAP,
    answer,
    asked,
    batch_at,
    brought,
    counts,
    field_names,
    figures,
    main_of,
    store,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def jambi(settings):
    settings.TODAY = DAY
    return make_jambi()


def test_a_place_is_answered_and_the_file_is_ready(client, jambi):
    address = brought(client, make_siti(jambi), STRANGE)
    assert asked(client, address) == [("place", "Kecamatan", "Kp. Baru")]

    response = answer(client, address, "15.03")

    assert (response.status_code, response.url) == (302, address)
    assert asked(client, address) == []
    assert batch_at(address).answers["places"] == {"Kp. Baru": "15.03"}
    assert len(client.get(address).context["found"].rows) == 2


def test_a_question_about_a_place_asks_once_which_one(client, jambi):
    text = COUNTS + "Sarolangun;2019-04-02;4;4\nKp. Baru;2019-04-02;4;4\n"

    page = client.get(brought(client, make_siti(jambi), text))

    # The first sentence ends in the question itself, the second only says what is wrong.
    assert [q["which"] for q in page.context["questions"]] == [False, True]
    assert page_words(page).count("Wilayah mana yang dimaksud?") == 1


@pytest.mark.parametrize("code", ["15.03.02", "150302", " 15.03.02 "])
def test_another_code_can_be_typed(client, jambi, code):
    address = brought(client, make_siti(jambi), STRANGE)
    name = field_names(client.get(address), "q")[0]

    client.post(f"{address}jawaban/", {f"{name}-code": code})
    store(client, address)

    assert counts()["15.03.02"] == 4


@pytest.mark.parametrize(
    "code", ["15.04.01", "15.99", "Limun", "<script>", "a\0b", "15.03.01.2001", "ID"]
)
def test_a_code_that_is_none_of_ours_comes_back_as_it_was_typed(client, jambi, code):
    address = brought(client, make_siti(jambi), STRANGE)
    name = field_names(client.get(address), "q")[0]

    response = client.post(f"{address}jawaban/", {f"{name}-code": code})

    assert response.status_code == 422
    assert '<span class="error">' in main_of(response)
    assert "<script>" not in main_of(response)
    assert batch_at(address).answers == {}


def test_a_choice_that_is_not_offered_is_refused(client, jambi):
    address = brought(client, make_siti(jambi), STRANGE)

    assert answer(client, address, "15.04.01").status_code == 422
    assert batch_at(address).answers == {}


def test_answers_to_questions_nobody_asked_are_not_kept(client, jambi):
    address = brought(client, make_siti(jambi), STRANGE)

    client.post(f"{address}jawaban/", {"q-0123456789abcdef": "recorded", "places": "x", "c-1": "y"})

    said = batch_at(address).answers
    assert not any(said.values())


def test_the_trap_is_asked_and_answered_in_words(client, jambi):
    address = brought(client, make_budi(jambi), TRAP, **AS_OF, basis="dkb")
    assert {kind for kind, _column, _value in asked(client, address)} == {"column"}

    answer(client, address, "wajib_ktp", "recorded")
    store(client, address)

    assert figures() == {"15.03": (1000, 800), "15.04": (2000, 1900)}


def test_a_column_of_places_under_an_unknown_word_is_asked_about(client, jambi):
    text = "Unit;Tanggal;Perekaman\nLimun;2019-04-02;12\n"
    address = brought(client, make_siti(jambi), text)
    assert asked(client, address) == [("column", "Unit", "")]

    answer(client, address, "name")
    store(client, address)

    assert counts() == {"15.03.01": 12}


def test_a_column_of_places_can_be_left_out(client, jambi):
    text = "Unit;Tanggal;Perekaman\nLimun;2019-04-02;12\n"
    address = brought(client, make_siti(jambi), text)

    answer(client, address, "ignore")
    store(client, address)

    assert counts() == {"15.03": 12}


def test_two_columns_cannot_hold_the_same(client, jambi):
    address = brought(client, make_budi(jambi), TRAP, **AS_OF, basis="dkb")

    response = answer(client, address, "wajib_ktp", "wajib_ktp")

    assert response.status_code == 422
    assert "JML_WKTP" in page_words(response)
    assert batch_at(address).answers == {}


def test_any_column_can_be_changed_and_left_out(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    name = field_names(client.get(address), "c")[3]

    client.post(f"{address}jawaban/", {name: "ignore", f"initial-{name}": "printed"})

    assert batch_at(address).answers["columns"] == {"Cetak": "ignore"}
    assert {key for row in client.get(address).context["found"].rows for key in row.values} == {
        "recorded"
    }


def test_columns_that_were_not_touched_are_no_answers(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    fields = client.get(address).context["form"]
    same = {f.html_name: f.initial for f in fields if f.html_name.startswith("c-")}
    same |= {f"initial-{name}": value for name, value in same.items()}

    client.post(f"{address}jawaban/", same)

    assert batch_at(address).answers["columns"] == {}


def test_a_column_that_somebody_else_changed_stays_as_they_said(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    recorded, printed = field_names(client.get(address), "c")[2:]
    as_shown = {recorded: "recorded", f"initial-{recorded}": "recorded"}
    as_shown |= {printed: "printed", f"initial-{printed}": "printed"}

    client.post(f"{address}jawaban/", {**as_shown, printed: "ignore"})
    client.post(f"{address}jawaban/", {**as_shown, recorded: "delivered"})

    said = {"Cetak": "ignore", "Perekaman": "delivered"}
    assert batch_at(address).answers["columns"] == said


def test_an_unknown_field_is_refused(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    name = field_names(client.get(address), "c")[3]

    response = client.post(f"{address}jawaban/", {name: "nik", f"initial-{name}": "printed"})

    assert response.status_code == 422
    assert batch_at(address).answers == {}


def test_the_day_is_asked_once_and_can_be_changed(client, jambi):
    address = brought(client, make_siti(jambi), "Kecamatan;Perekaman\nLimun;12\n")
    assert asked(client, address) == [("day", "", "")]

    assert answer(client, address, "2019-04-05").status_code == 422
    answer(client, address, "2019-04-02")
    client.post(f"{address}jawaban/", {"day": "2019-04-03"})

    assert asked(client, address) == []
    assert batch_at(address).options == {"day": "2019-04-03"}


def test_which_comes_first_day_or_month(client, jambi):
    text = "Kecamatan;Tanggal;Perekaman\nLimun;02/03/2019;12\n"
    address = brought(client, make_siti(jambi), text)
    assert asked(client, address) == [("order", "Tanggal", "")]

    answer(client, address, "dmy")

    assert [row.day.isoformat() for row in client.get(address).context["found"].rows] == [
        "2019-03-02"
    ]


def test_a_report_sent_twice_is_counted_once_when_said(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS + "Limun;2019-04-02;12;9\n")
    assert [kind for kind, _column, _value in asked(client, address)] == ["repeated"]

    answer(client, address, "on")

    assert batch_at(address).answers["once"] is True
    assert client.get(address).context["may_store"]


def test_of_very_many_questions_some_come_later(client, jambi):
    strange = "".join(f"Asing {n} Sekali;2019-04-02;1;1\n" for n in range(MOST_ASKED + 20))
    address = brought(client, make_siti(jambi), COUNTS + strange)

    page = client.get(address)

    assert len(page.context["questions"]) == MOST_ASKED
    assert page.context["more_questions"] == 20
    assert answer(client, address, *["15.03"] * MOST_ASKED).status_code == 302
    assert len(asked(client, address)) == 20


def test_two_people_who_answer_at_once_both_count(client, jambi):
    make_person("tono", "operator", jambi.sarolangun)
    address = brought(client, make_siti(jambi), STRANGE + "Kp. Lama;2019-04-02;1;1\n")
    names = [n for n in field_names(client.get(address), "q") if not n.endswith("-code")]

    client.post(f"{address}jawaban/", {names[0]: "15.03"})
    client.post(f"{address}jawaban/", {names[1]: "15.03"})

    assert batch_at(address).answers["places"] == {"Kp. Baru": "15.03", "Kp. Lama": "15.03"}


def test_answers_to_a_file_that_was_stored_meanwhile_change_nothing(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    store(client, address)

    response = client.post(f"{address}jawaban/", {})

    assert (response.status_code, response.url) == (302, address)
    assert batch_at(address).state == "stored"
