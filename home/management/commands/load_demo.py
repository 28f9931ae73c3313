"""Load the sample content. Idempotent: creates only what is missing."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.demo.loader import build


class Command(BaseCommand):
    help = (
        "Fill the site with sample content. Dates count from today. Run again, it changes nothing."
    )

    def handle(self, *args: object, **options: object) -> None:
        logins = build(now=timezone.now())
        if options["verbosity"]:
            for login in logins:
                self.stdout.write(f"Log in as {login}")
