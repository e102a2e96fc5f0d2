"""Cards used and spoiled follow the results by the difference; any sequence of saves adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.cards import account_of
from campaigns.cards.refusals import NotEnoughCards
from campaigns.events.event_cards import cards_of
from campaigns.models import CardMove, MoveKind, StopResult
from campaigns.results import record_results
from campaigns.results.recording import POSTED, TypedResult
from regions.models import Channel, DailyCount
from regions.recording import ledger
from tests.campaigns.factories import NEXT_DAY, make_event, make_stop, save_result, stop_in
from tests.factories import DAY, at, undone
from tests.properties import examples

pytestmark = pytest.mark.django_db

CARDS = 100


@pytest.fixture
def event(jambi, siti):
    return make_event(jambi, siti, places=[jambi.limun, jambi.pauh], cards=CARDS)


def use_of(event) -> tuple[int, int, int]:
    """Cards used, spoiled and left."""
    used, spoiled = (cards_of(event, kind) for kind in (MoveKind.USED, MoveKind.SPOILED))
    return used, spoiled, account_of(event).balance


def test_printed_and_reprinted_cards_are_used_and_spoiled_ones_spoiled(event, limun, siti):
    save_result(limun, siti, printed=30, reprinted=5, spoiled=2)

    assert use_of(event) == (35, 2, 63)


def test_one_card_is_a_card_used_or_spoiled_and_given_back(event, limun, siti):
    save_result(limun, siti, printed=1, spoiled=1)
    assert use_of(event) == (1, 1, CARDS - 2)

    save_result(limun, siti, printed=0, spoiled=0)
    assert use_of(event) == (0, 0, CARDS)


def test_a_correction_moves_the_difference_only(event, limun, siti):
    save_result(limun, siti, printed=30, spoiled=2)
    save_result(limun, siti, printed=20, spoiled=5)

    assert use_of(event) == (20, 5, 75)
    moves = CardMove.objects.filter(kind__in=(MoveKind.USED, MoveKind.SPOILED)).order_by("id")
    assert [(move.kind, move.cards) for move in moves[2:]] == [("used", 10), ("spoiled", 3)]


def test_a_withdrawn_result_gives_its_cards_back(event, limun, siti):
    save_result(limun, siti, printed=30, reprinted=3, spoiled=2)
    save_result(limun, siti, printed=None, reprinted=None, spoiled=None)

    assert use_of(event) == (0, 0, CARDS)


def test_people_and_hand_over_move_no_cards(event, limun, siti):
    save_result(limun, siti, recorded=30, delivered=12, replaced=3)

    assert use_of(event) == (0, 0, CARDS)
    assert not CardMove.objects.filter(kind__in=(MoveKind.USED, MoveKind.SPOILED)).exists()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"printed": 90, "spoiled": 10}, {"printed": 100, "spoiled": 0}),
        ({"printed": 100, "spoiled": 0}, {"printed": 90, "spoiled": 10}),
    ],
)
def test_with_no_card_left_one_may_still_become_used_instead_of_spoiled(
    event, limun, siti, first, then
):
    save_result(limun, siti, **first)

    save_result(limun, siti, **then)

    assert use_of(event) == (then["printed"], then["spoiled"], 0)


def test_with_no_card_left_one_may_move_from_stop_to_stop(event, limun, siti, jambi):
    save_result(limun, siti, printed=CARDS)
    pauh = stop_in(event, jambi.pauh)
    rows = [TypedResult(pauh, {"printed": 40}), TypedResult(limun, {"printed": 60})]

    record_results(event=event, day=DAY, by=siti, at=at(), rows=rows)

    assert use_of(event) == (CARDS, 0, 0)


def test_an_event_without_cards_takes_results_that_use_none(jambi, siti):
    bare = make_event(jambi, siti, places=[jambi.limun], name="GISA tanpa blangko")
    stop = stop_in(bare, jambi.limun)

    save_result(stop, siti, recorded=40)
    with pytest.raises(NotEnoughCards):
        save_result(stop, siti, printed=1)

    assert StopResult.objects.get(stop=stop).printed is None


# One save: which stop, which of its days, what is set.
SAVES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([DAY, NEXT_DAY]),
        st.dictionaries(
            st.sampled_from([*POSTED, "already_recorded"]), st.none() | st.integers(0, 40)
        ),
    ),
    min_size=1,
    max_size=12,
)


@given(saves=SAVES)
@examples(60)
def test_any_sequence_of_saves_leaves_counts_totals_and_cards_adding_up(jambi, siti, saves):
    with undone():
        event = make_event(jambi, siti, places=[jambi.limun, jambi.pauh], cards=CARDS)
        other = make_event(jambi, siti, places=[jambi.limun], cards=CARDS, name="GISA Limun")
        make_stop(event, jambi.limun, "Pasar")
        stops = [*event.stops.order_by("id"), *other.stops.all()]
        model: dict[tuple, dict] = {}

        for number, day, values in saves:
            stop = stops[number]
            kept = model.get((stop, day), {})
            try:
                save_result(stop, siti, day, **values)
            except NotEnoughCards:
                kept_all = {key: row for key, row in model.items() if key != (stop, day)}
                wanted = {**kept_all, (stop, day): {**kept, **values}}
                assert cards_in(wanted, stop.event) > CARDS
            else:
                model[stop, day] = {**kept, **values}

        for place in (jambi.limun, jambi.pauh):
            for day in (DAY, NEXT_DAY):
                rows = [row for (s, d), row in model.items() if (s.kecamatan, d) == (place, day)]
                count = DailyCount.objects.filter(region=place, day=day).first()
                found = {name: getattr(count, name, None) for name in POSTED}
                assert found == {name: sum_of(rows, name) for name in POSTED}
        assert not DailyCount.objects.exclude(channel=Channel.JEMPUT_BOLA).exists()
        assert list(ledger.check()) == []
        for one in (event, other):
            assert account_of(one).balance == CARDS - cards_in(model, one)


def sum_of(rows: list[dict], name: str) -> int | None:
    given = [row[name] for row in rows if row.get(name) is not None]
    return sum(given) if given else None


def cards_in(model: dict[tuple, dict], event) -> int:
    return sum(
        row.get(name) or 0
        for (stop, _day), row in model.items()
        if stop.event == event
        for name in ("printed", "reprinted", "spoiled")
    )
