"""The reasons and the plan in words; translated ones change, so they are compared, not quoted."""

from fractions import Fraction

from campaigns.proposal.order import Reason, Why
from campaigns.proposal.reach import USUAL_SHARE, Reach
from campaigns.proposal.wording import reason_text, yield_text


def untold(days: int, open_days: int) -> str:
    return reason_text(Reason(Why.UNTOLD, -40, days=days, open_days=open_days))


def test_days_that_are_not_reported_and_those_still_awaited_are_told_apart():
    texts = {untold(2, 0), untold(2, 1), untold(2, 2)}

    assert len(texts) == 3
    assert all("2" in text and "−40" in text for text in texts)
    assert "1" in untold(2, 1)


def test_without_a_day_left_the_pace_is_said_all_the_same():
    text = reason_text(Reason(Why.OWN_PACE, days=0, a_day=Fraction(35)))

    assert "35" in text
    assert "0" not in text


def test_the_share_is_said_with_its_source():
    learned, usual = yield_text(Reach(Fraction(113, 10_000), 3)), yield_text(Reach(USUAL_SHARE, 0))

    assert "1,13 %" in learned
    assert "3" in learned.partition("%")[2]
    assert "4 %" in usual
    assert "2018" in usual
