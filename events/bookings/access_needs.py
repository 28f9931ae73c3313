"""The steps of an access need, who sees to it, and what its person is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from events.bookings.notices import notify_of_answers
from events.models import AccessNeed, AccessNeedStep, Booking
from events.models.attendance import MODE_FIELDS, AttendanceMode
from hub.models import User

State = AccessNeed.State

WANT_TALK = (Booking.TalkFirst.PHONE, Booking.TalkFirst.MESSAGE)

MAX_ANSWER_LENGTH = AccessNeed._meta.get_field("answer").max_length or 0
MAX_NOTE_LENGTH = AccessNeed._meta.get_field("note").max_length or 0

# Where an organiser can lead each state. The same state again is for new words.
_ANSWERS = (State.ARRANGING, State.IN_PLACE, State.NOT_POSSIBLE, State.TALK)
STEPS: dict[State, tuple[State, ...]] = {
    State.ASKED: _ANSWERS,
    State.ARRANGING: _ANSWERS,
    State.TALK: _ANSWERS,
    State.IN_PLACE: (*_ANSWERS, State.CHECKED),
    State.NOT_POSSIBLE: (*_ANSWERS, State.CHECKED),
    State.CHECKED: (State.CHECKED,),
}
# What a change of the booking or of the session leads back to "asked": see `reopen`.
REOPENED = (State.ARRANGING, State.IN_PLACE, State.NOT_POSSIBLE)

WORDS_NEEDED = "Write why, and what you can do instead. The person reads it with “Not possible”."
TOO_LONG = "Keep it under {limit:,} letters."
NOT_A_STEP = "That cannot be said of it now. Look how far it is."
NOT_YET = "The session is not over yet. Check afterwards how it went."


class AnswerConflict(Exception):
    """Raised when the access need has changed since the answer form was shown."""


@dataclass
class Outcome:
    """What an answer to several needs did. `unseen` have changed since they were shown."""

    changed: list[AccessNeed] = field(default_factory=list)
    unchanged: list[AccessNeed] = field(default_factory=list)
    unseen: list[AccessNeed] = field(default_factory=list)
    refused: list[tuple[AccessNeed, str]] = field(default_factory=list)


def answer(
    *,
    need: AccessNeed,
    state: str,
    words: str,
    now: datetime,
    seen: datetime | None = None,
    by: User | None = None,
) -> AccessNeed:
    """Answer one access need as `answer_all` does.

    `seen` is the `changed_at` that the form showed: raise AnswerConflict if it differs by now.
    Raise ValidationError for what is no step from here, AccessNeed.DoesNotExist if it has gone.
    """
    outcome = answer_all(
        needs=[need.pk], state=state, words=words, now=now, seen={need.pk: seen}, by=by
    )
    if outcome.unseen:
        raise AnswerConflict
    for _, why in outcome.refused:
        raise ValidationError(why)
    for answered in (*outcome.changed, *outcome.unchanged):
        return answered
    raise AccessNeed.DoesNotExist


@transaction.atomic
def answer_all(
    *,
    needs: Iterable[int],
    state: str,
    words: str,
    now: datetime,
    seen: Mapping[int, datetime | None] | None = None,
    by: User | None = None,
) -> Outcome:
    """Set state and words of access needs, given by their keys, and owe each person a notice.

    `words` is the text for the attendee, written for this state: none with another state clears
    the old text, none with the same state changes nothing. Raise ValidationError for words that
    are missing or too long. Takes as many queries for one need as for all.
    """
    words = words.strip()
    target = check_answer(state, words)
    keys, seen = list(needs), seen or {}
    # Lock the bookings, so that only one process at a time decides on their notices.
    rows = Booking.objects.select_for_update(of=("self",)).filter(people__needs__in=keys)
    locked = list(rows.order_by("pk"))
    outcome = Outcome()
    for need in _with_sessions(keys):
        if need.state == target and words in ("", need.answer):
            outcome.unchanged.append(need)
        elif (shown := seen.get(need.pk)) and need.changed_at != shown:
            outcome.unseen.append(need)
        elif why := _refusal(need, target, now):
            outcome.refused.append((need, why))
        else:
            outcome.changed.append(need)
    if locked and outcome.changed:
        _write_steps(outcome.changed, target, words, now, by)
        hearing = dict.fromkeys(need.person.booking for need in outcome.changed)
        notify_of_answers([each for each in hearing if hears_of_answers(each, now)], now)
    return outcome


def check_answer(state: str, words: str) -> State:
    """Return the state of an answer. Raise ValidationError for one that fits no need."""
    if state not in _ANSWERS and state != State.CHECKED:
        raise ValidationError(NOT_A_STEP)
    if len(words) > MAX_ANSWER_LENGTH:  # a TextField does not validate max_length
        raise ValidationError(TOO_LONG.format(limit=MAX_ANSWER_LENGTH))
    if state == State.NOT_POSSIBLE and not words:
        raise ValidationError(WORDS_NEEDED)
    return State(state)


def steps_of(need: AccessNeed, now: datetime) -> list[State]:
    """Return the states that an organiser can lead a need to."""
    return [state for state in STEPS[State(need.state)] if not _refusal(need, state, now)]


def reopen(needs: Iterable[AccessNeed], words: str, now: datetime) -> list[AccessNeed]:
    """Ask anew for what was answered for another time or way of joining. Return those reopened.

    `words` are for the attendee; "" for what is not needed any more. No notice: whatever changed
    has its own, which tells how far each need is.
    """
    reopened = [need for need in needs if need.state in REOPENED]
    if reopened:
        _write_steps(reopened, State.ASKED, words, now, None)
    return reopened


def take(*, needs: Iterable[int], user: User) -> int:
    """Make a user the owner of those needs that have none. Return how many."""
    return AccessNeed.objects.filter(pk__in=list(needs), owner=None).update(owner=user)


def hand_over(*, need: AccessNeed, owner: User | None) -> None:
    AccessNeed.objects.filter(pk=need.pk).update(owner=owner)


@transaction.atomic
def set_note(*, need: AccessNeed, note: str, before: str) -> None:
    """Set the organisers' own note. Raise AnswerConflict if it is not `before` any more."""
    if len(note) > MAX_NOTE_LENGTH:
        raise ValidationError(TOO_LONG.format(limit=MAX_NOTE_LENGTH))
    row = AccessNeed.objects.select_for_update().get(pk=need.pk)
    if row.note != before:
        raise AnswerConflict
    row.note = note
    row.save(update_fields=["note"])


def hears_of_answers(booking: Booking, now: datetime) -> bool:
    """Return whether an answer is still told to somebody, by mail or on the phone."""
    session = booking.session
    is_open = not session.is_cancelled and not session.is_over(now)
    return is_open and booking.state in Booking.LISTENING


def unfit_for(mode: AttendanceMode) -> Q:
    """Match access needs whose option is not for people who join in this mode."""
    return Q(**{f"option__{MODE_FIELDS[mode]}": False})


def is_at_rest(need: AccessNeed) -> bool:
    """Return whether the option of a need is not for how its person joins by now."""
    return need.option is not None and not need.option.fits(need.person.booking.attendance_mode)


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


def _refusal(need: AccessNeed, state: State, now: datetime) -> str:
    """Return why a need cannot take this step, or "" if it can."""
    if state not in STEPS[State(need.state)]:
        return NOT_A_STEP
    is_early = state == State.CHECKED and not need.person.booking.session.is_over(now)
    return NOT_YET if is_early else ""


def _with_sessions(keys: list[int]) -> list[AccessNeed]:
    """Return needs with their bookings. Needs of one booking share it, with its people."""
    needs = list(
        AccessNeed.objects.filter(pk__in=keys).select_related("person", "option").order_by("pk")
    )
    bookings = (
        Booking.objects.filter(pk__in={need.person.booking_id for need in needs})
        .select_related("session")
        .prefetch_related("people")
    )
    by_key = {booking.pk: booking for booking in bookings}
    for need in needs:
        need.person.booking = by_key[need.person.booking_id]
    return needs


def _write_steps(
    needs: list[AccessNeed], state: State, words: str, now: datetime, by: User | None
) -> None:
    AccessNeed.objects.filter(pk__in=[need.pk for need in needs]).update(
        state=state, answer=words, changed_at=now
    )
    AccessNeedStep.objects.bulk_create(
        AccessNeedStep(need=need, state=state, words=words, by=by, at=now) for need in needs
    )
    for need in needs:
        need.state, need.answer, need.changed_at = state, words, now
