"""The recap of the sample: its numbers are those of the counts, added up by hand."""

import re
from datetime import date, timedelta
from fractions import Fraction
from io import StringIO
from math import ceil, floor

import pytest
from django.core.management import call_command

from regions.models import DailyCount, DayStatus, PopulationFigure, Region
from tests.factories import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

YESTERDAY, LAST_WEEK = DAY - timedelta(days=1), DAY - timedelta(days=7)


def recap(code: str) -> str:
    output = StringIO()
    call_command("recap", code, day=DAY, stdout=output)
    return output.getvalue().removesuffix("\n")


def indonesian(number: int) -> str:
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", str(number))


def percent(ratio: Fraction) -> str:
    """Rounded down to two decimals, the way people write it."""
    hundredths = floor(ratio * 10_000)
    return f"{hundredths // 100},{hundredths % 100:02}"


def recorded_in(office: Region, day: date) -> int:
    """Figure plus every count since: one loop, no totals."""
    figure = PopulationFigure.objects.get(region=office)
    counts = DailyCount.objects.filter(kabkota=office)
    return figure.recorded + sum(
        count.recorded or 0 for count in counts if figure.as_of < count.day <= day
    )


def obliged_in(office: Region) -> int:
    return PopulationFigure.objects.get(region=office).wajib_ktp


def test_the_recap_of_jambi_on_the_day_of_the_article_equals_the_counts_added_up():
    offices = list(Region.objects.filter(code__startswith="15.", level=2))
    obliged = sum(map(obliged_in, offices))
    now, before, week_ago = (
        sum(recorded_in(office, day) for office in offices) for day in (DAY, YESTERDAY, LAST_WEEK)
    )
    to_target = ceil(Fraction(98, 100) * obliged) - now
    points, week_points = (
        floor(Fraction(now, obliged) * 10_000) - floor(Fraction(then, obliged) * 10_000)
        for then in (before, week_ago)
    )

    lines = recap("15").splitlines()

    assert len(offices) == 11
    assert lines[3] == (
        f"{percent(Fraction(now, obliged))} % sudah merekam "
        f"({indonesian(now)} dari {indonesian(obliged)} wajib KTP; dasar bercampur: "
        "Data Konsolidasi Bersih (DKB), estimasi)."
    )
    assert lines[4].startswith(f"Kurang {indonesian(to_target)} orang untuk 98 %; 13 hari lagi")
    assert lines[5].startswith("Wajib KTP per 31 Januari 2019, terbit 31 Januari 2019; dasar: ")
    assert lines[6] == (
        f"Dibanding sehari sebelumnya: +{indonesian(now - before)} orang (+0,{points:02} poin), "
        "baru dari 10 dari 11 dinas."
    )
    assert lines[7] == f"Dibanding seminggu sebelumnya: +0,{week_points:02} poin."


def test_the_recap_of_jambi_holds_the_numbers_of_the_article():
    text = recap("15")

    for words in ("96,54 %", "36.094 orang", "13 hari lagi", "1. Kabupaten Sarolangun: 86,0"):
        assert words in text
    assert text.endswith("*Belum lapor: 1 dari 11*\nKabupaten Tanjung Jabung Barat")


def test_the_five_lowest_of_jambi_are_those_of_the_counts():
    offices = Region.objects.filter(code__startswith="15.", level=2)
    stands = [(recorded_in(office, DAY), obliged_in(office), office.name) for office in offices]
    stands.sort(key=lambda stand: Fraction(stand[0], stand[1]))

    listed = recap("15").partition("*Terendah*\n")[2].split("\n\n")[0]

    assert listed.splitlines() == [
        f"{place}. {name}: {percent(Fraction(recorded, obliged))} %, "
        f"{indonesian(obliged - recorded)} orang belum rekam"
        for place, (recorded, obliged, name) in enumerate(stands[:5], start=1)
    ]


def test_silent_offices_of_the_nation_are_counted_by_province():
    Region.objects.filter(level=2).update(reports_from=DAY)
    said = DayStatus.objects.filter(day=DAY).values("kabkota")
    silent = Region.objects.filter(level=2).exclude(pk__in=said)

    text = recap("ID")

    assert f"*Belum lapor: {silent.count()} dari 514*" in text
    for name in ("Aceh", "Jambi", "Papua Barat Daya"):
        assert f"{name} ({silent.filter(province__name=name).count()})" in text


def test_offices_of_the_nation_that_never_told_anything_are_not_silent():
    begun = DayStatus.objects.values("kabkota")
    told = DayStatus.objects.filter(day=DAY).values("kabkota")
    silent = Region.objects.filter(level=2, pk__in=begun).exclude(pk__in=told)

    (named,) = re.findall(r"\*Belum lapor: (\d+) dari (\d+)\*\n(.*)", recap("ID"))

    assert named[:2] == (str(silent.count()), str(begun.distinct().count()))
    assert named[2] == f"Jambi ({silent.count()})"
