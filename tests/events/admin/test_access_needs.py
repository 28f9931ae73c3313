"""Answer what people asked for."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.html import strip_tags

from events import bookings, phone_calls, schedule
from events.bookings import access_needs
from events.emails.delivery import send_due
from events.models import AccessNeed, Booking, Notice, Session
from hub.models import User
from tests.events.admin.helpers import NEED, enter_booking, logged_in_at
from tests.events.emails.mails import single_spaced
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["arranging", "in-place", "not-possible", "talk"])
def test_a_need_is_answered_and_the_person_is_told(state, session, booking, organiser):
    need = AccessNeed.objects.get()
    Notice.objects.update(sent_at=datetime(2027, 1, 11, tzinfo=UTC))

    organiser.post(
        reverse("sessions_admin:answer_need", args=[need.pk]),
        {"state": state, "words": "Mo comes."},
    )

    need.refresh_from_db()
    assert (need.state, need.answer) == (state, "Mo comes.")
    assert Notice.objects.open().get().kind == Notice.Kind.ANSWER
    step = need.steps.get()
    assert (step.state, step.words, step.by.username) == (state, "Mo comes.", "organisers")


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

    for data, why in (
        ({"state": "nonsense"}, "That cannot be said of it now."),
        ({"state": "asked"}, "That cannot be said of it now."),
        ({"state": "checked"}, "That cannot be said of it now."),
        ({"state": "talk", "words": "x" * 2000}, "Keep it under 1,000 letters."),
        ({"state": "not-possible", "words": " "}, "Write why, and what you can do instead."),
    ):
        response = organiser.post(url, data, follow=True)
        assert response.status_code == 200
        assert f"We could not save this. {why}" in response.text
    assert not need.steps.exists()
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
        ("Bea", make_option("A BSL interpreter", notice_days=10)),
    ):
        make_booking(session=session, name=name, email=f"{name}@example.org", needs=(option,))

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert shown.count("Must be booked ahead") == 1
    assert shown.index("<strong>Bea</strong>") < shown.index("<strong>Ama</strong>")


def test_what_is_being_arranged_stays_on_the_first_page_until_it_is_in_place(
    session, booking, organiser, now
):
    need = AccessNeed.objects.get(person__booking=booking)
    access_needs.answer(need=need, state="arranging", words="", now=now)
    home = reverse("wagtailadmin_home")
    words = "In their own words: 1, by 27 January 2027"
    with logged_in_at(organiser, now + timedelta(days=10)):
        assert words in organiser.get(home).text
        access_needs.answer(need=need, state="in-place", words="", now=now)
        assert words not in organiser.get(home).text


@pytest.mark.parametrize("state", ["asked", "arranging"])
def test_what_must_be_booked_ahead_is_listed_with_its_own_last_day(state, session, organiser, now):
    make_booking(session=session, needs=(make_option("A BSL interpreter", notice_days=10),))
    AccessNeed.objects.update(state=state)
    pages = [
        reverse("wagtailadmin_home"),
        reverse("sessions_admin:arrange"),
        reverse("sessions_admin:session", args=[session.pk]),
    ]

    def shown():
        return [single_spaced(strip_tags(organiser.get(url).text)) for url in pages]

    home, listed, own = shown()
    assert "A BSL interpreter: 1, by 13 January 2027" in home
    assert "This week, until 18 January 2027: 1" in listed
    assert "Last day: Wednesday 13 January 2027" in listed
    assert "Book it by Wednesday 13 January 2027" in own
    with logged_in_at(organiser, datetime(2027, 1, 13, 23, 30, tzinfo=UTC)):
        assert "A BSL interpreter: 1, by 13 January 2027, today" in shown()[0]
    with logged_in_at(organiser, datetime(2027, 1, 14, 0, 30, tzinfo=UTC)):
        home, listed, own = shown()
    assert "A BSL interpreter: 1, late since 13 January 2027" in home
    assert "Overdue: 1" in listed
    assert "Late: the last day was Wednesday 13 January 2027" in listed
    assert "Book it now: the last day was Wednesday 13 January 2027" in own
    AccessNeed.objects.update(state="in-place")
    home, listed, _ = shown()
    assert "A BSL interpreter" not in home + listed


def test_the_last_day_is_counted_from_the_day_in_london(session, organiser):
    Session.objects.update(
        starts_at=datetime(2027, 6, 9, 23, 30, tzinfo=UTC),  # 10 June, 0:30am in London
        ends_at=datetime(2027, 6, 10, 1, 0, tzinfo=UTC),
    )
    make_booking(session=session, needs=(make_option("A BSL interpreter", notice_days=1),))

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    assert "Book it by Wednesday 9 June 2027" in shown


def test_the_nearest_last_day_comes_first_on_the_first_page(session, organiser, now):
    later = make_session(starts_at=session.starts_at + timedelta(days=7))
    make_booking(session=session, needs=("A ramp",))
    make_booking(session=later, needs=(make_option("A BSL interpreter", notice_days=10),))

    with logged_in_at(organiser, now + timedelta(days=9, hours=1)):
        shown = organiser.get(reverse("wagtailadmin_home")).text
    assert shown.index("1, by 20 January 2027, today") < shown.index("In their own words: 1")


def test_a_talk_that_we_asked_for_is_a_task_with_a_day(session, organiser, now):
    make_booking(
        session=session,
        name="Joan Webb",
        email="",
        phone="01632 960 001",
        needs=(make_option("A BSL interpreter", notice_days=10),),
    )
    need = AccessNeed.objects.get()
    access_needs.answer(need=need, state="talk", words="Which day?", now=now)
    here = reverse("sessions_admin:session", args=[session.pk])
    task = "A BSL interpreter: 1, by 13 January 2027"

    assert task in organiser.get(reverse("wagtailadmin_home")).text
    shown = organiser.get(here).text
    talks = shown[shown.index("talks-title") : shown.index("coming-title")]
    for words in ("Joan Webb", "01632 960 001", "A BSL interpreter", "Talk by Wednesday 13"):
        assert words in talks
    access_needs.answer(need=need, state="in-place", words="", now=now)
    assert task not in organiser.get(reverse("wagtailadmin_home")).text
    assert "talks-title" not in organiser.get(here).text


def test_words_are_not_sent_again_under_another_state(session, booking, organiser, now):
    need = AccessNeed.objects.get()
    url = reverse("sessions_admin:answer_need", args=[need.pk])
    organiser.post(url, {"state": "arranging", "words": "We have asked Mo to come."})
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    box = shown[shown.index(f'id="words-{need.pk}"') :]
    assert box[box.index(">") + 1 : box.index("</textarea>")] == "", "the box is for new words"
    assert "Our words with “Being arranged”" in shown
    assert "We have asked Mo to come." in shown

    organiser.post(url, {"state": "in-place", "words": ""})

    need.refresh_from_db()
    assert (need.state, need.answer) == ("in-place", "")


def test_the_same_state_without_words_keeps_its_words_and_tells_nobody(booking, organiser, now):
    need = AccessNeed.objects.get()
    url = reverse("sessions_admin:answer_need", args=[need.pk])
    organiser.post(url, {"state": "in-place", "words": "Mo comes."})
    Notice.objects.update(sent_at=now)

    text = organiser.post(url, {"state": "in-place", "words": ""}, follow=True).text

    need.refresh_from_db()
    assert need.answer == "Mo comes."
    assert "Nothing has changed." in text
    assert not Notice.objects.open().exists()


PHONED = {"name": "Joan Webb", "email": "", "phone": "01632 960 001", "needs": (NEED,)}
UNMAILED = {
    "name": "Sam Carer",
    "email": "",
    "phone": "01632 960 002",
    "for_whom": "other",
    "people": (
        bookings.Attendee(name="Ama", email="ama@example.org"),
        bookings.Attendee(name="Jo", asks=(bookings.AccessRequest(words=NEED),)),
    ),
}


@pytest.mark.parametrize("fields", [PHONED, UNMAILED])
def test_an_answer_that_no_mail_tells_is_on_the_list_of_calls_with_what_to_say(
    fields, session, organiser, now
):
    make_booking(session=session, **fields)
    Notice.objects.update(sent_at=now)
    url = reverse("sessions_admin:answer_need", args=[AccessNeed.objects.get().pk])

    said = organiser.post(url, {"state": "in-place", "words": "Samira comes."}, follow=True).text

    assert "We send an email" not in said
    assert "nobody has told them yet" in said
    moment = now + timedelta(hours=1)
    send_due(now=moment)
    with logged_in_at(organiser, moment):
        calls = single_spaced(strip_tags(organiser.get(reverse("sessions_admin:messages")).text))
        assert f"asked for: {NEED} It is in place. Samira comes." in calls
        booking = Booking.objects.get()
        organiser.post(reverse("sessions_admin:phoned", args=[booking.pk]))
        assert not phone_calls.calls_to_make(now=moment)


def test_an_answer_that_goes_out_by_mail_says_so(booking, organiser):
    url = reverse("sessions_admin:answer_need", args=[AccessNeed.objects.get().pk])

    said = organiser.post(url, {"state": "in-place", "words": "Mo comes."}, follow=True).text
    assert (
        "It is marked as “In place”. They see it on their page now. We email them today at 10am, with "
        "all that you answer until then."
    ) in said


@pytest.mark.parametrize("ended", ["booking", "session"])
def test_an_answer_that_nobody_hears_says_so(ended, booking, organiser, now):
    if ended == "booking":
        bookings.cancel(booking=booking, now=now)
    else:
        schedule.cancel(session=booking.session, reason="Ill", now=now)
    url = reverse("sessions_admin:answer_need", args=[AccessNeed.objects.get().pk])

    said = organiser.post(url, {"state": "in-place", "words": ""}, follow=True).text
    assert "Nobody gets a message about it." in said


def test_a_call_that_tells_an_answer_is_left_to_those_who_may_see_needs(session, client, now):
    make_booking(session=session, **PHONED)
    access_needs.answer(need=AccessNeed.objects.get(), state="talk", words="Which day?", now=now)
    helper = User.objects.create_user("helper", "h@example.org", "brew")
    helper.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_booking", "change_booking"])
    )
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        client.force_login(helper)
        shown = client.get(reverse("sessions_admin:messages")).text
        home = client.get(reverse("wagtailadmin_home")).text

    assert "There is nobody for you to phone." in shown
    assert "Phone 1 person" not in home


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
