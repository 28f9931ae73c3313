"""Wagtail hooks of insights."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from events.insights.admin_views import ExportView, HeadcountView, LearnedView
from events.insights.counting import Missed, Topic
from events.models import Booking, Person, Session, SessionCount
from events.models.permissions import may_change_bookings, may_see_bookings
from hub.models import User

ASKED_FOR = timedelta(days=14)  # how long after a session its headcount is asked for


@hooks.register("register_admin_urls")
def insights_urls() -> list[URLResolver]:
    urlpatterns = [
        path("learned/", LearnedView.as_view(), name="learned"),
        path("learned/csv/", ExportView.as_view(), name="export"),
        path("<int:pk>/came/", HeadcountView.as_view(), name="headcount"),
    ]
    return [path("sessions/", include((urlpatterns, "insights")))]


class LearnedItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_bookings(request.user)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return LearnedItem("What we learned", reverse("insights:learned"), icon_name="view", order=1900)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "events.export_learned", "Export what we learned", "Took out the numbers of What we learned"
    )


@hooks.register("register_admin_tasks")
def headcount_tasks(user: User, now: datetime) -> list[tuple[str, str]]:
    """Return a task for each session of the last two weeks that nobody has counted."""
    if not may_change_bookings(user):
        return []
    counted = SessionCount.objects.filter(
        topic=Topic.MISSED, answer=Missed.STAYED_AWAY, session__isnull=False
    )
    ticked = Person.objects.filter(came=True, booking__state=Booking.State.BOOKED)
    sessions = (
        Session.objects.filter(
            status=Session.Status.ON,
            ends_at__lte=now,
            ends_at__gt=now - ASKED_FOR,
            bookings__state=Booking.State.BOOKED,
        )
        .exclude(pk__in=counted.values("session"))
        .exclude(pk__in=ticked.values("booking__session"))
        .select_related("page")
        .distinct()
        .order_by("-starts_at", "-pk")
    )
    return [
        (f"Write down how many came to {session}", reverse("insights:headcount", args=[session.pk]))
        for session in sessions
    ]
