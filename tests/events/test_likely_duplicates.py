"""The same person booked twice is asked about: by mail, on the phone, at the desk; never shown to a stranger."""

import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from events import bookings
from events.bookings import Attendee, Contact
from events.bookings.likely_duplicates import likely_duplicates
from events.emails.delivery import send_due
from events.models import Booking, Notice, Person
from events.phone_calls import calls_to_make
from tests.events.admin.helpers import login
from tests.events.test_booking_views import answer_all, book_now, text_of
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
JO = "jo@example.org"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(site):
    return make_session(places=20)


def facts(name="Jo Bell", email=JO, phone="", **more):
    return {"name": name, "email": email, "phone": phone, **more}


def are_a_pair(session, one, other):
    first, second = make_booking(session=session, **one), make_booking(session=session, **other)
    pairs = likely_duplicates(Booking.objects.filter(session=session).prefetch_related("people"))
    assert pairs in ({}, {first.pk: [second], second.pk: [first]})
    return bool(pairs)


PAIRS = [
    (facts(), facts()),
    (facts(), facts(name=" jo  BELL", email="Jo@Example.org")),
    (facts(email="jo@müller.example"), facts(email="jo@xn--mller-kva.example")),
    (facts(email="", phone="01632 960 001"), facts(email="", phone="+44 1632 960001 after 5")),
    (facts(phone="01632 960 001"), facts(email="", phone="01632960001")),
    (facts(phone="01632 960 001"), facts(email="other@example.org", phone="01632 960 001")),
    (facts(), facts(name="Kim", people=(Attendee(name="Jo Bell", email=JO),), for_whom="other")),
    (facts(), facts(state="waiting")),
    (facts(), facts(state="offered")),
]
NO_PAIRS = [
    (facts(), facts(email="other@example.org")),
    (facts(), facts(name="Kim Bell")),
    (facts(phone="01632 960 001"), facts(name="Kim", email="", phone="01632 960 001")),
    (facts(email="", phone="01632 960 001"), facts(email="", phone="01632 960 002")),
    (facts(email="", phone="evenings 12345"), facts(email="", phone="evenings 12345")),
    (
        facts(people=(Attendee(name="Ann"),), for_whom="other"),
        facts(people=(Attendee(name="Ben"),), for_whom="other"),
    ),
    (
        facts(),
        facts(name="Kim", people=(Attendee(name="Jo Bell"),), for_whom="other", email="k@x.org"),
    ),
    (
        facts(supporter="Sam Gray"),
        facts(name="Sam Gray"),
    ),
    (facts(), facts(state="cancelled")),
    (facts(), facts(state="lapsed")),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_name_with_the_same_address_or_number_is_a_pair(session, one, other):
    assert are_a_pair(session, one, other)


@pytest.mark.parametrize(("one", "other"), NO_PAIRS)
def test_another_name_or_another_address_is_no_pair(session, one, other):
    assert not are_a_pair(session, one, other)


def test_the_same_person_at_two_sessions_is_no_pair(session):
    make_booking(session=session)
    other = make_booking(session=make_session())
    assert not likely_duplicates(other.session.bookings.prefetch_related("people"))


# By mail ------------------------------------------------------------------------------------------


def send_all(now):
    send_due(now=now)
    return mail.outbox


def mail_about_two(now):
    return next((each for each in send_all(now) if "booked twice" in each.subject), None)


def first_link(message):
    html = message.alternatives[0][0]
    return re.search(r'href="([^"]+)"', html[html.index("<body") :])[1]


def test_nothing_on_screen_tells_that_somebody_is_booked(client, session):
    def pages():
        check = answer_all(client, names={"your_name": "Jo Bell"}, contact={"email": JO})
        words = [text_of(check), text_of(client.get(book_now(client, check).url))]
        code = Booking.objects.last().spoken_code
        Booking.objects.filter(spoken_code=code).delete()
        client.cookies.clear()
        return [each.replace(code, "CODE") for each in words]

    alone = pages()
    make_booking(session=session, **facts())
    Booking.objects.update(attendance_mode="phone")
    assert pages() == alone


def test_the_mail_asks_and_its_one_action_is_its_first_link(session, now):
    first, second = (
        make_booking(session=session, **facts()),
        make_booking(session=session, **facts()),
    )
    message = mail_about_two(now)

    assert message.to == [JO]
    assert message.subject.startswith("You may have booked twice: ")
    for words in (message.body, message.alternatives[0][0]):
        assert "Did you book twice" in words
        assert "Then you do not need to do anything." in words
    path = f"/bookings/{bookings.manage_token(first)}/twice/{bookings.manage_token(second)}/"
    assert first_link(message).endswith(path)
    assert path in message.body


def test_a_person_with_an_address_of_their_own_is_asked_too_and_the_carer_is_not_told(session, now):
    make_booking(session=session, **facts())
    carer = "kim@example.org"
    jo = Attendee(name="Jo Bell", email=JO)
    make_booking(
        session=session, name="Kim", email=carer, people=(jo,), for_whom="other", person_knows=True
    )
    message = mail_about_two(now)
    assert message.to == [JO]
    assert not any("twice" in each.subject for each in mail.outbox if each.to == [carer])


def test_someone_who_does_not_know_of_the_booking_gets_no_mail_about_it(session, now):
    make_booking(session=session, **facts())
    bookings.book(
        session=session,
        contact=Contact(name="Kim", email="kim@example.org"),
        people=[Attendee(name="Jo Bell", email=JO)],
        mode="video",
        for_whom="other",
        person_knows=False,
        now=now,
    )
    assert mail_about_two(now) is None


def test_the_same_number_alone_sends_no_mail_with_a_link_to_someone_else_s_booking(session, now):
    make_booking(session=session, **facts(phone="01632 960 001"))
    make_booking(session=session, **facts(email="", phone="01632 960 001"))
    make_booking(session=session, **facts(email="thief@example.org", phone="01632 960 001"))
    assert mail_about_two(now) is None


def test_two_children_of_one_parent_bring_the_mail_of_before(session, now):
    for child in ("Ann", "Ben"):
        people = (Attendee(name=child),)
        make_booking(session=session, **facts(people=people, for_whom="other"))
    send_all(now)
    assert mail_about_two(now) is None
    assert any("cancel one of them" in each.body for each in mail.outbox)


def test_the_mail_is_not_sent_once_one_is_cancelled(session, now):
    make_booking(session=session, **facts())
    bookings.cancel(booking=make_booking(session=session, **facts()), now=now)
    assert mail_about_two(now) is None


# The page -----------------------------------------------------------------------------------------


@pytest.fixture
def two(session):
    return make_booking(session=session, **facts()), make_booking(session=session, **facts())


def page_of(one, other):
    return f"/bookings/{bookings.manage_token(one)}/twice/{bookings.manage_token(other)}/"


def press(client, url, which, page=None):
    page = page or client.get(url)
    shown = re.search(r'name="shown" value="([^"]*)"', page.text)[1]
    return client.post(url, {"shown": shown, "cancel": which})


def states(two):
    return [Booking.objects.get(pk=each.pk).state for each in two]


@pytest.mark.parametrize(
    ("which", "after"), [("second", ["booked", "cancelled"]), ("first", ["cancelled", "booked"])]
)
@pytest.mark.parametrize("turned", [False, True])
def test_one_press_cancels_one_and_looking_does_not(client, two, which, after, turned):
    url = page_of(*(reversed(two) if turned else two))
    page = client.get(url)
    assert "Did you book twice?" in text_of(page)
    assert states(two) == ["booked", "booked"]

    done = press(client, url, which, page)
    assert states(two) == after
    result = text_of(client.get(done.url))
    assert "One booking stays" in result
    assert "Cancel the" not in result
    press_again = client.post(url, {"cancel": which})
    assert press_again.status_code == 409
    assert states(two) == after, "a double press cancels one"


def test_a_page_that_is_not_so_any_more_does_nothing(client, two, now):
    url = page_of(*two)
    page = client.get(url)
    bookings.cancel(booking=two[0], now=now)
    late = press(client, url, "second", page)
    assert late.status_code == 409
    assert "we have done nothing yet" in text_of(late)
    assert states(two) == ["cancelled", "booked"]


def test_after_the_session_has_begun_nothing_can_be_cancelled(client, two, clock):
    clock.move_to(two[0].session.starts_at)
    page = client.get(page_of(*two))
    assert "It is too late to cancel one here." in text_of(page)
    assert "Cancel the" not in page.text
    press(client, page_of(*two), "second", page)
    assert states(two) == ["booked", "booked"]


def test_the_page_needs_the_secrets_of_two_bookings_of_one_session(client, two, session):
    one, other = (bookings.manage_token(each) for each in two)
    elsewhere = bookings.manage_token(make_booking(session=make_session()))
    for url in (
        f"/bookings/{one}/twice/{one}/",
        f"/bookings/{one}/twice/{elsewhere}/",
        f"/bookings/{one}/twice/{other}x/",
        f"/bookings/{one}x/twice/{other}/",
    ):
        assert client.get(url).status_code == 404
    page = client.get(page_of(*two))
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"


# On the phone and at the desk ---------------------------------------------------------------------


def test_the_call_asks_who_has_booked_twice_by_phone(session, now):
    by_phone = facts(email="", phone="01632 960 001")
    first, second = (
        make_booking(session=session, **by_phone),
        make_booking(session=session, **by_phone),
    )
    make_booking(session=session, **facts(name="Kim", email="", phone="01632 960 002"))
    scripts = {call.booking: " ".join(call.script) for call in calls_to_make(now=now)}

    assert f"Its code is “{second.spoken_code}”. Ask if they booked twice." in scripts[first]
    assert f"Its code is “{first.spoken_code}”." in scripts[second]
    assert sum("twice" in script for script in scripts.values()) == 2


def test_later_calls_do_not_ask_again(session, now):
    by_phone = facts(email="", phone="01632 960 001")
    first = make_booking(session=session, **by_phone)
    make_booking(session=session, **by_phone)
    Notice.objects.update(sent_at=now)
    bookings.change(booking=first, mode="phone", now=now)
    Notice.objects.filter(sent_at=None).update(due_at=now)
    assert not any("twice" in words for call in calls_to_make(now=now) for words in call.script)


def test_the_screen_of_the_session_shows_the_pair_at_both(client, session):
    first, second = (
        make_booking(session=session, **facts()),
        make_booking(session=session, **facts()),
    )
    make_booking(session=session, **facts(name="Kim"))
    client = login(client, "Organisers")
    page = client.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert page.count("May be the same person") == 2
    for each, other in ((first, second), (second, first)):
        row = re.search(rf'<tr id="booking-{each.pk}">.*?</tr>', page, re.S)[0]
        assert f'href="?booking={other.pk}#booking-{other.pk}"' in row


def test_a_supporter_and_a_person_who_comes_are_two_people(session):
    make_booking(session=session, **facts(supporter="Jo Gray"))
    assert Person.objects.filter(role="supports").exists()
    make_booking(session=session, **facts(name="Jo Gray"))
    assert not likely_duplicates(session.bookings.prefetch_related("people"))


def test_many_bookings_take_no_more_queries(session, django_assert_num_queries):
    def make(number, start=0):
        for index in range(start, start + number):
            phone = f"01632 960 {index % 50:03d}"
            make_booking(session=session, **facts(name=f"Jo {index % 50}", email="", phone=phone))

    make(2)
    listed = session.bookings.prefetch_related("people")
    with django_assert_num_queries(2):
        assert not likely_duplicates(listed.all())
    make(58, start=2)
    with django_assert_num_queries(2):
        assert len(likely_duplicates(listed.all())) == 20
