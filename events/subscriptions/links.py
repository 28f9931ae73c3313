"""Signed links of subscribers."""

from events.models import Subscriber
from events.subscriptions.subscribers import current
from hub.signed_links import UidSigner

SIGNER = UidSigner(salt="events.news")


def page_address(subscriber: Subscriber) -> str:
    """Return the absolute URL of the page to view, change and stop a subscription."""
    return SIGNER.url("tell_me_page", subscriber.uid)


def stop_address(subscriber: Subscriber) -> str:
    """Return the URL for one-click unsubscribing: mail programs POST to it (RFC 8058)."""
    return SIGNER.url("tell_me_stop", subscriber.uid)


def subscriber_for_token(token: str) -> Subscriber | None:
    """Return the current subscriber, or None if deleted. Raise UnknownLink for a bad signature.

    Confirming again keeps the earlier row, and so its links. The newer link leads to that row too.
    """
    found = Subscriber.objects.filter(uid=SIGNER.uid_in(token)).first()
    return found and current(found)
