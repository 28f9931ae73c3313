"""Wagtail hooks of feedback."""

from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from events.admin.views import session_url
from events.feedback.admin_views import (
    AddFeedbackView,
    DeleteFeedbackView,
    DeleteQuoteView,
    ShowQuoteView,
)
from events.models import Session
from events.models.permissions import may_see_bookings
from hub.models import User
from hub.words import people_count

LISTED_FOR = timedelta(days=14)  # how long after a session its feedback is listed
LOG_ACTIONS = (
    ("events.show_quote", "Show words", "Put somebody's words on the site, as they allowed"),
    ("events.hide_quote", "Hide words", "Took somebody's words off the site"),
    ("events.delete_quote", "Delete words", "Deleted words that somebody let us use"),
)


@hooks.register("register_admin_urls")
def feedback_urls() -> list[URLResolver]:
    urlpatterns = [
        path("<int:pk>/said/", AddFeedbackView.as_view(), name="add"),
        path("said/<int:pk>/delete/", DeleteFeedbackView.as_view(), name="delete"),
        path("said/words/<int:pk>/show/", ShowQuoteView.as_view(), name="show_quote"),
        path("said/words/<int:pk>/delete/", DeleteQuoteView.as_view(), name="delete_quote"),
    ]
    return [path("sessions/", include((urlpatterns, "feedback")))]


@hooks.register("register_admin_tasks", order=-1)  # before the tasks of editors
def feedback_tasks(user: User, now: datetime) -> list[tuple[str, str]]:
    """Return a task for each session of the last two weeks with feedback, newest first."""
    if not may_see_bookings(user):
        return []
    sessions = (
        Session.objects.filter(ends_at__lte=now, ends_at__gt=now - LISTED_FOR)
        .annotate(answers=Count("feedback"))
        .filter(answers__gt=0)
        .select_related("page")
        .order_by("-starts_at", "-pk")
    )
    return [
        (
            f"Read what {people_count(session.answers)} said about {session}",
            session_url(session.pk, "said"),
        )
        for session in sessions
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action in LOG_ACTIONS:
        actions.register_action(*action)
