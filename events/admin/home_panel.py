"""The panel on the admin's home page: the next session and open tasks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from events import extension_points, phone_calls
from events.admin.overview import coming
from events.admin.views import session_url
from events.models import Notice, OrganiserTask, Session, SessionPage
from events.models.permissions import may_see_bookings, may_see_needs
from hub.words import people_count

SOON = timedelta(days=7)  # how long before a session its unfinished needs are listed


class NextSessionPanel(Component):
    """A home panel with only the tasks that the user may do."""

    name = "what_to_do_next"
    template_name = "events/admin/home_panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        now = timezone.now()
        context: dict[str, Any] = {
            "next_session": next_session(now),
            "sees_bookings": may_see_bookings(user),
            "tasks": [],
        }
        if context["sees_bookings"]:
            sessions = list(coming(now))
            context["first_session"] = sessions[0] if sessions else None
            context["sees_needs"] = may_see_needs(user)
            context["tasks"] += organiser_tasks(sessions, now, sees_needs=context["sees_needs"])
        if may_see_needs(user) and (waiting := OrganiserTask.objects.open().count()):
            things = "thing that waits" if waiting == 1 else "things that wait"
            words = f"Read {waiting} {things} for you, such as words from a calendar"
            context["tasks"].append((words, reverse("sessions_admin:tasks")))
        for register_tasks in hooks.get_hooks("register_admin_tasks"):
            context["tasks"] += register_tasks(user, now)
        if page_permission_policy.user_has_permission(user, "change"):
            context["edits_pages"] = True
            context["without_topic"] = without_topic(now)
        return context


def next_session(now: datetime) -> Session | None:
    return (
        Session.objects.filter(ends_at__gt=now, status=Session.Status.ON, page__live=True)
        .select_related("page")
        .order_by("starts_at", "pk")
        .first()
    )


def without_topic(now: datetime) -> list[SessionPage]:
    """Return the next three session pages with no topic and only their series' title."""
    return list(
        SessionPage.objects.bookable(now)
        .filter(title=F("session__series__title"), topic_links=None)
        .select_related("session__series")[:3]
    )


def organiser_tasks(
    sessions: list[Session], now: datetime, *, sees_needs: bool
) -> list[tuple[str, str]]:
    """Return the organisers' open tasks, each with its URL."""
    tasks = []
    for session in sessions if sees_needs else ():
        if number := session.needs_to_answer:
            things = pluralize(number, "thing that was,things that were")
            words = f"Answer {number} {things} asked for: {session}"
            tasks.append((words, session_url(session.pk, "needs")))
        if session.starts_at < now + SOON and (number := session.needs_to_finish):
            words = (
                f"See that {number} {pluralize(number, 'thing is,things are')} in place: {session}"
            )
            tasks.append((words, session_url(session.pk, "needs")))
        if session.talks_wanted:
            words = f"Talk with {people_count(session.talks_wanted)} who asked for it: {session}"
            tasks.append((words, session_url(session.pk, "talks")))
    messages_url = reverse("sessions_admin:messages")
    if failed := Notice.objects.failed().count():
        words = f"See to {failed} email{pluralize(failed)} that did not arrive"
        tasks.append((words, messages_url))
    calls = len(phone_calls.calls_to_make(now=now)) + sum(map(len, extension_points.calls(now)))
    if calls:
        words = f"Phone {people_count(calls)} who {pluralize(calls, 'has,have')} no email address"
        tasks.append((words, f"{messages_url}#calls"))
    return tasks
