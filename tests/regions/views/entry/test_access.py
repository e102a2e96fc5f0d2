"""Who may look at the entry page of Sarolangun, and who may change it."""

import pytest
from django.test import Client

from regions.models import DailyCount
from tests.factories import (
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_jambi,
    make_siti,
    save_day,
)
from tests.reading import page_words
from tests.regions.views.entry_form import (
    LIMUN,
    SAROLANGUN_TODAY,
    everything_stored,
    fields_of,
    logged_in,
    row_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_budi, make_eko, make_dewi])
def test_manager_viewer_and_national_staff_look_but_do_not_change(make):
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 12})
    client, stored = logged_in(make(jambi)), everything_stored()

    page = client.get(SAROLANGUN_TODAY)
    sent = client.post(SAROLANGUN_TODAY, {LIMUN: "99"})

    assert page.status_code == 200
    assert row_of(page, "Limun").startswith("Limun 12")
    assert not [name for name in fields_of(page) if name.endswith(("recorded", "state"))]
    assert "Keadaan hari: sudah lapor" in page_words(page)
    assert "hanya operator kantor ini yang dapat mengubahnya" in page_words(page)
    assert sent.status_code == 403
    assert "Hanya operator Kabupaten Sarolangun" in page_words(sent)
    assert everything_stored() == stored


def test_ani_of_another_office_neither_looks_nor_changes():
    jambi = make_jambi()
    ani = logged_in(make_ani(jambi))

    for response in (ani.get(SAROLANGUN_TODAY), ani.post(SAROLANGUN_TODAY, {LIMUN: "99"})):
        assert response.status_code == 403
        assert "berada di luar wilayah kerja Anda (Kabupaten Batanghari)" in page_words(response)
    assert not DailyCount.objects.exists()


def test_who_is_not_logged_in_is_asked_to_and_changes_nothing():
    make_jambi()

    page, sent = Client().get(SAROLANGUN_TODAY), Client().post(SAROLANGUN_TODAY, {LIMUN: "99"})

    assert (page.status_code, page.url) == (302, f"/masuk/?next={SAROLANGUN_TODAY}")
    assert sent.status_code == 401
    assert not DailyCount.objects.exists()


@pytest.mark.parametrize("code", ["15.03.01", "15", "ID"])
def test_a_place_that_is_no_office_has_no_entry_page(code):
    client = logged_in(make_siti(make_jambi()))

    for response in (
        client.get(f"/entri/{code}/"),
        client.get(f"/entri/{code}/2019-04-04/"),
        client.post(f"/entri/{code}/2019-04-04/", {LIMUN: "9"}),
    ):
        assert response.status_code == 404
        assert "bukan kabupaten/kota" in page_words(response)
    assert not DailyCount.objects.exists()
