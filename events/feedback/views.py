"""Views for anonymous feedback: the link gives the session; no author is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import booking_for, quotes_by
from events.bookings.errors import MESSAGES
from events.feedback.asked import needs_of, signed_needs
from events.feedback.forms import FeedbackForm
from events.feedback.submissions import closed_because, submit
from events.models import Booking, Quote, Session, current_periods
from events.public.views.decorators import capability_url
from hub.rate_limit import count
from hub.signed_links import UnknownLink

MAX_PER_BOOKING = 20  # an hour; a link may be shared by a few people
TOO_MANY = "We have had many answers by this link. Your words are still here. Try again in an hour"


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form on GET, store on POST. Words that we may use are shown by the same link."""
    quotes, now = quotes_by(token), timezone.now()
    try:
        booking = booking_for(token)
    except UnknownLink:
        if not quotes:
            raise
        return _page(request, "quotes", token, quotes[0].session, quotes=quotes)
    session = booking.session
    if code := closed_because(session, now):
        status = 409 if request.method == "POST" else 200
        words = MESSAGES[code]
        return _page(request, "closed", token, session, status, words=words, quotes=quotes)
    form = _form_for(request, booking)
    if request.method != "POST":
        return _page(request, "ask", token, session, form=form, quotes=quotes)
    if not form.is_valid():
        return _page(request, "ask", token, session, 422, form=form, quotes=quotes)
    if count("feedback", token, now=now) > MAX_PER_BOOKING:
        form.add_error(None, TOO_MANY)
        return _page(request, "ask", token, session, 429, form=form, quotes=quotes)
    ring = booking if form.cleaned_data.get("ring_me") else None
    submit(session=session, now=now, link_of=booking, ring=ring, **form.answers)
    return redirect("feedback_thanks", token=token)


@require_safe
@capability_url
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    session, kept = booking_for(token).session, current_periods().feedback
    return _page(request, "thanks", token, session, quotes=quotes_by(token), kept=kept)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def take_back(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Delete words that we might use, on POST. A second press finds nothing and says the same."""
    quotes = quotes_by(token)
    if request.method != "POST":
        return redirect("feedback", token=token)
    Quote.objects.filter(pk__in=[quote.pk for quote in quotes if quote.pk == pk]).delete()
    return render(request, "events/feedback/taken_back.html", {"crumbs": []})


def _form_for(request: HttpRequest, booking: Booking) -> FeedbackForm:
    """Return the form about what its page asked, or about what the booking asks for now."""
    about = f"booking {booking.uid}"
    if request.method != "POST":
        return FeedbackForm(needs=needs_of(booking), about=about)
    needs = signed_needs(request.POST.get("asked", ""), about)
    if needs is None:
        needs = needs_of(booking)
    return FeedbackForm(request.POST, needs=needs, about=about)


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
