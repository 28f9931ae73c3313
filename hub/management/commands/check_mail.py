"""The `check_mail` command."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.mail_check import Mark, check_mail

WAIT = 60  # seconds


class Command(BaseCommand):
    help = (
        "Say what works of the mail of this site: sends itself a mail, waits for it in the mailbox, "
        "and takes it out again. Reads no other mail, and shows no password."
    )
    requires_system_checks = []  # it says itself which settings are wrong

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            default="",
            metavar="ADDRESS",
            help="Where the mail goes, if not to DEFAULT_FROM_EMAIL: an address of the mailbox.",
        )
        parser.add_argument(
            "--wait",
            type=float,
            default=WAIT,
            metavar="SECONDS",
            help=f"How long to wait for the mail, at most. {WAIT} if you do not say.",
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own
        marks = set()
        for line in check_mail(to=options["to"], wait=options["wait"]):
            self.stdout.write(str(line))
            marks.add(line.mark)
        if Mark.PROBLEM in marks:
            raise CommandError('Not all of it works. Look at the lines that begin with "wrong".')
        self.stdout.write("All that is set works.")
