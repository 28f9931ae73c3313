"""Anonymous feedback on sessions, stored with the session only."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Sum

from events.bookings import BookingError
from events.bookings.tasks import MAX_WORDS
from events.models import Booking, Feedback, OrganiserTask, Quote, Session, SessionCount
from hub.dates import london_date, london_midnight
from hub.words import people_count

GotIt = Feedback.GotIt
Topic = SessionCount.Topic

OPEN_FOR = timedelta(days=60)  # after the end of the session
TIME_TO_ACT = timedelta(days=7)  # to see to what somebody did not get


class QuoteConsent(models.TextChoices):
    WITH_NAME = "name", "Yes, with the name that I write below"
    WITHOUT_NAME = "no-name", "Yes, without a name"
    NO = "no", "No"


YES_TO_QUOTE = (QuoteConsent.WITH_NAME, QuoteConsent.WITHOUT_NAME)


@transaction.atomic
def submit(
    *,
    session: Session,
    needs_met: str,
    how_it_was: str,
    do_better: str,
    form_key: UUID,
    now: datetime,
    needs: Sequence[tuple[str, str]] = (),
    may_quote: str = "",
    quote_name: str = "",
    link_of: Booking | None = None,
    ring: Booking | None = None,
) -> Feedback:
    """Save feedback. Idempotent: the same form sent twice is saved once.

    `needs` are labels with an answer each. They are counted for the session, apart from the words, and
    a task says which were not met. It names nobody, but for `ring`: the booking of someone who asks
    for a call. `link_of` is the booking whose link can take a quote back. Nothing else is kept of it.
    Raise BookingError when it is empty or the session takes none.
    """
    if existing := Feedback.objects.filter(form_key=form_key).first():
        return existing
    if code := closed_because(session, now):
        raise BookingError(code)
    answers = {
        "needs_met": needs_met or _overall([answer for _, answer in needs]),
        "how_it_was": how_it_was.strip(),
        "do_better": do_better.strip(),
    }
    if not any(answers.values()):
        raise BookingError("nothing_said")
    Feedback(session=session, form_key=form_key, **answers).full_clean(
        exclude=["session"], validate_unique=False
    )
    day = london_midnight(london_date(now))
    feedback, is_new = Feedback.objects.get_or_create(
        form_key=form_key, defaults={"session": session, "sent_at": day, **answers}
    )
    if is_new:
        _count_needs(session, needs)
        _add_tasks(session, needs, ring, now)
        if may_quote in YES_TO_QUOTE and feedback.how_it_was:
            name = quote_name.strip() if may_quote == QuoteConsent.WITH_NAME else ""
            Quote.objects.create(
                session=session, words=feedback.how_it_was, name=name, **Quote.link_of(link_of)
            )
    return feedback


def closed_because(session: Session, now: datetime) -> str:
    """Return the error code while feedback is closed, or an empty string."""
    if session.is_cancelled:
        return "did_not_happen"
    if not session.has_started(now):
        return "not_begun"
    return "feedback_closed" if now > session.ends_at + OPEN_FOR else ""


def summary_of(session: Session, *, sees_needs: bool) -> dict[str, Any]:
    """Return the feedback on one session, newest first: all `answers`, and the `words` of some.

    `needs_met` has their counts in words: "2 people said: Some of it". With `sees_needs`, `needs` has
    them for each thing that was asked for.
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
        "needs": _need_lines(session, list(GotIt)) if sees_needs else [],
        "quotes": list(session.quotes.all()),
    }


def _overall(answers: Sequence[str]) -> str:
    """Return one answer for all needs of a form: "partly" when they differ."""
    different = set(answers)
    return different.pop() if len(different) == 1 else GotIt.PARTLY if different else ""


def _count_needs(session: Session, needs: Sequence[tuple[str, str]]) -> None:
    held_on = london_date(session.starts_at)
    for (label, answer), number in Counter(needs).items():
        SessionCount.objects.add(
            session=session,
            held_on=held_on,
            topic=Topic.GOT_IT,
            label=label,
            answer=GotIt(answer),
            number=number,
        )


def _add_tasks(
    session: Session, needs: Sequence[tuple[str, str]], ring: Booking | None, now: datetime
) -> None:
    """Open the one task of the session about needs that were not met, and one for a call."""
    unmet = [(label, answer) for label, answer in needs if answer in (GotIt.NO, GotIt.PARTLY)]
    if not unmet:
        return
    lines = _need_lines(session, [GotIt.PARTLY, GotIt.NO])
    _open_task(session, None, ["We do not know who said it.", *lines], now)
    if ring:
        lines = [f"{label}: {GotIt(answer).label}" for label, answer in unmet]
        _open_task(session, ring, ["They would like to talk about it.", *lines], now)


def _open_task(
    session: Session, booking: Booking | None, lines: Sequence[str], now: datetime
) -> None:
    """Open the task anew with these lines, as there may be more to see to than before."""
    key = f"need-unmet {f'booking {booking.pk}' if booking else f'session {session.pk}'}"
    OrganiserTask.objects.update_or_create(
        dedupe_key=key,
        defaults={
            "kind": OrganiserTask.Kind.NEED_UNMET,
            "session": session,
            "booking": booking,
            "words": "\n".join(lines)[:MAX_WORDS],
            "due_on": london_date(now) + TIME_TO_ACT,
            "created_at": now,
            "done_at": None,
            "done_by": None,
        },
    )


def _need_lines(session: Session, answers: Sequence[GotIt]) -> list[str]:
    """Return "More breaks: 2 people said Yes, 1 person said No" for each thing asked for."""
    counts = SessionCount.objects.filter(session=session, topic=Topic.GOT_IT, answer__in=answers)
    sums = counts.order_by("label").values_list("label", "answer").annotate(Sum("number"))
    by_label: dict[str, dict[str, int]] = {}
    for label, answer, number in sums:
        by_label.setdefault(label, {})[answer] = number
    return [
        f"{label}: "
        + ", ".join(
            f"{people_count(numbers[answer])} said {answer.label}"
            for answer in answers
            if answer in numbers
        )
        for label, numbers in by_label.items()
    ]
