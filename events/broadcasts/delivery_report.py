"""Delivery counts of a session's broadcasts."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from events.broadcasts.audience import relevant_notices
from events.models import Broadcast, Notice, Session
from hub.dates import format_moment

_BY_PHONE = Q(recipient=Notice.CONTACT, booking__email="")
_OPEN = Q(sent_at=None, dismissed_at=None, failed_at=None)


@dataclass(frozen=True)
class BroadcastReport:
    """The delivery counts of one broadcast."""

    broadcast: Broadcast
    sent: int = 0
    waiting: int = 0
    failed: int = 0
    to_phone: int = 0
    phoned: int = 0
    dismissed: int = 0  # no longer in the audience

    @property
    def when_words(self) -> str:
        return f"on {format_moment(self.broadcast.written_at)}"

    @property
    def by(self) -> str:
        user = self.broadcast.written_by
        return (user.get_full_name() or user.get_username()) if user else ""

    @property
    def sentence(self) -> str:
        """Return the counts, like "12 sent. 1 did not arrive. 2 to phone."."""
        counts = (
            (self.sent, "sent"),
            (self.waiting, "waiting to be sent"),
            (self.failed, "did not arrive"),
            (self.phoned, "told on the phone"),
            (self.to_phone, "to phone"),
            (self.dismissed, "not sent, as it was no longer for them"),
        )
        return " ".join(f"{number} {words}." for number, words in counts if number)


def reports_of(session: Session) -> list[BroadcastReport]:
    """Return the reports, newest first, in two queries."""
    broadcasts = Broadcast.objects.filter(session=session).select_related("option", "written_by")
    notices = Notice.objects.filter(broadcast__session=session)
    counts = {row.pop("broadcast"): row for row in _count(notices)}
    return [BroadcastReport(each, **counts.get(each.pk, {})) for each in broadcasts]


def _count(notices: QuerySet[Notice]) -> QuerySet:
    relevant = Q(pk__in=notices.filter(relevant_notices()).values("pk"))
    mailed = ~_BY_PHONE
    return (
        notices.order_by()
        .values("broadcast")
        .annotate(
            sent=Count("pk", filter=mailed & Q(sent_at__isnull=False)),
            waiting=Count("pk", filter=mailed & _OPEN & relevant),
            failed=Count("pk", filter=mailed & Q(failed_at__isnull=False, dismissed_at=None)),
            phoned=Count("pk", filter=_BY_PHONE & Q(sent_at__isnull=False)),
            to_phone=Count("pk", filter=_BY_PHONE & Q(sent_at=None) & relevant),
            dismissed=Count(
                "pk",
                filter=(mailed & Q(dismissed_at__isnull=False))
                | (mailed & _OPEN & ~relevant)
                | (_BY_PHONE & Q(sent_at=None) & ~relevant),
            ),
        )
    )
