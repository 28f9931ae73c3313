"""Answer what people asked for."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from events import bookings
from events.bookings import access_needs
from events.models import AccessNeed, Booking, Notice
from tests.events.admin.helpers import NEED, enter_booking, logged_in_at
from tests.factories import make_booking, make_option

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["arranging", "in-place", "talk"])
def test_a_need_is_answered_and_the_person_is_told(state, session, booking, organiser):
    need = AccessNeed.objects.get()
    Notice.objects.update(sent_at=datetime(2027, 1, 11, tzinfo=UTC))

    organiser.post(
        reverse("sessions_admin:answer_need", args=[need.pk]),
        {"state": state, "words": "Mo comes."},
    )

    need.refresh_from_db()
    assert (need.state, need.answer) == (state, "Mo comes.")
    assert Notice.objects.open().get().kind == Notice.Kind.CHANGE


def test_answering_the_same_twice_tells_once(session, booking, now):
    need = AccessNeed.objects.get()
    Notice.objects.update(sent_at=now)

    access_needs.answer(need=need, state="in-place", words="Mo comes.", now=now)
    Notice.objects.update(sent_at=now)
    access_needs.answer(need=need, state="in-place", words=" Mo comes. ", now=now)

    assert not Notice.objects.open().exists()


def test_an_answer_that_makes_no_sense_is_refused_kindly(session, booking, organiser):
    need = AccessNeed.objects.get()
    url = reverse("sessions_admin:answer_need", args=[need.pk])

    for data in ({"state": "nonsense"}, {"state": "talk", "words": "x" * 2000}):
        response = organiser.post(url, data, follow=True)
        assert response.status_code == 200
        assert "We could not save this." in response.text
    need.refresh_from_db()
    assert need.state == "asked"


def test_after_a_session_nobody_is_said_to_get_an_answer(session, organiser, now):
    make_booking(session=session, needs=(NEED,), wishes=bookings.Preferences(remember_needs=True))
    with logged_in_at(organiser, session.ends_at + timedelta(days=2)):
        shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert "nobody gets a message" in shown
    assert "The person gets your words" not in shown


def test_what_must_be_booked_ahead_is_marked_and_comes_first(session, organiser):
    for name, option in (
        ("Ama", make_option("More breaks")),
        ("Bea", make_option("A BSL interpreter", needs_notice=True)),
    ):
        make_booking(session=session, name=name, email=f"{name}@example.org", needs=(option,))

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert shown.count("Must be booked ahead") == 1
    assert shown.index("<strong>Bea</strong>") < shown.index("<strong>Ama</strong>")


def test_what_is_not_in_place_a_week_before_is_on_the_first_page(session, booking, organiser, now):
    need = AccessNeed.objects.get(person__booking=booking)
    access_needs.answer(need=need, state="arranging", words="", now=now)
    home = reverse("wagtailadmin_home")
    words = "See that 1 thing is in place"

    assert words not in organiser.get(home).text
    with logged_in_at(organiser, session.starts_at - timedelta(days=6)):
        assert words in organiser.get(home).text
        access_needs.answer(need=need, state="in-place", words="", now=now)
        assert words not in organiser.get(home).text


def test_an_answer_that_someone_else_has_given_meanwhile_is_not_written_over(
    session, booking, organiser, now
):
    need = AccessNeed.objects.get(person__booking=booking)
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    seen = need.changed_at.isoformat()
    assert f'value="{seen}"' in shown
    later = now + timedelta(minutes=1)
    access_needs.answer(need=need, state="in-place", words="Samira comes.", now=later)

    response = organiser.post(
        reverse("sessions_admin:answer_need", args=[need.pk]),
        {"state": "arranging", "words": "", "seen": seen},
        follow=True,
    )

    need.refresh_from_db()
    assert (need.state, need.answer) == ("in-place", "Samira comes.")
    assert "Nothing is saved: someone else has answered this meanwhile." in response.text


@pytest.mark.parametrize("seen", ["", "yesterday", "2027-13-45T99:99", "2027-01-01T10:00"])
def test_an_odd_time_in_the_form_breaks_nothing(seen, booking, organiser):
    need = AccessNeed.objects.get(person__booking=booking)
    url = reverse("sessions_admin:answer_need", args=[need.pk])

    assert organiser.post(url, {"state": "arranging", "seen": seen}).status_code == 302


def test_an_answer_to_what_is_not_asked_for_any_more_says_so(booking, organiser):
    need = AccessNeed.objects.get(person__booking=booking)
    pk = need.pk
    need.delete()

    response = organiser.post(
        reverse("sessions_admin:answer_need", args=[pk]), {"state": "arranging"}, follow=True
    )

    assert "They may have changed or deleted it themselves." in response.text


def test_what_was_asked_for_on_the_phone_keeps_its_answer_when_something_else_is_changed(
    session, organiser, now
):
    enter_booking(organiser, session, words="A quiet voice\r\nand time")
    booking = Booking.objects.get()
    need = AccessNeed.objects.get()
    assert need.words == "A quiet voice\nand time"
    access_needs.answer(need=need, state="in-place", words="Yes.", now=now)

    page = reverse("manage", args=[bookings.manage_token(booking)])
    answers = {"options": [], "words": "A quiet voice\r\nand time"}
    organiser.post(f"{page}change/needs/", answers)

    assert AccessNeed.objects.get().answer == "Yes."
