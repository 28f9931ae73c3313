"""The session that the address of a booking page is about, and whether it can be booked."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from events.bookings.errors import MESSAGES
from events.models import Session, SessionPage
from events.schedule.redirects import session_address


def with_session(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pass the session, with its page and series, in place of its address. Raise Http404.

    Redirect from a former address. With 307 a POST is sent again, so that nothing is lost.
    """

    @wraps(view)
    def view_with_session(
        request: HttpRequest, *, series: str, date: str, **kwargs: str
    ) -> HttpResponse:
        pages = SessionPage.objects.open_to_all().at(series, date)
        page = pages.select_related("session__series").first()
        if page is not None:
            page.session.page = page
            return view(request, page.session, **kwargs)
        if moved := session_address(request, series, date):
            rest = request.path.removeprefix(f"/sessions/{series}/{date}/")
            return redirect(moved + rest, preserve_request=True)
        raise Http404

    return view_with_session


def session_kwargs(session: Session) -> dict[str, str]:
    """Return what the URLs of a session are made of."""
    return {"series": session.series.slug, "date": session.page.slug}


def closed_response(request: HttpRequest, session: Session) -> HttpResponse | None:
    """Render why the session cannot be booked, with other links. None if it can."""
    if session.is_cancelled:
        code, status = "cancelled_session", 409
    elif session.has_started(timezone.now()):
        code, status = "too_late", 410
    elif not session.attendance_modes:
        code, status = "no_way", 409
    else:
        return None
    context = {"session": session, "reason": MESSAGES[code], "code": code, "crumbs": []}
    return render(request, "events/book/closed.html", context, status=status)
