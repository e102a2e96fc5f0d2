"""What a person said a name or a code means, now or before."""

import pytest

from regions.importing.places.matching import Places
from tests.factories import DAY, make_jambi, make_region
from tests.regions.importing.matched import taken, total

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_an_answer_holds_for_every_spelling_of_the_name():
    jambi = make_jambi()
    places = Places(jambi.province, DAY, {"Kab. Btg Hari": "1504", "15.1": "15.03"})
    assert places.match(None, "KABUPATEN  BTG HARI") == taken("15.04")
    assert places.match("15.04", "Kab. Btg Hari") == taken("15.04")
    assert places.match(None, "Btg Hari").code is None


def test_an_answer_decides_between_places_of_one_name():
    jambi = make_jambi()
    as_kecamatan = Places(jambi.sarolangun, DAY, {"Sarolangun": "15.03.02"})
    as_total = Places(jambi.sarolangun, DAY, {"Sarolangun": "15.03"})
    assert as_kecamatan.match(None, "SAROLANGUN") == taken("15.03.02")
    assert as_total.match(None, "SAROLANGUN") == total("15.03")


def test_an_answer_decides_what_a_code_with_a_lost_zero_means():
    jambi = make_jambi()
    make_region("15.30", "Kabupaten Baru")
    assert Places(jambi.province, DAY, {}).match(15.3, None).choices == ("15.03", "15.30")
    assert Places(jambi.province, DAY, {"15.3": "15.30"}).match(15.3, None) == taken("15.30")


def test_an_answer_never_overrules_a_code():
    jambi = make_jambi()
    places = Places(jambi.province, DAY, {"Loket 2": "15.03"})
    assert places.match("15.03", "Loket 2") == taken("15.03")
    match = places.match("15.04", "Loket 2")
    assert match.wrong
    assert "15.03" in match.message


def test_an_answer_of_another_region_or_of_no_place_is_wrong():
    jambi = make_jambi()
    given = {
        "Kantor A": "15.04.01",
        "Kab. A": "15.04",
        "Loket B": "15.03.77",
        "Loket C": "somewhere",
    }
    places = Places(jambi.sarolangun, DAY, given)
    assert all(places.match(None, name).wrong for name in given)


def test_an_office_may_be_given_as_the_kabupaten_itself():
    jambi = make_jambi()
    places = Places(jambi.sarolangun, DAY, {"Kantor pusat": "15.03", "Rekap": "15.03"})
    assert places.match(None, "KANTOR PUSAT") == taken("15.03")
    assert places.match(None, "REKAP") == total("15.03")
