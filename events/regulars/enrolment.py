"""Enrol regulars and stop their invitations."""

from datetime import datetime

from events.bookings import BookingError, lock_booking
from events.models import Booking, Person, Regular, bookings_whole_since
from events.regulars.identity import regular_for


def can_enrol(*, booking: Booking, now: datetime) -> bool:
    """Return whether the sessions repeat and all data of the booking is still stored."""
    return _refusal_reason(booking, now) == ""


def enrol(*, booking: Booking, now: datetime) -> Regular:
    """Enrol this contact for invitations to each session of the series. Idempotent.

    Raise BookingError when the sessions do not repeat, or the booking is cancelled,
    unreachable or partly purged.
    """
    with lock_booking(booking) as current:
        if code := _refusal_reason(current, now):
            raise BookingError(code)
        regular = regular_for(current)
        if regular is None:
            return Regular.objects.create(
                series_id=current.session.series_id, booking=current, created_at=now
            )
        if regular.booking.session.starts_at < current.session.starts_at:
            move_to_booking(regular, current)
    return regular


def stop(*, regular: Regular) -> None:
    """Stop the invitations for good. Bookings stay until their retention ends."""
    Regular.objects.filter(pk=regular.pk).delete()


def may_stop(*, regular: Regular, booking: Booking) -> bool:
    """Return whether the page of this booking may stop the invitations.

    Anyone with a name and an address can submit the form for a similar booking and see its page
    at once. So the booking must predate the enrolment, or have been made without that form, by
    the regular's response or an organiser. For all others the invitation mail has a link.
    """
    return booking.created_at <= regular.created_at or booking.form_key is None


def move_to_booking(regular: Regular, booking: Booking) -> None:
    """Carry over the answers of this booking from now on, unless it is another regular's."""
    others = Regular.objects.filter(booking=booking).exclude(pk=regular.pk)
    if not others.exists():
        Regular.objects.filter(pk=regular.pk).update(booking=booking)
        regular.booking = booking


def _refusal_reason(booking: Booking, now: datetime) -> str:
    """Return the error code, or an empty string."""
    if booking.state == Booking.State.CANCELLED:
        return "is_cancelled"
    if not (booking.email or booking.phone):
        return "cannot_reach"
    # Some people and needs of older bookings are purged already.
    session = booking.session
    is_whole = not session.is_over(now) or session.ends_at > bookings_whole_since(now)
    if not is_whole or not any(person.role == Person.Role.COMES for person in booking.people.all()):
        return "gone"
    return "" if booking.session.series.rule else "does_not_repeat"
