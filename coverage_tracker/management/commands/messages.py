from django.core.management.base import BaseCommand, CommandError

from coverage_tracker import translation


class Command(BaseCommand):
    help = "Collect the translatable strings, compile the Indonesian catalogue, list what is open."

    def handle(self, *args, **options):
        catalog = translation.update()
        open_strings = translation.untranslated(catalog)
        for text in open_strings:
            self.stdout.write(f"open: {text}")
        if open_strings:
            raise CommandError(f"{len(open_strings)} strings wait for a translation.")
        self.stdout.write(f"{len(catalog)} strings, all translated.")
