"""Views for anonymous feedback: the link gives the session; no author is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import booking_for
from events.bookings.errors import MESSAGES
from events.feedback.forms import FeedbackForm
from events.feedback.submissions import closed_because, submit
from events.models import Session, current_periods
from events.public.views.decorators import capability_url
from hub.rate_limit import count

MAX_PER_BOOKING = 20  # an hour; a link may be shared by a few people
TOO_MANY = "We have had many answers by this link. Your words are still here. Try again in an hour"


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form on GET, store on POST."""
    session, now = booking_for(token).session, timezone.now()
    if code := closed_because(session, now):
        status = 409 if request.method == "POST" else 200
        return _page(request, "closed", token, session, status, words=MESSAGES[code])
    if request.method != "POST":
        return _page(request, "ask", token, session, form=FeedbackForm())
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _page(request, "ask", token, session, 422, form=form)
    if count("feedback", token, now=now) > MAX_PER_BOOKING:
        form.add_error(None, TOO_MANY)
        return _page(request, "ask", token, session, 429, form=form)
    submit(session=session, now=now, **form.cleaned_data)
    return redirect("feedback_thanks", token=token)


@require_safe
@capability_url
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    session, kept = booking_for(token).session, current_periods().feedback
    return _page(request, "thanks", token, session, kept=kept)


def _page(
    request: HttpRequest,
    name: str,
    token: str,
    session: Session,
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    context = {"token": token, "session": session, "crumbs": [], **extra}
    return render(request, f"events/feedback/{name}.html", context, status=status)
