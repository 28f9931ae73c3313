"""The view that ends a subscription for a caller."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from events.admin.views import ActionView
from events.models import Subscriber
from events.subscriptions import subscribers


class UnsubscribeView(ActionView):
    """Unsubscribe from alerts, as asked for on the phone."""

    model = Subscriber

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        subscribers.unsubscribe(subscriber=self.object)
        messages.success(request, "We tell them of no more new sessions. Their address is deleted.")
        return redirect("sessions_admin:coming")
