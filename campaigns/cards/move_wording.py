"""Moves of blank cards put into words: who moved how many where, and why not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions import numerals
from regions.models import Region
from regions.wording import title

from ..models import CardAccount, CardMove, MoveKind
from .refusals import BelowZero, CountedSince, Irreversible, NotEnoughCards
from .wording import pieces

WHY_IRREVERSIBLE = {
    Irreversible.REVERSED: gettext_lazy("This move was reversed already."),
    Irreversible.REVERSAL: gettext_lazy(
        "This is itself a reversal; enter the move anew if it was right after all."
    ),
    Irreversible.BY_DECREE: gettext_lazy(
        "A decree moved these cards with the office; that is not undone here."
    ),
    Irreversible.FOLLOWS_FROM_RESULTS: gettext_lazy(
        "Cards used or spoiled follow from the results of the event; correct them there."
    ),
    Irreversible.EVENT_IS_OVER: gettext_lazy(
        "The event is over and accounted for; its cards stay as they are."
    ),
    Irreversible.COUNTED_SINCE: gettext_lazy(
        "The stock was counted after this move, and the count put it right; "
        "reversing it now would bring the mistake back. Reverse the count first."
    ),
}


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move as the book of one account shows it; `after` is what was there then."""

    pk: int
    day: str
    what: str
    cards: str
    after: str
    by: str
    at: str
    note: str
    was_reversed: bool
    reversible: bool


def move_lines(
    moves: Iterable[CardMove],
    account: CardAccount,
    after: int,
    may_reverse: Callable[[CardMove], bool],
) -> list[MoveLine]:
    """Moves of one account, newest first; `after` is its balance after the first of them.

    `may_reverse` says over which moves the reader decides; it is asked of those that can be
    reversed at all.
    """
    zone = account.region.zone
    lines = []
    for move in moves:
        cards = move.cards if move.target_id == account.pk else -move.cards
        lines.append(_move_line(move, cards, after, zone, may_reverse))
        after -= cards
    return lines


def _move_line(
    move: CardMove, cards: int, after: int, zone: ZoneInfo, may_reverse: Callable[[CardMove], bool]
) -> MoveLine:
    was_reversed = hasattr(move, "reversed_by")
    follows = move.kind in (MoveKind.USED, MoveKind.SPOILED, MoveKind.DECREE)
    fixed = was_reversed or move.reverses_id or follows
    return MoveLine(
        pk=move.pk,
        day=numerals.long_day(move.day),
        what=what(move, is_gain=cards > 0),
        cards=numerals.signed(cards),
        after=numerals.people(after),
        by=move.by.get_full_name() or move.by.username,
        at=f"{numerals.short_day(move.at.astimezone(zone).date())} "
        f"{numerals.clock_time(move.at, zone)}",
        # What is said already needs no note.
        note="" if move.event and move.note == move.event.name else move.note,
        was_reversed=was_reversed,
        reversible=not fixed and may_reverse(move),
    )


def what(move: CardMove, *, is_gain: bool) -> str:
    """ "sent to Kabupaten Batanghari", "reversal of 4 April 2019: received" """
    if move.reverses:
        values = {
            "day": numerals.long_day(move.reverses.day),
            "what": what(move.reverses, is_gain=not is_gain),
        }
        return _("reversal of %(day)s: %(what)s") % values
    if move.kind in (MoveKind.TRANSFER, MoveKind.DECREE):
        other = move.source if is_gain else move.target
        assert other is not None  # a transfer has two sides
        text = _("received from %(office)s") if is_gain else _("sent to %(office)s")
        return text % {"office": title(other.region)}
    if move.kind == MoveKind.EARMARK and move.event:
        return _("earmarked for %(event)s") % {"event": move.event.name}
    if move.kind == MoveKind.RETURNED and move.event:
        return _("returned from %(event)s") % {"event": move.event.name}
    if move.kind == MoveKind.COUNTED:
        return counted_text(move)
    return str(MoveKind(move.kind).label)


def counted_text(move: CardMove) -> str:
    """What a physical count found, what the book said, and the difference."""
    assert move.counted is not None  # a count that is no reversal says what it found
    difference = move.cards if move.target_id else -move.cards
    values = {
        "counted": numerals.people(move.counted),
        "book": numerals.people(move.counted - difference),
        "difference": numerals.signed(difference),
    }
    return _("counted %(counted)s, by the book %(book)s, difference %(difference)s") % values


def entered_text(move: CardMove, office: Region) -> str:
    """What was just entered, for the page that follows."""
    is_gain = move.target is not None and move.target.office_id == office.pk
    values = {"what": what(move, is_gain=is_gain), "cards": pieces(move.cards)}
    if move.kind == MoveKind.COUNTED:
        return _("Entered: %(what)s.") % values
    return _("Entered: %(what)s, %(cards)s.") % values


def not_enough_text(error: NotEnoughCards) -> str:
    values = {"there": numerals.people(error.there), "asked": numerals.people(error.asked)}
    if error.account.office_id:
        text = _(
            "By the book there are %(there)s cards to give, not %(asked)s. If more lie in the "
            "cupboard, enter what was received or count the stock first."
        )
    else:
        text = _("The event has %(there)s cards left, not %(asked)s.")
    return text % values


def counted_since_text(error: CountedSince) -> str:
    text = _(
        "The stock of %(office)s was counted at the end of %(day)s; what came or went before is "
        "in that count already."
    )
    return text % {"office": title(error.office), "day": numerals.long_day(error.day)}


def below_zero_text(error: BelowZero, office: Region) -> str:
    """What the move does to today's book, as a question; of another office without its numbers,
    which are not for everybody who sends it cards.
    """
    if error.office.pk != office.pk:
        text = _("With this, today's book of %(office)s would fall below zero. Correct?")
        return text % {"office": title(error.office)}
    text = _(
        "With this, today's book would be %(left)s (now %(was)s): more was used since than this "
        "leaves. Correct?"
    )
    return text % {"left": numerals.people(error.left), "was": numerals.people(error.was)}
