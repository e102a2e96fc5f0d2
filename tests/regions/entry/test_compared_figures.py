"""What a new figure is compared with."""

from datetime import timedelta

import pytest

from regions.decrees import apply_decree, read_decree
from regions.entry import of_the_same_ground
from regions.models import PopulationFigure
from tests.factories import DAY, make_figure

pytestmark = pytest.mark.django_db
DECREE = (
    "day,kind,old,new,name,decree\n"
    f"{DAY},merged,15.04,15.03,,UU 1\n"
    f"{DAY},renumbered,15.04.01,15.03.11,,UU 1\n"
    f"{DAY},renumbered,15.04.02,15.03.12,,UU 1\n"
)


def test_a_merged_place_is_compared_with_no_figure_of_what_it_was(jambi):
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.limun, 100, 80)
    apply_decree(read_decree(DECREE.encode()), DAY)
    make_figure(jambi.sarolangun, 3000, 2500, as_of=DAY + timedelta(days=9))
    figures = list(PopulationFigure.objects.order_by("as_of", "region__code"))
    before, inside, since = figures

    assert of_the_same_ground(figures, DAY - timedelta(days=1)) == figures
    assert of_the_same_ground(figures, DAY + timedelta(days=9)) == [inside, since]
    assert before.region == jambi.sarolangun
