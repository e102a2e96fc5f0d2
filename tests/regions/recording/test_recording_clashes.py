"""Two people with the same day open: values merge, and a clash shows both and stores nothing.

Siti and Rini both work in Sarolangun. Each sends the whole grid, as the form does, with the
versions of the rows as they were when the page was opened.
"""

from datetime import timedelta

import pytest

from regions.models import CountChange, DailyCount, DayStatus, Role, State, ZeroReason
from regions.recording import DayChangedMeanwhile, ledger, record_day
from tests.factories import DAY, Jambi, at, make_jambi, make_person, make_siti, save_day

pytestmark = pytest.mark.django_db

NOT_THERE_YET = 0


def make_rini(jambi: Jambi):
    return make_person("rini", Role.OPERATOR, jambi.sarolangun)


def recorded(region) -> int | None:
    return DailyCount.objects.get(region=region, day=DAY).recorded


def seen_now(*places) -> dict:
    """The versions a person sees who opens the page at this moment."""
    versions = {
        place: DailyCount.objects.filter(region=place, day=DAY).values_list("version", flat=True)
        for place in places
    }
    status = DayStatus.objects.filter(day=DAY).values_list("version", flat=True).first()
    return {place: next(iter(found), 0) for place, found in versions.items()} | {None: status or 0}


def test_the_same_value_changed_by_someone_else_is_shown_beside_ones_own():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10, jambi.pauh: 1})
    seen = seen_now(jambi.limun, jambi.pauh)
    save_day(rini, {jambi.limun: 12}, at=at(9))

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: 15, jambi.pauh: 2}, seen=seen, at=at(10))

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.field) == (jambi.limun, "recorded")
    assert (clash.yours, clash.theirs) == (15, 12)
    assert (clash.by, clash.at) == (rini, at(9))


def test_of_several_changes_since_the_last_is_shown_and_the_first_decides():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun)
    save_day(siti, {jambi.limun: 12}, at=at(9))
    save_day(rini, {jambi.limun: 13}, at=at(10))

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: 12}, seen=seen, at=at(11))
    save_day(siti, {jambi.limun: 10}, seen=seen, at=at(11))

    (clash,) = refusal.value.clashes
    assert (clash.theirs, clash.by, clash.at) == (13, rini, at(10))
    # Ten is what the person had left as it was.
    assert recorded(jambi.limun) == 13


def test_a_clash_stores_nothing_not_even_the_values_without_one():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10, jambi.pauh: 1})
    seen = seen_now(jambi.limun, jambi.pauh)
    save_day(rini, {jambi.limun: 12})
    logged = CountChange.objects.count()

    with pytest.raises(DayChangedMeanwhile):
        save_day(siti, {jambi.limun: 15, jambi.pauh: 2}, seen=seen)

    assert (recorded(jambi.limun), recorded(jambi.pauh)) == (12, 1)
    assert CountChange.objects.count() == logged
    assert list(ledger.check()) == []


def test_a_clash_tells_what_else_is_newer_and_nothing_of_the_state_beside_it():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    places = (jambi.limun, jambi.pauh, jambi.sarolangun_kota)
    save_day(siti, dict.fromkeys(places, 10))
    seen = seen_now(*places)
    save_day(rini, {jambi.sarolangun_kota: 9})
    save_day(rini, {jambi.limun: 12, jambi.pauh: 13, jambi.sarolangun_kota: 10})
    save_day(rini, {}, status={"state": State.CLOSED})

    typed = {jambi.limun: 15, jambi.pauh: 10, jambi.sarolangun_kota: 10, jambi.sarolangun: 2}
    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, typed, status={"state": ""}, seen=seen)

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.field) == (jambi.limun, "recorded")
    assert refusal.value.newer == [(jambi.pauh, "recorded"), (jambi.sarolangun, "state")]


def test_what_changed_on_another_day_is_no_clash_of_this_one():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: {"recorded": 10, "printed": 4}})
    seen = seen_now(jambi.limun)
    for recorded in (1, 2, 3):
        save_day(rini, {jambi.limun: recorded}, day=DAY - timedelta(days=1))
    save_day(rini, {jambi.limun: {"printed": 5}})

    save_day(siti, {jambi.limun: {"recorded": 11, "printed": 4}}, seen=seen)

    row = DailyCount.objects.get(region=jambi.limun, day=DAY)
    assert (row.recorded, row.printed) == (11, 5)


def test_a_zero_typed_for_a_day_that_another_has_closed_is_no_clash():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun, jambi.pauh)
    save_day(rini, {jambi.limun: None}, status={"state": State.CLOSED}, seen=seen)

    save_day(siti, {jambi.limun: 10, jambi.pauh: 0}, status={"state": ""}, seen=seen)

    assert recorded(jambi.pauh) == 0
    assert DayStatus.objects.get().state == State.CLOSED


def test_outreach_on_a_day_closed_with_its_numbers_is_no_clash():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    save_day(siti, {}, status={"state": State.CLOSED})

    save_day(siti, {jambi.pauh: 3}, channel="jemput_bola", seen={jambi.pauh: NOT_THERE_YET})

    assert recorded(jambi.pauh) == 3


def test_changes_of_different_places_merge():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10, jambi.pauh: 1})
    seen = seen_now(jambi.limun, jambi.pauh)
    save_day(rini, {jambi.limun: 12, jambi.pauh: 1}, seen=seen)

    save_day(siti, {jambi.limun: 10, jambi.pauh: 2}, seen=seen)

    assert (recorded(jambi.limun), recorded(jambi.pauh)) == (12, 2)


def test_changes_of_different_values_of_one_row_merge():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: {"recorded": 10, "printed": 4}})
    seen = seen_now(jambi.limun)
    save_day(rini, {jambi.limun: {"recorded": 12, "printed": 4}}, seen=seen)

    save_day(siti, {jambi.limun: {"recorded": 10, "printed": 5}}, seen=seen)

    row = DailyCount.objects.get(region=jambi.limun)
    assert (row.recorded, row.printed, row.version) == (12, 5, 3)


def test_a_value_left_untouched_keeps_the_newer_one_without_a_log_entry():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun)
    save_day(rini, {jambi.limun: 12}, seen=seen)

    saved = save_day(siti, {jambi.limun: 10}, seen=seen)

    assert saved.changes == []
    assert recorded(jambi.limun) == 12


def test_two_people_who_type_the_same_number_do_not_clash():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun)
    save_day(rini, {jambi.limun: 12}, seen=seen)

    saved = save_day(siti, {jambi.limun: 12}, seen=seen)

    assert saved.changes == []


def test_two_first_reports_of_a_place_clash():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(rini, {jambi.limun: 12}, seen={jambi.limun: NOT_THERE_YET, None: NOT_THERE_YET})

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: 15}, seen={jambi.limun: NOT_THERE_YET, None: NOT_THERE_YET})

    assert [(clash.yours, clash.theirs) for clash in refusal.value.clashes] == [(15, 12)]


def test_two_first_reports_of_different_places_merge_into_one_reported_day():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    seen = {jambi.limun: NOT_THERE_YET, jambi.pauh: NOT_THERE_YET, None: NOT_THERE_YET}
    save_day(rini, {jambi.limun: 12, jambi.pauh: None}, seen=seen, status={"state": ""})

    save_day(siti, {jambi.limun: None, jambi.pauh: 5}, seen=seen, status={"state": ""})

    assert (recorded(jambi.limun), recorded(jambi.pauh)) == (12, 5)
    assert DayStatus.objects.get().state == State.REPORTED


def test_a_value_changed_there_and_back_does_not_clash():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun)
    save_day(rini, {jambi.limun: 12})
    save_day(rini, {jambi.limun: 10})

    saved = save_day(siti, {jambi.limun: 10}, seen=seen)

    assert saved.changes == []
    assert recorded(jambi.limun) == 10


def test_someone_who_saw_the_newest_version_overwrites_it():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    save_day(rini, {jambi.limun: 12})

    save_day(siti, {jambi.limun: 15}, seen=seen_now(jambi.limun))

    assert recorded(jambi.limun) == 15


def test_without_versions_what_is_given_wins():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(rini, {jambi.limun: 12})

    save_day(siti, {jambi.limun: 15})

    assert recorded(jambi.limun) == 15


def test_numbers_for_a_day_that_another_has_closed_clash_on_the_state():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    seen = {jambi.limun: NOT_THERE_YET, None: NOT_THERE_YET}
    save_day(rini, {}, status={"state": State.CLOSED}, seen=seen, at=at(9))

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: 15}, status={"state": ""}, seen=seen)

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.field) == (jambi.sarolangun, "state")
    assert (clash.yours, clash.theirs, clash.by) == (State.REPORTED, State.CLOSED, rini)
    assert not DailyCount.objects.exists()


def test_closing_a_day_that_another_has_reported_clashes_on_the_state():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    seen = {jambi.limun: NOT_THERE_YET, None: NOT_THERE_YET}
    save_day(rini, {jambi.limun: 15}, seen=seen)

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: None}, status={"state": State.CLOSED}, seen=seen)

    assert [clash.field for clash in refusal.value.clashes] == ["state"]
    assert DayStatus.objects.get().state == State.REPORTED


def test_a_new_number_for_a_reported_day_that_another_has_closed_clashes_on_the_state():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun, jambi.pauh)
    save_day(rini, {jambi.limun: None}, status={"state": State.CLOSED}, seen=seen, at=at(9))

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: 10, jambi.pauh: 5}, status={"state": ""}, seen=seen)

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.field) == (jambi.sarolangun, "state")
    assert (clash.yours, clash.theirs) == (State.REPORTED, State.CLOSED)
    assert (clash.by, clash.at) == (rini, at(9))
    assert not DailyCount.objects.filter(region=jambi.pauh).exists()


def test_closing_a_day_to_which_another_has_added_a_number_clashes_on_the_state():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun, jambi.pauh)
    save_day(rini, {jambi.limun: 10, jambi.pauh: 5}, seen=seen, at=at(9))

    closed = {"state": State.CLOSED}
    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: None, jambi.pauh: None}, status=closed, seen=seen)

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.field) == (jambi.sarolangun, "state")
    assert (clash.yours, clash.theirs) == (State.CLOSED, State.REPORTED)
    assert (clash.by, clash.at) == (rini, at(9))
    assert recorded(jambi.limun) == 10


def test_closing_a_day_is_free_while_only_outreach_has_numbers():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 200}, channel="jemput_bola")

    save_day(siti, {jambi.limun: None}, status={"state": State.CLOSED}, seen=seen_now())

    assert DayStatus.objects.get().state == State.CLOSED


def test_two_reasons_for_one_zero_clash_on_the_reason():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    broken = {"state": State.ZERO, "zero_reason": ZeroReason.DEVICE_BROKEN}
    nobody = {"state": State.ZERO, "zero_reason": ZeroReason.NOBODY_CAME}
    save_day(rini, {}, status=broken, seen={None: NOT_THERE_YET})

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {}, status=nobody, seen={None: NOT_THERE_YET})

    (clash,) = refusal.value.clashes
    assert clash.field == "zero_reason"
    assert (clash.yours, clash.theirs) == (ZeroReason.NOBODY_CAME, ZeroReason.DEVICE_BROKEN)


def test_a_level_changed_by_someone_else_clashes_like_a_count():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(rini, {}, status={"blangko_left": 500}, seen={None: NOT_THERE_YET})

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {}, status={"blangko_left": 400}, seen={None: NOT_THERE_YET})

    assert [(clash.field, clash.theirs) for clash in refusal.value.clashes] == [
        ("blangko_left", 500)
    ]


def test_outreach_and_office_of_one_place_never_clash():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    seen = {jambi.limun: NOT_THERE_YET}
    save_day(rini, {jambi.limun: 200}, seen=seen, channel="jemput_bola")

    save_day(siti, {jambi.limun: 15}, seen=seen)

    found = DailyCount.objects.filter(region=jambi.limun).values_list("channel", "recorded")
    assert dict(found) == {"jemput_bola": 200, "loket": 15}


def test_a_clash_is_known_by_its_numbers_of_values():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    seen = {jambi.limun: NOT_THERE_YET, jambi.pauh: NOT_THERE_YET}
    save_day(rini, {jambi.limun: 1, jambi.pauh: 2}, seen=seen)

    with pytest.raises(DayChangedMeanwhile, match="2 values changed meanwhile"):
        record_day(
            kabkota=jambi.sarolangun,
            day=DAY,
            by=siti,
            at=at(),
            counts={jambi.limun: {"recorded": 3}, jambi.pauh: {"recorded": 4}},
            seen=seen,
        )


def test_two_people_who_write_a_remark_clash_and_one_who_left_it_keeps_the_newer():
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10}, status={"remark": "alat rusak"})
    seen = seen_now(jambi.limun)
    save_day(rini, {}, status={"remark": "alat Pauh rusak", "is_complete": True}, at=at(9))

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(siti, {jambi.limun: 11}, status={"remark": "listrik padam"}, seen=seen)
    left = {"remark": "alat rusak", "is_complete": False}
    save_day(siti, {jambi.limun: 11}, status=left, seen=seen, at=at(10))

    (clash,) = refusal.value.clashes
    assert (clash.field, clash.yours, clash.theirs) == (
        "remark",
        "listrik padam",
        "alat Pauh rusak",
    )
    status = DayStatus.objects.get()
    assert (status.remark, status.is_complete) == ("alat Pauh rusak", True)
    assert recorded(jambi.limun) == 11


@pytest.mark.parametrize("siti_is_first", [True, False])
def test_saying_complete_and_withdrawing_the_numbers_clash(siti_is_first):
    jambi = make_jambi()
    siti, rini = make_siti(jambi), make_rini(jambi)
    save_day(siti, {jambi.limun: 10})
    seen = seen_now(jambi.limun)
    complete = ({jambi.limun: 10}, {"is_complete": True})
    withdrawn = ({jambi.limun: None}, {"is_complete": False})
    first, second = (complete, withdrawn) if siti_is_first else (withdrawn, complete)
    save_day(siti, first[0], status=first[1], seen=seen, at=at(9))

    with pytest.raises(DayChangedMeanwhile) as refusal:
        save_day(rini, second[0], status=second[1], seen=seen, at=at(10))

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.field, clash.by) == (jambi.sarolangun, "is_complete", siti)
    assert (clash.yours, clash.theirs) == (not siti_is_first, siti_is_first)
