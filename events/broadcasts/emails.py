"""Broadcasts by mail."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from events.broadcasts.audience import STATES, AudienceType, still_addressed_to
from events.emails.compose import build_mail, writes
from events.emails.context import context_for
from events.emails.recipients import (
    Recipient,
    attendee_phrase,
    join_names,
    plain_name,
    recipient_of,
)
from events.emails.relevance import CHECKS, is_still_relevant
from events.emails.snapshot import Snapshot, last_snapshot
from events.emails.subjects import session_title
from events.models import Booking, Broadcast, Notice
from hub.email_addresses import email_q

Kind = Notice.Kind

CHECKS[Kind.BROADCAST] = lambda notice, previous, now: still_addressed_to(notice)

# Used for a discreet booking when the organiser's subject names the session.
PLAIN_SUBJECT = "A message from us"


@writes(Kind.BROADCAST)
def compose_broadcast(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return one recipient's copy, or None if it is not for them any more."""
    recipient, previous = recipient_of(notice), last_snapshot(notice)
    if recipient is None or not is_still_relevant(notice, previous, now):
        return None
    return _broadcast_mail(notice, recipient, previous, now)


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
    return _broadcast_mail(notice, recipient, {}, now, link=example)


def _broadcast_mail(
    notice: Notice, recipient: Recipient, previous: Snapshot, now: datetime, *, link: str = ""
) -> EmailMultiAlternatives:
    """Return the mail, without checking its relevance, perhaps with an example link."""
    broadcast, booking = notice.broadcast, notice.the_booking
    if broadcast is None:
        raise ValueError("This notice is not about a letter.")
    session = booking.session
    bookings = _bookings_sharing_mail(booking, broadcast, recipient)
    names = [recipient.name, *(plain_name(each.contact_name) for each in bookings[1:])]
    is_settled = session.is_cancelled or session.is_over(now)
    context = context_for(
        notice,
        Kind.BROADCAST,
        recipient,
        now,
        broadcast=broadcast,
        greeting_names=join_names(list(dict.fromkeys(filter(None, names)))),
        booking_count=len(bookings),
        link_names=attendee_phrase(booking, recipient).names,
        is_settled=is_settled,
        may_join=not is_settled and booking.state == Booking.State.BOOKED,
    )
    context |= {"action_url": "", "action_label": ""}  # the organiser's text says what to do
    if context["link"] and link:
        context["link"] = link
    subject, discreet = broadcast.subject, any(each.discreet_title for each in bookings)
    if discreet and " ".join(session.page.title.split()).casefold() in subject.casefold():
        subject = PLAIN_SUBJECT
    subject_line = f"{subject}: {session_title(session, is_hidden=discreet)}"
    return build_mail(notice, Kind.BROADCAST, recipient, previous, context, subject_line, now)


def _bookings_sharing_mail(
    booking: Booking, broadcast: Broadcast, recipient: Recipient
) -> list[Booking]:
    """Return the recipient's booking and those with the same address, which share one mail."""
    if not recipient.is_contact:
        return [booking]
    others = Booking.objects.filter(
        email_q("email", booking.email),
        session=booking.session_id,
        state__in=STATES[broadcast.audience],
    ).exclude(pk=booking.pk)
    if broadcast.audience == AudienceType.NEED:
        others = others.filter(people__needs__option=broadcast.option_id).distinct()
    return [booking, *others.order_by("created_at", "pk")]
