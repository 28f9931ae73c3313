"""The list of what waits for an organiser, with a button to complete each task."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from events.admin.needs_access import log_needs_access
from events.admin.permissions import ChangeNeedsMixin, SeeNeedsMixin
from events.admin.views import ActionView, ScreenMixin
from events.bookings.tasks import complete_task
from events.models import NeedsAccess, OrganiserTask


class TasksView(SeeNeedsMixin, ScreenMixin, ListView):
    """Open tasks, nearest last day first. 13 queries for any number, login and menu among them."""

    template_name = "events/admin/tasks.html"
    page_title = "Things to do"
    header_icon = "tasks"
    context_object_name = "tasks"
    paginate_by, page_kwarg = 50, "p"

    def get_queryset(self) -> QuerySet[OrganiserTask]:
        return OrganiserTask.objects.open().select_related("session__page", "booking")

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        sessions = [task.session_id for task in context["tasks"] if task.booking_id]
        log_needs_access(self.request.user, sessions, NeedsAccess.Kind.SCREEN)
        return context


class CompleteTaskView(ChangeNeedsMixin, ActionView):
    model = OrganiserTask

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if complete_task(task=self.object, user=request.user, now=timezone.now()):
            messages.success(request, "Thank you. We took that off the list.")
        else:
            messages.warning(request, "It was off the list already. Someone may have been quicker.")
        return redirect(
            get_valid_next_url_from_request(request) or reverse("sessions_admin:tasks")
        )
