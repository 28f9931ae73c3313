"""States of an access need (asked, arranging, in place, talk) and the organisers' answers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from events.bookings.notices import notify_of_change
from events.models import AccessNeed, Booking

State = AccessNeed.State

# States that still need an organiser. "Let's talk" is an answer, but the talk is still to come.
OPEN_STATES = (State.ASKED, State.ARRANGING, State.TALK)

WANT_TALK = (Booking.TalkFirst.PHONE, Booking.TalkFirst.MESSAGE)

MAX_ANSWER_LENGTH = AccessNeed._meta.get_field("answer").max_length or 0


class AnswerConflict(Exception):
    """Raised when the access need has changed since the answer form was shown."""


@transaction.atomic
def answer(
    *, need: AccessNeed, state: str, words: str, now: datetime, seen: datetime | None = None
) -> AccessNeed:
    """Set the state and answer of an access need, and enqueue a notice of the change.

    `words` is the text for the attendee. The notice waits a few minutes, so that several answers
    share one message. Do nothing if nothing has changed. `seen` is the `changed_at` that the form
    showed: raise AnswerConflict if it differs by now. Raise ValidationError.
    """
    # Lock the booking, so that only one process at a time decides on its notice.
    booking = Booking.objects.select_for_update(of=("self",)).get(people__needs=need)
    fresh = AccessNeed.objects.get(pk=need.pk)
    words = words.strip()
    if (fresh.state, fresh.answer) == (state, words):
        return fresh
    if seen and fresh.changed_at != seen:
        raise AnswerConflict
    fresh.state, fresh.answer, fresh.changed_at = state, words, now
    fresh.full_clean(exclude=["person", "option"])
    if len(words) > MAX_ANSWER_LENGTH:  # a TextField does not validate max_length
        raise ValidationError({"answer": f"Keep it under {MAX_ANSWER_LENGTH} letters."})
    fresh.save(update_fields=["state", "answer", "changed_at"])
    if not (booking.state == Booking.State.CANCELLED or booking.session.is_over(now)):
        notify_of_change(booking, now)
    return fresh


def mark_talked(*, booking: Booking) -> bool:
    """Clear the request to talk first and the time to phone. Return False if there was none.

    The request can be made again on the manage page.
    """
    wished = Booking.objects.filter(pk=booking.pk, contact_first__in=WANT_TALK)
    return bool(wished.update(contact_first=Booking.TalkFirst.NO, contact_when=""))
