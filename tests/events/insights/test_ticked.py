"""The headcount of a session whose people were ticked on the day."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from events.bookings.check_in import check_in
from events.insights.counting import count_ticked, record_headcount
from events.insights.wagtail_hooks import headcount_tasks
from events.models import Booking, Session, SessionCount
from events.privacy.retention import purge_expired
from hub.jobs import run_due_jobs
from hub.models import User
from tests.factories import STARTS_AT, make_booking, make_session

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def session(site):
    """Three people had a place, and two were ticked."""
    session = make_session()
    for name in ("Ama", "Bo", "Cy"):
        booking = make_booking(session=session, name=name, email=f"{name}@example.org")
        if name != "Cy":
            check_in(session=session, person=booking.people.get().pk, came=True, now=STARTS_AT)
    return session


def stayed_away():
    rows = SessionCount.objects.filter(topic="missed", answer=SessionCount.Missed.STAYED_AWAY)
    return list(rows.values_list("number", flat=True))


def test_it_is_taken_when_nobody_ticks_any_more_and_stays(session):
    assert count_ticked(now=STARTS_AT + DAY) == 0
    run_due_jobs(now=STARTS_AT + 2 * DAY)
    assert stayed_away() == [1]
    assert count_ticked(now=STARTS_AT + 3 * DAY) == 0
    purge_expired(now=STARTS_AT + 40 * DAY)
    assert not Booking.objects.exists()
    assert stayed_away() == [1]


def test_what_somebody_wrote_down_stays(session):
    record_headcount(session=session, came=3)
    assert count_ticked(now=STARTS_AT + 2 * DAY) == 0
    assert stayed_away() == [0]


def test_where_nobody_was_ticked_nobody_is_said_to_have_stayed_away(session):
    Session.objects.get().bookings.first().people.model.objects.update(came=None)
    assert count_ticked(now=STARTS_AT + 2 * DAY) == 0
    assert stayed_away() == []


def test_organisers_are_not_asked_for_what_was_ticked_and_the_form_has_the_number(session, client):
    user = User.objects.create_user("olu")
    user.groups.add(Group.objects.get(name="Organisers"))
    after = STARTS_AT + timedelta(hours=3)
    assert headcount_tasks(user, after) == []
    with time_machine.travel(after, tick=False):
        client.force_login(user)
        form = client.get(reverse("insights:headcount", args=[session.pk])).context["form"]
    assert form["came"].value() == 2
