"""Prefilling the form of another session from a booking, given the booking's capability URL.

Answers never go straight into a booking: they need review, as access needs may have changed.
"""

from datetime import datetime
from typing import Any

from events.models import AccessOption, Booking, Session
from events.privacy.retention import needs_are_retained
from events.public.forms.booking_data import to_stored_answers
from events.public.forms.context import BookingFormContext
from events.public.forms.wizard import CHECK, NEEDS, Stored, evaluate


def prefilled_answers(booking: Booking, *, now: datetime) -> Stored:
    """Return form answers for another session. Omitted ones are asked again.

    These are consent (UK GDPR article 9) and needs past retention, even if not purged yet. A request
    to talk first was about the earlier session.
    """
    stored: dict[str, Any] = to_stored_answers(booking)
    stored.pop("sharing", None)
    if not needs_are_retained(booking, now=now):
        return {step: data for step, data in stored.items() if step not in (*NEEDS, "talk")}
    stored["talk"] |= {"contact_first": [Booking.TalkFirst.NO], "contact_when": [""]}
    for step in NEEDS:
        if step in stored:
            stored[step] = _without_withdrawn_options(stored[step])
    return stored


def first_step(*, session: Session, stored: Stored, now: datetime) -> str:
    """Return the first step that needs an answer, or the check step."""
    return evaluate(context=BookingFormContext(session, now), stored=stored).missing or CHECK


def _without_withdrawn_options(answers: dict[str, list[str]]) -> dict[str, list[str]]:
    """Turn chosen options that are withdrawn into words."""
    options = next(name for name in answers if name.endswith("options"))
    words = options.removesuffix("options") + "words"
    withdrawn = AccessOption.objects.filter(pk__in=answers[options], in_use=False)
    lines = [*answers[words], *(option.label for option in withdrawn)]
    return answers | {words: ["\n".join(line for line in lines if line)]}
