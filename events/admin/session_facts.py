"""The facts of a session for its page editor."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from events.bookings import capacity_of
from events.models import SessionPage
from events.models.permissions import may_change_sessions, may_see_bookings


def facts_for_editor(page: SessionPage, user: AbstractUser, now: datetime) -> dict[str, Any]:
    """Return a session's facts and permitted actions, without anything on who has booked."""
    session = getattr(page, "session", None)
    if session is None:
        return {"session": None}
    places = capacity_of(session)
    return {
        "session": session,
        "taken": sum(places.taken.values()),
        "left": places.all_left,
        "is_over": session.is_over(now),
        "may_change": may_change_sessions(user, page),
        "sees_bookings": may_see_bookings(user),
        "here": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
