"""Answers from calendars that need a person. The mail stays in its mailbox; the organisers are told.

We do not send the mail on: it holds somebody's name, address and perhaps words, and it is safe where it is.
We keep its digest and why it is odd, so that a dropped connection makes nobody read of it twice.
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

BETWEEN_MAILS = timedelta(hours=1)  # so that a flood of odd mails is no flood of ours
LEASE = timedelta(minutes=10)  # as in events.sending
KEPT = timedelta(days=30)


def is_recorded(raw: bytes) -> bool:
    """Whether this mail was found odd before."""
    return UnresolvedReply.objects.filter(digest=_digest(raw)).exists()


def record_unresolved(*, raw: bytes, reason: str, now: datetime) -> None:
    UnresolvedReply.objects.get_or_create(
        digest=_digest(raw), defaults={"reason": reason, "came_at": now}
    )


def tell_organisers(*, now: datetime) -> Counter[str]:
    """One mail to the organisers about all odd answers that they have not heard of, once an hour at most.

    Never call it in a transaction. A process that dies between sending and marking makes us tell them
    twice, never not at all.
    """
    UnresolvedReply.objects.filter(told_at__lte=now - KEPT).delete()
    if UnresolvedReply.objects.filter(told_at__gt=now - BETWEEN_MAILS).exists():
        return Counter()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    untold = UnresolvedReply.objects.filter(free, told_at=None)
    if not untold.update(claimed_until=now + LEASE):
        return Counter()
    ours = UnresolvedReply.objects.filter(told_at=None, claimed_until=now + LEASE)
    reasons = list(ours.order_by("reason").values_list("reason").annotate(Count("pk")))
    _mail(reasons).send()
    ours.update(told_at=now, claimed_until=None)
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
