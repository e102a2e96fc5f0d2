"""`manage.py recap`: who is silent, in which language, and what it refuses."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from regions.models import Region, State, ZeroReason
from tests.factories import DAY, make_ani, make_figure, make_jambi, make_region, make_siti, save_day

pytestmark = pytest.mark.django_db

YESTERDAY = DAY - timedelta(days=1)
SUNDAY = date(2019, 4, 7)


def recap(code: str, **options) -> str:
    output = StringIO()
    call_command("recap", code, day=options.pop("day", DAY), stdout=output, **options)
    return output.getvalue().removesuffix("\n")


def test_a_zero_with_its_reason_and_a_closed_day_are_no_silence():
    jambi = make_jambi()
    nobody_came = {"state": State.ZERO, "zero_reason": ZeroReason.NOBODY_CAME}
    save_day(make_siti(jambi), {}, status=nobody_came)
    first = recap("15")
    save_day(make_ani(jambi), {}, status={"state": State.CLOSED})

    assert first.endswith("*Belum lapor: 1 dari 2*\nKabupaten Batanghari")
    assert recap("15").endswith("1 dari 1 kabupaten/kota yang wajib lapor sudah lapor.")
    assert recap("15.03").endswith("Laporan dinas: nihil, dengan alasan.")
    assert recap("15.04").endswith("Laporan dinas: tutup.")


def test_inside_a_kabupaten_the_kecamatan_without_a_number_are_named():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 5, jambi.pauh: 0})

    assert recap("15.03").endswith(
        "Laporan dinas: lapor.\n*Tanpa angka: 1 dari 3 kecamatan*\nSarolangun"
    )


def test_an_office_that_has_ended_is_not_waited_for():
    jambi = make_jambi()
    Region.objects.filter(pk=jambi.batanghari.pk).update(valid_to=YESTERDAY)

    assert recap("15").endswith("*Belum lapor: 1 dari 1*\nKabupaten Sarolangun")


def test_on_a_day_off_nobody_is_named():
    make_jambi()

    assert recap("15", day=SUNDAY).endswith(
        gettext("A weekend, holiday or joint leave: nobody is expected to report.")
    )


def test_a_kecamatan_that_begins_on_the_day_has_no_day_before():
    jambi = make_jambi()
    Region.objects.filter(pk=jambi.pauh.pk).update(valid_from=DAY)
    make_figure(jambi.pauh, wajib_ktp=1000, recorded=860)

    assert "86,00 % sudah merekam" in recap("15.03.03")


def test_the_recap_is_indonesian_unless_english_is_asked_for():
    make_jambi()

    assert recap("15").startswith("*Perekaman KTP-el Provinsi Jambi*\nPer Kamis, 4 April 2019\n")
    assert "As of Thursday, 4 April 2019" in recap("15", language="en")


def test_without_a_day_it_is_the_one_that_opens(settings):
    jambi = make_jambi()
    settings.TODAY = DAY
    nobody_told = recap("15", day=None)
    save_day(make_siti(jambi), {jambi.limun: 5})

    assert "Per Senin, 1 April 2019" in nobody_told
    assert "Per Kamis, 4 April 2019" in recap("15", day=None)


def test_the_queries_do_not_grow_with_the_places():
    jambi = make_jambi()
    for place in (jambi.sarolangun, jambi.batanghari):
        make_figure(place)
    with CaptureQueriesContext(connection) as few:
        recap("15")
    for n in range(11, 31):
        place = make_region(f"15.{n}")
        make_figure(place)
    with CaptureQueriesContext(connection) as many:
        recap("15")

    assert jambi.province.children.count() == 22
    assert len(few) == len(many)


def test_an_unknown_code_is_refused():
    make_jambi()

    with pytest.raises(CommandError, match=r"No region has the code 15\.99"):
        recap("15.99")


def test_a_place_has_no_recap_on_a_day_on_which_it_did_not_exist():
    make_region("97", "Papua Barat Daya", valid_from=date(2022, 12, 9))

    with pytest.raises(CommandError, match="97 Papua Barat Daya did not exist on 2019-04-04"):
        recap("97")


@pytest.mark.parametrize("command", ["recap", "rank"])
def test_a_desa_is_refused_in_words(command):
    make_region("15.03.01.2001", "Pulau Pandan")

    with pytest.raises(CommandError, match="is a desa; figures are kept down to the kecamatan"):
        call_command(command, "15.03.01.2001", day=DAY)


def test_a_day_that_is_none_and_a_language_not_offered_are_refused():
    with pytest.raises(CommandError, match="invalid"):
        call_command("recap", "15", "--day", "2019-02-30")
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("recap", "15", "--language", "fr")
