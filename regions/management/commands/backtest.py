import json
from typing import Any

import pandas as pd
from django.core.management.base import BaseCommand

from regions.management.asked import asked_region_and_day
from regions.measuring import backtest


class Command(BaseCommand):
    help = "Try the projections on made-up places, and on the history of a region."

    # Of each family; a few hundred tell apart what matters.
    cases = 400

    def add_arguments(self, parser):
        parser.add_argument("--region", metavar="CODE", help="ID, 15, 15.03 …: also its history")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, region: str | None, format: str, seed: int, **options):
        asked = asked_region_and_day(region, None) if region else None
        families = backtest.backtest_of_families(seed, self.cases)
        never = backtest.never_reached(seed, self.cases)
        history = {asked[0].code: backtest.backtest_of_region(*asked)} if asked else {}
        if format == "json":
            self.stdout.write(json.dumps(_values(families, never, history), indent=1))
            return
        for heading, results in (("made-up places", families), ("history of", history)):
            if results:
                self.stdout.write(f"{_table(results, heading)}\n")
        self.stdout.write(
            f"Of {never.n} places that are not there in two years, {never.range} are shown a whole "
            f"range, {never.day} a likely day and an earliest, {never.earliest_only} only an "
            f"earliest, {never.none} no date."
        )


def _values(
    families: dict[str, backtest.BacktestResult],
    never: backtest.NeverReached,
    history: dict[str, backtest.BacktestResult],
) -> dict[str, Any]:
    """As JSON has it: medians that are infinite are null, like those of no cases."""
    found: dict[str, Any] = {
        "families": [{"family": name, **_finite(one)} for name, one in families.items()],
        "never_reached": never._asdict(),
    }
    for code, one in history.items():
        found["region"] = {"code": code, **_finite(one)}
    return found


def _finite(result: backtest.BacktestResult) -> dict[str, float | None]:
    values = result._asdict()
    del values["error_straight"]
    return {
        name: None if value is None or value == float("inf") else round(value, 3)
        for name, value in values.items()
    }


def _table(results: dict[str, backtest.BacktestResult], heading: str) -> str:
    table = pd.DataFrame(results.values(), index=pd.Index(results, name=heading))
    names = {
        "held": "range holds",
        "shown_true": "shown/true",
        "error_7": "7 d",
        "error_28": "28 d",
        "error_straight": "straight",
    }
    return table.rename(columns=names).to_string(float_format="{:.2f}".format)
