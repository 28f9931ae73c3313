"""Wagtail hooks of broadcasts."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def broadcast_urls() -> list[URLResolver]:
    return [path("sessions/", include("events.broadcasts.admin_urls"))]
