"""Creating a booking."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from events.bookings import lock
from events.bookings.access_needs import WANT_TALK
from events.bookings.capacity import capacity_of, consume_held_places
from events.bookings.codes import new_code
from events.bookings.details import Attendee, Contact, Preferences
from events.bookings.errors import BookingError
from events.bookings.notices import notify_of_new_booking
from events.bookings.people import check_people, places_needed, write_people
from events.bookings.tasks import keep_task_of_anything_else
from events.ical.identity import current_organizer_email
from events.models import Booking, Session
from hub.models import User
from hub.phone_numbers import mobile_number


def book(
    *,
    session: Session,
    contact: Contact,
    people: Sequence[Attendee],
    mode: str,
    now: datetime,
    for_whom: str = Booking.ForWhom.ME,
    person_knows: bool | None = None,
    wishes: Preferences | None = None,
    form_key: uuid.UUID | None = None,
    join_waiting_list: bool = False,
    booked_by: User | None = None,
    use_held_places: bool = False,
) -> Booking:
    """Book places for these attendees, or join the waiting list with `join_waiting_list`.

    The same `form_key` returns the same booking. `use_held_places` is for organisers and gives out
    held places. Raise BookingError, with code "full" or, if some places are left, "too_few".
    """
    check_contact(contact)
    check_people(people)
    with lock.lock_session(session) as session:
        if form_key and (existing := Booking.objects.filter(form_key=form_key).first()):
            return existing
        check_open(session, mode, now)
        needed = places_needed(session, people)
        capacity = capacity_of(session)
        has_place = capacity.fits(mode, needed, with_held=use_held_places)
        if not has_place and not join_waiting_list:
            left = capacity.left(mode, with_held=use_held_places)
            raise BookingError("too_few" if left else "full")
        booking = Booking(
            session=session,
            state=Booking.State.BOOKED if has_place else Booking.State.WAITING,
            waiting_since=None if has_place else now,
            organizer_email=current_organizer_email() if has_place else "",
            attendance_mode=mode,
            for_whom=for_whom,
            person_knows=person_knows,
            form_key=form_key,
            booked_by=booked_by,
            spoken_code=new_code(),
            created_at=now,
        )
        write_booking(booking, contact, wishes or Preferences(), now)
        keep_task_of_anything_else(booking, "", now)
        has_needs = write_people(
            booking=booking, session=session, people=people, now=now, is_new=True
        )
        if has_place:
            consume_held_places(capacity, mode, needed)
        notify_of_new_booking(booking, now, has_requests=has_needs or wants_to_talk(booking))
    return booking


def check_contact(contact: Contact) -> None:
    if not (contact.email.strip() or contact.phone.strip()):
        raise BookingError("cannot_reach")


def check_open(session: Session, mode: str, now: datetime) -> None:
    """Raise BookingError when the session cannot be booked in this attendance mode."""
    if session.is_cancelled:
        raise BookingError("cancelled_session")
    if session.has_started(now):
        raise BookingError("too_late")
    if mode not in session.attendance_modes:
        raise BookingError("way_not_offered")


def write_booking(booking: Booking, contact: Contact, wishes: Preferences, now: datetime) -> None:
    """Write the answers to the booking and save it. Raise ValidationError on invalid data."""
    booking.contact_name = contact.name.strip()
    booking.email, booking.phone = contact.email.strip(), contact.phone.strip()
    gets_texts = bool(booking.text_number) if contact.texts is None else contact.texts
    booking.text_number = mobile_number(booking.phone) if gets_texts else ""
    if contact.postal_address is not None:
        booking.postal_address = contact.postal_address.strip()
    booking.anything_else = wishes.anything_else.strip()
    booking.contact_first, booking.contact_when = wishes.contact_first, wishes.contact_when.strip()
    booking.share_needs, booking.remember_needs = wishes.share_needs, wishes.remember_needs
    booking.changed_at = now
    # Save queries: the lock, random keys and earlier checks cover uniqueness and constraints.
    booking.full_clean(
        exclude=["session", "booked_by"], validate_unique=False, validate_constraints=False
    )
    booking.save()


def wants_to_talk(booking: Booking) -> bool:
    return booking.contact_first in WANT_TALK
