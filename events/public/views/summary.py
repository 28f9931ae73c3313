"""Summaries of answers, with the links to change them."""

from collections.abc import Callable, Iterable

from events.models import AccessOption, Booking, Person
from events.models.attendance import AttendanceMode
from events.public.forms.context import BookingFormContext
from events.public.summary_rows import Row, answered

ForWhom = Booking.ForWhom
NOT_GIVEN = "You left this empty"


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
        yield Row("Their name", context.their_name, step="names")
    yield Row("Your name", answers["your_name"], step="names")
    if context.for_whom == ForWhom.ME_AND_SUPPORTER:
        name = answers["supporter_name"] or "You do not know yet"
        yield Row("Who supports you", name, step="names")
    if context.for_other:
        knows = "Yes" if answers["person_knows"] else "No, not yet"
        yield Row(f"Does {context.their_name} know", knows, step="together")
    if context.for_whom == ForWhom.OTHER_AND_ME:
        part = "You support" if answers["my_part"] == Person.Role.SUPPORTS else "You take part too"
        yield Row("How you come along", part, step="together")
    phone = answers.get("phone") or answers.get("talk_phone", "")
    yield Row("Your email address", answers["email"] or NOT_GIVEN, step="contact")
    yield Row("Your phone number", phone or NOT_GIVEN, step="contact")
    if "their_email" in answers:
        yield Row("Their email address", answers["their_email"] or NOT_GIVEN, step="their-contact")
        yield Row("Their phone number", answers["their_phone"] or NOT_GIVEN, step="their-contact")
    way_step = "way" if context.can_choose_mode else ""
    yield Row("How to join", str(AttendanceMode(answers["way"]).label), step=way_step)
    yield from _needs(context)
    talk = Booking.TalkFirst(answers.get("contact_first") or Booking.TalkFirst.NO)
    yield Row("Talk to a person first", str(talk.label), step="talk")
    yield Row("A good time to phone", answers.get("contact_when", ""), step="talk")
    yield Row("Anything else", answers.get("anything_else", ""), step="talk")
    if "share_needs" in answers:
        retention = "Yes" if answers["remember_needs"] else "No, we delete it after the session"
        if context.is_retained and not answers["remember_needs"]:
            retention = "For as long as we ask you each time"
        sharing = sharing_text(answers["share_needs"])
        yield Row("Who may see what you told us", sharing, step="sharing")
        yield Row("May we remember it for next time", retention, step="sharing")


def sharing_text(share_needs: bool) -> str:
    return "The people who run the session" if share_needs else "Only the organiser"


def _needs(context: BookingFormContext) -> Iterable[Row]:
    answers = context.answers
    yield Row(
        f"What would make it easier for {context.attendee}",
        answers=_requests(answers.get("options"), answers.get("words")),
        step="needs",
    )
    if context.has_second_attendee:
        yield Row(
            f"What would make it easier for {context.second_attendee}",
            answers=_requests(answers.get("second_options"), answers.get("second_words")),
            step="their-needs",
        )


def _requests(options: list[AccessOption] | None, words: str | None) -> list[str]:
    return [option.label for option in options or []] + ([words] if words else []) or ["Nothing"]
