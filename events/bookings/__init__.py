"""Book, change, cancel, wait, offer, promote. The lock on places lives here and nowhere else."""

from events.bookings.cancel import can_undo, cancel, undo_cancel, undo_until
from events.bookings.capacity import Places, count_places, places_left, places_of, size_of
from events.bookings.change import change, stop_reminders, use_plain_title
from events.bookings.codes import find_by_code
from events.bookings.copy import again
from events.bookings.create import book
from events.bookings.details import Ask, Comer, Contact, Wishes
from events.bookings.errors import Refused
from events.bookings.links import (
    UnknownLink,
    booking_for,
    manage_token,
    renew_link,
    revoke_link,
    send_links_again,
)
from events.bookings.lock import hold, hold_booking
from events.bookings.waiting_list import (
    heard_by_phone,
    lapse_offers,
    more_time,
    promote,
    take,
    wait_again,
)

__all__ = [
    "Ask",
    "Comer",
    "Contact",
    "Places",
    "Refused",
    "UnknownLink",
    "Wishes",
    "again",
    "book",
    "booking_for",
    "can_undo",
    "cancel",
    "change",
    "count_places",
    "find_by_code",
    "heard_by_phone",
    "hold",
    "hold_booking",
    "lapse_offers",
    "manage_token",
    "more_time",
    "places_left",
    "places_of",
    "promote",
    "renew_link",
    "revoke_link",
    "send_links_again",
    "size_of",
    "stop_reminders",
    "take",
    "undo_cancel",
    "undo_until",
    "use_plain_title",
    "wait_again",
]
