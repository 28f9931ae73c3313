"""Move, cancel and restore a date; its note and its details."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import PageLogEntry

from events import schedule
from events.models import Notice, Session, SessionPage
from hub.models import User
from tests.events.admin.helpers import SESSION_DETAILS
from tests.factories import make_booking, make_series, make_session

pytestmark = pytest.mark.django_db


def test_a_date_is_moved_after_a_screen_that_says_who_is_told(session, booking, organiser):
    url = reverse("sessions_admin:move", args=[session.pk])
    assert "1 person: 1 by email." in organiser.get(url).text

    organiser.post(url, {"day": "2027-02-03", "start": "14:00", "end": "15:30"})

    session.refresh_from_db()
    assert session.when_words == "Wednesday 3 February 2027, 2pm to 3:30pm"
    assert SessionPage.objects.get(pk=session.page_id).slug == "2027-02-03"


def test_a_date_is_moved_into_the_hour_that_the_clocks_skip(session, organiser):
    night = {"day": "2027-03-28", "start": "01:30", "end": "02:30"}

    organiser.post(reverse("sessions_admin:move", args=[session.pk]), night)

    session.refresh_from_db()
    assert session.when_words == "Sunday 28 March 2027, 2:30am to 3:30am"


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ({"day": "2027-01-04"}, "That time has passed. Choose a time to come."),
        ({"end": "09:00"}, "The end must be after the start."),
        ({}, "That is the time it has now. Choose another."),
        ({"day": ""}, "Choose the new day."),
    ],
)
def test_a_move_that_cannot_be_is_explained(times, message, session, organiser):
    same = {"day": "2027-01-27", "start": "10:30", "end": "12:00"}

    response = organiser.post(reverse("sessions_admin:move", args=[session.pk]), {**same, **times})

    assert message in response.text


def test_cancelling_needs_a_reason(session, organiser):
    response = organiser.post(reverse("sessions_admin:cancel", args=[session.pk]), {"reason": ""})

    assert "Write why it is cancelled. People will ask." in response.text
    session.refresh_from_db()
    assert not session.is_cancelled


def test_a_cancelled_date_is_put_on_again(session, organiser, now):
    schedule.cancel(session=session, reason="Ill", now=now)

    organiser.post(reverse("sessions_admin:restore", args=[session.pk]))

    session.refresh_from_db()
    assert not session.is_cancelled


def test_nobody_is_said_to_be_told_what_they_know_already(session, booking, organiser, now):
    def go(name, **answers):
        return organiser.post(
            reverse(f"sessions_admin:{name}", args=[session.pk]), answers, follow=True
        ).text

    assert "Emails go out in ten minutes." in go("cancel", reason="The room has no heating.")
    moving = organiser.get(reverse("sessions_admin:move", args=[session.pk])).text
    assert "The date is cancelled, so nobody gets a message." in moving
    assert "1 person: 1 by email." not in moving
    restored = go("restore")
    assert "They get no message." in restored
    assert "Emails go out" not in restored
    assert not Notice.objects.open().filter(kind__startswith="session-").exists()


def test_people_hear_at_once_when_a_date_that_is_about_to_begin_is_called_off(
    session, booking, organiser
):
    soon = session.starts_at - timedelta(minutes=20)
    url = reverse("sessions_admin:cancel", args=[session.pk])
    with time_machine.travel(soon, tick=False):
        organiser.force_login(User.objects.get(username="organisers"))
        assert "They get an email at once" in organiser.get(url).text
        text = organiser.post(url, {"reason": "The power is out."}, follow=True).text
    assert "Emails go out now, as it begins so soon." in text
    assert Notice.objects.get(kind=Notice.Kind.SESSION_CANCELLED).due_at == soon


def test_a_note_is_added_and_taken_away(session, organiser):
    url = reverse("sessions_admin:note", args=[session.pk])

    organiser.post(url, {"text": "Bring a mug."})
    session.refresh_from_db()
    assert session.note == "Bring a mug."

    organiser.post(url, {"text": ""})
    session.refresh_from_db()
    assert session.note == ""


def test_places_of_one_date_or_of_all_coming_dates_are_changed(organiser, site, now):
    series = make_series(by_phone=False)
    sessions = [
        make_session(series=series, starts_at=now + timedelta(days=days), places=20)
        for days in (-7, 7, 14)
    ]
    url = reverse("sessions_admin:details", args=[sessions[1].pk])

    organiser.post(url, {**SESSION_DETAILS, "places": "25"})
    assert list(Session.objects.values_list("places", flat=True)) == [20, 25, 20]

    organiser.post(url, {**SESSION_DETAILS, "places": "30", "all_coming": "on"})
    assert list(Session.objects.values_list("places", flat=True)) == [20, 30, 30]


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"by_video": ""}, "Choose at least one way to join."),
        ({"in_person": "on"}, "Say where the room is, with its full address."),
        ({"meeting_url": "not a link"}, "Write the whole link"),
        ({"places_held": "21"}, "You cannot hold back more places than there are."),
        (
            {"in_person": "on", "venue": "Ely", "places_in_person": "4", "places_held": "5"},
            "You cannot hold back more places than there are.",
        ),
    ],
)
def test_details_that_cannot_be_are_explained(details, message, session, organiser):
    response = organiser.post(
        reverse("sessions_admin:details", args=[session.pk]), {**SESSION_DETAILS, **details}
    )

    assert message in response.text


def test_what_was_done_to_a_date_is_in_its_history(session, organiser):

    organiser.post(reverse("sessions_admin:cancel", args=[session.pk]), {"reason": "Ill"})

    entry = PageLogEntry.objects.get(action="events.cancel_date")
    assert entry.user.username == "organisers"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_more_places_in_a_room_tell_nobody_that_the_room_has_changed(ends, organiser, site, now):
    venue = f"The Hall{ends}12 Chapel Yard"
    session = make_session(places=20, in_person=True, venue=venue)
    make_booking(session=session)
    form = {
        **SESSION_DETAILS,
        "by_phone": "on",
        "in_person": "on",
        "venue": "The Hall\r\n12 Chapel Yard",
    }
    url = reverse("sessions_admin:details", args=[session.pk])

    text = organiser.post(url, {**form, "places": "25"}, follow=True).text

    session.refresh_from_db()
    assert (session.places, session.venue) == (25, venue)
    assert "Emails go out" not in text
    assert not Notice.objects.filter(kind=Notice.Kind.SESSION_MOVED).exists()
