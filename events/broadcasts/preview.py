"""The preview of a broadcast, as one of its recipients will get it."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from events.broadcasts.emails import broadcast_mail
from events.emails.recipients import recipient_of
from events.models import Booking, Broadcast, Notice

Kind = Notice.Kind


def preview_broadcast(
    *, broadcast: Broadcast, booking: Booking, to: str, now: datetime
) -> EmailMultiAlternatives:
    """Return the mail of a broadcast, saved or not, with an example link for the recipient's own.

    Raises ValueError for a recipient without mail.
    """
    notice = Notice(kind=Kind.BROADCAST, booking=booking, broadcast=broadcast, recipient=to)
    recipient = recipient_of(notice)
    if recipient is None:
        raise ValueError("This recipient gets no mail.")
    example = f"{settings.BASE_URL}/bookings/their-own-link/"
    return broadcast_mail(notice, recipient, {}, now, example_link=example)
