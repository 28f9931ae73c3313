"""Anonymous feedback on sessions, stored with the session only."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from events.bookings import BookingError
from events.models import Feedback, Session
from hub.words import people_count

GotIt = Feedback.GotIt

OPEN_FOR = timedelta(days=60)  # after the end of the session


@transaction.atomic
def submit(
    *,
    session: Session,
    needs_met: str,
    how_it_was: str,
    do_better: str,
    form_key: UUID,
    now: datetime,
) -> Feedback:
    """Save feedback. Idempotent: the same form sent twice is saved once.

    Raise BookingError when it is empty or the session takes none.
    """
    if existing := Feedback.objects.filter(form_key=form_key).first():
        return existing
    if code := closed_because(session, now):
        raise BookingError(code)
    answers = {
        "needs_met": needs_met,
        "how_it_was": how_it_was.strip(),
        "do_better": do_better.strip(),
    }
    if not any(answers.values()):
        raise BookingError("nothing_said")
    Feedback(session=session, form_key=form_key, **answers).full_clean(
        exclude=["session"], validate_unique=False
    )
    feedback, _ = Feedback.objects.get_or_create(
        form_key=form_key, defaults={"session": session, "sent_at": now, **answers}
    )
    return feedback


def closed_because(session: Session, now: datetime) -> str:
    """Return the error code while feedback is closed, or an empty string."""
    if session.is_cancelled:
        return "did_not_happen"
    if not session.has_started(now):
        return "not_begun"
    return "feedback_closed" if now > session.ends_at + OPEN_FOR else ""


def summary_of(session: Session) -> dict[str, list[Any]]:
    """Return the feedback on one session, newest first: all `answers`, and the `words` of some.

    `needs_met` has their counts in words: "2 people said: Some of it".
    """
    answers = list(session.feedback.all())
    counts = Counter(each.needs_met for each in answers)
    return {
        "answers": answers,
        "words": [each for each in answers if each.how_it_was or each.do_better],
        "needs_met": [
            f"{people_count(counts[answer])} said: {answer.label}"
            for answer in GotIt
            if counts[answer]
        ],
    }
