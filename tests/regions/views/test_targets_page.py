"""Targets on a page of their own: shown before stored, ended, corrected, logged, refused.

Budi is the manager of Jambi, Dewi national staff; Siti types for Sarolangun, Eko only reads.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regions.models import Region, Target, TargetChange, User
from regions.ranking import rank_children
from regions.recording import Signature, TargetIsThere, record_target
from regions.views.targets import days_gone_by
from tests.factories import (
    DAY,
    at,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    make_target,
    save_day,
)
from tests.reading import links, page_words, table_rows
from tests.regions.views.confirmed_forms import send, shown_then_stored
from tests.regions.views.test_region_page_queries import AROUND_EVERY_PAGE
from tests.row_locks import statements

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def typed(percent: str = "99,4", **values: str) -> dict:
    return {"percent": percent, "from_day": "2019-04-04", **values}


def page(client: Client, reader: User, **query: str) -> HttpResponse:
    client.force_login(reader)
    return client.get("/target/", query)


def log() -> list[tuple]:
    changes = TargetChange.objects.order_by("pk")
    return list(changes.values_list("field", "old", "new", "by__username", "why"))


def test_the_effect_is_shown_first_and_nothing_is_stored(client, jambi):
    make_figure(jambi.sarolangun, 1000, 985)
    make_figure(jambi.batanghari, 1000, 900)

    shown = send(client, make_budi(jambi), "/target/", typed())

    words = page_words(shown)
    assert shown.status_code == 200
    assert "Not stored yet. Jambi: target 98 % → 99.4 %" in words
    assert "people missing to it 75 → 103 (not reached)" in words
    rows = table_rows(shown)
    assert rows[1].startswith("Kabupaten Batanghari 90.00 % 98 % → 99.4 %")
    assert rows[2].endswith("0 → 9 reached → not reached")
    assert not Target.objects.exists()
    assert not TargetChange.objects.exists()


def test_once_seen_it_is_stored_as_it_was_shown_and_holds(client, jambi):
    make_figure(jambi.sarolangun, 1000, 985)

    stored = shown_then_stored(client, make_budi(jambi), "/target/", typed(why="Surat 470/2019"))

    assert (stored.status_code, stored.url) == (302, "/target/?wilayah=15")
    target = Target.objects.get()
    assert (target.region, target.percent, target.last_day) == (
        jambi.province,
        Decimal("99.40"),
        None,
    )
    assert rank_children(jambi.province, DAY).head.goal.hundredths == 9940
    assert log() == [
        ("percent", None, "99.40", "budi", "Surat 470/2019"),
        ("from_day", None, "2019-04-04", "budi", "Surat 470/2019"),
    ]
    assert "Stored: the target of Jambi." in page_words(client.get(stored.url))


def test_sent_with_another_number_than_the_one_shown_it_is_shown_anew(client, jambi):
    budi = make_budi(jambi)
    seen = send(client, budi, "/target/", typed()).context["trial"].seen

    other = send(client, budi, "/target/", typed("99", seen=seen))

    assert other.status_code == 422
    assert "no longer what you were shown" in page_words(other)
    assert "target 98 % → 99 %" in page_words(other)
    assert not Target.objects.exists()


def test_what_somebody_else_stored_meanwhile_is_seen_before_it_is_overwritten(client, jambi):
    budi, target = make_budi(jambi), make_target("98", jambi.province)
    address, wish = f"/target/{target.pk}/", typed("99", from_day="2019-01-01", why="SK")
    trial = send(client, budi, address, wish).context["trial"]
    record_target(target, {"percent": Decimal("97")}, Signature(make_dewi(jambi), at()))

    boxes = {asked.name: asked.value for asked in trial.asked}
    late = client.post(address, {**wish, "seen": trial.seen, **boxes})

    assert late.status_code == 422
    assert "target 97 % → 99 %" in page_words(late)
    assert Target.objects.get().percent == 97


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"percent": "994"}, "994 is not between 50 and 100 %."),
        ({"percent": "49,99"}, "49,99 is not between 50 and 100 %."),
        ({"percent": "100,01"}, "100,01 is not between 50 and 100 %."),
        ({"percent": "-98"}, "-98 is not between 50 and 100 %."),
        ({"percent": "9.940"}, "9.940 is not between 50 and 100 %."),
        ({"percent": "99,404"}, "99,404 has more than two decimals."),
        ({"percent": "abc"}, "“abc” is no percentage"),
        ({"percent": ""}, "Enter a percentage"),
        ({"percent": "  "}, "Enter a percentage"),
        ({"last_day": "2019-04-03"}, "The last day lies before the first, 4 April 2019."),
        ({"deadline": "2019-04-03"}, "to be reached before it begins, on 4 April 2019."),
        ({"from_day": ""}, "This field is required."),
        ({"from_day": "2019-02-30"}, "Enter a valid date."),
        ({"from_day": "0019-04-04"}, "Targets are of the years 2011 to 2029"),
        ({"last_day": "2091-04-04"}, "Targets are of the years 2011 to 2029"),
        ({"region": "14"}, "Choose one of these places."),
        ({"region": "ID"}, "Choose one of these places."),
        ({"label": "x" * 101}, "at most 100 characters"),
        ({"why": "x" * 201}, "at most 200 characters"),
        ({"label": "Pemilu\0"}, "Null characters are not allowed."),
    ],
)
def test_nonsense_is_refused_with_a_reason_and_what_was_typed_stays(client, jambi, values, said):
    response = send(client, make_budi(jambi), "/target/", typed(**values))

    assert response.status_code == 422
    assert said in page_words(response)
    for value in {**typed(), **values}.values():
        kept = value.strip() and value not in ("14", "ID")
        assert not kept or f'value="{value}"' in response.content.decode()
    assert not Target.objects.exists()


def test_two_targets_of_one_place_do_not_begin_on_one_day(client, jambi):
    make_target("98", jambi.province, from_day=DAY)

    refused = send(client, make_budi(jambi), "/target/", typed())
    inside = send(client, User.objects.get(username="budi"), "/target/", typed(region="15.03"))

    assert refused.status_code == 422
    assert "Another target of this place begins on 4 April 2019" in page_words(refused)
    assert 'value="99,4"' in refused.content.decode()
    assert inside.status_code == 200


def test_one_for_all_regions_and_one_of_the_nation_do_not_begin_on_one_day(client, jambi):
    make_target("98", from_day=DAY)

    assert send(client, make_dewi(jambi), "/target/", typed()).status_code == 422


def test_a_place_that_is_not_there_yet_gets_no_target(client, jambi):
    make_region("15.09", "Kabupaten Baru", valid_from=DAY + timedelta(days=1))

    refused = send(client, make_budi(jambi), "/target/", typed(region="15.09"))

    assert "Kabupaten Baru did not exist on that day." in page_words(refused)


def test_one_that_begins_before_today_names_the_days_it_changes_and_asks(client, jambi):
    budi, wish = make_budi(jambi), typed(from_day="2019-04-01")
    shown = send(client, budi, "/target/", wish)
    (asked,) = shown.context["trial"].asked

    unanswered = client.post("/target/", {**wish, "seen": shown.context["trial"].seen})

    assert "3 days gone by, from 1 April 2019 to 3 April 2019" in asked.text
    assert "2019-04-01, 2019-04-02, 2019-04-03" in page_words(shown)
    assert unanswered.status_code == 422
    assert "please answer the questions" in page_words(unanswered)
    assert not Target.objects.exists()
    assert shown_then_stored(client, budi, "/target/", wish).status_code == 302


def test_one_that_is_corrected_needs_a_reason_and_logs_old_and_new(client, jambi):
    budi = make_budi(jambi)
    target = make_target("99.4", jambi.province, label="Pemilu")
    wish = {"percent": "99", "from_day": "2019-01-01", "last_day": "2019-04-30", "label": "Pemilu"}

    refused = send(client, budi, f"/target/{target.pk}/", wish)
    stored = shown_then_stored(client, budi, f"/target/{target.pk}/", {**wish, "why": "SK 12"})

    assert refused.status_code == 422
    assert "This field is required." in page_words(refused)
    assert stored.status_code == 302
    assert log() == [
        ("percent", "99.40", "99.00", "budi", "SK 12"),
        ("last_day", None, "2019-04-30", "budi", "SK 12"),
    ]


def test_the_form_of_a_correction_holds_what_is_stored_as_people_write_it(client, jambi):
    target = make_target("99.4", jambi.province, last_day=date(2019, 6, 30))
    client.force_login(make_budi(jambi))
    client.cookies["django_language"] = "id"

    html = client.get(f"/target/{target.pk}/").content.decode()

    assert 'value="99,4"' in html
    assert 'value="2019-06-30"' in html
    assert 'name="region"' not in html


def test_the_same_again_changes_nothing_and_says_so(client, jambi):
    target = make_target("98", jambi.province)
    wish = {"percent": "98,00 %", "from_day": "2019-01-01", "why": "periksa"}

    response = send(client, make_budi(jambi), f"/target/{target.pk}/", wish)

    assert response.status_code == 302
    assert "Nothing changed" in page_words(client.get(response.url))
    assert not TargetChange.objects.exists()


def test_an_end_in_days_to_come_shows_the_day_on_which_the_wider_one_applies_again(client, jambi):
    make_figure(jambi.sarolangun, 1000, 900)
    make_target("95", jambi.nation)
    target = make_target("99", jambi.province)
    wish = {"percent": "99", "from_day": "2019-01-01", "last_day": "2019-04-30", "why": "SK"}

    shown = send(client, make_budi(jambi), f"/target/{target.pk}/", wish)

    assert "Jambi: target 99 % → 95 %" in page_words(shown)
    assert shown.context["trial"].asked == []


def test_budi_sees_the_targets_above_and_corrects_his_own(client, jambi):
    own = make_target("97", jambi.sarolangun, last_day=date(2019, 4, 3))
    wide = make_target("98", deadline=date(2019, 4, 17), label="Pemilu")
    make_target("99", make_region("14"))
    later = make_target("96", jambi.province, from_day=DAY + timedelta(days=1))

    response = page(client, make_budi(jambi))

    assert [row.split(" Correct")[0] for row in table_rows(response)] == [
        "all regions 98 % 1 January 2019 – 17 April 2019 Pemilu in force",
        "Province of Jambi 15 96 % 5 April 2019 – – to come",
        "Kabupaten Sarolangun 15.03 97 % 1 January 2019 3 April 2019 – ended",
    ]
    assert f"/target/{own.pk}/" in links(response)
    assert f"/target/{later.pk}/" in links(response)
    assert f"/target/{wide.pk}/" not in links(response)


def test_of_a_place_the_later_target_replaces_the_earlier(client, jambi):
    make_target("97", jambi.province)
    make_target("98", jambi.province, from_day=date(2019, 2, 1))

    states = [row.rsplit(" Correct", 1)[0] for row in table_rows(page(client, make_budi(jambi)))]

    assert states[0].endswith("in force")
    assert states[1].endswith("replaced by a later one")


def test_the_region_page_leads_here_those_who_may(client, jambi):
    readers = {
        reader.username: reader
        for reader in (make_siti(jambi), make_budi(jambi), make_dewi(jambi), make_eko(jambi))
    }
    found = {}
    for name, reader in readers.items():
        client.force_login(reader)
        found[name] = links(client.get("/wilayah/15/"))

    leads = {name for name, there in found.items() if "/target/?wilayah=15" in there}
    assert leads == {"budi", "dewi"}
    assert "/angka/?wilayah=15" in found["budi"]


def test_dewi_sets_a_target_for_every_place(client, jambi):
    dewi = make_dewi(jambi)

    for wilayah in ("ID", "15", "15.03", "15.03.01"):
        stored = shown_then_stored(client, dewi, f"/target/?wilayah={wilayah}", typed())
        assert stored.status_code == 302

    places = Target.objects.order_by("pk").values_list("region__code", flat=True)
    assert list(places) == ["ID", "15", "15.03", "15.03.01"]


def test_the_log_of_targets_is_read_by_those_who_see_the_place(client, jambi):
    budi = make_budi(jambi)
    shown_then_stored(client, budi, "/target/?wilayah=15.03", typed(why="SK 12"))
    shown_then_stored(client, make_dewi(jambi), "/target/", typed("98"))
    all_regions = make_target("97")
    record_target(all_regions, {"percent": Decimal("96")}, Signature(budi, at(), "uji"))

    def rows(reader: User) -> list[str]:
        client.force_login(reader)
        return table_rows(client.get("/riwayat/?jenis=target"))

    percent = rows(make_siti(jambi))[1]
    assert percent.startswith("4 Apr ")
    assert percent.endswith("budi Kabupaten Sarolangun 15.03 4 April 2019 Percent – 99.4 % SK 12")
    assert len(rows(budi)) == 2
    assert len(rows(User.objects.get(username="dewi"))) == 5
    assert any("all regions" in row for row in rows(User.objects.get(username="dewi")))


def test_the_log_is_narrowed_to_a_place_and_a_first_day(client, jambi):
    budi = make_budi(jambi)
    shown_then_stored(client, budi, "/target/?wilayah=15.03", typed())
    client.force_login(budi)

    def count(query: str) -> int:
        return len(table_rows(client.get(f"/riwayat/?jenis=target&{query}")))

    assert [count(q) for q in ("wilayah=15", "wilayah=15.04", "tanggal=2019-04-04")] == [2, 0, 2]
    assert count("tanggal=2019-04-05") == 0


def queries(client: Client, reader: User, address: str) -> int:
    client.force_login(reader)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_page_asks_as_often_for_60_targets_as_for_two(client, jambi):
    dewi = make_dewi(jambi)
    make_target("98", jambi.sarolangun)
    make_target("98", jambi.province)
    few = queries(client, dewi, "/target/")

    for n in range(10, 68):
        make_target("97", make_region(f"16.{n}"))

    assert few == queries(client, dewi, "/target/") <= AROUND_EVERY_PAGE + 3


def test_the_writer_refuses_a_second_target_from_one_day_and_keeps_the_log_clean(jambi):
    signed = Signature(make_budi(jambi), at())
    values = {"percent": Decimal("98"), "from_day": DAY}
    record_target(Target(region=jambi.province), values, signed)

    with pytest.raises(TargetIsThere):
        record_target(Target(region=jambi.province), values, signed)

    assert TargetChange.objects.count() == 2


def test_the_others_of_the_place_are_read_under_its_lock(jambi):
    signed = Signature(make_budi(jambi), at())
    values = {"percent": Decimal("98"), "from_day": DAY}

    with statements() as asked:
        record_target(Target(region=jambi.province), values, signed)

    assert (asked[0].table, list(asked[0].params)) == (
        Region._meta.db_table,
        [jambi.province.pk],
    )
    assert asked[0].locks


spans = st.lists(
    st.tuples(st.integers(0, 20), st.none() | st.integers(0, 9), st.sampled_from((90, 95, 99))),
    max_size=4,
    unique_by=lambda span: span[0],
)


@given(spans, spans)
def test_the_days_gone_by_are_those_whose_goal_is_another_by_hand(before, after):
    today = DAY

    def targets(of: list[tuple]) -> list[Target]:
        return [
            Target(
                from_day=today + timedelta(days=first - 15),
                last_day=None if lasts is None else today + timedelta(days=first + lasts - 15),
                percent=Decimal(percent),
            )
            for first, lasts, percent in sorted(of)
        ]

    def by_hand(of: list[tuple], back: int) -> int | None:
        held = [s for s in of if s[0] <= 15 - back <= s[0] + (99 if s[1] is None else s[1])]
        return max(held)[2] if held else None

    expected = [
        today - timedelta(days=back)
        for back in range(15, 0, -1)
        if by_hand(before, back) != by_hand(after, back)
    ]
    assert days_gone_by(targets(before), targets(after), today) == expected


def test_counts_that_come_meanwhile_are_no_reason_to_ask_anew(client, jambi):
    """Coverage moves all day long; what is stored is the target that was seen."""
    make_figure(jambi.sarolangun, 1000, 900)
    budi = make_budi(jambi)
    trial = send(client, budi, "/target/", typed()).context["trial"]
    save_day(make_siti(jambi), {jambi.limun: 3})

    client.force_login(budi)
    assert client.post("/target/", typed(seen=trial.seen)).status_code == 302


def test_small_jambi_has_no_target_and_says_what_holds(client):
    jambi = make_jambi()

    assert "98 % holds everywhere" in page_words(page(client, make_budi(jambi)))
