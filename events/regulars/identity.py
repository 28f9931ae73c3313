"""Match bookings to contacts. Couples and carers share an address: it does not identify alone."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from events.models import Booking, Person, Regular

# Contact name, e-mail address or phone number, and name of the first person.
Identity = tuple[str, str, str]


def identity_of(booking: Booking) -> Identity:
    """Return contact and person: carers book for several people with one name and address."""
    people = list(booking.people.all())
    first = people[0].name if people else ""
    reached = booking.email.casefold() or _digits(booking.phone)
    return _plain(booking.contact_name), reached, _plain(first)


def is_same(one: Booking, other: Booking) -> bool:
    return one.pk == other.pk or identity_of(one) == identity_of(other)


def regular_for(booking: Booking) -> Regular | None:
    """Return the regular with this booking as the newest or an earlier one, or None."""
    series = booking.session.series_id
    of_theirs = Q(series=series, booking__email__iexact=booking.email)
    found = (
        Regular.objects.filter(Q(booking=booking) | of_theirs)
        .select_related("booking__session")
        .prefetch_related("booking__people")
    )
    theirs = [regular for regular in found if is_same(regular.booking, booking)]
    return min(theirs, key=lambda regular: regular.booking_id != booking.pk, default=None)


def live_bookings() -> QuerySet[Booking]:
    """Return the bookings that are not cancelled, with their people."""
    return Booking.objects.exclude(state=Booking.State.CANCELLED).prefetch_related(
        Prefetch("people", Person.objects.order_by("pk"))
    )


def booking_of(booking: Booking, among: Iterable[Booking]) -> Booking | None:
    """Return the booking by the same contact for the same person, or None."""
    return next((each for each in among if is_same(booking, each)), None)


def is_booked_by_someone_else(booking: Booking, among: Iterable[Booking]) -> bool:
    """Return whether another contact has booked for the person, who knows and was mailed."""
    first = booking.people.all()[0] if booking.people.all() else Person()
    if not first.email:
        return False
    them = (_plain(first.name), first.email.casefold())
    return any(
        (_plain(person.name), person.email.casefold()) == them
        for each in among
        if each.person_knows is not False
        for person in each.people.all()
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())
