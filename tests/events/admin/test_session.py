"""The screen of one session, and the sheet for its hosts."""

import pytest
from django.urls import reverse

from events import bookings
from events.models import Booking
from tests.events.admin.helpers import NAME, NEED, login
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db


@pytest.mark.slow("makes sixty bookings to count queries")
@pytest.mark.parametrize("screen", ["session", "sheet", "export"])
def test_a_screen_takes_as_many_queries_for_sixty_bookings_as_for_a_third_of_them(
    screen, session, organiser, django_assert_num_queries, django_assert_max_num_queries
):
    url = reverse(f"sessions_admin:{screen}", args=[session.pk])
    option = make_option()

    def book(times):
        for _ in range(times):
            make_booking(session=session, needs=(option, NEED), supporter="Sam Quill")

    book(21)  # the places, and one who waits
    organiser.get(url)
    with django_assert_max_num_queries(25) as few:
        organiser.get(url)
    book(39)
    with django_assert_num_queries(len(few)):
        assert organiser.get(url).status_code == 200


def test_an_organiser_sees_who_is_coming_how_to_reach_them_and_what_they_asked_for(
    session, booking, organiser
):
    make_booking(
        session=session,
        name="Joan Webb",
        email="",
        phone="01632 960 001",
        wishes=bookings.Preferences(
            contact_first="phone", contact_when="Mornings", anything_else="I may be late."
        ),
    )

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    for words in (NAME, NEED, "zebedee@example.org", "01632 960 001", "Mornings", "I may be late."):
        assert words in shown
    assert "Phone only" in shown


def test_who_would_like_a_message_first_is_named_with_the_address_to_write_to(session, organiser):
    make_booking(
        session=session,
        name="Robin",
        email="robin@example.org",
        wishes=bookings.Preferences(contact_first="message"),
    )
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    talks = shown[shown.index("talks-title") : shown.index("coming-title")]

    assert "Robin: Yes, text or email me." in talks
    assert "robin@example.org" in talks


def test_words_of_a_visitor_are_shown_as_text(session, organiser):
    make_booking(session=session, name="<script>alert(1)</script>", needs=("<b>loud</b>",))

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert "<script>alert(1)</script>" not in shown
    assert "<b>loud</b>" not in shown


def test_the_sheet_names_nobody_and_keeps_private_answers_back(session, booking, organiser):
    make_booking(session=session, name="Joan Webb", email="joan@example.org", needs=("A secret",))

    shown = organiser.get(reverse("sessions_admin:sheet", args=[session.pk])).text

    assert NEED in shown
    assert NAME not in shown
    assert "Joan" not in shown
    assert "A secret" not in shown
    assert "1 more answer is private" in shown


def test_the_sheet_counts_only_what_those_who_come_asked_for(site, organiser):
    session = make_session(places=1)
    shared = bookings.Preferences(share_needs=True)
    make_booking(session=session, needs=("A ramp",), wishes=shared)
    make_booking(session=session, name="Jo", needs=("A quiet room",), wishes=shared)  # waits

    shown = organiser.get(reverse("sessions_admin:sheet", args=[session.pk])).text

    assert "A ramp" in shown
    assert "A quiet room" not in shown


def test_a_talk_is_asked_for_until_someone_has_talked(session, organiser, now):
    joan = make_booking(
        session=session,
        name="Joan Webb",
        email="",
        phone="01632 960 001",
        wishes=bookings.Preferences(
            contact_first=Booking.TalkFirst.PHONE, contact_when="After tea"
        ),
    )
    here = reverse("sessions_admin:session", args=[session.pk])
    asked = "Would like to talk first: 1, by 13 January 2027"
    assert asked in organiser.get(reverse("wagtailadmin_home")).text

    response = organiser.post(reverse("sessions_admin:talked", args=[joan.pk]), follow=True)

    assert "We took that talk off the list." in response.text
    assert asked not in organiser.get(reverse("wagtailadmin_home")).text
    assert "After tea" not in organiser.get(here).text


def test_an_editor_and_a_visit_settle_no_talk(session, client, now):
    joan = make_booking(
        session=session, wishes=bookings.Preferences(contact_first=Booking.TalkFirst.PHONE)
    )
    url = reverse("sessions_admin:talked", args=[joan.pk])

    login(client, "Editors").post(url)
    login(client, "Organisers").get(url)

    joan.refresh_from_db()
    assert joan.contact_first == Booking.TalkFirst.PHONE
