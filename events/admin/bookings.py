"""Views that make, cancel and give places to bookings for a contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from events import bookings
from events.admin.booking_form import PhoneBookingForm
from events.admin.permissions import require_change_booking, require_post_with_message
from events.admin.views import breadcrumbs, screen
from events.models import Booking, Session
from events.phone_calls import mark_called

IT_IS_FULL = "The last place has gone. Tick “If it is full” to put them on the waiting list."
NO_BOOKING = {"full": IT_IS_FULL, "too_few": IT_IS_FULL}
NO_FREE_PLACE = "There is no free place for them yet. Add places first."
NO_PLACE = {
    "cancelled_session": "This date is cancelled, so there is no place to give.",
    "started": "This session has begun. It is too late to give them a place here.",
    "is_cancelled": "This booking is cancelled. They can book again.",
}


@require_change_booking
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Book for a contact, for example on the phone."""
    session = get_object_or_404(Session.objects.select_related("page", "series"), pk=pk)
    form = PhoneBookingForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            made = bookings.book(session=session, now=now, booked_by=request.user, **form.answers())
            for question in form.ticked_questions:
                question.when_ticked(made, now)
        except bookings.BookingError as refused:
            form.add_error(None, NO_BOOKING.get(refused.code, str(refused)))
        else:
            if not made.can_be_mailed:
                mark_called(booking=made, now=now)  # the contact is on the phone: no call is due
            messages.success(request, made_words(made))
            return redirect(place_of(made))
    return screen(
        request,
        "events/desk/enter_booking.html",
        title="Book for someone",
        crumbs=breadcrumbs(session),
        icon="plus",
        session=session,
        form=form,
    )


@require_change_booking
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Booking.objects.select_related("session__page"), pk=pk)
    if request.method == "POST":
        try:
            bookings.cancel(booking=found, now=timezone.now())
        except bookings.BookingError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "The booking is cancelled.")
        return redirect("desk:session", found.session_id)
    return screen(
        request,
        "events/desk/cancel_booking.html",
        title="Cancel this booking",
        crumbs=breadcrumbs(found.session),
        icon="cross",
        booking=found,
        session=found.session,
    )


@require_change_booking
@require_post_with_message
def give_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a place: an offer accepted on the phone, or an organiser's choice."""
    found = get_object_or_404(Booking.objects.select_related("session__page"), pk=pk)
    now = timezone.now()
    try:
        found = bookings.accept_offer(booking=found, now=now, use_held_places=True)
        if request.POST.get("said") == "yes" and not found.can_be_mailed:
            mark_called(booking=found, now=now)  # the contact is on the phone: no call is due
    except bookings.BookingError as refused:
        messages.error(request, NO_PLACE.get(refused.code, NO_FREE_PLACE))
    else:
        messages.success(request, "They have a place now.")
    return redirect(place_of(found))


def place_of(found: Booking) -> str:
    return reverse("desk:session", args=[found.session_id]) + f"#booking-{found.pk}"


def made_words(made: Booking) -> str:
    # No name and no code: a message may be stored in a cookie.
    if made.state == Booking.State.WAITING:
        return "They are on the waiting list. Their code is below: read it to them."
    return "They have a place. Their code is below: read it to them."
