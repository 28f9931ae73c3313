"""Prefilling the form of the next session from a booking, given the booking's capability URL.

Answers never go straight into a booking: they need review, as access needs may have changed.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import booking_for
from events.bookings.availability import next_session_for
from events.models import AccessNeed, Booking, current_periods
from events.privacy.retention import needs_are_retained
from events.public.forms.booking_data import to_stored_answers
from events.public.forms.context import BookingFormContext
from events.public.forms.which import WHICH
from events.public.forms.wizard import (
    ABOUT_NEEDS,
    ANY_NEEDS,
    CHECK,
    NEEDS,
    START,
    Stored,
    evaluate,
)
from events.public.views.booking import answer_storage, step_url
from events.public.views.decorators import capability_url
from events.public.views.manage import show
from events.public.views.wizard import CHANGING, PREFILLED
from events.public.views.wizard_storage import new_attempt
from hub.dates import format_date, london_date

CHANGE_FIRST = "change"  # the name of the button that begins with the first page


@require_safe
@capability_url
def keep_change_forget(request: HttpRequest, token: str) -> HttpResponse:
    """Show the answers of a booking, and three ways on: book again, change them, have them deleted.

    The mail or text that people ask for by their address leads here.
    """
    booking = booking_for(token)
    last_day = current_periods().remembered.last_day(london_date(booking.session.ends_at))
    return show(
        request,
        token,
        booking,
        template="events/manage/keep_change_forget.html",
        remembered_until=format_date(last_day) if booking.remember_needs else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def book_again(request: HttpRequest, token: str) -> HttpResponse:
    """Prefill the form of the next session on POST only. The URL contains no answers.

    It goes on with what is missing, and then all answers to look at; or with the first page.
    """
    booking, now = booking_for(token), timezone.now()
    session = next_session_for(booking, now=now)
    if request.method != "POST":
        return redirect("manage", token=token)
    if session is None:
        return redirect("sessions")
    stored = prefilled_answers(booking, now=now)
    attempt = new_attempt()
    answer_storage(request, session, attempt, repeats=booking).prefill(stored)
    if CHANGE_FIRST in request.POST:
        return redirect(f"{step_url(session, attempt, START)}?{PREFILLED}")
    step = evaluate(BookingFormContext(session, now), stored).missing or CHECK
    url = step_url(session, attempt, step)
    return redirect(f"{url}?{PREFILLED}" if step == CHECK else f"{url}?{CHANGING}&{PREFILLED}")


def prefilled_answers(booking: Booking, *, now: datetime) -> Stored:
    """Return form answers for another session. Omitted ones are asked again.

    These are consent (UK GDPR article 9) and needs past retention, even if not purged yet. A request
    to talk first was about the earlier session.
    """
    stored: dict[str, Any] = to_stored_answers(booking)
    stored.pop("sharing", None)
    if not needs_are_retained(booking, now=now):
        return {
            step: data for step, data in stored.items() if step not in (ANY_NEEDS, *ABOUT_NEEDS)
        }
    stored["talk"] |= {"contact_first": [Booking.TalkFirst.NO], "contact_when": [""]}
    for step in NEEDS:
        if step in stored:
            stored[step] = _without_withdrawn_options(stored[step], booking)
    return stored


def _without_withdrawn_options(
    answers: dict[str, list[str]], booking: Booking
) -> dict[str, list[str]]:
    """Turn chosen options that are withdrawn into words, as they were read."""
    options = next(name for name in answers if name.endswith("options"))
    words = options.removesuffix("options") + "words"
    withdrawn = AccessNeed.objects.filter(
        person__booking=booking, option__in=answers[options], option__in_use=False
    )
    labels = dict(
        withdrawn.order_by("option__sort_order", "pk").values_list("option", "option_label")
    )
    which = {pk: answers.get(words.removesuffix("words") + f"{WHICH}{pk}", []) for pk in labels}
    lines = [*answers[words], *(": ".join([label, *which[pk]]) for pk, label in labels.items())]
    return answers | {words: ["\n".join(line for line in lines if line)]}
