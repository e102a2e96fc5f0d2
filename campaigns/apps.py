from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Outreach")

    def ready(self) -> None:
        """Let the recap of regions, which knows no events, tell what happens and comes next."""
        from regions.handing_out import tellers

        from .events import coming_events

        tellers.append(coming_events)
