"""What a page showed, as a code that its form sends back.

A button must do what its page said. If the code differs when it is pressed, the page comes again.
"""

import hashlib
import json

from events.models import Booking

FIELD = "shown"  # its name in forms


def digest_of(*parts: object) -> str:
    """Return a code of what JSON or `str` can tell of these parts."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:32]


def booking_digest(booking: Booking) -> str:
    """Return a code of what the buttons of a booking are about: its state, its people and the date."""
    session = booking.session
    return digest_of(
        booking.state,
        booking.attendance_mode,
        [person.name for person in booking.people.all()],
        [session.status, session.starts_at, session.ends_at],
    )
