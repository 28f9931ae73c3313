"""Views of undelivered notices: failed emails and people to phone."""

from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages

from events import extension_points, outbox, phone_calls
from events.admin.needs_access import log_needs_access
from events.admin.paging import section
from events.admin.permissions import SeeBookingsMixin
from events.admin.session import seen_at
from events.admin.views import ActionView, ScreenMixin
from events.models import Booking, NeedsAccess, Notice
from events.models.permissions import may_change_bookings, may_open_bookings, may_see_needs


class DeliveryProblemsView(SeeBookingsMixin, ScreenMixin, TemplateView):
    template_name = "events/admin/delivery_problems.html"
    page_title = "Messages to see to"
    header_icon = "mail"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        user = self.request.user
        calls = phone_calls.calls_to_make(now=self.now, with_needs=may_see_needs(user))
        invitation_calls = list(chain.from_iterable(extension_points.calls(self.now)))
        lists = {"calls": calls, "invitation_calls": invitation_calls, "failed": failed()}
        sections = {
            name: section(self.request, name, rows, size=20) for name, rows in lists.items()
        }
        telling = [call.booking.session_id for call in sections["calls"] if call.tells_a_need]
        log_needs_access(user, telling, NeedsAccess.Kind.SCREEN)
        for notice in sections["failed"]:
            notice.recipient_name, notice.recipient_email = _recipient_of(notice)
        return super().get_context_data(
            **sections,
            **extension_points.message_lists.context(self.request, self.now),
            opens_bookings=may_open_bookings(user),
            changes_bookings=may_change_bookings(user),
            **kwargs,
        )


class SendAgainView(ActionView):
    model = Notice

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if outbox.resend(notice=self.object, now=timezone.now()):
            messages.success(request, "We are trying again. It goes out in the next minutes.")
        else:
            messages.warning(request, "There was nothing to send. Someone may have been quicker.")
        return redirect("sessions_admin:messages")


class DismissView(ActionView):
    """Dismiss a failed notice: the recipient was phoned, or it no longer matters."""

    model = Notice

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if outbox.dismiss(notice=self.object, now=timezone.now()):
            messages.success(request, "Thank you. We took that email off the list.")
        else:
            messages.warning(request, "It was off the list already. Someone may have been quicker.")
        return redirect("sessions_admin:messages")


class MarkCalledView(ActionView):
    queryset = Booking.objects.select_related("session__page")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        now, seen = timezone.now(), seen_at(request)
        if seen and phone_calls.has_new_notices(booking=self.object, seen=seen, now=now):
            messages.warning(
                request, "There is more to tell them now. Read it, and phone once more."
            )
            return redirect(reverse("sessions_admin:messages") + "#calls")
        phone_calls.mark_called(booking=self.object, now=now, seen=seen)
        messages.success(request, "Thank you. We took that call off the list.")
        return redirect("sessions_admin:messages")


def failed() -> QuerySet[Notice]:
    """Return the failed notices, newest first."""
    return (
        Notice.objects.failed()
        .select_related(
            *("booking__session__page", "invitation__regular__booking", "subscriber", "broadcast"),
            *("form_attempt", "supplier_request__supplier"),
        )
        .prefetch_related("booking__people")
        .order_by("-failed_at", "pk")
    )


def _recipient_of(notice: Notice) -> tuple[str, str]:
    """Return the recipient's current name and address."""
    if notice.recipient == Notice.ORGANISERS:
        return "The organisers", ""
    if notice.form_attempt:
        return notice.form_attempt.email or notice.form_attempt.text_number, ""
    if notice.recipient == Notice.CONTACT_TEXT:
        return notice.the_booking.contact_name, ""  # the number stands beside it
    if notice.supplier_request:
        supplier = notice.supplier_request.supplier
        return supplier.name, supplier.email
    if notice.subscriber:
        return notice.subscriber.email, ""
    if notice.invitation:
        booking = notice.invitation.regular.booking
    else:
        booking = notice.booking
        for person in booking.people.all():
            if notice.recipient == f"{Notice.PERSON}{person.pk}":
                return person.name, person.email
    return booking.contact_name, booking.email
