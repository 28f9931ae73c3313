"""Views that make, cancel and give places to bookings for a contact."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from events import bookings
from events.admin.booking_form import PhoneBookingForm
from events.admin.permissions import ChangeBookingsMixin
from events.admin.views import (
    ActionView,
    ObjectMixin,
    ServiceFormView,
    SessionMixin,
    booking_url,
    session_url,
)
from events.bookings.planning import count_availability
from events.models import Booking
from events.models.permissions import may_change_needs
from events.phone_calls import mark_called
from events.public.views.paper import TEMPLATE, paper_context

FULL = "The last place has gone. Tick “If it is full” to put them on the waiting list."
NO_FREE_PLACE = "There is no free place for them yet. Add places first."
TO_PHONE = "Nobody has told {name} yet: it is on the list of people to phone."
HELD_IN_ROOM = (
    "The places that we hold back are in the room. There is no free place for the way they join. "
    "Add places first."
)
PLACE_ERRORS = {
    "cancelled_session": "This date is cancelled, so there is no place to give.",
    "started": "This session has begun. It is too late to give them a place here.",
    "is_cancelled": "This booking is cancelled. They can book again.",
}


class EnterBookingView(ChangeBookingsMixin, SessionMixin, ServiceFormView):
    """Book for a contact, for example on the phone."""

    template_name = "events/admin/enter_booking.html"
    page_title = "Book for someone"
    header_icon = "plus"
    form_class = PhoneBookingForm
    error_messages = {"full": FULL, "too_few": FULL}

    def get_form_kwargs(self) -> dict[str, Any]:
        asks_needs = may_change_needs(self.request.user)
        return {**super().get_form_kwargs(), "session": self.session, "asks_needs": asks_needs}

    def save(self, form: PhoneBookingForm) -> HttpResponse:
        booking = bookings.book(
            session=self.session, now=self.now, booked_by=self.request.user, **form.answers()
        )
        count_availability(series=self.session.series, answer=form.availability, now=self.now)
        for question in form.ticked_questions:
            question.when_ticked(booking, self.now)
        return booked_on_phone(self.request, booking, self.now)


class CancelBookingView(ChangeBookingsMixin, SessionMixin, TemplateView):
    template_name = "events/admin/cancel_booking.html"
    page_title = "Cancel this booking"
    header_icon = "cross"
    queryset = Booking.objects.select_related("session__page")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            booking = bookings.cancel(booking=self.object, now=self.now, by_organiser=True)
        except bookings.BookingError as error:
            messages.error(request, str(error))
        else:
            message = "The booking is cancelled."
            if request.POST.get("told") == "yes":
                mark_called(booking=booking, now=self.now)
            elif not (booking.email or booking.can_be_texted):
                message = f"{message} {TO_PHONE.format(name='the person who booked')}"
            messages.success(request, message)
        return redirect(session_url(self.session.pk))


class GivePlaceView(ActionView):
    """Give a place: an offer accepted on the phone, or an organiser's choice."""

    queryset = Booking.objects.select_related("session__page")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        now = timezone.now()
        try:
            booking = bookings.accept_offer(booking=self.object, now=now, use_held_places=True)
            if request.POST.get("said") == "yes" and not booking.can_be_mailed:
                mark_called(booking=booking, now=now)  # the contact is on the phone: no call is due
        except bookings.BookingError as error:
            message = PLACE_ERRORS.get(error.code) or no_place_message(self.object)
            messages.error(request, message)
        else:
            is_told = booking.can_be_written_to or request.POST.get("said") == "yes"
            who_hears = "" if is_told else f" {TO_PHONE.format(name='them')}"
            messages.success(request, f"They have a place now.{who_hears}")
        return redirect(booking_url(self.object))


class PaperView(ChangeBookingsMixin, ObjectMixin, View):
    """A booking in large type, to print and to post."""

    queryset = Booking.objects.select_related("session__page", "session__series")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render(request, TEMPLATE, paper_context(self.object))


def no_place_message(booking: Booking) -> str:
    """Return why no place can be given, though some may be free or held back."""
    capacity = bookings.capacity_of(booking.session)
    needed = bookings.places_needed_by(booking)
    left = capacity.left(booking.attendance_mode, with_held=True)
    if left:
        return f"They need {needed} places, and only {left} can be given. Add places first."
    if capacity.all_held:
        return HELD_IN_ROOM
    return NO_FREE_PLACE


def booked_on_phone(request: HttpRequest, booking: Booking, now: datetime) -> HttpResponse:
    """Redirect to the booking of a contact who is on the phone: no call is due."""
    if not booking.can_be_written_to:
        mark_called(booking=booking, now=now)
    # No name and no code: a message may be stored in a cookie.
    is_waiting = booking.state == Booking.State.WAITING
    outcome = "are on the waiting list" if is_waiting else "have a place"
    messages.success(request, f"They {outcome}. Their code is below: read it to them.")
    return redirect(booking_url(booking))
