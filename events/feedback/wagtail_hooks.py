"""Wagtail hooks of feedback."""

from datetime import datetime

from django.urls import URLResolver, include, path
from wagtail import hooks

from events.feedback.organiser_tasks import feedback_to_read
from events.models.permissions import may_see_bookings
from hub.models import User


@hooks.register("register_admin_urls")
def feedback_urls() -> list[URLResolver]:
    return [path("sessions/", include("events.feedback.admin_urls"))]


@hooks.register("register_admin_tasks", order=-1)  # before the tasks of editors
def feedback_tasks(user: User, now: datetime) -> list[tuple[str, str]]:
    return feedback_to_read(now) if may_see_bookings(user) else []
