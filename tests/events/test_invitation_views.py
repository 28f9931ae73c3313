"""The pages of regulars: one button starts, answers and stops it, and a GET request never does."""

import re
from datetime import date, timedelta

import html5lib
import pytest
import textstat
from django.core import mail
from django.test import Client
from django.urls import reverse

from events import bookings as services
from events import schedule
from events.bookings import Attendee, Preferences, manage_token
from events.emails.delivery import send_due
from events.models import Booking, Invitation, Notice, Regular
from events.privacy.retention import erase
from events.recurrence import NthWeekday, Repeat
from events.regulars import enrolment, invitations, links, responses
from tests import factories
from tests.hub.language.avoided import avoided_words
from tests.hub.language.sentences import too_long

DAY = timedelta(days=1)
FEBRUARY = factories.STARTS_AT + 28 * DAY
ASKED = FEBRUARY - 21 * DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    return factories.make_series(
        rule=rule, first_day=date(2027, 1, 27), in_person=True, venue="Hall"
    )


@pytest.fixture
def booking(series, now, time_machine):
    time_machine.move_to(now, tick=False)
    option = factories.make_option("A BSL interpreter", notice_days=10)
    return factories.make_booking(
        session=factories.make_session(series=series),
        needs=("A lift to the door", option),
        supporter="Jo",
        mode="video",
        wishes=Preferences(anything_else="I tire", share_needs=True),
        now=now,
    )


@pytest.fixture
def february(series):
    return factories.make_session(series=series, starts_at=FEBRUARY, title="Unpaid carers")


@pytest.fixture
def regular(booking, now):
    return enrolment.enrol(booking=booking, now=now)


@pytest.fixture
def invitation_mail(regular, february, time_machine):
    """The mail that asks about February."""
    time_machine.move_to(ASKED, tick=False)
    invitations.enqueue_invitations(now=ASKED)
    send_due(now=ASKED)
    (invitation_mail,) = [
        each for each in mail.outbox if each.subject.startswith("Coming this time?")
    ]
    return invitation_mail


@pytest.fixture
def address(invitation_mail):
    return re.search(r"https://brew\.test(/every-month/\S+/)", invitation_mail.body)[1]


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def submit(client, address, answer, **more):
    """Send what the page would send."""
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden"\s+name="(asked|full)"\s+value="([^"]*)"', page))
    return client.post(address, {**hidden, "answer": answer, **more})


def manage_page(client, booking, name="manage"):
    return words_of(client.get(reverse(name, args=[manage_token(booking)])))


def submit_on_booking(client, booking, do):
    return client.post(reverse("every_time", args=[manage_token(booking)]), {"do": do}, follow=True)


# Signing up -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["manage", "booked"])
def test_both_pages_of_a_booking_offer_it_and_say_what_we_keep(client, booking, name):
    words = manage_page(client, booking, name)

    assert "Ask me every time" in words
    assert "we book nothing" in words
    assert "we keep it until you stop" in words
    assert "Stop asking me" not in words
    assert not Regular.objects.exists()


@pytest.mark.parametrize("name", ["manage", "booked"])
def test_nothing_is_offered_for_sessions_that_do_not_repeat(client, name):
    assert "every time" not in manage_page(client, factories.make_booking(), name)


def test_one_press_starts_it_and_one_press_stops_it(client, booking):
    done = words_of(submit_on_booking(client, booking, "ask"))
    assert "We will ask you before each session." in done
    assert Regular.objects.get().booking == booking
    submit_on_booking(client, booking, "ask")
    assert Regular.objects.count() == 1
    words = manage_page(client, booking, "booked")
    assert "Stop asking me" in words and "Ask me every time" not in words
    assert "As long" not in words

    done = words_of(submit_on_booking(client, booking, "stop"))
    assert "We will not ask you any more." in done
    assert "Ask me every time" in done
    assert not Regular.objects.exists()
    submit_on_booking(client, booking, "stop")


def test_the_page_of_the_newest_booking_says_what_is_kept(client, regular, booking):
    assert "For as long as we ask you each time" in manage_page(client, booking)
    assert "No, we delete it after the session" not in manage_page(client, booking)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_visit_starts_and_stops_nothing(client, booking, method, now):
    url = reverse("every_time", args=[manage_token(booking)])
    assert getattr(client, method)(url, {"do": "ask"}).status_code == 302
    assert not Regular.objects.exists()
    enrolment.enrol(booking=booking, now=now)
    getattr(client, method)(url, {"do": "stop"})
    assert Regular.objects.exists()


def test_a_cancelled_booking_offers_nothing_and_says_no(client, booking, now):
    services.cancel(booking=booking, now=now)
    assert "Ask me every time" not in manage_page(client, booking)
    response = submit_on_booking(client, booking, "ask")

    assert response.status_code == 409
    assert "This booking is cancelled" in words_of(response)


def test_a_press_without_words_or_for_a_wrong_link_does_nothing(client, booking):
    submit_on_booking(client, booking, "dance")
    wrong = manage_token(booking)[:-1] + "_"
    assert client.post(reverse("every_time", args=[wrong]), {"do": "ask"}).status_code == 404
    assert not Regular.objects.exists()


def test_every_link_of_the_chain_stops_it_and_no_link_of_anybody_else(
    client, regular, invitation_mail, booking
):
    made = responses.accept(invitation=Invitation.objects.get(), now=ASKED)
    neighbour = factories.make_booking(session=booking.session, name="Ben")  # the same address
    assert "Stop asking me" not in manage_page(client, neighbour)
    submit_on_booking(client, neighbour, "stop")
    assert Regular.objects.get().booking == made
    assert "Stop asking me" in manage_page(client, made)
    assert "Stop asking me" in manage_page(client, booking)

    submit_on_booking(client, booking, "stop")
    assert not Regular.objects.exists()


def test_a_booking_that_only_looks_like_theirs_cannot_stop_it(client, regular, booking, now):
    """Anyone can fill in the form with their name and address, and sees the page of that booking at once."""
    look_alike = factories.make_booking(
        session=booking.session, supporter="Jo", now=now + timedelta(minutes=1)
    )
    words = manage_page(client, look_alike)
    assert "Stop asking me" not in words
    assert "The email that asks you has a link for that." in words

    submit_on_booking(client, look_alike, "ask")
    done = words_of(submit_on_booking(client, look_alike, "stop"))

    assert "We will not ask you any more." not in done
    assert Regular.objects.exists()


def test_the_secret_address_is_on_no_page_of_a_booking(client, regular, invitation_mail, booking):
    for name in ("manage", "booked", "my_data", "erase_booking"):
        page = client.get(reverse(name, args=[manage_token(booking)])).content.decode()
        assert "/every-month/" not in page


# The mail -------------------------------------------------------------------------------------------


def test_the_first_link_of_the_mail_is_where_to_answer(invitation_mail, address):
    html = invitation_mail.alternatives[0][0].partition("<body>")[2]

    assert re.search(r'href="([^"]+)"', html)[1] == f"https://brew.test{address}"
    assert re.search(r"https?://\S+", invitation_mail.body)[0] == f"https://brew.test{address}"


def test_the_mail_asks_one_thing_and_says_that_silence_books_nothing(invitation_mail, address):
    assert invitation_mail.subject == "Coming this time? Unpaid carers, Wednesday 24 February 2027"
    assert invitation_mail.to == ["ama@example.org"]
    html = invitation_mail.alternatives[0][0]
    for words in (invitation_mail.body, html):
        assert "If you do not answer, we book nothing." in words
        assert "Wednesday 24 February 2027, 10:30am to 12 noon" in words
        assert address in words
        assert "/bookings/" not in words
    assert html.count('class="button"') == 1


def test_the_mail_holds_no_need(invitation_mail):
    everything = (
        invitation_mail.message().as_string()
        + invitation_mail.body
        + invitation_mail.alternatives[0][0]
    )
    for need in ("lift", "BSL", "interpreter", "I tire", "Jo"):
        # A whole word: the letters of a name may stand in a token by chance.
        assert not re.search(rf"\b{need}\b", everything)


def test_a_mail_program_can_stop_it(invitation_mail, address):
    assert invitation_mail.extra_headers["List-Unsubscribe"] == f"<https://brew.test{address}stop/>"
    assert invitation_mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert invitation_mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_mail_is_easy_to_read_and_real_html(invitation_mail):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(invitation_mail.alternatives[0][0])
    text = "\n".join(
        line for line in invitation_mail.body.splitlines() if line.endswith((".", "?"))
    )
    assert textstat.flesch_kincaid_grade(text) <= 6, text
    assert too_long(invitation_mail.body) == []
    assert avoided_words(invitation_mail.body) == {}


def test_a_discreet_booking_has_no_name_in_the_subject(regular, february, booking):
    Booking.objects.update(discreet_title=True)
    mail.outbox.clear()
    invitations.enqueue_invitations(now=ASKED)
    send_due(now=ASKED)

    assert [each.subject for each in mail.outbox if "Coming" in each.subject] == [
        "Coming this time? Wednesday 24 February 2027"
    ]


def test_who_books_for_someone_else_is_asked_about_them(client, series, february, now):
    booking = factories.make_booking(
        session=series.sessions.order_by("starts_at").exclude(pk=february.pk).first()
        or factories.make_session(series=series),
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(Attendee(name="Ama", email="ama@example.org"),),
    )
    regular = enrolment.enrol(booking=booking, now=now)
    mail.outbox.clear()
    invitations.enqueue_invitations(now=ASKED)
    send_due(now=ASKED)
    (invitation_mail,) = [each for each in mail.outbox if "Coming" in each.subject]

    assert invitation_mail.to == ["sam@example.org"]
    assert "This is about Ama." in invitation_mail.body
    page = words_of(client.get(reverse("every_month", args=[links.SIGNER.token_for(regular.uid)])))
    assert "Is Ama coming this time?" in page
    assert "Yes, Ama is coming" in page


# The question ---------------------------------------------------------------------------------------


def test_the_page_shows_what_will_be_used_before_it_is_used(client, address):
    words = words_of(client.get(address))

    for shown in (
        "Are you coming this time?",
        "Unpaid carers",
        "Wednesday 24 February 2027",
        "We will use what you told us last time",
        "You can change it afterwards.",
        "Ama Mensah",
        "Jo (supports)",
        "ama@example.org",
        "By video",
        "A lift to the door",
        "A BSL interpreter. Tell us by Wednesday 10 February 2027.",
        "I tire",
        "The people who run the session",
        "Yes, I am coming",
        "Not this time",
        "Stop asking me",
    ):
        assert shown in words
    assert Booking.objects.count() == 1


def test_yes_books_and_shows_the_booking(client, address):
    response = submit(client, address, "yes")
    booking = Booking.objects.get(session__starts_at=FEBRUARY)

    assert response.url == reverse("booked", args=[manage_token(booking)])
    assert "You have booked a place" in words_of(client.get(response.url))
    words = words_of(client.get(address))
    assert "You have said yes" in words
    assert "Yes, I am coming" not in words
    assert reverse("manage", args=[manage_token(booking)]) in client.get(address).content.decode()


def test_pressing_twice_books_once(client, address):
    page = client.get(address).content.decode()
    asked = re.search(r'name="asked"\s+value="([^"]+)"', page)[1]
    one, two = (client.post(address, {"answer": "yes", "asked": asked}) for _ in range(2))

    assert one.url == two.url
    assert Booking.objects.count() == 2


def test_no_books_nothing_and_can_become_yes(client, address):
    response = client.get(submit(client, address, "no").url)
    assert "Thank you for telling us." in words_of(response)
    assert "You said: not this time." in words_of(response)
    assert Booking.objects.count() == 1
    assert Invitation.objects.get().answer == "no"

    submit(client, address, "yes")
    assert Booking.objects.count() == 2


def test_who_cancels_after_yes_can_come_back(client, address):
    submit(client, address, "yes")
    booking = Booking.objects.get(session__starts_at=FEBRUARY)
    services.cancel(booking=booking, now=ASKED)

    assert "You said yes, and then you cancelled." in words_of(client.get(address))
    submit(client, address, "yes")
    assert Booking.objects.filter(state="booked", session=booking.session).count() == 1


def test_a_full_session_says_so_before_the_press(client, address, february):
    february.places = 0
    february.save()
    words = words_of(client.get(address))
    assert "This session is full now." in words
    assert "Yes, join the waiting list" in words

    response = submit(client, address, "yes")
    assert "You are on the waiting list" in words_of(client.get(response.url))
    assert "You are on the waiting list" in words_of(client.get(address))


def test_a_last_place_that_goes_meanwhile_is_told_and_nothing_is_booked(client, address, february):
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden"\s+name="(asked|full)"\s+value="([^"]*)"', page))
    february.places = 0
    february.save()
    response = client.post(address, {**hidden, "answer": "yes"})

    assert response.status_code == 409
    assert "The last place has gone." in words_of(response)
    assert "Yes, join the waiting list" in words_of(response)
    assert Booking.objects.count() == 1


def test_a_way_that_is_not_offered_is_asked_for(client, address, february):
    february.by_video = False
    february.places_in_person = 0
    february.save()
    page = client.get(address)
    words = words_of(page)
    assert "How would you like to join this time?" in words
    assert "In person This is full now. You can join the waiting list." in words
    assert "checked" not in page.content.decode()

    response = submit(client, address, "yes")
    assert response.status_code == 200
    assert "<title>Error: " in response.content.decode()
    assert "Choose how to join" in words_of(response)
    assert "There is a problem" in words_of(submit(client, address, "yes", way="video"))
    assert Booking.objects.count() == 1

    assert submit(client, address, "yes", way="in-person").status_code == 302
    assert Booking.objects.get(session=february).state == "waiting"


def test_a_no_needs_no_way(client, address, february):
    february.by_video = False
    february.save()

    assert submit(client, address, "no").status_code == 302
    assert Invitation.objects.get().answer == "no"


def test_a_date_that_moved_after_the_page_was_opened_is_looked_at_again(client, address, february):
    page = client.get(address).content.decode()
    asked = re.search(r'name="asked"\s+value="([^"]+)"', page)[1]
    starts = FEBRUARY + DAY
    schedule.move(session=february, starts_at=starts, ends_at=starts + DAY / 24, now=ASKED)
    response = client.post(address, {"answer": "yes", "asked": asked})

    assert response.status_code == 409
    assert "The date has changed since you opened this page." in words_of(response)
    assert "Thursday 25 February 2027" in words_of(response)
    assert Booking.objects.count() == 1
    assert submit(client, address, "yes").status_code == 302


def test_a_cancelled_date_says_so_and_when_we_ask_next(client, address, february, series):
    march = FEBRUARY + 28 * DAY
    factories.make_session(series=series, starts_at=march)
    schedule.cancel(session=february, reason="Snow.", now=ASKED)
    words = words_of(client.get(address))

    assert "This session is cancelled." in words and "Snow." in words
    assert "We will ask you on Wednesday 3 March 2027" in words
    assert "Yes, I am coming" not in words


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_it_is_too_late_when_it_has_begun(client, address, answer, time_machine):
    page = client.get(address).content.decode()
    asked = re.search(r'name="asked"\s+value="([^"]+)"', page)[1]
    time_machine.move_to(FEBRUARY + DAY / 24, tick=False)
    response = client.post(address, {"answer": answer, "asked": asked})

    assert response.status_code == 409
    assert "has already begun" in words_of(response)
    assert Booking.objects.count() == 1


def test_without_a_question_it_says_when_we_ask_next(client, regular, february, now):
    words = words_of(client.get(reverse("every_month", args=[links.SIGNER.token_for(regular.uid)])))

    assert "There is nothing to answer now." in words
    assert "We will ask you on Wednesday 3 February 2027" in words


@pytest.mark.parametrize("sent", [{}, {"answer": "yes"}, {"answer": "x"}, {"asked": "1"}])
def test_a_press_that_says_nothing_clear_books_nothing(client, address, sent):
    assert client.post(address, sent).status_code in (200, 409)
    assert client.post(address, {**sent, "asked": "' OR 1=1"}).status_code in (200, 409)
    assert Booking.objects.count() == 1
    assert Regular.objects.exists()


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("path", ["", "stop/"])
def test_a_visit_does_nothing_however_it_is_written(client, address, method, path):
    for sent in ({}, {"answer": "yes"}, {"answer": "stop"}, {"List-Unsubscribe": "One-Click"}):
        getattr(client, method)(address + path, sent)

    assert Booking.objects.count() == 1
    assert Invitation.objects.get().answer == ""
    assert Regular.objects.exists()


# Stopping -------------------------------------------------------------------------------------------


def test_one_press_stops_it(client, address):
    response = client.post(address, {"answer": "stop"}, follow=True)

    assert "We do not ask you any more" in words_of(response)
    assert not Regular.objects.exists()
    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "yes"}).status_code == 404
    assert Booking.objects.count() == 1


def test_a_mail_program_stops_it_without_a_cookie_or_a_redirect(address):
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = strict.post(f"{address}stop/", {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert not answer.cookies
    assert not Regular.objects.exists()


def test_nothing_else_can_be_pressed_from_another_site(address, booking):
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    for path in (address, reverse("every_time", args=[manage_token(booking)])):
        sent = {"answer": "stop", "do": "stop"}
        assert Client().post(path, sent, headers=elsewhere).status_code == 403
    assert Regular.objects.exists()


def test_a_visit_to_the_address_for_mail_programs_leads_to_the_page(client, address):
    assert client.get(f"{address}stop/").url == address


@pytest.mark.parametrize("change", [str.upper, lambda s: s[:-1], lambda s: s + "A", lambda s: "x"])
def test_a_guess_finds_nothing(client, address, change):
    wrong = f"/every-month/{change(address.split('/')[2])}/"

    assert client.get(wrong).status_code == 404
    assert client.post(f"{wrong}stop/").status_code == 404
    assert Regular.objects.exists()


def test_the_link_of_a_booking_is_no_key_here_nor_the_other_way(client, address, booking):
    assert client.get(f"/every-month/{manage_token(booking)}/").status_code == 404
    assert client.get(f"/bookings/{address.split('/')[2]}/").status_code == 404


def test_the_pages_stay_out_of_caches_search_and_referers(client, address):
    for path in (address, f"{address}stop/", "/every-month/stopped/"):
        response = client.get(path)
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"


def test_an_erased_regular_gets_nothing_more(client, address, booking):

    erase(booking=booking, now=ASKED)
    assert client.get(address).status_code == 404
    assert not Notice.objects.exists()


def test_the_page_tells_nothing_of_anybody_else(client, address, booking, february):
    for session in (booking.session, february):
        factories.make_booking(session=session, name="Canary", email="ama@example.org")
    page = client.get(address).content.decode()

    assert "Canary" not in page
    assert "Yes, I am coming" in page
