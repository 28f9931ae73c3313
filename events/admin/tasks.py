"""The button that completes a task of the organisers. The list is `events.admin.arrange`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from events.admin.permissions import ChangeNeedsMixin
from events.admin.views import ActionView
from events.bookings.tasks import complete_task
from events.models import OrganiserTask


class CompleteTaskView(ChangeNeedsMixin, ActionView):
    model = OrganiserTask

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if complete_task(task=self.object, user=request.user, now=timezone.now()):
            messages.success(request, "Thank you. We took that off the list.")
        else:
            messages.warning(request, "It was off the list already. Someone may have been quicker.")
        return redirect(
            get_valid_next_url_from_request(request) or reverse("sessions_admin:arrange")
        )
