"""Template contexts of booking mails. Templates get finished text and never run queries."""

from datetime import datetime
from typing import Any

from django.conf import settings

from events import extension_points
from events.bookings.availability import next_session_for
from events.bookings.likely_duplicates import is_booked_twice
from events.bookings.links import RENEWED, manage_token
from events.bookings.notices import FROM_CALENDAR, booked_again
from events.bookings.waiting_chance import chance_sentences
from events.emails.access_needs import need_lines
from events.emails.invite import decline_words
from events.emails.recipients import THE_PERSON, Recipient, attendee_phrase, plain_name, supporters
from events.emails.relevance import has_new_link
from events.emails.reply_time import reply_time
from events.emails.snapshot import dial_in_of, new_in_calendar, place_of
from events.emails.subjects import day_name
from events.models import Booking, Notice
from events.models.attendance import AttendanceMode
from events.outbox import recipient_key_for
from events.schedule.calendar_events import address_of
from events.schedule.change_notices import LastAnnounced
from events.schedule.personal_feed import page_address
from hub.dates import LONDON, format_day, format_time
from hub.email_addresses import is_same_email

Kind = Notice.Kind

_CHANGE_BOOKING = "See, change or cancel the booking"
_SEE_BOOKING = "See the booking"
_SEE_SESSION = "See the page of the session"
_BOOK_NEXT = "Book the next session with the same answers"
_USE_ANSWERS = "Use my answers again, change or delete them"
_CANCEL_ONE = "Look at both, and cancel one"
_SHOWS_NEXT_SESSION = (Kind.THANKS, Kind.BOOKING_LINK)
_REMINDERS = (Kind.REMINDER_WEEK, Kind.REMINDER_DAY, Kind.REMINDER_HOUR)
_READ_ONLY = (Kind.CANCELLATION, Kind.SESSION_CANCELLED, Kind.THANKS)
# A carer can have several bookings for one session. Mails of other kinds name the attendees in
# their first line.
_NAMES_ATTENDEES = (
    Kind.BOOKING_LINK,
    Kind.CANCELLATION,
    Kind.REMINDER_WEEK,
    Kind.REMINDER_DAY,
    Kind.REMINDER_HOUR,
    Kind.THANKS,
    Kind.SESSION_MOVED,
    Kind.SESSION_CANCELLED,
    Kind.SESSION_RESTORED,
    Kind.SESSION_RETITLED,
    Kind.DECLINE_CHECK,
)
# While there is time to think of what is not there.
_SAYS_WHAT_IS_THERE = (
    Kind.CONFIRMATION,
    Kind.WAITING,
    Kind.OFFER,
    Kind.PROMOTED,
    Kind.REMINDER_WEEK,
)
_ACTIONS = {
    Kind.OFFER: "Answer now",
    Kind.REMINDER_WEEK: "Check the booking",
    Kind.BOOKING_LINK: "Open the booking",
}


def context_for(
    notice: Notice, kind: Kind, recipient: Recipient, now: datetime, **extra: object
) -> dict[str, Any]:
    """Return the context of one mail. `kind` is its wording and can differ from `notice.kind`.

    `extra` is for a feature's own template. Its `is_settled` says that nothing can be changed.
    """
    booking, session = notice.the_booking, notice.the_booking.session
    mode = AttendanceMode(booking.attendance_mode)
    second = booked_again(notice)
    link = manage_url(booking) if recipient.may_change else ""
    attendees = attendee_phrase(booking, recipient)
    names_attendees = (
        kind in _NAMES_ATTENDEES
        and recipient.is_contact
        and attendees.names not in ("you", THE_PERSON)
    )
    context = {
        "recipient": recipient,
        "attendees": attendees,
        "for_whom": attendees.names if names_attendees else "",
        "booker": plain_name(booking.contact_name),
        "supporters": supporters(booking, recipient),
        "booking": booking,
        "session": session,
        "session_url": address_of(session.page),
        "day_name": day_name(session.starts_at, now),
        "mode": mode.label,
        "mode_is_open": mode in session.attendance_modes,
        "mode_is_video": mode == AttendanceMode.VIDEO,
        "place": place_of(booking),
        "comes_to_room": mode == AttendanceMode.IN_PERSON and session.in_person,
        "payment": session.payment
        if kind not in _READ_ONLY and not session.is_cancelled and not recipient.is_organiser
        else "",
        "always_there": session.standing_arrangements_for(
            [mode] if mode in session.attendance_modes else session.attendance_modes
        )
        if kind in _SAYS_WHAT_IS_THERE and not recipient.is_organiser
        else [],
        "dial_in": number_to_ring(booking, now),
        "has_new_link": kind == Kind.SESSION_MOVED and has_new_link(notice),
        "only_joining": kind == Kind.SESSION_MOVED and _is_about_joining_only(notice),
        "is_booked": booking.state == Booking.State.BOOKED,
        "is_waiting": booking.state == Booking.State.WAITING,
        "is_offered": booking.state == Booking.State.OFFERED,
        "chance": chance_sentences(booking, now) if kind == Kind.WAITING else [],
        "offered_until": _format_moment(booking.offered_until),
        "needs": need_lines(booking, recipient),
        "is_reminder": kind in _REMINDERS,
        "decline_words": decline_words(booking, recipient),
        "from_calendar": notice.dedupe_key.endswith(FROM_CALENDAR),
        "has_declined": _has_declined(booking, recipient),
        "booked_again": second is not None,
        "twice_url": _twice_url(booking, second, recipient),
        "other_booker": _other_booker(booking, second, recipient),
        "is_new_link": notice.dedupe_key.startswith(RENEWED),
        "reply_time": reply_time(session, now),
        "is_over": session.is_over(now),
        "next_session": next_session_for(booking, now=now) if kind in _SHOWS_NEXT_SESSION else None,
        "new_text": new_in_calendar(notice) if kind == Kind.SESSION_RETITLED else (),
        "link": link,
        **extra,
    }
    # Nothing can be changed any more, and nobody need know how to join.
    context["is_fixed"] = kind in _READ_ONLY or context.get("is_settled", context["is_over"])
    context["link_label"] = _link_label(kind, context)
    url, words = _action(kind, link, context)
    return context | {"action_url": url, "action_label": words}


def manage_url(booking: Booking) -> str:
    """Return the absolute capability URL to see, change and cancel a booking."""
    return f"{settings.BASE_URL}/bookings/{manage_token(booking)}/"


def _twice_url(booking: Booking, second: Booking | None, recipient: Recipient) -> str:
    """Return the address of the page with two bookings of one person, who may change both, or ""."""
    if second is None or not is_booked_twice(booking, second, recipient.email):
        return ""
    may_change_both = recipient.may_change and recipient_key_for(second, recipient.email)
    return f"{manage_url(booking)}twice/{manage_token(second)}/" if may_change_both else ""


def _other_booker(booking: Booking, second: Booking | None, recipient: Recipient) -> str:
    """Return the name of whoever made one of two bookings for the recipient, or ""."""
    made_by_others = [
        each
        for each in (booking, second)
        if each and not is_same_email(each.email, recipient.email)
    ]
    return plain_name(made_by_others[0].contact_name) if made_by_others else ""


def _action(kind: Kind, link: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the URL and label of the mail's one button."""
    if kind == Kind.PERSON_REMOVED:
        return context["session_url"], _SEE_SESSION
    if kind == Kind.SESSION_CANCELLED:
        return f"{settings.BASE_URL}/sessions/", "See all our sessions"
    if context["twice_url"]:
        return context["twice_url"], _CANCEL_ONE
    if kind == Kind.PERSONAL_FEED:
        return page_address(email=context["recipient"].email), "Put my bookings in my calendar"
    if kind == Kind.CANCELLATION and context["from_calendar"] and link:
        return link, "Was it a mistake? Have it back here"
    if kind == Kind.THANKS:
        if link:
            return (*extension_points.thanks_button(link), (link, context["link_label"]))[0]
        return context["session_url"], _SEE_SESSION
    if kind == Kind.BOOKING_LINK and link and context["is_over"]:
        return f"{link}same/", _USE_ANSWERS
    if kind == Kind.REMINDER_HOUR and link:
        return _way_in(f"{link}join/", context)
    joins_now = kind == Kind.REMINDER_DAY or context["has_new_link"]
    if joins_now and context["mode_is_video"] and link:
        return f"{link}join/", "Join the session"
    return (link, _ACTIONS.get(kind, context["link_label"])) if link else ("", "")


def _way_in(join_url: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the action of a mail just before the start. By phone it is to ring the number."""
    if context["dial_in"]:
        return "", ""
    if context["comes_to_room"]:
        return join_url, "See how to get there"
    return join_url, "Join the session" if context["mode_is_video"] else "See how to join"


def _link_label(kind: Kind, context: dict[str, Any]) -> str:
    """Return the label of the booking link, for the line under the button."""
    if kind == Kind.THANKS and context["next_session"]:
        return _BOOK_NEXT
    return _SEE_BOOKING if context["is_fixed"] else _CHANGE_BOOKING


def number_to_ring(booking: Booking, now: datetime) -> str:
    """Return the number to ring, of a booked place by phone until the session is over, else ""."""
    is_closed = booking.session.is_cancelled or booking.session.is_over(now)
    return "" if is_closed else dial_in_of(booking)


def _is_about_joining_only(notice: Notice) -> bool:
    known = LastAnnounced.from_dedupe_key(notice.dedupe_key)
    return bool(known and known.is_about_joining_only(notice.the_booking.session))


def _has_declined(booking: Booking, recipient: Recipient) -> bool:
    """Return whether this recipient's calendar declined."""
    attendee = booking if recipient.is_contact else recipient.person
    return attendee is not None and attendee.calendar_answer == Booking.Answer.DECLINED


def _format_moment(moment: datetime | None) -> str:
    """Return London time, like "9am UK time on Wednesday 20 January 2027"."""
    if moment is None:
        return ""
    local = moment.astimezone(LONDON)
    return f"{format_time(local.time())} UK time on {format_day(local.date())}"
