"""An event that tests of campaigns share: two stops, and a hundred cards."""

import pytest

from campaigns.models import Event, Stop
from regions.models import User
from tests.campaigns.factories import make_event, stop_in
from tests.factories import Jambi


@pytest.fixture
def event(jambi: Jambi, siti: User) -> Event:
    return make_event(jambi, siti, places=[jambi.limun, jambi.pauh], cards=100)


@pytest.fixture
def limun(event: Event, jambi: Jambi) -> Stop:
    return stop_in(event, jambi.limun)


@pytest.fixture
def pauh(event: Event, jambi: Jambi) -> Stop:
    return stop_in(event, jambi.pauh)
