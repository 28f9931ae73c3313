"""Booking again: the next date, and the answers of an earlier booking that go over to it.

The answers go into the form, never straight into a booking: people look them over first, as what helps
them may have changed. Whoever has the earlier booking's link may do this, and nobody else.
"""

from datetime import datetime
from typing import Any

from events.models import AccessOption, Booking, Session
from events.privacy.retention import needs_are_retained
from events.public.forms.booking_data import to_stored_answers
from events.public.forms.context import BookingFormContext
from events.public.forms.wizard import CHECK, Stored, evaluate

NEEDS = ("needs", "their-needs")


def prefilled_answers(booking: Booking, *, now: datetime) -> Stored:
    """The answers for the form of another session. What is left out is asked anew.

    That is consent (UK GDPR article 9), and what we promised to forget, also when that is still to be
    done. A wish to talk first was about the earlier date.
    """
    stored: dict[str, Any] = to_stored_answers(booking)
    stored.pop("sharing", None)
    if not needs_are_retained(booking, now=now):
        return {step: given for step, given in stored.items() if step not in (*NEEDS, "talk")}
    stored["talk"] |= {"talk_first": [Booking.TalkFirst.NO], "talk_when": [""]}
    for step in NEEDS:
        if step in stored:
            stored[step] = _in_words(stored[step])
    return stored


def first_step(*, session: Session, stored: Stored, now: datetime) -> str:
    """Where to begin: the first question that needs an answer, or the page with all of them."""
    return evaluate(asking=BookingFormContext(session, now), stored=stored).missing or CHECK


def _in_words(answers: dict[str, list[str]]) -> dict[str, list[str]]:
    """What somebody asked for and is no longer on our list stays, in words."""
    options = next(name for name in answers if name.endswith("options"))
    words = options.removesuffix("options") + "words"
    gone = AccessOption.objects.filter(pk__in=answers[options], in_use=False)
    lines = [*answers[words], *(option.label for option in gone)]
    return answers | {words: ["\n".join(line for line in lines if line)]}
