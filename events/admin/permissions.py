"""Who gets into which screen. Everybody else is told so, and led back to the start of the admin."""

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
    """For screens that show bookings."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_bookings(request.user):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return guarded


def require_change_booking(view: View) -> View:
    """For screens that make or change bookings. People change and delete their own at any time."""

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
    """For what a button does. Whoever had to log in again comes back with a visit, and presses once more."""

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
    """For screens that change one date. The view gets the session instead of its key."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        session = get_object_or_404(Session.objects.select_related("page", "series"), pk=pk)
        if not may_change_sessions(request.user, session.page):
            return permission_denied(request)
        return view(request, session)

    return guarded


def require_change_series(view: View) -> View:
    """For screens that add or change the dates of a series. The view gets the series, not its key."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        series = get_object_or_404(SeriesPage, pk=pk)
        if not may_add_sessions(request.user, series):
            return permission_denied(request)
        return view(request, series)

    return guarded
