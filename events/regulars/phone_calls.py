"""Regulars whom only a phone call can reach. An organiser asks them, and writes down what they say."""

from dataclasses import dataclass
from datetime import datetime

from events.bookings import Capacity, count_places
from events.bookings.people import takes_place
from events.models import Booking, Invitation, Session, SessionPage
from events.models.attendance import AttendanceMode


@dataclass(frozen=True)
class InvitationCall:
    """Someone to ask if they are coming, with the answers of their newest booking."""

    invitation: Invitation
    booking: Booking
    session: Session
    places: Capacity

    @property
    def way(self) -> AttendanceMode | None:
        """How they join, if it is as last time."""
        way = AttendanceMode(self.booking.way)
        return way if way in self.session.ways else None

    @property
    def is_full(self) -> bool:
        """Whether a yes puts them on the waiting list, in every way that they could choose."""
        people = self.booking.people.all()
        needed = sum(takes_place(self.session, person.role) for person in people)
        ways = [self.way] if self.way else self.session.ways
        return not any(self.places.fits(way, needed) for way in ways)


def invitation_calls(*, now: datetime) -> list[InvitationCall]:
    """Everyone without an address who has not said if they are coming, the nearest session first."""
    asked = list(
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
    places = count_places(each.session for each in asked)
    return [
        InvitationCall(each, each.regular.booking, each.session, places[each.session_id])
        for each in asked
    ]
