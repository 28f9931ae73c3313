"""What people and organisers see of texts and letters; nothing, until a provider is set."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from events import bookings, schedule
from events.models import Booking, Notice, Session
from events.privacy.register import PROCESSING_REGISTER
from events.privacy.retention import erase, purge_expired
from events.public.forms.context import BookingFormContext
from events.public.forms.questions import ContactForm
from events.texts.delivery import send_due_letters, send_due_texts
from tests.events.admin.helpers import enter_booking, login
from tests.events.test_booking_views import answer_all, book_now
from tests.events.test_manage_views import url_of
from tests.events.texts.people import MOBILE, NUMBER, make_texted_booking
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
ADDRESS = "12 Mill Lane\nNorwich\nNR1 3QG"
DIAL_IN = "01632 960555, then 2468#"
QUESTION = "Text me on this number"


@pytest.fixture
def session(clock, site):
    return make_session(places=5, meeting_phone=DIAL_IN)


@pytest.fixture
def organiser(client, session):
    return login(client, "Organisers")


def main_of(response):
    main = re.search(r"<main.*?</main>", response.text, re.S)[0]
    main = re.sub(r'<div class="phone-route.*?</div>', " ", main, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def contact_form(session, now, **answers):
    return ContactForm(answers, context=BookingFormContext(session, now))


# The question -------------------------------------------------------------------------------------


def test_without_a_provider_nobody_is_asked_and_nothing_is_shown(session, now, organiser):
    form = contact_form(session, now, phone=MOBILE, texts="on")
    booking = make_booking(session=session, email="", phone=MOBILE)
    pages = [
        str(form),
        organiser.get(url_of(booking)).text,
        organiser.get(url_of(booking, "booked/")).text,
        organiser.get(reverse("sessions_admin:enter_booking", args=[session.pk])).text,
        organiser.get(reverse("sessions_admin:messages")).text,
        organiser.get(reverse("sessions_admin:session", args=[session.pk])).text,
    ]

    assert form.is_valid()
    assert "texts" not in form.cleaned_data
    for page in pages:
        assert not re.search(r"\btexts?\b[^-_:\"]*(message|number)|Letters|STOP", page), page
    assert [each.what for each in PROCESSING_REGISTER if each.setting and each.is_shown] == []


def test_with_a_provider_the_question_stands_below_the_number(notify, session, now):
    form = contact_form(session, now)

    assert list(form.fields) == ["email", "phone", "texts"]
    assert QUESTION in str(form)
    assert "You can stop them at any time." in str(form)


@pytest.mark.parametrize("phone", ["", "01632 960 111", "12345"])
def test_texts_need_a_mobile(notify, session, now, phone):
    form = contact_form(session, now, email="ama@example.org", phone=phone, texts="on")

    assert form.errors["phone"] == [
        "Enter a mobile number, or take the tick at the text messages away"
    ]


@pytest.mark.parametrize(
    "phone",
    [MOBILE, "+44 7700 900123", "0044 7700 900123", "07700 900123 after 5pm", "+353 85 123 4567"],
)
def test_mobiles_from_anywhere_are_good(notify, session, now, phone):
    assert contact_form(session, now, phone=phone, texts="on").is_valid()


def test_a_visitor_asks_for_texts_and_sees_what_comes(notify, session, client, now):
    check = answer_all(client, contact={"phone": MOBILE, "texts": "on"}, way={"way": "phone"})
    assert "Text messages Yes, on this number" in main_of(check)
    assert f"We text you on {MOBILE}, between 8am and 8pm." in main_of(check)
    assert "will phone you" not in main_of(check)
    page = main_of(client.get(book_now(client, check).url))

    booking = Booking.objects.get()
    assert booking.text_number == NUMBER
    assert f"We text you on {MOBILE} , between 8am and 8pm." in page
    assert "We text you again if something changes, and the day before the session." in page
    assert "If a text does not reach you, a person phones you." in page
    assert "Text STOP back to us." in page
    assert "A person will phone you" not in page
    assert send_due_texts(now=now) == {"sent": 1}


def test_with_an_email_too_the_page_names_both(notify, session, client):
    booking = make_texted_booking(session=session, email="ama@example.org")
    page = main_of(client.get(url_of(booking, "booked/")))

    assert "We send an email to ama@example.org." in page
    assert f"We text you too, on {MOBILE} , between 8am and 8pm." in page


def test_somebody_who_waits_reads_that_we_text(notify, client, session, now):
    Session.objects.filter(pk=session.pk).update(places=0)
    booking = make_texted_booking(session=session)
    assert booking.state == "waiting"

    assert "We text you as soon as a place is free." in main_of(
        client.get(url_of(booking, "booked/"))
    )


def test_without_callbacks_nobody_is_told_to_reply(notify, client, session, settings):
    settings.TEXT_CALLBACK_TOKEN = ""
    page = main_of(client.get(url_of(make_texted_booking(session=session), "booked/")))

    assert "STOP" not in page
    assert "Take the tick away at your phone number, or phone us." in page


def test_texts_are_ended_and_reminders_stopped_on_the_own_page(notify, client, session, now):
    booking = make_texted_booking(session=session)
    page = client.get(url_of(booking))
    assert "We text you a day before." in page.text
    assert "Yes, on this number" in page.text
    bookings.change(
        booking=booking, now=now, contact=bookings.Contact(name="Ama", phone=MOBILE, texts=False)
    )

    booking.refresh_from_db()
    assert booking.text_number == ""
    assert "Yes, on this number" not in client.get(url_of(booking)).text


def test_who_gets_texts_can_have_the_title_left_out(notify, client, session, now):
    booking = make_texted_booking(session=session)
    assert "Leave the title out of texts" in client.get(url_of(booking)).text
    done = client.post(url_of(booking, "calendar-title/"), {"title": "plain"}, follow=True)

    assert "what we send you will show a plain title" in done.text
    assert "Say the full title in texts" in done.text
    send_due_texts(now=now)
    assert session.page.title not in notify.texts[-1][1].removeprefix("Over a Brew: ")


def test_a_new_number_takes_the_texts_along(notify, session, now):
    booking = make_texted_booking(session=session)
    bookings.change(
        booking=booking, now=now, contact=bookings.Contact(name="Ama", phone="07700 900 456")
    )

    booking.refresh_from_db()
    assert booking.text_number == "+447700900456"


def test_booking_again_keeps_the_wish(notify, session, now):
    again = bookings.as_new_booking(make_texted_booking(session=session, postal_address=ADDRESS))

    assert again["contact"].texts
    assert again["contact"].postal_address == ADDRESS


# The desk -----------------------------------------------------------------------------------------


def test_an_organiser_books_for_somebody_who_wants_texts_and_letters(
    notify, session, organiser, now
):
    enter_booking(organiser, session, phone=MOBILE, texts="on", postal_address=ADDRESS)

    booking = Booking.objects.get()
    assert (booking.text_number, booking.postal_address) == (NUMBER, ADDRESS)
    assert send_due_texts(now=now) == {"sent": 1}, "it has the code and the link, though we spoke"
    assert send_due_letters(now=now) == {"sent": 1}


@pytest.mark.parametrize("address", ["Norwich", "NR1 3QG", "12 Mill Lane\nNorwich"])
def test_an_address_without_a_postcode_is_asked_about(notify, session, organiser, address):
    response = enter_booking(organiser, session, postal_address=address)

    assert "The last one is the postcode" in response.text
    assert not Booking.objects.exists()


def test_the_desk_sees_what_has_arrived_and_what_has_not(notify, session, organiser, now):
    session.places = 9
    session.save()
    names = ("Arrived", "Failed", "On its way", "Has email")
    made = {
        name: make_texted_booking(
            session=session, name=name, email="x@example.org" if name == "Has email" else ""
        )
        for name in names
    }
    send_due_texts(now=now)
    Notice.objects.filter(booking=made["Arrived"]).update(delivered_at=now)
    failed = Notice.objects.filter(booking__in=[made["Failed"], made["Has email"]], channel="text")
    failed.update(sent_at=None, failed_at=now)

    page = main_of(organiser.get(reverse("sessions_admin:messages")))

    rows = page[page.index("Texts and letters that we sent") :]
    assert "Arrived Text message: You have booked Yes, Monday 11 January 2027, 9am" in rows
    assert "Failed Text message: You have booked No Phone them." in rows
    assert "On its way Text message: You have booked Sent, Monday 11 January 2027, 9am." in rows
    assert "Has email Text message: You have booked No They get an email in its place." in rows
    calls = page[: page.index("Messages that did not arrive")]
    assert "We tried to text them. It has not reached them." in calls
    assert "You have booked (Text message) Has email" in page


def test_the_messages_take_as_many_queries_for_many_texts(
    notify, session, organiser, now, django_assert_max_num_queries
):
    session.places = 99
    session.save()
    for _ in range(12):
        make_texted_booking(session=session)
    send_due_texts(now=now)

    with django_assert_max_num_queries(24):
        organiser.get(reverse("sessions_admin:messages"))


def test_a_change_of_the_session_says_who_is_texted(notify, session, now):
    make_texted_booking(session=session)
    make_booking(session=session)

    assert schedule.audience_of(session).sentence == "2 people: 1 by email, 1 by text message."


def test_an_organiser_writes_down_an_address_and_a_letter_goes_out(notify, session, organiser, now):
    booking = make_booking(session=session, email="", phone=MOBILE)
    url = reverse("letters:address", args=[booking.pk])
    assert url in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    page = main_of(organiser.get(url))
    assert "Address for letters" in page
    assert "Over a Brew, Wednesday 27 January 2027" in page

    assert (
        "A letter with the booking goes out"
        in organiser.post(url, {"postal_address": ADDRESS}, follow=True).text
    )
    assert send_due_letters(now=now) == {"sent": 1}


# Paper --------------------------------------------------------------------------------------------


def test_the_booking_on_paper_has_all_to_join_and_no_need(client, session):
    booking = make_booking(
        session=session, email="", phone=MOBILE, mode="phone", needs=("A palantypist",)
    )
    url = url_of(booking, "paper/")
    assert url in client.get(url_of(booking, "booked/")).text
    response = client.get(url)
    page = main_of(response)

    assert "print-large" in response.text
    assert "You have a place" in page
    assert "Wednesday 27 January 2027, 10:30am to 12 noon (UK time)" in page
    assert f"When we start, ring {DIAL_IN}" in page
    assert booking.spoken_code in page
    assert "Phone 01632 960 123" in page
    assert "palantypist" not in page
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("cancelled", "This booking is cancelled"),
        ("waiting", "You are on the waiting list"),
        ("offered", "A place is free for you"),
    ],
)
def test_the_paper_says_how_the_booking_is_and_no_way_to_join_without_a_place(
    client, session, state, words
):
    booking = make_booking(session=session, mode="phone", state=state)
    page = main_of(client.get(url_of(booking, "paper/")))

    assert words in page
    assert DIAL_IN not in page


def test_an_organiser_prints_it_for_somebody_without_email(session, organiser):
    booking = make_booking(session=session, email="", phone=MOBILE, needs=("A palantypist",))
    url = reverse("sessions_admin:paper", args=[booking.pk])
    assert url in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    response = organiser.get(url)

    assert booking.spoken_code in response.text
    assert "/bookings/" not in main_of(response)
    assert bookings.manage_token(booking) not in response.text, "the link opens the needs too"


# Privacy ------------------------------------------------------------------------------------------


def test_number_and_address_go_with_the_booking(notify, session, now):
    booking = make_texted_booking(session=session, postal_address=ADDRESS)
    erase(booking=booking, now=now)

    assert not Booking.objects.exists()
    assert send_due_texts(now=now) == send_due_letters(now=now) == {}


def test_what_is_remembered_for_next_time_has_no_postal_address(notify, session, now):
    wishes = bookings.Preferences(remember_needs=True)
    booking = make_texted_booking(
        session=session, postal_address=ADDRESS, needs=("A lamp",), wishes=wishes
    )
    purge_expired(now=session.ends_at + timedelta(days=40))

    booking.refresh_from_db()
    assert (booking.text_number, booking.postal_address) == (NUMBER, "")


def test_the_privacy_page_names_them_while_they_are_used_or_kept(notify, session, settings):
    def shown():
        return [each.setting for each in PROCESSING_REGISTER if each.setting and each.is_shown]

    assert shown() == ["TEXT_BACKEND", "LETTER_BACKEND"]
    settings.TEXT_BACKEND = settings.LETTER_BACKEND = ""
    assert shown() == []
    make_texted_booking(session=session)
    assert shown() == ["TEXT_BACKEND"]
