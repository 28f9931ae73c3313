"""Summaries of answers, with the links to change them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from events.models import AccessOption, Booking, Person
from events.models.attendance import AttendanceMode
from events.public.forms.context import BookingFormContext

ForWhom = Booking.ForWhom
NOT_GIVEN = "You left this empty"


@dataclass
class Row:
    """A row of `includes/summary_list.html`."""

    question: str
    answer: str = ""
    answers: list[str] = field(default_factory=list)
    step: str = ""
    change_url: str = ""

    @property
    def change_words(self) -> str:
        return self.question[0].lower() + self.question[1:]


def rows_of(asking: BookingFormContext, change_url: Callable[[str], str]) -> list[Row]:
    """Return every answer in order. A row whose step has one possible answer cannot change."""
    rows = [row for row in _rows(asking) if row.answer or row.answers]
    for row in rows:
        row.change_url = change_url(row.step) if row.step else ""
    return rows


def _rows(asking: BookingFormContext) -> Iterable[Row]:
    so_far = asking.so_far
    yield Row("Who it is for", str(ForWhom(asking.for_whom).label), step="who")
    if asking.for_other:
        yield Row("Their name", asking.they, step="names")
    yield Row("Your name", so_far["your_name"], step="names")
    if asking.for_whom == ForWhom.ME_AND_SUPPORTER:
        name = so_far["supporter_name"] or "You do not know yet"
        yield Row("Who supports you", name, step="names")
    if asking.for_other:
        knows = "Yes" if so_far["person_knows"] else "No, not yet"
        yield Row(f"Does {asking.they} know", knows, step="together")
    if asking.for_whom == ForWhom.OTHER_AND_ME:
        part = "You support" if so_far["my_part"] == Person.Role.SUPPORTS else "You take part too"
        yield Row("How you come along", part, step="together")
    phone = so_far.get("phone") or so_far.get("talk_phone", "")
    yield Row("Your email address", so_far["email"] or NOT_GIVEN, step="contact")
    yield Row("Your phone number", phone or NOT_GIVEN, step="contact")
    if "their_email" in so_far:
        yield Row("Their email address", so_far["their_email"] or NOT_GIVEN, step="their-contact")
        yield Row("Their phone number", so_far["their_phone"] or NOT_GIVEN, step="their-contact")
    can_choose = len(asking.session.attendance_modes) > 1 or asking.mode_is_closed
    yield Row(
        "How to join", str(AttendanceMode(so_far["way"]).label), step="way" if can_choose else ""
    )
    yield from _needs(asking)
    talk = Booking.TalkFirst(so_far.get("contact_first") or Booking.TalkFirst.NO)
    yield Row("Talk to a person first", str(talk.label), step="talk")
    yield Row("A good time to phone", so_far.get("contact_when", ""), step="talk")
    yield Row("Anything else", so_far.get("anything_else", ""), step="talk")
    if "share_needs" in so_far:
        shared = "The people who run the session" if so_far["share_needs"] else "Only the organiser"
        kept = "Yes" if so_far["remember_needs"] else "No, we delete it after the session"
        if asking.is_kept and not so_far["remember_needs"]:
            kept = "For as long as we ask you each time"
        yield Row("Who may see what you told us", shared, step="sharing")
        yield Row("May we remember it for next time", kept, step="sharing")


def _needs(asking: BookingFormContext) -> Iterable[Row]:
    so_far = asking.so_far
    who = asking.they if asking.for_other else "you"
    yield Row(
        f"What would make it easier for {who}",
        answers=_asked(so_far.get("options"), so_far.get("words")),
        step="needs",
    )
    if asking.second_comes:
        second = "you" if asking.for_other else asking.supporter
        yield Row(
            f"What would make it easier for {second}",
            answers=_asked(so_far.get("second_options"), so_far.get("second_words")),
            step="their-needs",
        )


def _asked(options: list[AccessOption] | None, words: str | None) -> list[str]:
    return [option.label for option in options or []] + ([words] if words else []) or ["Nothing"]
