"""Pairs of people who save the same plan at once, and forms sent several times at once.

`hammer` needs an empty, migrated database and a clock that stands at the day of the article.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse

from campaigns.events import PlannedStop, plan_event
from campaigns.models import Event, Stop
from regions.models import User
from tests.campaigns.views.plan_pages import as_shown, client_of
from tests.factories import DAY, Jambi, at, make_budi, make_jambi, make_siti

AT_ONCE, RESENT = 4, 5
NEW = "/gisa/baru/?wilayah=15.03"
Typed = dict[str, str]
Answers = list[int]


@dataclass
class Found:
    """What became of all: answers by kind, and what should not have happened, in words."""

    answers: Counter = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def note(self, kind: str, answers: Answers) -> None:
        self.answers[f"{kind}: {' '.join(map(str, sorted(answers)))}"] += 1


def hammer(pairs: int, posts: int, seed: int = 1) -> Found:
    """So many pairs of edits and double posts, some of each kind, several at once."""
    jambi, found = make_jambi(), Found()
    people = make_budi(jambi), make_siti(jambi)
    rng = Random(seed)
    kinds = [apart, same_field, same_value, taken_away, same_stop, same_place]
    days = (DAY + timedelta(days=2 * n) for n in range(pairs + posts))
    for batch in _batches(pairs):
        jobs = [kinds[n % len(kinds)](jambi, people, next(days), rng) for n in batch]
        _run(jobs, found)
    for batch in _batches(posts):
        _run([sent_again(people, next(days), n % 2 == 0) for n in batch], found)
    return found


def _batches(number: int) -> Iterator[range]:
    return (range(n, min(n + AT_ONCE, number)) for n in range(0, number, AT_ONCE))


@dataclass
class Job:
    """Requests to be sent at once, and how to judge their answers."""

    kind: str
    requests: list[Callable[[], HttpResponse]]
    judge: Callable[[Answers, Found], None]


def _run(jobs: list[Job], found: Found) -> None:
    start = threading.Barrier(sum(len(job.requests) for job in jobs))
    answers: list[Answers] = [[0] * len(job.requests) for job in jobs]

    def send(job: int, place: int) -> None:
        start.wait()
        try:
            answers[job][place] = jobs[job].requests[place]().status_code
        finally:
            connection.close()

    threads = [
        threading.Thread(target=send, args=(number, place), daemon=True)
        for number, job in enumerate(jobs)
        for place in range(len(job.requests))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    for job, codes in zip(jobs, answers, strict=True):
        found.note(job.kind, codes)
        if not set(codes) <= {302, 409, 422}:
            found.lost.append(f"{job.kind}: {codes}")
        job.judge(codes, found)


def _event(jambi: Jambi, by: User, day: date) -> Event:
    stop = PlannedStop(jambi.limun, "balai", day, day)
    fields = {"name": f"GISA {day}", "first_day": day, "last_day": day}
    words = {"stops": [stop], "teams": {jambi.sarolangun: (5, 2)}, "by": by, "at": at()}
    return plan_event(region=jambi.sarolangun, fields=fields, **words)


def _edits(
    kind: str, people: tuple[User, User], event: Event, typed: tuple[Typed, Typed], judge
) -> Job:
    """Both open the form; then both save it at once."""
    address = f"/gisa/{event.pk}/ubah/"
    clients = [client_of(person) for person in people]
    forms = [as_shown(client.get(address)) for client in clients]
    requests = [
        partial(client.post, address, {**form, **one})
        for client, form, one in zip(clients, forms, typed, strict=True)
    ]
    return Job(kind, requests, judge)


def apart(jambi: Jambi, people: tuple[User, User], day: date, rng: Random) -> Job:
    """One adds a stop, a team and people, the other changes the name: all of it is there."""
    event, helpers = _event(jambi, people[0], day), str(rng.randrange(1, 99))
    stop = {"stop-1-kecamatan": "15.03.03", "stop-1-place": "pasar"}

    def judge(answers: Answers, found: Found) -> None:
        event.refresh_from_db()
        kept = event.name == "Baru" and event.expected_people == 777
        kept &= event.stops.count() == 2
        kept &= event.teams.filter(office__code="15.04", people=int(helpers)).exists()
        if answers != [302, 302] or not kept:
            found.lost.append(f"apart, event {event.pk}: {answers}")

    typed = ({**stop, "15.04-people": helpers, "expected_people": "777"}, {"name": "Baru"})
    return _edits("apart", people, event, typed, judge)


def same_field(jambi: Jambi, people: tuple[User, User], day: date, rng: Random) -> Job:
    """Both change the name: one is stored, the other comes back."""
    event, names = _event(jambi, people[0], day), ("dari provinsi", "dari kantor")

    def judge(answers: Answers, found: Found) -> None:
        event.refresh_from_db()
        stored = [name for name, code in zip(names, answers, strict=True) if code == 302]
        if sorted(answers) != [302, 409] or stored != [event.name]:
            found.lost.append(f"same field, event {event.pk}: {answers}")

    return _edits("same field", people, event, ({"name": names[0]}, {"name": names[1]}), judge)


def same_value(jambi: Jambi, people: tuple[User, User], day: date, rng: Random) -> Job:
    """Both change the name to the same: no conflict, and it is in the history once."""
    event, typed = _event(jambi, people[0], day), {"name": "sama"}

    def judge(answers: Answers, found: Found) -> None:
        logged = event.changes.filter(field="name").count()
        if answers != [302, 302] or logged != 1:
            found.doubled.append(f"same value, event {event.pk}: {answers}, {logged}")

    return _edits("same value", people, event, (typed, typed), judge)


def taken_away(jambi: Jambi, people: tuple[User, User], day: date, rng: Random) -> Job:
    """One takes a stop away into which the other types: one of both comes back."""
    event = _event(jambi, people[0], day)

    def judge(answers: Answers, found: Found) -> None:
        places = list(event.stops.values_list("place", flat=True))
        if (answers, places) not in (([302, 409], []), ([409, 302], ["pasar"])):
            found.lost.append(f"taken away, event {event.pk}: {answers}, {places}")

    typed = ({"stop-0-kecamatan": ""}, {"stop-0-place": "pasar"})
    return _edits("taken away", people, event, typed, judge)


def same_stop(jambi: Jambi, people: tuple[User, User], day: date, rng: Random) -> Job:
    """Both add the same stop (one form, sent twice): it is there once."""
    event = _event(jambi, people[0], day)
    stop = {"stop-1-kecamatan": "15.03.03", "stop-1-place": "pasar"}

    def judge(answers: Answers, found: Found) -> None:
        stops = event.stops.count()
        if answers != [302, 302] or stops != 2:
            found.doubled.append(f"same stop, event {event.pk}: {answers}, {stops}")

    return _edits("same stop", people, event, (stop, stop), judge)


def same_place(jambi: Jambi, people: tuple[User, User], day: date, rng: Random) -> Job:
    """Two new events for one kecamatan and day: one is planned, the other is refused."""

    def judge(answers: Answers, found: Found) -> None:
        stops = Stop.objects.filter(kecamatan__code="15.03.02", first_day=day).count()
        if sorted(answers) != [302, 422] or stops != 1:
            found.doubled.append(f"same place, {day}: {answers}, {stops}")

    forms = [(client_of(person), _new(day, "15.03.02")) for person in people]
    return Job("same place", [partial(c.post, NEW, typed) for c, typed in forms], judge)


def sent_again(people: tuple[User, User], day: date, has_stop: bool) -> Job:
    """One form of a new event, sent several times at once: one event."""
    typed = _new(day, "15.03.01" if has_stop else "")

    def judge(answers: Answers, found: Found) -> None:
        events = Event.objects.filter(form_key=typed["kunci"]).count()
        named = Event.objects.filter(name=typed["name"]).count()
        if set(answers) != {302} or (events, named) != (1, 1):
            found.doubled.append(f"sent again, {day}: {answers}, {named}")

    clients = [client_of(people[1]) for _ in range(RESENT)]
    requests = [partial(client.post, NEW, typed) for client in clients]
    return Job(f"sent {RESENT} times", requests, judge)


def _new(day: date, kecamatan: str) -> Typed:
    return {
        "kunci": str(uuid4()),
        "name": f"Jemput bola {uuid4()}",
        "first_day": str(day),
        "last_day": str(day),
        "opens_at": "08:00",
        "closes_at": "16:00",
        "stop-TOTAL_FORMS": "1",
        "stop-INITIAL_FORMS": "0",
        "stop-0-kecamatan": kecamatan,
    }
