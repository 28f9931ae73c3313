"""Book, change, cancel, wait, offer, promote. The lock on places lives here and nowhere else."""

from .answers import Ask, Comer, Contact, Wishes
from .changing import change, stop_reminders, use_plain_title
from .codes import find_by_code
from .leaving import can_undo, cancel, undo_cancel, undo_until
from .links import (
    UnknownLink,
    booking_for,
    manage_token,
    renew_link,
    revoke_link,
    send_links_again,
)
from .lock import hold, hold_booking
from .making import book
from .places import Places, count_places, places_left, places_of, size_of
from .refusals import Refused
from .repeating import again
from .waiting import heard_by_phone, lapse_offers, more_time, promote, take, wait_again

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
