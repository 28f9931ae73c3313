"""Wagtail hooks of texts and letters."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from events.texts.admin_views import AddressView


@hooks.register("register_admin_urls")
def letter_urls() -> list[URLResolver]:
    urlpatterns = [path("<int:pk>/", AddressView.as_view(), name="address")]
    return [path("sessions/letters/", include((urlpatterns, "letters")))]
