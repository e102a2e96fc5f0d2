"""A target of its own goes before a wider one for as long as it holds, and no longer."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from regions.handing_out import ranking_values
from regions.models import Target
from regions.wording import headline
from tests.factories import DAY, make_budi, make_figure, make_target
from tests.reading import table_rows
from tests.through_time.shown import ranked

pytestmark = pytest.mark.django_db

AS_OF = date(2018, 12, 31)


def test_a_target_of_the_province_that_has_ended_leaves_the_one_of_the_nation(jambi):
    make_figure(jambi.sarolangun, 50_000, 44_000, as_of=AS_OF)
    make_figure(jambi.batanghari, 50_000, 47_500, as_of=AS_OF)
    make_target("98", jambi.nation, deadline=date(2019, 12, 31), label="Akhir 2019")
    of_2018 = {"from_day": date(2018, 1, 1), "deadline": AS_OF}
    old = make_target("95", jambi.province, **of_2018)

    # 95 % of 100,000 less 91,500: as long as nobody says that it ended, it is the one.
    assert headline(ranked("15", DAY))[1] == (
        "3,500 people short of 95 %; the deadline has passed (31 December 2018)."
    )
    Target.objects.filter(pk=old.pk).update(last_day=AS_OF)

    # 98,000 - 91,500; 26 days of April, 245 from May to December.
    assert headline(ranked("15", DAY))[1] == (
        "6,500 people short of 98 %; 271 days left (Akhir 2019)."
    )


def test_a_row_that_reached_a_target_of_its_own_says_which_one_to_machines(jambi):
    make_figure(jambi.sarolangun, 1000, 950, as_of=AS_OF)
    make_figure(jambi.batanghari, 1000, 900, as_of=AS_OF)
    make_target("85", jambi.batanghari)

    values = ranking_values(ranked("15", DAY))

    # 980 - 950 are missing in the other; of both together 1,960 - 1,850.
    assert (values["target_percent"], values["people_to_target"]) == (98.0, 110)
    keys = ("code", "percent", "target_percent", "reached", "people_to_target")
    assert [tuple(row[key] for key in keys) for row in values["rows"]] == [
        ("15.04", 90.0, 85.0, True, 0),
        ("15.03", 95.0, 98.0, False, 30),
    ]


def test_a_row_with_a_target_of_its_own_says_which_one_on_the_page_and_on_paper(client, jambi):
    make_figure(jambi.sarolangun, 1000, 950, as_of=AS_OF)
    make_figure(jambi.batanghari, 1000, 900, as_of=AS_OF)
    make_target("85", jambi.batanghari)
    client.force_login(make_budi(jambi))

    asked = {"per": DAY.isoformat()}
    rows = table_rows(client.get("/wilayah/15/", asked))
    pdf = client.get("/wilayah/15/", {**asked, "format": "pdf"}).content
    (paper,) = PdfReader(BytesIO(pdf)).pages

    assert "reached (85 %)" in rows[0]
    assert "30 to target" in rows[1]
    assert "reached (85 %)" in " ".join(paper.extract_text().split())
