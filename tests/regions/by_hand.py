"""Standings the slow and obvious way, and the worlds that properties compare them in.

Written from the rules alone, without standings, totals, querysets or coverage: fractions,
loops, one place at a time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import strategies as st

from regions.models import (
    Basis,
    Channel,
    DailyCount,
    DayStatus,
    FigurePin,
    PopulationFigure,
    Region,
    RegionChange,
    Role,
    Target,
)
from tests.factories import make_jambi, make_person, make_region, renumber, save_day


@dataclass
class Rows:
    """Everything stored, read once."""

    regions: list[Region]
    figures: list[PopulationFigure]
    counts: list[DailyCount]
    statuses: list[DayStatus]
    targets: list[Target]
    changes: list[RegionChange]
    pins: list[FigurePin]

    @classmethod
    def stored(cls) -> "Rows":
        tables = (
            *(Region, PopulationFigure, DailyCount, DayStatus, Target),
            *(RegionChange, FigurePin),
        )
        return cls(*(list(table.objects.order_by("pk")) for table in tables))


@dataclass
class Stand:
    recorded: int | None
    wajib_ktp: int | None
    parts: tuple[int, int] = (1, 1)

    @property
    def known(self) -> bool:
        return self.recorded is not None and self.wajib_ktp is not None

    @property
    def ratio(self) -> Fraction | None:
        return Fraction(self.recorded, self.wajib_ktp) if self.known else None

    @property
    def shown(self) -> int | None:
        return floor(self.ratio * 10_000) if self.known else None

    def order(self, code: str) -> tuple:
        if not self.known:
            return (1, 0, 0, code)
        return (0, self.ratio, self.wajib_ktp - self.recorded, code)


def exists(region: Region, day: date) -> bool:
    return (region.valid_from or date.min) <= day <= (region.valid_to or date.max)


def former(region: Region, rows: Rows) -> list[Region]:
    """The place under every code it has or had; in this world a change is a renumbering."""
    codes = {region.pk}
    for change in rows.changes:
        codes |= {change.old_id, change.new_id} if codes & {change.old_id, change.new_id} else set()
    return [place for place in rows.regions if place.pk in codes]


def parts_on(region: Region, day: date, rows: Rows) -> list[list[Region]]:
    """What a place is made of on a day: the kabupaten/kota there are, or itself if it exists."""
    if region.code.count(".") == 2:
        codes = former(region, rows)
        return [codes] if any(exists(place, day) for place in codes) else []
    units = [unit for unit in rows.regions if unit.code.count(".") == 1 and exists(unit, day)]
    if region.code == "ID":
        return [[unit] for unit in units]
    return [[unit] for unit in units if region.pk in (unit.pk, unit.province_id)]


def figure_of(places: list[Region], day: date, rows: Rows) -> PopulationFigure | None:
    ids = {place.pk for place in places}
    known = [
        figure
        for figure in rows.figures
        if figure.region_id in ids and figure.as_of <= day and figure.published_on <= day
    ]
    known = [f for f in known if f.recorded is not None and f.wajib_ktp is not None] or known
    newest = max((figure.as_of for figure in known), default=None)
    claims = {figure.pk: figure for figure in known if figure.as_of == newest}
    for pin in reversed(rows.pins):
        has_ended = pin.ended_on is not None and pin.ended_on <= day
        if pin.day <= day and not has_ended and pin.figure_id in claims:
            return claims[pin.figure_id]
    for basis in ("dkb", "dp4", "dpt", "estimate", "other"):
        of_basis = [figure for figure in claims.values() if figure.basis == basis]
        if of_basis:
            return max(of_basis, key=lambda figure: figure.published_on)
    return None


def counts_of(places: list[Region], rows: Rows) -> list[DailyCount]:
    """A kabupaten/kota counts what its kecamatan do and what it does not break down."""
    ids = {place.pk for place in places}
    return [count for count in rows.counts if count.region_id in ids or count.kabkota_id in ids]


def people(places: list[Region], after: date | None, until: date, rows: Rows) -> int:
    return sum(
        count.recorded or 0
        for count in counts_of(places, rows)
        if (after is None or count.day > after) and count.day <= until
    )


def stand_of(places: list[Region], day: date, rows: Rows) -> Stand:
    figure = figure_of(places, day, rows)
    if figure is None:
        return Stand(None, None, (0, 1))
    if figure.recorded is None or figure.wajib_ktp is None:
        recorded = None
        if figure.recorded is not None:
            recorded = figure.recorded + people(places, figure.as_of, day, rows)
        return Stand(recorded, figure.wajib_ktp, (0, 1))
    recorded = figure.recorded + people(places, figure.as_of, day, rows)
    return Stand(recorded, figure.wajib_ktp)


def whole(stands: list[Stand]) -> Stand:
    recorded = [stand.recorded for stand in stands]
    wajib_ktp = [stand.wajib_ktp for stand in stands]
    return Stand(
        sum(recorded) if stands and None not in recorded else None,
        sum(wajib_ktp) if stands and None not in wajib_ktp else None,
        (sum(stand.known for stand in stands), len(stands)),
    )


def target_of(region: Region, day: date, rows: Rows) -> int:
    nation = next(r for r in rows.regions if r.code == "ID")
    own_to_wide = [region.pk, region.kabkota_id, region.province_id, nation.pk]
    for place in [pk for pk in own_to_wide if pk]:
        # A target for all regions is one of the nation.
        begun = [
            t
            for t in rows.targets
            if (t.region_id or nation.pk) == place and t.from_day <= day <= (t.last_day or date.max)
        ]
        if begun:
            last = max(begun, key=lambda target: (target.from_day, target.region_id is not None))
            return int(last.percent * 100)
    return int(Decimal(98) * 100)


# Day 0; everything happens in the 60 days after it.
START = date(2025, 3, 1)
RENUMBERED_ON = START + timedelta(days=30)
SPLIT_ON = START + timedelta(days=20)

KABKOTA = ("15.03", "15.04", "15.05", "91.01")
KECAMATAN = ("15.03.01", "15.03.02", "15.03.03", "15.03.13", "15.03.21", "15.04.01")
OFFICES = {code: code[:5] for code in (*KABKOTA, *KECAMATAN)}

days = st.integers(0, 59)
numbers = st.integers(0, 60)
figures = st.lists(
    st.tuples(
        st.sampled_from((*KABKOTA, *KABKOTA, *KECAMATAN)),
        st.integers(1, 59),
        st.sampled_from((0, 0, 5, 12, 40)),
        st.none() | st.integers(1, 60),
        st.none() | numbers | numbers,
        st.sampled_from(Basis.values),
    ),
    max_size=14,
    # One publication a place, day and basis, also where the place has changed its code.
    unique_by=lambda figure: (figure[0].replace("15.03.03", "15.03.13"), *figure[1:3], figure[5]),
)
# Several of one place and as-of day, nearly all complete.
claims = st.lists(
    st.tuples(
        st.sampled_from(("15.03", "15.03.03", "15.03.13")),
        st.sampled_from((20, 20, 20, 26)),
        st.sampled_from((0, 5, 12)),
        st.sampled_from((None, 50, 51, 52, 53, 54, 55, 56, 57)),
        st.integers(0, 50),
        st.sampled_from(Basis.values),
    ),
    min_size=4,
    max_size=12,
    unique_by=lambda figure: (figure[0].replace("15.03.03", "15.03.13"), *figure[1:3], figure[5]),
)
# Which of the figures, on which day, and after how many it was taken back; the last counts.
pins = st.lists(
    st.tuples(st.integers(0, 30), st.integers(18, 50), st.none() | st.integers(0, 12)), max_size=6
)
saves = st.lists(
    st.tuples(
        st.sampled_from((*KABKOTA, *KECAMATAN)),
        days,
        st.none() | st.integers(0, 9),
        st.sampled_from((Channel.LOKET, Channel.LOKET, Channel.JEMPUT_BOLA)),
    ),
    max_size=14,
)
targets = st.lists(
    st.tuples(
        st.sampled_from((None, "ID", "15", "15.03", "15.03.01", "91.01")),
        days,
        st.integers(1, 12_000),
        st.none() | st.integers(0, 20),
    ),
    max_size=5,
    unique_by=lambda target: target[:2],
)


def make_places() -> dict[str, Region]:
    """Two provinces; a kecamatan renumbered, one ended, a kabupaten that begins half-way."""
    make_jambi()
    make_region("15.05", valid_from=SPLIT_ON)
    make_region("91.01")
    make_region("92")
    pauh = make_region("15.03.13", "Pauh", valid_from=RENUMBERED_ON)
    renumber(Region.objects.get(code="15.03.03"), pauh)
    make_region("15.03.21", "Kecamatan yang bubar", valid_to=SPLIT_ON)
    places = Region.objects.select_related("province", "kabkota__province")
    return {place.code: place for place in places}


def make_world(places, everywhere, figures, saves, targets, pins=()) -> None:
    first = [
        (code, 0, 0, 40 + n, 30 + n, Basis.DKB)
        for n, code in enumerate((*KABKOTA, *KECAMATAN))
        if everywhere and code != "15.03.13"
    ]
    made = PopulationFigure.objects.bulk_create(
        PopulationFigure(
            region=places[code],
            as_of=START + timedelta(days=as_of),
            published_on=START + timedelta(days=as_of + lag),
            wajib_ktp=wajib_ktp,
            recorded=recorded,
            wajib_ktp_on_deadline=None if as_of % 4 == 3 else as_of + 30,
            basis=basis,
            source="DKB",
        )
        for code, as_of, lag, wajib_ktp, recorded, basis in [*first, *figures]
    )
    dewi = make_person("dewi-of-the-pins", Role.NATIONAL, places["ID"])
    FigurePin.objects.bulk_create(
        FigurePin(
            figure=made[at % len(made)],
            day=START + timedelta(days=day),
            ended_on=None if lasted is None else START + timedelta(days=day + lasted),
            reason="Surat",
            by=dewi,
            at=datetime(2025, 3, 1, tzinfo=UTC),
        )
        for at, day, lasted in pins
        if made
    )
    Target.objects.bulk_create(
        Target(
            region=places[code] if code else None,
            from_day=START + timedelta(days=day),
            percent=Decimal(hundredths) / 100,
            last_day=None if lasts is None else START + timedelta(days=day + lasts),
        )
        for code, day, hundredths, lasts in targets
    )
    clerks = {code: make_person(code, Role.OPERATOR, places[code]) for code in KABKOTA}
    for code, day, recorded, channel in saves:
        clerk = clerks[OFFICES[code]]
        day = START + timedelta(days=day)
        save_day(clerk, {places[code]: recorded}, day=day, channel=channel)
