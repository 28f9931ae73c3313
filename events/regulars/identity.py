"""Match bookings to contacts. Couples and carers share an address: it does not identify alone."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from events.models import Booking, Person, Regular
from hub.email_addresses import email_q, normalise_email

# Contact name, e-mail address or phone number, and name of the first person.
Identity = tuple[str, str, str]


def identity_of(booking: Booking) -> Identity:
    """Return contact and person: carers book for several people with one name and address."""
    people = list(booking.people.all())
    first = people[0].name if people else ""
    address = normalise_email(booking.email) or _digits(booking.phone)
    return _normalised(booking.contact_name), address, _normalised(first)


def is_same(one: Booking, other: Booking) -> bool:
    return one.pk == other.pk or identity_of(one) == identity_of(other)


def regular_for(booking: Booking) -> Regular | None:
    """Return the regular with this booking as the newest or an earlier one, or None."""
    series = booking.session.series_id
    same_address = Q(series=series) & email_q("booking__email", booking.email)
    found = (
        Regular.objects.filter(Q(booking=booking) | same_address)
        .select_related("booking__session")
        .prefetch_related("booking__people")
    )
    matches = [regular for regular in found if is_same(regular.booking, booking)]
    return min(matches, key=lambda regular: regular.booking_id != booking.pk, default=None)


def live_bookings() -> QuerySet[Booking]:
    """Return the bookings that are not cancelled, with their people."""
    return Booking.objects.exclude(state=Booking.State.CANCELLED).prefetch_related(
        Prefetch("people", Person.objects.order_by("pk"))
    )


def booking_of(booking: Booking, bookings: Iterable[Booking]) -> Booking | None:
    """Return the booking by the same contact for the same person, or None."""
    return next((other for other in bookings if is_same(booking, other)), None)


def is_booked_by_someone_else(booking: Booking, bookings: Iterable[Booking]) -> bool:
    """Return whether another contact has booked for the person, who knows and was mailed."""
    first = booking.people.all()[0] if booking.people.all() else Person()
    if not first.email:
        return False
    identity = (_normalised(first.name), normalise_email(first.email))
    return any(
        (_normalised(person.name), normalise_email(person.email)) == identity
        for other in bookings
        if other.person_knows is not False
        for person in other.people.all()
    )


def _normalised(name: str) -> str:
    return " ".join(name.split()).casefold()


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())
