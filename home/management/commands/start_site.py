"""Create the initial pages of a site. Idempotent."""

from django.core.management.base import BaseCommand, CommandParser

from home.initial_pages import create_initial_pages


class Command(BaseCommand):
    help = "Make the first pages of the site: home, sessions, stories and the plain ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="", help="The site's address, if not BASE_URL.")

    def handle(self, *args: object, **options: str) -> None:
        home = create_initial_pages(host=options["host"])
        self.stdout.write(f"The site is ready. Its front page is {home.full_url}")
        self.stdout.write(
            "Next: make a login with `manage.py createsuperuser`, log in at /admin/, open Settings, "
            "Site details, and write there whom people can phone and write to."
        )
