"""An honest idea of the chance of a place, for those on the waiting list. Says only what is so."""

from datetime import datetime

from django.db.models import Q

from events.bookings.capacity import capacity_of, places_needed_by
from events.models import Booking, Notice, Person, Session, bookings_whole_since

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def chance_sentences(booking: Booking, now: datetime) -> list[str]:
    """Return what is known about the chance of a waiting booking. Empty if that is nothing."""
    if booking.state != Booking.State.WAITING or booking.waiting_since is None:
        return []
    return [*_turn(booking), *_promoted_last_time(booking, now)]


def _turn(booking: Booking) -> list[str]:
    """Return the turn. Nobody behind can come first, except before a booking for several."""
    session = booking.session
    if booking.attendance_mode not in session.attendance_modes:
        return []  # no place can be offered until they choose another way
    modes = set(capacity_of(session).pool(booking.attendance_mode)) & set(session.attendance_modes)
    earlier = Q(waiting_since__lt=booking.waiting_since) | Q(
        waiting_since=booking.waiting_since, pk__lt=booking.pk
    )
    waiting = session.bookings.filter(state=Booking.State.WAITING, attendance_mode__in=modes)
    ahead = waiting.filter(earlier).count()
    turn = ORDINALS[ahead] if ahead < len(ORDINALS) else f"number {ahead + 1}"
    sentences = [f"This booking is {turn} in line."]
    needed = places_needed_by(booking)
    if needed > 1:
        sentences.append(f"It is for {needed} places, so one for fewer may come first.")
    return sentences


def _promoted_last_time(booking: Booking, now: datetime) -> list[str]:
    """Return how many got a place of those who waited last time, while the bookings are kept.

    "At least", as people may delete their bookings themselves.
    """
    last = (
        Session.objects.filter(
            series=booking.session.series_id, status=Session.Status.ON, ends_at__lte=now
        )
        .order_by("-ends_at", "-pk")
        .first()
    )
    if last is None or last.ends_at <= bookings_whole_since(now):
        return []
    promoted = Notice.objects.filter(kind=Notice.Kind.PROMOTED, booking__session=last)
    count = Person.objects.filter(needs_place=True, booking__in=promoted.values("booking")).count()
    if not count:
        return []
    people = "1 person" if count == 1 else f"{count} people"
    return [f"Last time, at least {people} who waited got a place."]
