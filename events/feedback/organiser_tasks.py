"""Tasks for organisers: feedback to read."""

from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import reverse

from events.models import Session
from hub.words import people_count

LISTED_FOR = timedelta(days=14)  # how long after a session its feedback is listed


def feedback_to_read(now: datetime) -> list[tuple[str, str]]:
    """Return a task for each session of the last two weeks with feedback, newest first."""
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
            reverse("sessions_admin:session", args=[session.pk]) + "#said",
        )
        for session in sessions
    ]
