"""Personal feeds: all bookings of an email address, at a capability URL sent only to that address.

It is shown nowhere: anyone can book in another name, and booking links are shared.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404

from events.models import Booking, Notice, PersonalFeed
from events.outbox import enqueue, hourly_dedupe_key
from events.schedule.calendar_events import FEED_HISTORY
from hub.email_addresses import email_q, normalise_email
from hub.signed_links import UidSigner

State = Booking.State

SIGNER = UidSigner(salt="events.own_feed")


@transaction.atomic
def send_address(*, booking: Booking, now: datetime) -> None:
    """Create the feed if missing and enqueue a mail with its URL, at most one an hour."""
    if _feed_of(booking.email) is None:
        PersonalFeed.objects.get_or_create(
            email=normalise_email(booking.email), defaults={"created_at": now}
        )
    enqueue(
        kind=Notice.Kind.PERSONAL_FEED, booking=booking, now=now, dedupe_key=hourly_dedupe_key(now)
    )


def delete_feed(*, email: str) -> None:
    """Revoke the URL of a feed for ever. A new one can be requested."""
    PersonalFeed.objects.filter(email_q("email", email)).delete()


def feed_for_token(token: str) -> PersonalFeed:
    """Return the feed with this token. Raise Http404 on any error."""
    return get_object_or_404(PersonalFeed, uid=SIGNER.uid_in(token))


def page_address(*, email: str) -> str:
    """Return the absolute URL of the page about a feed, or an empty string without one."""
    feed = _feed_of(email)
    return SIGNER.url("own_feed_page", feed.uid) if feed else ""


def bookings_in(feed: PersonalFeed, *, now: datetime) -> list[Booking]:
    """Return the bookings an address was invited to, by time, until 90 days past.

    Cancelled ones are included, except those that only waited. Rebooked ones show once.
    """
    addressed = email_q("email", feed.email) | (
        email_q("people__email", feed.email) & ~Q(person_knows=False)
    )
    had_place = Q(state=State.BOOKED) | Q(state=State.CANCELLED, waiting_since=None)
    bookings = list(
        Booking.objects.filter(addressed, had_place, session__ends_at__gt=now - FEED_HISTORY)
        .select_related("session__page", "session__series")
        .order_by("session__starts_at", "pk")
        .distinct()
    )
    booked_sessions = {booking.session_id for booking in bookings if booking.state == State.BOOKED}
    return [
        booking
        for booking in bookings
        if booking.state == State.BOOKED or booking.session_id not in booked_sessions
    ]


def _feed_of(email: str) -> PersonalFeed | None:
    return PersonalFeed.objects.filter(email_q("email", email)).order_by("pk").first()
