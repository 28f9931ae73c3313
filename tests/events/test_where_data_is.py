"""Around the database nothing is left of a person who had a whole life here: docs/decisions/where-data-is.md."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from events import bookings
from events.bookings import manage_token
from events.models import Notice
from hub.jobs import run_due_jobs
from hub.models import JobRun
from tests.events.test_privacy import MARKER, found_in_database, make_full_booking, mark_everything

# Tasks are written when a transaction ends.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lived(settings, tmp_path, time_machine, now, client, admin_user, caplog, monkeypatch):
    """A marked booking: mails, one that the server refuses, all pages, a typed address, a failing job."""
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    time_machine.move_to(now, tick=False)
    caplog.set_level(logging.INFO)
    booking = make_full_booking(now=now)
    mark_everything(booking)
    token = manage_token(booking)
    run_due_jobs(now=now)
    for name in ("my_data", "erase_booking", "manage", "keep_change_forget", "booked", "join"):
        client.get(reverse(name, args=[token]))
    client.post(reverse("same_answers"), {"email": f"{MARKER}@example.org"})
    client.force_login(admin_user)
    client.get(reverse("sessions_admin:session", args=[booking.session_id]))
    client.get(reverse("health_page"))
    booking.session.page.save_revision(user=admin_user, log_action=True).publish()
    bookings.change(booking=booking, mode="phone", now=now)

    def fail(*args, **kwargs):
        raise ValueError(f"{MARKER}@example.org cannot be found")

    with monkeypatch.context() as broken:
        broken.setattr("events.jobs.enqueue_reminders", fail)
        broken.setattr("events.emails.delivery._send", fail)
        run_due_jobs(now=now + timedelta(minutes=1))
    assert Notice.objects.exclude(problem="").exists()
    return booking


def test_the_places_around_hold_nothing_even_while_the_booking_is_there(
    lived, tmp_path, caplog, settings
):
    marker = MARKER.lower()
    assert found_in_database(MARKER), "it is in the database"
    places = {
        "the log": caplog.text,
        "task results": str(list(DBTaskResult.objects.values())),
        "the record of jobs": str(list(JobRun.objects.values())),
        "the cache": str(caches["default"]._cache),
        "the media folder": str([path.name for path in tmp_path.rglob("*")]),
    }
    assert JobRun.objects.exclude(problem="").exists()
    assert DBTaskResult.objects.exists()
    assert [name for name, held in places.items() if marker in held.lower()] == []


@pytest.mark.slow("searches every column of every table")
def test_after_deleting_nothing_is_left_and_what_was_typed_went_before(lived, client, now):
    run_due_jobs(now=now + timedelta(minutes=2))
    client.post(reverse("erase_booking", args=[manage_token(lived)]))

    assert found_in_database(MARKER) == []
