"""Invitations by phone: an organiser calls and records the response."""

from dataclasses import dataclass
from datetime import datetime

from events.bookings import Capacity, count_places
from events.bookings.people import needs_place
from events.models import Booking, Invitation, Session, SessionPage
from events.models.attendance import AttendanceMode


@dataclass(frozen=True)
class InvitationCall:
    """An invitation to make by phone, with the answers of the newest booking."""

    invitation: Invitation
    booking: Booking
    session: Session
    places: Capacity

    @property
    def mode(self) -> AttendanceMode | None:
        """Return the attendance mode of last time, or None if not offered."""
        mode = AttendanceMode(self.booking.attendance_mode)
        return mode if mode in self.session.attendance_modes else None

    @property
    def is_full(self) -> bool:
        """Return whether accepting in any possible mode leads to the waiting list."""
        people = self.booking.people.all()
        needed = sum(needs_place(self.session, person.role) for person in people)
        modes = [self.mode] if self.mode else self.session.attendance_modes
        return not any(self.places.fits(mode, needed) for mode in modes)


def invitation_calls(now: datetime) -> list[InvitationCall]:
    """Return the open invitations of contacts without an e-mail, nearest session first."""
    invitations = list(
        Invitation.objects.filter(
            answer="",
            regular__booking__email="",
            session__status=Session.Status.ON,
            session__starts_at__gt=now,
            session__page__in=SessionPage.objects.open_to_all().order_by(),
        )
        .select_related("session__page", "regular__booking")
        .prefetch_related("regular__booking__people")
        .order_by("session__starts_at", "pk")
    )
    places = count_places(invitation.session for invitation in invitations)
    return [
        InvitationCall(
            invitation,
            invitation.regular.booking,
            invitation.session,
            places[invitation.session_id],
        )
        for invitation in invitations
    ]
