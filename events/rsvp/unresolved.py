"""Calendar replies that need an organiser. Mails contain personal data: never forward them.

Only digest and reason are stored, so that a dropped connection causes no second report.
"""

import hashlib
from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.template.loader import render_to_string

from events.emails.recipients import sender
from events.ical import imip
from events.models import UnresolvedReply
from hub.models import SiteDetails

MIN_INTERVAL = timedelta(hours=1)  # so that many odd mails do not cause many reports
LEASE = timedelta(minutes=10)  # as in events.emails.delivery
KEPT = timedelta(days=30)


def is_recorded(raw: bytes) -> bool:
    """Return whether this mail is recorded as unresolved."""
    return UnresolvedReply.objects.filter(digest=_digest(raw)).exists()


def record_unresolved(*, raw: bytes, reason: str, now: datetime) -> None:
    UnresolvedReply.objects.get_or_create(
        digest=_digest(raw), defaults={"reason": reason, "received_at": now}
    )


def notify_organisers(*, now: datetime) -> Counter[str]:
    """Send the organisers one mail about all unreported replies, at most once an hour.

    Never call it in a transaction. If the process dies between sending and marking, the mail is
    sent twice, never not at all.
    """
    UnresolvedReply.objects.filter(reported_at__lte=now - KEPT).delete()
    if UnresolvedReply.objects.filter(reported_at__gt=now - MIN_INTERVAL).exists():
        return Counter()
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    unreported = UnresolvedReply.objects.filter(unclaimed, reported_at=None)
    if not unreported.update(claimed_until=now + LEASE):
        return Counter()
    claimed = UnresolvedReply.objects.filter(reported_at=None, claimed_until=now + LEASE)
    reasons = list(claimed.order_by("reason").values_list("reason").annotate(Count("pk")))
    _mail(reasons).send()
    claimed.update(reported_at=now, claimed_until=None)
    return Counter({"odd answers told": sum(number for _, number in reasons)})


def _mail(reasons: list[tuple[str, int]]) -> imip.EmailMultiAlternatives:
    details = SiteDetails.load()
    context = {
        "details": details,
        "base_url": settings.BASE_URL,
        "several": sum(number for _, number in reasons) > 1,
        "reasons": reasons,
        "mailbox": sender()[1],
        "has_folder": bool(settings.REPLIES_URL),
    }
    return imip.build(
        subject="An answer from a calendar needs you",
        text=render_to_string("emails/odd-answers.txt", context),
        html=render_to_string("emails/odd-answers.html", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=details.contact_email,
    )


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
