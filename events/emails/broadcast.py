"""The template context and subject of a broadcast mail."""

from datetime import datetime
from typing import Any

from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

from events.broadcasts.audience import STATES, ToWhom
from events.emails.recipients import Recipient, attendee_phrase, joined, plain_name
from events.models import Booking, Broadcast, Notice

# Used for a discreet booking when the organiser's subject names the session.
PLAIN_SUBJECT = "A message from us"


def broadcast_context(notice: Notice, reader: Recipient, now: datetime) -> dict[str, Any]:
    letter, session = _letter(notice), notice.the_booking.session
    theirs = _read_for(notice, reader)
    names = [reader.name, *(plain_name(booking.contact_name) for booking in theirs[1:])]
    is_settled = session.is_cancelled or session.is_over(now)
    return {
        "letter": letter,
        "words_html": words_as_html(letter.words),
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
    if notice.letter is None:
        return notice.the_booking.discreet_title
    return any(booking.discreet_title for booking in _read_for(notice, reader))


def words_as_html(words: str) -> SafeString:
    """Return the text as escaped HTML, with its line breaks kept and its URLs linked."""
    linked = urlize(words, nofollow=False, autoescape=True)
    return mark_safe(linebreaks(linked))  # urlize has escaped it


def _letter(notice: Notice) -> Broadcast:
    if notice.letter is None:
        raise ValueError("This notice is not about a letter.")
    return notice.letter


def _read_for(notice: Notice, reader: Recipient) -> list[Booking]:
    """Return the recipient's booking and those with the same address, which share one mail."""
    mine, letter = notice.the_booking, _letter(notice)
    if not reader.is_contact:
        return [mine]
    others = Booking.objects.filter(
        session=mine.session_id, email__iexact=mine.email, state__in=STATES[letter.to_whom]
    ).exclude(pk=mine.pk)
    if letter.to_whom == ToWhom.NEED:
        others = others.filter(people__needs__option=letter.option_id).distinct()
    return [mine, *others.order_by("created_at", "pk")]
