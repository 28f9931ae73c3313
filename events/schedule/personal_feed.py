"""One person's own calendar: all bookings of their e-mail address, at a secret address of its own.

The address goes by mail to that e-mail address and is shown nowhere else: anyone can make a booking in
somebody else's name, and a booking's link is shared with the people it is for.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from events.bookings import UnknownLink
from events.models import Booking, Notice, PersonalFeed
from events.outbox import enqueue
from events.schedule.calendar_events import FEED_HISTORY

State = Booking.State


@transaction.atomic
def send_address(*, booking: Booking, now: datetime) -> None:
    """Make the feed, if there is none, and owe a mail with its address. At most one mail an hour."""
    PersonalFeed.objects.get_or_create(email=booking.email.lower(), defaults={"created_at": now})
    enqueue(kind=Notice.Kind.OWN_FEED, booking=booking, now=now, reason=f"asked {now:%Y-%m-%dT%H}")


def delete_feed(*, email: str) -> None:
    """Make the address stop working, for ever. A new one can be asked for."""
    PersonalFeed.objects.filter(email=email.lower()).delete()


def signed_token(feed: PersonalFeed) -> str:
    return _signer().sign(feed.uid.hex)


def feed_for_token(secret: str) -> PersonalFeed:
    """The feed with this secret. Raises UnknownLink, whatever is wrong."""
    try:
        uid = UUID(_signer().unsign(secret))
        return PersonalFeed.objects.get(uid=uid)
    except (BadSignature, ValueError, PersonalFeed.DoesNotExist):
        raise UnknownLink from None


def page_address(*, email: str) -> str:
    """The whole address of the page about somebody's feed, or nothing when they have none."""
    feed = PersonalFeed.objects.filter(email=email.lower()).first()
    return settings.BASE_URL + reverse("own_feed_page", args=[signed_token(feed)]) if feed else ""


def bookings_in(feed: PersonalFeed, *, now: datetime) -> list[Booking]:
    """What this address was invited to, in order of time; cancelled ones until they are 90 days past.

    A booking that only waited was never in a calendar. One that was cancelled and made anew shows once.
    """
    theirs = Q(email__iexact=feed.email) | (
        Q(people__email__iexact=feed.email) & ~Q(person_knows=False)
    )
    had_place = Q(state=State.BOOKED) | Q(state=State.CANCELLED, waiting_since=None)
    found = list(
        Booking.objects.filter(theirs, had_place, session__ends_at__gt=now - FEED_HISTORY)
        .select_related("session__page", "session__series")
        .order_by("session__starts_at", "pk")
        .distinct()
    )
    booked = {booking.session_id for booking in found if booking.state == State.BOOKED}
    return [
        booking
        for booking in found
        if booking.state == State.BOOKED or booking.session_id not in booked
    ]


def _signer() -> Signer:
    return Signer(salt="events.own_feed", sep=".")
