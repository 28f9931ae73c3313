"""An earlier booking's answers, for review before reuse."""

from collections.abc import Iterable
from typing import Any

from events.bookings import Attendee
from events.models import Booking, Person
from events.models.attendance import AttendanceMode
from events.public.forms.context import BookingFormContext
from events.public.forms.needs import tell_us_by
from events.public.views.summary import Row


def rebook_rows(answers: dict[str, Any], asking: BookingFormContext) -> list[Row]:
    """Return exactly the answers that `events.bookings.book` would get, without empty ones."""
    rows = [*_about_people(answers), *_about_needs(answers, asking), *_about_wishes(answers)]
    return [row for row in rows if row.answer or row.answers]


def _about_people(answers: dict[str, Any]) -> Iterable[Row]:
    contact, people = answers["contact"], answers["people"]
    yield Row("Who comes", answers=[_named(attendee) for attendee in people])
    if contact.name not in [attendee.name for attendee in people]:
        yield Row("Who booked", contact.name)
    yield Row("Email address", contact.email)
    yield Row("Phone number", contact.phone)
    for attendee in people:
        if attendee.name != contact.name:
            yield Row(
                f"How to reach {attendee.name}", answers=list(filter(None, _reached(attendee)))
            )


def _about_needs(answers: dict[str, Any], asking: BookingFormContext) -> Iterable[Row]:
    if answers["mode"] in asking.session.attendance_modes:
        yield Row("How to join", str(AttendanceMode(answers["mode"]).label))
    for attendee in answers["people"]:
        who = "you" if attendee.name == answers["contact"].name else attendee.name
        yield Row(f"What would make it easier for {who}", answers=_asked(attendee, asking))


def _about_wishes(answers: dict[str, Any]) -> Iterable[Row]:
    wishes = answers["wishes"]
    if wishes.contact_first != Booking.TalkFirst.NO:
        yield Row("Talk to a person first", str(Booking.TalkFirst(wishes.contact_first).label))
        yield Row("A good time to phone", wishes.contact_when)
    yield Row("Anything else", wishes.anything_else)
    if wishes.anything_else or any(attendee.asks for attendee in answers["people"]):
        shared = "The people who run the session" if wishes.share_needs else "Only the organiser"
        yield Row("Who may see what you told us", shared)


def _named(attendee: Attendee) -> str:
    return f"{attendee.name} (supports)" if attendee.role == Person.Role.SUPPORTS else attendee.name


def _reached(attendee: Attendee) -> tuple[str, str]:
    return attendee.email, attendee.phone


def _asked(attendee: Attendee, asking: BookingFormContext) -> list[str]:
    """Return the option labels and the attendee's words, with the deadlines."""
    found = []
    for ask in attendee.asks or ():
        words = ": ".join(filter(None, [ask.option.label if ask.option else "", ask.words]))
        by = tell_us_by(ask.option, asking) if ask.option else ""
        found.append(f"{words}. {by}" if by else words)
    return found or ["Nothing"]
