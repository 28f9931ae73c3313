"""Regulars with many processes at once: one question, one booking."""

from datetime import date, timedelta

import pytest

from events.models import Booking, Invitation, Notice, Regular
from events.recurrence import NthWeekday, Repeat
from events.regulars import enrolment, invitations, responses
from tests import factories
from tests.events.test_concurrent_threads import at_once

FEBRUARY = factories.STARTS_AT + timedelta(days=28)
ASKED = FEBRUARY - timedelta(days=21)

pytestmark = [
    pytest.mark.threads("a lock shows only between connections"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def series():
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    series = factories.make_series(rule=rule, first_day=date(2027, 1, 27))
    session = factories.make_session(series=series)
    for name in ("Ama", "Ben"):
        booking = factories.make_booking(session=session, name=name, email=f"{name}@example.org")
        enrolment.enrol(booking=booking, now=factories.NOW)
    factories.make_session(series=series, starts_at=FEBRUARY)
    return series


def test_four_passes_at_once_ask_each_person_once(series):
    counts = at_once(*[lambda: invitations.enqueue_invitations(now=ASKED)] * 4)

    assert sum(counts) == 2
    assert Invitation.objects.count() == 2
    assert Notice.objects.filter(kind="invitation").count() == 2


def test_yes_pressed_four_times_at_once_books_once(series):
    invitations.enqueue_invitations(now=ASKED)
    invitation = Invitation.objects.first()
    made = at_once(*[lambda: responses.accept(invitation=invitation, now=ASKED)] * 4)

    assert len({each.pk for each in made}) == 1
    assert Booking.objects.filter(session__starts_at=FEBRUARY).count() == 1
    assert Regular.objects.get(pk=invitation.regular_id).booking == made[0]


def test_yes_while_the_passes_run_asks_nobody_twice(series):
    invitations.enqueue_invitations(now=ASKED)
    invitation = Invitation.objects.first()
    at_once(
        lambda: responses.accept(invitation=invitation, now=ASKED),
        lambda: invitations.enqueue_invitations(now=ASKED),
        lambda: invitations.enqueue_invitations(now=ASKED),
    )

    assert Invitation.objects.count() == 2
    assert Notice.objects.filter(kind="invitation").count() == 2
    assert Invitation.objects.get(pk=invitation.pk).answer == "yes"
