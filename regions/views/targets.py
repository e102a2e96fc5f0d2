"""The targets of a region: listed, set, corrected, withdrawn; what they do is shown before they are
stored."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from django.contrib import messages
from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, wording
from ..days import ONE_DAY, days_from
from ..entry import TargetForm, WithdrawalForm
from ..levels import NATION_CODE
from ..models import Region, Target, TargetChange
from ..ranking import goal_of, targets_of
from ..recording import Signature, TargetIsThere, record_target, withdraw_target
from .addresses import get_region, says_what_is_bad
from .kept_places import asked_region, check_keeps, page_of, with_targets
from .trials import Act, Made, Trial, refusal, try_or_store


@require_http_methods(["GET", "POST"])
@says_what_is_bad
def targets(request: OfficeRequest) -> HttpResponse:
    """Those of `wilayah` (default: one's own region), of the places in it and above; a new one."""
    region = asked_region(request)
    today = clock.today(region.zone)
    typed = request.POST if request.method == "POST" else None
    form = TargetForm(typed, region=region, places=with_targets(region), today=today)
    if typed is None or not form.is_valid():
        return show(request, region, form, status=200 if typed is None else 422)
    return answer(request, region, form, form.cleaned_data["region"])


@require_http_methods(["GET", "POST"])
def target(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct one target, or withdraw it (`act=withdraw`)."""
    found = Target.objects.not_withdrawn().select_related("region").filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such target."))
    region = get_region(found.region.code if found.region else NATION_CODE)
    check_keeps(request, region)
    today = clock.today(region.zone)
    typed = request.POST if request.method == "POST" else None
    form: TargetForm | WithdrawalForm
    if request.POST.get("act") == "withdraw":
        form = WithdrawalForm(typed, target=found, today=today)
    else:
        form = TargetForm(typed, region=region, places={}, today=today, target=found)
    if typed is None or not form.is_valid():
        return show(request, region, form, status=200 if typed is None else 422)
    return answer(request, region, form, region)


def answer(
    request: OfficeRequest, region: Region, form: TargetForm | WithdrawalForm, place: Region
) -> HttpResponse:
    """Show what a valid form would do to `place`, or store it where that was seen."""
    try:
        trial = try_or_store(form, act_of(form, place, Signature(request.user, clock.now())))
    except TargetIsThere:
        assert isinstance(form, TargetForm)  # what is withdrawn stands in nobody's way
        form.refuse_second()
        return show(request, region, form, status=422)
    except Target.DoesNotExist:
        raise Http404(_("There is no such target.")) from None
    if trial.stored:
        text = _("Stored: the target of %(place)s.")
        if isinstance(form, WithdrawalForm):
            text = _("Withdrawn: the target of %(place)s.")
        messages.success(request, text % {"place": place.name})
    elif not trial.made.changes:
        messages.info(request, _("Nothing changed; everything was saved already."))
    else:
        said = refusal(form, trial)
        return show(request, region, form, trial, status=422 if said else 200)
    return redirect(f"{reverse('targets')}?wilayah={region.code}")


def act_of(form: TargetForm | WithdrawalForm, place: Region, signed: Signature) -> Act:
    """What the form asks for, shown on the first day that it changes; 1 query."""
    values = dict(form.cleaned_data)
    values.pop("region", None)
    signed = signed._replace(why=values.pop("why"))
    before = targets_of(place)
    after = [target for target in before if target != form.target]
    if isinstance(form, WithdrawalForm):
        record = partial(withdraw_target, form.target, signed)
    else:
        after = sorted([*after, Target(region=place, **values)], key=lambda t: t.from_day)
        record = partial(record_typed, form, place, values, signed)
    day = day_of_effect(place, before, after, form.today)
    return Act(place, day, partial(write, place, form.today, record))


def day_of_effect(place: Region, before: list[Target], after: list[Target], today: date) -> date:
    """The first day from today on that gets another target, else the last one before.

    Today where none does.
    """
    begins = {target.from_day for target in (*before, *after)}
    ends = {t.last_day + ONE_DAY for t in (*before, *after) if t.last_day}
    days = sorted({today, *begins, *ends}, key=lambda d: (d < today, abs(d - today)))
    changed = (d for d in days if place.is_valid_on(d) and goal_of(before, d) != goal_of(after, d))
    return next(changed, today)


def record_typed(
    form: TargetForm, place: Region, values: Mapping, signed: Signature
) -> list[TargetChange]:
    key = form.target.pk if form.target else None
    # A fresh one each time: what was tried out has a key that is no more.
    to_write = Target.objects.get(pk=key) if key else Target(region=place)
    return record_target(to_write, values, signed)


def write(place: Region, today: date, record: Callable[[], list[TargetChange]]) -> Made:
    before = targets_of(place)
    log = record()
    after = targets_of(place)
    return Made(
        [(place.code, change.field, change.old, change.new) for change in log],
        days_gone_by(before, after, today),
    )


def days_gone_by(before: list[Target], after: list[Target], today: date) -> list[date]:
    """The days before today on which the targets of a place set another goal than before."""
    first = min((target.from_day for target in (*before, *after)), default=today)
    return [day for day in days_from(first, today) if goal_of(before, day) != goal_of(after, day)]


def show(
    request: OfficeRequest,
    region: Region,
    form: TargetForm | WithdrawalForm,
    trial: Trial | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form as it was typed, what it would do, and the targets that there are.

    Beside a correction that was not sent yet stands the other form, which withdraws.
    """
    of_form = [form.target] if form.target else []
    withdrawal = None
    if form.target and not form.is_bound:
        withdrawal = WithdrawalForm(None, target=form.target, today=form.today)
    context = {
        **page_of(request, region),
        "form": form,
        "correcting": wording.target_lines(of_form, form.today, lambda target: True),
        "withdraws": isinstance(form, WithdrawalForm),
        "withdrawal": withdrawal,
        "trial": trial,
        "refusal": refusal(form, trial) if trial else "",
        "sentence": wording.goal_sentence(trial.ranking) if trial else "",
        "goals": wording.goal_lines(trial.ranking) if trial else [],
        "lines": [] if form.target else listed(request, region),
    }
    return render(request, "regions/targets.html", context, status=status)


def listed(request: OfficeRequest, region: Region) -> list[wording.TargetLine]:
    """The targets of the region, of the places in it and of those above, the widest first."""
    above = [one.pk for one in wording.crumbs(region)]
    inside = Region.objects.within(region)
    found = Target.objects.not_withdrawn().filter(
        Q(region__isnull=True) | Q(region__in=above) | Q(region__in=inside)
    )
    widest_first = (F(f"region__{name}").asc(nulls_first=True) for name in ("level", "code"))
    found = found.select_related("region").order_by(*widest_first, "-from_day")

    def may_correct(target: Target) -> bool:
        place = target.region or (wording.crumbs(region) or [region])[0]
        return access.may_keep_targets_and_figures(request.user, place)

    return wording.target_lines(found, clock.today(region.zone), may_correct)
