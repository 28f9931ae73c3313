"""Subjects of mails. They show on a locked phone, so they never hold an access need."""

from datetime import datetime, timedelta
from typing import Any

from events.emails.recipients import Recipient
from events.models import Notice, Session
from hub.dates import format_day, london_date

Kind = Notice.Kind

_SUBJECTS = {
    Kind.CONFIRMATION: "You have booked",
    Kind.CHANGE: "Your booking has changed",
    Kind.ANSWER: "An answer from us",  # to what they asked for
    Kind.CANCELLATION: "Your booking is cancelled",
    Kind.WAITING: "You are on the waiting list",
    Kind.OFFER: "A place is free",
    Kind.PROMOTED: "You have a place",
    Kind.SESSION_MOVED: "The session has changed",
    Kind.SESSION_CANCELLED: "The session is cancelled",
    Kind.SESSION_RESTORED: "The session is on again",
    Kind.SESSION_RETITLED: "What we will talk about",
    Kind.REMINDER_WEEK: "Coming up",
    Kind.THANKS: "Thank you",
    Kind.BOOKING_LINK: "Your booking link",
    Kind.PERSON_REMOVED: "You are not on the booking any more",
    Kind.PERSONAL_FEED: "The address of your own calendar",
}
BOOKED_TWICE = "You may have booked twice"
HOW_TO_JOIN = "How to join has changed"  # a new number or link, on the same day
MORE = "More about the session"  # a new host or picture
# For recipients who did not make the booking, or made it for another person.
_FOR_OTHERS = {
    Kind.CONFIRMATION: "A place is booked",
    Kind.CHANGE: "The booking has changed",
    Kind.CANCELLATION: "The booking is cancelled",
    Kind.WAITING: "The booking is on the waiting list",
    Kind.PROMOTED: "There is a place now",
}


def subject(
    notice: Notice, kind: Kind, recipient: Recipient, context: dict[str, Any], now: datetime
) -> str:
    """Return the subject with the session's title, left out if discreet, and its day."""
    if kind == Kind.PERSONAL_FEED:  # about all bookings, not one session
        return _SUBJECTS[kind]
    session = notice.the_booking.session
    is_own = recipient.is_contact and context["attendees"].names == "you"
    if kind == Kind.REMINDER_DAY:
        about = day_name(session.starts_at, now)
    elif kind == Kind.REMINDER_HOUR:
        about = f"{day_name(session.starts_at, now)} at {session.start_words}"
    elif context["twice_url"]:
        about = BOOKED_TWICE
    elif context["only_joining"]:
        about = HOW_TO_JOIN
    elif kind == Kind.SESSION_RETITLED and "title" not in context["new_text"]:
        about = MORE
    else:
        about = _SUBJECTS[kind] if is_own else _FOR_OTHERS.get(kind, _SUBJECTS[kind])
    is_hidden = notice.the_booking.discreet_title and not recipient.is_organiser
    return f"{about}: {session_title(session, is_hidden=is_hidden)}"


def session_title(session: Session, *, is_hidden: bool) -> str:
    """Return the session's day, after its title unless that is hidden."""
    name = "" if is_hidden else " ".join(session.page.title.split())
    day = format_day(london_date(session.starts_at))
    return ", ".join(filter(None, [name, day]))


def day_name(moment: datetime, now: datetime) -> str:
    """Return "Today", "Tomorrow" or, for example, "In 3 days", in London time."""
    days = (london_date(moment) - london_date(now)) // timedelta(days=1)
    return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days")
