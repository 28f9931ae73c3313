"""Starting to ask someone each time, and stopping."""

from datetime import datetime

from events.bookings import BookingError, lock_booking
from events.models import Booking, Person, Regular, SeriesPage
from events.regulars.identity import regular_for
from events.retention import BOOKING_KEPT


def can_enrol(*, booking: Booking, now: datetime) -> bool:
    """Whether we can offer to ask them each time: the sessions repeat, and we still have all they told us."""
    return _refusal_reason(booking, now) == ""


def enrol(*, booking: Booking, now: datetime) -> Regular:
    """Ask this contact before each session of the series. Pressing twice changes nothing more.

    Raises Refused when the sessions do not repeat, or the booking is cancelled or half forgotten.
    """
    with lock_booking(booking) as fresh:
        if why_not := _refusal_reason(fresh, now):
            raise BookingError(why_not)
        regular = regular_for(fresh)
        if regular is None:
            return Regular.objects.create(
                series_id=fresh.session.series_id, booking=fresh, created_at=now
            )
        if regular.booking.session.starts_at < fresh.session.starts_at:
            move_to_booking(regular, fresh)
    return regular


def stop(*, regular: Regular) -> None:
    """Ask no more, for ever. What was booked stays, and is forgotten on the ordinary days."""
    Regular.objects.filter(pk=regular.pk).delete()


def may_stop(*, regular: Regular, booking: Booking) -> bool:
    """Whether the page of this booking may stop it.

    Anyone who knows a name and an address can fill in the form for a booking that looks like theirs, and
    sees its page at once. So it must be a booking that was there when they started, or that was made by
    their own answer or by an organiser, without that form. For all others the mail that asks has a link.
    """
    return booking.created_at <= regular.created_at or booking.form_key is None


def move_to_booking(regular: Regular, booking: Booking) -> None:
    """From now on carry over the answers of this booking, unless it is another regular's."""
    taken = Regular.objects.filter(booking=booking).exclude(pk=regular.pk)
    if not taken.exists():
        Regular.objects.filter(pk=regular.pk).update(booking=booking)
        regular.booking = booking


def _refusal_reason(booking: Booking, now: datetime) -> str:
    """The code of the refusal, or nothing."""
    if booking.state == Booking.State.CANCELLED:
        return "is_cancelled"
    if not (booking.email or booking.phone):
        return "cannot_reach"
    # Of older bookings some people and needs are deleted already.
    is_whole = booking.session.ends_at > now - BOOKING_KEPT
    if not is_whole or not any(person.role == Person.Role.COMES for person in booking.people.all()):
        return "gone"
    return "" if _repeats(booking.session.series) else "does_not_repeat"


def _repeats(series: SeriesPage) -> bool:
    return bool(series.rule)
