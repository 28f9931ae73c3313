"""Summaries of answers, for review or with the links to change them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from events.bookings import Attendee
from events.models import AccessOption, Booking, Person
from events.models.attendance import AttendanceMode
from events.public.forms.context import BookingFormContext
from events.public.forms.deadlines import late_promise
from hub.dates import format_day, london_date

ForWhom = Booking.ForWhom
NOT_GIVEN = "You left this empty"
EASIER = "What would make it easier for"


@dataclass
class Row:
    """A question with its `answer`, or several `answers`: see `includes/summary_list.html`."""

    question: str
    answer: str = ""
    answers: Sequence[str] = ()
    step: str = ""
    change_url: str = ""

    @property
    def change_words(self) -> str:
        return self.question[0].lower() + self.question[1:]


def answered(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that are not empty."""
    return [row for row in rows if row.answer or row.answers]


def rows_of(context: BookingFormContext, change_url: Callable[[str], str]) -> list[Row]:
    """Return every answer in order. A row without a step cannot change."""
    rows = answered(_rows(context))
    for row in rows:
        row.change_url = change_url(row.step) if row.step else ""
    return rows


def _rows(context: BookingFormContext) -> Iterable[Row]:
    answers = context.answers
    yield Row("Who it is for", str(ForWhom(context.for_whom).label), step="who")
    if context.for_other:
        yield Row("Their name", context.their_name, step="together")
    yield Row("Your name", answers["your_name"], step="names")
    if context.for_whom == ForWhom.ME_AND_SUPPORTER:
        name = answers["supporter_name"] or "You do not know yet"
        yield Row("Who supports you", name, step="together")
    if context.for_other:
        knows = "Yes" if answers["person_knows"] else "No, not yet"
        yield Row(f"Does {context.their_name} know", knows, step="together")
    if context.for_whom == ForWhom.OTHER_AND_ME:
        part = "You support" if answers["my_part"] == Person.Role.SUPPORTS else "You take part too"
        yield Row("How you come along", part, step="together")
    phone = answers.get("phone") or answers.get("talk_phone", "")
    yield Row("Your email address", answers["email"] or NOT_GIVEN, step="contact")
    yield Row("Your phone number", phone or NOT_GIVEN, step="contact")
    if answers.get("texts"):
        yield Row("Text messages", "Yes, on this number", step="contact")
    if answers.get("person_knows"):
        yield Row("Their email address", answers["their_email"] or NOT_GIVEN, step="their-contact")
        yield Row("Their phone number", answers["their_phone"] or NOT_GIVEN, step="their-contact")
    way_step = "way" if context.can_choose_mode else ""
    yield Row("How to join", str(AttendanceMode(answers["way"]).label), step=way_step)
    yield Row(
        f"{EASIER} {context.attendee}",
        answers=_requests(answers, context.others_name),
        step="needs",
    )
    if context.has_second_attendee:
        requests = _requests(answers, context.second_name, "second_")
        yield Row(f"{EASIER} {context.second_attendee}", answers=requests, step="their-needs")
    talk = Booking.TalkFirst(answers.get("contact_first") or Booking.TalkFirst.NO)
    yield Row("Talk to a person first", str(talk.label), step="talk")
    yield Row("A good time to phone", answers.get("contact_when", ""), step="talk")
    yield Row("Anything else", answers.get("anything_else", ""), step="talk")
    if "share_needs" in answers:
        retention = "Yes" if answers["remember_needs"] else "No, we delete it after the session"
        if context.is_retained and not answers["remember_needs"]:
            retention = "For as long as we ask you each time"
        sharing = _sharing_text(answers["share_needs"])
        yield Row("Who may see what you told us", sharing, step="sharing")
        yield Row("May we remember it for next time", retention, step="sharing")


def _sharing_text(share_needs: bool) -> str:
    return "The people who run the session" if share_needs else "Only the organiser"


def _requests(answers: dict[str, Any], name: str, prefix: str = "") -> list[str]:
    words, which = answers.get(f"{prefix}words"), answers.get(f"{prefix}which") or {}
    requests = [
        ": ".join(filter(None, (option.label_for(name), which.get(option.pk))))
        for option in answers.get(f"{prefix}options") or []
    ]
    return [*requests, words] if words else requests or ["Nothing"]


def rebook_rows(answers: dict[str, Any], context: BookingFormContext) -> list[Row]:
    """Return exactly the arguments that `events.bookings.book` would get, without empty ones."""
    return answered(_rebook_rows(answers, context))


def _rebook_rows(answers: dict[str, Any], context: BookingFormContext) -> Iterable[Row]:
    contact, people, preferences = answers["contact"], answers["people"], answers["wishes"]
    role_words = {Person.Role.SUPPORTS: " (supports)"}
    yield Row("Who comes", answers=[each.name + role_words.get(each.role, "") for each in people])
    if contact.name not in [attendee.name for attendee in people]:
        yield Row("Who booked", contact.name)
    yield Row("Email address", contact.email)
    yield Row("Phone number", contact.phone)
    yield Row("Text messages", "Yes, on this number" if contact.texts else "")
    for attendee in people:
        if attendee.name != contact.name:
            reach = [value for value in (attendee.email, attendee.phone) if value]
            yield Row(f"How to reach {attendee.name}", answers=reach)
    if answers["mode"] in context.session.attendance_modes:
        yield Row("How to join", str(AttendanceMode(answers["mode"]).label))
    for attendee in people:
        who = "you" if attendee.name == contact.name else attendee.name
        promise = late_promise(email=contact.email, texts=bool(contact.texts))
        requests = _requests_with_deadlines(attendee, context, promise)
        yield Row(f"{EASIER} {who}", answers=requests)
    if preferences.contact_first != Booking.TalkFirst.NO:
        yield Row("Talk to a person first", str(Booking.TalkFirst(preferences.contact_first).label))
        yield Row("A good time to phone", preferences.contact_when)
    yield Row("Anything else", preferences.anything_else)
    if preferences.anything_else or any(attendee.asks for attendee in people):
        yield Row("Who may see what you told us", _sharing_text(preferences.share_needs))


def _requests_with_deadlines(
    attendee: Attendee, context: BookingFormContext, promise: str
) -> list[str]:
    """Return the option labels and the attendee's words, with the deadlines."""
    requests = []
    for request in attendee.asks or ():
        option = request.option
        words = ": ".join(filter(None, [option.label if option else "", request.words]))
        hint = _notice_hint(option, context, promise) if option else ""
        requests.append(f"{words}. {hint}" if hint else words)
    return requests or ["Nothing"]


def _notice_hint(option: AccessOption, context: BookingFormContext, promise: str) -> str:
    """Return the last day to ask for an option that must be booked ahead, else empty."""
    if not option.notice_days:
        return ""
    day = context.session.last_day(option.notice_days)
    if day < london_date(context.now):
        return f"There is not much time left for this. Ask anyway. {promise}"
    return f"Tell us by {format_day(day)}."
