"""The view that ends a subscription for a caller."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from events.admin.permissions import require_change_booking, require_post_with_message
from events.models import Subscriber
from events.subscriptions import services as subscriptions


@require_change_booking
@require_post_with_message
def unsubscribe(request: HttpRequest, pk: int) -> HttpResponse:
    """Unsubscribe from alerts, as asked for on the phone."""
    subscriptions.unsubscribe(subscriber=get_object_or_404(Subscriber, pk=pk))
    messages.success(request, "We tell them of no more new sessions. Their address is deleted.")
    return redirect("desk:coming")
