"""Broadcasts by mail."""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

from events.broadcasts.audience import STATES, AudienceType, still_addressed_to
from events.emails.compose import put_together, writes
from events.emails.context import context_for
from events.emails.recipients import (
    Recipient,
    attendee_phrase,
    joined,
    plain_name,
    recipient_of,
)
from events.emails.relevance import CHECKS, is_still_relevant
from events.emails.snapshot import Facts, last_snapshot
from events.emails.subjects import about_session
from events.models import Booking, Broadcast, Notice

Kind = Notice.Kind

CHECKS[Kind.BROADCAST] = lambda notice, told, now: still_addressed_to(notice)

# Used for a discreet booking when the organiser's subject names the session.
PLAIN_SUBJECT = "A message from us"


@writes(Kind.BROADCAST)
def compose_broadcast(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return one recipient's copy, or None if it is not for them any more."""
    reader, told = recipient_of(notice), last_snapshot(notice)
    if reader is None or not is_still_relevant(notice, told, now):
        return None
    return broadcast_mail(notice, reader, told, now)


def broadcast_mail(
    notice: Notice, reader: Recipient, told: Facts, now: datetime, *, example_link: str = ""
) -> EmailMultiAlternatives:
    """Return the mail, without checking its relevance, perhaps with an example link."""
    more = broadcast_context(notice, reader, now)
    context = context_for(notice, Kind.BROADCAST, reader, now, **more)
    context |= {"action_url": "", "action_words": ""}  # the organiser's text says what to do
    if context["link"] and example_link:
        context["link"] = example_link
    discreet = is_discreet(notice, reader)
    subject_line = about_session(
        broadcast_subject(notice, discreet=discreet),
        notice.the_booking.session,
        is_hidden=discreet,
    )
    return put_together(notice, Kind.BROADCAST, reader, told, context, subject_line, now)


def broadcast_context(notice: Notice, reader: Recipient, now: datetime) -> dict[str, Any]:
    broadcast, session = _letter(notice), notice.the_booking.session
    theirs = _read_for(notice, reader)
    names = [reader.name, *(plain_name(booking.contact_name) for booking in theirs[1:])]
    is_settled = session.is_cancelled or session.is_over(now)
    return {
        "broadcast": broadcast,
        "words_html": words_as_html(broadcast.body),
        "greeted": joined(list(dict.fromkeys(filter(None, names)))),
        "bookings_here": len(theirs),
        "link_is_for": attendee_phrase(notice.the_booking, reader).names,
        "is_settled": is_settled,
        "may_join": not is_settled and notice.the_booking.state == Booking.State.BOOKED,
    }


def broadcast_subject(notice: Notice, *, discreet: bool) -> str:
    """Return the organiser's subject, or a neutral one if it names a discreet session."""
    subject, title = _letter(notice).subject, notice.the_booking.session.page.title
    names_it = " ".join(title.split()).casefold() in subject.casefold()
    return PLAIN_SUBJECT if discreet and names_it else subject


def is_discreet(notice: Notice, reader: Recipient) -> bool:
    """Return whether any booking that shares this mail keeps the title out of the subject."""
    return any(booking.discreet_title for booking in _read_for(notice, reader))


def words_as_html(words: str) -> SafeString:
    """Return the text as escaped HTML, with its line breaks kept and its URLs linked."""
    linked = urlize(words, nofollow=False, autoescape=True)
    return mark_safe(linebreaks(linked))  # urlize has escaped it


def _letter(notice: Notice) -> Broadcast:
    if notice.broadcast is None:
        raise ValueError("This notice is not about a letter.")
    return notice.broadcast


def _read_for(notice: Notice, reader: Recipient) -> list[Booking]:
    """Return the recipient's booking and those with the same address, which share one mail."""
    mine, broadcast = notice.the_booking, _letter(notice)
    if not reader.is_contact:
        return [mine]
    others = Booking.objects.filter(
        session=mine.session_id, email__iexact=mine.email, state__in=STATES[broadcast.audience]
    ).exclude(pk=mine.pk)
    if broadcast.audience == AudienceType.NEED:
        others = others.filter(people__needs__option=broadcast.option_id).distinct()
    return [mine, *others.order_by("created_at", "pk")]
