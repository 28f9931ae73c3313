"""People who get texts."""

from events.models import Booking
from tests import factories

MOBILE, NUMBER = "07700 900 123", "+447700900123"


def make_texted_booking(*, email="", phone=MOBILE, postal_address="", **facts):
    """A booking of somebody who asked for texts; without an address unless `email` is given."""
    booking = factories.make_booking(
        email=email, phone=phone, texts=True, postal_address=postal_address, **facts
    )
    return Booking.objects.get(pk=booking.pk)
