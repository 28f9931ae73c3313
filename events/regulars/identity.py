"""Whose booking is whose. Couples and carers share an address, so an address alone tells nobody from another."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from events.models import Booking, Person, Regular

# Contact, address or phone number, and the person it is for.
Identity = tuple[str, str, str]


def identity_of(booking: Booking) -> Identity:
    """Who has booked for whom. Carers book for several people with one name and one address."""
    people = list(booking.people.all())
    first = people[0].name if people else ""
    reached = booking.email.casefold() or _digits(booking.phone)
    return _plain(booking.contact_name), reached, _plain(first)


def is_same(one: Booking, other: Booking) -> bool:
    return one.pk == other.pk or identity_of(one) == identity_of(other)


def regular_for(booking: Booking) -> Regular | None:
    """The regular whom this booking belongs to: it is their newest one, or an earlier one of theirs."""
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
    """Bookings that are not cancelled, with their people."""
    return Booking.objects.exclude(state=Booking.State.CANCELLED).prefetch_related(
        Prefetch("people", Person.objects.order_by("pk"))
    )


def booking_of(booking: Booking, among: Iterable[Booking]) -> Booking | None:
    """The booking that the same contact has made for the same person, if it is here."""
    return next((each for each in among if is_same(booking, each)), None)


def is_booked_by_someone_else(booking: Booking, among: Iterable[Booking]) -> bool:
    """Whether somebody else has booked for the person, who knows it and has had the mail."""
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
