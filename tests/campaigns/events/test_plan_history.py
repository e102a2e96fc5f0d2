"""Every change of a plan and of its state is in its history, and is shown on its page."""

import pytest

from campaigns.events import PlannedStop, cancel_event, close_event
from campaigns.models import Event, EventChange
from tests.campaigns.events.test_planning import FIELDS, make_plan, planned
from tests.campaigns.factories import NEXT_DAY, save_result, stop_in
from tests.campaigns.views.plan_pages import client_of
from tests.factories import DAY, at
from tests.reading import page_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day_of_the_article(settings):
    settings.TODAY = DAY


def history_of(event: Event, person) -> list[str]:
    """The lines on the page, the newest first, from what on."""
    page = client_of(person).get(f"/gisa/{event.pk}/")
    return [
        f"{line.what}: {line.old} > {line.new}" + (f" ({line.why})" if line.why else "")
        for line in page.context["history"]
    ]


def test_a_new_plan_says_who_planned_it(jambi, siti):
    event = make_plan(jambi, siti)

    assert history_of(event, siti) == ["keadaan: – > direncanakan"]
    assert event.changes.get().by == siti
    assert event.version == 1


def test_fields_stops_and_teams_are_each_told_from_what_to_what(jambi, siti):
    event = make_plan(jambi, siti)
    limun = stop_in(event, jambi.limun)
    stops = [
        PlannedStop(jambi.limun, "pasar", DAY, DAY, pk=limun.pk),
        *planned(jambi.sarolangun_kota),
    ]
    fields = {**FIELDS, "name": "Nama baru", "expected_people": 1500, "serves_outside_hours": True}

    make_plan(
        jambi, siti, event=event, fields=fields, stops=stops, teams={jambi.sarolangun: (12, 7)}
    )

    lines = history_of(event, siti)
    assert "nama: GISA Sarolangun > Nama baru" in lines
    assert any(line.endswith("– > 1.500") for line in lines)
    assert "Limun: tempat: – > pasar" in lines
    assert "Limun: Sampai: 5 April 2019 > 4 April 2019" in lines
    assert any(line.endswith("Pauh, 4–5 April 2019 > –") for line in lines)
    assert any(line.endswith("– > Sarolangun, 4–5 April 2019") for line in lines)
    assert "Kabupaten Sarolangun: Alat rekam: 6 > 7" in lines
    assert "Kabupaten Batanghari: Petugas: 4 > –" in lines
    event.refresh_from_db()
    assert event.version == 2


def test_each_state_is_told_with_its_reason(jambi, siti):
    event = make_plan(jambi, siti)
    save_result(stop_in(event, jambi.limun), siti, recorded=5)
    close_event(event, by=siti, at=at())
    other = make_plan(jambi, siti, stops=planned(jambi.sarolangun_kota))
    cancel_event(other, because="banjir", day=DAY, by=siti, at=at())

    assert history_of(event, siti)[:2] == [
        "keadaan: berlangsung > selesai",
        "keadaan: direncanakan > berlangsung",
    ]
    assert history_of(other, siti)[0] == "keadaan: direncanakan > dibatalkan (banjir)"


def test_a_plan_saved_as_it_is_leaves_no_line(jambi, siti):
    event = make_plan(jambi, siti)
    stops = [
        PlannedStop(stop.kecamatan, stop.place, stop.first_day, stop.last_day, pk=stop.pk)
        for stop in event.stops.all()
    ]

    make_plan(jambi, siti, event=event, stops=stops)

    assert EventChange.objects.count() == 1


def test_the_history_is_shown_as_rows_with_who_and_when(jambi, siti):
    event = make_plan(jambi, siti)
    make_plan(jambi, siti, event=event, fields={**FIELDS, "last_day": NEXT_DAY, "name": "Baru"})

    page = client_of(siti).get(f"/gisa/{event.pk}/")

    assert "4 April 2019, 15.00 siti nama GISA Sarolangun Baru –" in page_words(page)
