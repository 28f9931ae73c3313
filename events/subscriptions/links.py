"""The secret address of somebody who wants news: signed from the row's uid, stored nowhere."""

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
    """The whole address of the page on which choices are seen, changed and stopped."""
    return settings.BASE_URL + reverse("tell_me_page", args=[signed_token(subscriber)])


def stop_address(subscriber: Subscriber) -> str:
    """Where one press stops everything; mail programs send a POST there by themselves (RFC 8058)."""
    return settings.BASE_URL + reverse("tell_me_stop", args=[signed_token(subscriber)])


def subscriber_for_token(secret: str) -> Subscriber | None:
    """Whose secret this is, or None when it was ours and the row is gone. Raises UnknownLink for a guess.

    Someone who asked again and confirmed keeps the row, and so the links, that they had before. The link
    that they have just used leads to that row too.
    """
    try:
        uid = UUID(_signer().unsign(secret))
    except (BadSignature, ValueError):
        raise UnknownLink from None
    found = Subscriber.objects.filter(uid=uid).first()
    return found and current(found)


def _signer() -> Signer:
    return Signer(salt="events.news", sep=".")
