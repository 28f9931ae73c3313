"""The view that prefills the next session's form with a booking's answers, for review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from events.bookings import booking_for
from events.bookings.availability import next_session_for
from events.public.forms.wizard import CHECK
from events.public.rebooking import first_step, prefilled_answers
from events.public.views.booking import answer_storage
from events.public.views.decorators import capability_url
from events.public.views.wizard import CHANGING, PREFILLED


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def book_again(request: HttpRequest, token: str) -> HttpResponse:
    """Prefill the form of the next session on POST only. The URL contains no answers."""
    booking, now = booking_for(token), timezone.now()
    session = next_session_for(booking, now=now)
    if request.method != "POST":
        return redirect("manage", token=token)
    if session is None:
        return redirect("sessions")
    stored = prefilled_answers(booking, now=now)
    answer_storage(request, session).prefill(stored)
    step = first_step(session=session, stored=stored, now=now)
    url = reverse(
        "book",
        kwargs={"series": session.series.slug, "date": session.page.slug, "step": step},
    )
    return redirect(f"{url}?{PREFILLED}" if step == CHECK else f"{url}?{CHANGING}&{PREFILLED}")
