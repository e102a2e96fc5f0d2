"""The log of a place that a decree renumbered or merged is found under any of its codes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions.access import WITH_NUMBERS, formerly_in
from regions.decrees import apply_decree, read_decree
from regions.models import Region, Role, User
from regions.recording import NewFigure, Signature, record_figures, record_target
from tests.factories import (
    AS_OF,
    DAY,
    Jambi,
    at,
    make_budi,
    make_dewi,
    make_person,
    make_region,
    make_siti,
    make_target,
    save_day,
)
from tests.reading import page_words

pytestmark = pytest.mark.django_db
SINCE = DAY - timedelta(days=3)
KINDS = ("", "angka", "target")


def decree(by: User, *lines: str) -> None:
    header = "day,kind,old,new,name,decree"
    text = "\n".join([header, *(f"{SINCE},{line},UU 1" for line in lines)])
    apply_decree(read_decree(text.encode()), DAY, Signature(by, at()))


def record_all(by: User, office: Region, kecamatan: Region, day=None) -> None:
    """A count of the kecamatan, a figure and a target of the office."""
    save_day(by, {kecamatan: 5}, day=day or SINCE - timedelta(days=1))
    figure = NewFigure(office.pk, office.pk, AS_OF, DAY, {"wajib_ktp": 1000, "recorded": 900})
    record_figures([figure], Signature(by, at()))
    record_target(make_target("97", office), {"percent": Decimal(96)}, Signature(by, at(), "uji"))


def codes(client: Client, reader: User, wilayah: str, kind: str = "") -> list[str]:
    client.force_login(User.objects.get(pk=reader.pk))
    page = client.get("/riwayat/", {"wilayah": wilayah, "jenis": kind})
    return [line.code for line in page.context["lines"]]


@pytest.fixture
def renumbered(jambi: Jambi) -> dict[str, User]:
    """Sarolangun is 97.01 of a new province since three days; told before and after."""
    siti, dewi = make_siti(jambi), make_dewi(jambi)
    make_region("97")
    record_all(siti, jambi.sarolangun, jambi.limun)
    decree(dewi, "renumbered,15.03,97.01,")
    office, limun = (Region.objects.get(code=code) for code in ("97.01", "97.01.01"))
    record_all(User.objects.get(pk=siti.pk), office, limun, day=DAY)
    readers = {"siti": siti, "dewi": dewi, "budi": make_budi(jambi)}
    return readers | {"tini": make_person("tini", Role.MANAGER, office.province)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", ["siti", "dewi", "tini"])
def test_an_old_code_finds_the_log_of_the_place_it_became(client, renumbered, reader, kind):
    by = renumbered[reader]

    found = codes(client, by, "97.01", kind)

    assert {code[:5] for code in found} == {"15.03", "97.01"}
    assert codes(client, by, "15.03", kind) == found
    if kind == "":
        of_limun = codes(client, by, "97.01.01")
        assert set(of_limun) == {"15.03.01", "97.01.01"}
        assert codes(client, by, "15.03.01") == of_limun
    assert set(codes(client, by, "97", kind)) == set(found)


@pytest.mark.parametrize("kind", KINDS)
def test_the_province_it_left_lists_what_was_told_while_it_lay_there(client, renumbered, kind):
    for code in ("15", "15.03", "97.01"):
        assert {c[:5] for c in codes(client, renumbered["budi"], code, kind)} == {"15.03"}


def test_of_an_office_that_came_with_its_kecamatan_only_it_is_named(renumbered):
    new, old = Region.objects.get(code="97"), Region.objects.get(code="15.03")

    assert formerly_in(new, WITH_NUMBERS) == formerly_in(new) == [old.pk]


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_code_its_people_see_the_log_under_both(client, renumbered, kind):
    assert {c[:5] for c in codes(client, renumbered["siti"], "", kind)} == {"15.03", "97.01"}


def test_the_page_says_by_which_decree_the_code_ended(client, renumbered):
    client.force_login(renumbered["dewi"])
    client.cookies["django_language"] = "en"
    said = "15.03 Kabupaten Sarolangun ended on 31 March 2019. It became 97.01"

    assert said in page_words(client.get("/riwayat/?wilayah=15.03"))
    assert "ended on" not in page_words(client.get("/riwayat/?wilayah=97.01"))


def test_a_merged_place_is_found_in_the_log_of_what_it_became(client, jambi):
    siti, dewi = make_siti(jambi), make_dewi(jambi)
    day = SINCE - timedelta(days=1)
    save_day(siti, {jambi.limun: 5, jambi.pauh: 6}, day=day)
    decree(dewi, "merged,15.03.01,15.03.03,")

    assert set(codes(client, siti, "15.03.01")) == {"15.03.01", "15.03.03"}
    assert set(codes(client, siti, "15.03.03")) == {"15.03.01", "15.03.03"}
    assert set(codes(client, siti, "15.03.02")) == set()


def test_a_kecamatan_that_came_from_another_office_brings_its_log_and_nothing_else(client, jambi):
    siti, dewi, budi = make_siti(jambi), make_dewi(jambi), make_budi(jambi)
    ani = make_person("ani", Role.OPERATOR, jambi.batanghari)
    day = SINCE - timedelta(days=1)
    save_day(ani, {jambi.mersam: 5, jambi.muara_tembesi: 6}, day=day)
    save_day(siti, {jambi.limun: 4}, day=day)
    decree(dewi, "renumbered,15.04.01,15.03.04,")

    assert set(codes(client, siti, "15.04.01")) == {"15.04.01"}
    assert set(codes(client, siti, "")) == {"15.03", "15.03.01", "15.04.01"}
    assert "15.04.02" in codes(client, budi, "15.04")
    assert "15.04.02" not in codes(client, budi, "15.03")


def test_a_narrowed_log_asks_as_often_whatever_decrees_did(client, renumbered):
    client.force_login(renumbered["dewi"])
    asked = []
    for code in ("15.04", "97.01", "97"):
        with CaptureQueriesContext(connection) as queries:
            client.get("/riwayat/", {"wilayah": code})
        asked.append(len(queries))

    assert asked[0] == asked[1] == asked[2] < 9
