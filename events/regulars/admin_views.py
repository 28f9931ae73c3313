"""The view that records answers to invitations given on the phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages

from events.admin.bookings import made_words, place_of
from events.admin.permissions import require_change_booking, require_post_with_message
from events.bookings import BookingError
from events.models import Invitation
from events.phone_calls import mark_called
from events.regulars import services as regulars


@require_change_booking
@require_post_with_message
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline an invitation, or stop all further ones."""
    asked = get_object_or_404(Invitation.objects.select_related("regular"), pk=pk)
    said = request.POST.get("answer", "")
    try:
        if said == "yes":
            return _book(request, asked)
        if said == "no":
            regulars.decline(invitation=asked, now=timezone.now())
            messages.success(
                request, "Thank you. They do not come this time. We ask again next time."
            )
    except BookingError as refused:
        messages.error(request, str(refused))
    if said == "stop":
        regulars.stop(regular=asked.regular)
        messages.success(request, "We do not ask them any more. Their bookings stay.")
    return redirect("desk:messages")


def _book(request: HttpRequest, asked: Invitation) -> HttpResponse:
    now = timezone.now()
    made = regulars.accept(
        invitation=asked,
        now=now,
        way=request.POST.get("way", ""),
        join_waiting_list=request.POST.get("may_wait") == "yes",
        booked_by=request.user,
    )
    if not made.can_be_mailed:
        mark_called(booking=made, now=now)  # the contact is on the phone: no call is due
    messages.success(request, made_words(made))
    return redirect(place_of(made))
