"""The book of blank cards of one office: its moves, and the forms that enter one."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions.levels import Level
from regions.models import Region
from regions.views.addresses import check_valid, get_region, says_what_is_bad
from regions.wording import title

from .. import access
from ..cards import (
    BelowZero,
    CannotBeReversed,
    CountedSince,
    CountForm,
    MoveForm,
    NotEnoughCards,
    ReceiveForm,
    ReversalForm,
    SentBefore,
    TransferForm,
    balance_after,
    count_stock,
    holdings,
    move_wording,
    moves_of,
    readable_moves,
    receive_cards,
    reverse_move,
    transfer_cards,
    why_irreversible,
    wording,
)
from ..models import CardAccount, CardMove
from .cards import OFFICES, check_may_see_cards, crumbs_for, no_office

MOVES_A_PAGE = 50
ACTS = {ReceiveForm: "receive", TransferForm: "transfer", CountForm: "count"}
Write = Callable[..., CardMove]


@require_GET
@says_what_is_bad
def cards_office(request: OfficeRequest, code: str) -> HttpResponse:
    """The book of one office; `ke` and `keping` fill in a transfer that was proposed."""
    office = get_office(request, code)
    if office.replaced_by:
        check_valid(office, clock.today(office.zone))
    return show(request, office)


def get_office(request: OfficeRequest, code: str) -> Region:
    office = get_region(code)
    check_may_see_cards(request, office)
    if office.level not in OFFICES:
        raise Http404(no_office(office))
    return office


def show(
    request: OfficeRequest, office: Region, typed: MoveForm | None = None, status: int = 200
) -> HttpResponse:
    """The book and its forms; after a refusal the form that was `typed` in, as it was."""
    today = clock.today(office.zone)
    (holding,) = holdings([office], today)
    forms: dict[str, MoveForm | None] = {}
    if access.may_move_cards(request.user, office):
        wished = {name: request.GET[name][:20] for name in ("ke", "keping") if name in request.GET}
        exists = office.is_valid_on(today)
        forms = {
            "receive_form": ReceiveForm(office=office, today=today) if exists else None,
            "transfer_form": TransferForm(office=office, today=today, initial=wished),
            "count_form": CountForm(office=office, today=today) if exists else None,
        }
        if typed is not None:
            forms[f"{ACTS[type(typed)]}_form"] = typed
    context = {
        "section": "cards",
        "region": office,
        "title": title(office),
        "crumbs": crumbs_for(request, office),
        "ended": wording.ended_text(office, today),
        "sentences": wording.of_office(holding),
        "line": wording.holding_line(holding),
        "is_office": office.level == Level.KABKOTA,
        "typed": typed,
        **forms,
        **book_context(request, office),
    }
    return render(request, "campaigns/cards_office.html", context, status=status)


def book_context(request: OfficeRequest, office: Region) -> dict:
    """One page of the moves of an office, newest first, each with what was there after it."""
    account = CardAccount.objects.filter(office=office).first()
    if account is None:
        return {"page": None, "moves": []}
    account.office = office
    page = Paginator(moves_of(account), MOVES_A_PAGE).get_page(request.GET.get("halaman"))
    shown = list(page.object_list)
    after = balance_after(shown[0], account) if shown else 0
    return {"page": page, "moves": lines_for(request, shown, account, after)}


def lines_for(
    request: OfficeRequest, moves: list[CardMove], account: CardAccount, after: int
) -> list[move_wording.MoveLine]:
    may_reverse = partial(access.may_reverse, request.user)
    return move_wording.move_lines(moves, account, after, may_reverse)


@require_POST
def receive(request: OfficeRequest, code: str) -> HttpResponse:
    """Enter cards that came from outside."""
    return enter(
        request,
        code,
        ReceiveForm,
        lambda office, typed, **words: receive_cards(office, typed["keping"], **words),
    )


@require_POST
def transfer(request: OfficeRequest, code: str) -> HttpResponse:
    """Send cards to another office of the province."""
    return enter(
        request,
        code,
        TransferForm,
        lambda office, typed, **words: transfer_cards(
            office, typed["ke"], typed["keping"], **words
        ),
    )


@require_POST
def count(request: OfficeRequest, code: str) -> HttpResponse:
    """Enter a physical count."""
    return enter(
        request,
        code,
        CountForm,
        lambda office, typed, **words: count_stock(office, typed["keping"], **words),
    )


def enter(
    request: OfficeRequest, code: str, form_class: type[MoveForm], write: Write
) -> HttpResponse:
    """Check, write, and lead back to the book; what cannot be written comes back as typed."""
    office = get_office(request, code)
    if not access.may_move_cards(request.user, office):
        raise PermissionDenied(
            _("You do not decide over the blank cards of %(office)s.") % {"office": title(office)}
        )
    today = clock.today(office.zone)
    form = form_class(request.POST, office=office, today=today)
    if not form.is_valid():
        if "kunci" in form.errors:
            form = form_class(form.sent_anew(), office=office, today=today)
            form.full_clean()
            form.add_error(None, _("Please send the form once more."))
        return show(request, office, form, 422)
    try:
        move = write(office, form.cleaned_data, by=request.user, at=clock.now(), **form.words())
    except NotEnoughCards as error:
        form.add_error("keping", move_wording.not_enough_text(error))
        return show(request, office, form, 422)
    except BelowZero as error:
        form.ask(move_wording.below_zero_text(error, office))
        return show(request, office, form, 422)
    except CountedSince as error:
        form.add_error("tanggal", move_wording.counted_since_text(error))
        return show(request, office, form, 422)
    except SentBefore as error:
        if not form.describes(error.move):
            return show(request, office, asked_again(form, error, office, today), 409)
        messages.info(request, _("This was entered already; it was not entered twice."))
    else:
        messages.success(request, move_wording.entered_text(move, office))
    return redirect("cards_office", office.code)


def asked_again(form: MoveForm, error: SentBefore, office: Region, today: date) -> MoveForm:
    """A form that was sent before with other contents (the Back button): sent again it counts."""
    again = type(form)(form.sent_anew(), office=office, today=today)
    again.full_clean()
    message = _("This form was sent before (%(what)s). If this is another move, save again.")
    what = move_wording.entered_text(error.move, office)
    again.add_error(None, message % {"what": what})
    return again


@require_http_methods(["GET", "POST"])
def reverse(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a move and ask for the reason; with a reason, undo it."""
    move = get_object_or_404(readable_moves(), pk=pk)
    if not access.may_reverse(request.user, move):
        raise PermissionDenied(_("You do not decide over the cards that this would take back."))
    office = office_of(move)
    form = ReversalForm(request.POST if request.method == "POST" else None)
    why = why_irreversible(move)
    if request.method == "POST" and why is None and form.is_valid():
        try:
            reverse_move(
                move,
                day=clock.today(office.zone),
                by=request.user,
                at=clock.now(),
                note=form.cleaned_data["alasan"],
            )
        except CannotBeReversed as error:
            why = error.why
        except NotEnoughCards as error:
            form.add_error(None, move_wording.not_enough_text(error))
        else:
            messages.success(request, _("The move was reversed; both stay in the book."))
            return redirect("cards_office", office.code)
    account = move.holder
    (line,) = lines_for(request, [move], account, 0)
    context = {
        "section": "cards",
        "region": office,
        "crumbs": crumbs_for(request, office),
        "line": line,
        "move": move,
        "form": form,
        "why": move_wording.WHY_IRREVERSIBLE[why] if why else "",
    }
    status = 200 if request.method == "GET" else 409 if why else 422
    return render(request, "campaigns/cards_reverse.html", context, status=status)


def office_of(move: CardMove) -> Region:
    """Whose book the move is read in: the receiver's, or the giver's where an event received."""
    for account in (move.target, move.source):
        if account is not None and account.office is not None:
            return account.office
    return move.holder.region
