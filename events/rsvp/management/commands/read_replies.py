"""The command that reads calendar replies."""

import os
import stat
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from events.rsvp.apply import process_reply
from events.rsvp.inbox import read_replies
from events.rsvp.mailbox import CONNECTION_ERRORS
from hub.mail_oauth import TokenError

TRY_AGAIN = 75  # EX_TEMPFAIL: the mail server keeps the mail and pipes it in again


class Command(BaseCommand):
    help = (
        "Read what calendars answered to our invites: from the mailbox at REPLIES_URL, "
        "or one mail from a file or from standard input. A mail that is piped in is a copy: "
        "keep the mail itself in a mailbox, for the organisers to look at odd ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--eml", metavar="FILE", help='A file with one mail; "-" is standard input.'
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own
        raw = self._mail(options["eml"])
        if raw is not None:
            self._read_one(raw)
        elif settings.REPLIES_URL:
            self._read_mailbox()
        else:
            raise CommandError("Set REPLIES_URL to a mailbox, or give a mail with --eml FILE.")

    def _read_mailbox(self) -> None:
        try:
            counts = read_replies(now=timezone.now())
        except (ImproperlyConfigured, TokenError) as error:
            raise CommandError(str(error)) from None
        except CONNECTION_ERRORS as error:  # without its text, which can hold an email address
            raise CommandError(f"The mailbox gives trouble: {type(error).__name__}.") from None
        for what, number in sorted(counts.items()):
            self.stdout.write(f"{what}: {number}")

    def _read_one(self, raw: bytes) -> None:
        try:
            outcome = process_reply(raw=raw, now=timezone.now())
        except DatabaseError as error:
            raise CommandError("The database gives trouble.", returncode=TRY_AGAIN) from error
        self.stdout.write(f"{outcome.value}: 1")

    def _mail(self, path: str | None) -> bytes | None:
        if path and path != "-":
            try:
                return Path(path).read_bytes()
            except OSError as error:
                raise CommandError("This file cannot be read.") from error
        if path == "-" or _is_piped_in():
            # Cron provides an empty pipe: read the mailbox then.
            return sys.stdin.buffer.read() or None
        return None


def _is_piped_in() -> bool:
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):  # no standard input
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)
