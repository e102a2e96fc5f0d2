"""A count that comes late changes its day and all after it; the log says when it came."""

from datetime import date

import pytest

from tests.factories import at, make_figure, make_siti, save_day
from tests.reading import page_words, table_rows
from tests.through_time.shown import whole

pytestmark = pytest.mark.django_db

SEEN, TYPED = date(2019, 2, 28), date(2019, 3, 2)


@pytest.fixture
def siti(jambi):
    """Of Sarolangun, where 850 of 1,000 were recorded up to June."""
    make_figure(jambi.sarolangun, 1000, 850, as_of=date(2018, 6, 30), published_on=date(2018, 8, 7))
    return make_siti(jambi)


def type_december(siti, jambi) -> None:
    save_day(siti, {jambi.limun: 9}, day=date(2018, 12, 20), at=at(day=TYPED))


def test_people_of_december_typed_in_march_stand_on_the_page_of_february_and_in_the_log(
    client, jambi, siti
):
    client.force_login(siti)

    def page() -> str:
        return page_words(client.get("/wilayah/15.03/", {"per": SEEN.isoformat()}))

    assert "85.00 % recorded (850 of 1,000 people obliged)" in page()
    type_december(siti, jambi)

    # 850 + 9 of 1,000.
    assert "85.90 % recorded (859 of 1,000 people obliged; no report since 20 Dec" in page()
    assert (
        "2 Mar 15.00.00 WIB siti Limun 15.03.01 20 December 2018 Recorded – 9 entry page"
        in table_rows(client.get("/riwayat/"))
    )


def test_what_came_late_for_days_that_a_newer_figure_holds_moves_only_the_days_before_it(
    jambi, siti
):
    of_december = {"as_of": date(2018, 12, 31), "published_on": date(2019, 3, 1)}
    make_figure(jambi.sarolangun, 1010, 870, **of_december)

    type_december(siti, jambi)

    # 850 + 9 of 1,000; the 9 are among the 870: 870 / 1,010 = 86,138… %.
    assert whole("15.03", date(2018, 12, 19)) == (850, 1000, 8500)
    assert whole("15.03", SEEN) == (859, 1000, 8590)
    assert whole("15.03", TYPED) == (870, 1010, 8613)
