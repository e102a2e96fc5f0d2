"""The event of the article: GISA in Sarolangun, 4 and 5 April 2019. Only for the demo.

Real: five kecamatan, two days, 08.00 to 16.00 and served outside these hours, teams of all
eleven offices, 6.000 cards of the province and 5.000 of the office. Simulated, and labelled
so: which five kecamatan, who sent how many, and what was done on the first day. That day's
people are taken out of what the sample had counted at the counter, so the figures of the
article stand. The stocks of cards begin such that the book agrees with what offices reported.
"""

import random
from datetime import date, datetime, time
from typing import TypedDict

from django.db import transaction

from regions.levels import Level
from regions.models import TAKES_A_CARD, Channel, DailyCount, DayStatus, Region, Source, User
from regions.recording import record_day
from regions.reference.sample import FIRST_DAY, LAST_DAY

from .cards import move_cards, stock_of
from .events import PlannedStop, earmark, plan_event, tick
from .models import Event, MoveKind, Stop, TaskKind
from .results import record_result

SECOND_DAY = date(2019, 4, 5)
CODE = "15.03"
# The five with most people missing in the sample.
KECAMATAN = ("15.03.03", "15.03.05", "15.03.06", "15.03.09", "15.03.04")
OF_PROVINCE, OF_OFFICE = 6000, 5000
STOCK_OF_PROVINCE = 26_000
AT_THE_EVENT = 0.8
NOTE = "simulasi"


class Words(TypedDict):
    """Who did it, and when."""

    by: User
    at: datetime


@transaction.atomic
def load_sample_event() -> None:
    """Store the event, its cards and its first day; does nothing where there is an event."""
    if Event.objects.exists():
        return
    rng = random.Random(CODE)  # noqa: S311 (a sample, not a secret)
    by = User.objects.get(username="simulasi")
    offices = list(
        Region.objects.filter(province__code="15", level=Level.KABKOTA).select_related("province")
    )
    sarolangun = next(office for office in offices if office.code == CODE)
    morning = datetime.combine(LAST_DAY, time(7), sarolangun.zone)
    words: Words = {"by": by, "at": morning}
    receive_stocks(offices, sarolangun, words)
    event = plan_event(
        region=sarolangun,
        fields={
            "name": "GISA Sarolangun: rekam dan cetak KTP-el",
            "first_day": LAST_DAY,
            "last_day": SECOND_DAY,
            "serves_outside_hours": True,
            "expected_people": 5000,
        },
        stops=[
            PlannedStop(place, "kantor kecamatan", LAST_DAY, SECOND_DAY)
            for place in Region.objects.filter(code__in=KECAMATAN)
        ],
        teams={office: (12, 4) if office == sarolangun else (3, 1) for office in offices},
        **words,
    )
    for kind in TaskKind:
        tick(event.tasks.get(kind=kind), done=True, **words)
    assert sarolangun.province is not None  # it is a kabupaten
    earmark(event, sarolangun.province, OF_PROVINCE, day=LAST_DAY, **words)
    earmark(event, sarolangun, OF_OFFICE, day=LAST_DAY, **words)
    evening: Words = {"by": by, "at": datetime.combine(LAST_DAY, time(20), sarolangun.zone)}
    stops = event.stops.select_related("kecamatan__kabkota")
    printed = sum(move_to_the_event(stop, rng, evening) for stop in stops)
    # What was printed at the event did not come out of the office's own stock.
    said = DayStatus.objects.get(kabkota=sarolangun, day=LAST_DAY)
    record_day(
        kabkota=sarolangun,
        day=LAST_DAY,
        counts={},
        status={"blangko_left": said.blangko_left + printed},
        source=Source.SAMPLE,
        why=NOTE,
        **evening,
    )


def receive_stocks(offices: list[Region], sarolangun: Region, words: Words) -> None:
    """What each office must have had on the first day to end where it said it ended."""
    assert sarolangun.province is not None  # it is a kabupaten
    receive(sarolangun.province, STOCK_OF_PROVINCE, words)
    for office in offices:
        said = DayStatus.objects.filter(kabkota=office, day__lte=LAST_DAY)
        left = said.exclude(blangko_left=None).latest("day").blangko_left
        counts = DailyCount.objects.filter(kabkota=office, channel=Channel.LOKET)
        used = sum(sum(filter(None, cards)) for cards in counts.values_list(*TAKES_A_CARD))
        receive(office, left + used, words)
    # What it gives to its event came that day: its reports of the days before know nothing of it.
    receive(sarolangun, OF_OFFICE, words, day=LAST_DAY)


def receive(office: Region, cards: int, words: Words, day: date = FIRST_DAY) -> None:
    target = stock_of(office)
    kind = MoveKind.RECEIVED
    move_cards(kind=kind, source=None, target=target, cards=cards, day=day, note=NOTE, **words)


def move_to_the_event(stop: Stop, rng: random.Random, words: Words) -> int:
    """Most of what the sample counted here on the first day was done at the stop.

    Returns the cards that were printed there for the first time.
    """
    place = stop.kecamatan
    assert place.kabkota is not None  # it is a kecamatan
    counter = DailyCount.objects.get(region=place, day=LAST_DAY, channel=Channel.LOKET)
    recorded, printed, delivered = (
        round(getattr(counter, measure) * AT_THE_EVENT)
        for measure in ("recorded", "printed", "delivered")
    )
    record_day(
        kabkota=place.kabkota,
        day=LAST_DAY,
        counts={
            place: {
                "recorded": counter.recorded - recorded,
                "printed": counter.printed - printed,
                "delivered": counter.delivered - delivered,
            }
        },
        source=Source.SAMPLE,
        why=NOTE,
        **words,
    )
    replaced, changed = rng.randrange(5, 20), rng.randrange(3, 12)
    values = {
        "recorded": recorded,
        "already_recorded": rng.randrange(10, 40),
        "replaced": replaced,
        "data_changed": changed,
        "failed_fingerprint": rng.randrange(0, 6),
        "failed_iris": rng.randrange(0, 3),
        "failed_other": 0,
        "printed": printed,
        "reprinted": replaced + changed,
        "delivered": delivered,
        "spoiled": rng.randrange(0, 4),
    }
    record_result(stop=stop, day=LAST_DAY, values=values, notes=NOTE, **words)
    return printed
