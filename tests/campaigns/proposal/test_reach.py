"""What a team-day reaches: of the region's own events, and of many before there are any."""

from fractions import Fraction

from campaigns.proposal.reach import USUAL_SHARE, PastEvent, Reach, reach


def test_the_share_is_that_of_the_events_together():
    """600 of 20 team-days at 1.000 missing in a kecamatan; 100 of 10 at 500: 700 of 25.000."""
    events = [PastEvent(600, Fraction(20), 8_000, 8), PastEvent(100, Fraction(10), 5_000, 10)]

    assert reach(events) == Reach(Fraction(700, 25_000), 2)


def test_before_there_are_events_it_is_a_usual_one():
    assert reach([]) == Reach(USUAL_SHARE, 0)


def test_a_few_team_days_teach_nothing_yet():
    assert reach([PastEvent(300, Fraction(9), 8_000, 8)]).events == 0
    assert reach([PastEvent(300, Fraction(10), 8_000, 8)]).events == 1


def test_events_without_sets_or_without_anyone_missing_say_nothing():
    told = PastEvent(600, Fraction(20), 8_000, 8)

    assert reach([told, PastEvent(90, Fraction(0), 8_000, 8), PastEvent(9, Fraction(9), 0, 8)]) == (
        reach([told])
    )


def test_where_no_event_recorded_anyone_the_usual_share_is_taken():
    assert reach([PastEvent(0, Fraction(20), 8_000, 8)]) == Reach(USUAL_SHARE, 0)


def test_no_more_than_all_are_reached():
    assert reach([PastEvent(600, Fraction(20), 10, 8)]).share == 1
