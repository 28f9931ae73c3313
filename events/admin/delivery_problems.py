"""Views of undelivered notices: failed emails and people to phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from events import outbox, phone_calls, slots
from events.admin.permissions import (
    require_change_booking,
    require_organiser,
    require_post_with_message,
)
from events.admin.views import breadcrumbs, screen, seen_at
from events.models import Booking, Notice


def failed() -> list[Notice]:
    """Return at most 200 failed notices, newest first."""
    return list(
        Notice.objects.failed()
        .select_related(
            "booking__session__page", "invitation__regular__booking", "subscriber", "letter"
        )
        .prefetch_related("booking__people")
        .order_by("-failed_at", "pk")[:200]
    )


@require_organiser
def delivery_problems(request: HttpRequest) -> HttpResponse:
    found = failed()
    now = timezone.now()
    for notice in found:
        notice.reader_name, notice.reader_email = _reader(notice)
    return screen(
        request,
        "events/desk/messages.html",
        title="Messages to see to",
        crumbs=breadcrumbs(),
        icon="mail",
        failed=found,
        calls=phone_calls.calls_to_make(now=now),
        questions=[call for calls in slots.calls(now) for call in calls],
        now=now,
    )


@require_change_booking
@require_post_with_message
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    if outbox.resend(notice=notice, now=timezone.now()):
        messages.success(request, "We are trying again. It goes out in the next minutes.")
    else:
        messages.warning(request, "There was nothing to send. Someone may have been quicker.")
    return redirect("desk:messages")


@require_change_booking
@require_post_with_message
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Dismiss a failed notice: the recipient was phoned, or it no longer matters."""
    notice = get_object_or_404(Notice, pk=pk)
    if outbox.dismiss(notice=notice, now=timezone.now()):
        messages.success(request, "Thank you. We took that email off the list.")
    else:
        messages.warning(request, "It was off the list already. Someone may have been quicker.")
    return redirect("desk:messages")


@require_change_booking
@require_post_with_message
def mark_called(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Booking.objects.select_related("session__page"), pk=pk)
    now = timezone.now()
    seen = seen_at(request)
    if seen and phone_calls.news_since(booking=found, seen=seen, now=now):
        messages.warning(request, "There is more to tell them now. Read it, and phone once more.")
        return redirect(reverse("desk:messages") + "#calls")
    phone_calls.mark_called(booking=found, now=now)
    messages.success(request, "Thank you. We took that call off the list.")
    return redirect("desk:messages")


def _reader(notice: Notice) -> tuple[str, str]:
    """Return the recipient's current name and address."""
    if notice.to == Notice.ORGANISERS:
        return "The organisers", ""
    if notice.subscriber:
        return notice.subscriber.email, ""
    if notice.invitation:
        asked = notice.invitation.regular.booking
        return asked.contact_name, asked.email
    for person in notice.booking.people.all():
        if notice.to == f"{Notice.PERSON}{person.pk}":
            return person.name, person.email
    return notice.booking.contact_name, notice.booking.email
