"""Tags for the page editor's panels, which belong to models and cannot import the admin.

And a filter for the lists of sessions.
"""

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from events.admin.overview import taken_words
from events.admin.series_dates import coming_sessions, dates_of_series
from events.admin.session_facts import facts_for_editor

register = template.Library()
register.filter(taken_words)


@register.inclusion_tag("events/admin/repeat_panel.html", takes_context=True)
def repeat_panel(context: Context) -> dict[str, Any]:
    panel = context["self"]
    return {
        **_flatten(context),
        "form": panel.form,
        "dates": dates_of_series(panel.instance, timezone.now()),
    }


@register.inclusion_tag("events/admin/series_dates_panel.html", takes_context=True)
def series_dates_panel(context: Context) -> dict[str, Any]:
    return {
        **_flatten(context),
        "sessions": coming_sessions(context["self"].instance, timezone.now()),
    }


@register.inclusion_tag("events/admin/facts_panel.html", takes_context=True)
def session_facts_panel(context: Context) -> dict[str, Any]:
    panel = context["self"]
    return facts_for_editor(panel.instance, panel.request.user, timezone.now())


def _flatten(context: Context) -> dict[str, Any]:
    return {str(name): value for name, value in context.flatten().items()}
