import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coverage_tracker import clock

JAKARTA = ZoneInfo("Asia/Jakarta")
JAYAPURA = ZoneInfo("Asia/Jayapura")


@pytest.fixture
def at_moment(monkeypatch, settings):
    """Hold the clock of the machine still at a moment, with TODAY not set."""

    def hold(moment: datetime) -> None:
        class Held(datetime):
            @classmethod
            def now(cls, tz=None):
                return moment.astimezone(tz)

        settings.TODAY = None
        monkeypatch.setattr(clock, "datetime", Held)

    return hold


def test_today_is_the_date_on_the_wall_of_each_zone(at_moment):
    at_moment(datetime(2019, 4, 4, 15, 30, tzinfo=UTC))

    assert clock.today(JAKARTA) == date(2019, 4, 4)
    assert clock.today(JAYAPURA) == date(2019, 4, 5)


def test_the_morning_in_jambi_is_not_the_utc_date_of_yesterday(at_moment):
    at_moment(datetime(2019, 4, 3, 23, 30, tzinfo=UTC))

    assert clock.today(JAKARTA) == date(2019, 4, 4)


def test_now_is_this_moment_and_aware(settings):
    settings.TODAY = None

    before, now, after = datetime.now(UTC), clock.now(), datetime.now(UTC)

    assert before <= now <= after
    assert now.utcoffset() == timedelta(0)


def test_with_today_fixed_it_is_that_day_in_every_zone(settings):
    settings.TODAY = date(2019, 4, 4)

    assert clock.today(JAKARTA) == clock.today(JAYAPURA) == date(2019, 4, 4)


def test_with_today_fixed_now_is_that_day_at_the_present_time_in_jakarta(at_moment, settings):
    at_moment(datetime(2026, 7, 1, 3, 5, 7, tzinfo=UTC))
    settings.TODAY = date(2019, 4, 4)

    assert clock.now() == datetime(2019, 4, 4, 10, 5, 7, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("environment", "refused"),
    [({}, True), ({"DEBUG": "1"}, False), ({"DEMO": "1"}, False)],
)
def test_the_clock_is_held_still_only_in_development_and_demo(environment, refused):
    outcome = settings_started_with({"TODAY": "2019-04-04", **environment})

    assert ("TODAY stops the clock" in outcome.stderr) is refused
    assert (outcome.returncode != 0) is refused


def settings_started_with(environment: dict[str, str]):
    return subprocess.run(
        [sys.executable, "-c", "import coverage_tracker.settings"],
        env={"SECRET_KEY": "only-for-this-test", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
