"""Blank cards put into words: what each office has, how long it lasts, and what to move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regions import numerals
from regions.levels import Level
from regions.models import Region
from regions.wording import title

from .days_left import WARNING_LEVEL, DaysLeft, ProposedTransfer, Shelf, Short
from .stocks import Holding


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """One office, ready to print; `warning` says in words what is wrong with its stock, `counts`
    whether report or book is counted with where they differ.
    """

    code: str
    name: str
    booked: str
    used: str
    left: str
    reported: str
    reported_on: str
    difference: str
    is_compared: bool
    differs: bool
    at_events: str
    lasts: str
    lasts_if: str
    to_ask_for: str
    warning: str
    counts: str


def pieces(cards: int) -> str:
    """ "1.200 keping" """
    return ngettext("%(n)s card", "%(n)s cards", cards) % {"n": numerals.people(cards)}


def holding_lines(holdings: Iterable[Holding]) -> list[HoldingLine]:
    return [holding_line(one) for one in holdings]


def holding_line(one: Holding) -> HoldingLine:
    book, begun = one.book, one.book.begun is not None
    is_office = book.office.level == Level.KABKOTA
    return HoldingLine(
        code=book.office.code,
        name=title(book.office),
        booked=numerals.people(book.booked if begun else None),
        used=numerals.people(book.used_at_counter if begun and is_office else None),
        left=numerals.people(book.left) if begun else _("book not begun"),
        reported=numerals.people(one.reported),
        reported_on=formats.date_format(one.reported_on, "j M Y") if one.reported_on else "",
        difference=numerals.UNKNOWN if one.difference is None else numerals.signed(one.difference),
        is_compared=one.difference is not None,
        differs=bool(one.difference),
        at_events=numerals.people(one.at_events if is_office else None),
        lasts=lasts_of(one),
        lasts_if=lasts_if(one),
        to_ask_for=numerals.people(one.to_ask_for),
        warning=warning(one),
        counts=which_counts(one),
    )


def which_counts(one: Holding) -> str:
    """Which of report and book is the smaller, and so is counted with; "" where they agree."""
    if not one.difference or one.by_report is None:
        return ""
    assert one.reported_on is not None  # what is compared was reported
    values = {
        "cards": pieces(one.at_hand or 0),
        "n": numerals.people(abs(one.difference)),
        "day": numerals.long_day(one.reported_on),
    }
    if one.difference < 0:
        text = _("Counted with %(cards)s: the report of %(day)s is %(n)s below the book.")
    else:
        text = _("Counted with %(cards)s: the book is %(n)s below the report of %(day)s.")
    return text % values


def lasts_of(one: Holding) -> str:
    """How long the cards of an office last; where it is not known how many are used, that."""
    if one.days_left is None and one.at_hand is not None and one.has_counter:
        return _("too few days with a report and with cards")
    return lasts(one.days_left)


def lasts_if(one: Holding) -> str:
    """What is taken off for days that nobody told of, in words; "" where there are none."""
    if one.days_left is None or not one.at_hand or not one.untold:
        return ""
    text = ngettext(
        "if the working day not reported was like the others",
        "if the %(n)s working days not reported were like the others",
        one.untold,
    )
    return text % {"n": numerals.people(one.untold)}


def lasts(found: DaysLeft | None) -> str:
    """ "about 12 days (9–20)"; unknown is a dash."""
    if found is None:
        return numerals.UNKNOWN
    if found.middle is None:
        return _("more than 2 years")
    if found.middle == found.longest == found.shortest:
        return _days(found.middle)
    values = {"days": _days(found.middle), "shortest": numerals.people(found.shortest)}
    if found.longest is None:
        return _("about %(days)s (%(shortest)s at least)") % values
    values["longest"] = numerals.people(found.longest)
    return _("about %(days)s (%(shortest)s–%(longest)s)") % values


def _days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": numerals.people(number)}


def warning(one: Holding) -> str:
    """What is wrong with the cards of an office; "" where nothing is."""
    if one.at_hand is None or one.at_hand >= WARNING_LEVEL:
        return ""
    said = []
    if one.by_report == 0:
        said.append(_("No cards left, as reported."))
    if one.at_hand < 0:
        said.append(_("The book is below zero: a receipt is missing, or count the stock."))
    elif one.at_hand == 0 and not said:
        said.append(_("No cards left."))
    elif not said:
        said.append(_("Below %(level)s cards.") % {"level": numerals.people(WARNING_LEVEL)})
    return " ".join(said)


def of_office(one: Holding) -> list[str]:
    """What one office has and how long it lasts, what its events have, and what to ask for."""
    if one.at_hand is None:
        sentences = [_("It is not known how many cards there are.")]
    else:
        values = {"cards": pieces(one.at_hand), "lasts": lasts_of(one)}
        text = _("%(cards)s at hand.")
        if one.days_left is not None:
            text = _("%(cards)s at hand, lasting %(lasts)s.")
        elif one.has_counter:
            text = _("%(cards)s at hand; for how long is not known: %(lasts)s.")
        sentences = [text % values]
        if not_told := lasts_if(one):
            sentences.append(_("That is so %(condition)s.") % {"condition": not_told})
    if one.events:
        values = {
            "cards": pieces(one.at_events),
            "events": ", ".join(f"{name} {numerals.people(cards)}" for name, cards in one.events),
        }
        sentences.append(_("Besides, %(cards)s are with events (%(events)s).") % values)
    if one.to_ask_for is not None:
        sentences.append(asked_for_text(one.to_ask_for))
    return sentences


def asked_for_text(cards: int) -> str:
    text = _("To be asked for, for the next 30 days: %(cards)s.")
    return text % {"cards": pieces(cards)}


def summary(holdings: Sequence[Holding]) -> list[str]:
    """How many cards there are in all, of how many offices that is known, and who runs low."""
    known = [one.at_hand for one in holdings if one.at_hand is not None]
    values = {"known": numerals.people(len(known)), "all": numerals.people(len(holdings))}
    if not known:
        return [_("Of none of %(all)s offices is it known how many cards they have.") % values]
    values["cards"] = pieces(sum(known))
    sentences = [_("%(cards)s in the %(known)s of %(all)s offices of which it is known.") % values]
    events = sum(one.at_events for one in holdings)
    if events:
        sentences.append(_("%(cards)s earmarked for events.") % {"cards": pieces(events)})
    low = sum(bool(one.is_alive and warning(one)) for one in holdings)
    if low:
        text = ngettext(
            "%(n)s office is below %(level)s cards.",
            "%(n)s offices are below %(level)s cards.",
            low,
        )
        level = numerals.people(WARNING_LEVEL)
        sentences.append(text % {"n": numerals.people(low), "level": level})
    sentences.extend(asked_for(holdings))
    return sentences


def asked_for(holdings: Iterable[Holding]) -> list[str]:
    """What the kabupaten/kota need for thirty days, and of how many of them that is known."""
    counters = [one for one in holdings if one.has_counter]
    known = [one.to_ask_for for one in counters if one.to_ask_for is not None]
    if not known:
        return []
    if len(known) == len(counters):
        return [asked_for_text(sum(known))]
    text = _("To be asked for, for the next 30 days: %(cards)s, of %(known)s of %(all)s offices.")
    values = {"known": numerals.people(len(known)), "all": numerals.people(len(counters))}
    return [text % {"cards": pieces(sum(known)), **values}]


def shelf(one: Holding) -> Shelf | None:
    """The office as propose_transfers sees it; None where it has ended, or nobody knows what it
    has."""
    if one.at_hand is None or not one.is_alive:
        return None
    is_depot = one.book.office.level == Level.PROVINCE
    return Shelf(one.book.office.code, one.at_hand, one.days_left, is_depot)


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One transfer in words, and where to enter it."""

    text: str
    giver: str
    taker: str
    cards: int


def transfer_lines(
    transfers: Iterable[ProposedTransfer], names: dict[str, str]
) -> list[TransferLine]:
    text = _(
        "%(cards)s from %(giver)s, which keeps %(giver_after)s, to %(taker)s, which then has "
        "%(taker_after)s."
    )
    return [
        TransferLine(
            text
            % {
                "cards": pieces(one.cards),
                "giver": _with_cards(one.giver, names),
                "giver_after": numerals.people(one.giver_after),
                "taker": _with_cards(one.taker, names),
                "taker_after": numerals.people(one.taker_after),
            },
            giver=one.giver.code,
            taker=one.taker.code,
            cards=one.cards,
        )
        for one in transfers
    ]


def _with_cards(shelf: Shelf, names: dict[str, str]) -> str:
    """ "Kabupaten Batanghari (3.400 keping, cukup untuk sekitar 60 hari)" """
    values = {"office": names[shelf.code], "cards": pieces(shelf.cards)}
    if shelf.is_depot:
        return _("%(office)s (stock of the province, %(cards)s)") % values
    if shelf.days is None:
        return _("%(office)s (%(cards)s, use unknown)") % values
    return _("%(office)s (%(cards)s, lasting %(lasts)s)") % {**values, "lasts": lasts(shelf.days)}


def short_lines(short: Iterable[Short], names: dict[str, str]) -> list[str]:
    text = _(
        "%(office)s stays %(missing)s short of %(level)s: no neighbour has more than twice "
        "that to give from."
    )
    return [
        text
        % {
            "office": names[one.taker.code],
            "missing": pieces(one.missing),
            "level": numerals.people(WARNING_LEVEL),
        }
        for one in short
    ]


def ended_text(office: Region, today: date) -> str:
    """That the office has ended, and that its cards may leave it; "" while it exists."""
    if office.valid_to is None or today <= office.valid_to:
        return ""
    text = _("%(region)s ended on %(day)s; what it still has can be sent to another office.")
    return text % {"region": office.name, "day": numerals.long_day(office.valid_to)}
