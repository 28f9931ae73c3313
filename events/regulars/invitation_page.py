"""The context of a regular's page: the open invitation or the next date."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from events.bookings import Capacity, as_new_booking, capacity_of, manage_token
from events.bookings.people import places_needed
from events.emails.recipients import AttendeePhrase, Recipient, attendee_phrase
from events.models import Booking, Invitation, Regular, Session
from events.outbox import reminder_dedupe_key
from events.public.forms.context import BookingFormContext
from events.public.forms.rebook_mode import RebookModeForm
from events.public.summary_rows import Row
from events.public.views.rebook_summary import rebook_rows
from events.regulars import services as regulars
from events.regulars.invitations import is_open_to_all
from hub.dates import format_day

State = Booking.State


@dataclass
class InvitationPage:
    """An open invitation as its page shows it."""

    invitation: Invitation
    session: Session
    who: AttendeePhrase
    made: Booking | None  # the regular's booking for this session
    is_bookable: bool
    rows: list[Row] = field(default_factory=list)
    needs_mode: bool = False
    full_modes: list[str] = field(default_factory=list)
    is_full: bool = False
    form: RebookModeForm | None = None

    @property
    def asked(self) -> str:
        """Return the key of invitation and date, so that a stale answer is noticed."""
        return f"{self.invitation.pk} {reminder_dedupe_key(self.session)}"

    @property
    def said_no(self) -> bool:
        return self.invitation.answer == Invitation.Answer.NO

    @property
    def said_yes(self) -> bool:
        """Return whether an accepted booking was cancelled."""
        return self.invitation.answer == Invitation.Answer.YES and self.made is None

    @property
    def words(self) -> str:
        return f"{'Are' if self.who.is_plural else 'Is'} {self.who.names} coming this time?"

    @property
    def yes_words(self) -> str:
        if self.is_full:
            return "Yes, join the waiting list"
        if self.who.names == "you":
            return "Yes, I am coming"
        if self.who.names.startswith("you and"):
            return "Yes, we are coming"
        return f"Yes, {self.who.names} {'are' if self.who.is_plural else 'is'} coming"

    @property
    def manage_token(self) -> str:
        return manage_token(self.made) if self.made else ""


def invitation_page(
    regular: Regular, now: datetime, data: dict[str, Any] | None = None
) -> InvitationPage | None:
    """Return the open invitation, if any. `data` is the POST data for the way to join."""
    invitation = regulars.open_invitation(regular=regular, now=now)
    if invitation is None:
        return None
    session = invitation.session
    contact = Recipient(regular.booking.contact_name, regular.booking.email, True, None)
    is_on = not session.is_cancelled and not session.has_started(now)
    question = InvitationPage(
        invitation=invitation,
        session=session,
        who=attendee_phrase(regular.booking, contact),
        made=regulars.booking_for_session(regular=regular, session=session),
        is_bookable=is_on and bool(session.attendance_modes) and is_open_to_all(session),
    )
    if question.is_bookable and question.made is None:
        _show_answers(question, regular.booking, now, data)
    return question


def _show_answers(
    question: InvitationPage, booking: Booking, now: datetime, data: dict[str, Any] | None
) -> None:
    session, answers = question.session, as_new_booking(booking)
    places = capacity_of(session)
    needed = places_needed(session, answers["people"])
    question.rows = rebook_rows(answers, BookingFormContext(session, now))
    question.full_modes = _full(places, needed)
    question.needs_mode = answers["mode"] not in session.attendance_modes
    if question.needs_mode:
        question.form = RebookModeForm(data, session=session, places=places, needed=needed)
        question.is_full = len(question.full_modes) == len(session.attendance_modes)
    else:
        question.is_full = answers["mode"] in question.full_modes


def _full(places: Capacity, needed: int) -> list[str]:
    return [mode.value for mode in places.session.attendance_modes if not places.fits(mode, needed)]


def next_invitation_text(regular: Regular, now: datetime) -> str:
    """Return when the next invitation is due, in words."""
    found = regulars.next_invitation(regular=regular, now=now)
    if found is None:
        return "We will ask you when the next date is known."
    day, session = found
    return f"We will ask you on {format_day(day)} about the session on {session.when_words}."
