"""Decrees that change the small Jambi, known on the day of the tests, three days late."""

from datetime import timedelta

from campaigns.cards import holdings
from regions.decrees import apply_decree, read_decree
from regions.models import Region, User
from regions.recording import Signature
from tests.factories import DAY, at, make_region

SINCE = DAY - timedelta(days=3)
# Days of an event that was running on the day of the decree.
RUNNING = {"first_day": SINCE - timedelta(days=1), "last_day": DAY}


def apply(siti: User, *lines: str) -> None:
    text = "".join(f"{SINCE},{line},,UU 1\n" for line in lines)
    content = f"day,kind,old,new,name,decree\n{text}".encode()
    apply_decree(read_decree(content), DAY, Signature(siti, at()))


def renumber_sarolangun(siti: User) -> Region:
    """Into another province."""
    make_region("97")
    apply(siti, "renumbered,15.03,97.01")
    return Region.objects.get(code="97.01")


def merge_sarolangun_into_batanghari(siti: User) -> Region:
    inside = (f"renumbered,15.03.0{n},15.04.1{n}" for n in (1, 2, 3))
    apply(siti, "merged,15.03,15.04", *inside)
    return Region.objects.get(code="15.04")


def merge_batanghari_into_sarolangun(siti: User) -> None:
    inside = (f"renumbered,15.04.0{n},15.03.8{n}" for n in (1, 2))
    apply(siti, "merged,15.04,15.03", *inside)


def cards_of(office: Region) -> int | None:
    (holding,) = holdings([office], DAY)
    return holding.at_hand
