"""Views for anonymous feedback: the link gives the session; no author is stored."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import booking_for
from events.bookings.errors import MESSAGES
from events.feedback.forms import FeedbackForm
from events.feedback.submissions import closed_because, submit
from events.models import Session
from events.public.views.decorators import capability_url
from hub.rate_limit import RateLimited

TOO_MANY = "Many people are writing to us just now. Your words are still here. Try again in an hour"


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form on GET, store on POST."""
    session, now = booking_for(token).session, timezone.now()
    if code := closed_because(session, now):
        return _closed(request, token, session, code)
    if request.method != "POST":
        return _ask(request, token, session, FeedbackForm(initial={"form_key": uuid.uuid4()}))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _ask(request, token, session, form, status=422)
    try:
        submit(session=session, now=now, **form.cleaned_data)
    except RateLimited:
        form.add_error(None, TOO_MANY)
        return _ask(request, token, session, form, status=429)
    return redirect("feedback_thanks", token=token)


@require_safe
@capability_url
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    context = {"token": token, "session": booking_for(token).session, "crumbs": []}
    return render(request, "events/feedback/thanks.html", context)


def _ask(
    request: HttpRequest, token: str, session: Session, form: FeedbackForm, status: int = 200
) -> HttpResponse:
    context = {"token": token, "session": session, "form": form, "crumbs": []}
    return render(request, "events/feedback/ask.html", context, status=status)


def _closed(request: HttpRequest, token: str, session: Session, code: str) -> HttpResponse:
    context = {"token": token, "session": session, "words": MESSAGES[code], "crumbs": []}
    status = 409 if request.method == "POST" else 200
    return render(request, "events/feedback/closed.html", context, status=status)
