"""What is wrong with messages and with deleting: see `hub.health`."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.template.defaultfilters import pluralize
from django.urls import reverse

from events import extension_points
from events.bookings.notices import waking_hours
from events.emails.delivery import DAYTIME_KINDS
from events.models import LinkRequest, Notice
from events.privacy.expired import overdue
from hub.health import Finding, register_check

MAIL_WAITS = timedelta(minutes=20)
PUT_OFF_TRIES = 3  # by then it is more than 20 minutes: see `hub.backoff`
FORGETTING_WAITS = timedelta(hours=6)  # after midnight

CHECK_MAIL = "Let manage.py check_mail run: it says line by line what works."


@register_check("Emails")
def _mails(now: datetime) -> Iterator[Finding]:
    waiting = Notice.objects.due(now - MAIL_WAITS)
    for condition in extension_points.other_channels():
        waiting = waiting.exclude(condition)
    if waking_hours(now - MAIL_WAITS) > now - MAIL_WAITS:
        waiting = waiting.exclude(kind__in=DAYTIME_KINDS)  # they wait for the morning
    if number := waiting.count():
        yield Finding(
            f"{number} email{pluralize(number, ' waits,s wait')} for more than 20 minutes.",
            f"Look if the worker runs. {CHECK_MAIL}",
        )
    put_off = Notice.objects.open().filter(attempts__gte=PUT_OFF_TRIES, claimed_until=None)
    if number := put_off.count():
        problems = sorted(set(put_off.exclude(problem="").values_list("problem", flat=True)))
        yield Finding(
            f"{number} message{pluralize(number)} did not go out in {PUT_OFF_TRIES} tries or more. "
            f"We go on trying for two days. The last errors: {', '.join(problems) or 'none'}.",
            f"TokenError: let the app use the mailbox again. {CHECK_MAIL}",
        )
    if number := Notice.objects.failed().count():
        yield Finding(
            f"{number} message{pluralize(number)} did not arrive, and we have stopped trying.",
            "Tell these people in another way.",
            reverse("sessions_admin:messages"),
            "See who they are for",
        )
    if number := LinkRequest.objects.filter(asked_at__lte=now - MAIL_WAITS).count():
        yield Finding(
            f"{number} {pluralize(number, 'person waits,people wait')} for a link they asked for.",
            "Look if the worker runs.",
        )


@register_check("Deleting on time")
def _forgetting(now: datetime) -> Iterator[Finding]:
    """Find what the privacy page says is gone, hours after it should be."""
    for words in overdue(now=now - FORGETTING_WAITS):
        yield Finding(
            f"{words}: still here, though we promised that this is deleted by now.",
            "Look if the worker runs, and what it says of “Forgetting” below. "
            "Or let manage.py run_due run once.",
        )
