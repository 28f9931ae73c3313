"""Wagtail hooks of subscriptions."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def subscription_urls() -> list[URLResolver]:
    return [path("sessions/", include("events.subscriptions.admin_urls"))]
