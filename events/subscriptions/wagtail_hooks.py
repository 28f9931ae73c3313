"""Wagtail hooks of subscriptions."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from events.subscriptions.admin_views import UnsubscribeView


@hooks.register("register_admin_urls")
def subscription_urls() -> list[URLResolver]:
    urlpatterns = [path("news/<int:pk>/stop/", UnsubscribeView.as_view(), name="stop")]
    return [path("sessions/", include((urlpatterns, "subscriptions")))]
