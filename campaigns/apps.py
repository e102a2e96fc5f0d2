from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Outreach")

    def ready(self) -> None:
        """Let regions, which know no events and no book of cards, tell of both.

        The recap tells what happens and comes next; the entry page knows what is in the book, and
        an office that is renumbered keeps both.
        """
        from regions.decrees import travellers
        from regions.entry import books
        from regions.handing_out import tellers

        from .cards import keep_book, left_by_the_book
        from .events import coming_events, keep_events

        tellers.append(coming_events)
        books.append(left_by_the_book)
        travellers.extend((keep_events, keep_book))
