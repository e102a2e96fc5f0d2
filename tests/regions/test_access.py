"""Siti works in Sarolangun, Ani in Batanghari, Budi and Eko in Jambi, Dewi for the nation."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from regions.access import (
    OfficeBackend,
    check_may_see,
    may_choose_figure,
    may_import,
    may_keep_targets_and_figures,
    may_lock,
    may_record,
    may_see,
    refusal_of_day,
    refusal_of_target_day,
    visible_changes,
    visible_to,
)
from regions.models import CountChange, ImportKind, Region, Role, User
from tests.factories import (
    DAY,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_jambi,
    make_person,
    make_region,
    make_siti,
    save_day,
)

pytestmark = pytest.mark.django_db


def seen_by(user) -> set[str]:
    return {region.code for region in Region.objects.all() if may_see(user, region)}


def test_siti_sees_her_office_what_is_below_and_the_rankings_above():
    jambi = make_jambi()
    siti = make_siti(jambi)

    assert seen_by(siti) == {"ID", "15", "15.03", "15.03.01", "15.03.02", "15.03.03"}


def test_siti_and_ani_do_not_see_inside_each_others_offices():
    jambi = make_jambi()
    siti, ani = make_siti(jambi), make_ani(jambi)

    assert not may_see(siti, jambi.batanghari)
    assert not may_see(siti, jambi.mersam)
    assert not may_see(ani, jambi.sarolangun)
    assert not may_see(ani, jambi.limun)


def test_budi_and_eko_see_all_of_jambi_and_the_nation_but_no_other_province():
    jambi = make_jambi()
    riau = make_region("14.01").province
    everything_but_riau = {
        *("ID", "15", "15.03", "15.03.01", "15.03.02", "15.03.03"),
        *("15.04", "15.04.01", "15.04.02"),
    }

    assert seen_by(make_budi(jambi)) == everything_but_riau
    assert seen_by(make_eko(jambi)) == everything_but_riau
    assert not may_see(make_budi_of(riau), jambi.province)


def make_budi_of(province: Region):
    return make_person("budi_of_riau", Role.MANAGER, province)


def test_dewi_sees_every_place():
    jambi = make_jambi()
    make_region("91.01.01")

    assert seen_by(make_dewi(jambi)) == set(Region.objects.values_list("code", flat=True))


def test_an_administrator_without_a_region_sees_every_place():
    make_jambi()
    administrator = make_person("wati", Role.VIEWER, None, is_superuser=True)

    assert len(seen_by(administrator)) == 9
    assert visible_to(administrator).count() == 9


def test_a_code_that_begins_alike_lies_elsewhere():
    jambi = make_jambi()
    trap = make_region("15.030")
    siti = make_siti(jambi)

    assert not may_see(siti, trap)
    assert trap not in visible_to(siti)


def test_the_refusal_to_show_a_place_names_both_places():
    jambi = make_jambi()
    siti = make_siti(jambi)

    with (
        translation.override("en"),
        pytest.raises(PermissionDenied, match=r"Batanghari .*Kabupaten Sarolangun"),
    ):
        check_may_see(siti, jambi.batanghari)
    assert check_may_see(siti, jambi.limun) is None


def test_people_list_entries_of_their_own_region_and_below_only():
    jambi = make_jambi()
    make_region("14.01")

    def listed(user):
        return [region.code for region in visible_to(user)]

    assert listed(make_siti(jambi)) == ["15.03", "15.03.01", "15.03.02", "15.03.03"]
    assert listed(make_ani(jambi)) == ["15.04", "15.04.01", "15.04.02"]
    assert all(code.startswith("15") for code in listed(make_budi(jambi)))
    assert set(listed(make_dewi(jambi))) >= {"14.01", "15.03.01", "ID"}


def test_only_the_operator_records_and_only_for_her_own_office():
    jambi = make_jambi()
    people = [make(jambi) for make in (make_siti, make_ani, make_budi, make_dewi, make_eko)]

    recording = [user.username for user in people if may_record(user, jambi.sarolangun)]

    assert recording == ["siti"]


def test_nobody_records_for_a_province_a_nation_or_a_kecamatan_as_an_office():
    jambi = make_jambi()
    operators = [
        make_person(f"operator_{region.code}", Role.OPERATOR, region)
        for region in (jambi.province, jambi.nation, jambi.limun)
    ]

    assert not any(may_record(user, user.region) for user in operators)


def test_an_operator_of_a_province_records_in_none_of_its_offices():
    """Only the form of the admin site keeps such a person from being made."""
    jambi = make_jambi()
    operator = make_person("operator_jambi", Role.OPERATOR, jambi.province)

    assert may_see(operator, jambi.sarolangun)
    assert not may_record(operator, jambi.sarolangun)
    assert not may_import(operator, jambi.sarolangun, ImportKind.COUNTS)


def test_an_administrator_without_the_role_does_not_record():
    jambi = make_jambi()
    wati = make_person("wati", Role.VIEWER, jambi.sarolangun, is_superuser=True)

    assert not may_record(wati, jambi.sarolangun)


def test_only_budi_locks_and_only_the_offices_of_his_province():
    jambi = make_jambi()
    riau = make_region("14.01")
    people = [make(jambi) for make in (make_siti, make_ani, make_budi, make_dewi, make_eko)]
    people += [
        make_budi_of(riau.province),
        make_person("wati", Role.VIEWER, None, is_superuser=True),
        make_person("manager_of_an_office", Role.MANAGER, jambi.sarolangun),
    ]

    locking = [user.username for user in people if may_lock(user, jambi.sarolangun)]
    places = [jambi.province, jambi.nation, jambi.limun, riau]

    assert locking == ["budi"]
    assert not any(may_lock(user, place) for user in people[:5] for place in places)


def test_budi_in_his_province_and_dewi_everywhere_choose_between_figures():
    jambi = make_jambi()
    riau = make_region("14.01.01")
    people = [make(jambi) for make in (make_siti, make_ani, make_budi, make_dewi, make_eko)]
    people += [
        make_budi_of(riau.province),
        make_person("wati", Role.VIEWER, None, is_superuser=True),
        make_person("manager_of_an_office", Role.MANAGER, jambi.sarolangun),
        make_person("national_in_jambi", Role.NATIONAL, jambi.province),
    ]

    for place in (jambi.sarolangun, jambi.limun):
        choosing = [user.username for user in people if may_choose_figure(user, place)]
        assert choosing == ["budi", "dewi"]
    assert not may_choose_figure(people[2], riau)
    assert not any(may_choose_figure(u, p) for u in people for p in (jambi.province, jambi.nation))


def test_every_past_day_can_be_entered_also_weekends_and_holidays():
    jambi = make_jambi()
    days = (DAY, date(2019, 4, 3), date(2019, 3, 31), date(2011, 1, 1))

    assert [refusal_of_day(jambi.sarolangun, day, DAY) for day in days] == [""] * 4


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 4, 5), "5 April 2019 has not come yet"),
        (date(2010, 12, 31), "began in 2011"),
        (date(19, 4, 4), "check the year"),
    ],
)
def test_days_that_cannot_be_meant_are_refused_with_a_sentence(day, words):
    jambi = make_jambi()

    with translation.override("en"):
        assert words in refusal_of_day(jambi.sarolangun, day, DAY)


def test_nothing_is_recorded_where_the_place_did_not_exist_on_the_day():
    new = make_region("15.73", "Kota Baru", valid_from=date(2019, 4, 2))
    ended = make_region("15.74", "Kota Lama", valid_to=date(2019, 4, 2))

    with translation.override("en"):
        assert "Kota Baru did not exist" in refusal_of_day(new, date(2019, 4, 1), DAY)
        assert "Kota Lama did not exist" in refusal_of_day(ended, date(2019, 4, 3), DAY)
    assert refusal_of_day(new, date(2019, 4, 2), DAY) == ""
    assert refusal_of_day(ended, date(2019, 4, 2), DAY) == ""


@pytest.mark.parametrize(
    ("demo", "debug", "admitted"),
    [(False, False, False), (True, False, True), (False, True, True)],
)
def test_sample_people_log_in_only_in_the_demo(settings, demo, debug, admitted):
    settings.DEMO, settings.DEBUG = demo, debug
    jambi = make_jambi()
    sample = make_person(
        "operator", Role.OPERATOR, jambi.sarolangun, is_demo=True, password="rahasia-sekali"
    )

    found = OfficeBackend().authenticate(None, username="operator", password="rahasia-sekali")

    assert (found == sample) is admitted
    assert (OfficeBackend().get_user(sample.pk) == sample) is admitted


def test_real_people_log_in_everywhere_unless_they_have_left(settings):
    settings.DEMO, settings.DEBUG = False, False
    jambi = make_jambi()
    siti = make_person("siti", Role.OPERATOR, jambi.sarolangun, password="rahasia-sekali")

    def log_in(password):
        return OfficeBackend().authenticate(None, username="siti", password=password)

    assert log_in("rahasia-sekali") == siti
    assert log_in("salah") is None
    siti.is_active = False
    siti.save()
    assert log_in("rahasia-sekali") is None


def test_everyone_lists_the_changes_of_the_places_they_may_list():
    jambi = make_jambi()
    siti, ani = make_siti(jambi), make_ani(jambi)
    joko = make_person("joko", Role.OPERATOR, make_region("14.01"))
    for clerk, place in ((siti, jambi.limun), (ani, jambi.mersam), (joko, joko.region)):
        save_day(clerk, {place: 3, clerk.region: 5})
    readers = [
        *(siti, ani, joko, make_budi(jambi), make_dewi(jambi), make_eko(jambi)),
        make_person("wati", Role.VIEWER, None, is_superuser=True),
        User(username="not yet anywhere", role=Role.VIEWER),
        make_person("rini", Role.VIEWER, jambi.limun),
    ]

    for reader in readers:
        by_place = CountChange.objects.filter(region__in=visible_to(reader))
        assert list(visible_changes(reader)) == list(by_place)
    listed = [visible_changes(reader).count() for reader in readers]
    assert listed == [3, 3, 2, 6, 8, 6, 8, 0, 1]


def test_targets_and_figures_are_kept_by_dewi_everywhere_and_by_budi_in_his_province():
    jambi = make_jambi()
    riau = make_region("14.01")
    people = [make(jambi) for make in (make_siti, make_ani, make_budi, make_dewi, make_eko)]
    people += [
        make_person("wati", Role.VIEWER, None, is_superuser=True),
        make_person("manager_of_an_office", Role.MANAGER, jambi.sarolangun),
        make_person("national_of_a_province", Role.NATIONAL, jambi.province),
    ]
    places = [jambi.nation, jambi.province, jambi.sarolangun, jambi.limun, riau.province, riau]

    kept = {
        user.username: [p.code for p in places if may_keep_targets_and_figures(user, p)]
        for user in people
    }

    assert {name: codes for name, codes in kept.items() if codes} == {
        "budi": ["15", "15.03", "15.03.01"],
        "dewi": ["ID", "15", "15.03", "15.03.01", "14", "14.01"],
    }


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(2010, 12, 31), True),
        (date(2011, 1, 1), False),
        (date(2029, 12, 31), False),
        (date(2030, 1, 1), True),
    ],
)
def test_a_target_is_of_a_year_that_can_be_meant(day, refused):
    assert bool(refusal_of_target_day(day, DAY)) is refused
