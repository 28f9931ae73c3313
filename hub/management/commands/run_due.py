"""The `run_due` command: one pass over every job."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hub.jobs import PROBLEMS, run_due_jobs


class Command(BaseCommand):
    help = "One pass over all that is due: offers, new dates, reminders, mails, deletions."

    def handle(self, *args: object, **options: object) -> None:
        counts = run_due_jobs(now=timezone.now())
        for what, number in sorted(counts.items()):
            self.stdout.write(f"{what}: {number}")
        if counts.get(PROBLEMS):
            raise CommandError("Not all of it could be done. The log says where it stopped.")
