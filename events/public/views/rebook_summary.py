"""An earlier booking's answers, for review before reuse."""

from collections.abc import Iterable
from typing import Any

from events.bookings import Attendee
from events.models import Booking, Person
from events.models.attendance import AttendanceMode
from events.public.forms.context import BookingFormContext
from events.public.forms.needs import notice_hint
from events.public.summary_rows import Row, answered
from events.public.views.summary import sharing_text


def rebook_rows(answers: dict[str, Any], context: BookingFormContext) -> list[Row]:
    """Return exactly the arguments that `events.bookings.book` would get, without empty ones."""
    return answered([*_people(answers), *_needs(answers, context), *_preferences(answers)])


def _people(answers: dict[str, Any]) -> Iterable[Row]:
    contact, people = answers["contact"], answers["people"]
    yield Row("Who comes", answers=[_name_and_role(attendee) for attendee in people])
    if contact.name not in [attendee.name for attendee in people]:
        yield Row("Who booked", contact.name)
    yield Row("Email address", contact.email)
    yield Row("Phone number", contact.phone)
    for attendee in people:
        if attendee.name != contact.name:
            reach = [value for value in (attendee.email, attendee.phone) if value]
            yield Row(f"How to reach {attendee.name}", answers=reach)


def _needs(answers: dict[str, Any], context: BookingFormContext) -> Iterable[Row]:
    if answers["mode"] in context.session.attendance_modes:
        yield Row("How to join", str(AttendanceMode(answers["mode"]).label))
    for attendee in answers["people"]:
        who = "you" if attendee.name == answers["contact"].name else attendee.name
        yield Row(f"What would make it easier for {who}", answers=_requests(attendee, context))


def _preferences(answers: dict[str, Any]) -> Iterable[Row]:
    preferences = answers["wishes"]
    if preferences.contact_first != Booking.TalkFirst.NO:
        yield Row("Talk to a person first", str(Booking.TalkFirst(preferences.contact_first).label))
        yield Row("A good time to phone", preferences.contact_when)
    yield Row("Anything else", preferences.anything_else)
    if preferences.anything_else or any(attendee.asks for attendee in answers["people"]):
        yield Row("Who may see what you told us", sharing_text(preferences.share_needs))


def _name_and_role(attendee: Attendee) -> str:
    return f"{attendee.name} (supports)" if attendee.role == Person.Role.SUPPORTS else attendee.name


def _requests(attendee: Attendee, context: BookingFormContext) -> list[str]:
    """Return the option labels and the attendee's words, with the deadlines."""
    requests = []
    for request in attendee.asks or ():
        option = request.option
        words = ": ".join(filter(None, [option.label if option else "", request.words]))
        hint = notice_hint(option, context) if option else ""
        requests.append(f"{words}. {hint}" if hint else words)
    return requests or ["Nothing"]
