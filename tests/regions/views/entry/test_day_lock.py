"""Budi, manager of Jambi, locks a day of Sarolangun on its entry page; everybody sees it there."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions.models import CountChange, DailyCount, DayStatus, Role
from tests.factories import (
    DAY,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_person,
    make_region,
)
from tests.reading import page_words, table_rows
from tests.regions.views.entry_form import (
    LIMUN,
    PAUH,
    SAROLANGUN_TODAY,
    assert_refused,
    boxes_of,
    everything_stored,
    fields_of,
    logged_in,
    send,
)

pytestmark = pytest.mark.django_db

LOCK = f"{SAROLANGUN_TODAY}kunci/"
WHY = "sudah dilaporkan ke gubernur"


@pytest.fixture
def budi(jambi) -> Client:
    return in_english(make_budi(jambi))


def in_english(user) -> Client:
    client = logged_in(user)
    client.cookies["django_language"] = "en"
    return client


def lock(client: Client, locked: str = "1", why: str = WHY) -> HttpResponse:
    return client.post(LOCK, {"locked": locked, "why": why})


def offered(response: HttpResponse) -> str:
    """What the lock form of the page would send as `locked`; empty where there is no form."""
    form = response.content.decode().partition(f'action="{LOCK}"')[2].partition("</form>")[0]
    found = re.search(r'name="locked" value="(\d)"', form)
    return found[1] if found else ""


def test_budi_locks_a_day_and_opens_it_again(budi, siti):
    locked = budi.post(LOCK, {"locked": offered(budi.get(SAROLANGUN_TODAY)), "why": WHY})
    assert (locked.status_code, locked.url) == (302, SAROLANGUN_TODAY)
    page = budi.get(SAROLANGUN_TODAY)
    assert "The day is locked." in page_words(page)
    assert "Open this day again" in page_words(page)

    opened = budi.post(LOCK, {"locked": offered(page), "why": "salah ketik di Limun"})
    assert opened.status_code == 302
    page = budi.get(SAROLANGUN_TODAY)
    assert "The day is open again." in page_words(page)
    assert "Lock this day for corrections" in page_words(page)
    assert send(siti, {LIMUN: "13"}).status_code == 302


@pytest.mark.parametrize("make", [None, make_budi, make_eko, make_dewi])
def test_everybody_who_sees_the_page_reads_that_it_is_locked_by_whom_and_why(jambi, make):
    budi = make_person("atasan", Role.MANAGER, jambi.province, first_name="Budi")
    lock(logged_in(budi))

    reader = in_english(make(jambi) if make else jambi.sarolangun.people.get())
    words = page_words(reader.get(SAROLANGUN_TODAY))

    assert "This day is locked" in words
    at = CountChange.objects.get(field="locked").at.astimezone(jambi.sarolangun.zone)
    assert f"Locked by Budi, {at.day} {at:%b} {at:%H.%M.%S} WIB: {WHY}" in words


def test_a_locked_day_has_nothing_to_type_into(budi, siti):
    lock(budi)

    page = siti.get(SAROLANGUN_TODAY)

    assert not [name for name in fields_of(page) if name.startswith("15.03.")]
    assert "Hari ini dikunci oleh provinsi" in page_words(page)
    assert "hanya operator kantor ini" not in page_words(page)


def test_what_siti_typed_before_it_was_locked_is_refused_and_kept(budi, siti):
    typed = {**fields_of(siti.get(SAROLANGUN_TODAY)), LIMUN: "13", PAUH: "7"}
    lock(budi)
    stored = everything_stored()

    response = siti.post(SAROLANGUN_TODAY, typed)

    assert_refused(response, 422, "Hari ini dikunci oleh provinsi", "isian Anda masih ada")
    assert (fields_of(response)[LIMUN], fields_of(response)[PAUH]) == ("13", "7")
    assert everything_stored() == stored


def test_only_budi_is_offered_the_lock(jambi, budi, siti):
    assert offered(budi.get(SAROLANGUN_TODAY)) == "1"
    for reader in (siti, logged_in(make_eko(jambi)), logged_in(make_dewi(jambi))):
        assert offered(reader.get(SAROLANGUN_TODAY)) == ""


@pytest.mark.parametrize("make", [None, make_ani, make_eko, make_dewi, "rina", "wati"])
def test_nobody_but_the_manager_of_the_province_locks_or_opens(jambi, budi, make):
    if make == "rina":
        stranger = make_person("rina", Role.MANAGER, make_region("14.01").province)
    elif make == "wati":
        stranger = make_person("wati", Role.VIEWER, None, is_superuser=True)
    else:
        stranger = make(jambi) if make else jambi.sarolangun.people.get()
    lock(budi)
    stored = everything_stored()

    for locked in ("0", "1"):
        assert lock(logged_in(stranger), locked).status_code == 403

    assert everything_stored() == stored


@pytest.mark.parametrize(
    ("locked", "why"),
    [("1", ""), ("1", "   "), ("1", "x" * 201), ("", WHY), ("2", WHY), ("ya", WHY)],
)
def test_without_a_reason_or_a_decision_the_page_comes_back_and_nothing_is_stored(
    budi, locked, why
):
    stored = everything_stored()

    response = lock(budi, locked, why)

    assert response.status_code == 422
    form = response.content.decode().partition(f'action="{LOCK}"')[2].partition("</form>")[0]
    assert 'class="error"' in form or 'class="message error"' in form
    assert f'value="{why.strip()}"' in form or not why.strip()
    assert everything_stored() == stored


def test_a_reason_may_have_200_characters(budi):
    assert lock(budi, why="x" * 200).status_code == 302
    assert CountChange.objects.get(field="locked").why == "x" * 200


def test_to_lock_a_locked_day_says_that_it_was_by_whom_and_why(budi):
    lock(budi)
    budi.get(SAROLANGUN_TODAY)
    stored = everything_stored()

    lock(budi, why="sekali lagi")

    words = page_words(budi.get(SAROLANGUN_TODAY)).partition("Daily entry")[0]
    assert "The day was locked already; your reason was not stored. Locked by budi" in words
    assert WHY in words
    assert "Nothing changed" not in words
    assert everything_stored() == stored


def test_to_open_a_day_that_is_open_says_so(budi):
    stored = everything_stored()

    lock(budi, "0", "sekali lagi")

    words = page_words(budi.get(SAROLANGUN_TODAY))
    assert "The day was open already; nothing was stored." in words
    assert everything_stored() == stored


def test_a_locked_day_asks_no_question_about_what_was_typed_before(budi, siti):
    typed = {**fields_of(siti.get(SAROLANGUN_TODAY)), LIMUN: "99000", PAUH: "x"}
    lock(budi)

    response = siti.post(SAROLANGUN_TODAY, typed)

    assert_refused(response, 422, "Hari ini dikunci oleh provinsi", "“x” bukan angka")
    assert "Benar?" not in page_words(response)
    assert "Centang" not in page_words(response)
    assert boxes_of(response).keys() <= {"unfold", ""}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/entri/15.03/2019-04-05/kunci/", 400),
        ("/entri/15.03/besok/kunci/", 400),
        ("/entri/15.03.01/2019-04-04/kunci/", 404),
        ("/entri/15/2019-04-04/kunci/", 404),
        ("/entri/99/2019-04-04/kunci/", 404),
    ],
)
def test_a_day_to_come_or_a_place_without_an_office_cannot_be_locked(budi, address, status):
    stored = everything_stored()

    assert budi.post(address, {"locked": "1", "why": WHY}).status_code == status
    assert everything_stored() == stored


def test_an_office_that_was_no_more_on_that_day_cannot_be_locked(jambi, budi):
    jambi.sarolangun.valid_to = DAY.replace(day=3)
    jambi.sarolangun.save()

    assert lock(budi).status_code == 404
    assert not DayStatus.objects.filter(locked=True).exists()


def test_the_log_of_changes_tells_of_the_lock(budi):
    lock(budi)
    lock(budi, "0", "salah ketik di Limun")

    opened, locked = table_rows(budi.get("/riwayat/"))[:2]

    assert "budi Kabupaten Sarolangun 15.03 4 April 2019 Locked no yes" in locked
    assert locked.endswith(f"entry page · {WHY}")
    assert "Locked yes no" in opened
    assert opened.endswith("entry page · salah ketik di Limun")


def test_a_day_that_was_only_locked_was_never_saved(jambi, budi, siti):
    DailyCount.objects.all().delete()
    DayStatus.objects.all().delete()
    lock(budi)
    lock(budi, "0")
    siti.cookies["django_language"] = "en"

    assert "Nothing saved for this day yet." in page_words(siti.get(SAROLANGUN_TODAY))


def test_a_locked_page_asks_the_database_one_question_more(budi, siti):
    counted = []
    for _ in range(2):
        siti.get(SAROLANGUN_TODAY)
        with CaptureQueriesContext(connection) as queries:
            siti.get(SAROLANGUN_TODAY)
        counted.append(len(queries))
        lock(budi)

    assert counted[1] == counted[0] + 1
