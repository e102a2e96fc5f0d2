"""What an office answered about its files before, so that it is not asked again.

Spellings of places hold for every file of the office; fields and signs of columns for files
with the same headers. Days are never remembered: each file has its own.
"""

from django.db import transaction

from ...models import ColumnMemory, ImportKind, PlaceAlias, Region, User
from ..columns.vocabulary import fields_of
from ..places.spelling import codes_of, key_of
from ..understanding import Understood

LASTING = ("columns", "signs")


def remembered_places(region: Region) -> dict[str, str]:
    """Names as the office writes them, to codes; 1 query."""
    aliases = PlaceAlias.objects.filter(region=region)
    return dict(aliases.values_list("name", "place__code"))


def remembered_columns(region: Region, kind: ImportKind, layout: str) -> dict[str, dict[str, str]]:
    """The `columns` and `signs` that a person confirmed for this layout; 1 query."""
    known = ColumnMemory.objects.filter(region=region, kind=kind, layout=layout).first()
    return {name: dict(known.answers.get(name, {})) if known else {} for name in LASTING}


@transaction.atomic
def remember(found: Understood, answers: dict, by: User) -> None:
    """Keep what was answered about a file that is stored now.

    `answers` as an ImportBatch has them; a later answer replaces an earlier one.
    """
    region, kind = found.options.region, found.options.kind
    # Two people of one office may have answered about the same names: one after the other.
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    _remember_places(region, answers.get("places", {}), by)
    lasting = {
        "columns": {
            header: field
            for header, field in answers.get("columns", {}).items()
            if "day" not in {field, *fields_of(header)}
        },
        "signs": answers.get("signs", {}),
    }
    if any(lasting.values()):
        before = remembered_columns(region, kind, found.layout)
        merged = {name: before[name] | lasting[name] for name in LASTING}
        ColumnMemory.objects.update_or_create(
            region=region, kind=kind, layout=found.layout, defaults={"answers": merged}
        )


def _remember_places(region: Region, places: dict[str, str], by: User) -> None:
    """One spelling is remembered once, however its letters and signs are written."""
    longest = PlaceAlias.LONGEST_NAME
    answered = {name: code for name, code in places.items() if code and len(name) <= longest}
    if not answered:
        return
    codes = {name: next(iter(codes_of(code)), "") for name, code in answered.items()}
    known = {place.code: place for place in Region.objects.filter(code__in=codes.values())}
    before = {key_of(alias.name): alias for alias in PlaceAlias.objects.filter(region=region)}
    for name, code in codes.items():
        alias = before.get(key_of(name)) or PlaceAlias(region=region, name=name)
        alias.place, alias.by = known[code], by
        alias.save()
        before[key_of(name)] = alias
