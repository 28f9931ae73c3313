"""Decorators that guard admin views, redirecting others to the admin home with a message."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from events.models import SeriesPage, Session
from events.models.permissions import (
    may_add_sessions,
    may_change_bookings,
    may_change_sessions,
    may_see_bookings,
)

GONE = "This is not here any more. They may have changed or deleted it themselves."

View = Callable[..., HttpResponse]


def require_organiser(view: View) -> View:
    """Require permission to see bookings."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_bookings(request.user):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return guarded


def require_change_booking(view: View) -> View:
    """Require permission to change bookings. Warn on 404: contacts may delete theirs any time."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_change_bookings(request.user):
            return permission_denied(request)
        try:
            return view(request, *args, **kwargs)
        except Http404:
            messages.warning(request, GONE)
            return redirect("desk:coming")

    return guarded


def require_post_with_message(view: View) -> View:
    """Require POST. A login in between turns it into a GET: ask to press the button again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        messages.warning(
            request, "Nothing has changed yet. Go back and press the button once more."
        )
        return redirect("desk:coming")

    return guarded


def require_change_session(view: View) -> View:
    """Require permission to change the session, and pass it instead of its key."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        session = get_object_or_404(Session.objects.select_related("page", "series"), pk=pk)
        if not may_change_sessions(request.user, session.page):
            return permission_denied(request)
        return view(request, session)

    return guarded


def require_change_series(view: View) -> View:
    """Require permission to add sessions to the series, and pass it instead of its key."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        series = get_object_or_404(SeriesPage, pk=pk)
        if not may_add_sessions(request.user, series):
            return permission_denied(request)
        return view(request, series)

    return guarded
