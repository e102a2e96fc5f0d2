"""The sample: Jambi on the day of the article, 4 April 2019. Only for the demo and tests.

Real: the recorded people of the eleven kabupaten/kota on 31 January 2019, and that on
4 April Jambi stood at 96,54 % and Sarolangun, lowest, at 86 %. Simulated, and labelled so
in every log entry: the daily counts in between and their split over the kecamatan.
Estimated, and labelled so: some denominators (see regions/data/SOURCES.md).
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from ..days import days_from
from ..levels import Level
from ..models import Basis, DailyCount, PopulationFigure, Region, Role, Source, Target, User
from ..recording import record_day
from ..reporting import USUAL
from .places import DATA_DIR, read_csv

AS_OF = date(2019, 1, 31)
FIRST_DAY = date(2019, 2, 1)
LAST_DAY = date(2019, 4, 4)
ELECTION_DAY = date(2019, 4, 17)
# Days on which an office said nothing, and days it reported late.
SILENT = {("15.06", LAST_DAY), ("15.03", date(2019, 4, 1)), ("15.04", date(2019, 3, 15))}
LATE = {("15.03", date(2019, 3, 28)), ("15.09", date(2019, 3, 26))}
PEOPLE = (
    ("operator", Role.OPERATOR, "15.03"),
    ("manajer", Role.MANAGER, "15"),
    ("nasional", Role.NATIONAL, "ID"),
    ("pengamat", Role.VIEWER, "15"),
)


@transaction.atomic
def load_sample(password: str) -> None:
    """Store the sample people, target, figures and counts; later runs only set the password."""
    load_people(password)
    if DailyCount.objects.exists():
        return
    Target.objects.create(
        from_day=date(2019, 1, 1),
        percent=Decimal("98"),
        deadline=ELECTION_DAY,
        label="Pemilu 17 April 2019",
    )
    simulator = User.objects.get(username="simulasi")
    jambi = read_csv(DATA_DIR / "jambi_2019.csv")
    load_estimates(except_province="15")
    for row in jambi:
        kabkota = Region.objects.select_related("province").get(code=row["code"])
        rng = random.Random(row["code"])
        split = load_figures(kabkota, row, rng)
        newly = int(row["recorded_4_april_simulated"]) - int(row["recorded_31_january"])
        simulate_days(kabkota, newly, split, rng, simulator)


def load_people(password: str) -> None:
    """The four log-ins of the demo, and the one that signs what is simulated."""
    for username, role, code in PEOPLE:
        region = Region.objects.get(code=code)
        user, _created = User.objects.update_or_create(
            username=username, defaults={"role": role, "region": region, "is_demo": True}
        )
        user.set_password(password)
        user.save(update_fields=["password"])
    User.objects.get_or_create(
        username="simulasi",
        defaults={"region": Region.objects.get(code="ID"), "is_demo": True, "is_active": False},
    )


def load_estimates(except_province: str) -> None:
    """Denominators of the other provinces: estimates without a recorded figure, so unknown.

    They describe December 2024; here they only show the size of a place before its figures
    arrive, which the source says.
    """
    ids = dict(Region.objects.filter(level=Level.KABKOTA).values_list("code", "pk"))
    PopulationFigure.objects.bulk_create(
        PopulationFigure(
            region_id=ids[row["code"]],
            as_of=AS_OF,
            published_on=AS_OF,
            basis=Basis.ESTIMATE,
            wajib_ktp=int(row["wajib_ktp_estimate"]),
            source="Estimasi contoh dari DKB semester II 2024; bukan angka 2019",
        )
        for row in read_csv(DATA_DIR / "population_estimates.csv")
        if not row["code"].startswith(f"{except_province}.")
    )


def load_figures(kabkota: Region, row: dict, rng: random.Random) -> dict[Region, int]:
    """The figures of one kabupaten/kota and its kecamatan; returns who is missing where."""
    wajib, recorded = int(row["wajib_ktp"]), int(row["recorded_31_january"])
    estimates = {
        estimate["code"]: int(estimate["wajib_ktp_estimate"])
        for estimate in read_csv(DATA_DIR / "kecamatan_estimates.csv")
    }
    inside = list(Region.objects.filter(kabkota=kabkota).valid_on(AS_OF).order_by("code"))
    obliged = apportion(wajib, [estimates[region.code] for region in inside])
    spread = max(0.0, 1 - recorded / wajib) * 0.5
    weights = [people * (1 + rng.uniform(-spread, spread)) for people in obliged]
    done = apportion(recorded, weights)
    figure = {"as_of": AS_OF, "published_on": AS_OF}
    PopulationFigure.objects.create(
        region=kabkota,
        basis=row["basis"],
        wajib_ktp=wajib,
        recorded=recorded,
        source=row["source_of_wajib_ktp"],
        **figure,
    )
    PopulationFigure.objects.bulk_create(
        PopulationFigure(
            region=region,
            basis=Basis.ESTIMATE,
            wajib_ktp=people,
            recorded=already,
            source="Simulasi: pembagian angka kabupaten/kota menurut estimasi 2024",
            **figure,
        )
        for region, people, already in zip(inside, obliged, done, strict=True)
    )
    return {
        region: max(people - already, people // 100)
        for region, people, already in zip(inside, obliged, done, strict=True)
    }


def simulate_days(
    kabkota: Region, newly: int, missing: dict[Region, int], rng: random.Random, by: User
) -> None:
    """Spread `newly` recorded people over the days and the kecamatan, and record them."""
    days = [
        day
        for day in days_from(FIRST_DAY, LAST_DAY + timedelta(days=1))
        if (kabkota.code, day) not in SILENT and (USUAL.is_working(day) or is_rush(day))
    ]
    per_day = apportion(newly, [day_weight(kabkota, day) * rng.uniform(0.7, 1.3) for day in days])
    places = [kabkota, *missing]
    office_share = sum(missing.values()) * 0.12
    blangko = rng.randrange(2500, 6000)
    for day, recorded in zip(days, per_day, strict=True):
        weights = [weight * rng.uniform(0.5, 1.5) for weight in (office_share, *missing.values())]
        counts = {
            place: simulated_values(people, rng)
            for place, people in zip(places, apportion(recorded, weights), strict=True)
        }
        used = sum(values["printed"] + values["reprinted"] for values in counts.values())
        blangko = blangko - used if blangko - used > 600 else blangko - used + 5000
        record_day(
            kabkota=kabkota,
            day=day,
            by=by,
            at=reported_at(kabkota, day, rng),
            counts=counts,
            status={"blangko_left": blangko, "print_ready": rng.randrange(40, 400)},
            source=Source.SAMPLE,
            why="simulasi",
        )


def simulated_values(recorded: int, rng: random.Random) -> dict[str, int]:
    """What else a place did on a day on which it recorded so many."""
    printed = round(recorded * rng.uniform(0.8, 1.0))
    return {
        "recorded": recorded,
        "printed": printed,
        "delivered": round(printed * rng.uniform(0.7, 1.0)),
        "recorded_minors": round(recorded * rng.uniform(0, 0.06)),
        "recorded_outsiders": round(recorded * rng.uniform(0, 0.03)),
        "reprinted": rng.randrange(0, 8),
        "spoiled": rng.randrange(0, 2),
    }


def is_rush(day: date) -> bool:
    """Before the election the offices also worked on Saturdays and holidays."""
    return day >= date(2019, 3, 25) and day.weekday() != 6


def day_weight(kabkota: Region, day: date) -> float:
    event = 2.5 if kabkota.code == "15.03" and day == LAST_DAY else 1.0
    return event * (1.6 if day >= date(2019, 3, 20) else 1.0)


def reported_at(kabkota: Region, day: date, rng: random.Random) -> datetime:
    """The afternoon of the day itself; late ones come two working days after."""
    if (kabkota.code, day) in LATE:
        day = USUAL.next_after(USUAL.next_after(day))
    return datetime.combine(day, time(15, rng.randrange(5, 59)), kabkota.zone)


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to `total` (largest remainder)."""
    whole = sum(weights)
    shares = [total * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder: Iterable[int] = sorted(range(len(parts)), key=lambda i: parts[i] - shares[i])
    for i in list(by_remainder)[: total - sum(parts)]:
        parts[i] += 1
    return parts
