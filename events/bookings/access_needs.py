"""A need has a life: asked, being arranged, in place, or talked about. Someone always answers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from events.bookings.notices import notify_of_change
from events.models import AccessNeed, Booking

State = AccessNeed.State

# What waits for someone to act. "Let's talk" is an answer, but the talk is still to come.
OPEN_STATES = (State.ASKED, State.ARRANGING, State.TALK)

WANT_TALK = (Booking.TalkFirst.PHONE, Booking.TalkFirst.MESSAGE)

MAX_ANSWER_LENGTH = AccessNeed._meta.get_field("answer").max_length or 0


class AnswerConflict(Exception):
    """Somebody else has answered while this answer was being written."""


@transaction.atomic
def answer(
    *, need: AccessNeed, state: str, words: str, now: datetime, seen: datetime | None = None
) -> AccessNeed:
    """Say how far we are with what someone asked for, and let them know.

    `words` are for them to read. The message waits a few minutes, so that several answers go out
    together. Nothing happens when nothing has changed. `seen` is how fresh the answer was that the writer had
    before them: raises AnswerConflict when somebody has given another one. Raises ValidationError.
    """
    # The booking's row, so that its message is decided by one process at a time.
    booking = Booking.objects.select_for_update(of=("self",)).get(people__needs=need)
    fresh = AccessNeed.objects.get(pk=need.pk)
    words = words.strip()
    if (fresh.state, fresh.answer) == (state, words):
        return fresh
    if seen and fresh.changed_at != seen:
        raise AnswerConflict
    fresh.state, fresh.answer, fresh.changed_at = state, words, now
    fresh.full_clean(exclude=["person", "option"])
    if len(words) > MAX_ANSWER_LENGTH:  # a text column does not check this by itself
        raise ValidationError({"answer": f"Keep it under {MAX_ANSWER_LENGTH} letters."})
    fresh.save(update_fields=["state", "answer", "changed_at"])
    if not (booking.state == Booking.State.CANCELLED or booking.session.is_over(now)):
        notify_of_change(booking, now)
    return fresh


def mark_talked(*, booking: Booking) -> bool:
    """Someone has talked with a person who wished to talk first. False when nobody wished it any more.

    The wish and the good time to phone are forgotten then. They can ask again on their own page.
    """
    wished = Booking.objects.filter(pk=booking.pk, talk_first__in=WANT_TALK)
    return bool(wished.update(talk_first=Booking.TalkFirst.NO, talk_when=""))
