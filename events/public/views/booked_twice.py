"""The page that shows two bookings of what may be one person, and cancels one of them.

The URL holds the secret of both. It is mailed only to an address that has both links anyway.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from events.bookings import BookingError, booking_for, cancel, manage_token
from events.models import Booking
from events.public.views.decorators import capability_url
from events.public.views.manage import attendee_names, can_change
from events.public.views.shown import FIELD, booking_digest, digest_of
from hub.dates import format_moment
from hub.signed_links import UnknownLink

CANCEL = "cancel"  # the field that names the booking
HAS_CHANGED = (
    "Something has changed since you opened this page. So we have done nothing yet. "
    "Look at it, then press again if you still want to."
)


@dataclass(frozen=True)
class BookingOfTwo:
    """One of the two bookings, in words. `ordinal` is "first" or "second"."""

    ordinal: str
    booking: Booking
    now: datetime

    @property
    def token(self) -> str:
        return manage_token(self.booking)

    @property
    def who(self) -> str:
        return attendee_names(self.booking) or self.booking.contact_name

    @property
    def booked_at(self) -> str:
        return format_moment(self.booking.created_at)

    @property
    def is_cancelled(self) -> bool:
        return self.booking.state == Booking.State.CANCELLED

    @property
    def can_be_cancelled(self) -> bool:
        return can_change(self.booking, self.now)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def booked_twice(request: HttpRequest, token: str, other: str) -> HttpResponse:
    """Show both on GET, cancel one on POST."""
    two = _two_bookings(token, other)
    if request.method != "POST":
        return _show(request, two)
    chosen = [each for each in two if each.ordinal == request.POST.get(CANCEL)]
    if not chosen:
        return redirect(request.path)
    if request.POST.get(FIELD, "") != _shown(two):
        return _show(request, two, status=409, refused=HAS_CHANGED)
    try:
        cancel(booking=chosen[0].booking, now=timezone.now())
    except BookingError as refusal:
        return _show(request, _two_bookings(token, other), status=409, refused=str(refusal))
    return redirect(request.path)


def _two_bookings(token: str, other: str) -> list[BookingOfTwo]:
    """Return both, the earlier first. Raise UnknownLink unless they are two of one session."""
    bookings = sorted(
        [booking_for(token), booking_for(other)], key=lambda each: (each.created_at, each.pk)
    )
    first, second = bookings
    if first == second or first.session != second.session:
        raise UnknownLink
    prefetch_related_objects(bookings, "people")
    now = timezone.now()
    return [BookingOfTwo("first", first, now), BookingOfTwo("second", second, now)]


def _show(
    request: HttpRequest, two: list[BookingOfTwo], status: int = 200, **extra: object
) -> HttpResponse:
    standing = [each for each in two if not each.is_cancelled]
    context: dict[str, Any] = {
        "two": two,
        "session": two[0].booking.session,
        "both_stand": len(standing) == len(two),
        "standing": standing,
        "can_cancel_one": len(standing) == len(two) and all(each.can_be_cancelled for each in two),
        "shown": _shown(two),
        "crumbs": [],
        **extra,
    }
    return render(request, "events/manage/booked_twice.html", context, status=status)


def _shown(two: list[BookingOfTwo]) -> str:
    return digest_of(*(booking_digest(each.booking) for each in two))
