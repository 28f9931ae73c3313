"""The requests of organisers' screens, with what each supplier knows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from events.models import Session, SupplierRequest
from events.suppliers.facts import Outdated, newcomers, outdated, with_needs
from events.suppliers.requests import closed_because
from hub.dates import format_moment


@dataclass(frozen=True)
class RequestLine:
    """A request, what its supplier must hear, and whether our last mail has gone."""

    request: SupplierRequest
    outdated: Outdated | None
    can_answer: bool

    @property
    def tell(self) -> str:
        """Return what to do, such as "Tell Sign Co: now 1 person"."""
        return f"Tell {self.request.supplier.name}: {self.outdated.words}" if self.outdated else ""

    @property
    def mail_words(self) -> str:
        """Return when they answered, or how far our last mail is: not whether somebody has read it."""
        if self.request.answered_at and self.request.state in SupplierRequest.ANSWERS:
            return f"They told us on {format_moment(self.request.answered_at)}."
        notices = sorted(self.request.notices.all(), key=lambda each: each.pk)
        if not notices:
            return ""
        last = notices[-1]
        if last.sent_at:
            return f"Our email went on {format_moment(last.sent_at)}."
        if last.failed_at:
            return "Our email did not get there. So they do not know. Phone them."
        if last.dismissed_at:
            if self.request.earlier_line or not self.request.supplier.email:
                return "No email went about it. Phone them."
            return "No email went. So there is nothing to tell them."
        return "Our email is on its way. They do not know yet."

    @property
    def is_open(self) -> bool:
        return self.request.state in SupplierRequest.OPEN_STATES


def requests_of(session: Session, now: datetime) -> list[RequestLine]:
    """Return all requests of a session, in five queries for any number."""
    return _lines(SupplierRequest.objects.filter(session=session), now)


def to_tell(now: datetime) -> list[RequestLine]:
    """Return the open requests of sessions to come whose supplier must hear something."""
    coming = SupplierRequest.objects.open().filter(session__starts_at__gt=now)
    coming = coming.order_by("session__starts_at", "pk")
    return [line for line in _lines(coming, now) if line.outdated]


def _lines(requests: QuerySet[SupplierRequest], now: datetime) -> list[RequestLine]:
    rows = list(with_needs(requests))
    is_open = {
        row.pk: row.state in SupplierRequest.OPEN_STATES and not row.session.has_started(now)
        for row in rows
    }
    new = newcomers([row for row in rows if is_open[row.pk]])
    return [
        RequestLine(
            row,
            outdated(row, new.get(row.pk, [])) if is_open[row.pk] else None,
            can_answer=not closed_because(row, now),
        )
        for row in rows
    ]
