"""The rows whose time is over, and how many there are, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from events import retention
from events.models import (
    AccessNeed,
    Booking,
    Broadcast,
    Feedback,
    Invitation,
    OrganiserTask,
    Quote,
    SupplierRequest,
    current_periods,
)
from events.retention import Period, Periods
from hub.dates import london_date, london_midnight


@dataclass(frozen=True)
class Expired:
    """The rows whose period, as the site has set it, is over.

    With `remember_needs`, a booking is kept longer, reduced to what identifies the contact and the
    needs. So is a regular's newest booking, with all its people: deleting it ends the invitations.
    """

    bookings: tuple[QuerySet[Booking], ...]
    to_reduce: QuerySet[Booking]
    of_regulars: QuerySet[Booking]  # only codes and notices go
    invitations: QuerySet[Invitation]
    broadcasts: QuerySet[Broadcast]
    feedback: QuerySet[Feedback]
    quotes: QuerySet[Quote]  # those that were never shown
    supplier_requests: QuerySet[SupplierRequest]

    @classmethod
    def by(cls, periods: Periods, *, now: datetime) -> "Expired":
        today = london_date(now)

        def over(period: Period) -> Q:
            return Q(session__ends_at__lt=london_midnight(period.first_day_kept(today)))

        remembered = Booking.objects.filter(regular=None, remember_needs=True)
        of_regulars = Booking.objects.exclude(regular=None)
        return cls(
            bookings=(
                plain_bookings().filter(over(periods.booking)),
                remembered.filter(over(periods.remembered)),
                of_regulars.filter(over(periods.remembered)),
            ),
            to_reduce=remembered.filter(over(periods.booking)).exclude(over(periods.remembered)),
            of_regulars=of_regulars.filter(over(periods.booking)),
            invitations=Invitation.objects.filter(over(periods.booking)),
            broadcasts=Broadcast.objects.filter(over(periods.booking)),
            feedback=Feedback.objects.filter(over(periods.feedback)),
            quotes=Quote.objects.filter(over(periods.feedback), is_shown=False),
            supplier_requests=SupplierRequest.objects.filter(over(periods.booking)),
        )

    def in_words(self) -> list[str]:
        """Return how many rows go of each kind that people know, without zeros."""
        bookings = sum(rows.count() for rows in self.bookings)
        return [
            *_count(bookings, "booking", "bookings"),
            *_count(self.broadcasts.count(), "letter to a session", "letters to sessions"),
            *_count(self.feedback.count(), "answer about a session", "answers about sessions"),
            *_count(self.quotes.count(), "quote", "quotes"),
            *_count(
                self.supplier_requests.count(), "request to a supplier", "requests to suppliers"
            ),
        ]


def after_session(now: datetime) -> Q:
    """Return the filter of rows whose session was on an earlier day, in London."""
    return Q(session__ends_at__lt=london_midnight(london_date(now)))


def needs_over(now: datetime) -> Q:
    """Return the filter of bookings about whose needs nobody is asked any more."""
    last_day = london_date(now) - retention.NEEDS_KEPT
    return Q(session__ends_at__lt=london_midnight(last_day))


def tasks_over(now: datetime) -> Q:
    """Return the filter of tasks that go, done or not."""
    later = Q(kind__in=(OrganiserTask.Kind.NEED_UNMET, OrganiserTask.Kind.DAY_NOTE))
    return (after_session(now) & ~later) | (later & Q(created_at__lt=now - retention.UNMET_KEPT))


def plain_bookings() -> QuerySet[Booking]:
    """Return the bookings that are neither remembered nor those of a regular."""
    return Booking.objects.filter(regular=None, remember_needs=False)


def overdue(*, now: datetime) -> list[str]:
    """Return what should be gone by now and is not, such as "2 bookings"."""
    over = plain_bookings().filter(needs_over(now))
    needs = AccessNeed.objects.filter(person__booking__in=over).count()
    return [
        *Expired.by(current_periods(), now=now).in_words(),
        *_count(needs, "thing that somebody needed", "things that somebody needed"),
    ]


def deleted_by_change(current: Periods, planned: Periods, *, now: datetime) -> list[str]:
    """Return in words what the next purge deletes with the planned periods.

    And of how many remembered bookings it keeps only the needs, or nothing if there are none.
    """
    expired = Expired.by(planned, now=now)
    reduced_already = Expired.by(current, now=now).to_reduce.values("pk")
    return [
        *expired.in_words(),
        *_count(
            expired.to_reduce.exclude(pk__in=reduced_already).count(),
            "booking that we remember: all of it but what they need",
            "bookings that we remember: all of them but what they need",
        ),
    ]


def _count(number: int, one: str, many: str) -> list[str]:
    return [f"{number} {one if number == 1 else many}"] if number else []
