"""The panel on the admin's home page: the next session and open tasks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from events import extension_points, phone_calls
from events.admin.deadlines import by_day
from events.admin.overview import coming
from events.admin.views import session_url
from events.models import Notice, OrganiserTask, Session, SessionPage
from events.models.permissions import may_see_bookings, may_see_needs
from hub.dates import london_date
from hub.words import people_count


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
    """Return the organisers' open tasks, each with its URL: the one with the nearest day first."""
    dated = [
        task
        for session in (sessions if sees_needs else ())
        for task in session_tasks(session, london_date(now))
    ]
    tasks = [(words, url) for _, words, url in sorted(dated, key=lambda task: task[0])]
    messages_url = reverse("sessions_admin:messages")
    if failed := Notice.objects.failed().count():
        words = f"See to {failed} email{pluralize(failed)} that did not arrive"
        tasks.append((words, messages_url))
    to_contacts = phone_calls.calls_to_make(now=now, with_needs=sees_needs)
    calls = len(to_contacts) + sum(map(len, extension_points.calls(now)))
    if calls:
        words = f"Phone {people_count(calls)} who {pluralize(calls, 'has,have')} no email address"
        tasks.append((words, f"{messages_url}#calls"))
    return tasks


def session_tasks(session: Session, today: date) -> list[tuple[date, str, str]]:
    """Return what is open for a session `with_numbers`: the last day, words and URL of each."""
    needs, talks = session_url(session.pk, "needs"), session_url(session.pk, "talks")
    day = london_date(session.starts_at)
    tasks = []
    if number := session.needs_to_book:
        notice = session.last_day(session.longest_to_book)
        words = f"Book {number} thing{pluralize(number)} {by_day(notice, today)}: {session}"
        tasks.append((notice, words, needs))
    if number := session.needs_to_answer:
        things = pluralize(number, "thing that was,things that were")
        tasks.append((day, f"Answer {number} {things} asked for: {session}", needs))
    if number := session.needs_to_finish:
        things = pluralize(number, "thing is,things are")
        tasks.append((day, f"See that {number} {things} in place: {session}", needs))
    if number := session.needs_to_talk:
        last_day = session.last_day(session.longest_to_talk)
        things = f"{number} thing{pluralize(number)}"
        words = f"Talk about {things} {by_day(last_day, today)}: {session}"
        tasks.append((last_day, words, talks))
    if number := session.talks_wanted:
        words = f"Talk with {people_count(number)} who asked for it: {session}"
        tasks.append((day, words, talks))
    return tasks
