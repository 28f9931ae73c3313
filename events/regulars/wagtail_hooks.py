"""Wagtail hooks of regulars."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def regular_urls() -> list[URLResolver]:
    return [path("sessions/", include("events.regulars.admin_urls"))]
