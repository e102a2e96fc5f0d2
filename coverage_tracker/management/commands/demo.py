import os
import secrets
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from campaigns.sample import load_sample_event
from regions.models import DailyCount, User
from regions.reference.sample import PEOPLE, load_sample


class Command(BaseCommand):
    help = "Load the sample (Jambi, April 2019) and serve it on 127.0.0.1 (PORT, default 8000)."

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="only load the sample")

    def handle(self, *args, no_serve: bool, **options):
        call_command("migrate", verbosity=0)
        sample = User.objects.filter(is_demo=True).exists()
        if DailyCount.objects.exists() and not sample:
            raise CommandError("This database holds real counts; the sample does not go into it.")
        call_command("load_regions")
        password = secrets.token_urlsafe(9)
        load_sample(password)
        load_sample_event()
        call_command("collectstatic", interactive=False, verbosity=0)

        port = os.environ.get("PORT", "8000")
        self.stdout.write(f"\nhttp://127.0.0.1:{port}/  (as of {settings.TODAY})")
        for username, role, code in PEOPLE:
            self.stdout.write(f"  {username:<9} {role.label}, {code}")
        self.stdout.write(f"password: {password}\n")
        self.stdout.flush()
        if not no_serve:
            serve(port)


def serve(port: str) -> None:
    """Become the server that also runs in production; DEMO and TODAY stay set."""
    gunicorn = [sys.executable, "-m", "gunicorn", "coverage_tracker.wsgi"]
    options = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "8"]
    # Its socket would lie in the home directory; the demo writes nothing outside the project.
    options.append("--no-control-socket")
    os.execv(sys.executable, [*gunicorn, *options])  # noqa: S606 (our own interpreter)
