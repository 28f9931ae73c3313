"""Regulars whom only a phone call can reach: who is on the list, and what the buttons do."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events import phone_calls
from events.admin.arrange import people_to_tell
from events.models import Booking, Invitation, Notice, Regular
from events.recurrence import NthWeekday, Repeat
from events.regulars import enrolment, invitations
from events.regulars.phone_calls import invitation_calls
from hub.models import User
from tests import factories

DAY = timedelta(days=1)
FEBRUARY = factories.STARTS_AT + 28 * DAY
ASKED = FEBRUARY - 21 * DAY

pytestmark = pytest.mark.django_db


def login(client, group):
    user = User.objects.create_user(group.lower(), f"{group}@example.org", "brew")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def series(site):
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    return factories.make_series(rule=rule, first_day=date(2027, 1, 27), slug="over-a-brew")


@pytest.fixture
def january(series):
    return factories.make_session(series=series)


@pytest.fixture
def february(series):
    return factories.make_session(series=series, starts_at=FEBRUARY, title="Unpaid carers")


@pytest.fixture
def gordon(january, now):
    """A regular without an email address, who wants to be invited."""
    booking = factories.make_booking(
        session=january, name="Gordon", email="", phone="01632 960 377", mode="phone"
    )
    return enrolment.enrol(booking=booking, now=now)


@pytest.fixture
def invitation(gordon, february, time_machine):
    time_machine.move_to(ASKED, tick=False)
    invitations.enqueue_invitations(now=ASKED)
    return Invitation.objects.get()


@pytest.fixture
def organiser(client, invitation):
    return login(client, "Organisers")


def answer(client, invitation, said, **more):
    url = reverse("regulars:answer_invitation", args=[invitation.pk])
    return client.post(url, {"answer": said, **more}, follow=True)


def messages_page(client):
    page = client.get(reverse("sessions_admin:messages")).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_they_are_listed_with_date_number_and_three_buttons(organiser):
    words = messages_page(organiser)

    assert "Gordon, 01632 960 377" in words
    assert "Ask if they are coming on Wednesday 24 February 2027, 10:30am to 12 noon" in words
    assert "Last time they joined by phone." in words
    for button in (
        "They are coming : Gordon",
        "Not this time : Gordon",
        "Stop asking them : Gordon",
    ):
        assert button in words
    assert "There is nobody for you to phone." not in words


def test_the_first_page_of_the_admin_counts_them(invitation):
    tasks = people_to_tell(ASKED)
    assert "Phone 1 person who has no email address" in [words for words, _ in tasks]


def test_who_has_an_address_is_not_phoned(invitation, january, now):
    enrolment.enrol(booking=factories.make_booking(session=january), now=now)
    invitations.enqueue_invitations(now=ASKED)

    assert Invitation.objects.count() == 2
    assert [each.invitation for each in invitation_calls(now=ASKED)] == [invitation]


def test_they_are_coming_books_and_settles_the_calls_about_it(organiser, invitation, february):
    shown = answer(organiser, invitation, "yes").content.decode()
    booking = Booking.objects.get(session=february)

    assert (booking.contact_name, booking.phone, booking.attendance_mode) == (
        "Gordon",
        "01632 960 377",
        "phone",
    )
    assert booking.booked_by == User.objects.get(username="organisers")
    assert "Their code is below" in shown and booking.spoken_code in shown
    assert phone_calls.calls_to_make(now=ASKED + DAY) == []
    assert invitation_calls(now=ASKED) == []
    assert Regular.objects.get().booking == booking
    answer(organiser, invitation, "yes")
    assert Booking.objects.filter(session=february).count() == 1


def test_not_this_time_books_nothing(organiser, invitation):
    answer(organiser, invitation, "no")

    invitation.refresh_from_db()
    assert invitation.answer == "no"
    assert invitation_calls(now=ASKED) == []
    assert Booking.objects.count() == 1
    assert "Gordon" not in messages_page(organiser)


def test_stop_asking_them_stops(organiser, invitation):
    shown = answer(organiser, invitation, "stop").content.decode()

    assert "We do not ask them any more." in shown
    assert not Regular.objects.exists()
    assert "This is not here any more." in answer(organiser, invitation, "yes").content.decode()
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("said", ["", "perhaps"])
def test_anything_else_does_nothing(organiser, invitation, said):
    answer(organiser, invitation, said)

    invitation.refresh_from_db()
    assert (invitation.answer, Regular.objects.count(), Booking.objects.count()) == ("", 1, 1)


def test_a_full_session_says_so_and_yes_waits(organiser, invitation, february):
    february.places = 0
    february.save()
    assert "It is full. They go on the waiting list." in messages_page(organiser)
    answer(organiser, invitation, "yes", may_wait="yes")

    assert Booking.objects.get(session=february).state == "waiting"


def test_a_session_that_filled_meanwhile_is_not_booked(organiser, invitation, february):
    february.places = 0
    february.save()
    shown = answer(organiser, invitation, "yes").content.decode()

    assert "The last place has gone." in shown
    assert not Booking.objects.filter(session=february).exists()


def test_a_way_that_is_not_offered_is_asked_for(organiser, invitation, february):
    february.by_phone = False
    february.save()
    page = organiser.get(reverse("sessions_admin:messages")).content.decode()
    assert "Ask how they would like to join." in page
    assert 'type="radio"' in page

    assert "Choose another way." in answer(organiser, invitation, "yes").content.decode()
    answer(organiser, invitation, "yes", way="video")
    assert Booking.objects.get(session=february).attendance_mode == "video"


def test_a_date_that_is_off_or_begun_is_not_asked_about(invitation, february):
    assert invitation_calls(now=FEBRUARY) == []
    february.status = "cancelled"
    february.save()
    assert invitation_calls(now=ASKED) == []


def test_the_list_asks_few_questions_of_the_database(
    invitation, january, now, django_assert_max_num_queries
):
    for number in range(11):
        booking = factories.make_booking(
            session=january, name=f"P{number}", email="", phone=f"01632 960 1{number:02}"
        )
        enrolment.enrol(booking=booking, now=now)
    invitations.enqueue_invitations(now=ASKED)
    with django_assert_max_num_queries(3):
        found = invitation_calls(now=ASKED)
        assert [each.is_full for each in found] == [False] * 12


@pytest.mark.parametrize("group", ["Editors", "Facilitators", ""])
def test_only_those_who_change_bookings_may_answer(client, invitation, group):
    if group and Group.objects.filter(name=group).exists():
        login(client, group)
    answer(client, invitation, "yes")

    assert Booking.objects.count() == 1


def test_a_visit_answers_nothing(organiser, invitation):
    url = reverse("regulars:answer_invitation", args=[invitation.pk])

    assert "press the button once more" in organiser.get(url, {"answer": "yes"}, follow=True).text
    assert Booking.objects.count() == 1


# Booking for someone on the phone -------------------------------------------------------------------

ON_THE_PHONE = {
    "contact_name": "Joan Webb",
    "phone": "01632 960 001",
    "for_whom": "me",
    "way": "phone",
    "told": "on",
}


def enter(client, session, **data):
    url = reverse("sessions_admin:enter_booking", args=[session.pk])
    key = "00000000-0000-0000-0000-000000000001"
    return client.post(url, {**ON_THE_PHONE, "form_key": key, **data})


def test_the_tick_box_makes_a_regular_of_them(organiser, february):
    enter(organiser, february, every_time="on")
    enter(organiser, february, every_time="on")

    regular = Regular.objects.get(booking__contact_name="Joan Webb")
    assert regular.booking.session == february


def test_nothing_is_ticked_for_them(organiser, february):
    page = organiser.get(
        reverse("sessions_admin:enter_booking", args=[february.pk])
    ).content.decode()
    assert "Ask them before each session if they are coming" in page
    assert "checked" not in re.search(r'<input[^>]*name="every_time"[^>]*>', page)[0]
    enter(organiser, february)

    assert not Regular.objects.filter(booking__contact_name="Joan Webb").exists()


def test_sessions_that_do_not_repeat_have_no_tick_box(organiser):
    once = factories.make_session(series=factories.make_series("Once"), starts_at=FEBRUARY)
    page = organiser.get(reverse("sessions_admin:enter_booking", args=[once.pk])).content.decode()
    assert "every_time" not in page
    enter(organiser, once, every_time="on")

    assert Booking.objects.filter(session=once).exists()
    assert not Regular.objects.filter(series=once.series).exists()


def test_no_question_is_mailed_to_someone_without_an_address(invitation):
    assert not Notice.objects.filter(kind="invitation").exists()
