"""Booking services, and the only lock on the capacity of a session."""

from events.bookings.calendar_answers import void_calendar_answers
from events.bookings.cancel import can_undo, cancel, undo_cancel, undo_until
from events.bookings.capacity import Capacity, capacity_of, count_places, places_needed_by
from events.bookings.change import change, set_discreet_title, set_hour_reminder, stop_reminders
from events.bookings.codes import find_by_code, like_code
from events.bookings.create import book
from events.bookings.details import (
    AccessRequest,
    Attendee,
    Contact,
    Preferences,
    as_new_booking,
)
from events.bookings.errors import BookingError
from events.bookings.links import (
    booking_for,
    manage_token,
    quotes_by,
    renew_link,
    send_links_again,
)
from events.bookings.lock import lock_booking, lock_session
from events.bookings.waiting_list import (
    accept_offer,
    extend_offer,
    lapse_offers,
    mark_offer_phoned,
    promote,
    promote_locked,
    rejoin_waiting_list,
)
