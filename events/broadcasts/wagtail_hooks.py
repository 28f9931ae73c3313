"""Wagtail hooks of broadcasts."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from events.broadcasts.admin_views import WriteView


@hooks.register("register_admin_urls")
def broadcast_urls() -> list[URLResolver]:
    urlpatterns = [path("<int:pk>/write/", WriteView.as_view(), name="write")]
    return [path("sessions/", include((urlpatterns, "broadcasts")))]
