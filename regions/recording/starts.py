"""From which day on an office owes reports; the history of the region on the admin site tells who
set it and when."""

from datetime import date

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from ..models import TOLD, DayStatus, Region
from .signature import Signature


@transaction.atomic
def start_reports(office: Region, day: date, signed: Signature) -> bool:
    """The office of a kabupaten/kota owes reports from `day` on; whether that is new.

    Whether `signed.by` may say so is decided before, in regions.access.
    """
    before = office.reports_from
    if before == day:
        return False
    office.reports_from = day
    office.save(update_fields=["reports_from"])
    LogEntry.objects.log_actions(
        user_id=signed.by.pk,
        queryset=[office],
        action_flag=CHANGE,
        change_message=f"reports_from: {before or '-'} -> {day}",
        single_object=True,
    )
    return True


def start_with_its_operator(office: Region, day: date, signed: Signature) -> bool:
    """The first operator of an office that never told anything begins its duty."""
    told = DayStatus.objects.filter(kabkota=office, state__in=TOLD)
    if office.reports_from is not None or told.exists():
        return False
    return start_reports(office, day, signed)
