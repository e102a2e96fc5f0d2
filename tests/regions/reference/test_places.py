"""The places of Indonesia: loaded from the shipped lists, again and after older lists."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from regions.levels import Level
from regions.models import CountChange, DailyCount, Region, RegionChange
from regions.reference import DATA_DIR, load_places, read_csv, shipped_places
from tests.factories import Jambi as Places
from tests.factories import make_siti, save_day

pytestmark = pytest.mark.django_db

LAST_OLD_DAY = date(2025, 4, 24)
FIRST_NEW_DAY = date(2025, 4, 25)
NATION = {"code": "ID", "name": "Indonesia", "kind": "nation"}
JAMBI = {"code": "15", "name": "Jambi", "kind": "provinsi", "time_zone": "Asia/Jakarta"}
SARUNGUN = {"code": "15.03", "name": "Kabupaten Sarungun", "kind": "kabupaten"}
SAROLANGUN = {"code": "15.03", "name": "Kabupaten Sarolangun", "kind": "kabupaten"}
BATANGHARI = {"code": "15.04", "name": "Kabupaten Batanghari", "kind": "kabupaten"}
LIMUN = {"code": "15.03.01", "name": "Limun", "kind": "kecamatan"}
PAUH = {"code": "15.03.03", "name": "Pauh", "kind": "kecamatan"}
PAUH_RENUMBERED = {"code": "15.03.13", "name": "Pauh", "kind": "kecamatan"}
DESA = {"code": "15.03.01.2001", "name": "Desa Pulau Pandan", "kind": "desa"}
SMALL = [NATION, JAMBI, SAROLANGUN, BATANGHARI, LIMUN, PAUH]


def stored() -> list[dict]:
    return list(Region.objects.order_by("pk").values())


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def renumbered() -> list[dict]:
    return read_csv(DATA_DIR / "districts_renumbered.csv")


def older_list() -> list[dict]:
    """The shipped places under the codes they had in 2022."""
    old_codes = {row["code_2025"]: row["code_2022"] for row in renumbered()}
    return [
        {**place, "code": old_codes.get(place["code"], place["code"])} for place in shipped_places()
    ]


def test_the_shipped_lists_hold_the_places_of_the_decree_of_2025():
    loaded = load_places(shipped_places(), renumbered())

    valid = Counter(Region.objects.valid_on(FIRST_NEW_DAY).values_list("level", flat=True))
    kinds = Counter(Region.objects.filter(level=Level.KABKOTA).values_list("kind", flat=True))
    assert loaded == {
        Level.NATION: 1,
        Level.PROVINCE: 38,
        Level.KABKOTA: 514,
        Level.KECAMATAN: 7285,
    }
    assert valid == loaded
    assert kinds == {"kabupaten": 416, "kota": 98}


def test_every_place_hangs_below_the_places_of_its_code():
    load_places(shipped_places(), renumbered())

    limun = Region.objects.select_related("parent", "kabkota", "province").get(code="15.03.01")
    above = (limun.parent.code, limun.kabkota.code, limun.province.code)
    assert above == ("15.03", "15.03", "15")
    assert region("15").parent == region("ID")
    assert not Region.objects.exclude(code="ID").filter(parent=None).exists()
    zones = Region.objects.filter(level=Level.PROVINCE).values_list("time_zone", flat=True)
    assert set(zones) == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}


def test_loading_a_second_time_changes_no_row():
    call_command("load_regions", verbosity=0)
    before = stored()

    call_command("load_regions", verbosity=0)

    assert stored() == before


def assert_fourteen_kecamatan_changed_their_code_in_april_2025():
    ended = list(Region.objects.exclude(valid_to=None).select_related("replaced_by"))
    codes = {row["code_2022"]: row["code_2025"] for row in renumbered()}
    assert {old.code: old.replaced_by.code for old in ended} == codes
    assert len(codes) == 14
    for old in ended:
        new = old.replaced_by
        assert (old.valid_from, old.valid_to) == (None, LAST_OLD_DAY)
        assert (new.valid_from, new.valid_to) == (FIRST_NEW_DAY, None)
        assert (old.name, old.kabkota, old.level) == (new.name, new.kabkota, Level.KECAMATAN)
        assert old.is_valid_on(LAST_OLD_DAY)
        assert not new.is_valid_on(LAST_OLD_DAY)
        assert not old.is_valid_on(FIRST_NEW_DAY)
        assert new.is_valid_on(FIRST_NEW_DAY)


def test_a_fresh_load_knows_the_old_codes_of_renumbered_kecamatan():
    load_places(shipped_places(), renumbered())

    assert_fourteen_kecamatan_changed_their_code_in_april_2025()


def test_a_load_over_an_older_list_ends_the_old_codes_and_begins_the_new():
    load_places(older_list())
    rows_of_the_old_codes = {row["code"]: row["id"] for row in stored()}

    load_places(shipped_places(), renumbered())

    assert_fourteen_kecamatan_changed_their_code_in_april_2025()
    for row in renumbered():
        assert region(row["code_2022"]).pk == rows_of_the_old_codes[row["code_2022"]]
    others = Region.objects.filter(valid_from=None, valid_to=None)
    assert others.count() == 1 + 38 + 514 + 7285 - 14


def test_both_ways_of_loading_end_with_the_same_places():
    load_places(older_list())
    load_places(shipped_places(), renumbered())
    by_code = Region.objects.order_by("code").values(
        "code", "name", "kind", "valid_from", "valid_to", "replaced_by__code", "parent__code"
    )
    over_an_older_list = list(by_code)
    RegionChange.objects.all().delete()
    Region.objects.update(parent=None, province=None, kabkota=None, replaced_by=None)
    Region.objects.all().delete()

    load_places(shipped_places(), renumbered())

    assert list(by_code.all()) == over_an_older_list


def test_a_corrected_name_is_taken_over_and_the_days_of_validity_stay():
    load_places([NATION, JAMBI, SARUNGUN, LIMUN, PAUH])
    Region.objects.filter(code="15.03").update(valid_from=date(1999, 10, 4))

    load_places([NATION, JAMBI, SAROLANGUN, LIMUN, PAUH])

    assert region("15.03").name == "Kabupaten Sarolangun"
    assert region("15.03").valid_from == date(1999, 10, 4)


def make_day_in_pauh() -> None:
    places = {"nation": "ID", "province": "15", "sarolangun": "15.03", "batanghari": "15.04"}
    inside = {"limun": "15.03.01", "pauh": "15.03.03"}
    found = {name: region(code) for name, code in (places | inside).items()}
    jambi = Places(**found, sarolangun_kota=None, mersam=None, muara_tembesi=None)
    save_day(make_siti(jambi), {jambi.pauh: 7})


def test_a_place_that_vanishes_ends_and_keeps_its_counts_and_history():
    load_places(SMALL)
    make_day_in_pauh()

    load_places([NATION, JAMBI, SAROLANGUN, BATANGHARI, LIMUN])

    pauh = region("15.03.03")
    assert (pauh.valid_from, pauh.valid_to, pauh.replaced_by) == (None, LAST_OLD_DAY, None)
    assert DailyCount.objects.get(region=pauh).recorded == 7
    assert CountChange.objects.filter(region=pauh).exists()
    assert region("15.03.01").valid_to is None


def test_a_place_left_out_by_mistake_stands_again_after_the_whole_list():
    load_places(SMALL)
    before = stored()
    load_places([place for place in SMALL if place is not PAUH])

    load_places(SMALL)

    assert stored() == before


def test_a_renumbered_place_keeps_its_counts_under_the_old_code():
    load_places(SMALL)
    make_day_in_pauh()

    load_places(
        [NATION, JAMBI, SAROLANGUN, BATANGHARI, LIMUN, PAUH_RENUMBERED],
        [{"code_2022": "15.03.03", "code_2025": "15.03.13", "name": "Pauh"}],
    )

    assert DailyCount.objects.get().region.code == "15.03.03"
    assert region("15.03.03").replaced_by == region("15.03.13")


def test_a_place_new_to_a_database_with_others_begins_with_the_decree():
    load_places([NATION, JAMBI, SAROLANGUN, LIMUN])

    load_places([NATION, JAMBI, SAROLANGUN, LIMUN, PAUH])

    assert region("15.03.03").valid_from == FIRST_NEW_DAY
    assert region("15.03.01").valid_from is None


def test_desa_are_loaded_by_the_same_code():
    loaded = load_places([*SMALL, DESA])

    desa = Region.objects.select_related("parent", "kabkota", "province").get(code=DESA["code"])
    assert loaded[Level.DESA] == 1
    assert desa.level == Level.DESA
    assert (desa.parent.code, desa.kabkota.code, desa.province.code) == ("15.03.01", "15.03", "15")


def test_desa_that_are_loaded_after_the_rest_have_existed_all_along():
    load_places(SMALL)

    load_places([*SMALL, DESA])

    assert region(DESA["code"]).valid_from is None


def test_a_list_without_desa_ends_no_desa():
    load_places([*SMALL, DESA])

    load_places(SMALL)

    assert region(DESA["code"]).valid_to is None


def test_the_command_takes_a_file_of_desa(tmp_path):
    file = tmp_path / "desa.csv"
    file.write_text("code,name,kind\n15.03.01.2001,Desa Pulau Pandan,desa\n", encoding="utf-8")

    call_command("load_regions", desa=file, verbosity=0)

    assert region("15.03.01.2001").kabkota.code == "15.03"
    assert Region.objects.filter(level=Level.KECAMATAN, valid_to=None).count() == 7285
