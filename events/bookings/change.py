"""Changing a booking: attendees, attendance mode, access needs and contact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from events.bookings import lock
from events.bookings.capacity import capacity_of, places_needed_by
from events.bookings.create import wants_to_talk, write_booking
from events.bookings.details import Attendee, Contact, Preferences
from events.bookings.errors import BookingError
from events.bookings.notices import notify_of_change, notify_organisers_of_needs
from events.bookings.people import check_people, places_needed, write_people
from events.bookings.waiting_list import check_not_started, process_waiting_list
from events.models import Booking

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
    if contact and not (contact.email.strip() or contact.phone.strip()):
        raise BookingError("cannot_reach")
    if people is not None:
        check_people(people)
    with lock.lock_booking(booking) as fresh:
        session = fresh.session
        check_not_started(session, now)
        if fresh.state == State.CANCELLED:
            raise BookingError("is_cancelled")
        if mode and mode != fresh.attendance_mode and mode not in session.attendance_modes:
            raise BookingError("way_not_offered")
        _check_capacity(fresh, people, mode)
        before, in_calendar_before = _page_facts(fresh), _calendar_facts(fresh)
        talked_before = wants_to_talk(fresh)
        same_people = for_whom in (None, fresh.for_whom)
        fresh.attendance_mode = mode or fresh.attendance_mode
        fresh.for_whom = for_whom or fresh.for_whom
        if for_whom:
            fresh.person_knows = person_knows
        write_booking(fresh, contact or _contact_of(fresh), wishes or _preferences_of(fresh), now)
        asks_changed = people is not None and write_people(
            booking=fresh, session=session, people=people, now=now, same_people=same_people
        )
        if asks_changed or (wants_to_talk(fresh) and not talked_before):
            notify_organisers_of_needs(fresh, now)
        if _calendar_facts(fresh) != in_calendar_before:
            fresh.sequence += 1
            fresh.save(update_fields=["sequence"])
        if asks_changed or _page_facts(fresh) != before:
            notify_of_change(fresh, now)
        process_waiting_list(session, now)
        fresh.refresh_from_db()
    return fresh


def stop_reminders(*, booking: Booking, stop: bool = True, now: datetime) -> Booking:
    """Stop the reminders of a booking, or resume them."""
    with lock.lock_booking(booking) as fresh:
        fresh.reminders, fresh.changed_at = not stop, now
        fresh.save(update_fields=["reminders", "changed_at"])
    return fresh


def set_discreet_title(*, booking: Booking, plain: bool = True, now: datetime) -> Booking:
    """Show a plain title in the calendar, for attendees who share theirs."""
    with lock.lock_booking(booking) as fresh:
        if fresh.discreet_title != plain:
            fresh.discreet_title, fresh.changed_at = plain, now
            fresh.sequence += 1
            fresh.save(update_fields=["discreet_title", "changed_at", "sequence"])
            if fresh.state == State.BOOKED:
                notify_of_change(fresh, now)
    return fresh


def _check_capacity(booking: Booking, people: Sequence[Attendee] | None, mode: str | None) -> None:
    """Raise BookingError when a booking that takes places needs more than are left."""
    if booking.state not in (State.BOOKED, State.OFFERED):
        return
    now_takes = places_needed_by(booking)
    will_take = now_takes if people is None else places_needed(booking.session, people)
    new_mode = mode or booking.attendance_mode
    places = capacity_of(booking.session)
    # Capacity can be below the places taken: a booking that needs no more keeps its own.
    if places.share(new_mode, booking.attendance_mode) and will_take <= now_takes:
        return
    places.free(booking.attendance_mode, now_takes)
    if not places.fits(new_mode, will_take):
        raise BookingError(
            "more_people_full" if new_mode == booking.attendance_mode else "way_full"
        )


def _contact_of(booking: Booking) -> Contact:
    return Contact(name=booking.contact_name, email=booking.email, phone=booking.phone)


def _preferences_of(booking: Booking) -> Preferences:
    return Preferences(
        anything_else=booking.anything_else,
        contact_first=booking.contact_first,
        contact_when=booking.contact_when,
        share_needs=booking.share_needs,
        remember_needs=booking.remember_needs,
    )


def _calendar_facts(booking: Booking) -> list[Any]:
    """Return what the calendar invitation shows. A change raises SEQUENCE (RFC 5545 3.8.7.4)."""
    people = booking.people.values_list("name", "email", "role")
    return [booking.attendance_mode, booking.contact_name, booking.email, *people]


def _page_facts(booking: Booking) -> list[Any]:
    """Return what the manage page shows, apart from the access needs."""
    wishes = _preferences_of(booking)
    phones = booking.people.values_list("phone", flat=True)
    return [
        *_calendar_facts(booking),
        booking.phone,
        booking.for_whom,
        booking.person_knows,
        wishes,
        *phones,
    ]
