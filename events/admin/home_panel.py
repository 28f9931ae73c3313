"""The panel on the admin's home page: the next session and open tasks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from events.admin.arrange import SHAPES, people_to_tell
from events.admin.overview import coming
from events.bookings.check_in import STAYS_OPEN
from events.models import Session, SessionPage
from events.models.permissions import may_see_bookings, may_see_needs, sessions_run_by
from events.worklist import Period, WorkGroup, groups_of, waiting_items
from hub.dates import format_date, london_date, london_midnight
from hub.models import User

MAX_LINES = 8


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
        context["run_sessions"] = sessions_to_run(user, now)
        if context["sees_bookings"]:
            context["first_session"] = coming(now).first()
            sees_needs = context["sees_needs"] = may_see_needs(user)
            if sees_needs:
                groups = groups_of(waiting_items(now))
                context["periods"] = counts_by_period(groups)
                context["tasks"] += urgent_tasks(groups, london_date(now))
            context["tasks"] += people_to_tell(now, sees_needs=sees_needs)
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


def sessions_to_run(user: User, now: datetime) -> list[Session]:
    """Return the next sessions that a user runs, and those whose people they can still tick."""
    since = london_midnight(london_date(now) - STAYS_OPEN)
    sessions = sessions_run_by(user).filter(status=Session.Status.ON, ends_at__gte=since)
    return list(sessions.select_related("page").order_by("starts_at", "pk")[:MAX_LINES])


def without_topic(now: datetime) -> list[SessionPage]:
    """Return the next three session pages with no topic and only their series' title."""
    return list(
        SessionPage.objects.bookable(now)
        .filter(title=F("session__series__title"), topic_links=None)
        .select_related("session__series")[:3]
    )


def urgent_tasks(groups: Sequence[WorkGroup], today: date) -> list[tuple[str, str]]:
    """Return what is late or has its last day this week, in words, each with its URL."""
    url = reverse("sessions_admin:arrange")
    return [
        (
            f"{group.kind}: {len(group.items)}, {by_when(group.due_on, today)}",
            f"{url}?{urlencode({'kind': group.kind_key})}#{group.period}",
        )
        for group in groups
        if group.period != Period.LATER
    ][:MAX_LINES]


def by_when(day: date, today: date) -> str:
    """Return the nearest last day of a group, which may be over."""
    if day < today:
        return f"late since {format_date(day)}"
    return f"by {format_date(day)}{', today' if day == today else ''}"


def counts_by_period(groups: Sequence[WorkGroup]) -> list[tuple[Period, str, int]]:
    """Return each period with its shape and how much waits in it."""
    return [
        (
            period,
            SHAPES[period],
            sum(len(group.items) for group in groups if group.period == period),
        )
        for period in Period
    ]
