"""Deleting what we know of a booking, when its contact asks us to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.permissions import EraseBookingsMixin
from events.admin.views import SessionMixin, session_url
from events.models import Booking, Regular
from events.privacy.invite_cancellation import invited_addresses
from events.privacy.retention import erase
from events.public.views.shown import FIELD, booking_digest

HAS_CHANGED = "Nothing is deleted: the booking has changed meanwhile. Look at it, then press again."


class EraseBookingView(EraseBookingsMixin, SessionMixin, TemplateView):
    """Ask on GET, erase on POST. A tick sends one last mail, which empties calendars."""

    template_name = "events/admin/erase_booking.html"
    page_title = "Delete what we know"
    header_icon = "bin"
    queryset = Booking.objects.select_related("session__page").prefetch_related("people")

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        booking, session = self.object, self.session
        is_cancelled = booking.state == Booking.State.CANCELLED
        return super().get_context_data(
            booking=booking,
            shown=booking_digest(booking),
            invited=bool(invited_addresses(booking, now=self.now)),
            gives_up_place=not is_cancelled and not session.has_started(self.now),
            stops_invitations=Regular.objects.filter(booking=booking).exists(),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        booking = self.object
        if request.POST.get(FIELD) != booking_digest(booking):
            messages.warning(request, HAS_CHANGED)
            return redirect("sessions_admin:erase_booking", pk)
        erase(booking=booking, now=self.now, cancel_invites="calendars" in request.POST)
        log(instance=self.session.page, action="events.erase_booking", user=request.user)
        messages.success(request, "We have deleted the booking, and all that we knew of it.")
        return redirect(session_url(self.session.pk))
