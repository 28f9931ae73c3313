"""Organisers delete a booking when its contact asks."""

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse

from events.emails.delivery import send_due
from events.models import Booking
from hub.models import User
from tests.events.admin.test_who_sees_needs import log_in
from tests.events.emails.mails import send_invite
from tests.factories import make_booking

pytestmark = pytest.mark.django_db


def url_of(booking):
    return reverse("sessions_admin:erase_booking", args=[booking.pk])


def shown_on(client, booking):
    return client.get(url_of(booking)).context["shown"]


@pytest.mark.parametrize("empties_calendars", [True, False])
def test_it_deletes_all_and_empties_calendars_only_if_ticked(
    booking, organiser, now, empties_calendars
):
    send_invite(booking, now)
    mail.outbox.clear()
    data = {"shown": shown_on(organiser, booking)} | (
        {"calendars": "yes"} if empties_calendars else {}
    )
    shown = organiser.post(url_of(booking), data, follow=True).text
    send_due(now=now)

    assert "We have deleted the booking" in shown
    assert not Booking.objects.exists()
    assert len(mail.outbox) == empties_calendars


def test_what_has_changed_meanwhile_is_not_deleted(booking, organiser):
    shown = shown_on(organiser, booking)
    booking.people.update(name="Somebody Else")
    response = organiser.post(url_of(booking), {"shown": shown}, follow=True)
    assert "Nothing is deleted" in response.text
    assert Booking.objects.exists()


def test_its_button_is_for_those_who_may_and_so_is_their_own_page(booking, client):
    make_booking(session=booking.session, name="Bo", email="bo@example.org")
    log_in(client, "bookings only")
    session = reverse("sessions_admin:session", args=[booking.session_id])
    opens = reverse("sessions_admin:open_booking", args=[booking.pk])
    assert url_of(booking) not in client.get(session).text

    user = User.objects.get(username="someone")
    both = ("view_accessneed", "change_accessneed")
    user.user_permissions.set(Permission.objects.filter(codename__in=both))
    assert opens not in client.get(session).text  # there one could delete
    assert client.get(opens).status_code == 302
    assert client.get(opens).url == reverse("wagtailadmin_home")

    user.user_permissions.add(Permission.objects.get(codename="delete_booking"))
    assert url_of(booking) in client.get(session).text
    assert opens in client.get(session).text
    assert client.get(opens).url.startswith("/bookings/")
