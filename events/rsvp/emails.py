"""The mail that asks if a No in a calendar is right."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

from events.emails.compose import build_mail, writes
from events.emails.context import context_for
from events.emails.recipients import THE_PERSON, Recipient, plain_name, recipient_of
from events.emails.relevance import CHECKS, is_still_relevant
from events.emails.snapshot import Snapshot, last_snapshot
from events.emails.subjects import session_title
from events.models import Booking, Notice
from events.rsvp.decline_check import Answer, is_asked

Kind = Notice.Kind


def _is_still_open(notice: Notice, previous: Snapshot, now: datetime) -> bool:
    """Return whether the booking stands, before its session, and nothing newer was said."""
    booking = notice.the_booking
    session = booking.session
    is_coming = not session.is_cancelled and not session.has_started(now)
    return booking.state == Booking.State.BOOKED and is_coming and is_asked(booking)


CHECKS[Kind.DECLINE_CHECK] = _is_still_open


@writes(Kind.DECLINE_CHECK)
def compose_decline_check(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail with its one link, or None if there is nothing to ask any more."""
    recipient, previous = recipient_of(notice), last_snapshot(notice)
    if recipient is None or not is_still_relevant(notice, previous, now):
        return None
    context = context_for(notice, Kind.DECLINE_CHECK, recipient, now)
    if not context["link"]:
        return None
    context |= {
        "whose": _whose(notice.the_booking, recipient),
        "action_url": f"{context['link']}said-no/",
        "action_label": "Cancel the booking",
    }
    is_hidden = notice.the_booking.discreet_title
    title = session_title(notice.the_booking.session, is_hidden=is_hidden)
    return build_mail(
        notice,
        Kind.DECLINE_CHECK,
        recipient,
        previous,
        context,
        f"Is this No right? {title}",
        now,
    )


def _whose(booking: Booking, recipient: Recipient) -> str:
    """Return whose calendar said No, as the recipient knows them."""
    person = next(
        (each for each in booking.people.all() if each.calendar_answer == Answer.DECLINE_ASKED),
        None,
    )
    if person is None or person == recipient.person:
        return "your calendar"
    return f"the calendar of {plain_name(person.name) or THE_PERSON}"
