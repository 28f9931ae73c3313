"""Tags for the page editor's panels, which are models' and cannot import the admin; a filter."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone

from events import extension_points
from events.admin.attendees import duplicates_of
from events.admin.deadlines import by_day, last_day_words
from events.admin.home_panel import next_session
from events.admin.overview import taken_words
from events.admin.places import places_words
from events.admin.series_dates import coming_sessions, dates_of_series
from events.bookings import capacity_of
from events.bookings.access_needs import is_mailed, steps_of
from events.models import AccessNeed, AccessOption, Session
from events.models.permissions import may_change_sessions, may_see_bookings
from events.worklist import WorkItem
from hub.dates import format_day, format_moment, london_date

register = template.Library()
register.filter(taken_words)
register.filter(by_day)
register.filter(last_day_words)
register.filter(duplicates_of)
register.filter(is_mailed)
register.filter(format_moment)
register.filter(format_day)
register.filter(london_date)


@register.filter
def step_choices(need: AccessNeed) -> list[tuple[str, str]]:
    """Return what an organiser can answer to a need now."""
    return [(state.value, str(state.label)) for state in steps_of(need, timezone.now())]


@register.filter
def sessions_of_needs(items: Iterable[WorkItem]) -> list[Session]:
    """Return the sessions that these needs are for, each once."""
    return list({item.session.pk: item.session for item in items if item.need}.values())


@register.inclusion_tag("events/admin/repeat_panel.html", takes_context=True)
def repeat_panel(context: Context) -> dict[str, Any]:
    panel = context["self"]
    return {"form": panel.form, "dates": dates_of_series(panel.instance, timezone.now())}


@register.inclusion_tag("events/admin/series_dates_panel.html", takes_context=True)
def series_dates_panel(context: Context) -> dict[str, Any]:
    series, user, now = context["self"].instance, context["self"].request.user, timezone.now()
    return {
        "series": series,
        "sessions": coming_sessions(series, now),
        **extension_points.page_editor.context(series, user, now),
    }


@register.inclusion_tag("events/admin/option_preview.html", takes_context=True)
def option_preview_panel(context: Context) -> dict[str, Any]:
    """Show how an option reads, and its last day for the next session."""
    option = AccessOption.objects.get(pk=context["self"].instance.pk)
    session = next_session(timezone.now())
    return {
        "option": option,
        "for_you": option.label_for(""),
        "for_jean": option.label_for("Jean"),
        "session": session,
        "last_day": format_day(session.last_day(option.notice_days)) if session else "",
        "versions": option.versions.all(),
    }


@register.inclusion_tag("events/admin/facts_panel.html", takes_context=True)
def session_facts_panel(context: Context) -> dict[str, Any]:
    """Show a session's facts and permitted actions, without anything on who has booked."""
    page, user = context["self"].instance, context["self"].request.user
    session = getattr(page, "session", None)
    if session is None:
        return {"session": None}
    return {
        "session": session,
        "places_words": places_words(capacity_of(session)),
        "is_over": session.is_over(timezone.now()),
        "may_change": may_change_sessions(user, page),
        "sees_bookings": may_see_bookings(user),
        "here": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        **extension_points.page_editor.context(page, user, timezone.now()),
    }
