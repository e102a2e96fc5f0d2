"""The admin site holds reference data and people, never counts. Wati is the administrator."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.utils import translation

from regions.access import FIRST_RECORDING_DAY
from regions.models import (
    CountChange,
    DailyCount,
    DayStatus,
    DayTotal,
    PopulationFigure,
    Region,
    Role,
    RunningHead,
    Target,
    User,
)
from tests.factories import (
    DAY,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_jambi,
    make_person,
    make_siti,
    make_target,
    save_day,
)

pytestmark = pytest.mark.django_db

PASSWORD = "kata sandi yang panjang"
PEOPLE = "/admin/regions/user/"
WRONG_LEVEL = "This role works at another level of regions."
NO_REGION = "Choose the region this person works for."


@pytest.fixture
def wati(client) -> User:
    """Logged in as Wati."""
    wati = make_person("wati", Role.VIEWER, None, is_superuser=True, is_staff=True)
    enter(client, wati)
    return wati


def enter(client, user: User) -> None:
    client.force_login(user, backend="regions.access.OfficeBackend")


def errors_of(response) -> dict[str, list[str]]:
    form = response.context["adminform"].form
    with translation.override("en"):
        return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


def changed(user: User, **fields) -> dict:
    """What the page of a person sends: all as it is, but for `fields`."""
    sent = {"username": user.username, "role": user.role, "region": user.region_id or ""}
    flags = ("is_active", "is_staff", "is_superuser")
    sent |= {flag: "on" for flag in flags if getattr(user, flag)}
    sent |= fields
    return {name: value for name, value in sent.items() if value is not None}


def new_person(**fields) -> dict:
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    return {"username": "siti", "role": Role.OPERATOR, "region": "", **passwords, **fields}


@pytest.mark.parametrize("make", [make_siti, make_ani, make_budi, make_dewi, make_eko])
def test_whoever_is_no_administrator_is_told_so(client, make):
    enter(client, make(make_jambi()))

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403
    assert "Hanya administrator yang mengubah data rujukan." in response.text
    assert client.get(PEOPLE).status_code == 302


@pytest.mark.parametrize("closed", ["/admin/", "/admin/regions/region/"])
def test_a_stranger_is_led_to_the_one_log_in_and_back(client, closed):
    response = client.get(closed, follow=True)

    assert response.redirect_chain[-1][0] == f"/masuk/?next={closed}"
    assert f'name="next" value="{closed}"' in response.text


def test_a_superuser_who_is_not_staff_is_not_let_in_nor_sent_in_circles(client):
    enter(client, make_person("joko", Role.VIEWER, None, is_superuser=True))

    assert client.get("/", follow=True).status_code == 403


def test_staff_without_being_superuser_changes_nothing(client):
    jambi = make_jambi()
    enter(client, make_person("joko", Role.VIEWER, jambi.province, is_staff=True))

    models = ("region", "populationfigure", "target", "user")

    assert [client.get(f"/admin/regions/{m}/").status_code for m in models] == [403] * 4
    assert client.post(f"{PEOPLE}add/", new_person()).status_code == 403


def test_wati_sees_the_reference_data_and_the_people(client, wati):
    jambi = make_jambi()
    make_figure(jambi.sarolangun)
    make_siti(jambi)
    models = ("region", "populationfigure", "target", "user")

    pages = [client.get(f"/admin/regions/{model}/") for model in models]

    assert [page.status_code for page in pages] == [200] * 4
    assert "Kabupaten Sarolangun" in pages[0].text
    assert "siti" in pages[3].text


@pytest.mark.parametrize("model", [DailyCount, DayStatus, CountChange, DayTotal, RunningHead])
def test_counts_their_log_and_their_totals_are_not_in_the_admin(client, wati, model):
    name = model._meta.model_name

    assert not admin.site.is_registered(model)
    assert client.get(f"/admin/regions/{name}/").status_code == 404
    assert client.get(f"/admin/regions/{name}/add/").status_code == 404
    assert client.post(f"/admin/regions/{name}/1/change/", {}).status_code == 404


def test_the_admin_holds_exactly_four_models_of_ours():
    ours = apps.get_app_config("regions").get_models()

    registered = {model for model in ours if admin.site.is_registered(model)}

    assert registered == {Region, PopulationFigure, Target, User}


def test_a_region_is_neither_added_nor_deleted(client, wati):
    jambi = make_jambi()
    before = Region.objects.count()
    address = f"/admin/regions/region/{jambi.pauh.pk}"
    bulk = {"action": "delete_selected", "_selected_action": [jambi.pauh.pk], "post": "yes"}

    statuses = [
        client.get("/admin/regions/region/add/").status_code,
        client.post("/admin/regions/region/add/", {"code": "15.99", "name": "Baru"}).status_code,
        client.post(f"{address}/delete/", {"post": "yes"}).status_code,
    ]
    client.post("/admin/regions/region/", bulk)

    assert statuses == [403, 403, 403]
    assert Region.objects.count() == before


def test_a_region_is_only_read(client, wati):
    jambi = make_jambi()
    address = f"/admin/regions/region/{jambi.pauh.pk}/change/"

    page = client.get(address)
    response = client.post(address, {"name": "Pauh Baru", "valid_to": "2019-04-01"})

    assert (page.status_code, response.status_code) == (200, 403)
    assert 'name="valid_to"' not in page.text
    assert Region.objects.get(pk=jambi.pauh.pk).name == "Pauh"


def test_a_password_is_shown_as_a_summary_and_not_changed_as_a_text(client, wati):
    siti = make_person("siti", Role.OPERATOR, make_jambi().sarolangun, password=PASSWORD)
    address = f"{PEOPLE}{siti.pk}/change/"

    page = client.get(address)
    response = client.post(address, changed(siti, password="x", first_name="Siti"))

    assert 'name="password"' not in page.text
    assert siti.password not in page.text
    assert "../password/" in page.text
    assert response.status_code == 302
    stored = User.objects.get(pk=siti.pk)
    assert (stored.first_name, stored.password) == ("Siti", siti.password)


def test_wati_sets_a_new_password_on_a_page_of_its_own(client, wati):
    siti = make_person("siti", Role.OPERATOR, make_jambi().sarolangun, password=PASSWORD)
    typed = {"usable_password": "true", "password1": "baru sekali ini", "password2": ""}

    refused = client.post(f"{PEOPLE}{siti.pk}/password/", typed)
    stored = client.post(f"{PEOPLE}{siti.pk}/password/", {**typed, "password2": "baru sekali ini"})

    assert (refused.status_code, stored.status_code) == (200, 302)
    assert User.objects.get(pk=siti.pk).check_password("baru sekali ini")


@pytest.mark.parametrize(
    ("role", "misfits", "fits"),
    [
        (Role.OPERATOR, ["nation", "province", "limun"], "sarolangun"),
        (Role.MANAGER, ["nation", "sarolangun", "limun"], "province"),
        (Role.NATIONAL, ["province", "sarolangun", "limun"], "nation"),
    ],
)
def test_role_and_region_have_to_fit_when_a_person_changes(client, wati, role, misfits, fits):
    jambi = make_jambi()
    siti = make_person("siti", Role.VIEWER, jambi.sarolangun)
    address = f"{PEOPLE}{siti.pk}/change/"

    for place in misfits:
        response = client.post(address, changed(siti, role=role, region=getattr(jambi, place).pk))
        assert response.status_code == 200
        assert errors_of(response) == {"region": [WRONG_LEVEL]}
        assert User.objects.get(pk=siti.pk).role == Role.VIEWER

    response = client.post(address, changed(siti, role=role, region=getattr(jambi, fits).pk))
    assert response.status_code == 302
    assert User.objects.get(pk=siti.pk).role == role


def test_an_operator_for_a_province_is_not_added_either(client, wati):
    jambi = make_jambi()

    refused = client.post(f"{PEOPLE}add/", new_person(region=jambi.province.pk))

    assert errors_of(refused) == {"region": [WRONG_LEVEL]}
    assert not User.objects.filter(username="siti").exists()


def test_a_new_operator_for_a_kabupaten_can_log_in(client, wati):
    jambi = make_jambi()

    added = client.post(f"{PEOPLE}add/", new_person(region=jambi.sarolangun.pk))

    assert added.status_code == 302
    siti = User.objects.get(username="siti")
    assert (siti.role, siti.region, siti.is_staff) == (Role.OPERATOR, jambi.sarolangun, False)
    client.logout()
    client.post("/masuk/", {"username": "siti", "password": PASSWORD})
    assert client.get("/").url == "/wilayah/15.03/"


def test_a_new_person_needs_a_region_and_a_password_that_is_not_easily_guessed(client, wati):
    easy = new_person(password1="12345678", password2="12345678")

    refused = client.post(f"{PEOPLE}add/", easy)

    assert errors_of(refused).keys() == {"region", "password2"}
    assert errors_of(refused)["region"] == [NO_REGION]
    assert not User.objects.filter(username="siti").exists()


@pytest.mark.parametrize("place", ["nation", "province", "sarolangun", "limun"])
def test_a_viewer_may_belong_to_any_level(client, wati, place):
    region = getattr(make_jambi(), place)

    client.post(f"{PEOPLE}add/", new_person(role=Role.VIEWER, region=region.pk))

    assert User.objects.get(username="siti").region == region


def test_only_a_superuser_may_be_without_a_region(client, wati):
    address = f"{PEOPLE}{wati.pk}/change/"

    kept = client.post(address, changed(wati, first_name="Wati"))
    refused = client.post(address, changed(wati, is_superuser=None))

    assert kept.status_code == 302
    assert errors_of(refused) == {"region": [NO_REGION]}
    assert User.objects.get(pk=wati.pk).is_superuser


def test_createsuperuser_makes_an_administrator_who_lands_in_the_admin(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)

    call_command("createsuperuser", interactive=False, username="wati", email="", verbosity=0)
    client.post("/masuk/", {"username": "wati", "password": PASSWORD})
    response = client.get("/", follow=True)

    assert User.objects.get(username="wati").region is None
    assert (response.status_code, response.redirect_chain[-1][0]) == (200, "/admin/")


def test_targets_and_figures_are_only_read(client, wati):
    jambi = make_jambi()
    figure, target = make_figure(jambi.sarolangun), make_target("98", jambi.sarolangun)

    for row, name in ((figure, "populationfigure"), (target, "target")):
        address = f"/admin/regions/{name}"
        read = client.get(f"{address}/{row.pk}/change/")
        bulk = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.post(f"{address}/", bulk)
        refused = [
            client.post(f"{address}/add/", {}),
            client.post(f"{address}/{row.pk}/change/", {"percent": "10", "wajib_ktp": "5"}),
            client.post(f"{address}/{row.pk}/delete/", {"post": "yes"}),
        ]

        assert "Kabupaten Sarolangun" in read.text
        assert 'name="_save"' not in read.text
        assert [response.status_code for response in refused] == [403] * 3
        stored = type(row).objects.get()
        assert (stored.pk, stored.percent if name == "target" else stored.wajib_ktp) == (
            row.pk,
            row.percent if name == "target" else row.wajib_ktp,
        )


def test_with_its_first_operator_an_office_begins_to_owe_reports(client, wati, settings):
    jambi = make_jambi()
    settings.TODAY = DAY
    Region.objects.update(reports_from=None)

    sent = client.post(f"{PEOPLE}add/", new_person(region=jambi.sarolangun.pk))

    assert sent.status_code == 302
    started = Region.objects.exclude(reports_from=None).values_list("code", "reports_from")
    assert list(started) == [("15.03", DAY)]
    logged = LogEntry.objects.get(object_id=str(jambi.sarolangun.pk), user=wati)
    assert logged.get_change_message() == f"reports_from: - -> {DAY}"


def test_an_office_that_has_begun_or_told_something_keeps_its_begin(client, wati, settings):
    jambi = make_jambi()
    settings.TODAY = DAY
    Region.objects.filter(code="15.04").update(reports_from=None)
    save_day(make_ani(jambi), {jambi.mersam: 5}, day=DAY - timedelta(days=3))

    for name, office in (("siti", jambi.sarolangun), ("ina", jambi.batanghari)):
        client.post(f"{PEOPLE}add/", new_person(username=name, region=office.pk))

    assert User.objects.filter(username__in=("siti", "ina")).count() == 2
    assert Region.objects.get(code="15.03").reports_from == FIRST_RECORDING_DAY
    assert Region.objects.get(code="15.04").reports_from is None


def test_a_manager_begins_no_duty(client, wati):
    jambi = make_jambi()
    Region.objects.update(reports_from=None)

    client.post(f"{PEOPLE}add/", new_person(role=Role.MANAGER, region=jambi.province.pk))

    assert not Region.objects.exclude(reports_from=None).exists()
