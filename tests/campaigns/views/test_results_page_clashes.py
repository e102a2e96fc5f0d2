"""Two people enter one stop at once: both values are shown, nobody's work is overwritten."""

import pytest

from campaigns.models import StopResult
from tests.campaigns.factories import make_event, make_stop, save_result, stop_in
from tests.factories import DAY
from tests.reading import page_words
from tests.regions.views.entry_form import assert_refused, fields_of, logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def limun(jambi, siti):
    event = make_event(jambi, siti, places=[jambi.limun, jambi.pauh], cards=100)
    return stop_in(event, jambi.limun)


def page(stop) -> str:
    return f"/gisa/{stop.event_id}/hasil/2019-04-04/"


def stored(stop) -> StopResult:
    return StopResult.objects.get(stop=stop)


def test_the_same_value_shows_both_and_saves_nothing_until_one_insists(limun, siti, budi, jambi):
    client, pauh = logged_in(siti), stop_in(limun.event, jambi.pauh)
    fields = fields_of(client.get(page(limun)))
    save_result(limun, budi, recorded=40)

    typed = {**fields, f"{limun.pk}-recorded": "41", f"{pauh.pk}-recorded": "7"}
    response = client.post(page(limun), typed)

    assert_refused(response, 409, "disimpan oleh budi", ": 40", "Kedua angka")
    again = fields_of(response)
    assert (again[f"{limun.pk}-recorded"], again[f"{pauh.pk}-recorded"]) == ("41", "7")
    assert f'data-theirs="40" data-for="{limun.pk}-recorded"' in response.content.decode()
    assert StopResult.objects.count() == 1

    client.post(page(limun), again)
    assert (stored(limun).recorded, stored(pauh).recorded) == (41, 7)


def test_different_values_of_one_stop_are_both_kept(limun, siti, budi):
    client = logged_in(siti)
    fields = fields_of(client.get(page(limun)))
    save_result(limun, budi, recorded=40, notes="ramai")

    response = client.post(page(limun), {**fields, f"{limun.pk}-printed": "12"})

    assert response.status_code == 302
    result = stored(limun)
    assert (result.recorded, result.printed, result.notes) == (40, 12, "ramai")


def test_a_clash_shows_the_newer_of_what_was_left_as_it_was(limun, siti, budi):
    save_result(limun, siti, recorded=1, printed=1)
    client = logged_in(siti)
    fields = fields_of(client.get(page(limun)))
    save_result(limun, budi, recorded=40, printed=30, notes="ramai")

    response = client.post(page(limun), {**fields, f"{limun.pk}-recorded": "41"})

    again = fields_of(response)
    shown = [again[f"{limun.pk}-{name}"] for name in ("recorded", "printed", "notes")]
    assert shown == ["41", "30", "ramai"]
    assert page_words(response).count("Sementara itu disimpan") == 1


def test_the_other_having_typed_the_same_is_no_clash(limun, siti, budi):
    client = logged_in(siti)
    fields = fields_of(client.get(page(limun)))
    save_result(limun, budi, recorded=40)

    client.post(page(limun), {**fields, f"{limun.pk}-recorded": "40"})

    assert stored(limun).version == 1


def test_notes_clash_like_numbers(limun, siti, budi):
    client = logged_in(siti)
    fields = fields_of(client.get(page(limun)))
    save_result(limun, budi, notes="hujan")

    response = client.post(page(limun), {**fields, f"{limun.pk}-notes": "cerah"})

    assert_refused(response, 409, ": hujan")
    assert fields_of(response)[f"{limun.pk}-notes"] == "cerah"


@pytest.mark.parametrize("was", ["", "bukan json", "[1, 2]", "{}", "null"])
def test_without_readable_old_values_the_version_alone_decides(limun, siti, budi, was):
    client = logged_in(siti)
    fields = fields_of(client.get(page(limun)))
    save_result(limun, budi, recorded=40)

    response = client.post(
        page(limun), {**fields, f"{limun.pk}-was": was, f"{limun.pk}-printed": "12"}
    )

    assert response.status_code == 409
    assert stored(limun).printed is None


def test_a_new_row_of_someone_else_is_no_clash(limun, siti, budi, jambi):
    market = make_stop(limun.event, jambi.limun, "Pasar")
    client = logged_in(siti)
    fields = fields_of(client.get(page(limun)))
    save_result(market, budi, recorded=3)

    client.post(page(limun), {**fields, f"{limun.pk}-recorded": "40"})

    assert (stored(limun).recorded, stored(market).recorded) == (40, 3)
