"""What waits for an organiser: the list, its order, and the button that completes."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from events.bookings.tasks import add_task, complete_task
from events.models import OrganiserTask
from events.privacy import retention
from hub.models import User

pytestmark = pytest.mark.django_db

URL = "sessions_admin:arrange"
Kind = OrganiserTask.Kind
WORDS = "I need a loop, please phone me"


@pytest.fixture
def task(booking, now):
    return add_task(
        kind=Kind.REPLY_WORDS, session=booking.session, booking=booking, words=WORDS, now=now
    )


def test_words_are_listed_with_their_booking_until_someone_has_seen_to_them(
    task, organiser, booking
):
    shown = organiser.get(reverse(URL)).text
    assert WORDS in shown
    assert f"#booking-{booking.pk}" in shown
    assert reverse(URL) in organiser.get(reverse("wagtailadmin_home")).text

    done = reverse("sessions_admin:complete_task", args=[task.pk])
    assert "We took that off the list" in organiser.post(done, follow=True).text
    assert WORDS not in organiser.get(reverse(URL)).text
    assert "off the list already" in organiser.post(done, follow=True).text
    task.refresh_from_db()
    assert task.done_by.username == "organisers"


def test_the_nearest_last_day_comes_first_and_none_comes_last(session, now):
    for due_on in (None, date(2027, 1, 20), date(2027, 1, 12)):
        add_task(kind=Kind.ARRANGEMENT_ENDED, session=session, due_on=due_on, now=now)

    days = list(OrganiserTask.objects.open().values_list("due_on", flat=True))
    assert days == [date(2027, 1, 12), date(2027, 1, 20), None]


def test_the_same_cause_makes_one_task_even_when_it_is_done(session, now, organiser):
    task = add_task(kind=Kind.REPLY_UNCLEAR, session=session, dedupe_key="mail 1", now=now)
    complete_task(task=task, user=User.objects.get(username="organisers"), now=now)

    assert add_task(kind=Kind.REPLY_UNCLEAR, session=session, dedupe_key="mail 1", now=now) == task
    assert OrganiserTask.objects.count() == 1


def test_someone_who_sees_bookings_only_sees_no_words(task, client):
    helper = User.objects.create_user("helper", "h@example.org", "brew")
    helper.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_booking", "change_booking"])
    )
    client.force_login(helper)

    assert WORDS not in client.get(reverse(URL), follow=True).text
    done = reverse("sessions_admin:complete_task", args=[task.pk])
    assert WORDS not in client.post(done, follow=True).text
    assert reverse(URL) not in client.get(reverse("wagtailadmin_home")).text
    task.refresh_from_db()
    assert task.done_at is None


def test_a_task_goes_with_its_booking_and_with_the_session(task, session, booking, now):
    ended = add_task(kind=Kind.ARRANGEMENT_ENDED, session=session, words="Interpreter", now=now)
    retention.erase(booking=booking, now=now)
    assert list(OrganiserTask.objects.all()) == [ended]

    retention.purge_expired(now=session.ends_at + timedelta(days=1))
    assert not OrganiserTask.objects.exists()


def test_what_was_read_is_in_the_download_of_the_person(task, booking):
    assert WORDS in str(retention.export(booking))
