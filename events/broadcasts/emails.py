"""Broadcasts by mail."""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

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
    return broadcast_mail(notice, recipient, previous, now)


def broadcast_mail(
    notice: Notice,
    recipient: Recipient,
    previous: Snapshot,
    now: datetime,
    *,
    example_link: str = "",
) -> EmailMultiAlternatives:
    """Return the mail, without checking its relevance, perhaps with an example link."""
    extra = _context(notice, recipient, now)
    context = context_for(notice, Kind.BROADCAST, recipient, now, **extra)
    context |= {"action_url": "", "action_label": ""}  # the organiser's text says what to do
    if context["link"] and example_link:
        context["link"] = example_link
    discreet = any(each.discreet_title for each in _bookings_sharing_mail(notice, recipient))
    title = session_title(notice.the_booking.session, is_hidden=discreet)
    subject_line = f"{_subject(notice, discreet=discreet)}: {title}"
    return build_mail(notice, Kind.BROADCAST, recipient, previous, context, subject_line, now)


def _context(notice: Notice, recipient: Recipient, now: datetime) -> dict[str, Any]:
    broadcast, session = _broadcast_of(notice), notice.the_booking.session
    bookings = _bookings_sharing_mail(notice, recipient)
    names = [recipient.name, *(plain_name(booking.contact_name) for booking in bookings[1:])]
    is_settled = session.is_cancelled or session.is_over(now)
    return {
        "broadcast": broadcast,
        "body_html": _text_as_html(broadcast.body),
        "greeting_names": join_names(list(dict.fromkeys(filter(None, names)))),
        "booking_count": len(bookings),
        "link_names": attendee_phrase(notice.the_booking, recipient).names,
        "is_settled": is_settled,
        "may_join": not is_settled and notice.the_booking.state == Booking.State.BOOKED,
    }


def _subject(notice: Notice, *, discreet: bool) -> str:
    """Return the organiser's subject, or a neutral one if it names a discreet session."""
    subject, title = _broadcast_of(notice).subject, notice.the_booking.session.page.title
    names_it = " ".join(title.split()).casefold() in subject.casefold()
    return PLAIN_SUBJECT if discreet and names_it else subject


def _text_as_html(text: str) -> SafeString:
    """Return the text as escaped HTML, with its line breaks kept and its URLs linked."""
    linked = urlize(text, nofollow=False, autoescape=True)
    return mark_safe(linebreaks(linked))  # urlize has escaped it


def _broadcast_of(notice: Notice) -> Broadcast:
    if notice.broadcast is None:
        raise ValueError("This notice is not about a letter.")
    return notice.broadcast


def _bookings_sharing_mail(notice: Notice, recipient: Recipient) -> list[Booking]:
    """Return the recipient's booking and those with the same address, which share one mail."""
    booking, broadcast = notice.the_booking, _broadcast_of(notice)
    if not recipient.is_contact:
        return [booking]
    others = Booking.objects.filter(
        session=booking.session_id,
        email__iexact=booking.email,
        state__in=STATES[broadcast.audience],
    ).exclude(pk=booking.pk)
    if broadcast.audience == AudienceType.NEED:
        others = others.filter(people__needs__option=broadcast.option_id).distinct()
    return [booking, *others.order_by("created_at", "pk")]
