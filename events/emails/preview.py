"""A letter as one of its readers will see it, for the organiser who is about to send it."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from events.emails.compose import put_together
from events.emails.context import context_for
from events.emails.recipients import recipient_of
from events.models import Booking, Broadcast, Notice

Kind = Notice.Kind


def preview_broadcast(
    *, letter: Broadcast, booking: Booking, to: str, now: datetime
) -> EmailMultiAlternatives:
    """The mail of a letter that need not be saved. It holds an example in place of the reader's own link.

    Raises ValueError for a reader who gets no mail.
    """
    notice = Notice(kind=Kind.LETTER, booking=booking, letter=letter, to=to)
    reader = recipient_of(notice)
    if reader is None:
        raise ValueError("This reader gets no mail.")
    context = context_for(notice, Kind.LETTER, reader, now)
    context["link"] = f"{settings.BASE_URL}/bookings/their-own-link/" if context["link"] else ""
    return put_together(notice, Kind.LETTER, reader, {}, context, now)
