"""Signed links of subscribers: derived from `uid`, never stored."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from events.bookings import UnknownLink
from events.models import Subscriber
from events.subscriptions.subscribers import current


def signed_token(subscriber: Subscriber) -> str:
    return _signer().sign(subscriber.uid.hex)


def page_address(subscriber: Subscriber) -> str:
    """Return the absolute URL of the page to view, change and stop a subscription."""
    return settings.BASE_URL + reverse("tell_me_page", args=[signed_token(subscriber)])


def stop_address(subscriber: Subscriber) -> str:
    """Return the URL for one-click unsubscribing: mail programs POST to it (RFC 8058)."""
    return settings.BASE_URL + reverse("tell_me_stop", args=[signed_token(subscriber)])


def subscriber_for_token(secret: str) -> Subscriber | None:
    """Return the current subscriber, or None if deleted. Raise UnknownLink for a bad signature.

    Confirming again keeps the earlier row, and so its links. The newer link leads to that row too.
    """
    try:
        uid = UUID(_signer().unsign(secret))
    except (BadSignature, ValueError):
        raise UnknownLink from None
    found = Subscriber.objects.filter(uid=uid).first()
    return found and current(found)


def _signer() -> Signer:
    return Signer(salt="events.news", sep=".")
