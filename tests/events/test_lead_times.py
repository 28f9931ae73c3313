"""Each option has a lead time of its own: when to ask for it, and by when to see to it."""

import importlib
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from events import bookings
from events.models import AccessNeed, AccessOption, SeriesPage
from events.public.forms.deadlines import late_promise
from tests.events.test_booking_views import FORM, answer_all, book_now, send, text_of
from tests.factories import STARTS_AT, make_booking, make_option, make_series, make_session

pytestmark = pytest.mark.django_db

STARTING_SET = {
    "timing": ["More time to think or speak", "More breaks"],
    "format": [
        "Easy Read information",
        "Large print, audio or braille information",
        "Information in another language",
    ],
    "support": [
        "Help to get online before the day",
        "A British Sign Language (BSL) interpreter",
        "A person to type or take notes for me",
        "Someone to talk to if I get upset or tired",
        "Help with the cost of taking part",
    ],
    "room": [
        "Step-free way in",
        "Space for a wheelchair or scooter",
        "A hearing loop",
        "A quiet room",
        "An accessible toilet or Changing Places toilet",
        "Parking close by",
        "I am bringing an assistance dog",
        "Food I can eat",
    ],
}
migration = importlib.import_module("events.migrations.0028_lead_times")


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(site):
    return make_session(places=5)


# The starting set ---------------------------------------------------------------------------------


def test_a_new_site_offers_the_starting_set_in_its_order():
    found = {
        subject: list(
            AccessOption.objects.filter(subject=subject, in_use=True).values_list(
                "label", flat=True
            )
        )
        for subject in AccessOption.Subject.values
    }
    assert found == STARTING_SET
    for option in AccessOption.objects.all():
        option.full_clean()


def test_what_belongs_to_a_room_is_for_those_who_come_to_it():
    assert {
        (option.by_video, option.by_phone, option.in_person)
        for option in AccessOption.objects.filter(subject="room")
    } == {(False, False, True)}


def test_the_starting_set_does_not_come_back_on_a_site_with_sessions(session):
    AccessOption.objects.all().delete()
    migration.make_starting_set(apps, None)
    assert not AccessOption.objects.exists()


@pytest.mark.parametrize(("days", "wanted"), [(0, 0), (1, 1), (7, 5), (14, 10), (28, 20), (90, 60)])
def test_days_of_the_calendar_become_working_days(days, wanted):
    assert migration.working_days(days) == wanted


# The last day of a need ---------------------------------------------------------------------------


def test_each_need_has_the_last_day_of_its_own_option(session):
    needs = (
        make_option("A BSL interpreter", notice_days=15),
        make_option("Easy Read", notice_days=5),
        make_option("More breaks"),
    )
    booking = make_booking(session=session, needs=needs)
    found = {need.option_label: need.due_on for need in booking.people.get().needs.all()}
    assert found == {
        "A BSL interpreter": date(2027, 1, 6),
        "Easy Read": date(2027, 1, 20),
        "More breaks": date(2027, 1, 27),
    }


def test_bank_holidays_and_the_day_in_london_count():
    starts_at = datetime(2027, 3, 30, 23, 30, tzinfo=UTC)  # 31 March, 0:30am in London
    session = make_session(starts_at=starts_at)
    assert session.last_day(2) == date(2027, 3, 25)  # Thursday before Easter


def test_a_new_lead_time_leaves_what_was_asked_for_before_alone(session):
    option = make_option("A BSL interpreter", notice_days=10)
    need = make_booking(session=session, needs=(option,)).people.get().needs.get()
    option.notice_days = 1
    option.save()

    again = AccessNeed.objects.get(pk=need.pk)
    assert again.due_on == need.due_on == date(2027, 1, 13)
    assert again.needs_notice


# On the form --------------------------------------------------------------------------------------


@pytest.fixture
def two_options():
    """An interpreter and notes, and nothing else that must be booked ahead."""
    AccessOption.objects.update(notice_days=0)
    AccessOption.objects.filter(label__contains="BSL").update(notice_days=15)
    AccessOption.objects.filter(label__contains="take notes").update(notice_days=10)


def test_the_last_days_are_said_once_below_the_ticks(client, session, two_options, clock):
    clock.move_to(STARTS_AT - timedelta(days=30))
    answer_all(client)
    page = text_of(client.get(f"{FORM}needs/"))

    first = page.index("Tell us by Wednesday 6 January 2027: A British Sign Language")
    second = page.index("Tell us by Wednesday 13 January 2027: A person to type")
    assert page.index("Tick all that would help") < first < second
    assert page.count("Tell us by") == 2
    assert "much time" not in page


def test_after_its_last_day_an_option_can_be_asked_for_anyway(client, session, two_options):
    answer_all(client)  # on 11 January
    page = text_of(client.get(f"{FORM}needs/"))

    late = "There is not much time left for these. Ask anyway. We will try, and write to you."
    assert f"{late} A British Sign Language" in page
    assert page.count("Tell us by") == 1
    bsl = AccessOption.objects.get(label__contains="BSL")
    send(client, "needs", options=[bsl.pk])
    send(client, "last", share_needs="yes", remember_needs="no")
    book_now(client)
    assert AccessNeed.objects.get().option == bsl


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        ({"email": "ama@example.org"}, "write to you"),
        ({"email": "ama@example.org", "texts": True}, "write to you"),
        ({"email": "", "texts": True}, "text you"),
        ({"email": ""}, "phone you"),
        ({"email": "", "name": "Jean"}, "write to Jean"),
    ],
)
def test_what_we_do_about_a_late_wish_is_how_they_are_reached(reach, words):
    assert late_promise(**reach) == f"We will try, and {words}."


def test_who_gave_a_phone_number_only_is_phoned_about_a_late_wish(client, session, two_options):
    answer_all(client, contact={"phone": "01632 960 111"})
    assert "We will try, and phone you." in text_of(client.get(f"{FORM}needs/"))


def test_the_last_days_are_worded_for_the_person_they_are_for(client, session, two_options):
    start = {"for_whom": "other", "your_name": "Ama", "email": "ama@example.org", "way": "video"}
    send(client, "start", **start, any_needs="yes")
    send(client, "others", their_name="Jean", person_knows="no")
    page = text_of(client.get(f"{FORM}needs/"))

    assert "by Wednesday 13 January 2027: A person to type or take notes for Jean" in page


@pytest.mark.parametrize(("way", "is_offered"), [("video", True), ("phone", False)])
def test_an_option_is_offered_to_those_who_join_in_a_way_that_it_fits(
    client, session, way, is_offered
):
    answer_all(client, way={"way": way})
    page = text_of(client.get(f"{FORM}needs/"))
    assert ("A British Sign Language (BSL) interpreter" in page) == is_offered
    assert "More breaks" in page


def test_what_was_asked_for_stays_when_its_way_to_join_is_closed(client, session):
    bsl = AccessOption.objects.get(label__contains="BSL")
    booking = make_booking(session=session, needs=(bsl,), mode="video")
    token = bookings.manage_token(booking)
    bookings.change(booking=booking, mode="phone", now=STARTS_AT - timedelta(days=16))

    assert bsl.label in text_of(client.get(reverse("manage_change", args=[token, "needs"])))


# The page of a session ----------------------------------------------------------------------------


def test_the_page_of_a_session_says_what_to_ask_for_in_time(client, session, two_options):
    page = text_of(client.get(session.page.url))
    assert "Tell us by Wednesday 13 January 2027: A person to type or take notes for me" in page
    assert "6 January 2027" not in page, "that day has passed"
    assert "A hearing loop" not in page, "nothing to book"


def test_an_old_draft_of_a_series_opens(organiser_of_pages):
    series = make_series("Evenings")
    revision = series.save_revision()
    revision.content["needs_notice_days"] = 14
    revision.save()

    page = organiser_of_pages.get(reverse("wagtailadmin_pages:edit", args=[series.pk]))
    assert page.status_code == 200
    assert SeriesPage.objects.get(pk=series.pk).get_latest_revision_as_object().pk == series.pk


@pytest.fixture
def organiser_of_pages(admin_client, site):
    return admin_client
