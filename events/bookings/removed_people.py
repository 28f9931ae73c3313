"""Notices to people removed from a booking, so that it leaves their calendar."""

from collections.abc import Iterable
from datetime import datetime

from events.bookings.notices import CHANGE_DELAY
from events.models import Booking, Notice, Person, RemovedPerson
from events.outbox import enqueue


def notify_removed_people(*, booking: Booking, people: Iterable[Person], now: datetime) -> None:
    """Enqueue a mail to each person already notified. Their rows can be deleted afterwards.

    It waits a few minutes and is dropped if the person is added back. A changed address gets none:
    both may reach one person, whose calendar would lose the session.
    """
    for person in people:
        recipient = f"{Notice.PERSON}{person.pk}"
        sent = booking.notices.filter(recipient=recipient, attempts__gt=0, dismissed_at=None)
        if not person.email or not sent.exists():
            continue
        RemovedPerson.objects.create(
            booking=booking, recipient=recipient, name=person.name, email=person.email, left_at=now
        )
        enqueue(
            kind=Notice.Kind.PERSON_REMOVED,
            booking=booking,
            only_to=recipient,
            now=now,
            due_at=now + CHANGE_DELAY,
        )
