"""The sessions admin: who may see it, and what they can do there."""

import csv
import io
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from events import bookings, phone_calls, schedule
from events.admin import overview
from events.bookings import access_needs
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.models import (
    AccessNeed,
    AccessOption,
    Booking,
    Notice,
    Person,
    Session,
    SessionPage,
    Subscriber,
)
from events.subscriptions import subscribers
from hub.models import User
from tests.factories import make_booking, make_option, make_series, make_session

pytestmark = pytest.mark.django_db

NAME = "Zebedee Quill"
NEED = "A purple interpreter"


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield now


def login(client, group):
    user = User.objects.create_user(group.lower(), f"{group}@example.org", "brew")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def organiser(site, client):
    return login(client, "Organisers")


@pytest.fixture
def editor(site, client):
    return login(client, "Editors")


@pytest.fixture
def session(site):
    return make_session(places=20)


@pytest.fixture
def zebedee(session):
    return make_booking(
        session=session,
        name=NAME,
        email="zebedee@example.org",
        needs=(NEED,),
        wishes=bookings.Preferences(share_needs=True),
    )


def all_addresses(session, found):
    need = AccessNeed.objects.get(person__booking=found)
    notice = found.notices.first()
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
        "cancel": reverse("sessions_admin:cancel_booking", args=[found.pk]),
        "open": reverse("sessions_admin:open_booking", args=[found.pk]),
        "find": reverse("sessions_admin:find"),
        "place": reverse("sessions_admin:give_place", args=[found.pk]),
        "phoned": reverse("sessions_admin:phoned", args=[found.pk]),
        "need": reverse("sessions_admin:answer_need", args=[need.pk]),
        "again": reverse("sessions_admin:send_again", args=[notice.pk]),
        "options": reverse("access_options:index"),
        "new option": reverse("access_options:add"),
    }


# Who gets in


def test_an_editor_gets_into_no_screen_with_bookings(session, zebedee, editor):
    for name, url in all_addresses(session, zebedee).items():
        for answer in (editor.get(url), editor.post(url)):
            assert answer.status_code in (302, 403, 405), name
            assert NAME not in answer.text, name
    zebedee.refresh_from_db()
    assert zebedee.state == Booking.State.BOOKED


def test_an_editor_is_not_told_whether_a_booking_is_there(site, editor):
    shown = editor.post(reverse("sessions_admin:cancel_booking", args=[9999]), follow=True).text

    assert "Sorry, you do not have permission to access this area." in shown
    assert "This is not here any more" not in shown


def test_the_way_back_leads_organisers_to_the_session_and_editors_to_the_page(session, client):
    own = reverse("sessions_admin:session", args=[session.pk])
    page = reverse("wagtailadmin_pages:edit", args=[session.page_id])
    for group, here, elsewhere in (("Organisers", own, page), ("Editors", page, own)):
        login(client, group)
        shown = client.get(reverse("sessions_admin:move", args=[session.pk]))
        crumbs = [each["url"] for each in shown.context["breadcrumbs_items"]]
        assert here in crumbs, group
        assert elsewhere not in crumbs, group
        assert f'href="{here}">Go back, change nothing' in shown.text, group


def test_a_visitor_is_asked_to_log_in(session, zebedee, client):
    for name, url in all_addresses(session, zebedee).items():
        response = client.get(url)
        assert response.status_code == 302, name
        assert "/admin/login/" in response.url, name


def test_an_organiser_gets_into_every_screen(session, zebedee, organiser):
    elsewhere = {"place", "phoned", "need", "again", "find", "open"}
    for name, url in all_addresses(session, zebedee).items():
        assert organiser.get(url).status_code == (302 if name in elsewhere else 200), name


def test_the_menu_and_the_first_page_show_sessions_to_organisers_only(session, zebedee, client):
    home = reverse("wagtailadmin_home")
    login(client, "Editors")
    assert reverse("sessions_admin:coming") not in client.get(home).text

    login(client, "Organisers")
    shown = client.get(home).text
    assert reverse("sessions_admin:coming") in shown
    assert "1 person needs something" in shown


def test_organisers_write_no_pages_and_add_no_dates(site, session, organiser):
    for url in (
        reverse("wagtailadmin_pages:edit", args=[session.page_id]),
        reverse("sessions_admin:add_dates", args=[session.series_id]),
        reverse("sessions_admin:plan", args=[session.series_id]),
    ):
        assert organiser.get(url).status_code == 302


def test_an_editor_may_cancel_a_date_but_sees_only_how_many_are_told(session, zebedee, editor):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    url = reverse("sessions_admin:cancel", args=[session.pk])

    shown = editor.get(url).text
    assert "2 people: 1 by email, 1 has only a phone number." in shown
    assert "Joan" not in shown
    assert "960 001" not in shown

    editor.post(url, {"reason": "The host is ill."})
    session.refresh_from_db()
    assert session.is_cancelled


def test_someone_who_may_not_publish_changes_no_dates(site, session, client):
    user = User.objects.create_user("helper", "helper@example.org", "brew")
    group = Group.objects.create(name="Helpers")
    group.permissions.add(
        Group.objects.get(name="Editors").permissions.get(codename="access_admin")
    )
    user.groups.add(group)
    client.force_login(user)

    for name in ("cancel", "restore", "move", "note", "details"):
        response = client.post(
            reverse(f"sessions_admin:{name}", args=[session.pk]), {"reason": "x"}
        )
        assert response.status_code == 302
    session.refresh_from_db()
    assert not session.is_cancelled


# The list


def test_the_list_says_first_who_needs_something_then_how_full_it_is(session, zebedee, organiser):
    shown = organiser.get(reverse("sessions_admin:coming")).text

    assert shown.index("1 person needs something: 1 to answer") < shown.index("1 of 20 places")


def test_the_list_counts_people_who_take_a_place_and_those_who_wait(now, site, organiser):
    session = make_session(places=2)
    make_booking(session=session, supporter="Sam")
    make_booking(session=session, email="jo@example.org", name="Jo")
    make_booking(session=session, email="kit@example.org", name="Kit")

    found = overview.coming(now)[0]

    assert (found.taken, found.limit, found.waiting) == (2, 2, 1)
    assert "2 of 2 places taken, 1 waiting" in organiser.get(reverse("sessions_admin:coming")).text


def test_each_number_of_the_list_counts_each_row_once(now, site):
    session = make_session(places=10)
    make_booking(
        session=session,
        needs=(NEED, "A ramp", "Tea"),
        supporter="Sam",
        wishes=bookings.Preferences(contact_first="phone"),
    )
    AccessNeed.objects.filter(words="A ramp").update(state=AccessNeed.State.ARRANGING)
    AccessNeed.objects.filter(words="Tea").update(state=AccessNeed.State.IN_PLACE)
    make_booking(session=session, email="jo@example.org", name="Jo", needs=(NEED,))
    gone = make_booking(session=session, email="kit@example.org", name="Kit", needs=(NEED,))
    bookings.cancel(booking=gone, now=now)

    found = overview.coming(now).get()

    # Sam supports and takes no place.
    assert (found.taken, found.limit, found.waiting, found.offered) == (2, 10, 0, 0)
    assert (found.people_with_needs, found.talks_wanted) == (2, 1)
    assert (found.needs_to_answer, found.needs_to_finish) == (2, 1)


@pytest.mark.parametrize(
    ("starts", "is_coming"),
    [
        (datetime(2027, 1, 10, 9, 0, tzinfo=UTC), False),
        (datetime(2027, 1, 11, 7, 0, tzinfo=UTC), False),
        (datetime(2027, 1, 11, 8, 30, tzinfo=UTC), True),  # going on now
        (datetime(2027, 1, 11, 15, 0, tzinfo=UTC), True),
        (datetime(2027, 1, 12, 9, 0, tzinfo=UTC), True),
    ],
)
def test_todays_sessions_are_in_the_list_until_they_are_over(starts, is_coming, now, site):
    session = make_session(starts_at=starts)

    assert (session in overview.coming(now)) == is_coming
    assert (session in overview.past(now)) != is_coming


def test_the_list_takes_as_many_queries_for_twelve_sessions_as_for_three(
    now, site, django_assert_num_queries
):
    def make(count):
        for number in range(count):
            session = make_session(starts_at=now + timedelta(days=number + 1))
            make_booking(session=session, needs=(NEED,))

    make(3)
    with django_assert_num_queries(1):
        assert len(overview.coming(now)) == 3
    make(9)
    with django_assert_num_queries(1):
        assert len(overview.coming(now)) == 12


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


# One session


def test_an_organiser_sees_who_is_coming_how_to_reach_them_and_what_they_asked_for(
    session, zebedee, organiser
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


@pytest.mark.parametrize("state", ["arranging", "in-place", "talk"])
def test_a_need_is_answered_and_the_person_is_told(state, session, zebedee, organiser):
    need = AccessNeed.objects.get()
    Notice.objects.update(sent_at=datetime(2027, 1, 11, tzinfo=UTC))

    organiser.post(
        reverse("sessions_admin:answer_need", args=[need.pk]),
        {"state": state, "words": "Mo comes."},
    )

    need.refresh_from_db()
    assert (need.state, need.answer) == (state, "Mo comes.")
    assert Notice.objects.open().get().kind == Notice.Kind.CHANGE


def test_answering_the_same_twice_tells_once(session, zebedee, now):
    need = AccessNeed.objects.get()
    Notice.objects.update(sent_at=now)

    access_needs.answer(need=need, state="in-place", words="Mo comes.", now=now)
    Notice.objects.update(sent_at=now)
    access_needs.answer(need=need, state="in-place", words=" Mo comes. ", now=now)

    assert not Notice.objects.open().exists()


def test_an_answer_that_makes_no_sense_is_refused_kindly(session, zebedee, organiser):
    need = AccessNeed.objects.get()
    url = reverse("sessions_admin:answer_need", args=[need.pk])

    for data in ({"state": "nonsense"}, {"state": "talk", "words": "x" * 2000}):
        response = organiser.post(url, data, follow=True)
        assert response.status_code == 200
        assert "We could not save this." in response.text
    need.refresh_from_db()
    assert need.state == "asked"


# On paper


def test_the_sheet_names_nobody_and_keeps_private_answers_back(session, zebedee, organiser):
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


def table(response):
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_the_export_leaves_needs_out_unless_they_are_chosen(session, zebedee, organiser):
    plain = organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
    full = organiser.get(reverse("sessions_admin:download", args=[session.pk, "with-needs", "csv"]))
    row = table(plain)[0]

    assert row["Name"] == NAME
    assert row["Email"] == "zebedee@example.org"
    assert NEED not in str(row)
    assert table(full)[0]["Asked for"] == NEED
    assert "private" in plain["Cache-Control"]
    assert plain["Content-Disposition"].startswith('attachment; filename="who-is-coming-')
    assert full["Content-Disposition"].endswith('-with-needs.csv"')


def test_a_file_has_every_column_and_a_mark_by_which_excel_knows_its_letters(session, organiser):
    make_booking(
        session=session,
        name="Zoë",
        email="zoe@example.org",
        needs=(NEED, "A ramp"),
        wishes=bookings.Preferences(anything_else="I may be late."),
    )
    url = reverse("sessions_admin:download", args=[session.pk, "with-needs", "csv"])

    sent = organiser.get(url).getvalue()

    assert sent.startswith(b"\xef\xbb\xbfName,Comes to,")
    assert next(csv.DictReader(io.StringIO(sent.decode("utf-8-sig")))) == {
        "Name": "Zoë",
        "Comes to": "Takes part",
        "Takes a place": "Yes",
        "Joins": "By video",
        "State": "Booked",
        "Booked by": "Zoë",
        "Email": "zoe@example.org",
        "Phone": "",
        "Booked on": "11 January 2027",
        "Knows that they are booked": "Yes",
        "Asked for": f"{NEED}; A ramp; I may be late.",
        "State of what they asked for": "Asked; Asked",
        "Those who run it may know": "No",
    }


def test_the_spreadsheet_holds_the_same_rows(session, zebedee, organiser):
    def sheet(needs):
        response = organiser.get(
            reverse("sessions_admin:download", args=[session.pk, needs, "xlsx"])
        )
        return list(load_workbook(io.BytesIO(response.getvalue())).active.values)

    assert sheet("plain")[1][0] == NAME
    assert NEED not in str(sheet("plain"))
    assert NEED in sheet("with-needs")[1]


def test_a_name_that_looks_like_a_formula_stays_a_name(session, organiser):
    make_booking(session=session, name="=1+1", email="", phone="+44 1632 960 001")

    row = table(
        organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
    )[0]
    book = organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "xlsx"]))
    cell = load_workbook(io.BytesIO(book.getvalue())).active["A2"]

    assert row["Name"] == "'=1+1"
    assert row["Phone"] == "+44 1632 960 001"
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_cancelled_bookings_are_not_exported(session, zebedee, organiser, now):
    bookings.cancel(booking=zebedee, now=now)

    assert (
        table(organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"])))
        == []
    )


@pytest.mark.parametrize("name", ["with-secrets.csv", "plain.exe"])
def test_an_unknown_file_is_not_found(name, session, organiser):
    url = reverse("sessions_admin:export", args=[session.pk]) + name

    assert organiser.get(url).status_code == 404


# Booking for someone

ANSWERS = {
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


def enter(client, session, **changes):
    return client.post(
        reverse("sessions_admin:enter_booking", args=[session.pk]),
        {**ANSWERS, **changes},
        follow=True,
    )


def test_an_organiser_books_for_someone_on_the_phone(session, organiser):
    option = make_option("More breaks")

    response = enter(organiser, session, options=[str(option.pk)], words="A quiet voice")

    made = Booking.objects.get()
    assert (made.contact_name, made.phone, made.attendance_mode) == (
        "Joan Webb",
        "01632 960 001",
        "phone",
    )
    assert made.booked_by.username == "organisers"
    assert {need.asked_words for need in AccessNeed.objects.all()} == {
        "More breaks",
        "A quiet voice",
    }
    assert made.spoken_code in response.text


def test_someone_on_the_phone_is_not_on_the_list_of_people_to_phone(session, organiser, now):
    enter(organiser, session)

    assert phone_calls.calls_to_make(now=now) == []


def test_a_booking_for_two_keeps_them_apart(session, organiser):
    enter(organiser, session, for_whom="me-and-supporter", other_name="Sam Webb", words="Breaks")

    joan, sam = Person.objects.order_by("pk")
    assert (joan.role, joan.needs_place, sam.role, sam.needs_place) == (
        "comes",
        True,
        "supports",
        False,
    )
    assert joan.needs.count() == 1
    assert sam.needs.count() == 0


def test_the_same_form_sent_twice_makes_one_booking(session, organiser):
    enter(organiser, session)
    enter(organiser, session)

    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"contact_name": ""}, "Write the person&#x27;s name."),
        ({"phone": ""}, "Write a phone number or an email address."),
        ({"email": "joan"}, "Enter an email address in the right format"),
        ({"for_whom": ""}, "Choose who is coming."),
        ({"for_whom": "other"}, "Write the name of the other person."),
        ({"way": "in-person"}, "Choose one of the answers in the list"),
        ({"told": ""}, "Tell them what we keep. Then tick this box."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(changes, message, session, organiser):
    response = enter(organiser, session, words="A quiet voice", **changes)

    assert message in response.text
    assert "A quiet voice" in response.text
    assert not Booking.objects.exists()


def test_a_full_session_is_explained_and_the_waiting_list_offered(organiser, site):
    session = make_session(places=1, by_phone=True)
    make_booking(session=session)

    response = enter(organiser, session)
    assert "The last place has gone." in response.text

    enter(organiser, session, may_wait="on")
    assert Booking.objects.get(contact_name="Joan Webb").state == Booking.State.WAITING


def test_only_organisers_give_out_places_that_are_held_back(organiser, site):
    session = make_session(places=1, places_held=1, by_phone=True)

    enter(organiser, session)
    assert not Booking.objects.exists()

    enter(organiser, session, use_held="on")
    assert Booking.objects.get().state == Booking.State.BOOKED


def test_things_in_the_room_are_asked_only_where_there_is_a_room(session, organiser):
    room = make_option("A hearing loop", subject=AccessOption.Subject.ROOM)
    url = reverse("sessions_admin:enter_booking", args=[session.pk])

    assert room.label not in organiser.get(url).text
    schedule.set_details(
        session=session, in_person=True, venue="The Hall", now=datetime(2027, 1, 11, tzinfo=UTC)
    )
    assert room.label in organiser.get(url).text


def test_an_organiser_cancels_a_booking_after_one_question(session, zebedee, organiser):
    url = reverse("sessions_admin:cancel_booking", args=[zebedee.pk])

    assert "gets an email" in organiser.get(url).text
    zebedee.refresh_from_db()
    assert zebedee.state == Booking.State.BOOKED

    organiser.post(url)
    zebedee.refresh_from_db()
    assert zebedee.state == Booking.State.CANCELLED


def test_someone_who_waits_is_given_a_place_when_there_is_one(organiser, site, now):
    session = make_session(places=1)
    first = make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    url = reverse("sessions_admin:give_place", args=[waiting.pk])

    assert "no free place" in organiser.post(url, follow=True).text
    bookings.cancel(booking=first, now=now)
    organiser.post(url)

    waiting.refresh_from_db()
    assert waiting.state == Booking.State.BOOKED


def test_a_place_that_is_held_back_is_given_to_someone_who_waits(organiser, site, now):
    session = make_session(places=2, places_held=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    third = make_booking(session=session, name="Kim", email="kim@example.org")
    assert (
        "that you hold back"
        in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    )

    organiser.post(reverse("sessions_admin:give_place", args=[waiting.pk]))
    refused = organiser.post(reverse("sessions_admin:give_place", args=[third.pk]), follow=True)

    waiting.refresh_from_db()
    session.refresh_from_db()
    assert (waiting.state, session.places_held) == (Booking.State.BOOKED, 0)
    assert "no free place" in refused.text
    assert bookings.capacity_of(session).all_left == 0


def test_a_free_place_is_given_before_one_that_is_held_back(organiser, site, now):
    session = make_session(places=3, places_held=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org", state="waiting")

    organiser.post(reverse("sessions_admin:give_place", args=[waiting.pk]))

    session.refresh_from_db()
    assert session.places_held == 1


def test_nobody_but_an_organiser_gets_a_place_that_is_held_back(site, now):
    session = make_session(places=2, places_held=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")

    with pytest.raises(bookings.BookingError):
        bookings.accept_offer(booking=waiting, now=now)


def test_organisers_see_who_does_not_know_yet_that_they_are_booked(session, organiser):
    made = make_booking(
        session=session,
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other",
        people=(bookings.Attendee(name="Ama"),),
        person_knows=False,
    )
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    rows = table(
        organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
    )
    assert "Does not know yet" in shown
    assert "Talk only to Sam Carer." in shown
    assert rows[-1]["Knows that they are booked"].startswith("No")

    Booking.objects.filter(pk=made.pk).update(person_knows=True)
    assert (
        "not know yet"
        not in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    )


def test_the_question_before_cancelling_says_who_gets_an_email(session, organiser):
    made = make_booking(
        session=session,
        name="Sam Carer",
        email="",
        phone="01632 960 002",
        for_whom="other",
        people=(bookings.Attendee(name="Ama", email="ama@example.org"),),
    )
    shown = organiser.get(reverse("sessions_admin:cancel_booking", args=[made.pk])).text

    assert "The person it is for gets an email" in shown
    assert "Sam Carer does not. Tell them on the phone: 01632 960 002." in shown
    assert (
        "ama@example.org"
        in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    )


@pytest.mark.parametrize("said", ["kettle 4821", "Kettle-4821", " KETTLE 48 21 "])
def test_a_code_that_somebody_says_on_the_phone_finds_their_booking(said, zebedee, organiser):
    Booking.objects.filter(pk=zebedee.pk).update(spoken_code="kettle 4821")
    found = organiser.post(reverse("sessions_admin:find"), {"code": said})

    assert (
        found.url
        == reverse("sessions_admin:session", args=[zebedee.session_id]) + f"#booking-{zebedee.pk}"
    )
    assert reverse("sessions_admin:find") in organiser.get(reverse("sessions_admin:coming")).text


@pytest.mark.parametrize("said", ["", "kettle", "4821", "teapot 1", "kettle 4821 " * 500])
def test_a_code_that_no_booking_has_is_said_kindly(said, zebedee, organiser):
    Booking.objects.filter(pk=zebedee.pk).update(spoken_code="kettle 4821")
    shown = organiser.post(reverse("sessions_admin:find"), {"code": said}, follow=True)

    assert "No booking has this code." in shown.text


def test_the_code_of_a_cancelled_booking_is_said_to_be_one(zebedee, organiser, now):
    bookings.cancel(booking=zebedee, now=now)
    shown = organiser.post(
        reverse("sessions_admin:find"), {"code": zebedee.spoken_code}, follow=True
    )

    assert "The booking with this code is cancelled." in shown.text


def test_an_organiser_changes_a_booking_for_someone_on_the_phone(session, organiser):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    url = reverse("sessions_admin:open_booking", args=[joan.pk])
    assert url in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    page = organiser.get(url)
    assert page.url == reverse("manage", args=[bookings.manage_token(joan)])
    organiser.post(f"{page.url}change/way/", {"way": "phone"})

    joan.refresh_from_db()
    assert joan.attendance_mode == "phone"


def test_an_editor_finds_and_opens_no_booking(zebedee, editor):
    for url in (
        reverse("sessions_admin:open_booking", args=[zebedee.pk]),
        reverse("sessions_admin:find"),
    ):
        answer = editor.post(url, {"code": zebedee.spoken_code})
        assert answer.url == reverse("wagtailadmin_home")


def test_whoever_had_to_log_in_again_is_told_to_press_once_more(client, site, now):
    session = make_session(places=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    url = reverse("sessions_admin:give_place", args=[waiting.pk])
    sent_to = client.post(url).url
    assert sent_to.endswith(f"?next={url}")

    shown = login(client, "Organisers").get(url, follow=True)

    assert shown.status_code == 200
    assert "Nothing has changed yet. Go back and press the button once more." in shown.text
    waiting.refresh_from_db()
    assert waiting.state == Booking.State.WAITING


# Messages


def test_mails_that_did_not_arrive_are_listed_and_sent_again(session, zebedee, organiser, now):
    notice = zebedee.notices.get(kind=Notice.Kind.CONFIRMATION)
    Notice.objects.filter(pk=notice.pk).update(failed_at=now, problem="SMTPRecipientsRefused")

    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert NAME in shown
    assert "You have booked" in shown

    organiser.post(reverse("sessions_admin:send_again", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.failed_at is None


def test_people_with_only_a_phone_are_listed_with_what_to_say_until_someone_has_called(
    session, organiser, now
):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    schedule.cancel(session=session, reason="Ill", now=now - timedelta(minutes=20))

    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert "Joan Webb, 01632 960 001" in shown
    assert "The session is cancelled." in shown

    organiser.post(reverse("sessions_admin:phoned", args=[joan.pk]))
    assert phone_calls.calls_to_make(now=now) == []


def test_only_the_last_story_is_told_on_the_phone(session, now):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    Notice.objects.update(sent_at=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    # The worker cannot mail her, so it lets the message go.
    Notice.objects.open().update(dismissed_at=now + timedelta(minutes=11))
    schedule.restore(session=session, now=now + timedelta(hours=1))

    (call,) = phone_calls.calls_to_make(now=now + timedelta(hours=2))

    assert call.script == ("The session is on again.",)


def test_changes_within_ten_minutes_need_no_call(session, now):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    Notice.objects.update(sent_at=now)

    schedule.cancel(session=session, reason="A mistake", now=now)
    assert phone_calls.calls_to_make(now=now + timedelta(minutes=5)) == []
    schedule.restore(session=session, now=now + timedelta(minutes=5))
    assert phone_calls.calls_to_make(now=now + timedelta(hours=1)) == []


def test_what_to_say_on_the_phone_is_what_is_true_when_it_is_said(site, now):
    session = make_session(places=1)
    first = make_booking(session=session, now=now)
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001", now=now)

    def say(moment):
        send_due(now=moment)  # it lets go what cannot be mailed
        return [
            sentence for call in phone_calls.calls_to_make(now=moment) for sentence in call.script
        ]

    assert say(now) == ["They are on the waiting list."]
    bookings.cancel(booking=first, now=now)
    assert say(now) == ["A place is free for them. Ask if they want it."]
    later = now + timedelta(hours=97)
    bookings.lapse_offers(now=later)
    assert say(later) == [], "the place is somebody else's by now"
    bookings.accept_offer(booking=joan, now=later)
    assert say(later) == ["They have a place now."]
    day_before = session.starts_at - timedelta(hours=23)
    enqueue_reminders(now=day_before)
    schedule.move(
        session=session,
        starts_at=session.starts_at + timedelta(days=7),
        ends_at=session.ends_at + timedelta(days=7),
        now=day_before,
    )
    assert say(day_before + timedelta(hours=1)) == [
        "The session has another day, time or place.",
        "They have a place now.",
    ]


def test_someone_is_phoned_when_the_only_address_is_of_a_person_who_must_not_be_told(session, now):
    made = make_booking(
        session=session,
        name="Sam Carer",
        email="",
        phone="01632 960 002",
        for_whom="other",
        people=(bookings.Attendee(name="Ama", email="ama@example.org"),),
        person_knows=False,
    )

    assert [call.booking for call in phone_calls.calls_to_make(now=now)] == [made]
    assert [each.name for each in schedule.audience_of(session).phone_only] == ["Sam Carer"]


def test_nobody_is_phoned_who_has_an_address(session, zebedee, now):
    schedule.cancel(session=session, reason="Ill", now=now)

    assert phone_calls.calls_to_make(now=now + timedelta(hours=1)) == []


# Changing dates


def test_a_date_is_moved_after_a_screen_that_says_who_is_told(session, zebedee, organiser):
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


def test_nobody_is_said_to_be_told_what_they_know_already(session, zebedee, organiser, now):
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
    session, zebedee, organiser
):
    soon = session.starts_at - timedelta(minutes=20)
    url = reverse("sessions_admin:cancel", args=[session.pk])
    with time_machine.travel(soon, tick=False):
        organiser.force_login(User.objects.get(username="organisers"))
        assert "They get an email at once" in organiser.get(url).text
        answer = organiser.post(url, {"reason": "The power is out."}, follow=True).text
    assert "Emails go out now, as it begins so soon." in answer
    assert Notice.objects.get(kind=Notice.Kind.SESSION_CANCELLED).due_at == soon


def test_a_note_is_added_and_taken_away(session, organiser):
    url = reverse("sessions_admin:note", args=[session.pk])

    organiser.post(url, {"text": "Bring a mug."})
    session.refresh_from_db()
    assert session.note == "Bring a mug."

    organiser.post(url, {"text": ""})
    session.refresh_from_db()
    assert session.note == ""


DETAILS = {"by_video": "on", "places": "20", "places_held": "0"}


def test_places_of_one_date_or_of_all_coming_dates_are_changed(organiser, site, now):
    series = make_series(by_phone=False)
    sessions = [
        make_session(series=series, starts_at=now + timedelta(days=days), places=20)
        for days in (-7, 7, 14)
    ]
    url = reverse("sessions_admin:details", args=[sessions[1].pk])

    organiser.post(url, {**DETAILS, "places": "25"})
    assert list(Session.objects.values_list("places", flat=True)) == [20, 25, 20]

    organiser.post(url, {**DETAILS, "places": "30", "all_coming": "on"})
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
        reverse("sessions_admin:details", args=[session.pk]), {**DETAILS, **details}
    )

    assert message in response.text


def test_what_was_done_to_a_date_is_in_its_history(session, organiser):

    organiser.post(reverse("sessions_admin:cancel", args=[session.pk]), {"reason": "Ill"})

    entry = PageLogEntry.objects.get(action="events.cancel_date")
    assert entry.user.username == "organisers"


def test_no_screen_asks_in_words_that_we_do_not_use(session, zebedee, organiser):
    for name, url in all_addresses(session, zebedee).items():
        if name in ("csv", "xlsx", "options", "new option"):
            continue
        text = organiser.get(url).text.lower()
        for word in ("oops", "invalid", "this field is required"):
            assert word not in text, (name, word)


# The first page


def test_the_first_page_says_what_to_do_next(session, zebedee, organiser, now):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    Notice.objects.filter(booking=zebedee).update(failed_at=now)

    shown = organiser.get(reverse("wagtailadmin_home")).text

    assert "What to do next" in shown
    assert "Answer 1 thing that was asked for" in shown
    assert "email" in shown
    assert "Phone 1 person who has no email address" in shown
    assert NAME not in shown


def test_the_first_page_asks_editors_for_topics_only(session, zebedee, editor):
    shown = editor.get(reverse("wagtailadmin_home")).text

    assert "Say what we will talk about on Wednesday 27 January 2027" in shown
    assert "asked for" not in shown


def test_an_organiser_changes_what_people_can_ask_for(organiser):
    organiser.post(
        reverse("access_options:add"),
        {
            "label": "A soft chair",
            "hint": "",
            "subject": "room",
            "in_use": "on",
            "sort_order": "100",
        },
    )

    assert AccessOption.objects.filter(label="A soft chair").exists()


def test_what_somebody_has_asked_for_is_taken_out_of_use_and_not_deleted(session, organiser):
    option = make_option("A soft chair")
    make_booking(session=session, needs=(option,))
    url = reverse("access_options:delete", args=[option.pk])

    for answer in (organiser.get(url, follow=True), organiser.post(url, follow=True)):
        assert "take the tick away from “In use”" in answer.text
        assert answer.redirect_chain == [(reverse("access_options:edit", args=[option.pk]), 302)]
    assert AccessOption.objects.filter(pk=option.pk).exists()

    unused = make_option("A loud bell")
    organiser.post(reverse("access_options:delete", args=[unused.pk]))
    assert not AccessOption.objects.filter(pk=unused.pk).exists()


# A date that is off, or over


@contextmanager
def later(client, moment):
    """Some days on, the same person has logged in again."""
    with time_machine.travel(moment, tick=False):
        client.force_login(User.objects.get())
        yield


def test_a_cancelled_date_asks_for_no_answers_and_no_talks(session, zebedee, organiser, now):
    Booking.objects.filter(pk=zebedee.pk).update(contact_first=Booking.TalkFirst.PHONE)
    schedule.cancel(session=session, reason="Ill", now=now)

    home = organiser.get(reverse("wagtailadmin_home")).text
    found = overview.coming(now)[0]
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert "Answer 1 thing" not in home
    assert "Talk with" not in home
    assert (found.people_with_needs, found.talks_wanted) == (0, 0)
    assert "If you have booked something for it, call that off." in shown
    assert "Give a place" not in shown


def test_after_a_session_nobody_is_said_to_get_an_answer(session, organiser, now):
    make_booking(session=session, needs=(NEED,), wishes=bookings.Preferences(remember_needs=True))
    with later(organiser, session.ends_at + timedelta(days=2)):
        shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert "nobody gets a message" in shown
    assert "The person gets your words" not in shown


def test_the_page_of_a_past_or_cancelled_booking_is_opened_to_delete_what_we_know(
    session, zebedee, organiser, now
):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    bookings.cancel(booking=joan, now=now)
    found = organiser.post(reverse("sessions_admin:find"), {"code": joan.spoken_code}, follow=True)
    assert f'id="booking-{joan.pk}"' in found.text
    assert "Joan Webb" in found.text

    with later(organiser, session.ends_at + timedelta(hours=1)):
        shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
        for each in (joan, zebedee):
            url = reverse("sessions_admin:open_booking", args=[each.pk])
            assert url in shown
            organiser.post(reverse("erase_booking", args=[bookings.manage_token(each)]))

    assert not Booking.objects.exists()


# Talking first


def test_a_talk_is_asked_for_until_somebody_has_talked(session, organiser, now):
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
    asked = "Talk with 1 person who asked for it"
    assert asked in organiser.get(reverse("wagtailadmin_home")).text

    told = organiser.post(reverse("sessions_admin:talked", args=[joan.pk]), follow=True)

    assert "We took that talk off the list." in told.text
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


# By when


def test_what_must_be_booked_ahead_is_marked_and_comes_first(session, organiser):
    for name, option in (
        ("Ama", make_option("More breaks")),
        ("Bea", make_option("A BSL interpreter", needs_notice=True)),
    ):
        make_booking(session=session, name=name, email=f"{name}@example.org", needs=(option,))

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert shown.count("Must be booked ahead") == 1
    assert shown.index("<strong>Bea</strong>") < shown.index("<strong>Ama</strong>")


def test_what_is_not_in_place_a_week_before_is_on_the_first_page(session, zebedee, organiser, now):
    need = AccessNeed.objects.get(person__booking=zebedee)
    access_needs.answer(need=need, state="arranging", words="", now=now)
    home = reverse("wagtailadmin_home")
    words = "See that 1 thing is in place"

    assert words not in organiser.get(home).text
    with later(organiser, session.starts_at - timedelta(days=6)):
        assert words in organiser.get(home).text
        access_needs.answer(need=need, state="in-place", words="", now=now)
        assert words not in organiser.get(home).text


# Two organisers, and dead ends


def test_an_answer_that_somebody_else_has_given_meanwhile_is_not_written_over(
    session, zebedee, organiser, now
):
    need = AccessNeed.objects.get(person__booking=zebedee)
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    seen = need.changed_at.isoformat()
    assert f'value="{seen}"' in shown
    later = now + timedelta(minutes=1)
    access_needs.answer(need=need, state="in-place", words="Samira comes.", now=later)

    told = organiser.post(
        reverse("sessions_admin:answer_need", args=[need.pk]),
        {"state": "arranging", "words": "", "seen": seen},
        follow=True,
    )

    need.refresh_from_db()
    assert (need.state, need.answer) == ("in-place", "Samira comes.")
    assert "Nothing is saved: someone else has answered this meanwhile." in told.text


@pytest.mark.parametrize("seen", ["", "yesterday", "2027-13-45T99:99", "2027-01-01T10:00"])
def test_an_odd_time_in_the_form_breaks_nothing(seen, zebedee, organiser):
    need = AccessNeed.objects.get(person__booking=zebedee)
    url = reverse("sessions_admin:answer_need", args=[need.pk])

    assert organiser.post(url, {"state": "arranging", "seen": seen}).status_code == 302


def test_an_email_whose_address_is_no_good_is_taken_off_the_list(zebedee, organiser, now):
    notice = zebedee.notices.get(kind=Notice.Kind.CONFIRMATION)
    Notice.objects.filter(pk=notice.pk).update(failed_at=now, problem="SMTPRecipientsRefused")
    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert reverse("sessions_admin:open_booking", args=[zebedee.pk]) in shown
    url = reverse("sessions_admin:let_go", args=[notice.pk])
    assert url in shown

    organiser.post(url)
    send_due(now=now + timedelta(hours=1))

    notice.refresh_from_db()
    assert notice.sent_at is None
    assert "All emails have arrived" in organiser.get(reverse("sessions_admin:messages")).text
    assert "off the list already" in organiser.post(url, follow=True).text


def test_why_no_place_can_be_given_is_said_as_it_is(organiser, site, now):
    session = make_session(places=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    schedule.cancel(session=session, reason="Ill", now=now)

    shown = organiser.post(
        reverse("sessions_admin:give_place", args=[waiting.pk]), follow=True
    ).text

    assert "This date is cancelled, so there is no place to give." in shown
    assert "Add places" not in shown


def test_who_says_yes_to_an_offer_on_the_phone_has_the_place_and_needs_no_second_call(
    organiser, site, now
):
    session = make_session(places=1)
    first = make_booking(session=session)
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    bookings.cancel(booking=first, now=now)
    place = reverse("sessions_admin:give_place", args=[joan.pk])
    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert f'formaction="{place}"' in shown
    assert "They want to think" in shown

    organiser.post(place, {"said": "yes"})

    joan.refresh_from_db()
    assert joan.state == Booking.State.BOOKED
    assert not phone_calls.calls_to_make(now=now)


def test_the_list_of_people_to_phone_says_how_they_join(organiser, site):
    session = make_session(
        by_phone=True, in_person=True, venue="The Hall, Ely", meeting_phone="01632 960 555"
    )
    make_booking(session=session, name="Joan", email="", phone="01632 960 001", mode="phone")
    assert (
        "The number to dial: 01632 960 555"
        in organiser.get(reverse("sessions_admin:messages")).text
    )

    make_booking(session=session, name="Kim", email="", phone="01632 960 002", mode="in-person")
    assert "They come to: The Hall, Ely" in organiser.get(reverse("sessions_admin:messages")).text


# Finding somebody


@pytest.mark.parametrize(
    "said",
    ["zebedee", "Quill", "ZEBEDEE@example.org", "01632 960 001", "+44 1632 960001", "Mo Helper"],
)
def test_a_name_an_address_or_a_number_finds_their_bookings(said, session, organiser, now):
    made = make_booking(
        session=session,
        name=NAME,
        email="zebedee@example.org",
        phone="01632 960 001",
        supporter="Mo Helper",
    )
    make_booking(session=session, name="Ama", email="ama@example.org", phone="01632 960 002")
    bookings.cancel(booking=made, now=now)

    shown = organiser.post(reverse("sessions_admin:find"), {"code": said})

    assert NAME in shown.text
    assert reverse("sessions_admin:open_booking", args=[made.pk]) in shown.text
    assert "Ama" not in shown.text


@pytest.mark.parametrize("said", ["", "Ze", "%", "__________", "0000000", "nobody@example.org"])
def test_what_is_like_nobody_finds_nobody(said, zebedee, organiser):
    shown = organiser.post(reverse("sessions_admin:find"), {"code": said}, follow=True)

    assert "No name, email address or phone number is like it either." in shown.text
    assert NAME not in shown.text


def test_someone_who_wants_no_more_news_is_found_by_address_and_stopped(organiser, site, now):
    asked = subscribers.subscribe(email="joan@example.org", everything=True, now=now)
    shown = organiser.post(reverse("sessions_admin:find"), {"code": "Joan@Example.org"}).text
    url = reverse("subscriptions:stop", args=[asked.pk])
    assert url in shown

    organiser.get(url)
    assert Subscriber.objects.exists()
    organiser.post(url)

    assert not Subscriber.objects.exists()


def test_an_editor_finds_nobody_and_stops_no_news(client, site, zebedee, now):
    asked = subscribers.subscribe(email="joan@example.org", everything=True, now=now)
    editor = login(client, "Editors")

    answers = [
        editor.post(reverse("sessions_admin:find"), {"code": NAME}),
        editor.post(reverse("sessions_admin:find"), {"code": "joan@example.org"}),
        editor.post(reverse("subscriptions:stop", args=[asked.pk])),
        editor.post(reverse("sessions_admin:let_go", args=[zebedee.notices.first().pk])),
    ]

    assert {each.url for each in answers} == {reverse("wagtailadmin_home")}
    assert Subscriber.objects.exists()


def test_what_became_due_during_a_call_is_not_taken_off_the_list_unread(session, organiser, now):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    seen = now.isoformat()
    assert f'name="seen" value="{seen}"' in organiser.get(reverse("sessions_admin:messages")).text
    schedule.cancel(session=session, reason="Ill", now=now)
    url = reverse("sessions_admin:phoned", args=[joan.pk])

    with later(organiser, now + timedelta(minutes=15)):
        told = organiser.post(url, {"seen": seen}, follow=True).text
        assert "There is more to tell them now." in told
        assert "The session is cancelled." in told

        seen = (now + timedelta(minutes=15)).isoformat()
        assert "There is nobody to phone." in organiser.post(url, {"seen": seen}, follow=True).text


def test_an_answer_to_what_is_not_asked_for_any_more_says_so(zebedee, organiser):
    need = AccessNeed.objects.get(person__booking=zebedee)
    pk = need.pk
    need.delete()

    shown = organiser.post(
        reverse("sessions_admin:answer_need", args=[pk]), {"state": "arranging"}, follow=True
    )

    assert "They may have changed or deleted it themselves." in shown.text


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_more_places_in_a_room_tell_nobody_that_the_room_has_changed(ends, organiser, site, now):
    venue = f"The Hall{ends}12 Chapel Yard"
    session = make_session(places=20, in_person=True, venue=venue)
    make_booking(session=session)
    form = {**DETAILS, "by_phone": "on", "in_person": "on", "venue": "The Hall\r\n12 Chapel Yard"}
    url = reverse("sessions_admin:details", args=[session.pk])

    told = organiser.post(url, {**form, "places": "25"}, follow=True).text

    session.refresh_from_db()
    assert (session.places, session.venue) == (25, venue)
    assert "Emails go out" not in told
    assert not Notice.objects.filter(kind=Notice.Kind.SESSION_MOVED).exists()


def test_what_was_asked_for_on_the_phone_keeps_its_answer_when_something_else_is_changed(
    session, organiser, now
):
    enter(organiser, session, words="A quiet voice\r\nand time")
    made = Booking.objects.get()
    need = AccessNeed.objects.get()
    assert need.words == "A quiet voice\nand time"
    access_needs.answer(need=need, state="in-place", words="Yes.", now=now)

    page = reverse("manage", args=[bookings.manage_token(made)])
    answers = {"options": [], "words": "A quiet voice\r\nand time"}
    organiser.post(f"{page}change/needs/", answers)

    assert AccessNeed.objects.get().answer == "Yes."
