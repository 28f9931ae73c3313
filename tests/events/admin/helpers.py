"""Log in, and fill in forms of the sessions admin."""

import csv
import io
from contextlib import contextmanager

import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from events.models import AccessNeed
from hub.models import User

NAME = "Zebedee Quill"
NEED = "A purple interpreter"
BOOKING_DATA = {
    "form_key": "7b0c1b0e-5f0b-4c5e-9d0e-000000000001",
    "contact_name": "Joan Webb",
    "phone": "01632 960 001",
    "email": "",
    "for_whom": "me",
    "other_name": "",
    "way": "phone",
    "words": "",
    "told": "on",
}
SESSION_DETAILS = {"by_video": "on", "places": "20", "places_held": "0"}


def login(client, group):
    user = User.objects.create_user(group.lower(), f"{group}@example.org", "brew")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def screen_urls(session, booking):
    need = AccessNeed.objects.get(person__booking=booking)
    notice = booking.notices.first()
    pk = session.pk
    return {
        "coming": reverse("sessions_admin:coming"),
        "past": reverse("sessions_admin:past"),
        "messages": reverse("sessions_admin:messages"),
        "session": reverse("sessions_admin:session", args=[pk]),
        "sheet": reverse("sessions_admin:sheet", args=[pk]),
        "export": reverse("sessions_admin:export", args=[pk]),
        "csv": reverse("sessions_admin:download", args=[pk, "plain", "csv"]),
        "xlsx": reverse("sessions_admin:download", args=[pk, "with-needs", "xlsx"]),
        "write": reverse("broadcasts:write", args=[pk]),
        "book": reverse("sessions_admin:enter_booking", args=[pk]),
        "cancel": reverse("sessions_admin:cancel_booking", args=[booking.pk]),
        "open": reverse("sessions_admin:open_booking", args=[booking.pk]),
        "find": reverse("sessions_admin:find"),
        "place": reverse("sessions_admin:give_place", args=[booking.pk]),
        "phoned": reverse("sessions_admin:phoned", args=[booking.pk]),
        "arrange": reverse("sessions_admin:arrange"),
        "need": reverse("sessions_admin:answer_need", args=[need.pk]),
        "again": reverse("sessions_admin:send_again", args=[notice.pk]),
        "options": reverse("access_options:index"),
        "new option": reverse("access_options:add"),
    }


def read_csv(response):
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def enter_booking(client, session, **changes):
    return client.post(
        reverse("sessions_admin:enter_booking", args=[session.pk]),
        {**BOOKING_DATA, **changes},
        follow=True,
    )


@contextmanager
def logged_in_at(client, moment):
    """Travel to another moment, with the same person logged in again."""
    with time_machine.travel(moment, tick=False):
        client.force_login(User.objects.get())
        yield
