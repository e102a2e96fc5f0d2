from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from regions.models import Region


class MoveKind(models.TextChoices):
    """Why blank cards (blangko) changed hands. Used and spoiled ones leave for good."""

    RECEIVED = "received", _("received")
    TRANSFER = "transfer", _("transferred")
    DECREE = "decree", _("given to the place that a decree made of the office")
    EARMARK = "earmark", _("earmarked for an event")
    RETURNED = "returned", _("returned from an event")
    USED = "used", _("used")
    SPOILED = "spoiled", _("spoiled")
    COUNTED = "counted", _("difference at a physical count")


class CardAccount(models.Model):
    """Cards in one pair of hands: the stock of an office, or what is earmarked for an event.

    `balance` is the sum of its moves and never below zero; it is also the row to lock.
    Written by campaigns.cards alone.
    """

    office = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, related_name="card_accounts"
    )
    event = models.OneToOneField(
        "campaigns.Event", models.PROTECT, null=True, related_name="card_account"
    )
    balance = models.PositiveIntegerField(_("cards"), default=0)

    class Meta:
        verbose_name = _("card account")
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=Q(event=None), name="one_stock_per_office"
            ),
            models.CheckConstraint(
                condition=Q(office=None) ^ Q(event=None), name="account_of_office_or_event"
            ),
            models.CheckConstraint(condition=Q(balance__gte=0), name="cards_never_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id or self.event_id}: {self.balance}"

    @property
    def region(self) -> Region:
        """The office whose cards they are, or the region of the event."""
        if self.office is not None:
            return self.office
        assert self.event is not None  # account_of_office_or_event
        return self.event.region


class CardMove(models.Model):
    """So many cards from one account to another; append-only, a mistake is reversed.

    Without a source they come from outside (the ministry), without a target they are gone.
    Only a physical count may move 0 cards: the book was right. `counted` are the cards it found.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=MoveKind)
    source = models.ForeignKey(CardAccount, models.PROTECT, null=True, related_name="moves_out")
    target = models.ForeignKey(CardAccount, models.PROTECT, null=True, related_name="moves_in")
    cards = models.PositiveIntegerField(_("cards"))
    day = models.DateField(_("day"))
    event = models.ForeignKey(
        "campaigns.Event", models.PROTECT, null=True, related_name="card_moves"
    )
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    note = models.CharField(_("note"), max_length=200, blank=True)
    counted = models.PositiveIntegerField(_("cards counted"), null=True)
    # Of the form that was sent: sent twice, it moves cards once.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("card move")
        verbose_name_plural = _("card moves")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cards__gt=0) | Q(kind=MoveKind.COUNTED), name="a_move_moves_cards"
            ),
            models.CheckConstraint(
                condition=Q(counted=None) | Q(kind=MoveKind.COUNTED), name="only_a_count_counts"
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | Q(target__isnull=False),
                name="a_move_has_a_side",
            ),
            models.CheckConstraint(
                condition=Q(source=None) | Q(target=None) | ~Q(source=F("target")),
                name="a_move_has_two_hands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cards} ({self.day})"

    @property
    def holder(self) -> CardAccount:
        """The account that has the cards by this move; of cards that are gone, that had them."""
        account = self.target or self.source
        assert account is not None  # a_move_has_a_side
        return account
