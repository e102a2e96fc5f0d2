"""The sentence above Jambi on the day of the article, from the sample as it ships.

What it must say is computed here, from the stored figures and counts alone.
"""

from datetime import date
from fractions import Fraction
from math import ceil

import pytest

from regions.models import DailyCount, PopulationFigure, Region, Target
from regions.ranking import rank_children
from regions.wording import headline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

ARTICLE_DAY = date(2019, 4, 4)


def stands() -> dict[str, tuple[int, int]]:
    """People recorded and people obliged in each kabupaten/kota of Jambi, in plain loops."""
    found = {}
    for figure in PopulationFigure.objects.filter(region__parent__code="15"):
        assert figure.as_of <= figure.published_on <= ARTICLE_DAY
        assert figure.region.code not in found, "one figure each, or this is too simple"
        since = 0
        for count in DailyCount.objects.filter(kabkota=figure.region):
            if figure.as_of < count.day <= ARTICLE_DAY:
                since += count.recorded or 0
        found[figure.region.name] = (figure.recorded + since, figure.wajib_ktp)
    return found


def cut(share: Fraction) -> str:
    hundredths = int(share * 10_000)
    return f"{hundredths // 100},{hundredths % 100:02}"


def grouped(people: int) -> str:
    return f"{people:,}".replace(",", ".")


def test_the_headline_of_jambi_says_what_the_stored_figures_and_counts_add_up_to():
    jambi = Region.objects.get(code="15")
    by_office = stands()
    recorded = sum(done for done, _obliged in by_office.values())
    obliged = sum(obliged for _done, obliged in by_office.values())
    target = Target.objects.get()
    to_target = ceil(Fraction(target.percent) / 100 * obliged) - recorded
    days_left = (target.deadline - ARTICLE_DAY).days
    lowest = min(by_office, key=lambda name: Fraction(*by_office[name]))

    sentences = headline(rank_children(jambi, ARTICLE_DAY))

    assert sentences == [
        f"{cut(Fraction(recorded, obliged))} % sudah merekam "
        f"({grouped(recorded)} dari {grouped(obliged)} wajib KTP; dasar bercampur: "
        "Data Konsolidasi Bersih (DKB), estimasi).",
        f"Kurang {grouped(to_target)} orang untuk 98 %; "
        f"{days_left} hari lagi (Pemilu 17 April 2019).",
        f"Terendah: {lowest}, {cut(Fraction(*by_office[lowest]))} %.",
    ]


def test_the_headline_of_jambi_is_the_one_of_the_article():
    jambi = Region.objects.get(code="15")

    assert headline(rank_children(jambi, ARTICLE_DAY)) == [
        "96,54 % sudah merekam (2.386.685 dari 2.472.223 wajib KTP; dasar bercampur: "
        "Data Konsolidasi Bersih (DKB), estimasi).",
        "Kurang 36.094 orang untuk 98 %; 13 hari lagi (Pemilu 17 April 2019).",
        "Terendah: Kabupaten Sarolangun, 86,00 %.",
    ]
