"""Changing a booking: attendees, attendance mode, access needs and contact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from events.bookings.arrangements import check_arrangements_of_mode
from events.bookings.capacity import capacity_of, places_needed_by
from events.bookings.create import check_contact, wants_to_talk, write_booking
from events.bookings.details import Attendee, Contact, Preferences
from events.bookings.errors import BookingError
from events.bookings.lock import lock_booking
from events.bookings.notices import notify_of_change, notify_organisers_of_needs
from events.bookings.people import check_people, places_needed, write_people
from events.bookings.tasks import keep_task_of_anything_else
from events.bookings.waiting_list import check_not_started, process_waiting_list
from events.models import Booking, Notice
from events.outbox import enqueue

State = Booking.State


def change(
    *,
    booking: Booking,
    now: datetime,
    contact: Contact | None = None,
    people: Sequence[Attendee] | None = None,
    mode: str | None = None,
    for_whom: str | None = None,
    person_knows: bool | None = None,
    wishes: Preferences | None = None,
) -> Booking:
    """Change the given parts of a booking. Saving without a change sends no notice.

    Raise BookingError, with nothing changed, when there is no place for the change.
    """
    if contact is not None:
        check_contact(contact)
    if people is not None:
        check_people(people)
    with lock_booking(booking) as booking:
        session = booking.session
        check_not_started(session, now)
        if booking.state == State.CANCELLED:
            raise BookingError("is_cancelled")
        if mode and mode != booking.attendance_mode and mode not in session.attendance_modes:
            raise BookingError("way_not_offered")
        _check_capacity(booking, people, mode)
        page_before, calendar_before = _page_facts(booking), _calendar_facts(booking)
        wanted_to_talk = wants_to_talk(booking)
        same_people = for_whom in (None, booking.for_whom)
        mode_before = booking.attendance_mode
        booking.attendance_mode = mode or booking.attendance_mode
        booking.for_whom = for_whom or booking.for_whom
        if for_whom:
            booking.person_knows = person_knows
        else_before = booking.anything_else
        write_booking(
            booking, contact or Contact.of(booking), wishes or Preferences.of(booking), now
        )
        keep_task_of_anything_else(booking, else_before, now)
        needs_changed = people is not None and write_people(
            booking=booking, session=session, people=people, now=now, same_people=same_people
        )
        check_arrangements_of_mode(booking, mode_before, now)
        if needs_changed or (wants_to_talk(booking) and not wanted_to_talk):
            notify_organisers_of_needs(booking, now)
        if _calendar_facts(booking) != calendar_before:
            booking.sequence += 1
            booking.save(update_fields=["sequence"])
        if needs_changed or _page_facts(booking) != page_before:
            notify_of_change(booking, now)
        process_waiting_list(session, now)
        booking.refresh_from_db()
    return booking


def set_postal_address(*, booking: Booking, address: str, now: datetime) -> Booking:
    """Set or clear where letters go. A new address gets a letter with the booking as it is."""
    with lock_booking(booking) as booking:
        if booking.postal_address != address:
            booking.postal_address, booking.changed_at = address, now
            booking.save(update_fields=["postal_address", "changed_at"])
            if address and booking.state == State.BOOKED:
                enqueue(
                    kind=Notice.Kind.CONFIRMATION,
                    booking=booking,
                    now=now,
                    dedupe_key=f"address {now.isoformat()}",
                    only_to=Notice.CONTACT_LETTER,
                )
    return booking


def stop_reminders(*, booking: Booking, stop: bool = True, now: datetime) -> Booking:
    """Stop the reminders of a booking, or resume them."""
    with lock_booking(booking) as booking:
        booking.reminders, booking.changed_at = not stop, now
        booking.save(update_fields=["reminders", "changed_at"])
    return booking


def set_hour_reminder(*, booking: Booking, wanted: bool = True, now: datetime) -> Booking:
    """Add a reminder an hour before the start to those of a booking, or leave it out again."""
    with lock_booking(booking) as booking:
        booking.hour_reminder, booking.changed_at = wanted, now
        booking.save(update_fields=["hour_reminder", "changed_at"])
    return booking


def set_discreet_title(*, booking: Booking, plain: bool = True, now: datetime) -> Booking:
    """Show a plain title in the calendar, for attendees who share theirs."""
    with lock_booking(booking) as booking:
        if booking.discreet_title != plain:
            booking.discreet_title, booking.changed_at = plain, now
            booking.sequence += 1
            booking.save(update_fields=["discreet_title", "changed_at", "sequence"])
            if booking.state == State.BOOKED:
                notify_of_change(booking, now)
    return booking


def _check_capacity(booking: Booking, people: Sequence[Attendee] | None, mode: str | None) -> None:
    """Raise BookingError when a booking that takes places needs more than are left."""
    if booking.state not in (State.BOOKED, State.OFFERED):
        return
    taken = places_needed_by(booking)
    needed = taken if people is None else places_needed(booking.session, people)
    new_mode = mode or booking.attendance_mode
    capacity = capacity_of(booking.session)
    # Capacity can be below the places taken: a booking that needs no more keeps its own.
    if booking.attendance_mode in capacity.pool(new_mode) and needed <= taken:
        return
    capacity.take(booking.attendance_mode, -taken)
    if not capacity.fits(new_mode, needed):
        is_same_mode = new_mode == booking.attendance_mode
        raise BookingError("more_people_full" if is_same_mode else "way_full")


def _calendar_facts(booking: Booking) -> list[Any]:
    """Return what the calendar invitation shows. A change raises SEQUENCE (RFC 5545 3.8.7.4)."""
    people = booking.people.values_list("name", "email", "role")
    return [booking.attendance_mode, booking.contact_name, booking.email, *people]


def _page_facts(booking: Booking) -> list[Any]:
    """Return what the manage page shows, apart from the access needs."""
    own = [Contact.of(booking), booking.for_whom, booking.person_knows, Preferences.of(booking)]
    return [*_calendar_facts(booking), *own, *booking.people.values_list("phone", flat=True)]
