"""Counting a session before what people told us is deleted, and how many came."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum

from events.bookings.arrangements import OWN_WORDS
from events.bookings.check_in import STAYS_OPEN, count_came
from events.insights.publication import Period
from events.insights.time_slots import TimeSlot
from events.models import AccessNeed, Booking, Person, Session, SessionCount
from hub.dates import london_date, london_midnight

State = Booking.State
Topic, Outcome, Missed = SessionCount.Topic, SessionCount.Outcome, SessionCount.Missed

WAITED = (State.WAITING, State.OFFERED, State.LAPSED)


def count_sessions(*, now: datetime) -> int:
    """Count each session once, from the day after it. Return the number of sessions.

    What is counted is final: erasing a booking later changes nothing, so a change tells nothing.
    """
    return sum(_count(session) for session in _uncounted(now))


def people_with_a_place(session: Session) -> int:
    """Return how many had a place, also when their bookings are deleted."""
    live = Person.objects.filter(booking__session=session, booking__state=State.BOOKED).count()
    counted = SessionCount.objects.filter(session=session, topic=Topic.PEOPLE)
    return live or counted.aggregate(Sum("number"))["number__sum"] or 0


def record_headcount(*, session: Session, came: int) -> None:
    """Keep how many of those with a place did not come. The last headcount counts."""
    SessionCount.objects.update_or_create(
        session=session,
        topic=Topic.MISSED,
        label="",
        answer=Missed.STAYED_AWAY,
        defaults={
            "number": max(people_with_a_place(session) - came, 0),
            "held_on": london_date(session.starts_at),
        },
    )


def count_ticked(*, now: datetime) -> int:
    """Take the headcount of sessions whose people were ticked, when nobody ticks any more.

    A headcount that somebody wrote down stays. Return the number of sessions.
    """
    counted = SessionCount.objects.filter(
        topic=Topic.MISSED, answer=Missed.STAYED_AWAY, session__isnull=False
    )
    today = london_date(now)
    first_open = Period.last_closed(today).next.first_day
    sessions = Session.objects.filter(
        status=Session.Status.ON,
        ends_at__lt=london_midnight(today - STAYS_OPEN),
        starts_at__gte=london_midnight(first_open),
        bookings__people__came=True,
    ).exclude(pk__in=counted.values("session"))
    ticked = list(sessions.distinct())
    for session in ticked:
        record_headcount(session=session, came=count_came(session.pk))
    return len(ticked)


def _uncounted(now: datetime) -> QuerySet[Session]:
    """Return the sessions to count. None of a published period: its numbers never change."""
    today = london_date(now)
    first_open = Period.last_closed(today).next.first_day
    counted = SessionCount.objects.filter(topic=Topic.SESSION, session__isnull=False)
    return (
        Session.objects.filter(
            status=Session.Status.ON,
            ends_at__lt=london_midnight(today),
            starts_at__gte=london_midnight(first_open),
            bookings__isnull=False,
        )
        .exclude(pk__in=counted.values("session"))
        .distinct()
    )


@transaction.atomic
def _count(session: Session) -> bool:
    """Count one session, unless another process does. Its first row is the claim."""
    held_on, slot = london_date(session.starts_at), TimeSlot.of(session.starts_at).key
    _, is_ours = SessionCount.objects.get_or_create(
        session=session,
        topic=Topic.SESSION,
        label=slot,
        answer="",
        defaults={"held_on": held_on, "number": 1},
    )
    if is_ours:
        counts = _needs(session) + _people(session, slot)
        SessionCount.objects.bulk_create(
            SessionCount(
                session=session,
                held_on=held_on,
                topic=topic,
                label=label,
                answer=answer,
                number=number,
            )
            for (topic, label, answer), number in counts.items()
        )
    return is_ours


def _needs(session: Session) -> Counter[tuple[str, str, str]]:
    needs = AccessNeed.objects.filter(
        person__booking__session=session, person__booking__state=State.BOOKED
    ).select_related("person__booking__session")
    needs = needs.prefetch_related("steps")
    return Counter((Topic.NEED, need.option_label or OWN_WORDS, outcome_of(need)) for need in needs)


def _people(session: Session, slot: str) -> Counter[tuple[str, str, str]]:
    people = Person.objects.filter(booking__session=session).values_list(
        "booking__state", "booking__attendance_mode"
    )
    counts: Counter[tuple[str, str, str]] = Counter()
    for state, mode in people:
        if state == State.BOOKED:
            counts[Topic.PEOPLE, slot, mode] += 1
        elif state == State.CANCELLED:
            counts[Topic.MISSED, "", Missed.CANCELLED] += 1
        elif state in WAITED:
            counts[Topic.MISSED, "", Missed.WAITING] += 1
    return counts


def outcome_of(need: AccessNeed) -> SessionCount.Outcome:
    """Return what became of a need by its session."""
    state, since = need.state, need.changed_at
    if state == AccessNeed.State.CHECKED:
        answered = [step for step in need.steps.all() if step.state != state]
        state, since = (answered[-1].state, answered[-1].at) if answered else (state, since)
    if state == AccessNeed.State.NOT_POSSIBLE:
        return Outcome.NOT_POSSIBLE
    if state != AccessNeed.State.IN_PLACE:
        return Outcome.OPEN
    return Outcome.IN_TIME if london_date(since) <= need.due_on else Outcome.LATE
