"""States of an access need (asked, arranging, in place, talk) and the organisers' answers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from events.bookings.notices import notify_of_change
from events.models import AccessNeed, Booking

WANT_TALK = (Booking.TalkFirst.PHONE, Booking.TalkFirst.MESSAGE)

MAX_ANSWER_LENGTH = AccessNeed._meta.get_field("answer").max_length or 0


class AnswerConflict(Exception):
    """Raised when the access need has changed since the answer form was shown."""


@transaction.atomic
def answer(
    *, need: AccessNeed, state: str, words: str, now: datetime, seen: datetime | None = None
) -> AccessNeed:
    """Set the state and answer of an access need, and enqueue a notice of the change.

    `words` is the text for the attendee, written for this state: none with another state clears
    the old text, none with the same state keeps it. The notice waits a few minutes, so that several
    answers share one message. Do nothing if nothing has changed. `seen` is the `changed_at` that the form
    showed: raise AnswerConflict if it differs by now. Raise ValidationError.
    """
    # Lock the booking, so that only one process at a time decides on its notice.
    booking = Booking.objects.select_for_update(of=("self",)).get(people__needs=need)
    need = AccessNeed.objects.get(pk=need.pk)
    words = words.strip() or (need.answer if need.state == state else "")
    if (need.state, need.answer) == (state, words):
        return need
    if seen and need.changed_at != seen:
        raise AnswerConflict
    need.state, need.answer, need.changed_at = state, words, now
    need.full_clean(exclude=["person", "option"])
    if len(words) > MAX_ANSWER_LENGTH:  # a TextField does not validate max_length
        raise ValidationError({"answer": f"Keep it under {MAX_ANSWER_LENGTH} letters."})
    need.save(update_fields=["state", "answer", "changed_at"])
    if hears_of_answers(booking, now):
        notify_of_change(booking, now)
    return need


def hears_of_answers(booking: Booking, now: datetime) -> bool:
    """Return whether an answer is still told to somebody, by mail or on the phone."""
    session = booking.session
    is_open = not session.is_cancelled and not session.is_over(now)
    return is_open and booking.state in Booking.LISTENING


def is_mailed(need: AccessNeed) -> bool:
    """Return whether a mail or text tells of the answer: the contact or the person, if they know."""
    booking = need.person.booking
    return booking.can_be_texted or bool(
        booking.email or (need.person.email and booking.person_knows is not False)
    )


def mark_talked(*, booking: Booking) -> bool:
    """Clear the request to talk first and the time to phone. Return False if there was none."""
    requested = Booking.objects.filter(pk=booking.pk, contact_first__in=WANT_TALK)
    return bool(requested.update(contact_first=Booking.TalkFirst.NO, contact_when=""))
