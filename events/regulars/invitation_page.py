"""The context of a regular's page: the open invitation or the next date."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from events.bookings import as_new_booking, capacity_of, manage_token
from events.bookings.people import places_needed
from events.emails.recipients import AttendeePhrase, Recipient, attendee_phrase
from events.models import Booking, Invitation, Regular, Session
from events.outbox import reminder_dedupe_key
from events.public.answer_summary import Row, rebook_rows
from events.public.forms.context import BookingFormContext
from events.public.forms.questions import RebookModeForm
from events.regulars import invitations, responses
from events.regulars.invitations import is_open_to_all
from hub.dates import format_day


@dataclass
class InvitationPage:
    """An open invitation as its page shows it."""

    invitation: Invitation
    session: Session
    attendees: AttendeePhrase
    booking: Booking | None  # the regular's booking for this session
    is_bookable: bool
    rows: list[Row] = field(default_factory=list)
    needs_mode: bool = False
    full_modes: list[str] = field(default_factory=list)
    is_full: bool = False
    form: RebookModeForm | None = None

    @property
    def key(self) -> str:
        """Return the key of invitation and date, so that a stale answer is noticed."""
        return f"{self.invitation.pk} {reminder_dedupe_key(self.session)}"

    @property
    def is_declined(self) -> bool:
        return self.invitation.answer == Invitation.Answer.NO

    @property
    def is_cancelled(self) -> bool:
        """Return whether an accepted booking was cancelled."""
        return self.invitation.answer == Invitation.Answer.YES and self.booking is None

    @property
    def title(self) -> str:
        return f"{'Are' if self.attendees.is_plural else 'Is'} {self.attendees.names} coming this time?"

    @property
    def accept_label(self) -> str:
        if self.is_full:
            return "Yes, join the waiting list"
        if self.attendees.names == "you":
            return "Yes, I am coming"
        if self.attendees.names.startswith("you and"):
            return "Yes, we are coming"
        return f"Yes, {self.attendees.names} {'are' if self.attendees.is_plural else 'is'} coming"

    @property
    def manage_token(self) -> str:
        return manage_token(self.booking) if self.booking else ""


def invitation_page(
    regular: Regular, now: datetime, data: dict[str, Any] | None = None
) -> InvitationPage | None:
    """Return the open invitation, if any. `data` is the POST data for the way to join."""
    invitation = responses.open_invitation(regular=regular, now=now)
    if invitation is None:
        return None
    session = invitation.session
    contact = Recipient(regular.booking.contact_name, regular.booking.email, True, None)
    is_on = not session.is_cancelled and not session.has_started(now)
    page = InvitationPage(
        invitation=invitation,
        session=session,
        attendees=attendee_phrase(regular.booking, contact),
        booking=responses.booking_for_session(regular=regular, session=session),
        is_bookable=is_on and bool(session.attendance_modes) and is_open_to_all(session),
    )
    if page.is_bookable and page.booking is None:
        _add_answers(page, regular.booking, now, data)
    return page


def _add_answers(
    page: InvitationPage, booking: Booking, now: datetime, data: dict[str, Any] | None
) -> None:
    session, answers = page.session, as_new_booking(booking)
    places = capacity_of(session)
    needed = places_needed(session, answers["people"])
    page.rows = rebook_rows(answers, BookingFormContext(session, now))
    page.full_modes = [
        mode.value for mode in session.attendance_modes if not places.fits(mode, needed)
    ]
    page.needs_mode = answers["mode"] not in session.attendance_modes
    if page.needs_mode:
        page.form = RebookModeForm(data, session=session, places=places, needed=needed)
        page.is_full = len(page.full_modes) == len(session.attendance_modes)
    else:
        page.is_full = answers["mode"] in page.full_modes


def next_invitation_text(regular: Regular, now: datetime) -> str:
    """Return when the next invitation is due, in words."""
    invitation = invitations.next_invitation(regular=regular, now=now)
    if invitation is None:
        return "We will ask you when the next date is known."
    day, session = invitation
    return f"We will ask you on {format_day(day)} about the session on {session.when_words}."
