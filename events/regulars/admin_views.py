"""The view that records answers to invitations given on the phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages

from events.admin.bookings import booked_on_phone
from events.admin.views import ActionView
from events.bookings import BookingError
from events.models import Invitation
from events.regulars import enrolment, responses


class AnswerInvitationView(ActionView):
    """Accept or decline an invitation, or stop all further ones."""

    queryset = Invitation.objects.select_related("regular")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        answer = request.POST.get("answer", "")
        try:
            if answer == "yes":
                return self.book()
            if answer == "no":
                responses.decline(invitation=self.object, now=timezone.now())
                messages.success(
                    request, "Thank you. They do not come this time. We ask again next time."
                )
        except BookingError as error:
            messages.error(request, str(error))
        if answer == "stop":
            enrolment.stop(regular=self.object.regular)
            messages.success(request, "We do not ask them any more. Their bookings stay.")
        return redirect("sessions_admin:messages")

    def book(self) -> HttpResponse:
        data, now = self.request.POST, timezone.now()
        booking = responses.accept(
            invitation=self.object,
            now=now,
            mode=data.get("way", ""),
            join_waiting_list=data.get("may_wait") == "yes",
            booked_by=self.request.user,
        )
        return booked_on_phone(self.request, booking, now)
